"""The secretary's page and its files, and the observer's page."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Blueprint, Response, g, render_template, request

from kiosk.http.background import Tell
from kiosk.http.requests import (
    Body,
    T,
    app_context,
    body,
    execute_command,
    json_response,
    read_db,
    render_view,
    stream_in_background,
)
from kiosk.i18n.catalog import translate
from kiosk.meeting import queries as meetings
from kiosk.minutes import attendance_list, composer, queries, record_export, tables
from kiosk.minutes.commands import SECTION
from kiosk.minutes.document import Document
from kiosk.minutes.html import article, page
from kiosk.minutes.manifest import Manifest
from kiosk.minutes.markdown import markdown
from kiosk.rules.displayable_text import is_displayable
from kiosk.security.auth import current, require_roles
from kiosk.store.database import reading
from kiosk.store.errors import ValidationError
from kiosk.store.writer import CommandRequest, CommandResponse

routes = Blueprint("minutes", __name__)
READERS = ("secretary", "chair")
KEEPERS = ("secretary", "chair", "operator", "supervisor")
WATCHERS = ("observer", "supervisor")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXT_MOST = 4_000
PAGE_MOST = 100


@routes.get("/minutes")
@require_roles(*READERS)
def minutes() -> str:
    """The minutes as they are now; the secretary adds to them here."""
    sentences, language, public = app_context().registry.sentences, g.language, _public()
    written = _made(lambda db: composer.minutes(db, sentences, language, public))
    return render_view(
        "minutes",
        "minutes/minutes.html",
        document=article(written),
        title=written.title,
        head=written.under,
        public=public,
    )


@routes.get("/minutes.docx")
@require_roles(*READERS)
def as_word() -> Response:
    from kiosk.minutes.word import word  # python-docx takes a tenth of a second that every other start is spared

    return _file("docx", WORD, word)


@routes.get("/minutes.md")
@require_roles(*READERS)
def as_markdown() -> Response:
    return _file("md", "text/markdown", markdown)


@routes.get("/minutes.html")
@require_roles(*READERS)
def as_html() -> Response:
    return _file("html", "text/html", page)


@routes.get("/minutes/record-public.zip")
@require_roles(*READERS)
def public_record() -> Response:
    return _record("public")


@routes.get("/minutes/record-internal.zip")
@require_roles("chair")
def internal_record() -> Response:
    """With the names that are for the chair alone."""
    return _record("internal")


@routes.get("/attendance")
@require_roles(*KEEPERS)
def attendance_page() -> str:
    """Everybody on the roll, who signed in when and where: to read and to print."""
    language = g.language
    listed = _made(lambda db: attendance_list.document(db, language))
    return render_template(
        "minutes/attendance.html", language=language, document=article(listed), kind=listed.kind, title=listed.title,
        query=f"?device={current().id}" if current().id else "",
    )  # fmt: skip


@routes.get("/attendance.csv")
@require_roles(*KEEPERS)
def attendance_csv() -> Response:
    language = g.language
    content = _made(lambda db: tables.as_csv(attendance_list.table(db, language)))
    return _attached(content, "attendance.csv", "text/csv; charset=utf-8")


@routes.get("/attendance.xlsx")
@require_roles(*KEEPERS)
def attendance_xlsx() -> Response:
    language = g.language
    content = _made(lambda db: tables.as_workbook([attendance_list.table(db, language)], _warning(db, language)))
    return _attached(content, "attendance.xlsx", WORKBOOK)


@routes.post("/minutes/additions")
@require_roles("secretary")
def add() -> Response:
    asked = body()
    section = asked.text("section", most=40)
    if not SECTION.fullmatch(section):
        raise ValidationError("The minutes have no such heading.")
    return execute_command("add_to_minutes", asked.command_id(), section=section, text=_prose(asked))


@routes.post("/minutes/additions/<int:addition>/words")
@require_roles("secretary")
def amend(addition: int) -> Response:
    asked = body()
    return execute_command("amend_addition", asked.command_id(), addition=addition, text=_prose(asked))


@routes.post("/minutes/additions/<int:addition>/striking")
@require_roles("secretary")
def strike(addition: int) -> Response:
    asked = body()
    return execute_command(
        "strike_addition", asked.command_id(), addition=addition, reason=asked.text("reason", most=280)
    )


@routes.post("/minutes/officers")
@require_roles("chair", "operator", "secretary")
def name_officers() -> Response:
    """Who chairs the meeting and who writes its minutes."""
    asked = body()
    chair, secretary = asked.text("chair", most=60), asked.text("secretary", most=60)
    return execute_command("name_officers", asked.command_id(), chair=chair, secretary=secretary)


@routes.post("/minutes/signatures")
@require_roles(*READERS)
def sign() -> Response:
    """Sign the minutes under the head that was read; the name is typed for it."""
    asked = body()
    return execute_command(
        "sign_minutes", asked.command_id(), head=asked.text("head", most=64), name=asked.text("name", most=60)
    )


@routes.get("/observer")
@require_roles(*WATCHERS)
def observer() -> str:
    return render_view("observer", "minutes/observer.html")


@routes.get("/observer/entries")
@require_roles(*WATCHERS)
def entries() -> Response:
    """Older entries in sentences: `before` a number; `acts` alone, or every entry."""
    before = request.args.get("before", "")
    if not before.isascii() or not before.isdecimal() or len(before) > 15:
        raise ValidationError(
            "The field %(field)s must be a whole number from %(least)s to %(most)s.",
            field="before",
            least=1,
            most=10**15,
        )
    asked = queries.acts if "acts" in request.args else queries.all_entries
    with reading(read_db()) as db:
        found = asked(db, app_context().registry.sentences, int(before), PAGE_MOST)
    return json_response(CommandResponse(200, {"entries": found}))


@routes.post("/observer/incidents")
@require_roles(*WATCHERS)
def note() -> Response:
    asked = body()
    return execute_command("report_incident", asked.command_id(), text=asked.text("text", most=500))


def _warning(db: sqlite3.Connection, language: str) -> str:
    return translate(language, "Rehearsal: not a record") if meetings.current(db).rehearsal else ""


def _public() -> bool:
    return request.args.get("for") == "public"


def _made(make: Callable[[sqlite3.Connection], T]) -> T:
    """What takes seconds in a large meeting is made beside the hub, in one reading of the file."""
    storage = app_context().storage

    def work(tell: Tell[T]) -> None:
        with reading(storage.reader()) as db:
            tell(make(db))

    return list(stream_in_background(work))[-1]


def _file(ending: str, mimetype: str, drawn: Callable[[Document], str | bytes]) -> Response:
    sentences, language, public = app_context().registry.sentences, g.language, _public()
    content = _made(lambda db: drawn(composer.minutes(db, sentences, language, public)))
    return _attached(content, f"minutes.{ending}", mimetype)


def _record(copy: str) -> Response:
    """A copy of the record as one file; the journal is told which one was given out."""
    registry = app_context().registry

    def made(db: sqlite3.Connection) -> tuple[bytes, Manifest]:
        with TemporaryDirectory(prefix="kiosk-record-") as folder:
            written = record_export.write_copy(db, registry, Path(folder, copy), public=copy == "public")
            return record_export.pack(Path(folder), copy), written

    content, written = _made(made)
    if request.method == "GET":
        app_context().writer.run(
            CommandRequest("note_record", f"record-{written.digest[:40]}", record_export.noted([written]))
        )
    return _attached(content, f"record-{copy}.zip", "application/zip")


def _attached(content: str | bytes, name: str, mimetype: str) -> Response:
    return Response(content, mimetype=mimetype, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _prose(asked: Body) -> str:
    """Paragraphs: line ends are kept, what cannot be shown is refused."""
    text = unicodedata.normalize("NFC", asked.prose("text", most=TEXT_MOST).replace("\r\n", "\n").replace("\r", "\n"))
    if not is_displayable(text.replace("\n", "")):
        raise ValidationError(
            "The field %(field)s holds characters that cannot be shown. Please write it anew.", field="text"
        )
    if not text.strip():
        raise ValidationError("The field %(field)s is missing.", field="text")
    return "\n".join(line.rstrip() for line in text.strip().split("\n"))
