"""Pairing, and the board of devices."""

from __future__ import annotations

import re

from flask import Blueprint, Response

from kiosk.devices import queries
from kiosk.devices.certificate_setup import installing
from kiosk.devices.commands import PAIRABLE
from kiosk.devices.entering import entering, token_hash
from kiosk.devices.pairing import CONSOLE, joining, pairing_address
from kiosk.http.requests import app_context, body, execute_command, json_response, perform_many, read_db, work
from kiosk.security import auth
from kiosk.security.auth import current, require_roles
from kiosk.store.errors import CommandRejected, ValidationError
from kiosk.store.writer import CommandResponse

routes = Blueprint("devices", __name__)
routes.register_blueprint(joining)
routes.register_blueprint(installing)
routes.register_blueprint(entering)
_PIN = re.compile(r"[0-9]{4,8}")


@routes.get("/devices")
@require_roles(*CONSOLE)
def devices() -> Response:
    return json_response(CommandResponse(200, {"devices": app_context().device_status.devices(read_db())}))


@routes.post("/devices")
@require_roles(*CONSOLE)
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
        return json_response(answer)
    return json_response(CommandResponse(200, {**answer.body, "address": pairing_address()}))


@routes.post("/devices/<int:device>/revocations")
@require_roles(*CONSOLE)
def revoke(device: int) -> Response:
    response = execute_command("revoke_device", body().command_id(), device=device)
    if response.status_code == 200:
        app_context().publisher.drop(device)
    return response


@routes.post("/devices/<int:device>/names")
@require_roles(*CONSOLE)
def rename(device: int) -> Response:
    asked = body()
    return execute_command("rename_device", asked.command_id(), device=device, name=asked.text("name", most=40))


@routes.post("/devices/<int:device>/moves")
@require_roles(*CONSOLE)
def move(device: int) -> Response:
    """Another role: what it sees and may do changes in the same act."""
    asked = body()
    command_id, role = asked.command_id(), asked.choice("role", PAIRABLE)
    _need_handed_in(device, role)
    response = execute_command("move_device", command_id, device=device, role=role)
    if response.status_code == 200:
        app_context().publisher.move(device)
    return response


def _need_handed_in(device: int, role: str) -> None:
    """CommandRejected when the device may hold check-ins that nobody in the new role could hand in."""
    who = queries.paired(read_db(), device)
    hands_in = app_context().registry.roles["report_scans"]
    if who is None or who["role"] not in hands_in or role in hands_in:
        return
    if waiting := app_context().device_status.waiting(device):
        raise CommandRejected(
            "scans_wait",
            "%(name)s still holds %(count)s scans, which are not handed in from its new place. Wait until they are here.",
            name=who["name"],
            count=waiting,
        )
    if app_context().device_status.went_away(device):
        raise CommandRejected(
            "device_away",
            "%(name)s is not connected and may hold check-ins, which are not handed in from its new place. Bring it back "
            "into the Wi-Fi first. If it is broken, revoke it.",
            name=who["name"],
        )


@routes.post("/devices/<int:device>/chair")
@require_roles("chair")
def hand_over(device: int) -> Response:
    """The chair passes to another device; this one goes on as its operator."""
    own = current().id
    response = execute_command("hand_over_chair", body().command_id(), device=device)
    if response.status_code == 200 and own is not None:
        app_context().publisher.move(device)
        app_context().publisher.move(own)
    return response


@routes.post("/devices/plain-http")
@require_roles("chair")
def allow_plain_http() -> Response:
    """Whether those who run the meeting or count may come over plain HTTP: {allowed}."""
    asked = body()
    return execute_command("allow_plain_http", asked.command_id(), allowed=asked.flag("allowed"))


@routes.post("/devices/<int:device>/blinks")
@require_roles(*CONSOLE)
def blink(device: int) -> Response:
    """Which one are you? The device shows its name, large; answers how many of its pages did."""
    body().command_id()
    name = next((one["name"] for one in app_context().device_status.devices(read_db()) if one["id"] == device), None)
    if name is None:
        raise CommandRejected("no_such_device", "There is no paired device %(device)s.", status=404, device=device)
    return json_response(CommandResponse(200, {"pages": app_context().publisher.tell(device, "blink", {"name": name})}))


@routes.post("/devices/<int:device>/pins")
@require_roles("chair", "operator")
def set_pin(device: int) -> Response:
    """A PIN of 4 to 8 digits for the idle lock; an empty one takes it away."""
    asked = body()
    asked.command_id()
    pin = asked.optional_text("pin", most=8) or ""
    if pin and not _PIN.fullmatch(pin):
        raise ValidationError("A PIN has 4 to 8 digits.")
    response = work("set_pin", device=device, pin=pin)
    if response.status_code == 200:
        app_context().publisher.tell(device, "lock", {"pin": bool(pin), "locked": False})
    return response


@routes.post("/devices/locks")
@require_roles(*PAIRABLE)
def lock() -> Response:
    """This device locks itself: because nobody touched it for a while, or because somebody pressed the button."""
    response = work("lock_device", idle=body().choice("why", ("idle", "pressed")) == "idle")
    device = current().id
    if response.status_code == 200 and device is not None and b'"locked":true' in response.data:
        app_context().publisher.drop(device)
    return response


@routes.post("/devices/unlocks")
@require_roles(*PAIRABLE)
@auth.allowed_while_locked
def unlock() -> Response:
    return work("unlock_device", pin=body().text("pin", most=8))


@routes.post("/devices/report")
@require_roles(*PAIRABLE)
def report() -> Response:
    """What a device has not delivered yet; live state, not recorded."""
    asked = body()
    device = current().id
    if device is not None:
        app_context().device_status.reported(
            device, asked.integer("pending", most=100_000), asked.optional_integer("failed") or 0
        )
    return json_response(CommandResponse(200, {}))
