"""The tables of check-in, written from its entries."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from kiosk.store.journal import Entry

ADMITTED = ("admitted", "admitted_nonvoting")
FAILED = ("unknown_code", "revoked", "not_on_roll", "closed")
MINUTE_MS = 60_000


def checked_in(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    _scan(db, entry)
    db.execute(
        "insert into attendance (member, state, seq, at, device, device_name, source, moved_at)"
        " values (?, 'inside', ?, ?, ?, ?, ?, ?)",
        (facts["member"], entry.seq, entry.at, entry.device, facts["device_name"], facts["source"], entry.at),
    )
    db.execute(
        "insert into arrival (minute, people) values (?, 1) on conflict do update set people = people + 1",
        (entry.at // MINUTE_MS,),
    )
    db.execute(
        "update scan set settled_seq = ? where member = ? and settled_seq is null"
        " and conflict in ('closed', 'taken_back', 'not_here', 'sent_away')",
        (entry.seq, facts["member"]),
    )
    if paper := facts.get("proxy_paper"):
        db.execute(
            "insert into proxy_paper (seq, at, grantor, holder, round, paper) values (?, ?, ?, ?, ?, ?)",
            (entry.seq, entry.at, facts["member"], paper["holder"], paper["round"], paper["paper"]),
        )
    if facts.get("proxy_revoked"):
        _one(db.execute("update proxy set revoked_seq = ? where grantor = ?", (entry.seq, facts["member"])))


def seen_again(db: sqlite3.Connection, entry: Entry) -> None:
    _scan(db, entry)


def turned_away(db: sqlite3.Connection, entry: Entry) -> None:
    _scan(db, entry)


def returned(db: sqlite3.Connection, entry: Entry) -> None:
    _scan(db, entry)
    _move(db, entry, "returned", "inside")
    db.execute(
        "update scan set settled_seq = ? where member = ? and settled_seq is null and conflict = 'left'",
        (entry.seq, entry.facts["member"]),
    )


def departed(db: sqlite3.Connection, entry: Entry) -> None:
    _move(db, entry, "left", "left")


def checkin_voided(db: sqlite3.Connection, entry: Entry) -> None:
    _void(db, entry.seq, entry.facts)


def device_checkins_voided(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    for one in facts["voided"]:
        _void(db, entry.seq, one)
    db.execute(
        "insert into device_void (seq, at, device, device_name, since_at, reason) values (?, ?, ?, ?, ?, ?)",
        (entry.seq, entry.at, facts["device"], facts["device_name"], facts["since_at"], facts["reason"]),
    )


def proxy_paper_settled(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    done = "update proxy_paper set finding = ?, settled_seq = ? where seq = ? and settled_seq is null"
    _one(db.execute(done, (facts["finding"], entry.seq, facts["arrival"])))


def name_pace_set(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute("insert or replace into name_pace (id, people, minutes) values (1, :people, :minutes)", entry.facts)


def spot_check_drawn(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute("insert into spot_check (seq, at, inside) values (?, ?, ?)", (entry.seq, entry.at, facts["inside"]))
    db.executemany(
        "insert into spot_check_name (spot_check, place, member) values (?, ?, ?)",
        [(entry.seq, place, member) for place, member in enumerate(facts["members"], 1)],
    )


def spot_check_recorded(db: sqlite3.Connection, entry: Entry) -> None:
    seq = entry.facts["spot_check"]
    _one(db.execute("update spot_check set recorded_at = ? where seq = ? and recorded_at is null", (entry.at, seq)))
    for one in entry.facts["findings"]:
        names = "update spot_check_name set finding = ? where spot_check = ? and member = ?"
        _one(db.execute(names, (one["finding"], seq, one["member"])))


def _void(db: sqlite3.Connection, act: int, facts: dict[str, Any]) -> None:
    """`facts`: scan, member, and whether the proxy that it ended comes back."""
    scan = db.execute(
        "update scan set voided_seq = ? where seq = ? and voided_seq is null returning at, device",
        (act, facts["scan"]),
    ).fetchall()
    _one(db.execute("delete from attendance where member = ?", (facts["member"],)))
    db.execute("update proxy_paper set settled_seq = ? where seq = ? and settled_seq is null", (act, facts["scan"]))
    _one(db.execute("update arrival set people = people - 1 where minute = ?", (scan[0][0] // MINUTE_MS,)))
    _one(db.execute("update desk_count set checked_in = checked_in - 1 where device = ?", (scan[0][1] or 0,)))
    if facts.get("proxy_restored"):
        _one(db.execute("update proxy set revoked_seq = null where grantor = ?", (facts["member"],)))


def conflict_settled(db: sqlite3.Connection, entry: Entry) -> None:
    _settle(db, entry.seq, entry.facts["scans"])


def difference_explained(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute(
        "insert or replace into explanation (device, seq, at, made, received, reason) values (?, ?, ?, ?, ?, ?)",
        (facts["device"], entry.seq, entry.at, facts["made"], facts["received"], facts["reason"]),
    )


def proxy_recorded(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute(
        "insert into proxy (grantor, holder, seen_by, seq, near_relative) values (?, ?, ?, ?, ?)",
        (facts["grantor"], facts["holder"], facts["seen_by"], entry.seq, facts.get("near_relative")),
    )


def proxies_most_set(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute("insert or replace into proxy_limit (id, most) values (1, :most)", entry.facts)


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
    verdict = facts["verdict"]
    _settle(db, entry.seq, facts.get("settles", []))
    db.execute(
        "insert into scan (seq, at, device, source, verdict, member, code, device_at, provisional, conflict,"
        " conflict_seq, typed_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            entry.seq,
            entry.at,
            entry.device,
            facts["source"],
            verdict,
            facts["member"],
            facts.get("code"),
            facts.get("device_at"),
            int(facts["provisional"]),
            facts.get("conflict"),
            facts.get("conflict_seq"),
            facts.get("typed_by"),
        ),
    )
    db.execute(
        "insert into desk_count (device, scans, checked_in, failed, received) values (?, 1, ?, ?, ?)"
        " on conflict do update set scans = scans + 1, checked_in = checked_in + excluded.checked_in,"
        " failed = failed + excluded.failed, received = received + excluded.received",
        (entry.device or 0, int(verdict in ADMITTED), int(verdict in FAILED), int("reason" not in facts)),
    )


def _settle(db: sqlite3.Connection, act: int, scans: list[int]) -> None:
    for seq in scans:
        _one(db.execute("update scan set settled_seq = ? where seq = ? and settled_seq is null", (act, seq)))


def _move(db: sqlite3.Connection, entry: Entry, direction: str, state: str) -> None:
    member = entry.facts["member"]
    db.execute(
        "insert into movement (seq, at, member, direction) values (?, ?, ?, ?)",
        (entry.seq, entry.at, member, direction),
    )
    _one(db.execute("update attendance set state = ?, moved_at = ? where member = ?", (state, entry.at, member)))


def _one(done: sqlite3.Cursor) -> None:
    """An act on one person changes one row; anything else is a mistake that must be heard of."""
    if done.rowcount != 1:
        raise LookupError(f"{done.rowcount} rows were changed instead of one")
