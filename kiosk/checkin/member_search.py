"""The index of the roll being served: made outside the hub, made anew when the roll has moved."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from typing import Any

from kiosk.checkin import queries as checkin
from kiosk.roll import queries
from kiosk.roll.search import Index
from kiosk.store.connections import ReadConnections

MEMBERS_AT_ONCE = 1_000
FIRST_WAIT_SECONDS = 0.05
FIRST_WAITS_MOST = 200
REST_SECONDS = 0.001  # long enough for whoever waits for the interpreter
_lock = threading.Lock()
_indexes: dict[str, tuple[int, Index]] = {}
_making: set[str] = set()


def find(storage: ReadConnections, query: str, rest: Callable[[float], object], most: int = 20) -> list[dict[str, Any]]:
    """Members that fit, best first, with whether they are inside. Only the first of all searches waits for the
    index, by `rest`, which stops nobody else."""
    db = storage.reader()
    for _ in range(FIRST_WAITS_MOST):
        newest = index(storage)
        if newest:
            break
        rest(FIRST_WAIT_SECONDS)
    found = newest.find(query, most) if newest else []
    shown = []
    for member in found:
        person = queries.member(db, member["id"])
        if person is None:
            continue
        shown.append(
            {
                **with_state(db, person),
                "phone_tail": member["phone"][-4:] if person["has_namesake"] and member["phone"] else None,
            }
        )
    return shown


def with_state(db: sqlite3.Connection, person: queries.Person) -> dict[str, Any]:
    """A member as a desk sees them, with whether they are inside, have left, or never came (None)."""
    before = checkin.attended(db, person["id"])
    return {**queries.member_snapshot(person), "state": before["state"] if before else None}


def index(storage: ReadConnections) -> Index | None:
    """The newest index. A small roll's is made at once; a large one's, and the first, which loads the tables of
    readings, in a native thread while the old one serves; None while there is none."""
    key = str(storage.path)
    version = queries.version(storage.reader())
    with _lock:
        at, newest = _indexes.get(key, (-1, None))
        if at == version or key in _making:
            return newest
        _making.add(key)
    if at >= 0 and storage.reader().execute("select count(*) from member").fetchone()[0] <= MEMBERS_AT_ONCE:
        return _make(storage, lambda: None)
    threading.Thread(target=_make, args=(storage, lambda: time.sleep(REST_SECONDS)), daemon=True).start()
    return newest


def _make(storage: ReadConnections, rest: Callable[[], None]) -> Index:
    db = storage.reader()
    try:
        version = queries.version(db)
        made = Index((dict(row) for row in queries.rows(db)), rest)
        with _lock:
            _indexes[str(storage.path)] = (version, made)
        return made
    finally:
        with _lock:
            _making.discard(str(storage.path))
