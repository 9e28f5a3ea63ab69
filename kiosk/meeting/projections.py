"""The one row of the table `meeting`."""

from __future__ import annotations

import json
import sqlite3

from kiosk.store.journal import Entry


def meeting_created(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute(
        "insert into meeting (id, title, organisation, place, starts_at, preset, rule, rehearsal, theme, language,"
        " desks, wifi_name, wifi_password, complaints_phone, created_at, epoch)"
        " values (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?, ?, ?)",
        (
            facts["title"],
            facts["organisation"],
            facts["place"],
            facts["starts_at"],
            facts["preset"],
            json.dumps(facts["rule"], sort_keys=True),
            int(facts["rehearsal"]),
            facts["theme"],
            facts["language"],
            facts["wifi_name"],
            facts["wifi_password"],
            facts["complaints_phone"],
            entry.at,
            facts["epoch"],
        ),
    )
    if facts.get("time_zone"):
        time_zone_set(db, entry)


def time_zone_set(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute("insert or replace into time_zone (id, name) values (1, ?)", (entry.facts["time_zone"],))


def clock_moved(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute(
        "insert into clock_correction (seq, at, moved_ms, correction_ms, restarted) values (?, ?, ?, ?, ?)",
        (entry.seq, entry.at, entry.facts["by_ms"], entry.facts["correction_ms"], int(entry.facts["restarted"])),
    )


def meeting_changed(db: sqlite3.Connection, entry: Entry) -> None:
    for name, value in entry.facts.items():
        written = json.dumps(value, sort_keys=True) if name == "rule" else value
        db.execute(f"update meeting set {_COLUMNS[name]} = ?", (written,))


def continued(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute(
        "insert into continuation (seq, at, epoch, file, from_seq, from_head) values (?, ?, ?, ?, ?, ?)",
        (entry.seq, entry.at, facts["epoch"], facts["file"], facts["from_seq"], facts["from_head"]),
    )


def desks_opened(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute("update meeting set desks = 'open'")


def desks_closed(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute("update meeting set desks = 'closed'")


def desk_hours_set(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute("update meeting set opens_at = ?, closes_at = ?", (entry.facts["opens_at"], entry.facts["closes_at"]))


_COLUMNS = {
    name: name
    for name in (
        "title",
        "organisation",
        "place",
        "starts_at",
        "theme",
        "language",
        "wifi_name",
        "wifi_password",
        "complaints_phone",
        "rule",
    )
}


def checklist_ticked(db: sqlite3.Connection, entry: Entry) -> None:
    if entry.facts["done"]:
        db.execute("insert or replace into checklist (item, at) values (?, ?)", (entry.facts["item"], entry.at))
    else:
        db.execute("delete from checklist where item = ?", (entry.facts["item"],))
