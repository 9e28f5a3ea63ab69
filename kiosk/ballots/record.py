"""The record of a result: everything that is printed on the one page, for the page and for the Word file alike.

Two copies: the internal one names who is left out of the base and why; the public one gives their number by reason.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any, NamedTuple

from kiosk import journal
from kiosk.ballots import counts, file, presets, queries, standing
from kiosk.ballots.figures import Candidate, Round, Rules, area, goes_on
from kiosk.ballots.tally import Result, judge
from kiosk.checkin import queries as checkin
from kiosk.checkin import quorum
from kiosk.language import listed, say
from kiosk.meeting import queries as meetings
from kiosk.roll import queries as roll
from kiosk.times import times

LANGUAGES = ("zh-Hans", "en")
SPOKEN = (*LANGUAGES, "zh-Hant")  # of the sentences; labels stand in both
SIGNERS = ("teller_a", "teller_b", "chief_scrutineer")


class Both(NamedTuple):
    """The same in Chinese and in English."""

    zh: str
    en: str


class Line(NamedTuple):
    """One candidate: votes, and what came of them."""

    name: str
    votes: int
    against: int | None
    abstain: int | None
    write_in: bool
    outcome: Both
    areas: tuple[str, str, str] | None = None  # for, against, abstain, of named papers


class Record(NamedTuple):
    """The page: title, facts as label and value, each office's candidates, sentences in both languages, signatures."""

    title: str
    organisation: str
    round: str
    version: int
    facts: list[tuple[Both, str]]
    papers: list[tuple[Both, str]]
    offices: list[tuple[str, int, int | None, list[Line]]]
    sentences: dict[str, list[str]]
    decided: list[Both]
    remarks: list[Both]
    signers: list[tuple[Both, str]]
    units: list[tuple[str, str]]  # who returned a named paper, with their area; in the internal copy alone
    printed_at: str
    head: str
    rehearsal: bool


def both(msgid: str, /, **figures: object) -> Both:
    return Both(*(say(language, msgid, **figures) for language in LANGUAGES))


def record(db: sqlite3.Connection, row: sqlite3.Row, now_ms: int, internal: bool) -> Record:
    """The record of the version that stands; the round has one."""
    kept = queries.result(db, row["id"], row["version"])
    assert kept
    figures = json.loads(kept["figures"])
    rules, read = queries.read_of(figures)
    judged = judge(rules, read)
    meeting = meetings.current(db)
    notes = db.execute("select * from round_note where round = ? order by id", (row["id"],)).fetchall()
    chosen = queries.chosen_pairs(db, row)
    return Record(
        meeting.title,
        meeting.organisation,
        row["title"],
        row["version"],
        _facts(db, row, meeting, internal),
        _papers(db, row, figures),
        [_office(one, read, rules, chosen) for one in judged.results],
        {
            code: [file.said(one, lambda m, code=code, **f: say(code, m, **f)) for one in judged.sentences]
            for code in SPOKEN
        },
        [_decided(one) for one in queries.decided(db, row["id"])],
        [*_corrected(db, row), *(_remark(note) for note in notes if note["kind"] in _REMARKS)],
        [*_signed(db, row), (both("Scrutineers"), ""), (both("Chair"), "")],
        [(unit, area(weight)) for unit, weight in counts.units_there(db, row["id"])] if internal else [],
        f"{times(db).minute(now_ms)} {times(db).name}",
        journal.head(db).hash,
        meeting.rehearsal,
    )


