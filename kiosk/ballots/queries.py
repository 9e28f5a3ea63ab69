"""What is known of the rounds and their papers; never a single paper, never one team's figures."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from kiosk.checkin import queries as checkin
from kiosk.rules.ballots import candidate_outcomes, presets, round_file
from kiosk.rules.ballots import papers as paper
from kiosk.rules.ballots.round import Office, Papers, Round, Rules, Sentence, advisory, by_weight, marks_most
from kiosk.rules.ballots.thresholds import in_force, line
from kiosk.rules.ballots.validity import Validity, validity
from kiosk.rules.ballots.verdict import judge

Row = sqlite3.Row
Block = dict[str, Any]

SIGNERS = ("teller_a", "teller_b", "chief_scrutineer")
# where a round stands
BACK = ("returned", "counting", "counted")
SIGNED = ("signed", "reported")
ANNOUNCED = ("declared", "accepted", "declined", "awaiting_approval")
SHOWN = ("reported", *ANNOUNCED)
COUNTED = ("counted", "signed", *SHOWN)


def one(db: sqlite3.Connection, id: int) -> Row | None:
    row: Row | None = db.execute("select * from ballot_round where id = ?", (id,)).fetchone()
    return row


def last(db: sqlite3.Connection) -> Row | None:
    """The round at hand: the one prepared last."""
    row: Row | None = db.execute("select * from ballot_round order by id desc limit 1").fetchone()
    return row


def rounds(db: sqlite3.Connection) -> list[Row]:
    return db.execute("select * from ballot_round order by id").fetchall()


def kind_of(row: Row | Block) -> str:
    """As what kind of round the rules judge it: a runoff as the round whose tie it settles."""
    kind: str = row["judged_as"] or presets.KIND_OF.get(row["kind"], row["kind"])
    return kind


def rules(row: Row | Block) -> Rules:
    """The rules of a round: its preset with what the meeting adopted otherwise."""
    return presets.rules_of(row["preset"], json.loads(row["changes"]), kind_of(row), row["rules_version"])


def preset_of(row: Row) -> Rules:
    """The rules of a round's preset as they are before the meeting changes any."""
    return presets.rules_of(row["preset"], {}, kind_of(row), row["rules_version"])


def rules_block(rules: Rules) -> Block:
    """Rules as a page reads them, but for `win`."""
    told = {name: value for name, value in rules._asdict().items() if name != "win"}
    told["valid"] = rules.valid._asdict() if rules.valid else None
    told["advance_line"] = rules.advance_line._asdict() if rules.advance_line else None
    return told


def validity_at(row: Row, present: int) -> Validity | None:
    """Whether a round may be held with so many present; None where that is told by the papers that come back, and for
    what needs no number."""
    chosen = rules(row)
    if chosen.version == 1 or chosen.valid is None or chosen.valid.base != "present":
        return None
    return _held(chosen, row, present)


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


BY_HEADS = _("enough by heads; by area it is told once the papers are counted.")


def validity_back(row: Row) -> Validity | None:
    """The same by the papers that came back, in heads; None before they are, and where those present tell it."""
    chosen = rules(row)
    if chosen.version == 1 or chosen.valid is None or chosen.valid.base != "returned" or row["returned"] is None:
        return None
    held = _held(chosen._replace(valid=chosen.valid._replace(weight=False)), row, row["present_votes"] or 0)
    if not chosen.valid.weight or not held.met:
        return held
    return held._replace(sentence=(*held.sentence[:-1], (BY_HEADS, {})))


def _held(chosen: Rules, row: Row, present: int) -> Validity:
    papers = Papers(None, row["issued"] or 0, 0, None, row["returned"] or 0, 0, 0)
    return validity(
        chosen, Round((), row["eligible"], present, papers, (), row["eligible_weight"], row["present_weight"])
    )


def asks_blank(rules: Rules) -> bool:
    """Whether a line may rest on the papers that mark an office, so that the blank ones are counted for each."""
    rests = {rules.win.base, rules.win.rivals_base} & {"yes_plus_no", "cast_without_blank"}
    return rules.version > 1 and bool(rests or not rules.abstain_in_base)


