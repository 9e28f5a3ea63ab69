"""Joining by a code: a tablet says what it is for, the console lets it in."""

from __future__ import annotations

import re

from flask import Blueprint, Response, request

from kiosk import qr
from kiosk.devices.commands import PAIRABLE
from kiosk.devices.entering import token_hash
from kiosk.http.requests import Body, app_context, body, json_response, perform_many, read_db, render_view
from kiosk.security.auth import require_roles
from kiosk.security.pairing_requests import PairingRequest
from kiosk.server import hosts, plain_http
from kiosk.store import file_identity, journal
from kiosk.store.errors import CommandRejected, ValidationError
from kiosk.store.writer import CommandResponse

joining = Blueprint("joining", __name__)
CONSOLE = ("chair", "operator", "supervisor")
# what a person at a tablet may ask for; the console decides, and may decide otherwise
ASKED_FOR = ("desk", "screen", "stand", "speaker", "teller", "supervisor", "secretary", "operator")
_KEY = re.compile(r"[A-Za-z0-9_-]{32,64}")
_MACHINES = (("iPad", "iPad"), ("iPhone", "iPhone"), ("Android", "Android"), ("Windows", "Windows"),
             ("Macintosh", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux"))  # fmt: skip


@joining.get("/join")
@require_roles("public")
def join() -> str:
    return render_view("join", "devices/join.html")


@joining.get("/devices/join-code")
@require_roles(*CONSOLE)
def join_code() -> Response:
    """The one code for all tablets: the address of the page that asks what they are for."""
    endpoints = app_context().endpoints
    url = f"{endpoints.public_url or endpoints.plain_url or pairing_address()}/join"
    told = {
        "url": url,
        "code": qr.picture(url),
        "secure_url": f"{endpoints.secure_url}/join" if endpoints.secure_url else None,
        "fingerprint": endpoints.certificate.fingerprint if endpoints.certificate else None,
    }
    return json_response(CommandResponse(200, told))


@joining.post("/devices/knocks")
@require_roles("public")
def knock() -> Response:
    asked = body()
    key, hashed, wanted = _key(asked), token_hash(asked), asked.choice("wanted", ASKED_FOR)
    role = "teller_a" if wanted == "teller" else wanted
    plain_http.need(read_db(), app_context().endpoints, role, request.scheme, request.remote_addr)
    machine = next((name for mark, name in _MACHINES if mark in request.user_agent.string), "")
    knocks = app_context().device_status.knocks
    return json_response(
        CommandResponse(200, _told(knocks.knock(key, hashed, wanted, machine, request.remote_addr or "")))
    )


@joining.post("/devices/knocks/answers")
@require_roles("public")
def answer() -> Response:
    """What became of a knock; asked by its own page, which holds the key."""
    found = app_context().device_status.knocks.of_key(_key(body()))
    return json_response(CommandResponse(200, _told(found) if found else {"state": "over"}))


@joining.post("/devices/knocks/<int:knock>/admissions")
@require_roles(*CONSOLE)
def admit(knock: int) -> Response:
    """Let a tablet in, in a role: a device is paired by the hash that it sent; the tablet holds the token."""
    asked = body()
    command_id, role, name = asked.command_id(), asked.choice("role", PAIRABLE), asked.text("name", most=40)
    fields = {"role": role, "name": name, "token_hash": _hash_of(knock, command_id, asked)}
    answer = perform_many([("pair_device", command_id, fields)])[0]
    if answer.status == 200:
        app_context().device_status.knocks.admit(knock)
    return json_response(answer)


@joining.post("/devices/knocks/<int:knock>/refusals")
@require_roles(*CONSOLE)
def refuse(knock: int) -> Response:
    body().command_id()
    app_context().device_status.knocks.refuse(knock)
    return json_response(CommandResponse(200, {"knock": knock}))


@joining.post("/devices/knocks/<int:knock>/address/refusals")
@require_roles(*CONSOLE)
def refuse_all(knock: int) -> Response:
    """Refuse everybody who asks from the same address as this one."""
    body().command_id()
    return json_response(
        CommandResponse(200, {"knock": knock, "refused": app_context().device_status.knocks.refuse_all_of(knock)})
    )


def pairing_address() -> str:
    """Where a tablet finds this server: as the console was asked, if that is a name of ours and not the laptop alone."""
    endpoints = app_context().endpoints
    asked = request.host_url.rstrip("/")
    if hosts.known(endpoints, request.host) and not hosts.alone(request.host):
        return asked
    served = file_identity.page_url(read_db())
    return endpoints.public_url or endpoints.plain_url or (served or "").rstrip("/") or asked


def _hash_of(knock: int, command_id: str, asked: Body) -> str:
    """The token hash of who waits and shows that code; sent again, the one that was paired, whoever waits by now."""
    before = journal.receipt(read_db(), command_id)
    if before and "token_hash" in before.data["facts"]:
        return str(before.data["facts"]["token_hash"])
    waits = app_context().device_status.knocks.waiting(knock)
    if asked.text("code", most=3) != waits.code:
        raise CommandRejected("other_code", "The tablet shows another code.")
    return waits.token_hash


def _key(asked: Body) -> str:
    key = asked.text("key", most=64)
    if not _KEY.fullmatch(key):
        raise ValidationError("The field key must be 32 to 64 letters, digits, - or _.")
    return key


def _told(knock: PairingRequest) -> dict[str, str]:
    return {"state": knock.state, "code": knock.code, "wanted": knock.wanted}
