"""The tables of the floor, written from its entries."""

from __future__ import annotations

import sqlite3

from kiosk.store.journal import Entry


def speaker_list_made(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute(
        "insert into speaker_list (id, title, source, draw, state, turned_at, seconds_each, seconds_group, warn_seconds)"
        " values (?, ?, ?, ?, 'open', ?, ?, ?, ?)",
        (
            entry.seq,
            facts["title"],
            facts["source"],
            facts["draw"],
            None if facts["prepared"] else entry.seq,
            facts["seconds_each"],
            facts["seconds_group"],
            facts["warn_seconds"],
        ),
    )
    for position, one in enumerate(facts["speakers"], 1):
        _enlist(db, entry.seq, position, {**one, "speaker": one["id"], "seconds": facts["seconds_each"]}, None)


def speaker_list_turned_to(db: sqlite3.Connection, entry: Entry) -> None:
    _one(db.execute("update speaker_list set turned_at = ? where id = ?", (entry.seq, entry.facts["list"])))


def speaker_list_closed(db: sqlite3.Connection, entry: Entry) -> None:
    _one(db.execute("update speaker_list set state = 'closed' where id = ?", (entry.facts["list"],)))


def speaker_list_reopened(db: sqlite3.Connection, entry: Entry) -> None:
    _one(db.execute("update speaker_list set state = 'open' where id = ?", (entry.facts["list"],)))


def speaker_listed(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    last = db.execute("select coalesce(max(position), 0) from speaker where list = ?", (facts["list"],)).fetchone()[0]
    _enlist(db, facts["list"], last + 1, facts, entry.device)


def speaker_marked(db: sqlite3.Connection, entry: Entry) -> None:
    _one(db.execute("update speaker set state = ? where id = ?", (entry.facts["state"], entry.facts["speaker"])))


def reader_named(db: sqlite3.Connection, entry: Entry) -> None:
    _one(db.execute("update speaker set read_by = ? where id = ?", (entry.facts["reader"], entry.facts["speaker"])))


def floor_given(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    if facts["ended"] is not None:
        _end(db, facts["ended"], entry.at)
    _one(
        db.execute(
            "update speaker set state = 'speaking', began_at = ?, seconds = ?, paused_at = null, paused_ms = 0 where id = ?",
            (facts["began_at"], facts["seconds"], facts["speaker"]),
        )
    )


def clock_paused(db: sqlite3.Connection, entry: Entry) -> None:
    _one(db.execute("update speaker set paused_at = ? where id = ?", (entry.at, entry.facts["speaker"])))


def clock_resumed(db: sqlite3.Connection, entry: Entry) -> None:
    _one(
        db.execute(
            "update speaker set paused_ms = paused_ms + ? - paused_at, paused_at = null where id = ?",
            (entry.at, entry.facts["speaker"]),
        )
    )


def time_added(db: sqlite3.Connection, entry: Entry) -> None:
    _one(db.execute("update speaker set seconds = ? where id = ?", (entry.facts["seconds"], entry.facts["speaker"])))


def speech_ended(db: sqlite3.Connection, entry: Entry) -> None:
    _end(db, entry.facts["speaker"], entry.at)


def bell_rung(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute("insert or replace into bell (id, at) values (1, ?)", (entry.at,))


def _enlist(db: sqlite3.Connection, list: int, position: int, facts: dict[str, object], device: int | None) -> None:
    db.execute(
        "insert into speaker (id, list, position, name, group_name, state, point_of_order, late, read_by, seconds,"
        " paused_ms, device) values (?, ?, ?, ?, ?, 'waiting', ?, ?, '', ?, 0, ?)",
        (
            facts["speaker"],
            list,
            position,
            facts["name"],
            facts["group"],
            int(bool(facts.get("point_of_order"))),
            int(bool(facts.get("late"))),
            facts["seconds"],
            device,
        ),
    )


def _end(db: sqlite3.Connection, speaker: int, at: int) -> None:
    """A speech that ends while its clock stands still ended when it was stopped, as to its time."""
    _one(
        db.execute(
            "update speaker set state = 'done', ended_at = :at, paused_ms = paused_ms + coalesce(:at - paused_at, 0),"
            " paused_at = null where id = :speaker",
            {"at": at, "speaker": speaker},
        )
    )


def _one(done: sqlite3.Cursor) -> None:
    """An act on one speaker changes one row; anything else is a mistake that must be heard of."""
    if done.rowcount != 1:
        raise LookupError(f"{done.rowcount} rows were changed instead of one")
