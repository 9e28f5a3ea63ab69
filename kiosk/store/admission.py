"""Who may give a command, read where it is decided: role, revocation and lock inside the writer's transaction.

The guard of the routes has asked before; what it saw may be half a minute old when the command's turn comes. A command
that is sent again is answered by its receipt, to whom that receipt belongs.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from kiosk.store import journal
from kiosk.store.errors import CommandRejected
from kiosk.store.registry import Registry

NOT_YOUR_ROLE = CommandRejected("not_your_role", "This device may not do that.", status=403)
NOT_PAIRED = CommandRejected("not_paired", "This device is not paired with the meeting.", status=401)
LOCKED = CommandRejected("locked", "This device is locked. Type its PIN.", status=403)
COMMAND_ID_USED = CommandRejected("command_id_used", "This command number was used before for something else.")
OTHER_DEVICE = CommandRejected("other_device", "This command number belongs to another device.")


class Asker(NamedTuple):
    """Who gives a command: a device as the file knows it, or nobody's device in the role `laptop` or `public`."""

    device: int | None
    name: str
    role: str
    locked: bool = False

    @property
    def actor(self) -> str:
        return self.role if self.device is None else f"device {self.device}"


def current(db: sqlite3.Connection, asker: Asker) -> Asker:
    """The same asker by what the file says now; CommandRejected when its device was revoked."""
    if asker.device is None:
        return asker
    row = db.execute(
        "select name, role, coalesce(locked, 0) from device left join lock_working on device = id"
        " where id = ? and revoked_at is null",
        (asker.device,),
    ).fetchone()
    if row is None:
        raise NOT_PAIRED
    return Asker(asker.device, row[0], row[1], bool(row[2]))


def may(registry: Registry, name: str, asker: Asker) -> bool:
    """Whether the registry gives a command or work to that role; the program itself may do everything."""
    return asker.role == "laptop" or not registry.roles[name].isdisjoint((asker.role, "public"))


def need_unlocked(registry: Registry, name: str, asker: Asker) -> None:
    if asker.locked and name not in registry.while_locked:
        raise LOCKED


def need_own(registry: Registry, name: str, asker: Asker, before: journal.Receipt) -> None:
    """CommandRejected when the receipt of a command decided before belongs to another device."""
    if registry.receipts.get(name, "own") == "own" and before.actor != asker.actor:
        raise OTHER_DEVICE
