"""What is known of lists of speakers and of who has the floor. Times in milliseconds since 1970."""

from __future__ import annotations

import sqlite3
from typing import Any

Row = sqlite3.Row
Block = dict[str, Any]


def last_list(db: sqlite3.Connection) -> Row | None:
    """The list that is at hand: the one that the meeting turned to last."""
    row: Row | None = db.execute(
        "select * from speaker_list where turned_at is not null order by turned_at desc limit 1"
    ).fetchone()
    return row


def turned_at(db: sqlite3.Connection) -> int | None:
    """When the meeting turned to the list at hand."""
    row = db.execute("select at from entry where seq = (select max(turned_at) from speaker_list)").fetchone()
    return row[0] if row else None


def one_list(db: sqlite3.Connection, id: int) -> Row | None:
    row: Row | None = db.execute("select * from speaker_list where id = ?", (id,)).fetchone()
    return row


def one_speaker(db: sqlite3.Connection, id: int) -> Row | None:
    row: Row | None = db.execute("select * from speaker where id = ?", (id,)).fetchone()
    return row


def speaking(db: sqlite3.Connection) -> Row | None:
    """Who has the floor now."""
    row: Row | None = db.execute("select * from speaker where state = 'speaking'").fetchone()
    return row


def last_ended(db: sqlite3.Connection) -> int | None:
    """When the last speech of the meeting ended."""
    at: int | None = db.execute("select max(ended_at) from speaker").fetchone()[0]
    return at


def begun_at(db: sqlite3.Connection) -> int | None:
    """When the meeting turned to the list at hand, or the floor was last given; None while there is no list."""
    turned = turned_at(db)
    given = db.execute("select max(began_at) from speaker").fetchone()[0]
    return None if turned is None else max(turned, given or 0)


def speakers(db: sqlite3.Connection, list: int) -> list[Row]:
    """The speakers of a list in their order: points of order first, who came late last."""
    return db.execute("select * from speaker where list = ? order by late, position, id", (list,)).fetchall()


def following(db: sqlite3.Connection, list: int) -> Row | None:
    """Who is next: a point of order before everybody who waits."""
    row: Row | None = db.execute(
        "select * from speaker where list = ? and state = 'waiting' order by point_of_order desc, late, position, id limit 1",
        (list,),
    ).fetchone()
    return row


def next_id(db: sqlite3.Connection) -> int:
    found: int = db.execute("select coalesce(max(id), 0) + 1 from speaker").fetchone()[0]
    return found


def used_ms(row: Row, now: int) -> int:
    """How long a speaker has spoken, pauses left out."""
    if row["began_at"] is None:
        return 0
    until: int = row["paused_at"] or row["ended_at"] or now
    used: int = until - row["began_at"] - row["paused_ms"]
    return max(0, used)


def clock(row: Row | None) -> Block | None:
    """A speaker's clock in absolute times: every page counts from them by itself."""
    if row is None:
        return None
    return {
        "speaker": row["id"],
        "name": row["name"],
        "group": row["group_name"],
        "read_by": row["read_by"],
        "point_of_order": bool(row["point_of_order"]),
        "seconds": row["seconds"],
        "began_at": row["began_at"],
        "paused_at": row["paused_at"],
        "paused_ms": row["paused_ms"],
        "ended_at": row["ended_at"],
    }


def others(db: sqlite3.Connection) -> list[Block]:
    """The lists that are not at hand, for the chair: prepared ones, and those that the meeting left open."""
    at_hand = last_list(db)
    rows = db.execute(
        "select l.*, (select count(*) from speaker s where s.list = l.id and s.state = 'waiting') as waiting"
        " from speaker_list l where l.state = 'open' and l.id is not ? order by l.id",
        (at_hand["id"] if at_hand else None,),
    )
    return [
        {"id": row["id"], "title": row["title"], "waiting": row["waiting"], "prepared": row["turned_at"] is None}
        for row in rows
    ]


def groups(rows: list[Row], seconds: int | None) -> list[Block]:
    """What each group has used of the time it has together, whoever speaks now left out; empty where none is granted."""
    used: dict[str, int] = {}
    for row in rows:
        if row["group_name"]:
            used[row["group_name"]] = used.get(row["group_name"], 0) + (used_ms(row, 0) if row["ended_at"] else 0)
    return [{"name": name, "used_ms": ms, "seconds": seconds} for name, ms in used.items()] if seconds else []


def shown(db: sqlite3.Connection) -> Block | None:
    """The list at hand as everybody may see it, who has the floor, and the bell."""
    at_hand = last_list(db)
    if at_hand is None:
        return None
    rung = db.execute("select at from bell").fetchone()
    rows = speakers(db, at_hand["id"])
    return {
        "id": at_hand["id"],
        "title": at_hand["title"],
        "source": at_hand["source"],
        "draw": at_hand["draw"],
        "state": at_hand["state"],
        "seconds_each": at_hand["seconds_each"],
        "seconds_group": at_hand["seconds_group"],
        "warn_seconds": at_hand["warn_seconds"],
        "clock": clock(speaking(db)),
        "bell_at": rung["at"] if rung else None,
        "groups": groups(rows, at_hand["seconds_group"]),
        "speakers": [
            {
                "id": row["id"],
                "name": row["name"],
                "group": row["group_name"],
                "state": row["state"],
                "late": bool(row["late"]),
                "point_of_order": bool(row["point_of_order"]),
                "read_by": row["read_by"],
                "seconds": row["seconds"],
                "planned": at_hand["seconds_each"],
                "used_ms": used_ms(row, 0) if row["ended_at"] else None,
                "paused_ms": row["paused_ms"],
            }
            for row in rows
        ],
    }
