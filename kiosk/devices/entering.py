"""A browser becomes a device: whoever holds a token posts it and gets the cookie. The server makes no token.

Opening an address only shows a page that posts, so that a preview, a prefetch or a HEAD spends nothing. Everything
here can be sent again, after a restart as well: a lost answer leaves no device that nobody holds.
"""

from __future__ import annotations

import re

from flask import Blueprint, Response, g, request

from kiosk.http.requests import Body, app_context, body, json_response, read_db, render_view
from kiosk.i18n.catalog import translate
from kiosk.security import auth, cookies
from kiosk.security.auth import require_roles
from kiosk.server import plain_http
from kiosk.store.errors import CommandRejected, ValidationError
from kiosk.store.writer import CommandRequest, CommandResponse

entering = Blueprint("entering", __name__)
TOKEN_MOST = 100
_TOKEN = re.compile(r"[A-Za-z0-9_.-]{1,100}")
_HASH = re.compile(r"[0-9a-f]{64}")


@entering.get("/enter/<token>")
@require_roles("public")
def entrance(token: str) -> str:
    """The page that posts what stands in its own address; it is the same for everything that could be a token."""
    if not _TOKEN.fullmatch(token):
        raise _invalid()
    return render_view("enter", "devices/enter.html")


@entering.post("/enter")
@require_roles("public")
def enter() -> Response:
    """Take the cookie of a paired device: {token} gives {device, role, name, page}."""
    token = body().text("token", most=TOKEN_MOST)
    device = auth.find(read_db(), token)
    if device is None:
        raise _invalid()
    plain_http.need(read_db(), app_context().endpoints, device.role, request.scheme, request.remote_addr)
    told = {"device": device.id, "role": device.role, "name": device.name}
    page = f"{auth.LANDING_PAGE.get(device.role, '/')}?device={device.id}"
    response = json_response(CommandResponse(200, {**told, "page": page}))
    cookies.leave(response, token)
    return response


@entering.post("/devices/first")
@require_roles("public")
def pair_first() -> Response:
    """Pair the console of the start by its one-time key: {key, token_hash}; the page holds the token."""
    asked = body()
    key, hashed = asked.text("key", most=TOKEN_MOST), token_hash(asked)
    first = app_context().bootstrap_token
    if not first.fits(key):
        raise _invalid()
    first.name = first.name or translate(g.language, "Console")
    fields = {"role": "chair", "name": first.name, "token_hash": hashed}
    answer = app_context().writer.run(CommandRequest("pair_device", first.command_id, fields))
    if answer.status == 409:
        raise _invalid()
    if answer.status == 200:
        first.paired(answer.body["device"])
    return json_response(answer)


def token_hash(asked: Body) -> str:
    """The SHA-256 of a token that somebody else holds, in hexadecimal."""
    hashed = asked.text("token_hash", most=64)
    if not _HASH.fullmatch(hashed):
        raise ValidationError("The field token_hash must be 64 digits of a SHA-256.")
    return hashed


def _invalid() -> CommandRejected:
    return CommandRejected(
        "no_such_token", "This address is not valid any more. Ask at the laptop for a new one.", status=404
    )
