"""Joining by a code: a tablet says what it is for, the console lets it in."""

from __future__ import annotations

import re

from flask import Blueprint, Response, request

from kiosk import qr
from kiosk.devices.commands import PAIRABLE
from kiosk.devices.entering import token_hash
from kiosk.http.requests import Body, body, kiosk, perform_many, reader, respond, show
from kiosk.security.auth import roles
from kiosk.security.pairing_requests import Knock
from kiosk.server import hosts, plain_http
from kiosk.store import file_identity, journal
from kiosk.store.errors import Malformed, Refused
from kiosk.store.writer import Answer

joining = Blueprint("joining", __name__)
CONSOLE = ("chair", "operator", "supervisor")
# what a person at a tablet may ask for; the console decides, and may decide otherwise
ASKED_FOR = ("desk", "screen", "stand", "speaker", "teller", "supervisor", "secretary", "operator")
_KEY = re.compile(r"[A-Za-z0-9_-]{32,64}")
_MACHINES = (("iPad", "iPad"), ("iPhone", "iPhone"), ("Android", "Android"), ("Windows", "Windows"),
             ("Macintosh", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux"))  # fmt: skip


@joining.get("/join")
@roles("public")
def join() -> str:
    return show("join", "devices/join.html")


@joining.get("/devices/join-code")
@roles(*CONSOLE)
def join_code() -> Response:
    """The one code for all tablets: the address of the page that asks what they are for."""
    ways = kiosk().ways
    url = f"{ways.public_url or ways.plain_url or pairing_address()}/join"
    told = {
        "url": url,
        "code": qr.picture(url),
        "secure_url": f"{ways.secure_url}/join" if ways.secure_url else None,
        "fingerprint": ways.certificate.fingerprint if ways.certificate else None,
    }
    return respond(Answer(200, told))


@joining.post("/devices/knocks")
@roles("public")
def knock() -> Response:
    asked = body()
    key, hashed, wanted = _key(asked), token_hash(asked), asked.choice("wanted", ASKED_FOR)
    role = "teller_a" if wanted == "teller" else wanted
    plain_http.need(reader(), kiosk().ways, role, request.scheme, request.remote_addr)
    machine = next((name for mark, name in _MACHINES if mark in request.user_agent.string), "")
    knocks = kiosk().presence.knocks
    return respond(Answer(200, _told(knocks.knock(key, hashed, wanted, machine, request.remote_addr or ""))))


@joining.post("/devices/knocks/answers")
@roles("public")
def answer() -> Response:
    """What became of a knock; asked by its own page, which holds the key."""
    found = kiosk().presence.knocks.of_key(_key(body()))
    return respond(Answer(200, _told(found) if found else {"state": "over"}))


@joining.post("/devices/knocks/<int:knock>/admissions")
@roles(*CONSOLE)
def admit(knock: int) -> Response:
    """Let a tablet in, in a role: a device is paired by the hash that it sent; the tablet holds the token."""
    asked = body()
    command_id, role, name = asked.command_id(), asked.choice("role", PAIRABLE), asked.text("name", most=40)
    fields = {"role": role, "name": name, "token_hash": _hash_of(knock, command_id, asked)}
    answer = perform_many([("pair_device", command_id, fields)])[0]
    if answer.status == 200:
        kiosk().presence.knocks.admit(knock)
    return respond(answer)


@joining.post("/devices/knocks/<int:knock>/refusals")
@roles(*CONSOLE)
def refuse(knock: int) -> Response:
    body().command_id()
    kiosk().presence.knocks.refuse(knock)
    return respond(Answer(200, {"knock": knock}))


@joining.post("/devices/knocks/<int:knock>/address/refusals")
@roles(*CONSOLE)
def refuse_all(knock: int) -> Response:
    """Refuse everybody who asks from the same address as this one."""
    body().command_id()
    return respond(Answer(200, {"knock": knock, "refused": kiosk().presence.knocks.refuse_all_of(knock)}))


def pairing_address() -> str:
    """Where a tablet finds this server: as the console was asked, if that is a name of ours and not the laptop alone."""
    ways = kiosk().ways
    asked = request.host_url.rstrip("/")
    if hosts.known(ways, request.host) and not hosts.alone(request.host):
        return asked
    served = file_identity.page_url(reader())
    return ways.public_url or ways.plain_url or (served or "").rstrip("/") or asked


def _hash_of(knock: int, command_id: str, asked: Body) -> str:
    """The token hash of who waits and shows that code; sent again, the one that was paired, whoever waits by now."""
    before = journal.receipt(reader(), command_id)
    if before and "token_hash" in before.data["facts"]:
        return str(before.data["facts"]["token_hash"])
    waits = kiosk().presence.knocks.waiting(knock)
    if asked.text("code", most=3) != waits.code:
        raise Refused("other_code", "The tablet shows another code.")
    return waits.token_hash


def _key(asked: Body) -> str:
    key = asked.text("key", most=64)
    if not _KEY.fullmatch(key):
        raise Malformed("The field key must be 32 to 64 letters, digits, - or _.")
    return key


def _told(knock: Knock) -> dict[str, str]:
    return {"state": knock.state, "code": knock.code, "wanted": knock.wanted}
