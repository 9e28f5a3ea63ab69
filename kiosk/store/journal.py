"""The append-only, hash-chained journal: the only writer of the table `entry`.

`hash` is the SHA-256 of the canonical JSON of {seq, at, actor, kind, data_hash, command_id, previous_hash};
`data_hash` is the SHA-256 of salt, a line feed, and the canonical JSON of the data, so that an export can
withhold personal data, and the law can demand to erase it, without breaking the chain.
Canonical JSON: UTF-8, sorted keys, no spaces, unescaped, integers only. The first `previous_hash` is 64 zeros.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

import orjson

FIRST_PREVIOUS = "0" * 64


class Encoded:
    """A list that is canonical JSON already: long ones are encoded where nobody waits for it. `table` holds the same
    rows, where they were put beforehand."""

    def __init__(self, json: bytes, count: int, table: str = "") -> None:
        self.json, self.count, self.table = json, count, table

    def __len__(self) -> int:
        return self.count


class Entry(NamedTuple):
    """One row of the journal, its data parsed: facts, request (digest), status, answer."""

    seq: int
    at: int
    actor: str
    kind: str
    data: dict[str, Any]
    salt: str
    data_hash: str
    command_id: str | None
    previous_hash: str
    hash: str

    @property
    def facts(self) -> dict[str, Any]:
        facts: dict[str, Any] = self.data["facts"]
        return facts

    def listed(self, name: str, columns: Sequence[str]) -> tuple[str, tuple[str, ...]]:
        """A list of facts as SQL to select these columns from, and its parameters."""
        rows = self.facts[name]
        if isinstance(rows, Encoded) and rows.table:
            return rows.table, ()
        return f"(select {picked(columns)} from json_each(?))", (canonical(rows),)

    @property
    def device(self) -> int | None:
        return int(self.actor[7:]) if self.actor.startswith("device ") else None


class Broken(Exception):
    """The journal does not hold; the sentence names the entry."""


def picked(columns: Sequence[str]) -> str:
    """Columns out of the objects that SQLite's json_each gives."""
    return ", ".join(f"value ->> '{column}' as {column}" for column in columns)


def canonical(value: object) -> str:
    """Canonical JSON of dicts, lists, texts, integers, booleans and null: the bytes that json.dumps gives with
    sort_keys, ensure_ascii=False and separators (",", ":"), by a library that is twenty times faster."""
    return _canonical_bytes(value).decode()


def _canonical_bytes(value: object) -> bytes:
    return orjson.dumps(value, default=_encoded, option=orjson.OPT_SORT_KEYS)


def _encoded(value: object) -> orjson.Fragment:
    if isinstance(value, Encoded):
        return orjson.Fragment(value.json)
    raise TypeError(f"{type(value).__name__} has no canonical JSON")


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def digest_of(value: object) -> str:
    """The digest of a value's canonical JSON, which may be that of a whole roll."""
    return sha256(_canonical_bytes(value)).hexdigest()


class Head(NamedTuple):
    """Where the journal ends: number, time and hash of its last entry; 0, 0 and 64 zeros when it is empty."""

    seq: int
    at: int
    hash: str


def head(db: sqlite3.Connection) -> Head:
    row = db.execute("select seq, at, hash from entry order by seq desc limit 1").fetchone()
    return Head(*row) if row else Head(0, 0, FIRST_PREVIOUS)


def epoch(db: sqlite3.Connection, until: int = 2**63 - 1) -> str:
    """The epoch in force (at an entry): named by the entry that made the file, or the last that continued it elsewhere."""
    row = db.execute(
        "select data from entry where kind in ('meeting_created', 'continued') and seq <= ? order by seq desc limit 1",
        (until,),
    ).fetchone()
    return str(orjson.loads(row[0])["facts"]["epoch"]) if row else ""


def origin(db: sqlite3.Connection) -> str:
    """What tells one meeting's file from another, its copies included: a device keeps what is its own under it."""
    row = db.execute("select hash from entry where seq = 1").fetchone()
    return str(row[0])[:16] if row else ""


