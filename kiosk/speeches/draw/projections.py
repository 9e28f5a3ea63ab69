"""The tables of the draw, written from its entries."""

from __future__ import annotations

import json
import sqlite3

from kiosk.store.journal import Entry


def draw_frozen(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute(
        "insert or replace into draw (number, subject, state, meeting, previous, slots, names, frozen_at, drawn, picks,"
        " corrected) values (?, ?, 'frozen', ?, ?, ?, ?, ?, '[]', '[]', 0)",
        (
            facts["number"],
            facts["subject"],
            facts["meeting"],
            facts["previous"],
            _json(facts["slots"]),
            _json(facts["names"]),
            entry.at,
        ),
    )
    db.execute("delete from draw_proposal where draw = ?", (facts["number"],))


def draw_committed(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    _one(
        db.execute(
            "update draw set state = 'committed', commitment = ?, committed_at = ?, stand_ms = ?, stick = ? where number = ?",
            (facts["commitment"], entry.at, facts["stand_ms"], int(facts["stick"]), facts["number"]),
        )
    )
    db.execute("delete from draw_proposal where draw = ?", (facts["number"],))


def draw_value_typed(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute(
        "insert or replace into draw_value (draw, slot, value, typed_at, typed_by, typed_device) values (?, ?, ?, ?, ?, ?)",
        (facts["number"], facts["slot"], facts["value"], entry.at, facts["typed_by"], entry.device),
    )


def draw_value_confirmed(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    _one(
        db.execute(
            "update draw_value set confirmed_at = ?, confirmed_by = ? where draw = ? and slot = ?",
            (entry.at, facts["confirmed_by"], facts["number"], facts["slot"]),
        )
    )


def draw_revealed(db: sqlite3.Connection, entry: Entry) -> None:
    draw_value_confirmed(db, entry)
    _over(db, entry, "revealed")
    _order(db, entry)
    db.execute("delete from draw_proposal where draw = ?", (entry.facts["number"],))


def draw_proposed(db: sqlite3.Connection, entry: Entry) -> None:
    facts = {name: value for name, value in entry.facts.items() if name != "number"}
    db.execute(
        "insert or replace into draw_proposal (draw, facts, at, device, role) values (?, ?, ?, ?, ?)",
        (entry.facts["number"], _json(facts), entry.at, entry.device, entry.facts["role"]),
    )


def draw_proposal_declined(db: sqlite3.Connection, entry: Entry) -> None:
    _one(db.execute("delete from draw_proposal where draw = ?", (entry.facts["number"],)))


def draw_voided(db: sqlite3.Connection, entry: Entry) -> None:
    _over(db, entry, "void")
    draw_proposal_declined(db, entry)


def drawn_by_hand(db: sqlite3.Connection, entry: Entry) -> None:
    _over(db, entry, "hand")
    _order(db, entry)
    draw_proposal_declined(db, entry)


def draw_corrected(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    _one(
        db.execute(
            "insert into draw_before (seq, draw, record, hash, reason)"
            " select ?, number, record, hash, ? from draw where number = ?",
            (entry.seq, facts["reason"], facts["number"]),
        )
    )
    _one(
        db.execute(
            "update draw_value set value = ? where draw = ? and slot = ?",
            (facts["value"], facts["number"], facts["slot"]),
        )
    )
    db.execute("update draw set corrected = corrected + 1 where number = ?", (facts["number"],))
    _over(db, entry, "revealed")
    _order(db, entry)
    draw_proposal_declined(db, entry)


def _over(db: sqlite3.Connection, entry: Entry, state: str) -> None:
    facts = entry.facts
    _one(
        db.execute(
            "update draw set state = ?, record = ?, hash = ?, revealed_at = ? where number = ?",
            (state, facts["record"], facts["hash"], entry.at, facts["number"]),
        )
    )


def _order(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute(
        "update draw set drawn = ?, picks = ? where number = ?",
        (_json(facts["order"]), _json(facts.get("picks", [])), facts["number"]),
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _one(done: sqlite3.Cursor) -> None:
    """An act on one draw changes one row; anything else is a mistake that must be heard of."""
    if done.rowcount != 1:
        raise LookupError(f"{done.rowcount} rows were changed instead of one")
