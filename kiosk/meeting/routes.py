"""The console's page, the cue card, and the meeting's own settings."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from kiosk.http.requests import body, perform, reader, show
from kiosk.i18n.catalog import LANGUAGES
from kiosk.meeting import queries
from kiosk.meeting.commands import THEMES
from kiosk.rules import quorum
from kiosk.security.auth import roles

routes = Blueprint("meeting", __name__)
CONSOLE = ("chair", "operator", "supervisor")


@routes.get("/console")
@roles(*CONSOLE)
def console() -> str:
    return show("console", "meeting/console.html")


@routes.get("/cue")
@roles("chair", "operator")
def cue() -> str:
    return show("cue", "meeting/cue.html")


@routes.post("/meeting/changes")
@roles("chair", "operator")
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
        changes["rule"] = quorum.with_operator(queries.current(reader()).rule, operator)
    return perform("change_meeting", asked.command_id(), **changes)


@routes.post("/checkin/opening")
@roles("chair", "operator")
def open_desks() -> Response:
    return perform("open_desks", body().command_id())


@routes.post("/checkin/closing")
@roles("chair", "operator")
def close_desks() -> Response:
    return perform("close_desks", body().command_id())


@routes.post("/checkin/hours")
@roles("chair", "operator")
def set_hours() -> Response:
    asked = body()
    return perform(
        "set_desk_hours",
        asked.command_id(),
        opens_at=asked.optional_integer("opens_at"),
        closes_at=asked.optional_integer("closes_at"),
    )


@routes.post("/meeting/checklist")
@roles("chair", "operator")
def tick() -> Response:
    asked = body()
    item, done = asked.text("item", most=40), asked.flag("done")
    return perform("tick_checklist", asked.command_id(), item=item, done=done)
