"""The table `device`."""

from __future__ import annotations

import sqlite3

from kiosk.store.journal import Entry


def device_paired(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute(
        "insert into device (id, name, role, token_hash, paired_at) values (?, ?, ?, ?, ?)",
        (entry.seq, entry.facts["name"], entry.facts["role"], entry.facts["token_hash"], entry.at),
    )


def device_renamed(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute("update device set name = ? where id = ?", (entry.facts["name"], entry.facts["device"]))


def device_moved(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute("update device set role = ? where id = ?", (entry.facts["role"], entry.facts["device"]))


def device_revoked(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute("update device set revoked_at = ? where id = ?", (entry.at, entry.facts["device"]))


def chair_handed_over(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute("update device set role = 'chair' where id = ?", (entry.facts["to"],))
    db.execute("update device set role = 'operator' where id = ?", (entry.facts["from"],))


def plain_http_set(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute("insert or replace into plain_http (id, allowed) values (1, ?)", (int(entry.facts["allowed"]),))
