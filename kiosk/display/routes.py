"""The hall screen's page, the public page, and the chair's hand on the screen."""

from __future__ import annotations

from flask import Blueprint, Response, g, redirect, request
from werkzeug.wrappers import Response as Reply

from kiosk import qr
from kiosk.display.commands import SCENES
from kiosk.http.requests import body, execute_command, read_db, render_view, work
from kiosk.meeting import queries as meetings
from kiosk.security.auth import LANDING_PAGE, current, require_roles
from kiosk.speeches.draw import queries as draws
from kiosk.store.errors import CommandRejected

routes = Blueprint("display", __name__)
CONSOLE = ("chair", "operator")
MESSAGE_MOST = 280


@routes.get("/hall")
@require_roles("screen", "chair", "operator", "supervisor")
def hall() -> str:
    if "language" not in request.args:  # the hall's language, not the laptop's
        g.language = meetings.current(read_db()).language
    return render_view("hall", "display/hall.html")


@routes.get("/")
@require_roles("public")
def landing() -> Reply | str:
    """A paired device is led to its own page; everybody else sees the meeting's public page."""
    device = current()
    if device.id is not None and device.role in LANDING_PAGE:
        return redirect(f"{LANDING_PAGE[device.role]}?device={device.id}")
    return render_view("phone", "display/phone.html")


@routes.get("/display/draws/<int:number>.svg")
@require_roles("public")
def draw_code(number: int) -> Response:
    """The record of a draw as a code: a phone that reads it has exactly the record's text."""
    one = draws.draw(read_db(), number)
    if one is None or one.record is None or not qr.fits_code(one.record, len(one.frozen.names)):
        raise CommandRejected("no_such_draw", "There is no draw %(number)s.", status=404, number=number)
    return Response(qr.text_code(one.record), mimetype="image/svg+xml")


@routes.post("/display/previews")
@require_roles(*CONSOLE)
def preview() -> Response:
    asked = body()
    return work(
        "set_preview", scene=asked.choice("scene", SCENES), text=asked.optional_text("text", most=MESSAGE_MOST) or ""
    )


@routes.post("/display/takes")
@require_roles(*CONSOLE)
def take() -> Response:
    asked = body()
    scene = asked.choice("scene", SCENES) if asked.optional_text("scene") is not None else None
    return execute_command(
        "take_scene",
        asked.command_id(),
        scene=scene,
        text=asked.optional_text("text", most=MESSAGE_MOST) or "",
        automatic=asked.flag("automatic"),
    )


@routes.post("/display/blank")
@require_roles(*CONSOLE)
def blank() -> Response:
    return execute_command("blank_screen", body().command_id())


@routes.post("/display/undo")
@require_roles(*CONSOLE)
def undo() -> Response:
    return execute_command("undo_take", body().command_id())
