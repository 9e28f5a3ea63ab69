"""What is printed of a round: papers, tally sheets, the list of names, the record, the sheet for who doubts."""

from __future__ import annotations

import sqlite3
from functools import partial
from typing import Any

from flask import Blueprint, Response, g, render_template, request

from kiosk.ballots import queries
from kiosk.ballots.printing import voter_instructions
from kiosk.ballots.results import record
from kiosk.checkin import queries as checkin
from kiosk.http.requests import app_context, number_asked, read_db
from kiosk.i18n.catalog import translate
from kiosk.meeting import queries as meetings
from kiosk.roll import queries as roll
from kiosk.rules.ballots.round import Office, marks_most
from kiosk.security.auth import current, require_roles
from kiosk.store.errors import CommandRejected, ValidationError
from kiosk.store.times import times

printing = Blueprint("printing", __name__)
PREPARERS = ("chair", "operator", "secretary", "chief_scrutineer")
KEEPERS = ("chair", "operator", "secretary", "chief_scrutineer", "observer")
COPIES = ("public", "internal")
SHEETS_MOST = 200
LINES_EACH = 4  # lines for names written in, at most


@printing.get("/ballots/rounds/<int:round>/paper")
@require_roles(*PREPARERS)
def paper(round: int) -> str:
    """One paper, to be printed as often as needed; it bears no number."""
    db, row = _row(round)
    large = request.args.get("size") == "large"
    return _page(
        "paper",
        db,
        row,
        large=large,
        how=voter_instructions.of(db, row, partial(translate, _hall(db))),
        named=row["ballot_form"] == "named",
    )


@printing.get("/ballots/rounds/<int:round>/list")
@require_roles(*PREPARERS)
def names(round: int) -> str:
    """Who stands, to be posted: how they were put forward, and their pledges."""
    db, row = _row(round)
    return _page("list", db, row, origins=ORIGINS, stages=STAGES)


@printing.get("/ballots/rounds/<int:round>/kit")
@require_roles(*PREPARERS)
def kit(round: int) -> str:
    """Tally sheets and batch slips: counting goes on by hand when everything else is gone."""
    db, row = _row(round)
    batches = [dict(one) for one in queries.batches(db, round)][:SHEETS_MOST] or [{"number": "", "papers": ""}]
    return _page("kit", db, row, batches=batches)


@printing.get("/ballots/rounds/<int:round>/record")
@require_roles(*KEEPERS)
def printed_record(round: int) -> str:
    db, row = _row(round)
    g.language = _hall(db)
    told = _record(db, row)
    return render_template("ballots/record.html", record=told, internal=_copy() == "internal", language=g.language)


@printing.get("/ballots/rounds/<int:round>/record.docx")
@require_roles(*KEEPERS)
def word_record(round: int) -> Response:
    from kiosk.ballots.printing import docx  # python-docx takes a tenth of a second that every other start is spared

    db, row = _row(round)
    g.language = _hall(db)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    headers = {"Content-Disposition": f'attachment; filename="record-{round}.docx"'}
    return Response(docx.of(_record(db, row)), mimetype=kind, headers=headers)


@printing.get("/ballots/rounds/<int:round>/challenge")
@require_roles(*PREPARERS)
def challenge(round: int) -> str:
    """For one member who doubts: the batches as both teams agreed, the arithmetic, and their own attendance."""
    db, row = _row(round)
    person = roll.member(db, number_asked("member"))
    if person is None:
        raise CommandRejected("no_such_member", "There is no such member on the roll.", status=404)
    g.language = _hall(db)
    told = _record(db, row)
    attended = checkin.attended(db, person["id"])
    return _page(
        "challenge",
        db,
        row,
        record=told,
        person=person["name"],
        attended=times(db).minute(attended["at"]) if attended else None,
        batches=queries.batches(db, round),
        votes=_votes(db, round),
    )


def _votes(db: sqlite3.Connection, round: int) -> dict[tuple[int, int], sqlite3.Row]:
    rows = db.execute("select v.* from batch_votes v join batch b on b.id = v.batch where b.round = ?", (round,))
    return {(one["batch"], one["candidate"]): one for one in rows}


def _record(db: sqlite3.Connection, row: sqlite3.Row) -> record.Record:
    """Who only observes sees no result before it is reported."""
    early = row["state"] not in queries.SHOWN and current().role not in PREPARERS
    if not row["version"] or early:
        raise CommandRejected("no_figures", "This round has no figures yet.", status=404)
    return record.record(db, row, app_context().writer.clock.now(), _copy() == "internal", g.language)


def _copy() -> str:
    asked = request.args.get("copy", "public")
    if asked not in COPIES:
        raise ValidationError(
            "The field %(field)s must be one of: %(options)s.", field="copy", options=", ".join(COPIES)
        )
    return "public" if current().role == "observer" else asked


def _row(round: int) -> tuple[sqlite3.Connection, sqlite3.Row]:
    db = read_db()
    row = queries.one(db, round)
    if row is None:
        raise CommandRejected("no_such_round", "There is no such round.", status=404)
    return db, row


def _hall(db: sqlite3.Connection) -> str:
    """Papers are in the language of the hall, not of whoever prints them."""
    asked = request.args.get("language")
    return g.language if asked else meetings.current(db).language


def _page(name: str, db: sqlite3.Connection, row: sqlite3.Row, **more: Any) -> str:
    rules = queries.rules(row)
    standing = queries.candidates(db, row["id"])
    offices = [
        {
            "name": one["name"],
            "seats": one["seats"],
            "marks": marks_most(rules, Office(one["name"], one["seats"])),
            "lines": min(LINES_EACH, one["seats"]) if rules.write_ins and rules.ballot != "motion" else 0,
            "candidates": [c for c in standing if c["office"] == one["id"]],
        }
        for one in queries.offices(db, row["id"])
    ]
    g.language = _hall(db)
    return render_template(
        f"ballots/{name}.html", round=row, rules=rules, offices=offices, meeting=meetings.current(db),
        language=g.language, **more,
    )  # fmt: skip


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


ORIGINS = {
    "organisation": _("by the organisation"),
    "joint": _("jointly by members"),
    "self": _("by themselves"),
    "write_in": _("written in"),
}
STAGES = {
    "applicant": _("applicant"),
    "preliminary": _("preliminary"),
    "preparatory": _("preparatory"),
    "formal": _("formal"),
}
