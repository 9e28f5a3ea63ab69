"""What is known of the minutes: additions, incidents, and the journal in sentences."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from kiosk.journal import Entry
from kiosk.sentences import Telling, Words, as_json

Row = sqlite3.Row


def additions(db: sqlite3.Connection) -> list[Row]:
    """What the secretary added and what still stands, in the order in which it was added."""
    return db.execute("select * from minutes_addition where struck_at is null order by id").fetchall()


def incidents(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """What was noted by those who watch, newest first."""
    return [dict(row) for row in db.execute("select id, at, role, text from incident order by id desc")]


def entries(db: sqlite3.Connection, kinds: list[str]) -> Iterator[Entry]:
    """The entries of these kinds, in order."""
    rows = db.execute(
        "select * from entry where kind in (select value from json_each(?)) order by seq", (json.dumps(kinds),)
    )
    return (_entry(row) for row in rows)


def told(
    db: sqlite3.Connection, sentences: Mapping[str, Words], before: int, most: int, kinds: list[str]
) -> list[dict[str, Any]]:
    """The last entries of these kinds before a number, newest first, each in the sentence that everybody may hear."""
    telling = Telling(db, public=True)
    rows = db.execute(
        "select * from entry where seq < ? and kind in (select value from json_each(?)) order by seq desc limit ?",
        (before, json.dumps(kinds), most),
    )
    return [
        {"seq": entry.seq, "at": entry.at, "said": as_json(sentences[entry.kind].tell(telling, entry))}
        for entry in map(_entry, rows)
    ]


def _entry(row: Row) -> Entry:
    return Entry(row[0], row[1], row[2], row[3], orjson.loads(row[4]), *row[5:10])
