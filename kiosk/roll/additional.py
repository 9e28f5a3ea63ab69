"""Additional votes of a cooperative's members: beside the basic vote, their sum at most a fifth of all basic votes
(农民专业合作社法, Article 22). More than that gives nobody any before somebody has said so."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from kiosk.meeting import queries as meetings
from kiosk.roll import queries
from kiosk.roll.answers import Answers
from kiosk.roll.questions import Question

Row = dict[str, Any]
Pairs = Sequence[tuple[Row, Row | None]]
COLUMN = "additional_votes"


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


TOO_MANY = _(
    "Additional votes %(additional)s of %(basic)s basic votes: at most one fifth, %(most)s, are allowed. Is the file taken"
    " without them?"
)


def above_without(db: sqlite3.Connection, person: queries.Person) -> dict[str, int]:
    """The additional votes and the basic ones once somebody is off a cooperative's roll, where the first are then more
    than a fifth of the second; else empty. No round with them is prepared before that is put right."""
    if not person["with_vote"] or not meetings.exists(db) or meetings.current(db).preset != "cooperative":
        return {}
    basic = queries.electorate(db).base - (0 if person["excluded"] else 1)
    votes = sum(one["votes"] for one in queries.additional(db) if one["id"] != person["id"])
    return {"additional": votes, "basic": basic} if votes > queries.additional_most(basic) else {}


def judged(db: sqlite3.Connection, pairs: Pairs, stay: Iterable[Row], answers: Answers) -> list[Question]:
    """What is asked of a cooperative's file when its additional votes are too many, with those who stay on the roll;
    once that is answered the file gives nobody any."""
    if not meetings.exists(db) or meetings.current(db).preset != "cooperative":
        return []
    after = [*stay, *({**(before or {}), **row} for row, before in pairs)]
    voting = [row for row in after if row["with_vote"]]
    additional, allowed = sum(row.get(COLUMN) or 0 for row in voting), queries.additional_most(len(voting))
    if additional <= allowed:
        return []
    if answers.choices.get("additional") == "yes" or answers.accept:
        for row, before in pairs:
            if COLUMN in row:
                row[COLUMN] = before[COLUMN] if before else 0
        return []
    figures = {"additional": additional, "basic": len(voting), "most": allowed}
    return [Question("additional", str(additional), [], "yes", ["yes"], TOO_MANY, figures, red=True, key="additional")]
