"""The record of a result: everything that is printed on the one page, in one language, for the page and the Word file.

Two copies: the internal one names who is left out of the base and why; the public one gives their number by reason.
"""

from __future__ import annotations

import json
import sqlite3
from functools import partial
from typing import Any, NamedTuple

from kiosk.ballots import queries
from kiosk.ballots.count import totals
from kiosk.ballots.results import remarks
from kiosk.ballots.results.remarks import ROLE_NAMES, Words
from kiosk.ballots.rounds import absent
from kiosk.checkin import queries as checkin
from kiosk.i18n.catalog import COMMA, translate
from kiosk.meeting import queries as meetings
from kiosk.roll import queries as roll
from kiosk.rules import quorum
from kiosk.rules.ballots import candidate_outcomes, presets, round_file
from kiosk.rules.ballots.round import Candidate, Round, Rules, area, goes_on
from kiosk.rules.ballots.verdict import Result, judge
from kiosk.store import journal
from kiosk.store.times import times

Fact = tuple[str, str]


class Line(NamedTuple):
    """One candidate: votes, and what came of them."""

    name: str
    votes: int
    against: int | None
    abstain: int | None
    write_in: bool
    outcome: str
    areas: tuple[str, str, str] | None = None  # for, against, abstain, of named papers


class Record(NamedTuple):
    """The page: title, facts as label and value, each office's candidates, sentences, signatures."""

    language: str
    heading: str
    title: str
    organisation: str
    round: str
    version: int
    facts: list[Fact]
    papers: list[Fact]
    offices: list[tuple[str, int, int | None, list[Line]]]
    sentences: list[str]
    decided: list[str]
    remarks: list[str]
    signers: list[Fact]
    units: list[Fact]  # who returned a named paper, with their area; in the internal copy alone
    printed_at: str
    head: str
    rehearsal: bool


def record(db: sqlite3.Connection, row: sqlite3.Row, now_ms: int, internal: bool, language: str) -> Record:
    """The record of the version that stands; the round has one."""
    kept = queries.result(db, row["id"], row["version"])
    assert kept
    words = partial(translate, language)
    figures = json.loads(kept["figures"])
    rules, read = queries.read_of(figures)
    judged = judge(rules, read)
    meeting = meetings.current(db)
    chosen = queries.chosen_pairs(db, row)
    held = judged.validity.sentence if judged.validity and judged.validity.sentence not in judged.sentences else ()
    return Record(
        language,
        words("Record of the result") if queries.kind_of(row) == "election" else words("Record of the vote"),
        meeting.title,
        meeting.organisation,
        words("%(title)s: advisory vote, below the quorum", title=row["title"]) if row["advisory"] else row["title"],
        row["version"],
        _facts(db, row, meeting, internal, words),
        _papers(db, row, figures, words),
        [_office(one, read, rules, chosen, words) for one in judged.results],
        [round_file.said(one, words) for one in judged.sentences],
        [remarks.decided(one, words) for one in queries.decided(db, row["id"])],
        [*([round_file.said(held, words)] if held else []), *remarks.remarks(db, row, words, internal)],
        [*_signed(db, row, words), (words("Scrutineers"), ""), (words("Chair"), "")],
        _units(db, row, rules, words) if internal else [],
        f"{times(db).minute(now_ms)} {times(db).name}",
        journal.head(db).hash,
        meeting.rehearsal,
    )


