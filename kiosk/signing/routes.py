"""What devices saw of the journal, told to the laptop, and the page that compares a noted head."""

from __future__ import annotations

import re

from flask import Blueprint, Response, request

from kiosk.http.requests import body, execute_command, json_response, read_db, render_view
from kiosk.security.auth import ROLES, require_roles
from kiosk.signing import queries
from kiosk.store import journal
from kiosk.store.errors import ValidationError
from kiosk.store.writer import CommandResponse

routes = Blueprint("signing", __name__)
PAIRED = tuple(role for role in ROLES if role != "public")
_HEX = re.compile(r"[0-9a-f]+")
_EPOCH_DIGITS, _HASH_DIGITS, _KEY_DIGITS, _SIGNATURE_DIGITS = 8, 64, 64, 128
_SEQ_MOST = 10**12


@routes.get("/heads")
@require_roles("public")
def page() -> str:
    """What this phone saw of the journal, and what somebody noted, compared with this file or an exported record."""
    return render_view("heads", "signing/heads.html")


@routes.get("/heads/known")
@require_roles("public")
def known() -> Response:
    """Whether the entry of a number has a hash, or one that begins with these digits."""
    seq, head = request.args.get("seq", ""), request.args.get("head", "").lower()
    if not re.fullmatch(r"[1-9][0-9]{0,11}", seq) or not re.fullmatch(r"[0-9a-f]{16,64}", head):
        raise ValidationError("Give the entry's number and at least 16 digits of its head.")
    ends_at = journal.head(read_db()).seq
    return json_response(
        CommandResponse(200, {"known": queries.is_known(read_db(), int(seq), head), "ends_at": ends_at})
    )


@routes.post("/heads/seen")
@require_roles(*PAIRED)
def seen() -> Response:
    """A paired device tells the last signed head that it saw; only one that this file does not have is recorded."""
    asked = body()
    seq, hash = asked.integer("seq", least=1, most=_SEQ_MOST), _digits(asked.text("hash", most=64), _HASH_DIGITS)
    if queries.is_known(read_db(), seq, hash):
        return json_response(CommandResponse(200, {"known": True}))
    return execute_command(
        "report_head",
        asked.command_id(),
        seq=seq,
        hash=hash,
        seen_at=asked.integer("at"),
        epoch=_digits(asked.text("epoch", most=8), _EPOCH_DIGITS),
        key=_digits(asked.text("key", most=64), _KEY_DIGITS),
        signature=_digits(asked.text("signature", most=128), _SIGNATURE_DIGITS),
    )


@routes.post("/heads/acknowledgements")
@require_roles("chair", "supervisor")
def acknowledge() -> Response:
    """An alarm about the journal was looked into, and what was found."""
    asked = body()
    fields = {"entry": asked.integer("entry", least=1, most=_SEQ_MOST), "reason": asked.text("reason")}
    return execute_command("acknowledge_alarm", asked.command_id(), **fields)


def _digits(text: str, count: int) -> str:
    if len(text) != count or not _HEX.fullmatch(text):
        raise ValidationError("A signed head is of hexadecimal digits.")
    return text
