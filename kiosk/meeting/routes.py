"""The console's page, the cue card, and the meeting's own settings."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from kiosk.http.requests import body, execute_command, read_db, render_view
from kiosk.i18n.catalog import LANGUAGES
from kiosk.meeting import queries
from kiosk.meeting.commands import THEMES
from kiosk.rules import quorum
from kiosk.security.auth import require_roles

routes = Blueprint("meeting", __name__)
CONSOLE = ("chair", "operator", "supervisor")


@routes.get("/console")
@require_roles(*CONSOLE)
def console() -> str:
    return render_view("console", "meeting/console.html")


@routes.get("/cue")
@require_roles("chair", "operator")
def cue() -> str:
    return render_view("cue", "meeting/cue.html")


@routes.post("/meeting/changes")
@require_roles("chair", "operator")
def change() -> Response:
    asked = body()
    changes: dict[str, Any] = {
        "title": asked.optional_text("title", most=120) or None,
        "organisation": asked.optional_text("organisation", most=120),
        "place": asked.optional_text("place", most=120),
        "starts_at": asked.optional_integer("starts_at"),
        "wifi_name": asked.optional_text("wifi_name", most=32),
        "wifi_password": asked.optional_text("wifi_password", most=63),
        "complaints_phone": asked.optional_text("complaints_phone", most=40),
    }
    if (theme := asked.optional_text("theme")) is not None:
        changes["theme"] = asked.choice("theme", THEMES, theme)
    if (language := asked.optional_text("language")) is not None:
        changes["language"] = asked.choice("language", list(LANGUAGES), language)
    if (operator := asked.optional_text("operator")) is not None:
        asked.choice("operator", (">", ">="), operator)
        changes["rule"] = quorum.with_operator(queries.current(read_db()).rule, operator)
    return execute_command("change_meeting", asked.command_id(), **changes)


@routes.post("/checkin/opening")
@require_roles("chair", "operator")
def open_desks() -> Response:
    return execute_command("open_desks", body().command_id())


@routes.post("/checkin/closing")
@require_roles("chair", "operator")
def close_desks() -> Response:
    return execute_command("close_desks", body().command_id())


@routes.post("/checkin/hours")
@require_roles("chair", "operator")
def set_hours() -> Response:
    asked = body()
    return execute_command(
        "set_desk_hours",
        asked.command_id(),
        opens_at=asked.optional_integer("opens_at"),
        closes_at=asked.optional_integer("closes_at"),
    )


@routes.post("/meeting/checklist")
@require_roles("chair", "operator")
def tick() -> Response:
    asked = body()
    item, done = asked.text("item", most=40), asked.flag("done")
    return execute_command("tick_checklist", asked.command_id(), item=item, done=done)
