"""Decisions about devices."""

from __future__ import annotations

import sqlite3

from kiosk.access import ROLES
from kiosk.refusals import Refused
from kiosk.slices import Act, Decided


def pair_device(act: Act, *, role: str, name: str, token_hash: str) -> Decided:
    """A device is let in, in one role, known by the hash of its token."""
    if role not in ROLES or role == "public":
        raise Refused("no_such_role", "There is no role %(role)s.", role=role)
    facts = {"role": role, "name": name, "token_hash": token_hash}
    return Decided("device_paired", facts, {"device": act.seq, "role": role, "name": name})


def rename_device(act: Act, *, device: int, name: str) -> Decided:
    """Give a device another name."""
    _paired(act, device)
    return Decided("device_renamed", {"device": device, "name": name}, {"device": device, "name": name})


def move_device(act: Act, *, device: int, role: str) -> Decided:
    """Give a device another role."""
    if role not in ROLES or role == "public":
        raise Refused("no_such_role", "There is no role %(role)s.", role=role)
    _paired(act, device)
    return Decided("device_moved", {"device": device, "role": role}, {"device": device, "role": role})


def revoke_device(act: Act, *, device: int) -> Decided:
    """A device is let in no more: its next request is refused, its sockets are closed."""
    _paired(act, device)
    if device == act.device:
        raise Refused("own_device", "A device cannot revoke itself.")
    return Decided("device_revoked", {"device": device}, {"device": device})


def _paired(act: Act, device: int) -> sqlite3.Row:
    row: sqlite3.Row | None = act.db.execute(
        "select * from device where id = ? and revoked_at is null", (device,)
    ).fetchone()
    if row is None:
        raise Refused("no_such_device", "There is no paired device %(device)s.", device=device)
    return row
