"""Two teams of tellers and the chief scrutineer of a rehearsal: they count whatever round is to be counted.

The papers are invented, the requests are the real ones. Who is third and fourth of five gets the same number of votes,
so that there is a tie to be decided.
"""

from __future__ import annotations

import secrets
import sqlite3
import threading

from kiosk.ballots import queries
from kiosk.ballots.paper import Ballot
from kiosk.rehearsal.arrivals import Desk
from kiosk.rehearsal.audience import Reader

LOOK_SECONDS = 0.3
CALL_SECONDS = 0.06
PAPER_SECONDS = 0.02
SIGN_SECONDS = 1.5
REPORT_SECONDS = 4.0
SUPPORT_OF_100 = {1: (94,), 2: (62, 36), 3: (71, 60, 55), 5: (80, 72, 50, 50, 28)}
COUNTERS = {"teller_a": "孙平", "teller_b": "吴敏", "chief_scrutineer": "周正"}
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


def count_rounds(a: Desk, b: Desk, chief: Desk, reader: Reader, speed: float, stop: threading.Event) -> None:
    """Whatever the round waits for that is the tellers' or the chief scrutineer's to do."""
    while not stop.wait(LOOK_SECONDS):
        row = queries.last(reader())
        if row is None:
            continue
        path = f"/ballots/rounds/{row['id']}"
        if row["state"] == "counting":
            batch = queries.open_batch(reader(), row["id"])
            if batch is None:
                chief.post(f"{path}/count")
            else:
                _count(a, b, reader(), batch, speed, stop)
        elif row["state"] == "counted":
            _sign(a, b, chief, path, speed, stop)
        elif _waits_for_the_chief(row) and not stop.wait(REPORT_SECONDS / speed):
            chief.post(f"{path}/report")


def _waits_for_the_chief(row: sqlite3.Row) -> bool:
    return bool(row["state"] == "signed" and row["reported_by"] == "chief_scrutineer")


def _count(a: Desk, b: Desk, db: sqlite3.Connection, batch: sqlite3.Row, speed: float, stop: threading.Event) -> None:
    row = queries.one(db, batch["round"])
    assert row
    ballot = queries.ballot(db, row)
    offices = [
        (marks, [id for id, place in ballot.office_of.items() if place == office and id not in ballot.write_ins])
        for office, marks in ballot.marks_most.items()
    ]
    pile = papers(offices, batch["papers"])
    if batch["method"] == "sheet":
        for team in (a, b):
            _hand_in_sheet(team, batch, pile, ballot)
        return
    _enter(b, batch["id"], pile, speed, stop)
    if batch["method"] == "called":
        _call(a, batch["id"], pile, speed, stop)
    else:
        _enter(a, batch["id"], pile, speed, stop)


def _enter(team: Desk, batch: int, pile: list[Marks], speed: float, stop: threading.Event) -> None:
    for place, marks in enumerate(pile, 1):
        if stop.wait(PAPER_SECONDS / speed):
            return
        team.post(f"/ballots/batches/{batch}/papers", paper=place, marks=marks, key=secrets.token_hex(8))
    team.post(f"/ballots/batches/{batch}/finish")


def _call(team: Desk, batch: int, pile: list[Marks], speed: float, stop: threading.Event) -> None:
    """Name by name, and the end of each paper: what the hall sees growing."""
    number = 0
    for marks in pile:
        for candidate in (*map(int, marks), None):
            number += 1
            if stop.wait(CALL_SECONDS / speed):
                return
            team.post(f"/ballots/batches/{batch}/calls", number=number, candidate=candidate, key=secrets.token_hex(8))
    team.post(f"/ballots/batches/{batch}/finish")


def _hand_in_sheet(team: Desk, batch: sqlite3.Row, pile: list[Marks], ballot: Ballot) -> None:
    given = {id: sum(str(id) in marks for marks in pile) for id in ballot.office_of}
    votes = {str(id): [n, 0, 0 if id in ballot.write_ins else len(pile) - n] for id, n in given.items()}
    blank = sum(not marks for marks in pile)
    team.post(f"/ballots/batches/{batch['id']}/sheet", valid=len(pile), invalid=0, blank=blank, votes=votes)
    team.post(f"/ballots/batches/{batch['id']}/finish")


def _sign(a: Desk, b: Desk, chief: Desk, path: str, speed: float, stop: threading.Event) -> None:
    for device, role in ((a, "teller_a"), (b, "teller_b"), (chief, "chief_scrutineer")):
        if stop.wait(SIGN_SECONDS / speed):
            return
        device.post(f"{path}/signatures", name=COUNTERS[role])
