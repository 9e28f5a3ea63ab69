"""Writes what happened before the vote: papers delivered, papers come back, opinions in writing."""

from __future__ import annotations

import json
import sqlite3

from kiosk.ballots.rows import one_row
from kiosk.store.journal import Entry


def early_noted(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    choices = json.dumps(facts["choices"], sort_keys=True) if "choices" in facts else None
    db.executemany(
        "insert into early_paper (id, round, member, kind, way, handler, told_at, choices) values (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (entry.seq, facts["round"], one, facts["kind"], facts["way"], facts["handler"], facts["told_at"], choices)
            for one in facts["members"]
        ],
    )


def early_taken_back(db: sqlite3.Connection, entry: Entry) -> None:
    one_row(
        db.execute("update early_paper set taken_back = :reason where id = :noted and member = :member", entry.facts)
    )
