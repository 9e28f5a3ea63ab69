"""What the hall screen shows, and the codes that bring a phone to the meeting."""

from __future__ import annotations

import sqlite3
from typing import Any


def shown(db: sqlite3.Connection) -> sqlite3.Row | None:
    """The scene last taken by hand, or None while none was."""
    row: sqlite3.Row | None = db.execute("select * from scene").fetchone()
    return row


def preview(db: sqlite3.Connection) -> dict[str, Any] | None:
    """The scene the chair has ready."""
    row = db.execute("select name, text from preview_working").fetchone()
    return {"name": row["name"], "text": row["text"]} if row else None
