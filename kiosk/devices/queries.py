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


def paired(db: sqlite3.Connection, device: int) -> sqlite3.Row | None:
    """Name and role of a device that is let in; None when there is none."""
    found: sqlite3.Row | None = db.execute(
        "select name, role from device where id = ? and revoked_at is null", (device,)
    ).fetchone()
    return found
