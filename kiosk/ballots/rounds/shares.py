"""A cooperative's additional votes in a round: who has some gets a paper for each, so that the ballot stays secret and
every paper weighs one; the line is taken of all votes, whether the meeting is held of the members."""

from __future__ import annotations

import sqlite3
from typing import Any

from kiosk.checkin import queries as checkin
from kiosk.roll import queries as roll
from kiosk.rules.ballots.round import Rules
from kiosk.store.errors import CommandRejected
from kiosk.store.registry import Facts

CHANGES: dict[str, Any] = {"weights": True, "papers_are": "votes"}


def additional(db: sqlite3.Connection, preset: str) -> Facts | None:
    """The additional votes of the roll and of those here; None without any. CommandRejected when they are more than a fifth."""
    found = checkin.additional(db) if preset == "cooperative" else None
    if found is None:
        return None
    basic = roll.electorate(db).base
    if found["base"] > roll.additional_most(basic):
        raise CommandRejected(
            "additional_above_fifth",
            "Additional votes %(additional)s > one fifth of the %(basic)s basic votes.",
            additional=found["base"],
            basic=basic,
        )
    return found


def present(db: sqlite3.Connection) -> int:
    """The additional votes of those who are here, or whose holder is."""
    found = checkin.additional(db)
    return int(found["present"]) if found else 0


def papers_present(row: sqlite3.Row, rules: Rules) -> int:
    """How many papers those present may have: one each, or one for each of their votes."""
    weight = row["present_weight"] if rules.papers_are == "votes" else None
    found: int = row["present_votes"] if weight is None else weight
    return found
