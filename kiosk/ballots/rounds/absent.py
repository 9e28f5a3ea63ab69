"""What is known of those who are not in the hall: papers delivered to them and come back before the vote, and what the
absent of a Party branch wrote before it. What was taken back is kept, and counts for nothing."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from kiosk.roll import queries as roll

Row = sqlite3.Row
Block = dict[str, Any]


def early(db: sqlite3.Connection, round: int) -> list[Block]:
    """Everything noted before the vote, in its order, with who it is: for the staff."""
    rows = db.execute(
        "select e.*, m.number, m.name from early_paper e join member m on m.id = e.member where e.round = ?"
        " order by e.id, m.position",
        (round,),
    )
    return [{**dict(row), "choices": json.loads(row["choices"] or "{}")} for row in rows]


def members(db: sqlite3.Connection, round: int, kind: str) -> list[int]:
    """Whose paper was delivered or came back before (`kind`), or who wrote an opinion that counts, by id."""
    rows = db.execute(
        "select distinct member from early_paper where round = ? and kind = ? and taken_back is null order by member",
        (round, kind),
    )
    return [row[0] for row in rows]


def counted(db: sqlite3.Connection, round: int) -> dict[str, int]:
    """How many of each kind stand."""
    return {kind: len(members(db, round, kind)) for kind in ("delivered", "returned", "opinion")}


def opinions(db: sqlite3.Connection, round: int) -> dict[int, tuple[int, int]]:
    """By name on the paper: opinions in writing for and against it."""
    rows = db.execute(
        "select choices from early_paper where round = ? and kind = 'opinion' and taken_back is null", (round,)
    )
    given = [json.loads(row[0]) for row in rows]
    names = {int(id) for one in given for id in one}
    return {
        id: (
            sum(one.get(str(id)) == "for" for one in given),
            sum(one.get(str(id)) == "against" for one in given),
        )
        for id in names
    }


def delivered(db: sqlite3.Connection, round: int, there: Sequence[int], returned: int, weight: int) -> Block:
    """Papers delivered, and their weight: those recorded and those that came back. A paper that came back and whose unit
    nobody could read may be of any unit that seems silent: so many silent units count for nothing, the largest."""
    silent = roll.weights(db, [one for one in members(db, round, "delivered") if one not in set(there)])
    unknown = max(0, returned - len(there))
    kept = sorted(silent.values())[: max(0, len(silent) - unknown)]
    return {"delivered": returned + len(kept), "delivered_weight": weight + sum(kept)}


def lost(db: sqlite3.Connection, round: int, there: Sequence[int]) -> list[str]:
    """Units whose paper came back before the vote and is not among those counted or ruled out."""
    return [number for number, _ in roll.units(db, [m for m in members(db, round, "returned") if m not in set(there)])]
