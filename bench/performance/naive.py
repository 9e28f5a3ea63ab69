"""The reference: Flask-SocketIO with eventlet as a tutorial does it.

Each check-in commits by itself inside the hub (WAL, synchronous=FULL, so that it is durable too) and the new state is
emitted to everybody. It keeps no journal, no receipts and knows one verdict: the work beside the commit is least.
"""

from __future__ import annotations

import itertools
import sqlite3
import time
from pathlib import Path
from typing import Any

from flask import Flask, Response, jsonify, request
from flask_socketio import SocketIO, emit

TABLES = """
create table if not exists member (id integer primary key, code text not null unique);
create table if not exists attendance (member integer primary key, seq integer not null, at integer not null);
"""


def create_app(path: Path, codes: list[str]) -> tuple[Flask, SocketIO]:
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    db.execute("pragma journal_mode = wal")
    db.execute("pragma synchronous = full")
    db.executescript(TABLES)
    db.execute("begin")
    db.executemany("insert or ignore into member (code) values (?)", [(code,) for code in codes])
    db.execute("commit")
    app = Flask(__name__)
    socketio = SocketIO(app, async_mode="eventlet", http_compression=False)
    numbers = itertools.count(1)

    def state(seq: int) -> dict[str, Any]:
        count = db.execute("select count(*) from attendance").fetchone()[0]
        return {"seq": seq, "attendance": {"checked_in": count, "base": len(codes), "needed": len(codes) * 4 // 5}}

    @app.post("/checkin/scans")
    def scan() -> Response:
        code = (request.get_json() or {}).get("code")
        member = db.execute("select id from member where code = ?", (code,)).fetchone()
        seq = next(numbers)
        if member is None:
            return jsonify(verdict="unknown_code", seq=seq)
        db.execute("begin immediate")
        db.execute("insert or ignore into attendance values (?, ?, ?)", (member[0], seq, time.time_ns() // 1_000_000))
        db.execute("commit")
        socketio.emit("snapshot", state(seq))
        return jsonify(verdict="admitted", seq=seq)

    @socketio.on("join")  # type: ignore[untyped-decorator]
    def join(_: object) -> None:
        emit("snapshot", state(0))

    return app, socketio
