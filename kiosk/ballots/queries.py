"""What is known of the rounds, their papers and their count; never a single paper, never one team's figures."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any, NamedTuple

from kiosk.ballots import file, paper, presets, tally
from kiosk.checkin import queries as checkin
from kiosk.roll import queries as roll

Row = sqlite3.Row
Block = dict[str, Any]
TEAMS = ("a", "b")
TEAM_OF = {"teller_a": "a", "teller_b": "b"}


class Counted(NamedTuple):
    """A round's agreed batches in one: the papers, each candidate's votes, each office's spoilt papers."""

    papers: int
    valid: int
    invalid: int
    blank: int
    votes: dict[int, tuple[int, int, int]]
    spoilt: dict[int, int]


class Weighed(NamedTuple):
    """The same of named papers by weight, in thousandths; `returned` with the papers that were ruled out."""

    returned: int
    valid: int
    votes: dict[int, tuple[int, int, int]]


def one(db: sqlite3.Connection, id: int) -> Row | None:
    row: Row | None = db.execute("select * from ballot_round where id = ?", (id,)).fetchone()
    return row


def last(db: sqlite3.Connection) -> Row | None:
    """The round at hand: the one prepared last."""
    row: Row | None = db.execute("select * from ballot_round order by id desc limit 1").fetchone()
    return row


def rounds(db: sqlite3.Connection) -> list[Row]:
    return db.execute("select * from ballot_round order by id").fetchall()


def rules(row: Row) -> tally.Rules:
    """The rules of a round: its preset with what the meeting adopted otherwise."""
    return presets.rules_of(row["preset"], json.loads(row["changes"]))


def win_of(rules: tally.Rules) -> Block:
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


