"""Which file this is, on which machine: a copy is told from the file that it was made of.

Renaming a file, or its folder, leaves it what it is. A copy has another number in its file system, and a copy that
the program wrote is marked as one, whatever its number.
"""

from __future__ import annotations

import platform
import sqlite3
import time
import uuid
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from kiosk.store import database as files

MACHINE_ID = Path("/etc/machine-id")
RANDOM_NODE = 1 << 40  # the bit that marks an invented hardware address


def place(path: Path) -> str:
    """Sixteen digits for this file on this machine."""
    return sha256(f"{_machine()} {path.stat().st_ino}".encode()).hexdigest()[:16]


def is_copy(db: sqlite3.Connection, path: Path) -> bool:
    """Whether this file was served before, elsewhere or as the file it was copied from."""
    row = db.execute("select place from serving_working").fetchone()
    return row is not None and row[0] != place(path)


def claim(db: sqlite3.Connection, path: Path) -> None:
    """Note in the file that it has gone on here: it is no copy any more. Inside the writer's transaction."""
    db.execute("update serving_working set place = ?", (place(path),))


def remember(path: Path, url: str) -> None:
    """Note in the file where it is served from now on: for codes on the screen, and for the command line."""
    with closing(files.writer(path)) as db:
        db.execute(
            "insert or replace into serving_working (id, url, since, place) values (1, ?, ?, ?)",
            (url, time.time_ns() // 1_000_000, place(path)),
        )


def _machine() -> str:
    try:
        return MACHINE_ID.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        node = uuid.getnode()
        return platform.node() if node & RANDOM_NODE else f"{node:012x}"


def page_url(db: sqlite3.Connection) -> str | None:
    """Where phones find the meeting's page; None while it is not served."""
    row = db.execute("select url from serving_working").fetchone()
    return f"{row[0]}/" if row else None
