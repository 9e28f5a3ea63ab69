"""The chair's hand on the agenda, the stages before the meeting, and their sheets to print."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from flask import Blueprint, Response, g, render_template, request

from kiosk.agenda import queries
from kiosk.http.requests import body, perform, reader
from kiosk.i18n.catalog import LANGUAGES
from kiosk.meeting import queries as meetings
from kiosk.rules.agenda import KINDS, SKIP_REASONS
from kiosk.rules.agenda_templates import TEMPLATES
from kiosk.rules.election_stages import STAGES
from kiosk.security.auth import roles
from kiosk.store.errors import Refused
from kiosk.store.times import times

routes = Blueprint("agenda", __name__)
CHAIR = ("chair", "operator")
READERS = ("chair", "operator", "supervisor", "secretary", "observer")
TITLE_MOST = 80
NAMES_MOST = 100
NAME_MOST = 60


@routes.post("/agenda")
@roles(*CHAIR)
def adopt() -> Response:
    asked = body()
    return perform("adopt_agenda", asked.command_id(), template=asked.choice("template", list(TEMPLATES)))


@routes.post("/agenda/steps")
@roles(*CHAIR)
def add() -> Response:
    asked = body()
    return perform(
        "add_step",
        asked.command_id(),
        title=asked.text("title", most=TITLE_MOST),
        kind=asked.choice("kind", list(KINDS)),
        after=asked.optional_integer("after", least=1),
    )


@routes.post("/agenda/steps/<int:step>/opening")
@roles(*CHAIR)
def open_step(step: int) -> Response:
    return perform("open_step", body().command_id(), step=step)


@routes.post("/agenda/steps/<int:step>/end")
@roles(*CHAIR)
def end(step: int) -> Response:
    return perform("end_step", body().command_id(), step=step)


@routes.post("/agenda/steps/<int:step>/skip")
@roles(*CHAIR)
def skip(step: int) -> Response:
    asked = body()
    return perform("skip_step", asked.command_id(), step=step, reason=asked.choice("reason", list(SKIP_REASONS)))


@routes.post("/agenda/steps/<int:step>/reopening")
@roles(*CHAIR)
def reopen(step: int) -> Response:
    return perform("reopen_step", body().command_id(), step=step)


@routes.post("/agenda/steps/<int:step>/title")
@roles(*CHAIR)
def rename(step: int) -> Response:
    asked = body()
    return perform("rename_step", asked.command_id(), step=step, title=asked.text("title", most=TITLE_MOST))


@routes.post("/agenda/steps/<int:step>/place")
@roles(*CHAIR)
def move(step: int) -> Response:
    asked = body()
    return perform("move_step", asked.command_id(), step=step, position=asked.integer("position", least=1, most=1_000))


@routes.post("/agenda/stages/<int:stage>/day")
@roles(*CHAIR)
def plan(stage: int) -> Response:
    asked = body()
    return perform("plan_stage", asked.command_id(), stage=_known(stage), day=asked.text("day", most=10))


@routes.post("/agenda/stages/<int:stage>/publication")
@roles(*CHAIR)
def publish(stage: int) -> Response:
    asked = body()
    return perform(
        "publish_stage",
        asked.command_id(),
        stage=_known(stage),
        names=asked.texts("names", most=NAMES_MOST, long=NAME_MOST),
        note=asked.optional_text("note", most=400) or "",
        reason=asked.optional_text("reason", most=200) or "",
    )


@routes.get("/agenda/stages")
@roles(*READERS)
def print_stages() -> str:
    """All stages to print, each on a sheet of its own."""
    return _sheets(queries.stages(reader()))


@routes.get("/agenda/stages/<int:stage>")
@roles(*READERS)
def print_stage(stage: int) -> str:
    """One stage to print."""
    return _sheets([queries.stages(reader())[_known(stage) - 1]])


def _sheets(stages: list[queries.Block]) -> str:
    meeting = meetings.current(reader())
    asked = request.args.get("language")
    g.language = asked if asked in LANGUAGES else meeting.language
    locale = {"en": "en_GB"}.get(g.language, g.language.replace("-", "_"))
    return render_template(
        "agenda/stages.html",
        meeting=meeting.public(),
        stages=stages,
        language=g.language,
        day=lambda iso: format_date(date.fromisoformat(iso), "long", locale=locale),
        moment=lambda ms: format_date(times(reader()).day(ms), "long", locale=locale),
    )


def _known(stage: int) -> int:
    if not 1 <= stage <= len(STAGES):
        raise Refused("no_such_stage", "There are stages 1 to %(most)s.", status=404, most=len(STAGES))
    return stage