def hash_of(db: sqlite3.Connection, seq: int) -> str | None:
    """The hash of an entry; None when there is no such entry."""
    row = db.execute("select hash from entry where seq = ?", (seq,)).fetchone()
    return row[0] if row else None


def append(
    db: sqlite3.Connection,
    previous: Head,
    at: int,
    actor: str,
    kind: str,
    data: dict[str, Any],
    command_id: str | None,
) -> Entry:
    """Append one entry behind `previous` inside the caller's transaction."""
    seq = previous.seq + 1
    salt = os.urandom(16).hex()
    encoded = _canonical_bytes(data)  # hashed and kept as they are: one entry may hold a whole roll
    hashed = sha256(f"{salt}\n".encode())
    hashed.update(encoded)
    data_hash = hashed.hexdigest()
    chained = _chained(seq, at, actor, kind, data_hash, command_id, previous.hash)
    entry = Entry(seq, at, actor, kind, data, salt, data_hash, command_id, previous.hash, chained)
    db.execute(
        "insert into entry (seq, at, actor, kind, data, salt, data_hash, command_id, previous_hash, hash)"
        " values (?, ?, ?, ?, cast(? as text), ?, ?, ?, ?, ?)",
        (seq, at, actor, kind, encoded, salt, data_hash, command_id, previous.hash, chained),
    )
    return entry


class Receipt(NamedTuple):
    """A command decided before: its entry's number, time and actor, its data, and the epoch that decided it."""

    seq: int
    at: int
    actor: str
    kind: str
    data: dict[str, Any]
    epoch: str

    def decided(self) -> dict[str, Any]:
        """All that a device is told of its own command once its role may not give that any more."""
        return {"decided": True, "status": self.data["status"], "seq": self.seq, "at": self.at, "epoch": self.epoch}


def receipt(db: sqlite3.Connection, command_id: str) -> Receipt | None:
    """What became of a command that was decided before."""
    row = db.execute("select seq, at, actor, kind, data from entry where command_id = ?", (command_id,)).fetchone()
    if row is None:
        return None
    data = orjson.loads(row[4])
    return Receipt(row[0], row[1], row[2], row[3], data, data["answer"].get("epoch") or epoch(db, row[0]))


def entries(db: sqlite3.Connection) -> Iterator[Entry]:
    """All entries in order, unchecked; Broken when one cannot be read."""
    for row in db.execute("select * from entry order by seq"):
        try:
            yield Entry(row[0], row[1], row[2], row[3], orjson.loads(row[4]), *row[5:10])
        except (ValueError, TypeError):
            raise Broken(f"Entry {row[0]}: its data is not readable.") from None


def checked(db: sqlite3.Connection) -> Iterator[Entry]:
    """All entries in order, each checked against its hashes and the one before; Broken names the first that fails."""
    previous = FIRST_PREVIOUS
    expected = 1
    last_at = 0
    for row in db.execute("select * from entry order by seq"):
        seq, at, actor, kind, text, salt, data_hash, command_id, previous_hash, chained = row
        if seq != expected:
            raise Broken(f"Entry {expected} is missing.")
        if digest(f"{salt}\n{text}") != data_hash:
            raise Broken(f"Entry {seq} ({kind}): its data was changed.")
        if previous_hash != previous:
            raise Broken(f"Entry {seq} ({kind}): it does not follow the entry before it.")
        if _chained(seq, at, actor, kind, data_hash, command_id, previous_hash) != chained:
            raise Broken(f"Entry {seq} ({kind}): it was changed.")
        if at < last_at:
            raise Broken(f"Entry {seq} ({kind}): its time lies before the entry before it.")
        yield Entry(seq, at, actor, kind, orjson.loads(text), salt, data_hash, command_id, previous_hash, chained)
        previous, expected, last_at = chained, seq + 1, at


def _chained(seq: int, at: int, actor: str, kind: str, data_hash: str, command_id: str | None, previous: str) -> str:
    return digest(
        canonical(
            {
                "seq": seq,
                "at": at,
                "actor": actor,
                "kind": kind,
                "data_hash": data_hash,
                "command_id": command_id,
                "previous_hash": previous,
            }
        )
    )