def ballot(db: sqlite3.Connection, row: Row) -> paper.Ballot:
    """What a paper of this round may hold."""
    chosen = rules(row)
    filled = {one["id"]: tally.Office(one["name"], one["seats"]) for one in offices(db, row["id"])}
    names = candidates(db, row["id"])
    return paper.Ballot(
        {id: tally.marks_most(chosen, office) for id, office in filled.items()},
        {one["id"]: one["office"] for one in names},
        frozenset(one["id"] for one in names if one["origin"] == "write_in"),
        chosen.overvote,
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


def counted(db: sqlite3.Connection, round: int) -> Counted:
    """The sum of the agreed batches."""
    papers, valid, invalid, blank = db.execute(
        "select coalesce(sum(papers), 0), coalesce(sum(valid), 0), coalesce(sum(invalid), 0), coalesce(sum(blank), 0)"
        " from batch where round = ? and state = 'agreed'",
        (round,),
    ).fetchone()
    votes = db.execute(
        "select v.candidate, sum(v.votes), sum(v.against), sum(v.abstain) from batch b join batch_votes v on v.batch = b.id"
        " where b.round = ? and b.state = 'agreed' group by 1",
        (round,),
    ).fetchall()
    spoilt = db.execute(
        "select o.office, sum(o.invalid) from batch b join batch_office o on o.batch = b.id"
        " where b.round = ? and b.state = 'agreed' group by 1",
        (round,),
    ).fetchall()
    return Counted(
        papers,
        valid,
        invalid,
        blank,
        {row[0]: (row[1], row[2], row[3]) for row in votes},
        {row[0]: row[1] for row in spoilt},
    )


def weighed(db: sqlite3.Connection, row: Row) -> Weighed | None:
    """The weights of the agreed batches and of the papers ruled out; None where papers are secret."""
    if row["ballot_form"] != "named":
        return None
    returned, valid = db.execute(
        "select coalesce(sum(returned_weight), 0), coalesce(sum(valid_weight), 0) from batch"
        " where round = ? and state = 'agreed'",
        (row["id"],),
    ).fetchone()
    ruled = db.execute(
        "select coalesce(sum(weight), 0) from ruled_paper where round = ? and valid = 0", (row["id"],)
    ).fetchone()[0]
    votes = db.execute(
        "select v.candidate, sum(v.votes_weight), sum(v.against_weight), sum(v.abstain_weight)"
        " from batch b join batch_votes v on v.batch = b.id where b.round = ? and b.state = 'agreed' group by 1",
        (row["id"],),
    ).fetchall()
    return Weighed(returned + ruled, valid, {one[0]: (one[1], one[2], one[3]) for one in votes})


def units_returned(db: sqlite3.Connection, round: int) -> list[int]:
    """The members whose units returned a named paper that was counted."""
    rows = db.execute("select u.member from batch b join batch_unit u on u.batch = b.id where b.round = ?", (round,))
    return [row[0] for row in rows]


def units_ruled(db: sqlite3.Connection, round: int) -> list[int]:
    """The members whose units' papers were ruled out."""
    rows = db.execute(
        "select u.member from ruled_paper p join ruled_unit u on u.ruling = p.id where p.round = ?", (round,)
    )
    return [row[0] for row in rows]


def units_there(db: sqlite3.Connection, round: int) -> list[tuple[str, int]]:
    """Every unit that returned a named paper, ruled out or counted, with its weight; as the roll lists them."""
    members = [*units_returned(db, round), *units_ruled(db, round)]
    return roll.units(db, members)


def figures(db: sqlite3.Connection, row: Row) -> Block:
    """The round's file: everything that a verdict needs, as `kiosk verdict` reads it."""
    found, by_weight = counted(db, row["id"]), weighed(db, row)
    names = {one["id"]: one["name"] for one in offices(db, row["id"])}
    return {
        "format": "round/1",
        "preset": row["preset"],
        "rules": json.loads(row["changes"]),
        "offices": [
            {"name": one["name"], "seats": one["seats"], "invalid": found.spoilt.get(one["id"], 0)}
            for one in offices(db, row["id"])
        ],
        "eligible": row["eligible"],
        "present": row["present_votes"] or 0,
        **_weights(row),
        "papers": {
            "printed": row["printed"],
            "issued": row["issued"] or 0,
            "exchanged": row["exchanged"] or 0,
            "spare": row["spare"],
            "returned": row["returned"] or 0,
            **({} if row["voters"] is None else {"voters": row["voters"]}),
            "valid": found.valid,
            "invalid": found.invalid + sum(ruled_invalid(db, row["id"]).values()),
            "blank": found.blank,
            **({"returned_weight": by_weight.returned, "valid_weight": by_weight.valid} if by_weight else {}),
        },
        "candidates": [_figures_of(one, names, found, by_weight) for one in candidates(db, row["id"])],
    }


def _weights(row: Row) -> Block:
    if row["eligible_weight"] is None:
        return {}
    return {"eligible_weight": row["eligible_weight"], "present_weight": row["present_weight"]}


def _figures_of(one: Row, names: dict[int, str], found: Counted, by_weight: Weighed | None) -> Block:
    votes, against, abstain = found.votes.get(one["id"], (0, 0, 0))
    told = {"name": one["name"], "office": names[one["office"]], "for": votes}
    weights = by_weight.votes.get(one["id"], (0, 0, 0)) if by_weight else None
    if one["origin"] == "write_in":
        return {**told, "write_in": True, **({"for_weight": weights[0]} if weights else {})}
    told |= {"against": against, "abstain": abstain}
    return {**told, **dict(zip(("for_weight", "against_weight", "abstain_weight"), weights or (), strict=False))}


def line_of(row: Row, present: int | None) -> int | None:
    """The line in heads as the chair announces it; None where it depends on the papers that come back."""
    win = rules(row).win
    base = {"present": present, "eligible": row["eligible"]}.get(win.base)
    return None if base is None else tally.line(win.numerator, win.denominator, win.operator, base)


def rules_adopted_at(db: sqlite3.Connection, before: int) -> int | None:
    """When the meeting adopted rules by a vote of its own, before this entry."""
    row = db.execute(
        "select at from hands_vote where subject = 'rules' and carried = 1 and id < ? order by id desc", (before,)
    ).fetchone()
    return row[0] if row else None


BACK = ("returned", "counting", "counted")
SIGNED = ("signed", "reported")
ANNOUNCED = ("declared", "accepted", "declined", "awaiting_approval")


def accomplished(db: sqlite3.Connection) -> dict[str, int]:
    """How many rounds have come how far, and how often hands were raised: for the agenda. A void round counts for nothing."""
    held = [row for row in rounds(db) if row["state"] != "void"]
    states = [row["state"] for row in held]
    raised = db.execute("select subject, carried from hands_vote").fetchall()
    adopted = [one["subject"] for one in raised if one["carried"]]
    return {
        "rules": sum(row["rules_hash"] is not None for row in held) + adopted.count("rules"),
        "scrutineers": adopted.count("scrutineers"),
        "hands": sum(one["subject"] == "motion" for one in raised),
        "ballot": sum(state in (*BACK, *SIGNED, *ANNOUNCED) for state in states),
        "count": sum(state in (*SIGNED, *ANNOUNCED) for state in states),
        "result": sum(state in ANNOUNCED for state in states),
    }


SCENES = {
    "prepared": "candidates",
    "issuing": "voting",
    "voting": "voting",
    "closed": "voting",
    "returned": "counting",
    "counting": "counting",
    "counted": "counting",
    "signed": "counting",
    "void": "counting",
}


def adopted(db: sqlite3.Connection) -> Row | None:
    """The last round whose rules the meeting has adopted: what the hall is at while the next one is being prepared."""
    row: Row | None = db.execute(
        "select * from ballot_round where rules_hash is not null order by id desc limit 1"
    ).fetchone()
    return row


def begun(db: sqlite3.Connection) -> tuple[int, str] | None:
    """What the hall screen shows of the round at hand, and since when; None while no rules are adopted, or nobody
    stands yet."""
    row = adopted(db)
    if row is None or not candidates(db, row["id"]):
        return None
    return row["state_at"], SCENES.get(row["state"], "result")


def hall(db: sqlite3.Connection) -> Block | None:
    """The round at hand as the hall may see it: a result never before it is reported, the elected never before
    they are declared, running totals only where the meeting counts in public. `standing` is who stands in the round
    that is prepared next."""
    row = adopted(db) or last(db)
    if row is None:
        return None
    next_row = last(db)
    assert next_row
    standing = {"title": next_row["title"], "state": next_row["state"], **_standing(db, next_row)}
    return {**_shown(db, row), "standing": standing}


def _standing(db: sqlite3.Connection, row: Row) -> Block:
    chosen = rules(row)
    return {"advance": chosen.advance, "offices": [_office(db, row, one, chosen) for one in offices(db, row["id"])]}


def _shown(db: sqlite3.Connection, row: Row) -> Block:
    chosen = rules(row)
    listed = batches(db, row["id"])
    return {
        "title": row["title"],
        "kind": row["kind"],
        "state": row["state"],
        "last_call": row["last_call_at"] is not None,
        "public_count": bool(row["public_count"]),
        "win": win_of(chosen),
        "ballot": chosen.ballot,
        "overvote": chosen.overvote,
        "write_ins": chosen.write_ins,
        **_standing(db, row),
        "eligible": row["eligible"],
        "present": row["present_votes"],
        "needed": line_of(row, row["present_votes"]),
        "papers": {name: row[name] for name in ("printed", "issued", "exchanged", "spare", "returned", "late")},
        "invalid": sum(ruled_invalid(db, row["id"]).values()),
        "boxes": [{"number": one["number"], "seal": one["seal"]} for one in boxes(db, row["id"])],
        "batches": {"all": len(listed), "agreed": sum(one["state"] == "agreed" for one in listed)},
        "totals": _totals(db, row)
        if row["public_count"] and row["state"] in ("counting", "counted", "signed")
        else None,
        "board": board(db, row["id"]),
        "void_reason": row["void_reason"],
        "result": _result(db, row) if row["state"] in SHOWN else None,
        "decided": decided(db, row["id"]) if row["state"] in SHOWN else [],
        "declared": row["state"] in SHOWN and row["state"] != "reported",
    }


SHOWN = ("reported", "declared", "accepted", "declined", "awaiting_approval")


def _office(db: sqlite3.Connection, row: Row, office: Row, chosen: tally.Rules) -> Block:
    return {
        "name": office["name"],
        "seats": office["seats"],
        "marks": tally.marks_most(chosen, tally.Office(office["name"], office["seats"])),
        "candidates": [
            {name: one[name] for name in ("name", "origin", "supporters", "stage", "pledge", "reader")}
            for one in candidates(db, row["id"])
            if one["office"] == office["id"] and one["origin"] != "write_in"
        ],
    }


def _totals(db: sqlite3.Connection, row: Row) -> list[Block]:
    found = counted(db, row["id"])
    return [
        {"name": one["name"], "votes": found.votes.get(one["id"], (0, 0, 0))[0]} for one in candidates(db, row["id"])
    ]


def board(db: sqlite3.Connection, round: int) -> Block | None:
    """What the 正 board of the hall shows: each name's votes so far, in the agreed batches and in the one that is being
    called out, which team B has entered before the first call; None where the meeting does not count in public."""
    row = one(db, round)
    if row is None or not row["public_count"] or row["state"] not in ("counting", "counted", "signed"):
        return None
    listed = batches(db, round)
    at_hand = open_batch(db, round)
    done, now = papers_called(calls(db, at_hand["id"])) if at_hand else ([], {})
    found = counted(db, round)
    spoken = _spoken(db, row, done, now)
    names = {office["id"]: office["name"] for office in offices(db, round)}
    return {
        "batch": at_hand["number"] if at_hand else None,
        "called_out": bool(at_hand and at_hand["method"] == "called"),
        "batches": {"all": len(listed), "agreed": sum(one["state"] == "agreed" for one in listed)},
        "papers": {"called": found.papers + len(done), "all": sum(one["papers"] for one in listed)},
        "candidates": [
            {
                "id": one["id"],
                "name": one["name"],
                "office": names[one["office"]],
                "write_in": one["origin"] == "write_in",
                "votes": found.votes.get(one["id"], (0, 0, 0))[0] + spoken.get(one["id"], 0),
            }
            for one in candidates(db, round)
        ],
    }


def _spoken(db: sqlite3.Connection, row: Row, done: list[dict[int, str]], now: dict[int, str]) -> dict[int, int]:
    """The votes that were called in the open batch; of a paper that marks too many names none are left standing."""
    totals = paper.count(ballot(db, row), [*done, now])
    return {candidate: figures[0] for candidate, figures in totals.votes.items()}


def _result(db: sqlite3.Connection, row: Row) -> Block:
    """The figures that stand and their verdict, its sentences as clauses to be said in the hall's language."""
    kept = result(db, row["id"], row["version"])
    assert kept
    figures = json.loads(kept["figures"])
    return {"version": row["version"], "figures": figures, "verdict": verdict(figures)}


def verdict(figures: Block) -> Block:
    """The verdict of a round's file; sentences are lists of {msgid, figures}."""
    chosen, read = file.of(figures)
    judged = tally.judge(chosen, read)
    told = file.answer(judged, lambda msgid, **others: msgid)
    said = [[{"msgid": msgid, "figures": others} for msgid, others in one] for one in judged.sentences]
    return {**told, "sentences": said}


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


def unsigned(db: sqlite3.Connection, row: Row) -> dict[str, list[str]]:
    """Whose signature is missing, by role; an empty name where nobody was named for it."""
    named = counters(db, row["id"])
    signed = signatures(db, row["id"], row["version"])
    missing = {}
    for role in ("teller_a", "teller_b", "chief_scrutineer"):
        names = [one["name"] for one in named if one["role"] == role]
        there = [one["name"] for one in signed if one["role"] == role]
        missing[role] = [name for name in names if name not in there] if names else [""] * (not there)
    return missing


def decided(db: sqlite3.Connection, round: int) -> list[Block]:
    """How the meeting decided its ties and its empty seats."""
    found = db.execute(
        "select kind, text from round_note where round = ? and kind in ('tie', 'shortfall') order by id", (round,)
    ).fetchall()
    return [{"kind": one["kind"], **json.loads(one["text"])} for one in found]


def notes(db: sqlite3.Connection, round: int, kind: str) -> list[Row]:
    return db.execute("select * from round_note where round = ? and kind = ? order by id", (round, kind)).fetchall()


# What one team entered: for commands, and for that team's own page alone.


def calls(db: sqlite3.Connection, batch: int) -> list[Row]:
    """What was called of an open batch, in its order."""
    return db.execute("select * from call_working where batch = ? order by number", (batch,)).fetchall()


def papers_called(calls: Iterable[Row]) -> tuple[list[dict[int, str]], dict[int, str]]:
    """The papers that were called to their end, and what was called of the next one."""
    done: list[dict[int, str]] = []
    at_hand: dict[int, str] = {}
    for one in calls:
        if one["candidate"] is None:
            done.append(at_hand)
            at_hand = {}
        else:
            at_hand[one["candidate"]] = one["mark"]
    return done, at_hand


def own_papers(db: sqlite3.Connection, batch: int, team: str) -> list[dict[int, str]]:
    """A team's papers of an open batch, in the order of the pile."""
    called = calls(db, batch) if team == "a" else []
    if called:
        return papers_called(called)[0]
    rows = db.execute(
        "select marks from team_paper_working where batch = ? and team = ? order by paper", (batch, team)
    ).fetchall()
    return [{int(id): mark for id, mark in json.loads(row[0]).items()} for row in rows]


def own_units(db: sqlite3.Connection, batch: int, team: str) -> list[int]:
    """The members whose units a team's papers of an open batch name, in the order of the pile; none of secret papers."""
    rows = db.execute(
        "select member from team_paper_working where batch = ? and team = ? and member is not null order by paper",
        (batch, team),
    ).fetchall()
    return [row[0] for row in rows]


def units_entered(db: sqlite3.Connection, round: int, team: str) -> dict[int, list[int]]:
    """The same of every open batch of a round, by batch."""
    return {one["id"]: own_units(db, one["id"], team) for one in batches(db, round) if one["state"] == "open"}


def own_sheet(db: sqlite3.Connection, batch: int, team: str) -> paper.Totals | None:
    """A team's sheet of an open batch."""
    row = db.execute("select figures from team_sheet_working where batch = ? and team = ?", (batch, team)).fetchone()
    return totals_of(json.loads(row[0])) if row else None


def closed_by(db: sqlite3.Connection, batch: int) -> set[str]:
    """The teams that have finished a batch."""
    rows = db.execute("select team from team_batch_working where batch = ? and closed = 1", (batch,)).fetchall()
    return {row[0] for row in rows}


def differences(db: sqlite3.Connection, batch: int, team: str) -> list[list[int | None]]:
    """Where the teams differed when both had finished last: papers and names, no figures."""
    row = db.execute(
        "select differences from team_batch_working where batch = ? and team = ?", (batch, team)
    ).fetchone()
    found: list[list[int | None]] = json.loads(row[0]) if row else []
    return found


def draft(db: sqlite3.Connection, batch: int, team: str) -> Any:
    """What a team has begun to type and not sent yet, as its page left it."""
    row = db.execute("select draft from team_draft_working where batch = ? and team = ?", (batch, team)).fetchone()
    return json.loads(row[0]) if row else None


def slips(db: sqlite3.Connection, batch: int) -> int:
    """How many differences were found in a batch so far."""
    found: int = db.execute(
        "select coalesce(max(slips), 0) from team_batch_working where batch = ?", (batch,)
    ).fetchone()[0]
    return found


def totals_of(found: Block) -> paper.Totals:
    """Totals from their JSON."""
    return paper.Totals(
        found["papers"],
        found["valid"],
        found["invalid"],
        found["blank"],
        {int(id): (v[0], v[1], v[2]) for id, v in found["votes"].items()},
        {int(id): n for id, n in found["spoilt"].items()},
    )


def json_of(totals: paper.Totals) -> Block:
    """Totals as JSON."""
    return {
        **totals._asdict(),
        "votes": {str(id): list(v) for id, v in sorted(totals.votes.items())},
        "spoilt": {str(id): n for id, n in sorted(totals.spoilt.items())},
    }
