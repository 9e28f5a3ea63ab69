"""Signed heads have no table of their own: they are read from the journal, which they are about."""

from __future__ import annotations

import sqlite3

from kiosk.store.journal import Entry


def nothing(db: sqlite3.Connection, entry: Entry) -> None:
    """The entry says all there is."""
