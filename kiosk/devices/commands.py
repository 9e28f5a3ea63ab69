"""Decisions about devices."""

from __future__ import annotations

import sqlite3

from kiosk.devices import queries
from kiosk.security.auth import ROLES
from kiosk.server import plain_http
from kiosk.store.errors import Refused
from kiosk.store.registry import Act, Decided

PAIRABLE = tuple(role for role in ROLES if role != "public")
CHAIRS = ("chair", "operator")  # who runs the meeting; a supervisor neither makes nor unmakes one


def pair_device(act: Act, *, role: str, name: str, token_hash: str) -> Decided:
    """A device is let in, in one role, known by the hash of its token."""
    _need_role(act, role)
    if act.db.execute("select 1 from device where token_hash = ?", (token_hash,)).fetchone():
        raise Refused("token_used", "This device was paired before. Let it ask anew.")
    facts = {"role": role, "name": name, "token_hash": token_hash}
    return Decided("device_paired", facts, {"device": act.seq, "role": role, "name": name})


def rename_device(act: Act, *, device: int, name: str) -> Decided:
    """Give a device another name."""
    _paired(act, device)
    return Decided("device_renamed", {"device": device, "name": name}, {"device": device, "name": name})


def move_device(act: Act, *, device: int, role: str) -> Decided:
    """Give a device another role; its own it keeps, or nobody might be left to give it back."""
    _need_role(act, role)
    _paired(act, device)
    if device == act.device:
        raise Refused("own_device", "A device cannot move itself.")
    return Decided("device_moved", {"device": device, "role": role}, {"device": device, "role": role})


def hand_over_chair(act: Act, *, device: int) -> Decided:
    """The chair passes to another device, and this one becomes its operator: one act, so that there is always a chair."""
    row = _paired(act, device)
    if device == act.device or row["role"] == "chair":
        raise Refused("chair_already", "%(name)s is in the chair already.", name=row["name"])
    facts = {"from": act.device, "from_name": act.device_name, "to": device, "to_name": row["name"]}
    return Decided("chair_handed_over", facts, {"device": device, "name": row["name"]})


def revoke_device(act: Act, *, device: int) -> Decided:
    """A device is let in no more: its next request is refused, its sockets are closed."""
    _paired(act, device)
    if device == act.device:
        raise Refused("own_device", "A device cannot revoke itself.")
    return Decided("device_revoked", {"device": device}, {"device": device})


def allow_plain_http(act: Act, *, allowed: bool) -> Decided:
    """The chair lets those who run the meeting or count come over plain HTTP, or takes that back."""
    if plain_http.allowed(act.db) == allowed:
        raise Refused("as_it_is", "That is so already.")
    return Decided("plain_http_set", {"allowed": allowed}, {"allowed": allowed})


def _need_role(act: Act, role: str) -> None:
    if role not in PAIRABLE:
        raise Refused("no_such_role", "There is no role %(role)s.", role=role)
    if act.role == "supervisor" and role in CHAIRS:
        raise Refused("chair_decides", "Only the chair or the operator lets in another chair or operator.")


def _paired(act: Act, device: int) -> sqlite3.Row:
    row = queries.paired(act.db, device)
    if row is None:
        raise Refused("no_such_device", "There is no paired device %(device)s.", device=device)
    if act.role == "supervisor" and row["role"] in CHAIRS and device != act.device:
        raise Refused("chair_decides", "Only the chair or the operator lets in another chair or operator.")
    return row
