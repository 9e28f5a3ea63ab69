"""Serve one meeting's file: check it, lock it, listen, print the first console's address."""

from __future__ import annotations

import logging
import socket
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import click
from filelock import FileLock, Timeout
from flask import Flask

from kiosk import HOUSE, create_app
from kiosk import db as files
from kiosk.refusals import Unusable
from kiosk.server import Eventlet, Mode, listen
from kiosk.verify import verify
from kiosk.web import Kiosk

PORT = 8080


def serve_file(
    path: Path,
    host: str,
    port: int,
    *,
    mode: Callable[[], Mode] = Eventlet,
    quiet: bool = False,
    ready: Callable[[Flask, str], None] = lambda app, url: None,
    fit: Callable[[Flask], None] = lambda app: None,
    copies: Path | None = None,
) -> None:
    """Serve until interrupted; Unusable when the file is not ours, does not hold, or is served already.

    `fit` may add routes before the roles are checked; `ready` runs when the server is about to listen.
    """
    files.inspect(path)
    with _sole_server(path):
        finding = verify(path, HOUSE)
        if finding.trouble:
            raise Unusable(f"{finding.trouble} It is not served as if it were true.")
        try:
            listener = listen(host, port)
        except OSError as error:
            raise Unusable(f"Port {port} on {host} cannot be used: {error.strerror}.") from None
        port = listener.getsockname()[1]
        logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s: %(message)s")
        serving = mode()
        app = create_app(path, serving, fit=fit, copies=copies)
        kiosk: Kiosk = app.extensions["kiosk"]
        shown = own_address() if host in ("0.0.0.0", "::") else host
        url = f"http://{shown}:{port}"
        _remember(path, url)
        if not quiet:
            click.echo(f"The meeting is served at {url}")
            click.echo(f"Open this once, on this laptop, for the console: {url}/enter/{kiosk.first_key}")
        kiosk.door.scrub()  # what a power cut left in the log of rows that were erased
        kiosk.live.start()
        ready(app, url)
        try:
            serving.serve(app, listener)
        except KeyboardInterrupt:
            pass
        finally:
            kiosk.door.close()
            kiosk.storage.close()


def address(db: sqlite3.Connection) -> str:
    """Where this file is served, or was last."""
    row = db.execute("select url from serving_working").fetchone()
    return row[0] if row else f"http://{own_address()}:{PORT}"


def own_address() -> str:
    """This machine's address in its network, found without sending anything; 127.0.0.1 when it has none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            found: str = probe.getsockname()[0]
            return found
        except OSError:
            return "127.0.0.1"


class _sole_server:
    """A lock beside the file: a second server on it is refused."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = FileLock(f"{path}.lock")

    def __enter__(self) -> None:
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise Unusable(f"{self._path} is being served already.") from None
        except OSError as error:
            raise Unusable(f"{self._path} cannot be served from there: {error.strerror}.") from None

    def __exit__(self, *_: object) -> None:
        self._lock.release()


def _remember(path: Path, url: str) -> None:
    db = files.writer(path)
    db.execute(
        "insert or replace into serving_working (id, url, since) values (1, ?, ?)", (url, time.time_ns() // 1_000_000)
    )
    db.close()
