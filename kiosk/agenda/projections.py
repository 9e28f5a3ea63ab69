"""The tables `agenda_step` and `procedure_stage`."""

from __future__ import annotations

import json
import sqlite3

from kiosk.store.journal import Entry


def agenda_adopted(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute("delete from agenda_step")
    for position, step in enumerate(entry.facts["steps"], 1):
        _insert(db, position, step)


def step_opened(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute("update agenda_step set opened_at = ? where id = ?", (entry.at, entry.facts["step"]))


def step_ended(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute("update agenda_step set ended_at = ? where id = ?", (entry.at, entry.facts["step"]))


def step_skipped(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute(
        "update agenda_step set skipped_at = ?, reason = ? where id = ?", (entry.at, facts["reason"], facts["step"])
    )


def step_reopened(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute(
        "update agenda_step set opened_at = ?, ended_at = null, skipped_at = null, reason = '' where id = ?",
        (entry.at, entry.facts["step"]),
    )


def step_added(db: sqlite3.Connection, entry: Entry) -> None:
    position = entry.facts["position"]
    db.execute("update agenda_step set position = position + 1 where position >= ?", (position,))
    _insert(db, position, entry.facts)


def step_renamed(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute("update agenda_step set title = ? where id = ?", (entry.facts["title"], entry.facts["step"]))


def step_moved(db: sqlite3.Connection, entry: Entry) -> None:
    for position, step in enumerate(entry.facts["order"], 1):
        db.execute("update agenda_step set position = ? where id = ?", (position, step))


def stage_planned(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute(
        "insert into procedure_stage (stage, day, names, note, version, reason) values (?, ?, '[]', '', 0, '')"
        " on conflict (stage) do update set day = excluded.day",
        (facts["stage"], facts["day"]),
    )


def stage_published(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute(
        "insert into procedure_stage (stage, names, note, published_at, version, reason) values (?, ?, ?, ?, ?, ?)"
        " on conflict (stage) do update set names = excluded.names, note = excluded.note,"
        " published_at = excluded.published_at, version = excluded.version, reason = excluded.reason",
        (
            facts["stage"],
            json.dumps(facts["names"], ensure_ascii=False),
            facts["note"],
            entry.at,
            facts["version"],
            facts["reason"],
        ),
    )


def _insert(db: sqlite3.Connection, position: int, step: dict[str, object]) -> None:
    db.execute(
        "insert into agenda_step (id, position, title, kind, say, reason) values (?, ?, ?, ?, ?, '')",
        (step["id"], position, step["title"], step["kind"], step["say"]),
    )
