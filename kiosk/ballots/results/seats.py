"""Who holds the seats of a result, who declined one, and which seats are empty or wait for a decision."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from kiosk.ballots import queries

Row = sqlite3.Row
Block = dict[str, Any]


def elected_pairs(db: sqlite3.Connection, row: Row | Block) -> list[tuple[str, str]]:
    """Who is elected by the version that stands, with the office: who passed, and whom a decision took."""
    chosen = queries.chosen_in_order(db, row)
    return [
        (one["name"], name)
        for one in queries.verdict_of(db, row)["offices"]
        for name in (*one["elected"], *(name for office, name in chosen if office == one["name"]))
    ]


def acceptances(db: sqlite3.Connection, row: Row | Block) -> dict[tuple[str, str], Row]:
    """The last word of each elected, by office and name; those of 0.1.0 named no office."""
    elected = elected_pairs(db, row)
    found = {}
    for note in queries.notes(db, row["id"], "acceptance"):
        told = json.loads(note["text"])
        for office, name in elected:
            if name == told["name"] and told.get("office", office) == office:
                found[office, name] = note
    return found


def declined(db: sqlite3.Connection, row: Row | Block) -> list[tuple[str, str]]:
    """Who was elected and has declined, with the office."""
    said = acceptances(db, row).items()
    return [pair for pair, note in said if json.loads(note["text"])["outcome"] == "declined"]


def gone_on(db: sqlite3.Connection, row: Row | Block, office: str, name: str) -> bool:
    """Whether a seat that somebody declined has been decided on since."""
    note = acceptances(db, row).get((office, name))
    if note is None or json.loads(note["text"])["outcome"] != "declined":
        return False
    return any(one["id"] > note["id"] for one in queries.notes(db, row["id"], "shortfall"))


def seats_open(db: sqlite3.Connection, row: Row | Block) -> dict[str, int]:
    """By office, the seats about which nobody has decided yet: that nobody passed for, or that an elected declined."""
    decisions = [
        one["id"]
        for one in queries.notes(db, row["id"], "shortfall")
        if json.loads(one["text"]).get("version", row["version"]) == row["version"]
    ]
    since = decisions[-1] if decisions else 0
    found = {one["name"]: 0 if since else one["shortfall"] for one in queries.verdict_of(db, row)["offices"]}
    for (office, _name), note in acceptances(db, row).items():
        if json.loads(note["text"])["outcome"] == "declined" and note["id"] > since:
            found[office] += 1
    return {office: seats for office, seats in found.items() if seats}


def seats_empty(db: sqlite3.Connection, row: Row | Block) -> dict[str, int]:
    """By office, all seats that this round leaves empty, decided on or not."""
    found = {one["name"]: one["shortfall"] for one in queries.verdict_of(db, row)["offices"]}
    for office, _name in declined(db, row):
        found[office] += 1
    return {office: seats for office, seats in found.items() if seats}
