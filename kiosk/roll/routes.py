"""Search, import with its preview, badges, walk-ins and exclusions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, g, request

from kiosk.http.background import Tell
from kiosk.http.requests import (
    app_context,
    body,
    execute_command,
    json_response,
    read_db,
    render_view,
    stream_in_background,
    work,
)
from kiosk.i18n.catalog import translate
from kiosk.meeting import queries as meetings
from kiosk.roll import badges, enrolling, isolated, preview, queries
from kiosk.roll.answers import Answers
from kiosk.roll.answers import from_json as answers_from_json
from kiosk.roll.limits import BYTES_MOST
from kiosk.security.auth import current, require_roles
from kiosk.store import journal
from kiosk.store.errors import CommandRejected, ValidationError
from kiosk.store.writer import CommandResponse, dumps

routes = Blueprint("roll", __name__)
LINES = "application/x-ndjson"
LINE_BYTES_LEAST = 4_096  # a server may collect less than this before it sends it
NAME_MOST = 60
KEEPERS = ("operator", "chair", "secretary")
CONSOLE = ("chair", "operator", "supervisor")


@routes.get("/roll/import")
@require_roles(*KEEPERS)
def importing() -> str:
    return render_view("import", "roll/import.html")


@routes.post("/roll/previews")
@require_roles(*KEEPERS)
def make_preview() -> Response:
    """Read an uploaded roll and tell what was understood; nothing is changed. Who accepts application/x-ndjson is
    told the rows read so far, one line each, and may go away: then the reading ends. The last line is the answer."""
    uploaded = request.files.get("file")
    if uploaded is None:
        raise ValidationError("No file was sent.")
    content, name = uploaded.stream.read(BYTES_MOST + 1), uploaded.filename or "roll"
    uploaded.close()
    answers, storage = _answers(), app_context().storage
    party = meetings.current(read_db()).preset.startswith("party")

    def read(tell: Tell[dict[str, Any]]) -> None:
        sealed = isolated.run(
            preview.seal, content, name, lambda rows: tell({"read": rows}), storage.path, answers, party
        )
        tell(preview.keep(sealed))

    steps = stream_in_background(read)
    if LINES not in request.accept_mimetypes.values():
        return json_response(CommandResponse(200, list(steps)[-1]))
    return Response(_lines(steps, g.language), mimetype=LINES)


@routes.post("/roll/imports")
@require_roles(*KEEPERS)
def apply_preview() -> Response:
    asked = body()
    command_id = asked.command_id()
    sealed = preview.kept(asked.text("preview", most=64))
    if sealed is None and (before := _applied(command_id)):
        return json_response(CommandResponse(before.data["status"], before.data["answer"]))  # and forgotten here since
    if sealed is None:
        raise CommandRejected("no_such_preview", "This preview is gone. Please choose the file again.", status=404)
    if sealed.open:
        raise CommandRejected("roll_questions_open", "Questions about this file are open. Please answer them first.")
    return _applied_in_slices(command_id, sealed.fields)


@routes.post("/roll/imports/undo")
@require_roles(*KEEPERS)
def undo() -> Response:
    """Take back the last import: `import` is its entry, so that nobody takes back another one than they saw."""
    asked = body()
    return execute_command("undo_import", asked.command_id(), import_seq=asked.integer("import", least=1))


@routes.post("/roll/removals")
@require_roles(*KEEPERS)
def remove() -> Response:
    """Take a member off the roll, with a reason; not while they are inside."""
    asked = body()
    return execute_command(
        "remove_member",
        asked.command_id(),
        member=asked.integer("member", least=1),
        reason=asked.text("reason", most=200),
    )


@routes.get("/roll/imports")
@require_roles(*KEEPERS)
def imports() -> Response:
    """The last import that was not taken back, or null; and who stayed when an import was."""
    db = read_db()
    return json_response(CommandResponse(200, {"last": queries.last_import(db), "stayed": queries.stayed(db)}))


@routes.get("/roll/badges")
@require_roles(*KEEPERS)
def print_badges() -> Response:
    """All badges, sent sheet by sheet while they are drawn."""
    layout = request.args.get("layout", "8")
    if layout not in badges.LAYOUTS:
        raise ValidationError("There is no such sheet of badges.")
    meeting, storage = meetings.current(read_db()), app_context().storage

    def draw(tell: Tell[str]) -> None:
        for part in badges.sheets(storage.reader(), meeting, layout):
            tell(part)

    return Response(stream_in_background(draw), mimetype="text/html")


@routes.post("/roll/walk-ins")
@require_roles("supervisor", "chair")
def walk_in() -> Response:
    asked = body()
    # only a request that says so holds it: those of older pages keep their digest
    looked_at = {"another_person": True} if asked.flag("another_person") else {}
    return execute_command(
        "add_walk_in",
        asked.command_id(),
        name=asked.text("name", most=NAME_MOST),
        group=asked.optional_text("group", most=60) or "",
        with_vote=asked.flag("with_vote"),
        note=asked.optional_text("note") or "",
        **looked_at,
    )


@routes.post("/roll/badges/replacements")
@require_roles("supervisor", "chair", "operator")
def replace() -> Response:
    """Revoke a lost badge; the new one is printed from /roll/members/<id>/badge."""
    asked = body()
    return execute_command("replace_badge", asked.command_id(), member=asked.integer("member", least=1))


@routes.post("/roll/exclusions")
@require_roles(*CONSOLE)
def exclude() -> Response:
    asked = body()
    return execute_command(
        "exclude",
        asked.command_id(),
        member=asked.integer("member", least=1),
        reason=asked.text("reason", most=40),
        approved_by=asked.text("approved_by", most=80),
    )


@routes.post("/roll/exclusions/withdrawals")
@require_roles(*CONSOLE)
def withdraw() -> Response:
    asked = body()
    return execute_command("withdraw_exclusion", asked.command_id(), member=asked.integer("member", least=1))


@routes.post("/roll/exclusions/votes")
@require_roles("chair", "operator")
def vote() -> Response:
    asked = body()
    return execute_command(
        "vote_exclusions",
        asked.command_id(),
        passed=asked.flag("passed"),
        in_favour=asked.integer("for", most=10_000_000),
        against=asked.integer("against", most=10_000_000),
        abstained=asked.integer("abstain", most=10_000_000),
    )


@routes.get("/roll/exclusions")
@require_roles(*CONSOLE)
def exclusions() -> Response:
    return json_response(CommandResponse(200, {"exclusions": queries.exclusions(read_db())}))


@routes.get("/roll/members/<int:member>/badge")
@require_roles("supervisor", "chair", "operator")
def one_badge(member: int) -> str:
    """One badge to print, for a replaced or a walk-in's one."""
    db = read_db()
    person = queries.member(db, member)
    if person is None:
        raise CommandRejected("no_such_member", "There is no such member on the roll.", status=404)
    return badges.one(db, meetings.current(db), member)


