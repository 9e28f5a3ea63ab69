"""The lock of a device that nobody holds: a PIN, and what is refused until it is typed.

Workings, not recorded: a PIN is nobody's business, and guessing it is slowed, not journalled.
"""

from __future__ import annotations

import hmac
import sqlite3
from hashlib import sha256

from kiosk.meeting import queries as meetings
from kiosk.store import database as files
from kiosk.store.errors import CommandRejected
from kiosk.store.registry import CommandContext, Facts

TRIES = 5
WAIT_MS = 60_000


def set_pin(act: CommandContext, *, device: int, pin: str) -> Facts:
    """Give a device a PIN; an empty one takes it away and opens the device."""
    if act.db.execute("select 1 from device where id = ? and revoked_at is null", (device,)).fetchone() is None:
        raise CommandRejected("no_such_device", "There is no paired device %(device)s.", device=device)
    if not pin:
        act.db.execute("delete from lock_working where device = ?", (device,))
        return {"device": device, "pin": False}
    act.db.execute(
        "insert or replace into lock_working (device, pin_hash, locked, tries, tried_at) values (?, ?, 0, 0, 0)",
        (device, _hash(act.db, device, pin)),
    )
    return {"device": device, "pin": True}


def lock_device(act: CommandContext, *, idle: bool) -> Facts:
    """Lock this device, when it has a PIN; for idleness only while nobody arrives."""
    if idle and meetings.desks_state(act.db, act.at) == "open":
        return {"locked": False}
    done = act.db.execute("update lock_working set locked = 1 where device = ?", (act.device,))
    return {"locked": done.rowcount > 0}


def unlock_device(act: CommandContext, *, pin: str) -> Facts:
    """Open this device by its PIN; five wrong ones, and it takes a minute. A wrong one is counted and told."""
    row = _row(act.db, act.device)
    if row is None or not row["locked"]:
        return {"locked": False}
    left = row["tried_at"] + WAIT_MS - act.at
    if row["tries"] >= TRIES and left > 0:
        return {"locked": True, "wait_seconds": -(-left // 1000)}
    if hmac.compare_digest(row["pin_hash"], _hash(act.db, act.device, pin)):
        act.db.execute("update lock_working set locked = 0, tries = 0 where device = ?", (act.device,))
        return {"locked": False}
    tries = row["tries"] + 1 if row["tries"] < TRIES else 1
    act.db.execute("update lock_working set tries = ?, tried_at = ? where device = ?", (tries, act.at, act.device))
    return {"locked": True, "wait_seconds": WAIT_MS // 1000 if tries >= TRIES else 0}


def _row(db: sqlite3.Connection, device: int | None) -> sqlite3.Row | None:
    row: sqlite3.Row | None = db.execute("select * from lock_working where device = ?", (device,)).fetchone()
    return row


def _hash(db: sqlite3.Connection, device: int | None, pin: str) -> str:
    """By the file's secret: whoever has the file has more than any PIN keeps."""
    return hmac.new(files.secret(db), f"pin {device} {pin}".encode(), sha256).hexdigest()
