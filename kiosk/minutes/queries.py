"""What is known of the minutes: additions, incidents, and the journal in sentences."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from kiosk.store import journal
from kiosk.store.entry_messages import Audience, EntryText, as_json
from kiosk.store.journal import Entry

Row = sqlite3.Row


def additions(db: sqlite3.Connection) -> list[Row]:
    """What the secretary added and what still stands, in the order in which it was added."""
    return db.execute("select * from minutes_addition where struck_at is null order by id").fetchall()


def officers(db: sqlite3.Connection) -> Row | None:
    """Who chairs and who writes, as they were named last."""
    row: Row | None = db.execute("select chair, secretary from minutes_officer order by id desc limit 1").fetchone()
    return row


def to_sign(db: sqlite3.Connection) -> journal.Head:
    """The last act that the minutes may tell, under which they are signed: a signature adds nothing to them, nor does
    what was refused, nor a tablet that is paired or put elsewhere, nor that the laptop signed."""
    row = db.execute(
        "select seq, at, hash from entry where kind not in ('minutes_signed', 'refused', 'head_signed', 'record_written')"
        " and kind not like 'device\\_%' escape '\\' order by seq desc limit 1"
    ).fetchone()
    return journal.Head(*row)


def signatures(db: sqlite3.Connection) -> list[Row]:
    """Who signed the minutes as they stand now, in that order."""
    return db.execute("select * from minutes_signature where under_seq = ? order by id", (to_sign(db).seq,)).fetchall()


def incidents(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """What was noted by those who watch, newest first."""
    return [dict(row) for row in db.execute("select id, at, role, text from incident order by id desc")]


def entries(db: sqlite3.Connection, kinds: list[str]) -> Iterator[Entry]:
    """The entries of these kinds, in order."""
    rows = db.execute(
        "select * from entry where kind in (select value from json_each(?)) order by seq", (json.dumps(kinds),)
    )
    return (_entry(row) for row in rows)


def acts(db: sqlite3.Connection, sentences: Mapping[str, EntryText], before: int, most: int) -> list[dict[str, Any]]:
    """The last acts of the meeting before a number, newest first, in the sentences that everybody may hear."""
    kinds = json.dumps([kind for kind, words in sentences.items() if words.part])
    rows = db.execute(
        f"select seq, kind, hash from entry indexed by entry_act where {_NO_FLOOD} and seq < ?"
        " and kind in (select value from json_each(?)) order by seq desc limit ?",
        (before, kinds, most),
    ).fetchall()
    return [_told(db, sentences[row["kind"]], row["seq"], row["hash"]) for row in rows]


def all_entries(
    db: sqlite3.Connection, sentences: Mapping[str, EntryText], before: int, most: int
) -> list[dict[str, Any]]:
    """The same of every entry."""
    rows = db.execute(
        "select seq, kind, hash from entry where seq < ? order by seq desc limit ?", (before, most)
    ).fetchall()
    return [_told(db, sentences[row["kind"]], row["seq"], row["hash"]) for row in rows]


def _told(db: sqlite3.Connection, words: EntryText, seq: int, hash: str) -> dict[str, Any]:
    """An entry in its sentence, made once: its hash is the name of it and of everything before it."""
    known = _KNOWN.get(hash)
    if known is None:
        entry = _entry(db.execute("select * from entry where seq = ?", (seq,)).fetchone())
        known = {"seq": seq, "at": entry.at, "said": as_json(words.tell(Audience(db, public=True), entry))}
        while len(_KNOWN) >= KNOWN_MOST:
            _KNOWN.pop(next(iter(_KNOWN)), None)
        _KNOWN[hash] = known
    return known


def _entry(row: Row) -> Entry:
    return Entry(row[0], row[1], row[2], row[3], orjson.loads(row[4]), *row[5:10])


_NO_FLOOD = (
    "kind not in ('checked_in', 'seen_again', 'turned_away', 'returned', 'question_asked', 'question_voted',"
    " 'question_unvoted', 'refused')"
)
_KNOWN: dict[str, dict[str, Any]] = {}
KNOWN_MOST = 1_000
