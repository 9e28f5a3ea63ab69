"""What an import would change, shown before it is applied.

Rows are matched by number, else by name, group, phone and ordinal: who got another number is the same person. Who is
gone from the file is reported and never removed; nobody who is inside is dropped. The old and the new base and line
are shown.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections import OrderedDict
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from kiosk.meeting import queries as meetings
from kiosk.roll import additional, enrolling, formats, isolated, queries
from kiosk.roll.answers import Answers
from kiosk.roll.enrolling import COLUMNS
from kiosk.roll.matching import Matching
from kiosk.roll.people import RowError
from kiosk.roll.questions import Question
from kiosk.roll.roll_file import Read, Row, understand
from kiosk.roll.summary import PUBLIC
from kiosk.rules import quorum
from kiosk.store import database as files

KEPT_MOST = 4
SHOWN_MOST = 200


class Prepared(NamedTuple):
    """An import ready to be applied, and what it would change."""

    source: str
    read: Read
    rows: list[Row]
    roll_version: int
    differences: list[dict[str, Any]]
    gone: list[dict[str, Any]]
    base: tuple[int, int]
    needed: tuple[int, int]
    declared: bool
    weights: list[tuple[int, int | None]] | None = None  # base and line before and after, where the rule counts weight
    questions: list[Question] = []  # noqa: RUF012  # a NamedTuple's default: what is open, about the file and about who is who
    troubles: list[RowError] = []  # noqa: RUF012
    answers: Answers = Answers()

    @property
    def kept_answers(self) -> dict[str, Any] | None:
        """What is remembered for a file of the same headings; None when nothing was answered."""
        return self.answers.to_keep(self.read.summary.headings)

    @property
    def added(self) -> int:
        return sum(row.get("id") is None for row in self.rows)


def prepare(db: sqlite3.Connection, read: Read, source: str, answers: Answers | None = None) -> Prepared:
    """Compare a file with the roll as it stands."""
    known = [dict(row) for row in queries.rows(db)]
    came = {row[0] for row in db.execute("select member from attendance")}
    matched = Matching(read.rows, [one.row for one in read.people], known, came, answers or Answers()).run()
    pairs, gone = matched.pairs, matched.gone
    _give_numbers(read.rows, pairs, known, [read.people[place].counter for place in matched.places])
    stay = [*gone, *(row for row in known if row["walk_in"])]
    too_many = additional.judged(db, pairs, stay, answers or Answers())
    rows: list[Row] = []
    differences = []
    for row, before in pairs:
        if before is None:
            rows.append(row)
        elif changed := [name for name in (*COLUMNS, additional.COLUMN) if name in row and row[name] != before[name]]:
            rows.append({**row, "id": before["id"]})
            differences.append(
                {
                    "number": before["number"],
                    "name": before["name"],
                    "changes": [[name, before[name], row[name]] for name in changed],
                }
            )
    bases = _bases(db, rows, known)
    rule = meetings.current(db).rule
    lines = [_line(rule, *base) for base in bases]
    declared = db.execute("select 1 from declaration limit 1").fetchone() is not None
    return Prepared(
        source,
        read,
        rows,
        queries.version(db),
        differences,
        [{"number": row["number"], "name": row["name"], "group": row["group_name"]} for row in gone],
        (bases[0].heads, bases[1].heads),
        (lines[0].needed, lines[1].needed),
        declared,
        [(base.weight, line.needed_weight) for base, line in zip(bases, lines, strict=True)]
        if any(measure["name"] == "weight" for measure in rule["measures"])
        else None,
        [*read.questions, *matched.questions, *too_many],
        [*read.troubles, *matched.troubles],
        answers or Answers(),
    )


def look(
    db: sqlite3.Connection,
    content: bytes,
    name: str,
    answers: Answers,
    progress: Callable[[int], None],
    *,
    party: bool,
) -> Prepared:
    """Read a file in a process of its own and compare it with the roll."""
    return _looked(db, name, answers, lambda given: isolated.read(content, name, progress, given, party))


def seal(
    content: bytes, name: str, progress: Callable[[int], None], meeting: Path, answers: Answers, party: bool
) -> Sealed:
    """Read a file, compare it with the roll and make ready all that its import needs: for a process of its own."""
    book = formats.book(content, name, progress)
    with closing(files.reader(meeting)) as db:
        db.execute("begin")  # all of it of one state of the roll
        prepared = _looked(db, name, answers, lambda given: understand(book, name, progress, given, party))
        rows = enrolling.ready(db, prepared.rows)
    return Sealed(shown(prepared), bool(prepared.questions), fields(prepared) | {"rows": rows})


def _looked(db: sqlite3.Connection, name: str, answers: Answers, read_with: Callable[[Answers], Read]) -> Prepared:
    """What was answered for a file of the same headings before holds where nothing else is said."""
    answers.known = queries.known(db)
    read = read_with(answers)
    before = queries.remembered(db, read.summary.headings)
    if before and (both := answers.over(before)) != answers:
        answers, read = both, read_with(both)
    return prepare(db, read, name, answers)


def fields(prepared: Prepared) -> dict[str, Any]:
    """The fields of the command `import_roll`; the answers only where there were any."""
    kept = prepared.kept_answers
    answers = {"answers": kept} if kept else {}
    return {"rows": prepared.rows, "roll_version": prepared.roll_version, "source": prepared.source, **answers}


def shown(prepared: Prepared) -> dict[str, Any]:
    """A preview as a page or a terminal shows it."""
    read = prepared.read
    return {
        "source": prepared.source,
        "encoding": read.encoding,
        "columns": read.columns,
        "ignored": read.ignored,
        "header_row": read.header_row,
        "good": len(read.rows),
        "added": prepared.added,
        "changed": len(prepared.differences),
        "differences": prepared.differences[:SHOWN_MOST],
        "gone": prepared.gone[:SHOWN_MOST],
        "gone_count": len(prepared.gone),
        "rows": [
            {name: row[name] for name in ("number", "name", "group_name", "category", "with_vote")}
            for row in read.rows[:8]
        ],
        "trouble_count": len(prepared.troubles),
        "refused": len({(one.sheet, one.row) for one in prepared.troubles if not one.kept}),
        "troubles": [
            {
                "row": t.row,
                "column": t.column,
                "sheet": t.sheet,
                "name": t.name,
                "code": t.code,
                "sentence": t.sentence,
                "figures": t.figures,
                "kept": t.kept,
            }
            for t in prepared.troubles[:SHOWN_MOST]
        ],
        **_conversation(prepared),
        "base_before": prepared.base[0],
        "base_after": prepared.base[1],
        "needed_before": prepared.needed[0],
        "needed_after": prepared.needed[1],
        "declared": prepared.declared,
        "weights": prepared.weights,
    }


def _conversation(prepared: Prepared) -> dict[str, Any]:
    """What is asked, and what was understood of columns, values, sheets and titles."""
    read, summary = prepared.read, prepared.read.summary
    return {
        "questions": [
            {
                "id": one.id, "kind": one.kind, "about": one.about, "default": one.default, "options": one.options,
                "sentence": one.sentence, "figures": one.figures, "red": one.red, "lines": one.lines[:SHOWN_MOST],
                "count": len(one.lines),
            }
            for one in prepared.questions
        ],
        "fields": [
            {
                "place": one.place, "heading": one.heading, "field": PUBLIC.get(one.field, one.field),
                "samples": one.samples, "why": one.why, "figures": one.figures,
            }
            for one in summary.columns[:SHOWN_MOST]
        ],
        "values": [
            {"value": one.value, "count": one.count, "votes": one.votes} for one in read.values[:SHOWN_MOST] if one.value
        ],
        "sheets": read.sheets,
        "titles": summary.titles,
        "hidden_rows": sum(summary.hidden_rows.values()),
        "hidden_columns": [letter for letters in summary.hidden_columns.values() for letter in letters],
        "blind": read.blind,
    }  # fmt: skip


class Sealed(NamedTuple):
    """A preview as the server keeps it: what is shown of it, whether anything is asked, the fields of its import."""

    shown: dict[str, Any]
    open: bool
    fields: dict[str, Any]


_kept: OrderedDict[str, Sealed] = OrderedDict()


def keep(sealed: Sealed) -> dict[str, Any]:
    """Remember a preview until it is applied; only the last few are kept."""
    key = secrets.token_urlsafe(12)
    _kept[key] = sealed
    while len(_kept) > KEPT_MOST:
        _kept.popitem(last=False)
    return {"preview": key, **sealed.shown}


def kept(key: str) -> Sealed | None:
    return _kept.get(key)


def _give_numbers(rows: list[Row], pairs: list[tuple[Row, Row | None]], known: list[Row], counters: list[str]) -> None:
    """Members without a number keep theirs, get that of their line, or the next free one, as wide as the others."""
    used = {row["number"] for row in rows if row["number"]} | {row["number"] for row in known}
    width = max((len(number) for number in used if number.isdecimal()), default=len(str(len(rows))))
    following = 1
    for (row, before), counter in zip(pairs, counters, strict=True):
        if row["number"]:
            continue
        if before:
            row["number"] = before["number"]
            continue
        if counter and counter not in used:
            row["number"] = counter
            used.add(counter)
            continue
        while (number := str(following).zfill(width)) in used:
            following += 1
        row["number"] = number
        used.add(number)


class _Base(NamedTuple):
    """Who counts: heads, and their weight in thousandths."""

    heads: int
    weight: int


def _bases(db: sqlite3.Connection, rows: list[Row], known: list[Row]) -> tuple[_Base, _Base]:
    """The base as it is and as it would be; who is excluded stays outside it."""
    people = queries.electorate(db)
    before = _Base(people.base, people.weight_thousandths - people.excluded_thousandths)
    left_out = {one["member"] for one in queries.exclusions(db) if one["passed"] and one["came_at"] is None}
    old = {row["id"]: row for row in known}
    counted = [row for row in rows if row.get("id") not in left_out]
    replaced = [old[row["id"]] for row in counted if row.get("id") is not None]
    heads = sum(row["with_vote"] for row in counted) - sum(row["with_vote"] for row in replaced)
    weight = sum(_weight(row) for row in counted) - sum(_weight(row) for row in replaced)
    return before, _Base(before.heads + heads, before.weight + weight)


def _weight(row: Row) -> int:
    thousandths: int = row["with_vote"] * row["weight_thousandths"]
    return thousandths


def _line(rule: quorum.Rule, heads: int, weight: int) -> quorum.Judgement:
    return quorum.judge(rule, eligible=heads, present=0, eligible_weight=weight, present_weight=0)
