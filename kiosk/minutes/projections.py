"""The tables of the minutes, written from their entries."""

from __future__ import annotations

import sqlite3

from kiosk.store.journal import Entry


def minutes_added_to(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute(
        "insert into minutes_addition (id, section, text, added_at, reason) values (?, ?, ?, ?, '')",
        (entry.seq, entry.facts["section"], entry.facts["text"], entry.at),
    )


def addition_amended(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    sql = "update minutes_addition set text = ?, amended_at = ? where id = ?"
    _one(db.execute(sql, (facts["text"], entry.at, facts["addition"])))


def addition_struck(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    sql = "update minutes_addition set struck_at = ?, reason = ? where id = ?"
    _one(db.execute(sql, (entry.at, facts["reason"], facts["addition"])))


def incident_reported(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute(
        "insert into incident (id, at, role, text) values (?, ?, ?, ?)",
        (entry.seq, entry.at, facts["role"], facts["text"]),
    )


def officers_named(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute(
        "insert into minutes_officer (id, chair, secretary) values (?, ?, ?)",
        (entry.seq, entry.facts["chair"], entry.facts["secretary"]),
    )


def minutes_signed(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute(
        "insert into minutes_signature (id, role, name, signed_at, under_seq, under_hash) values (?, ?, ?, ?, ?, ?)",
        (entry.seq, facts["role"], facts["name"], entry.at, facts["under_seq"], facts["under_hash"]),
    )


def _one(done: sqlite3.Cursor) -> None:
    """An act on one addition changes one row; anything else is a mistake that must be heard of."""
    if done.rowcount != 1:
        raise LookupError(f"{done.rowcount} rows were changed instead of one")