def win_of(rules: Rules) -> Block:
    """Which votes win, as a page reads it."""
    return {**rules.win._asdict(), "floor": rules.win.floor._asdict() if rules.win.floor else None}


def offices(db: sqlite3.Connection, round: int) -> list[Row]:
    return db.execute("select * from office where round = ? order by position", (round,)).fetchall()


def electors(db: sqlite3.Connection, round: int) -> list[Row]:
    """Who votes in a round with a list of its own; none where the roll votes."""
    return db.execute("select * from elector where round = ? order by position", (round,)).fetchall()


def electors_inside(db: sqlite3.Connection, round: int) -> int:
    """How many of them the desks have checked in; who is not on the roll is counted by hand."""
    return checkin.inside_of(db, [one["member"] for one in electors(db, round) if one["member"]])


def candidates(db: sqlite3.Connection, round: int) -> list[Row]:
    """In the order on the paper, who was written in last."""
    return db.execute(
        "select * from ballot_candidate where round = ? order by origin = 'write_in', position, id", (round,)
    ).fetchall()


def next_id(db: sqlite3.Connection, table: str) -> int:
    """The next number of an office, candidate or batch, counted through the meeting."""
    assert table in ("office", "ballot_candidate", "batch")
    found: int = db.execute(f"select coalesce(max(id), 0) + 1 from {table}").fetchone()[0]
    return found


def ballot(db: sqlite3.Connection, row: Row | Block) -> paper.Ballot:
    """What a paper of this round may hold."""
    chosen = rules(row)
    filled = {one["id"]: Office(one["name"], one["seats"]) for one in offices(db, row["id"])}
    names = candidates(db, row["id"])
    return paper.Ballot(
        {id: marks_most(chosen, office) for id, office in filled.items()},
        {one["id"]: one["office"] for one in names},
        frozenset(one["id"] for one in names if one["origin"] == "write_in"),
        chosen.overvote,
        chosen.write_in_cross,
    )


def boxes(db: sqlite3.Connection, round: int) -> list[Row]:
    return db.execute("select * from ballot_box where round = ? order by number", (round,)).fetchall()


def ruled_invalid(db: sqlite3.Connection, round: int) -> dict[str, int]:
    """The papers that the scrutineers ruled out, by reason."""
    return dict(
        db.execute(
            "select reason, sum(papers) from ruled_paper where round = ? and valid = 0 group by 1", (round,)
        ).fetchall()
    )


def batches(db: sqlite3.Connection, round: int) -> list[Row]:
    return db.execute("select * from batch where round = ? order by number", (round,)).fetchall()


def batch(db: sqlite3.Connection, id: int) -> Row | None:
    row: Row | None = db.execute("select * from batch where id = ?", (id,)).fetchone()
    return row


def open_batch(db: sqlite3.Connection, round: int) -> Row | None:
    """The batch that is being counted: the first that is not agreed."""
    row: Row | None = db.execute(
        "select * from batch where round = ? and state = 'open' order by number limit 1", (round,)
    ).fetchone()
    return row


def line_of(row: Row | Block, present: int | None) -> int | None:
    """The line in heads as the chair announces it; None where it depends on the papers that come back,
    and where no line is drawn because the first go on."""
    chosen = rules(row)
    win = in_force(chosen)
    if win is None or (chosen.version == 1 and chosen.advance):
        return None
    bases = {"present": present, "eligible": row["eligible"]}
    if by_weight(chosen) and row["eligible_weight"] is not None and chosen.version > 1 and not chosen.area:
        bases = {"present": row["present_weight"], "eligible": row["eligible_weight"]}
        bases["weight"] = bases.get(chosen.weight_base)
    base = bases.get(win.base)
    return None if base is None else line(win.numerator, win.denominator, win.operator, base)


def rules_adopted_at(db: sqlite3.Connection, before: int) -> int | None:
    """When the meeting adopted rules by a vote of its own, before this entry."""
    row = db.execute(
        "select at from hands_vote where subject = 'rules' and carried = 1 and taken_back is null and id < ?"
        " order by id desc",
        (before,),
    ).fetchone()
    return row[0] if row else None


