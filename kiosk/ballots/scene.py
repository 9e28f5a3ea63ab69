"""What the hall screen shows of the round at hand, and since when."""

from __future__ import annotations

import sqlite3
from typing import Any

from kiosk.ballots import queries

Row = sqlite3.Row | dict[str, Any]

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
    if row is None or not queries.candidates(db, row["id"]):
        return None
    return row["state_at"], SCENES.get(queries.as_told(row)["state"], "result")
