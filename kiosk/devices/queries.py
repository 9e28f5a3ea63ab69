"""What is known of the devices."""

from __future__ import annotations

import sqlite3


def name(db: sqlite3.Connection, device: int | None) -> str:
    """A device's name now; empty for None or an unknown one."""
    row = db.execute("select name from device where id = ?", (device,)).fetchone()
    return row[0] if row else ""


def count(db: sqlite3.Connection, role: str) -> int:
    """How many devices are paired in a role."""
    found: int = db.execute("select count(*) from device where role = ? and revoked_at is null", (role,)).fetchone()[0]
    return found
