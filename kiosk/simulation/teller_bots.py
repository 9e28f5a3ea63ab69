"""Two teams of tellers and the chief scrutineer of a rehearsal: they count whatever round is to be counted.

The papers are invented, the requests are the real ones. Who is third and fourth of five gets the same number of votes,
so that there is a tie to be decided. Each goes on from where the batch is, so that a person may play a team for a while.
"""

from __future__ import annotations

import secrets
import sqlite3

from kiosk.ballots import queries
from kiosk.ballots.count import team_entries
from kiosk.simulation.pacing import Part

CALL_SECONDS = 0.05
PAPER_SECONDS = 0.02
SIGN_SECONDS = 1.5
REPORT_SECONDS = 3.0
SUPPORT_OF_100 = {1: (94,), 2: (62, 36), 3: (71, 60, 55), 5: (80, 72, 50, 50, 28)}
COUNTERS = {"teller_a": "孙平", "teller_b": "吴敏", "chief_scrutineer": "周正"}
TEAMS = {"teller_a": "a", "teller_b": "b"}
Marks = dict[str, str]


def papers(offices: list[tuple[int, list[int]]], count: int) -> list[Marks]:
    """So many invented papers for offices of (marks at most, candidates). The votes of each name go round the pile, so
    that no paper marks more names than it may, and none has two marks more than another."""
    piles: list[Marks] = [{} for _ in range(count)]
    for marks, candidates in offices:
        support = SUPPORT_OF_100.get(len(candidates)) or tuple(max(10, 80 - 8 * i) for i in range(len(candidates)))
        whole = max(sum(support), marks * 100)  # of which each name has its share
        place = 0
        for candidate, part in zip(candidates, support, strict=True):
            for _ in range(count * part * marks // whole):
                piles[place % count][str(candidate)] = "for"
                place += 1
    return piles


def pile(db: sqlite3.Connection, batch: sqlite3.Row) -> list[Marks]:
    """The invented papers of a batch, in their order: what both teams read, and whoever plays one of them."""
    row = queries.one(db, batch["round"])
    assert row
    ballot = queries.ballot(db, row)
    offices = [
        (marks, [id for id, place in ballot.office_of.items() if place == office and id not in ballot.write_ins])
        for office, marks in ballot.marks_most.items()
    ]
    return papers(offices, batch["papers"])


def count(part: Part) -> None:
    """A team: every batch that is opened, then its signature."""
    while True:
        part.look()
        row = queries.last(part.db)
        if row is None:
            continue
        batch = queries.open_batch(part.db, row["id"]) if row["state"] == "counting" else None
        if batch is not None and TEAMS[part.name] not in team_entries.closed_by(part.db, batch["id"]):
            _batch(part, batch)
        elif row["state"] == "counted" and queries.unsigned(part.db, row)[part.name]:
            _sign(part, row)


def lead_the_count(part: Part) -> None:
    """The chief scrutineer: finishes the count, signs last, reads the result out."""
    while True:
        part.look()
        row = queries.last(part.db)
        if row is None:
            continue
        unsigned = queries.unsigned(part.db, row) if row["state"] == "counted" else {}
        if row["state"] == "counting" and queries.batches(part.db, row["id"]):
            if queries.open_batch(part.db, row["id"]) is None:
                part.post(f"/ballots/rounds/{row['id']}/count")
        elif unsigned.get(part.name) and not any(unsigned[team] for team in TEAMS):
            _sign(part, row)
        elif row["state"] == "signed" and row["reported_by"] == "chief_scrutineer":
            part.wait(REPORT_SECONDS)
            part.post(f"/ballots/rounds/{row['id']}/report")


def _sign(part: Part, row: sqlite3.Row) -> None:
    part.wait(SIGN_SECONDS)
    part.post(f"/ballots/rounds/{row['id']}/signatures", name=part.spelled(COUNTERS[part.name]))


def _batch(part: Part, batch: sqlite3.Row) -> None:
    path, team, those = f"/ballots/batches/{batch['id']}", TEAMS[part.name], pile(part.db, batch)
    if batch["method"] == "sheet":
        _hand_in_sheet(part, path, batch, those)
    elif batch["method"] == "called" and team == "a" and not team_entries.differences(part.db, batch["id"], team):
        if "b" not in team_entries.closed_by(part.db, batch["id"]):
            return  # team B enters first
        _call(part, path, batch["id"], those)
    else:
        entered = team_entries.own_papers(part.db, batch["id"], team)
        known = [{str(id): mark for id, mark in marks.items()} for marks in entered]
        for place, marks in enumerate(those, 1):
            if place > len(known) or known[place - 1] != marks:
                part.wait(PAPER_SECONDS)
                part.post(f"{path}/papers", paper=place, marks=marks, key=secrets.token_hex(8))
    part.post(f"{path}/finish")


def _call(part: Part, path: str, batch: int, those: list[Marks]) -> None:
    """Name by name, and the end of each paper: what the hall sees growing."""
    calls = team_entries.calls(part.db, batch)
    whole, at_hand = team_entries.papers_called(calls)
    number = len(calls)
    for place, marks in enumerate(those[len(whole) :]):
        left = [id for id in map(int, marks) if place or id not in at_hand]
        for candidate in (*left, None):
            number += 1
            part.wait(CALL_SECONDS)
            part.post(f"{path}/calls", number=number, candidate=candidate, key=secrets.token_hex(8))


def _hand_in_sheet(part: Part, path: str, batch: sqlite3.Row, those: list[Marks]) -> None:
    row = queries.one(part.db, batch["round"])
    assert row
    ballot = queries.ballot(part.db, row)
    given = {id: sum(str(id) in marks for marks in those) for id in ballot.office_of}
    votes = {str(id): [n, 0, 0 if id in ballot.write_ins else len(those) - n] for id, n in given.items()}
    blank = sum(not marks for marks in those)
    part.post(f"{path}/sheet", valid=len(those), invalid=0, blank=blank, votes=votes)
