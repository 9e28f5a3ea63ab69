"""The chair's hand on the agenda, the stages before the meeting, and their sheets to print."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from flask import Blueprint, Response, g, render_template, request

from kiosk.agenda import queries
from kiosk.http.requests import body, execute_command, read_db
from kiosk.i18n.catalog import LANGUAGES
from kiosk.meeting import queries as meetings
from kiosk.rules.agenda import KINDS, SKIP_REASONS
from kiosk.rules.agenda_templates import TEMPLATES
from kiosk.rules.election_stages import STAGES
from kiosk.security.auth import require_roles
from kiosk.store.errors import CommandRejected
from kiosk.store.times import times

routes = Blueprint("agenda", __name__)
CHAIR = ("chair", "operator")
READERS = ("chair", "operator", "supervisor", "secretary", "observer")
TITLE_MOST = 80
NAMES_MOST = 100
NAME_MOST = 60


@routes.post("/agenda")
@require_roles(*CHAIR)
def adopt() -> Response:
    asked = body()
    return execute_command("adopt_agenda", asked.command_id(), template=asked.choice("template", list(TEMPLATES)))


@routes.post("/agenda/steps")
@require_roles(*CHAIR)
def add() -> Response:
    asked = body()
    return execute_command(
        "add_step",
        asked.command_id(),
        title=asked.text("title", most=TITLE_MOST),
        kind=asked.choice("kind", list(KINDS)),
        after=asked.optional_integer("after", least=1),
    )


@routes.post("/agenda/steps/<int:step>/opening")
@require_roles(*CHAIR)
def open_step(step: int) -> Response:
    return execute_command("open_step", body().command_id(), step=step)


@routes.post("/agenda/steps/<int:step>/end")
@require_roles(*CHAIR)
def end(step: int) -> Response:
    return execute_command("end_step", body().command_id(), step=step)


@routes.post("/agenda/steps/<int:step>/skip")
@require_roles(*CHAIR)
def skip(step: int) -> Response:
    asked = body()
    return execute_command(
        "skip_step", asked.command_id(), step=step, reason=asked.choice("reason", list(SKIP_REASONS))
    )


@routes.post("/agenda/steps/<int:step>/reopening")
@require_roles(*CHAIR)
def reopen(step: int) -> Response:
    return execute_command("reopen_step", body().command_id(), step=step)


@routes.post("/agenda/steps/<int:step>/title")
@require_roles(*CHAIR)
def rename(step: int) -> Response:
    asked = body()
    return execute_command("rename_step", asked.command_id(), step=step, title=asked.text("title", most=TITLE_MOST))


@routes.post("/agenda/steps/<int:step>/place")
@require_roles(*CHAIR)
def move(step: int) -> Response:
    asked = body()
    return execute_command(
        "move_step", asked.command_id(), step=step, position=asked.integer("position", least=1, most=1_000)
    )


@routes.post("/agenda/stages/<int:stage>/day")
@require_roles(*CHAIR)
def plan(stage: int) -> Response:
    asked = body()
    return execute_command("plan_stage", asked.command_id(), stage=_known(stage), day=asked.text("day", most=10))


@routes.post("/agenda/stages/<int:stage>/publication")
@require_roles(*CHAIR)
def publish(stage: int) -> Response:
    asked = body()
    return execute_command(
        "publish_stage",
        asked.command_id(),
        stage=_known(stage),
        names=asked.texts("names", most=NAMES_MOST, long=NAME_MOST),
        note=asked.optional_text("note", most=400) or "",
        reason=asked.optional_text("reason", most=200) or "",
    )


@routes.get("/agenda/stages")
@require_roles(*READERS)
def print_stages() -> str:
    """All stages to print, each on a sheet of its own."""
    return _sheets(queries.stages(read_db()))


@routes.get("/agenda/stages/<int:stage>")
@require_roles(*READERS)
def print_stage(stage: int) -> str:
    """One stage to print."""
    return _sheets([queries.stages(read_db())[_known(stage) - 1]])


def _sheets(stages: list[queries.Block]) -> str:
    meeting = meetings.current(read_db())
    asked = request.args.get("language")
    g.language = asked if asked in LANGUAGES else meeting.language
    locale = {"en": "en_GB"}.get(g.language, g.language.replace("-", "_"))
    return render_template(
        "agenda/stages.html",
        meeting=meeting.public(),
        stages=stages,
        language=g.language,
        day=lambda iso: format_date(date.fromisoformat(iso), "long", locale=locale),
        moment=lambda ms: format_date(times(read_db()).day(ms), "long", locale=locale),
    )


def _known(stage: int) -> int:
    if not 1 <= stage <= len(STAGES):
        raise CommandRejected("no_such_stage", "There are stages 1 to %(most)s.", status=404, most=len(STAGES))
    return stage
