"""The attendance list (签到册): everybody on the roll, who signed in when, where and how; to read, to print, as a table."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import partial

from kiosk.checkin import queries as checkin
from kiosk.i18n.catalog import translate
from kiosk.meeting import queries as meetings
from kiosk.minutes.attendance import Words
from kiosk.minutes.document import Document, Particulars, Section, Table
from kiosk.minutes.tables import Kept
from kiosk.roll import queries as roll
from kiosk.rules.rate import rate
from kiosk.store import journal
from kiosk.store.times import Times, times


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


TITLES = (
    _("Number"), _("Name"), _("Group"), _("Vote"), _("Signed in at"), _("Desk"), _("How"), _("State"),
)  # fmt: skip
SOURCES = {
    "camera": _("by camera"),
    "wedge": _("by scanner"),
    "photo": _("by photo"),
    "typed": _("code typed"),
    "search": _("by name"),
    "paper": _("from the paper list"),
}


def document(db: sqlite3.Connection, language: str) -> Document:
    """The list as a page, its sums first."""
    words: Words = partial(translate, language)
    meeting, written = meetings.current(db), times(db)
    head = journal.head(db)
    table = Table(tuple(map(words, TITLES)), list(rows(db, words, written)))
    return Document(
        language,
        words("Attendance list"),
        meeting.title,
        meeting.organisation,
        words("Rehearsal: not a record") if meeting.rehearsal else "",
        Particulars(list(_sums(db, words, written))),
        (Section("attendance", words("Attendance list"), (table,)),),
        (),
        head.hash,
        "",
        words("Entries in the journal: %(seq)s. Its head: %(hash)s", seq=head.seq, hash=head.hash),
    )


def table(db: sqlite3.Connection, language: str) -> Kept:
    """The list as rows under titles."""
    words: Words = partial(translate, language)
    titles = tuple(map(words, TITLES))
    mark = meetings.no_record(db)
    found = [{**mark, **dict(zip(titles, row, strict=True))} for row in rows(db, words, times(db))]
    return Kept(words("Attendance list"), (*mark, *titles), found)


def rows(db: sqlite3.Connection, words: Words, written: Times) -> Iterator[tuple[str, ...]]:
    """One row for each member, in the roll's order."""
    for row in db.execute(
        "select m.number, m.name, m.group_name, m.with_vote, a.at, a.device_name, a.source, a.state,"
        " (select h.name from proxy p join member h on h.id = p.holder where p.grantor = m.id and p.revoked_seq is null)"
        " as holder, (select e.passed from exclusion e where e.member = m.id) is 1 as excluded"
        " from member m left join attendance a on a.member = m.id order by m.position"
    ):
        came = row["at"] is not None
        yield (
            row["number"],
            row["name"],
            row["group_name"],
            words("with a vote") if row["with_vote"] else words("without a vote"),
            written.clock(row["at"]) if came else "",
            row["device_name"] if came else "",
            words(SOURCES.get(row["source"], row["source"])) if came else "",
            _state(row, words),
        )


def _state(row: sqlite3.Row, words: Words) -> str:
    if row["state"] == "inside":
        return words("in the hall")
    if row["state"] == "left":
        return words("has gone out")
    if row["holder"]:
        return words("represented by %(name)s", name=row["holder"])
    return words("left out of the base") if row["excluded"] else words("absent")


def _sums(db: sqlite3.Connection, words: Words, written: Times) -> Iterator[tuple[str, str]]:
    base = roll.electorate(db).base
    came = checkin.came(db)
    yield words("As of"), written.minute(journal.head(db).at)
    yield words("Eligible"), str(base)
    yield (
        words("Came, with a vote"),
        words("%(came)s of %(base)s (%(share)s)", came=came[1], base=base, share=rate(came[1], base) or "–"),
    )
    yield words("Came, without a vote"), str(came[0])
