"""The tables of check-in, written from its entries."""

from __future__ import annotations

import json
import sqlite3

from kiosk.journal import Entry


def checked_in(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    _scan(db, entry)
    db.execute(
        "insert into attendance (member, state, seq, at, device, device_name, source, moved_at)"
        " values (?, 'inside', ?, ?, ?, ?, ?, ?)",
        (facts["member"], entry.seq, entry.at, entry.device, facts["device_name"], facts["source"], entry.at),
    )
    db.execute("delete from proxy where grantor = ?", (facts["member"],))


def seen_again(db: sqlite3.Connection, entry: Entry) -> None:
    _scan(db, entry)


def turned_away(db: sqlite3.Connection, entry: Entry) -> None:
    _scan(db, entry)


def returned(db: sqlite3.Connection, entry: Entry) -> None:
    _scan(db, entry)
    _move(db, entry, "returned", "inside")


def departed(db: sqlite3.Connection, entry: Entry) -> None:
    _move(db, entry, "left", "left")


def checkin_voided(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute("update scan set voided_seq = ? where seq = ?", (entry.seq, entry.facts["scan"]))
    db.execute("delete from attendance where member = ?", (entry.facts["member"],))


def proxy_recorded(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute(
        "insert into proxy (grantor, holder, seen_by, seq) values (?, ?, ?, ?)",
        (facts["grantor"], facts["holder"], facts["seen_by"], entry.seq),
    )


def heads_counted(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute(
        "insert or replace into head_count (block, count, at, device_name) values (?, ?, ?, ?)",
        (facts["block"], facts["count"], entry.at, facts["device_name"]),
    )


def heads_cleared(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute("delete from head_count")


def quorum_declared(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute(
        "insert into declaration (seq, at, present, checked_in, head_count, measure, base, needed, met, measures,"
        " sentence, head) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            entry.seq,
            entry.at,
            facts["present"],
            facts["checked_in"],
            facts["head_count"],
            facts["measure"],
            facts["base"],
            facts["needed"],
            int(facts["met"]),
            json.dumps(facts["measures"], sort_keys=True),
            json.dumps(facts["sentence"], sort_keys=True, ensure_ascii=False),
            facts["head"],
        ),
    )


def _scan(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute(
        "insert into scan (seq, at, device, source, verdict, member, code, device_at, provisional, conflict_seq,"
        " typed_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            entry.seq,
            entry.at,
            entry.device,
            facts["source"],
            facts["verdict"],
            facts["member"],
            facts.get("code"),
            facts.get("device_at"),
            int(facts["provisional"]),
            facts.get("conflict"),
            facts.get("typed_by"),
        ),
    )


def _move(db: sqlite3.Connection, entry: Entry, direction: str, state: str) -> None:
    member = entry.facts["member"]
    db.execute(
        "insert into movement (seq, at, member, direction) values (?, ?, ?, ?)",
        (entry.seq, entry.at, member, direction),
    )
    db.execute("update attendance set state = ?, moved_at = ? where member = ?", (state, entry.at, member))
