"""What the hall's screen shows of a round: a result never before it is reported, the elected never before they are
declared, running totals only where the meeting counts in public."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from kiosk.ballots import queries
from kiosk.ballots.count import team_entries
from kiosk.ballots.count import totals as counts
from kiosk.ballots.results import corrections, seats
from kiosk.ballots.scene import adopted
from kiosk.rules.ballots import papers
from kiosk.rules.ballots.round import Office, Rules, goes_on, marks_most

Row = sqlite3.Row | dict[str, Any]
Block = dict[str, Any]


def hall(db: sqlite3.Connection) -> Block | None:
    """The round at hand as the hall may see it: a result never before it is reported, the elected never before
    they are declared, running totals only where the meeting counts in public. `standing` is who stands in the round
    that is prepared next."""
    row = adopted(db) or queries.last(db)
    if row is None:
        return None
    next_row = queries.last(db)
    assert next_row
    standing = {"title": next_row["title"], "state": next_row["state"], **_standing(db, next_row)}
    return {**_shown(db, queries.as_told(row)), "standing": standing}


def _standing(db: sqlite3.Connection, row: Row) -> Block:
    chosen = queries.rules(row)
    return {
        "advance": chosen.advance,
        "offices": [_office(db, row, one, chosen) for one in queries.offices(db, row["id"])],
    }


def _shown(db: sqlite3.Connection, row: Row) -> Block:
    chosen = queries.rules(row)
    listed = queries.batches(db, row["id"])
    return {
        "title": row["title"],
        "advisory": row["advisory"],
        "kind": row["kind"],
        "state": row["state"],
        "last_call": row["last_call_at"] is not None,
        "public_count": bool(row["public_count"]),
        "win": queries.win_of(chosen),
        "ballot": chosen.ballot,
        "overvote": chosen.overvote,
        "write_ins": chosen.write_ins,
        "write_in_cross": chosen.write_in_cross,
        **_standing(db, row),
        "eligible": row["eligible"],
        "present": row["present_votes"],
        "needed": queries.line_of(row, row["present_votes"]),
        "papers": {name: row[name] for name in ("printed", "issued", "exchanged", "spare", "returned", "late")},
        "invalid": sum(queries.ruled_invalid(db, row["id"]).values()),
        "boxes": [{"number": one["number"], "seal": one["seal"]} for one in queries.boxes(db, row["id"])],
        "batches": {"all": len(listed), "agreed": sum(one["state"] == "agreed" for one in listed)},
        "totals": _totals(db, row)
        if row["public_count"] and row["state"] in ("counting", "counted", "signed")
        else None,
        "board": board(db, row["id"]),
        "void_reason": row["void_reason"],
        "goes_on": goes_on(chosen),
        "recounting": row["recount"] is not None and row["state"] in queries.SHOWN,
        "result": _result(db, row) if row["state"] in queries.SHOWN else None,
        "declared": row["state"] in queries.SHOWN and row["state"] != "reported",
        "annulled": queries.annulled(db, row),
        **_decided(db, row),
    }


def _decided(db: sqlite3.Connection, row: Row) -> Block:
    """What was decided about the result that is shown, what a recount changed, and who declined."""
    if row["state"] not in queries.SHOWN:
        return {"decided": [], "correction": None, "declined": [], "seats_open": {}}
    correction = corrections.of(db, row)
    return {
        "decided": queries.decided_of(db, row),
        "correction": correction and {**correction, "sentences": corrections.sentences(correction)},
        "declined": [list(pair) for pair in seats.declined(db, row)],
        "seats_open": seats.seats_open(db, row),
    }


def phone(db: sqlite3.Connection) -> Block | None:
    """Of the last round that was reported or annulled: the same as the hall is told of its result; else nothing."""
    for held in reversed(queries.rounds(db)):
        row = queries.as_told(held)
        if row["state"] in queries.SHOWN:
            kept = (
                "title",
                "advisory",
                "kind",
                "state",
                "ballot",
                "goes_on",
                "recounting",
                "result",
                "declared",
                "annulled",
            )
            told = _shown(db, row)
            return {name: told[name] for name in (*kept, "decided", "correction", "declined", "seats_open")}
        if queries.annulled(db, row):
            return {"title": row["title"], "state": row["state"], "annulled": True, "void_reason": row["void_reason"]}
    return None


def _office(db: sqlite3.Connection, row: Row, office: Row, chosen: Rules) -> Block:
    return {
        "name": office["name"],
        "seats": office["seats"],
        "marks": marks_most(chosen, Office(office["name"], office["seats"])),
        "candidates": [
            {name: one[name] for name in ("name", "origin", "supporters", "stage", "pledge", "reader")}
            for one in queries.candidates(db, row["id"])
            if one["office"] == office["id"] and one["origin"] != "write_in"
        ],
    }


def _totals(db: sqlite3.Connection, row: Row) -> list[Block]:
    found = counts.counted(db, row["id"])
    return [
        {"name": one["name"], "votes": found.votes.get(one["id"], (0, 0, 0))[0]}
        for one in queries.candidates(db, row["id"])
    ]


def board(db: sqlite3.Connection, round: int) -> Block | None:
    """What the 正 board of the hall shows: each name's votes so far, in the agreed batches and in the one that is being
    called out, which team B has entered before the first call; None where the meeting does not count in public."""
    row = queries.one(db, round)
    if row is None or not row["public_count"] or row["state"] not in ("counting", "counted", "signed"):
        return None
    listed = queries.batches(db, round)
    at_hand = queries.open_batch(db, round)
    done, now = team_entries.papers_called(team_entries.calls(db, at_hand["id"])) if at_hand else ([], {})
    found = counts.counted(db, round)
    spoken = _spoken(db, row, done, now)
    names = {office["id"]: office["name"] for office in queries.offices(db, round)}
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
            for one in queries.candidates(db, round)
        ],
    }


def _spoken(db: sqlite3.Connection, row: Row, done: list[dict[int, str]], now: dict[int, str]) -> dict[int, int]:
    """The votes that were called in the open batch; of a paper that marks too many names none are left standing."""
    totals = papers.count(queries.ballot(db, row), [*done, now])
    return {candidate: figures[0] for candidate, figures in totals.votes.items()}


def _result(db: sqlite3.Connection, row: Row) -> Block:
    """The figures that stand and their verdict, its sentences as clauses to be said in the hall's language."""
    kept = queries.result(db, row["id"], row["version"])
    assert kept
    figures = json.loads(kept["figures"])
    return {"version": row["version"], "figures": figures, "verdict": queries.verdict(figures)}
