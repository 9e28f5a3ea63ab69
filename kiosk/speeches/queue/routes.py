"""Lists of speakers, the floor and its clock."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from kiosk.http.requests import Body, body, execute_command, read_db, render_view
from kiosk.security.auth import current, require_roles
from kiosk.speeches.queue import commands, queries
from kiosk.store.errors import CommandRejected, ValidationError

routes = Blueprint("floor", __name__)
CHAIR = ("chair", "operator")
ASKERS = ("stand", "speaker", "chair", "operator", "secretary")
SOURCES = ("draw", "hand", "request")


@routes.get("/speaker")
@require_roles("speaker", "chair", "operator")
def speaker_page() -> str:
    return render_view("speaker", "floor/speaker.html")


@routes.post("/floor/lists")
@require_roles(*CHAIR)
def make_list() -> Response:
    asked = body()
    return execute_command(
        "make_list",
        asked.command_id(),
        title=asked.text("title", most=120),
        source=asked.choice("source", SOURCES),
        draw=asked.optional_integer("draw", least=1),
        seconds_each=asked.integer("seconds_each", least=1, most=commands.SECONDS_MOST),
        seconds_group=asked.optional_integer("seconds_group", least=1, most=commands.SECONDS_MOST),
        warn_seconds=asked.integer("warn_seconds", most=3_600)
        if asked.given("warn_seconds")
        else commands.WARN_SECONDS,
        speakers=_speakers(asked.items("speakers", most=commands.SPEAKERS_MOST)) if asked.given("speakers") else [],
        prepared=asked.flag("prepared"),
    )


@routes.post("/floor/lists/<int:list>/turn")
@require_roles(*CHAIR)
def turn_to_list(list: int) -> Response:
    return execute_command("turn_to_list", body().command_id(), list=list)


@routes.post("/floor/lists/<int:list>/closing")
@require_roles(*CHAIR)
def close_list(list: int) -> Response:
    return execute_command("close_list", body().command_id(), list=list)


@routes.post("/floor/lists/<int:list>/opening")
@require_roles(*CHAIR)
def reopen_list(list: int) -> Response:
    return execute_command("reopen_list", body().command_id(), list=list)


@routes.post("/floor/requests")
@require_roles(*ASKERS)
def ask_to_speak() -> Response:
    """At a tablet, for the list at hand."""
    asked = body()
    command_id = asked.command_id()
    at_hand = queries.last_list(read_db())
    if at_hand is None or (at_hand["source"] != "request" and current().role in ("stand", "speaker")):
        raise CommandRejected("no_requests", "There is no list that takes requests now.")
    return execute_command(
        "ask_to_speak",
        command_id,
        list=at_hand["id"],
        name=asked.text("name", most=60),
        group=asked.optional_text("group", most=60) or "",
        point_of_order=asked.flag("point_of_order"),
    )


@routes.post("/floor/lists/<int:list>/late")
@require_roles(*CHAIR)
def add_late(list: int) -> Response:
    asked = body()
    return execute_command(
        "add_late_speaker",
        asked.command_id(),
        list=list,
        name=asked.text("name", most=60),
        group=asked.optional_text("group", most=60) or "",
    )


@routes.post("/floor/speakers/<int:speaker>/marks")
@require_roles(*CHAIR)
def mark(speaker: int) -> Response:
    asked = body()
    return execute_command(
        "mark_speaker", asked.command_id(), speaker=speaker, state=asked.choice("state", commands.MARKS)
    )


@routes.post("/floor/speakers/<int:speaker>/reader")
@require_roles(*CHAIR)
def name_reader(speaker: int) -> Response:
    asked = body()
    return execute_command(
        "name_reader", asked.command_id(), speaker=speaker, reader=asked.optional_text("reader", most=60) or ""
    )


@routes.post("/floor/speakers/<int:speaker>/floor")
@require_roles(*CHAIR)
def give_floor(speaker: int) -> Response:
    asked = body()
    return execute_command("give_floor", asked.command_id(), speaker=speaker, since_last=asked.flag("since_last"))


@routes.post("/floor/pause")
@require_roles(*CHAIR)
def pause() -> Response:
    return execute_command("pause_clock", body().command_id())


@routes.post("/floor/resumption")
@require_roles(*CHAIR)
def resume() -> Response:
    return execute_command("resume_clock", body().command_id())


@routes.post("/floor/time")
@require_roles(*CHAIR)
def add_time() -> Response:
    asked = body()
    return execute_command(
        "add_seconds", asked.command_id(), seconds=asked.integer("seconds", least=-3_600, most=3_600)
    )


@routes.post("/floor/end")
@require_roles(*CHAIR)
def end() -> Response:
    return execute_command("end_speech", body().command_id())


@routes.post("/floor/bell")
@require_roles(*CHAIR)
def ring() -> Response:
    return execute_command("ring_bell", body().command_id())


def _speakers(items: list[Any]) -> list[dict[str, str]]:
    found = []
    for item in items:
        if not isinstance(item, dict):
            raise ValidationError("The field %(field)s must be a list of names.", field="speakers")
        one = Body(item)
        found.append({"name": one.text("name", most=60), "group": one.optional_text("group", most=60) or ""})
    return found
