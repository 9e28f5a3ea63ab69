"""Signed heads of the journal: which bytes are signed, how a signed head is told, and which stand in a file.

A head is the number and the hash of an entry; it stands for every entry up to that one. `signing_key_added` carries the
public half of a laptop's key, `head_signed` a head with its signature. The bytes that are signed are ASCII.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import orjson

from kiosk.store import journal, signing_keys

# After an entry of these kinds a head is signed at once.
TRIGGERS = (
    "continued", "desks_opened", "desks_closed", "quorum_declared", "draw_committed", "draw_revealed", "draw_voided",
    "drawn_by_hand", "draw_corrected", "tally_signed", "result_reported", "elected_declared", "minutes_signed",
    "record_written", "signing_key_added",
)  # fmt: skip
ADMINISTRATIVE = ("head_signed", "signing_key_added", "record_written")  # they say nothing about the meeting


class Signed(NamedTuple):
    """A signed head: whose journal (origin, epoch), which entry (seq, hash), by which key, and when it was signed."""

    origin: str
    epoch: str
    seq: int
    hash: str
    key: str
    signature: str
    at: int

    @property
    def holds(self) -> bool:
        return signing_keys.holds(self.key, message(self.origin, self.epoch, self.seq, self.hash), self.signature)

    def code(self) -> str:
        """The text of its QR: capital letters, digits and colons alone, so that the code stays small."""
        fields = (self.origin, self.epoch, str(self.seq), self.hash, self.key, self.signature)
        return ":".join(("KIOSK-HEAD/1", *fields)).upper()


def message(origin: str, epoch: str, seq: int, hash: str) -> bytes:
    """The bytes that are signed for a head."""
    return f"kiosk-head/1\n{origin}\n{epoch}\n{seq}\n{hash}\n".encode("ascii")


def record_message(manifest_digest: str) -> bytes:
    """The bytes that are signed for a record: its MANIFEST's SHA-256."""
    return f"kiosk-record/1\n{manifest_digest}\n".encode("ascii")


class Known(NamedTuple):
    """What a file says of its heads: the newest that is signed, and what somebody must take note of (the facts, and the
    entry's number as `entry`): heads that somebody saw and the file does not have, and that it goes on from a copy
    (whose last entry is of `copied_at`)."""

    last: Signed | None
    others: tuple[dict[str, Any], ...]
    continued: tuple[dict[str, Any], ...]


def known(db: sqlite3.Connection) -> Known:
    """Asked for at every snapshot: only what was added since is looked at."""
    origin, end = journal.origin(db), journal.head(db)
    before = _KNOWN.get(origin)
    since, found = 0, Known(None, (), ())
    if before is not None and journal.hash_of(db, before[0]) == before[1]:
        since, found = before[0], before[2]
    rows = db.execute(
        f"select seq, at, kind, data from entry where seq > ? and kind in ({', '.join('?' * len(_TOLD))}) order by seq",
        (since, *_TOLD),
    )
    for seq, at, kind, data in rows:
        found = _TOLD[kind](db, found, at, {**orjson.loads(data)["facts"], "entry": seq})
    while len(_KNOWN) >= KNOWN_MOST:
        _KNOWN.pop(next(iter(_KNOWN)), None)
    _KNOWN[origin] = (end.seq, end.hash, found)
    return found


def _head_signed(db: sqlite3.Connection, known: Known, at: int, facts: dict[str, Any]) -> Known:
    return known._replace(last=_signed(journal.origin(db), at, facts))


def _other_head_seen(db: sqlite3.Connection, known: Known, at: int, facts: dict[str, Any]) -> Known:
    return known._replace(others=(*known.others, facts))


def _continued(db: sqlite3.Connection, known: Known, at: int, facts: dict[str, Any]) -> Known:
    (copied_at,) = db.execute("select at from entry where seq = ?", (facts["from_seq"],)).fetchone()
    return known._replace(continued=(*known.continued, {**facts, "copied_at": copied_at}))


def _alarm_acknowledged(db: sqlite3.Connection, known: Known, at: int, facts: dict[str, Any]) -> Known:
    others, continued = (
        tuple(one for one in alarms if one["entry"] != facts["alarm"]) for alarms in (known.others, known.continued)
    )
    return known._replace(others=others, continued=continued)


_TOLD = {
    "head_signed": _head_signed,
    "other_head_seen": _other_head_seen,
    "continued": _continued,
    "alarm_acknowledged": _alarm_acknowledged,
}


def last(db: sqlite3.Connection) -> Signed | None:
    """The newest signed head of a file."""
    return known(db).last


def key_in_force(db: sqlite3.Connection) -> str | None:
    """The public key that was added last; None in a file that nobody signs."""
    found = list(public_keys(db))
    return found[-1] if found else None


def public_keys(db: sqlite3.Connection) -> Iterator[str]:
    """Every public key of a file, in the order in which they were added."""
    for row in db.execute("select data from entry where kind = 'signing_key_added' order by seq"):
        yield orjson.loads(row[0])["facts"]["public_key"]


def signed_heads(entries: Iterable[journal.Entry]) -> Iterator[Signed]:
    """The signed heads of a journal, each compared with the entry it signs; Broken names the first that fails.

    Entries whose data are withheld have `data` None; those of the three administrative kinds never are.
    """
    hashes: list[str] = []
    added: set[str] = set()
    for entry in entries:
        hashes.append(entry.hash)
        if entry.kind == "signing_key_added" and entry.data:
            added.add(entry.facts["public_key"])
        elif entry.kind == "head_signed" and entry.data:
            found = _signed(hashes[0][:16], entry.at, entry.facts)
            if not 0 < found.seq < entry.seq or hashes[found.seq - 1] != found.hash:
                raise journal.Broken(
                    f"Entry {entry.seq} (head_signed): entry {found.seq} is not the one that was signed."
                )
            if found.key not in added or not found.holds:
                raise journal.Broken(f"Entry {entry.seq} (head_signed): its signature does not hold.")
            yield found


def _signed(origin: str, at: int, facts: dict[str, Any]) -> Signed:
    return Signed(origin, facts["epoch"], facts["seq"], facts["hash"], facts["key"], facts["signature"], at)


_KNOWN: dict[str, tuple[int, str, Known]] = {}
KNOWN_MOST = 16