def rules_waiting(db: sqlite3.Connection) -> bool:
    """Whether a round is there whose rules can be adopted, or were: what is adopted exists."""
    return any(row["state"] != "void" for row in rounds(db))


def scrutineers(db: sqlite3.Connection) -> list[str]:
    """Whom the meeting adopted as scrutineers by a vote that stands."""
    rows = db.execute(
        "select names from hands_vote where subject = 'scrutineers' and carried = 1 and taken_back is null order by id"
    )
    return list(dict.fromkeys(name for row in rows for name in json.loads(row[0])))


def accomplished(db: sqlite3.Connection) -> dict[str, int]:
    """How many rounds have come how far, and how often hands were raised: for the agenda. A void round counts for nothing."""
    held = [row for row in rounds(db) if row["state"] != "void"]
    states = [row["state"] for row in held]
    raised = db.execute("select subject, carried from hands_vote where taken_back is null and poll is null").fetchall()
    polls = sum(row["poll_of"] is not None and row["state"] in ANNOUNCED for row in held)
    adopted = [one["subject"] for one in raised if one["carried"]]
    return {
        "rules": sum(row["rules_hash"] is not None for row in held) + adopted.count("rules"),
        "scrutineers": adopted.count("scrutineers"),
        "hands": sum(one["subject"] in ("motion", "offices") for one in raised) + polls,
        "ballot": sum(state in (*BACK, *SIGNED, *ANNOUNCED) for state in states),
        "count": sum(state in (*SIGNED, *ANNOUNCED) for state in states),
        "result": sum(state in ANNOUNCED for state in states),
    }


def read_of(figures: Block) -> tuple[Rules, Round]:
    """The rules and the round of figures that were kept: those without a version are judged by version 1."""
    return round_file.of(figures, 1)


def verdict(figures: Block) -> Block:
    """The verdict of a round's file; sentences are lists of {msgid, figures}."""
    chosen, read = read_of(figures)
    judged = judge(chosen, read)
    told = round_file.answer(judged, lambda msgid, **others: msgid)
    found = {**told, "sentences": [clauses(one) for one in judged.sentences]}
    return found if judged.validity is None else {**found, "validity": clauses(judged.validity.sentence)}


def clauses(sentence: Sentence) -> list[Block]:
    """A sentence as a page says it in its own language."""
    return [{"msgid": msgid, "figures": others} for msgid, others in sentence]


def winners(figures: Block) -> list[list[str]]:
    """Of each office of a round's file: who is elected, or goes on."""
    return [[*one["elected"], *one["advanced"]] for one in verdict(figures)["offices"]]


