"""What an import would change, shown before it is applied.

Rows are matched by number, else by name, group, phone and ordinal. Who is gone from the file is reported and never
removed; nobody who is inside is dropped. The old and the new base and line are shown.
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

    @property
    def added(self) -> int:
        return sum(row.get("id") is None for row in self.rows)


def prepare(db: sqlite3.Connection, read: Read, source: str) -> Prepared:
    """Compare a file with the roll as it stands."""
    known = [dict(row) for row in queries.rows(db)]
    pairs, gone = _matched(read.rows, known)
    _give_numbers(read.rows, pairs, known)
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
    base = queries.electorate(db).base
    votes = {row["id"]: row["with_vote"] for row in known}
    after = base + sum(row["with_vote"] - votes.get(row.get("id"), 0) for row in rows)
    rule = meetings.current(db).rule
    lines = tuple(quorum.judge(_heads_only(rule), eligible=max(0, n), present=0).needed for n in (base, after))
    declared = db.execute("select 1 from declaration limit 1").fetchone() is not None
    return Prepared(
        source,
        read,
        rows,
        queries.version(db),
        differences,
        [{"number": row["number"], "name": row["name"], "group": row["group_name"]} for row in gone],
        (base, after),
        (lines[0], lines[1]),
        declared,
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
        if before is None and not row["number"]:
            alike = likenesses[_likeness(row)]
            if ordinal[_likeness(row)] < len(alike):
                pairs[place] = (row, alike[ordinal[_likeness(row)]])
                taken.add(alike[ordinal[_likeness(row)]]["id"])
            ordinal[_likeness(row)] += 1
    gone = [row for row in known if row["id"] not in taken and not row["walk_in"]]
    return pairs, gone


def _likeness(row: Row) -> tuple[str, str, str]:
    return row["name"], row["group_name"], row["phone"]


def _give_numbers(rows: list[Row], pairs: list[tuple[Row, Row | None]], known: list[Row]) -> None:
    """Members without a number keep theirs, or get the next free one, as wide as the others."""
    used = {row["number"] for row in rows if row["number"]} | {row["number"] for row in known}
    width = max((len(number) for number in used if number.isdecimal()), default=len(str(len(rows))))
    following = 1
    for row, before in pairs:
        if row["number"]:
            continue
        if before:
            row["number"] = before["number"]
            continue
        while (number := str(following).zfill(width)) in used:
            following += 1
        row["number"] = number
        used.add(number)


def _heads_only(rule: quorum.Rule) -> quorum.Rule:
    return {**rule, "measures": [measure for measure in rule["measures"] if measure["name"] == "heads"]}
