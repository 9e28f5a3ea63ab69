"""Decisions about devices."""

from __future__ import annotations

import sqlite3

from kiosk.devices import queries
from kiosk.security.auth import ROLES
from kiosk.server import plain_http
from kiosk.store.errors import CommandRejected
from kiosk.store.registry import CommandContext, Decision

PAIRABLE = tuple(role for role in ROLES if role != "public")
CHAIRS = ("chair", "operator")  # who runs the meeting; a supervisor neither makes nor unmakes one


def pair_device(act: CommandContext, *, role: str, name: str, token_hash: str) -> Decision:
    """A device is let in, in one role, known by the hash of its token."""
    _need_role(act, role)
    if act.db.execute("select 1 from device where token_hash = ?", (token_hash,)).fetchone():
        raise CommandRejected("token_used", "This device was paired before. Let it ask anew.")
    facts = {"role": role, "name": name, "token_hash": token_hash}
    return Decision("device_paired", facts, {"device": act.seq, "role": role, "name": name})


def rename_device(act: CommandContext, *, device: int, name: str) -> Decision:
    """Give a device another name."""
    _paired(act, device)
    return Decision("device_renamed", {"device": device, "name": name}, {"device": device, "name": name})


def move_device(act: CommandContext, *, device: int, role: str) -> Decision:
    """Give a device another role; its own it keeps, or nobody might be left to give it back."""
    _need_role(act, role)
    _paired(act, device)
    if device == act.device:
        raise CommandRejected("own_device", "A device cannot move itself.")
    return Decision("device_moved", {"device": device, "role": role}, {"device": device, "role": role})


def hand_over_chair(act: CommandContext, *, device: int) -> Decision:
    """The chair passes to another device, and this one becomes its operator: one act, so that there is always a chair."""
    row = _paired(act, device)
    if device == act.device or row["role"] == "chair":
        raise CommandRejected("chair_already", "%(name)s is in the chair already.", name=row["name"])
    facts = {"from": act.device, "from_name": act.device_name, "to": device, "to_name": row["name"]}
    return Decision("chair_handed_over", facts, {"device": device, "name": row["name"]})


def revoke_device(act: CommandContext, *, device: int) -> Decision:
    """A device is let in no more: its next request is refused, its sockets are closed."""
    _paired(act, device)
    if device == act.device:
        raise CommandRejected("own_device", "A device cannot revoke itself.")
    return Decision("device_revoked", {"device": device}, {"device": device})


def allow_plain_http(act: CommandContext, *, allowed: bool) -> Decision:
    """The chair lets those who run the meeting or count come over plain HTTP, or takes that back."""
    if plain_http.allowed(act.db) == allowed:
        raise CommandRejected("as_it_is", "That is so already.")
    return Decision("plain_http_set", {"allowed": allowed}, {"allowed": allowed})


def _need_role(act: CommandContext, role: str) -> None:
    if role not in PAIRABLE:
        raise CommandRejected("no_such_role", "There is no role %(role)s.", role=role)
    if act.role == "supervisor" and role in CHAIRS:
        raise CommandRejected("chair_decides", "Only the chair or the operator lets in another chair or operator.")


def _paired(act: CommandContext, device: int) -> sqlite3.Row:
    row = queries.paired(act.db, device)
    if row is None:
        raise CommandRejected("no_such_device", "There is no paired device %(device)s.", device=device)
    if act.role == "supervisor" and row["role"] in CHAIRS and device != act.device:
        raise CommandRejected("chair_decides", "Only the chair or the operator lets in another chair or operator.")
    return row
