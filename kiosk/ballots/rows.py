"""What the writers of the rounds' tables share: a round moves on, a note is kept, one row is changed."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from kiosk.store.journal import Entry


def moved(db: sqlite3.Connection, entry: Entry, state: str) -> None:
    one_row(
        db.execute(
            "update ballot_round set state = ?, state_at = ? where id = ?", (state, entry.at, entry.facts["round"])
        )
    )


def noted(db: sqlite3.Connection, entry: Entry, kind: str) -> None:
    db.execute(
        "insert into round_note (id, round, kind, text, at) values (?, ?, ?, ?, ?)",
        (entry.seq, entry.facts["round"], kind, as_json(entry.facts), entry.at),
    )


def result_kept(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute(
        "insert into tally_result (round, version, seq, figures, reason) values (?, ?, ?, ?, ?)",
        (facts["round"], facts["version"], entry.seq, as_json(facts["figures"]), facts["reason"]),
    )
    one_row(db.execute("update ballot_round set version = ? where id = ?", (facts["version"], facts["round"])))


def as_json(found: Any) -> str:
    return json.dumps(found, sort_keys=True, ensure_ascii=False)


def one_row(done: sqlite3.Cursor) -> None:
    """An act on one round changes one row; anything else is a mistake that must be heard of."""
    if done.rowcount != 1:
        raise LookupError(f"{done.rowcount} rows were changed instead of one")
