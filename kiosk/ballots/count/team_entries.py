"""What one team entered of an open batch: for commands, and for that team's own page alone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from kiosk.ballots import queries
from kiosk.rules.ballots import papers
from kiosk.store.errors import CommandRejected

Row = sqlite3.Row
Block = dict[str, Any]

TEAMS = ("a", "b")
TEAM_OF = {"teller_a": "a", "teller_b": "b"}


def need_team(role: str, team: str) -> None:
    """CommandRejected when a teller was moved to the other team while its request was on its way."""
    if TEAM_OF.get(role, team) != team:
        raise CommandRejected("not_your_role", "This device may not do that.", status=403)


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
    return {one["id"]: own_units(db, one["id"], team) for one in queries.batches(db, round) if one["state"] == "open"}


def own_sheet(db: sqlite3.Connection, batch: int, team: str) -> papers.Totals | None:
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


def totals_of(found: Block) -> papers.Totals:
    """Totals from their JSON."""
    return papers.Totals(
        found["papers"],
        found["valid"],
        found["invalid"],
        found["blank"],
        {int(id): (v[0], v[1], v[2]) for id, v in found["votes"].items()},
        {int(id): n for id, n in found["spoilt"].items()},
        {int(id): n for id, n in found.get("blanks", {}).items()},
    )


def json_of(totals: papers.Totals) -> Block:
    """Totals as JSON."""
    return {
        **totals._asdict(),
        "votes": {str(id): list(v) for id, v in sorted(totals.votes.items())},
        "spoilt": {str(id): n for id, n in sorted(totals.spoilt.items())},
        "blanks": {str(id): n for id, n in sorted(totals.blanks.items())},
    }
