"""Reading connections to one file: one for each thread that reads, closed when the thread ends."""

from __future__ import annotations

import sqlite3
import threading
import weakref
from pathlib import Path

from kiosk.store import database


class ReadConnections:
    """The file of a served meeting."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._readers: weakref.WeakSet[_Reader] = weakref.WeakSet()

    def reader(self) -> sqlite3.Connection:
        """This thread's reading connection, opened at its first use."""
        found: _Reader | None = getattr(self._local, "reader", None)
        if found is None:
            found = self._local.reader = _Reader(self.path)
            self._readers.add(found)
        return found.db

    def close(self) -> None:
        """Close every thread's connection, when nobody reads any more."""
        for reader in list(self._readers):
            reader.db.close()


class _Reader:
    """A connection that is closed with the thread that it belongs to, which alone holds it."""

    def __init__(self, path: Path) -> None:
        self.db = database.reader(path)
        weakref.finalize(self, self.db.close)