def _facts(db: sqlite3.Connection, row: sqlite3.Row, meeting: Any, internal: bool) -> list[tuple[Both, str]]:
    offices = "、".join(f"{one['name']} {one['seats']}" for one in queries.offices(db, row["id"]))
    order = both(_ORDERS[row["order_by"]], number=row["order_draw"] or "")
    present = row["present_votes"] or 0
    hands = json.loads(row["adopted"] or "{}")
    shown = f"{hands['votes']} : {hands['against']} : {hands['abstain']}" if hands.get("votes") is not None else ""
    preset = presets.PRESETS[row["preset"]]
    law = say("zh-Hans", preset.source)  # by the name that it has
    told = [
        (both("Place"), meeting.place),
        (both("Date"), f"{times(db).day(row['state_at'])}"),
        (both("Offices and seats"), offices),
        (both("Order on the paper"), f"{order.zh} {order.en}"),
        (both("Rules"), f"{law} · {(row['rules_hash'] or '')[:16]} {shown}".strip()),
        (both("Eligible"), _with_area(row["eligible"], row["eligible_weight"])),
        (both("Left out of the base"), _left_out(db, row, internal)),
        (both("Present with a vote"), _with_area(present, row["present_weight"])),
        (both("Not present"), _absent(db, row, internal)),
        (both("Quorum"), _quorum(db)),
        (both("Count begun, ended"), _times(db, row)),
    ]  # fmt: skip
    return [(label, value) for label, value in told if value]


def _with_area(count: int, weight: int | None) -> str:
    return str(count) if weight is None else f"{count} · {area(weight)} m²"


def _quorum(db: sqlite3.Connection) -> str:
    told = checkin.declared(db)
    if told is None:
        return ""
    return f"{told['present']} / {told['base']} ≥ {told['needed']} {'✓' if told['met'] else '✕'}"


def _left_out(db: sqlite3.Connection, row: sqlite3.Row, internal: bool) -> str:
    """By reason; by name in the internal copy alone. A round with a list of its own leaves nobody out."""
    if queries.electors(db, row["id"]):
        return ""
    return _by_reason(
        [(one["reason"], f"{one['name']}（{one['approved_by']}）") for one in _away(db) if one["passed"]], internal
    )


def _absent(db: sqlite3.Connection, row: sqlite3.Row, internal: bool) -> str:
    """How many were not there though they count in the base, and of whom a reason is known: by reason, by name in the
    internal copy alone."""
    count = row["eligible"] - (row["present_votes"] or 0)
    known = [] if queries.electors(db, row["id"]) else [one for one in _away(db) if not one["passed"]]
    told = _by_reason([(one["reason"], one["name"]) for one in known if one["with_vote"]], internal)
    return f"{count}（{told}）" if told and len(known) <= count else str(count)


