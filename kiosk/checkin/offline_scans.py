"""What a desk without connection goes by, and what its scans came to afterwards.

A desk keeps no names: only the first eight bytes of the SHA-256 of each valid code, and of those whose holders
were admitted, with the version they belong to: epoch, roll, and the last entry they know.
"""

from __future__ import annotations

import base64
import sqlite3
from typing import Any

from kiosk.roll import queries as roll
from kiosk.store import journal

PREFIX_DIGITS = 16  # hexadecimal: eight bytes
Block = dict[str, Any]


def known(db: sqlite3.Connection, epoch: str, roll_version: int, seq: int) -> Block:
    """What a desk may know, base64 of eight bytes each: all of it, or what came since when it knows the rest."""
    now: Block = {"epoch": journal.epoch(db), "roll": roll.version(db), "seq": journal.head(db).seq}
    if (epoch, roll_version) == (now["epoch"], now["roll"]) and seq <= now["seq"]:
        return {**now, "whole": False, "admitted": _admitted_since(db, seq), "taken_back": _taken_back_since(db, seq)}
    valid = _valid(db, (now["epoch"], now["roll"]))
    admitted = _prefixes(db, "select {prefix} from member where id in (select member from attendance)")
    return {**now, "whole": True, "valid": valid, "admitted": admitted}


_kept: dict[tuple[str, int], str] = {}  # of the roll as it is: all desks ask for it when it changes


def _valid(db: sqlite3.Connection, version: tuple[str, int]) -> str:
    if version not in _kept:
        found = _prefixes(db, "select {prefix} from member order by id")
        _kept.clear()
        _kept[version] = found
    return _kept[version]


def _admitted_since(db: sqlite3.Connection, seq: int) -> str:
    sql = (
        "select {prefix} from member where id in (select member from scan not indexed where seq > ?"
        " and verdict in ('admitted', 'admitted_nonvoting') and voided_seq is null)"
    )
    return _prefixes(db, sql, seq)


def _taken_back_since(db: sqlite3.Connection, seq: int) -> str:
    sql = (
        "select {prefix} from member where id in (select member from scan where voided_seq > ?)"
        " and id not in (select member from attendance)"
    )
    return _prefixes(db, sql, seq)


def _prefixes(db: sqlite3.Connection, sql: str, *wanted: int) -> str:
    rows = db.execute(sql.format(prefix=f"substr(code_hash, 1, {PREFIX_DIGITS})"), wanted)
    return base64.b64encode(bytes.fromhex("".join(row[0] for row in rows))).decode()


def for_the_supervisor(db: sqlite3.Connection, most: int) -> list[Block]:
    """Members of whom a scan made without connection waits for an act, newest first: every desk and time.

    `scans` are those that wait; `first` is the check-in that stands or was taken back, None where there is none.
    """
    members = db.execute(
        "select member, max(seq) from scan where conflict is not null and settled_seq is null"
        " group by member order by 2 desc limit ?",
        (most,),
    ).fetchall()
    return [_waiting(db, row[0]) for row in members]


def open_conflicts(db: sqlite3.Connection, member: int) -> list[int]:
    """The numbers of a member's scans that wait for an act."""
    rows = db.execute(
        "select seq from scan where member = ? and conflict is not null and settled_seq is null order by seq", (member,)
    )
    return [row[0] for row in rows]


def _waiting(db: sqlite3.Connection, member: int) -> Block:
    rows = db.execute(
        "select s.seq, s.at, s.device_at, s.conflict as reason, coalesce(d.name, 'laptop') as device, s.conflict_seq"
        " from scan s left join device d on d.id = s.device"
        " where s.member = ? and s.conflict is not null and s.settled_seq is null order by s.seq",
        (member,),
    ).fetchall()
    person = roll.member(db, member)
    names = ("seq", "at", "device_at", "device", "reason")
    last = {name: rows[-1][name] for name in names}
    first = next((row["conflict_seq"] for row in reversed(rows) if row["conflict_seq"]), None)
    return {
        **last,
        "first": _first(db, first) if first else None,
        "member": roll.member_snapshot(person) if person else None,
        "scans": [{name: row[name] for name in names} for row in rows],
    }


def _first(db: sqlite3.Connection, seq: int) -> Block:
    row = db.execute(
        "select s.seq, s.at, coalesce(d.name, 'laptop') as device from scan s left join device d on d.id = s.device"
        " where s.seq = ?",
        (seq,),
    ).fetchone()
    return dict(row)
