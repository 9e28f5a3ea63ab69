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

    def reader(self) -> sqlite3.Connection:
        """This thread's reading connection, opened at its first use."""
        found: sqlite3.Connection | None = getattr(self._local, "reader", None)
        if found is None:
            found = self._local.reader = db.reader(self.path)
        return found