def _units(db: sqlite3.Connection, row: sqlite3.Row, rules: Rules, words: Words) -> list[Fact]:
    part = 1 if rules.area or rules.version == 1 else totals.SHARE
    return [(unit, measured(rules, weight // part, words)) for unit, weight in totals.units_there(db, row["id"])]


def _facts(db: sqlite3.Connection, row: sqlite3.Row, meeting: Any, internal: bool, words: Words) -> list[Fact]:
    offices = words(COMMA).join(f"{one['name']} {one['seats']}" for one in queries.offices(db, row["id"]))
    present = row["present_votes"] or 0
    hands = json.loads(row["adopted"] or "{}")
    shown = f"{hands['votes']} : {hands['against']} : {hands['abstain']}" if hands.get("votes") is not None else ""
    law = words(presets.PRESETS[row["preset"]].source)
    rules = queries.rules(row)
    out = rules.papers_to == "entitled" and not present  # papers went out without attendance
    told = [
        (words("Place"), meeting.place),
        (words("Date"), f"{times(db).day(row['state_at'])}"),
        (words("Offices and seats"), offices),
        (words("Order on the paper"), words(_ORDERS[row["order_by"]], number=row["order_draw"] or "")),
        (words("Rules"), f"{law} · {(row['rules_hash'] or '')[:16]} {shown}".strip()),
        (words("Eligible"), _with_weight(row["eligible"], measured(queries.rules(row), row["eligible_weight"], words))),
        (words("Left out of the base"), _left_out(db, row, internal, words)),
        (words("Present with a vote"), "" if out else _with_weight(present, measured(rules, row["present_weight"], words))),
        (words("Not present"), "" if out else _absent(db, row, internal, words)),
        (words("Quorum"), _quorum(db)),
        (words("Count begun, ended"), _times(db, row)),
    ]  # fmt: skip
    return [(label, value) for label, value in told if value]


def _with_weight(count: int, weight: str) -> str:
    return f"{count} · {weight}" if weight else str(count)


def _papers_weigh(rules: Rules) -> bool:
    """Whether papers are votes, so that their number says what they weigh."""
    return rules.papers_are == "votes"


def measured(rules: Rules, weight: int | None, words: Words, *, papers: bool = False) -> str:
    """A weight as it is written: square metres of owners, shares of a company, votes of a cooperative."""
    if weight is None or (papers and _papers_weigh(rules)):
        return ""
    if rules.area or rules.version == 1:
        return f"{area(weight)} m²"
    if rules.papers_are == "votes":
        return words("votes: %(count)s", count=weight)
    return words("shares: %(count)s", count=weight)


def _quorum(db: sqlite3.Connection) -> str:
    told = checkin.declared(db)
    if told is None:
        return ""
    return f"{told['present']} / {told['base']} ≥ {told['needed']} {'✓' if told['met'] else '✕'}"


def _left_out(db: sqlite3.Connection, row: sqlite3.Row, internal: bool, words: Words) -> str:
    """By reason; by name in the internal copy alone. A round with a list of its own leaves nobody out."""
    if queries.electors(db, row["id"]):
        return ""
    left = [(one["reason"], _aside(words, one["name"], one["approved_by"])) for one in _away(db) if one["passed"]]
    return _by_reason(left, internal, words)


def _absent(db: sqlite3.Connection, row: sqlite3.Row, internal: bool, words: Words) -> str:
    """How many were not there though they count in the base, and of whom a reason is known: by reason, by name in the
    internal copy alone."""
    count = row["eligible"] - (row["present_votes"] or 0)
    known = [] if queries.electors(db, row["id"]) else [one for one in _away(db) if not one["passed"]]
    told = _by_reason([(one["reason"], one["name"]) for one in known if one["with_vote"]], internal, words)
    return _aside(words, str(count), told) if told and len(known) <= count else str(count)


def _away(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """Whose reason to stay away is known, and who has not come all the same."""
    return [one for one in roll.exclusions(db) if not one["came_at"]]


def _aside(words: Words, text: str, more: str) -> str:
    return words("%(text)s (%(more)s)", text=text, more=more)


def _by_reason(people: list[Fact], internal: bool, words: Words) -> str:
    titles = {key: title for preset in quorum.PRESETS.values() for key, title in preset.exclusion_reasons}
    found: dict[str, list[str]] = {}
    for reason, name in people:
        found.setdefault(reason, []).append(name)
    parts = []
    for reason, names in found.items():
        told = words("%(label)s: %(count)s", label=words(titles.get(reason, reason)), count=len(names))
        parts.append(f"{told} {words(COMMA).join(names)}" if internal else told)
    return words("; ").join(parts)


def _times(db: sqlite3.Connection, row: sqlite3.Row) -> str:
    """When each count began and ended: the first, and the one that stands where it was counted again."""
    found = db.execute(
        "select kind, at, json_extract(data, '$.facts.version') from entry"
        " where kind in ('counting_opened', 'recount_opened', 'round_counted')"
        " and json_extract(data, '$.facts.round') = ? order by seq",
        (row["id"],),
    ).fetchall()
    spans, begun = [], 0
    for kind, at, version in found:
        if kind != "round_counted":
            begun = at
        elif version in (1, row["version"]):
            spans.append(f"{times(db).clock(begun)} – {times(db).clock(at)}")
    return ", ".join(spans)


def _papers(db: sqlite3.Connection, row: sqlite3.Row, figures: dict[str, Any], words: Words) -> list[Fact]:
    papers = figures["papers"]
    by_reason = [f"{words(_REASONS[key])} {n}" for key, n in queries.ruled_invalid(db, row["id"]).items()]
    invalid = (
        _aside(words, str(papers["invalid"]), words(COMMA).join(by_reason)) if by_reason else str(papers["invalid"])
    )
    unaccounted, early, rules = _unaccounted(row), absent.counted(db, row["id"]), queries.rules(row)
    boxes = [(one["number"], one["returned"]) for one in queries.boxes(db, row["id"]) if one["returned"] is not None]
    each = words(COMMA).join(words("box %(number)s: %(papers)s", number=n, papers=papers) for n, papers in boxes)
    told = [
        ("Printed", papers["printed"]),
        ("Issued", papers["issued"]),
        ("Exchanged", papers["exchanged"]),
        ("Kept and cut", papers["spare"]),
        ("Missing of those printed", unaccounted if unaccounted > 0 else None),
        ("More than were printed", -unaccounted if unaccounted < 0 else None),
        (
            "Returned",
            _with_weight(papers["returned"], measured(rules, papers.get("returned_weight"), words, papers=True)),
        ),
        ("Out of each box", each if len(boxes) > 1 else None),
        ("Voters who came", papers.get("voters")),
        ("Late, enveloped", row["late"] or 0),
        ("Delivered before the vote", early["delivered"] or None),
        ("Came back before the vote", early["returned"] or None),
        ("Opinions in writing", early["opinion"] or None),
        ("Valid", _with_weight(papers["valid"], measured(rules, papers.get("valid_weight"), words, papers=True))),
    ]
    return [*((words(label), str(value)) for label, value in told if value is not None), (words("Invalid"), invalid)]


def _unaccounted(row: sqlite3.Row) -> int:
    """How many of the printed papers nobody accounts for; fewer than none where there are more."""
    if row["printed"] is None or row["issued"] is None:
        return 0
    return int(row["printed"] - row["issued"] - (row["exchanged"] or 0) - (row["spare"] or 0))


def _office(
    result: Result, read: Round, rules: Rules, chosen: set[tuple[str, str]], words: Words
) -> tuple[str, int, int | None, list[Line]]:
    names = sorted((one for one in read.candidates if one.office == result.office), key=lambda one: -one.votes)
    lines = [
        Line(
            one.name, one.votes, one.against, one.abstain, one.write_in,
            words(candidate_outcomes.outcome_in(rules, [result], chosen, one)),
            None if read.papers.valid_weight is None or _papers_weigh(rules) else _weights(rules, one, words),
        )
        for one in names
    ]  # fmt: skip
    return result.office, result.seats, None if goes_on(rules) else result.needed, lines


def _weights(rules: Rules, one: Candidate, words: Words) -> tuple[str, str, str]:
    told = (measured(rules, n, words) for n in (one.votes_weight, one.against_weight, one.abstain_weight))
    in_favour, against, abstain = told
    return in_favour, against, abstain


def _signed(db: sqlite3.Connection, row: sqlite3.Row, words: Words) -> list[Fact]:
    """Who signed the version that stands, all of a role."""
    signed = queries.signatures(db, row["id"], row["version"])
    return [
        (words(ROLE_NAMES[role]), words(COMMA).join(one["name"] for one in signed if one["role"] == role))
        for role in queries.SIGNERS
    ]


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


_ORDERS = {
    "hand": _("By hand"),
    "strokes": _("By strokes of the surname"),
    "pinyin": _("By pinyin"),
    "draw": _("As drawn, draw %(number)s"),
}
_REASONS = {
    "over_vote": _("too many marks"),
    "unclear": _("unclear"),
    "identifies": _("shows who voted"),
    "not_official": _("not our paper"),
    "torn": _("torn"),
    "other": _("another reason"),
}
_OTHERS = (
    _("Record of the result"), _("Record of the vote"), _("Internal copy"), _("Public copy"), _("Scrutineers"),
    _("Place"), _("Date"),
    _("Offices and seats"), _("Left out of the base"), _("Not present"), _("Result"), _("Name"), _("Needed"), _("written in"),
    _("printed at %(time)s"), _("Count begun, ended"), _("Quorum"), _("Units that returned a paper: %(count)s"),
    _("Delivered before the vote"), _("Came back before the vote"), _("Opinions in writing"),
    _("Voters who came"), _("Missing of those printed"), _("More than were printed"), _("Out of each box"),
)  # fmt: skip