def _applied_in_slices(command_id: str, fields: dict[str, Any]) -> Response:
    """The rows go to the writer in slices, between which desks are served; then one command moves them."""
    rows: enrolling.Ready = fields["rows"].for_one_import()
    try:
        for table, piece in rows.slices():
            staged = work("stage_import", table=table, rows=piece.decode())
            if staged.status_code != 200:
                return staged
        return execute_command("import_roll", command_id, **{**fields, "rows": rows})
    finally:
        for one in (rows.added, rows.changed):
            work("unstage_import", table=one.table)


def _applied(command_id: str) -> journal.Receipt | None:
    """This device's own import that was decided under that id; of anything else nothing is told."""
    before = journal.receipt(read_db(), command_id)
    if before is None or before.actor != f"device {current().id}":
        return None
    refused = before.kind == "refused" and before.data["facts"]["command"] == "import_roll"
    return before if refused or before.kind == "roll_imported" else None


def _answers() -> Answers:
    """What the form says of the file, as answers.from_json takes it."""
    try:
        given = json.loads(request.form.get("answers") or "{}")
        return answers_from_json(given if isinstance(given, dict) else {})
    except (ValueError, RecursionError):
        raise ValidationError("The answers about the file cannot be understood.") from None


def _lines(steps: Iterator[dict[str, Any]], language: str) -> Iterator[bytes]:
    """Each step as a line of JSON; a refusal is the last line, with its status."""
    try:
        for step in steps:
            yield dumps(step).strip().ljust(LINE_BYTES_LEAST - 1) + b"\n"
    except CommandRejected as refused:
        message = translate(language, refused.sentence, **refused.figures)
        yield dumps({"status": refused.status, "code": refused.code, "message": message})
