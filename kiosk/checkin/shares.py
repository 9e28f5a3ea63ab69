"""What each desk did, by name or by badge, and the names that were drawn to be called."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import Any, NamedTuple

from kiosk.roll import queries as roll

BY_NAME = ("search", "paper")  # nobody's badge was read
DEPARTED = "departed"
PACE_PEOPLE, PACE_MINUTES = 10, 5  # until the chair sets others
MINUTE_MS = 60_000
VOIDS_SHOWN = 5
Block = dict[str, Any]


class SpotCheck(NamedTuple):
    """Drawn names that wait to be called, by the number of their entry."""

    seq: int
    members: list[int]


def acts(db: sqlite3.Connection) -> dict[int, Block]:
    """By device id (0 is the laptop): how many people it signed in by each source, and signed out (`departed`)."""
    found: dict[int, Block] = {}
    signed_in = "select coalesce(device, 0), source, count(*) from attendance indexed by attendance_desk group by 1, 2"
    for device, source, people in db.execute(signed_in):
        found.setdefault(device, {})[source] = people
    for device, people in _signed_out(db, 0).items():
        found.setdefault(device, {})[DEPARTED] = people
    return found


def pace(db: sqlite3.Connection) -> Block:
    """Beyond how many people by name, in how many minutes, a desk is told of."""
    row = db.execute("select people, minutes from name_pace").fetchone()
    return {"people": row[0], "minutes": row[1]} if row else {"people": PACE_PEOPLE, "minutes": PACE_MINUTES}


def lately_by_name(db: sqlite3.Connection, now: int) -> dict[int, int]:
    """Of the desks that go beyond the pace now: how many people they signed in or out by name."""
    allowed = pace(db)
    if not allowed["people"]:
        return {}
    since = now - allowed["minutes"] * MINUTE_MS
    counted = Counter(_signed_out(db, since))
    rows = db.execute(
        "select coalesce(device, 0), count(*) from attendance where at >= ? and source in ('search', 'paper') group by 1",
        (since,),
    )
    counted.update(dict(rows.fetchall()))
    return {device: people for device, people in counted.items() if people > allowed["people"]}


def checkins_of(db: sqlite3.Connection, device: int, since_at: int) -> list[Block]:
    """The check-ins of a device since a moment that stand, in their order: seq, at, source, member."""
    rows = db.execute(
        "select s.seq, s.at, s.source, s.member from scan s join attendance a on a.seq = s.seq"
        " where s.device = ? and s.at >= ? and s.voided_seq is null order by s.seq",
        (device, since_at),
    ).fetchall()
    return [{**dict(row), "member": _snapshot(db, row["member"])} for row in rows]


def voids(db: sqlite3.Connection) -> list[Block]:
    """The last times a device's check-ins were taken back at once, newest first, with who they were."""
    rows = db.execute("select * from device_void order by seq desc limit ?", (VOIDS_SHOWN,)).fetchall()
    names = "select m.name, m.number from scan s join member m on m.id = s.member where s.voided_seq = ? order by s.seq"
    return [{**dict(row), "members": [dict(one) for one in db.execute(names, (row["seq"],))]} for row in rows]


def inside(db: sqlite3.Connection) -> list[int]:
    """The ids of everybody who is inside."""
    return [row[0] for row in db.execute("select member from attendance where state = 'inside' order by member")]


def open_spot_check(db: sqlite3.Connection) -> SpotCheck | None:
    """The drawn names that wait to be written down."""
    row = db.execute("select seq from spot_check where recorded_at is null").fetchone()
    if row is None:
        return None
    members = db.execute("select member from spot_check_name where spot_check = ? order by place", (row[0],))
    return SpotCheck(row[0], [one[0] for one in members])


def spot_check(db: sqlite3.Connection) -> Block | None:
    """The last names drawn: who, where and how each signed in, and what was found."""
    row = db.execute("select * from spot_check order by seq desc limit 1").fetchone()
    if row is None:
        return None
    names = db.execute(
        "select n.member, n.finding, a.seq, a.at, a.device_name as desk, a.source, a.state from spot_check_name n"
        " left join attendance a on a.member = n.member where n.spot_check = ? order by n.place",
        (row["seq"],),
    ).fetchall()
    return {**dict(row), "names": [{**dict(one), "member": _snapshot(db, one["member"])} for one in names]}


def _signed_out(db: sqlite3.Connection, since_at: int) -> dict[int, int]:
    """How many people left by each device's act; who did it stands in the entry."""
    rows = db.execute(
        "select e.actor, count(*) from movement m join entry e on e.seq = m.seq"
        " where m.direction = 'left' and m.at >= ? group by 1",
        (since_at,),
    )
    return {
        int(digits) if (digits := actor.removeprefix("device ")).isdecimal() else 0: people for actor, people in rows
    }


def _snapshot(db: sqlite3.Connection, member: int) -> Block | None:
    person = roll.member(db, member)
    return roll.member_snapshot(person) if person else None
