"""What an import would change, shown before it is applied.

Rows are matched by number, else by name, group, phone and ordinal: who got another number is the same person. Who is
gone from the file is reported and never removed; nobody who is inside is dropped. The old and the new base and line
are shown.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections import Counter, OrderedDict, defaultdict
from typing import Any, NamedTuple

from kiosk.checkin import quorum
from kiosk.meeting import queries as meetings
from kiosk.roll import queries
from kiosk.roll.commands import COLUMNS
from kiosk.roll.questions import Question
from kiosk.roll.reading import Read, Row

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

    @property
    def questions(self) -> list[Question]:
        """What is open: about the file, and about who is who on the roll."""
        return self.read.questions

    @property
    def added(self) -> int:
        return sum(row.get("id") is None for row in self.rows)


def prepare(db: sqlite3.Connection, read: Read, source: str) -> Prepared:
    """Compare a file with the roll as it stands."""
    known = [dict(row) for row in queries.rows(db)]
    pairs, gone = _matched(read.rows, known)
    _give_numbers(read.rows, pairs, known, [one.counter for one in read.people])
    rows: list[Row] = []
    differences = []
    for row, before in pairs:
        if before is None:
            rows.append(row)
        elif changed := [name for name in COLUMNS if row[name] != before[name]]:
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
    )


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
        "trouble_count": len(read.troubles),
        "troubles": [
            {"row": t.row, "name": t.name, "code": t.code, "sentence": t.sentence, "figures": t.figures}
            for t in read.troubles[:SHOWN_MOST]
        ],
        "base_before": prepared.base[0],
        "base_after": prepared.base[1],
        "needed_before": prepared.needed[0],
        "needed_after": prepared.needed[1],
        "declared": prepared.declared,
        "weights": prepared.weights,
    }


_kept: OrderedDict[str, Prepared] = OrderedDict()


def keep(prepared: Prepared) -> dict[str, Any]:
    """Remember a preview until it is applied; only the last few are kept."""
    key = secrets.token_urlsafe(12)
    _kept[key] = prepared
    while len(_kept) > KEPT_MOST:
        _kept.popitem(last=False)
    return {"preview": key, **shown(prepared)}


def kept(key: str) -> Prepared | None:
    return _kept.get(key)


def _matched(rows: list[Row], known: list[Row]) -> tuple[list[tuple[Row, Row | None]], list[Row]]:
    by_number = {row["number"]: row for row in known}
    taken: set[int] = set()
    pairs: list[tuple[Row, Row | None]] = []
    for row in rows:
        before = by_number.get(row["number"]) if row["number"] else None
        if before:
            taken.add(before["id"])
        pairs.append((row, before))
    likenesses: defaultdict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in known:
        if row["id"] not in taken:
            likenesses[_likeness(row)].append(row)
    ordinal: Counter[tuple[str, str, str]] = Counter()
    for place, (row, before) in enumerate(pairs):
        if before is None:
            alike = likenesses[_likeness(row)]
            if ordinal[_likeness(row)] < len(alike):
                pairs[place] = (row, alike[ordinal[_likeness(row)]])
                taken.add(alike[ordinal[_likeness(row)]]["id"])
            ordinal[_likeness(row)] += 1
    gone = [row for row in known if row["id"] not in taken and not row["walk_in"]]
    return pairs, gone


def _likeness(row: Row) -> tuple[str, str, str]:
    return row["name"], row["group_name"], row["phone"]


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
