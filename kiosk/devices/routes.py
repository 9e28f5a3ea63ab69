"""Pairing, and the board of devices."""

from __future__ import annotations

import re

from flask import Blueprint, Response

from kiosk.devices import queries
from kiosk.devices.certificate_setup import installing
from kiosk.devices.commands import PAIRABLE
from kiosk.devices.entering import entering, token_hash
from kiosk.devices.pairing import CONSOLE, joining, pairing_address
from kiosk.http.requests import body, kiosk, perform, perform_many, reader, respond, work
from kiosk.security import auth
from kiosk.security.auth import current, roles
from kiosk.store.errors import Malformed, Refused
from kiosk.store.writer import Answer

routes = Blueprint("devices", __name__)
routes.register_blueprint(joining)
routes.register_blueprint(installing)
routes.register_blueprint(entering)
_PIN = re.compile(r"[0-9]{4,8}")


@routes.get("/devices")
@roles(*CONSOLE)
def devices() -> Response:
    return respond(Answer(200, {"devices": kiosk().presence.devices(reader())}))


@routes.post("/devices")
@roles(*CONSOLE)
def pair() -> Response:
    """Pair a device of which only the console's page knows the token: it shows address and code itself."""
    asked = body()
    fields = {
        "role": asked.choice("role", PAIRABLE),
        "name": asked.text("name", most=40),
        "token_hash": token_hash(asked),
    }
    answer = perform_many([("pair_device", asked.command_id(), fields)])[0]
    if answer.status != 200:
        return respond(answer)
    return respond(Answer(200, {**answer.body, "address": pairing_address()}))


@routes.post("/devices/<int:device>/revocations")
@roles(*CONSOLE)
def revoke(device: int) -> Response:
    response = perform("revoke_device", body().command_id(), device=device)
    if response.status_code == 200:
        kiosk().live.drop(device)
    return response


@routes.post("/devices/<int:device>/names")
@roles(*CONSOLE)
def rename(device: int) -> Response:
    asked = body()
    return perform("rename_device", asked.command_id(), device=device, name=asked.text("name", most=40))


@routes.post("/devices/<int:device>/moves")
@roles(*CONSOLE)
def move(device: int) -> Response:
    """Another role: what it sees and may do changes in the same act."""
    asked = body()
    command_id, role = asked.command_id(), asked.choice("role", PAIRABLE)
    _need_handed_in(device, role)
    response = perform("move_device", command_id, device=device, role=role)
    if response.status_code == 200:
        kiosk().live.move(device)
    return response


def _need_handed_in(device: int, role: str) -> None:
    """Refused when the device may hold check-ins that nobody in the new role could hand in."""
    who = queries.paired(reader(), device)
    hands_in = kiosk().house.roles["report_scans"]
    if who is None or who["role"] not in hands_in or role in hands_in:
        return
    if waiting := kiosk().presence.waiting(device):
        raise Refused(
            "scans_wait",
            "%(name)s still holds %(count)s scans, which are not handed in from its new place. Wait until they are here.",
            name=who["name"],
            count=waiting,
        )
    if kiosk().presence.went_away(device):
        raise Refused(
            "device_away",
            "%(name)s is not connected and may hold check-ins, which are not handed in from its new place. Bring it back "
            "into the Wi-Fi first. If it is broken, revoke it.",
            name=who["name"],
        )


@routes.post("/devices/<int:device>/chair")
@roles("chair")
def hand_over(device: int) -> Response:
    """The chair passes to another device; this one goes on as its operator."""
    own = current().id
    response = perform("hand_over_chair", body().command_id(), device=device)
    if response.status_code == 200 and own is not None:
        kiosk().live.move(device)
        kiosk().live.move(own)
    return response


@routes.post("/devices/plain-http")
@roles("chair")
def allow_plain_http() -> Response:
    """Whether those who run the meeting or count may come over plain HTTP: {allowed}."""
    asked = body()
    return perform("allow_plain_http", asked.command_id(), allowed=asked.flag("allowed"))


@routes.post("/devices/<int:device>/blinks")
@roles(*CONSOLE)
def blink(device: int) -> Response:
    """Which one are you? The device shows its name, large; answers how many of its pages did."""
    body().command_id()
    name = next((one["name"] for one in kiosk().presence.devices(reader()) if one["id"] == device), None)
    if name is None:
        raise Refused("no_such_device", "There is no paired device %(device)s.", status=404, device=device)
    return respond(Answer(200, {"pages": kiosk().live.tell(device, "blink", {"name": name})}))


@routes.post("/devices/<int:device>/pins")
@roles("chair", "operator")
def set_pin(device: int) -> Response:
    """A PIN of 4 to 8 digits for the idle lock; an empty one takes it away."""
    asked = body()
    asked.command_id()
    pin = asked.optional_text("pin", most=8) or ""
    if pin and not _PIN.fullmatch(pin):
        raise Malformed("A PIN has 4 to 8 digits.")
    response = work("set_pin", device=device, pin=pin)
    if response.status_code == 200:
        kiosk().live.tell(device, "lock", {"pin": bool(pin), "locked": False})
    return response


@routes.post("/devices/locks")
@roles(*PAIRABLE)
def lock() -> Response:
    """This device locks itself: because nobody touched it for a while, or because somebody pressed the button."""
    response = work("lock_device", idle=body().choice("why", ("idle", "pressed")) == "idle")
    device = current().id
    if response.status_code == 200 and device is not None and b'"locked":true' in response.data:
        kiosk().live.drop(device)
    return response


@routes.post("/devices/unlocks")
@roles(*PAIRABLE)
@auth.while_locked
def unlock() -> Response:
    return work("unlock_device", pin=body().text("pin", most=8))


@routes.post("/devices/report")
@roles(*PAIRABLE)
def report() -> Response:
    """What a device has not delivered yet; live state, not recorded."""
    asked = body()
    device = current().id
    if device is not None:
        kiosk().presence.reported(device, asked.integer("pending", most=100_000), asked.optional_integer("failed") or 0)
    return respond(Answer(200, {}))
