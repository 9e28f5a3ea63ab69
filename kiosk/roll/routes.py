"""Search, import with its preview, badges, walk-ins and exclusions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, g, request

from kiosk.http.background import Tell
from kiosk.http.requests import beside_hub, body, kiosk, perform, reader, respond, show, work
from kiosk.i18n.catalog import say
from kiosk.meeting import queries as meetings
from kiosk.roll import badges, enrolling, isolated, preview, queries
from kiosk.roll.answers import Answers
from kiosk.roll.answers import from_json as answers_from_json
from kiosk.roll.limits import BYTES_MOST
from kiosk.security.auth import current, roles
from kiosk.store import journal
from kiosk.store.errors import Malformed, Refused
from kiosk.store.writer import Answer, dumps

routes = Blueprint("roll", __name__)
LINES = "application/x-ndjson"
LINE_BYTES_LEAST = 4_096  # a server may collect less than this before it sends it
NAME_MOST = 60
KEEPERS = ("operator", "chair", "secretary")
CONSOLE = ("chair", "operator", "supervisor")


@routes.get("/roll/import")
@roles(*KEEPERS)
def importing() -> str:
    return show("import", "roll/import.html")


@routes.post("/roll/previews")
@roles(*KEEPERS)
def make_preview() -> Response:
    """Read an uploaded roll and tell what was understood; nothing is changed. Who accepts application/x-ndjson is
    told the rows read so far, one line each, and may go away: then the reading ends. The last line is the answer."""
    uploaded = request.files.get("file")
    if uploaded is None:
        raise Malformed("No file was sent.")
    content, name = uploaded.stream.read(BYTES_MOST + 1), uploaded.filename or "roll"
    uploaded.close()
    answers, storage = _answers(), kiosk().storage
    party = meetings.current(reader()).preset.startswith("party")

    def read(tell: Tell[dict[str, Any]]) -> None:
        sealed = isolated.run(
            preview.seal, content, name, lambda rows: tell({"read": rows}), storage.path, answers, party
        )
        tell(preview.keep(sealed))

    steps = beside_hub(read)
    if LINES not in request.accept_mimetypes.values():
        return respond(Answer(200, list(steps)[-1]))
    return Response(_lines(steps, g.language), mimetype=LINES)


@routes.post("/roll/imports")
@roles(*KEEPERS)
def apply_preview() -> Response:
    asked = body()
    command_id = asked.command_id()
    sealed = preview.kept(asked.text("preview", most=64))
    if sealed is None and (before := _applied(command_id)):
        return respond(Answer(before.data["status"], before.data["answer"]))  # and forgotten here since
    if sealed is None:
        raise Refused("no_such_preview", "This preview is gone. Please choose the file again.", status=404)
    if sealed.open:
        raise Refused("roll_questions_open", "Questions about this file are open. Please answer them first.")
    return _applied_in_slices(command_id, sealed.fields)


@routes.post("/roll/imports/undo")
@roles(*KEEPERS)
def undo() -> Response:
    """Take back the last import: `import` is its entry, so that nobody takes back another one than they saw."""
    asked = body()
    return perform("undo_import", asked.command_id(), import_seq=asked.integer("import", least=1))


@routes.post("/roll/removals")
@roles(*KEEPERS)
def remove() -> Response:
    """Take a member off the roll, with a reason; not while they are inside."""
    asked = body()
    return perform(
        "remove_member",
        asked.command_id(),
        member=asked.integer("member", least=1),
        reason=asked.text("reason", most=200),
    )


@routes.get("/roll/imports")
@roles(*KEEPERS)
def imports() -> Response:
    """The last import that was not taken back, or null; and who stayed when an import was."""
    db = reader()
    return respond(Answer(200, {"last": queries.last_import(db), "stayed": queries.stayed(db)}))


@routes.get("/roll/badges")
@roles(*KEEPERS)
def print_badges() -> Response:
    """All badges, sent sheet by sheet while they are drawn."""
    layout = request.args.get("layout", "8")
    if layout not in badges.LAYOUTS:
        raise Malformed("There is no such sheet of badges.")
    meeting, storage = meetings.current(reader()), kiosk().storage

    def draw(tell: Tell[str]) -> None:
        for part in badges.sheets(storage.reader(), meeting, layout):
            tell(part)

    return Response(beside_hub(draw), mimetype="text/html")


@routes.post("/roll/walk-ins")
@roles("supervisor", "chair")
def walk_in() -> Response:
    asked = body()
    # only a request that says so holds it: those of older pages keep their digest
    looked_at = {"another_person": True} if asked.flag("another_person") else {}
    return perform(
        "add_walk_in",
        asked.command_id(),
        name=asked.text("name", most=NAME_MOST),
        group=asked.optional_text("group", most=60) or "",
        with_vote=asked.flag("with_vote"),
        note=asked.optional_text("note") or "",
        **looked_at,
    )


@routes.post("/roll/badges/replacements")
@roles("supervisor", "chair", "operator")
def replace() -> Response:
    """Revoke a lost badge; the new one is printed from /roll/members/<id>/badge."""
    asked = body()
    return perform("replace_badge", asked.command_id(), member=asked.integer("member", least=1))


@routes.post("/roll/exclusions")
@roles(*CONSOLE)
def exclude() -> Response:
    asked = body()
    return perform(
        "exclude",
        asked.command_id(),
        member=asked.integer("member", least=1),
        reason=asked.text("reason", most=40),
        approved_by=asked.text("approved_by", most=80),
    )


@routes.post("/roll/exclusions/withdrawals")
@roles(*CONSOLE)
def withdraw() -> Response:
    asked = body()
    return perform("withdraw_exclusion", asked.command_id(), member=asked.integer("member", least=1))


@routes.post("/roll/exclusions/votes")
@roles("chair", "operator")
def vote() -> Response:
    asked = body()
    return perform(
        "vote_exclusions",
        asked.command_id(),
        passed=asked.flag("passed"),
        in_favour=asked.integer("for", most=10_000_000),
        against=asked.integer("against", most=10_000_000),
        abstained=asked.integer("abstain", most=10_000_000),
    )


@routes.get("/roll/exclusions")
@roles(*CONSOLE)
def exclusions() -> Response:
    return respond(Answer(200, {"exclusions": queries.exclusions(reader())}))


@routes.get("/roll/members/<int:member>/badge")
@roles("supervisor", "chair", "operator")
def one_badge(member: int) -> str:
    """One badge to print, for a replaced or a walk-in's one."""
    db = reader()
    person = queries.member(db, member)
    if person is None:
        raise Refused("no_such_member", "There is no such member on the roll.", status=404)
    return badges.one(db, meetings.current(db), member)


def _applied_in_slices(command_id: str, fields: dict[str, Any]) -> Response:
    """The rows go to the writer in slices, between which desks are served; then one command moves them."""
    rows: enrolling.Ready = fields["rows"].for_one_import()
    try:
        for table, piece in rows.slices():
            staged = work("stage_import", table=table, rows=piece.decode())
            if staged.status_code != 200:
                return staged
        return perform("import_roll", command_id, **{**fields, "rows": rows})
    finally:
        for one in (rows.added, rows.changed):
            work("unstage_import", table=one.table)


def _applied(command_id: str) -> journal.Receipt | None:
    """This device's own import that was decided under that id; of anything else nothing is told."""
    before = journal.receipt(reader(), command_id)
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
        raise Malformed("The answers about the file cannot be understood.") from None


def _lines(steps: Iterator[dict[str, Any]], language: str) -> Iterator[bytes]:
    """Each step as a line of JSON; a refusal is the last line, with its status."""
    try:
        for step in steps:
            yield dumps(step).strip().ljust(LINE_BYTES_LEAST - 1) + b"\n"
    except Refused as refused:
        message = say(language, refused.sentence, **refused.figures)
        yield dumps({"status": refused.status, "code": refused.code, "message": message})
