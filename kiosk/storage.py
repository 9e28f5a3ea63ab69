"""Reading connections to one file: one for each thread that reads."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

from kiosk import db


class Storage:
    """The file of a served meeting."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._readers: list[sqlite3.Connection] = []

    def reader(self) -> sqlite3.Connection:
        """This thread's reading connection, opened at its first use."""
        found: sqlite3.Connection | None = getattr(self._local, "reader", None)
        if found is None:
            found = self._local.reader = db.reader(self.path)
            self._readers.append(found)
        return found

    def close(self) -> None:
        """Close every thread's connection, when nobody reads any more."""
        while self._readers:
            self._readers.pop().close()