def _away(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """Whose reason to stay away is known, and who has not come all the same."""
    return [one for one in roll.exclusions(db) if not one["came_at"]]


def _by_reason(people: list[tuple[str, str]], internal: bool) -> str:
    titles = {key: title for preset in quorum.PRESETS.values() for key, title in preset.exclusion_reasons}
    found: dict[str, list[str]] = {}
    for reason, name in people:
        found.setdefault(reason, []).append(name)
    parts = []
    for reason, names in found.items():
        label = both(titles.get(reason, reason))
        parts.append(f"{label.zh} {label.en}: {len(names)}{' ' + '、'.join(names) if internal else ''}")
    return "; ".join(parts)


def _times(db: sqlite3.Connection, row: sqlite3.Row) -> str:
    found = db.execute(
        "select kind, at from entry where kind in ('counting_opened', 'round_counted')"
        " and json_extract(data, '$.facts.round') = ? order by seq",
        (row["id"],),
    ).fetchall()
    return " – ".join(times(db).clock(one["at"]) for one in found)


def _papers(db: sqlite3.Connection, row: sqlite3.Row, figures: dict[str, Any]) -> list[tuple[Both, str]]:
    papers = figures["papers"]
    by_reason = [f"{both(_REASONS[key]).zh} {n}" for key, n in queries.ruled_invalid(db, row["id"]).items()]
    invalid = f"{papers['invalid']}{'（' + '、'.join(by_reason) + '）' if by_reason else ''}"
    told = [
        ("Printed", papers["printed"]),
        ("Issued", papers["issued"]),
        ("Exchanged", papers["exchanged"]),
        ("Kept and cut", papers["spare"]),
        ("Returned", _with_area(papers["returned"], papers.get("returned_weight"))),
        ("Voters who came", papers.get("voters")),
        ("Late, enveloped", row["late"] or 0),
        ("Valid", _with_area(papers["valid"], papers.get("valid_weight"))),
    ]
    return [*((both(label), str(value)) for label, value in told if value is not None), (both("Invalid"), invalid)]


def _office(
    result: Result, read: Round, rules: Rules, chosen: set[tuple[str, str]]
) -> tuple[str, int, int | None, list[Line]]:
    names = sorted((one for one in read.candidates if one.office == result.office), key=lambda one: -one.votes)
    lines = [
        Line(
            one.name, one.votes, one.against, one.abstain, one.write_in,
            both(standing.outcome_in(rules, [result], chosen, one)), None if read.papers.valid_weight is None else _areas(one),
        )
        for one in names
    ]  # fmt: skip
    return result.office, result.seats, None if goes_on(rules) else result.needed, lines


def _areas(one: Candidate) -> tuple[str, str, str]:
    return area(one.votes_weight), area(one.against_weight), area(one.abstain_weight)


def _decided(text: dict[str, Any]) -> Both:
    names = text.get("names", [])
    told = both(_WAYS[text["way"]])
    zh, en = (f"{text['office']}：", f"{text['office']}: ") if text.get("office") else ("", "")
    return Both(zh + told.zh + listed("zh-Hans", names), f"{en}{told.en} {listed('en', names)}".strip())


def _remark(note: sqlite3.Row) -> Both:
    return both(_REMARKS[note["kind"]], **json.loads(note["text"]))


def _corrected(db: sqlite3.Connection, row: sqlite3.Row) -> list[Both]:
    versions = queries.versions(db, row["id"])
    told, before = [], None
    for one in versions:
        elected = queries.winners(json.loads(one["figures"]))
        if one["reason"]:
            change = "who is elected changes" if elected != before else "who is elected does not change"
            zh, en = (say(code, change) for code in LANGUAGES)
            label = both("Version %(version)s", version=one["version"])
            told.append(Both(f"{label.zh}：{one['reason']}；{zh}", f"{label.en}: {one['reason']}; {en}"))
        before = elected
    return told


def _signed(db: sqlite3.Connection, row: sqlite3.Row) -> list[tuple[Both, str]]:
    """Who signed the version that stands, or, after a correction, the one before it."""
    for version in range(row["version"], 0, -1):
        names = {one["role"]: one["name"] for one in queries.signatures(db, row["id"], version)}
        if names:
            break
    else:
        names = {}
    return [(both(_SIGNERS[role]), names.get(role, "")) for role in SIGNERS]


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


_SIGNERS = {
    "teller_a": _("Teller, team A"),
    "teller_b": _("Teller, team B"),
    "chief_scrutineer": _("Chief scrutineer"),
}
_ORDERS = {"hand": _("By hand"), "strokes": _("By strokes of the surname"), "draw": _("As drawn, draw %(number)s")}
_REASONS = {
    "over_vote": _("too many marks"),
    "unclear": _("unclear"),
    "identifies": _("shows who voted"),
    "not_official": _("not our paper"),
    "torn": _("torn"),
    "other": _("another reason"),
}
_WAYS = {
    "revote": _("The meeting votes again between the tied."),
    "lot": _("By lot:"),
    "chair": _("The chair decided for:"),
    "consent": _("The tied agreed on:"),
    "new_round": _("A new round is held for the empty seats."),
    "reduced": _("The meeting agreed to fewer seats."),
    "vacant": _("The empty seats stay vacant."),
}
_REMARKS = {
    "incident": _("Incident: %(text)s (%(name)s)"),
    "sealing": _("Sealed: %(bags)s, kept by %(keeper)s until %(until)s"),
}
_OTHERS = (
    _("Record of the result"), _("Internal copy"), _("Public copy"), _("Scrutineers"), _("Place"), _("Date"),
    _("Offices and seats"), _("Left out of the base"), _("Not present"), _("Result"), _("Name"), _("Needed"), _("written in"),
    _("printed at %(time)s"), _("Count begun, ended"), _("Quorum"), _("Units that returned a paper: %(count)s"),
    _("Voters who came"),
)  # fmt: skip