def outcomes(figures: Block, chosen: set[str] | set[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """What became of each (office, name) of a round's file, as msgids; `chosen` among the tied, by name or with the
    office."""
    rules, read = read_of(figures)
    results = judge(rules, read).results
    return {
        (one.office, one.name): candidate_outcomes.outcome_in(rules, results, chosen, one) for one in read.candidates
    }


def verdict_of(db: sqlite3.Connection, row: Row | Block) -> Block:
    """The verdict of the version that stands."""
    kept = result(db, row["id"], row["version"])
    assert kept
    return verdict(json.loads(kept["figures"]))


def is_advisory(row: Row) -> bool:
    """Whether a round names nobody, so that no number of seats bounds it."""
    return advisory(rules(row))


def as_told(row: Row | Block) -> Block:
    """A round as everybody is told of it: while it is counted again, in the state and with the result that it had."""
    told = dict(row)
    if row["recount"]:
        kept = json.loads(row["recount"])
        if kept["state"] in SHOWN and not row["state"] == kept["state"] == "reported":
            told |= {"state": kept["state"], "version": kept["version"]}
    return told


def ties_in_force(db: sqlite3.Connection, row: Row | Block) -> list[Block]:
    """The decisions of ties that hold for the version that stands: the last one for each office. Those of version 0.1.0
    named no office: theirs is the one whose tied they chose among."""
    kept = result(db, row["id"], row["version"])
    if kept is None:
        return []
    tied = {one["name"]: one["revote"]["names"] for one in verdict_of(db, row)["offices"] if one["revote"]["names"]}
    found: dict[str, Block] = {}
    for note in notes(db, row["id"], "tie"):
        text = json.loads(note["text"])
        if text.get("version", row["version"]) != row["version"]:
            continue
        for office, names in tied.items():
            if text.get("office", office) == office:
                mine = [name for name in text["names"] if name in names]
                found[office] = {**text, "office": office, "names": mine}
    return [found[office] for office in tied if office in found]


def chosen_in_order(db: sqlite3.Connection, row: Row | Block) -> list[tuple[str, str]]:
    """Whom lot, chair or consent took among the tied, with the office: by office, as they were decided."""
    return [(one["office"], name) for one in ties_in_force(db, row) for name in one["names"]]


def chosen_pairs(db: sqlite3.Connection, row: Row | Block) -> set[tuple[str, str]]:
    """The same, to look somebody up."""
    return set(chosen_in_order(db, row))


def annulled(db: sqlite3.Connection, row: Row | Block) -> bool:
    """Whether a round was declared, and annulled afterwards: its seats are open again."""
    return row["state"] == "void" and bool(notes(db, row["id"], "annulment"))


def chosen_among_tied(db: sqlite3.Connection, round: int) -> set[str]:
    """Whom lot, chair or consent took among the tied."""
    row = one(db, round)
    return {name for _, name in chosen_pairs(db, row)} if row else set()


def result(db: sqlite3.Connection, round: int, version: int) -> Row | None:
    row: Row | None = db.execute(
        "select * from tally_result where round = ? and version = ?", (round, version)
    ).fetchone()
    return row


def versions(db: sqlite3.Connection, round: int) -> list[Row]:
    """Every version of a result, with its figures and the reason of each correction."""
    return db.execute("select * from tally_result where round = ? order by version", (round,)).fetchall()


def signatures(db: sqlite3.Connection, round: int, version: int) -> list[Row]:
    return db.execute(
        "select * from tally_signature where round = ? and version = ? order by id", (round, version)
    ).fetchall()


def counters(db: sqlite3.Connection, round: int) -> list[Row]:
    """Who counts: the tellers of both teams and the chief scrutineer, as they were named."""
    return db.execute("select * from round_counter where round = ? order by position", (round,)).fetchall()


def due(db: sqlite3.Connection, row: Row) -> dict[str, list[str]]:
    """Who is to sign, by role: as they were named; in a recount else who signed the result that stands."""
    named = counters(db, row["id"])
    before = signatures(db, row["id"], json.loads(row["recount"])["version"]) if row["recount"] else []
    found = {}
    for role in SIGNERS:
        names = [one["name"] for one in named if one["role"] == role]
        found[role] = names or [one["name"] for one in before if one["role"] == role]
    return found


def unsigned(db: sqlite3.Connection, row: Row) -> dict[str, list[str]]:
    """Whose signature is missing, by role; an empty name where it is nobody's in particular."""
    signed = signatures(db, row["id"], row["version"])
    missing = {}
    for role, names in due(db, row).items():
        there = [one["name"] for one in signed if one["role"] == role]
        missing[role] = [name for name in names if name not in there] if names else [""] * (not there)
    return missing


def decided(db: sqlite3.Connection, round: int) -> list[Block]:
    """How the meeting decided its ties and its empty seats: what is in force."""
    row = one(db, round)
    return decided_of(db, row) if row else []


def decided_of(db: sqlite3.Connection, row: Row | Block) -> list[Block]:
    """The same of a round at hand, or of the result that stands while it is counted again."""
    short = [json.loads(note["text"]) for note in notes(db, row["id"], "shortfall")]
    here = [note for note in short if note.get("version", row["version"]) == row["version"]]
    last = [{"kind": "shortfall", **here[-1]}] if here else []
    return [*({"kind": "tie", **told} for told in ties_in_force(db, row)), *last]


def notes(db: sqlite3.Connection, round: int, kind: str) -> list[Row]:
    return db.execute("select * from round_note where round = ? and kind = ? order by id", (round, kind)).fetchall()
