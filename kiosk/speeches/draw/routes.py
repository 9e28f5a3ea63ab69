"""The draw's ceremony, its records, and the page that checks them."""

from __future__ import annotations

from flask import Blueprint, Response

from kiosk.http.background import Tell
from kiosk.http.requests import app_context, body, execute_command, json_response, read_db, stream_in_background, work
from kiosk.roll import queries as roll
from kiosk.security.auth import require_roles
from kiosk.speeches.draw import commands, queries
from kiosk.speeches.draw.verifying import page
from kiosk.store.errors import CommandRejected, ValidationError
from kiosk.store.journal import Head
from kiosk.store.writer import CommandResponse

routes = Blueprint("speeches", __name__)
CHAIR = ("chair", "operator")
CEREMONY = ("chair", "operator", "supervisor")
NAMES_MOST = 4_096
SLOTS_MOST = 12
DEEDS = ("void", "hand", "correct")


@routes.get("/speeches/candidates")
@require_roles(*CHAIR)
def candidates() -> Response:
    """Who the roll names as a candidate: a beginning for the list."""
    return json_response(CommandResponse(200, {"candidates": roll.candidates(read_db())}))


@routes.post("/speeches/draws")
@require_roles(*CHAIR)
def freeze() -> Response:
    asked = body()
    return execute_command(
        "freeze_draw",
        asked.command_id(),
        names=_texts(asked.items("names", most=NAMES_MOST), "names"),
        slots=_texts(asked.items("slots", most=SLOTS_MOST), "slots") if asked.given("slots") else [],
        subject=asked.choice("subject", commands.SUBJECTS, "speakers"),
    )


@routes.post("/speeches/draws/<int:number>/commitment")
@require_roles(*CHAIR)
def commit(number: int) -> Response:
    """The secret is durable, and on the stick if there is one, before any page can show the commitment."""
    asked = body()
    command_id = asked.command_id()
    stand_ms = asked.integer("stand_ms", least=1, most=3_600_000) if asked.given("stand_ms") else commands.STAND_MS
    work("keep_secret", number=number)
    if app_context().copies.wanted:
        copies = app_context().copies

        def copy(tell: Tell[Head]) -> None:
            tell(copies.write())

        for _ in stream_in_background(copy):
            work("note_copy", number=number)
    return execute_command("commit_draw", command_id, number=number, stand_ms=stand_ms)


@routes.post("/speeches/draws/<int:number>/values")
@require_roles(*CHAIR)
def type_value(number: int) -> Response:
    asked = body()
    return execute_command(
        "type_value",
        asked.command_id(),
        number=number,
        slot=asked.integer("slot", most=SLOTS_MOST),
        value=asked.text("value", most=64),
    )


@routes.post("/speeches/draws/<int:number>/confirmations")
@require_roles(*CEREMONY)
def confirm(number: int) -> Response:
    asked = body()
    return execute_command(
        "confirm_value",
        asked.command_id(),
        number=number,
        slot=asked.integer("slot", most=SLOTS_MOST),
        value=asked.text("value", most=64),
    )


@routes.post("/speeches/draws/<int:number>/proposals")
@require_roles(*CEREMONY)
def propose(number: int) -> Response:
    asked = body()
    return execute_command(
        "propose_deed",
        asked.command_id(),
        number=number,
        deed=asked.choice("deed", DEEDS),
        reason=asked.text("reason"),
        order=_texts(asked.items("order", most=NAMES_MOST), "order") if asked.given("order") else [],
        slot=asked.optional_integer("slot", most=SLOTS_MOST) or 0,
        value=asked.optional_text("value", most=64) or "",
    )


@routes.post("/speeches/draws/<int:number>/agreements")
@require_roles(*CEREMONY)
def agree(number: int) -> Response:
    return execute_command("agree_to_deed", body().command_id(), number=number)


@routes.post("/speeches/draws/<int:number>/declinations")
@require_roles(*CEREMONY)
def decline(number: int) -> Response:
    return execute_command("decline_deed", body().command_id(), number=number)


@routes.get("/speeches/draws/<int:number>.txt")
@require_roles("public")
def record(number: int) -> Response:
    """The record of a draw that is over, as it was hashed."""
    one = queries.draw(read_db(), number)
    if one is None or one.record is None:
        raise CommandRejected("no_such_draw", "There is no draw %(number)s.", status=404, number=number)
    return Response(
        one.record,
        mimetype="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="draw-{number}.txt"'},
    )


@routes.get("/speeches/check")
@require_roles("public")
def checking() -> str:
    """A page that checks records in the visitor's own browser; it needs nothing from here once it is loaded."""
    records = [one.record for one in queries.all_draws(read_db()) if one.record is not None]
    return page(records)


def _texts(items: list[object], field: str) -> list[str]:
    if any(not isinstance(item, str) or len(item) > 200 for item in items):
        raise ValidationError("The field %(field)s must be text.", field=field)
    return [str(item) for item in items]
