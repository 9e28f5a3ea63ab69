"""What somebody noted of a journal, compared with it: a head (digits and the entry's number), or a key's fingerprint.

A noted head finds a rollback and a rewrite of what came before it. A noted fingerprint finds a rewrite by anybody who
lacks the key. Neither finds what whoever holds laptop and key did before the first note; and where nothing was noted
nothing is proved against whoever had the laptop, which is said.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import NamedTuple

from kiosk.store import database as files
from kiosk.store import journal, signing_keys
from kiosk.store.errors import UsageError
from kiosk.store.signed_heads import Signed
from kiosk.store.times import times

DIGITS_LEAST = 16
DIGITS_MOST = 64
NOTHING_NOTED = "Whole in itself; nobody's note was compared: this proves nothing against whoever had the laptop."


class Notes(NamedTuple):
    """The digits of a noted head (empty: none), the number of its entry, and noted fingerprints."""

    head: str = ""
    seq: int | None = None
    fingerprints: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.head or self.fingerprints)


NONE = Notes()


class Differs(Exception):
    """A note that the journal does not agree with; the sentence says in what."""


def read(head: str, seq: int | None, fingerprints: Sequence[str]) -> Notes:
    """Notes as people type them, in groups or not; Unusable for what is too short or no digits."""
    if seq is not None and not head:
        raise UsageError("--at goes with --head: the number of the entry, and the digits that were noted.")
    return Notes(digits(head) if head else "", seq, tuple(digits(one) for one in fingerprints))


def digits(text: str) -> str:
    """16 to 64 hexadecimal digits out of what was typed; Unusable for anything else."""
    found = re.sub(r"[\s:·-]", "", text).lower()
    if not re.fullmatch(r"[0-9a-f]*", found):
        raise UsageError("A note is of hexadecimal digits, 0 to 9 and a to f.")
    if not DIGITS_LEAST <= len(found) <= DIGITS_MOST:
        raise UsageError(
            f"A note must have {DIGITS_LEAST} to {DIGITS_MOST} hexadecimal digits; this one has {len(found)}."
        )
    return found


def compare(notes: Notes, hashes: Sequence[str], signed: Sequence[Signed]) -> Iterator[str]:
    """A sentence for each note that matches; Differs for the first that does not.

    `hashes` are those of the entries from the first on, `signed` the signed heads among them, already checked.
    """
    if not notes:
        yield NOTHING_NOTED
    if notes.head:
        yield _head(notes.head, notes.seq, hashes)
    if notes.fingerprints:
        yield from _keys(notes.fingerprints, hashes, signed)


def matches(fingerprint: str, public_key: str) -> bool:
    """Whether noted digits are those of a key."""
    return sha256(bytes.fromhex(public_key)).hexdigest().startswith(fingerprint)


def missing(db: sqlite3.Connection) -> str:
    """What this laptop saw of the meeting and the file does not have, as a sentence; empty when nothing is missing."""
    seen, end = signing_keys.noted(journal.origin(db)), journal.head(db)
    if seen is None or journal.hash_of(db, seen.seq) == seen.hash:
        return ""
    at = f" at {times(db).clock(seen.at)}" if files.form(db) == files.FORM_VERSION else ""  # older files name no zone
    if seen.seq > end.seq:
        return f"This laptop saw entry {seen.seq} of this meeting{at}; this file ends at {end.seq}."
    return f"This laptop saw another entry {seen.seq} of this meeting{at} than this file has."


def _head(noted: str, seq: int | None, hashes: Sequence[str]) -> str:
    if seq is None:
        found = [number for number, hash in enumerate(hashes, 1) if hash.startswith(noted)]
        if not found:
            raise Differs("No entry has the noted head: it is not of this journal, or was rewritten or cut off.")
        return f"The note matches: it is the head of entry {found[0]} of {len(hashes)}."
    if not 0 < seq <= len(hashes):
        raise Differs(f"The note is of entry {seq}; this journal ends at entry {len(hashes)}.")
    if not hashes[seq - 1].startswith(noted):
        raise Differs(f"Entry {seq} has another hash than was noted: it begins with {hashes[seq - 1][: len(noted)]}.")
    return f"The note matches entry {seq} of {len(hashes)}."


def _keys(fingerprints: Sequence[str], hashes: Sequence[str], signed: Sequence[Signed]) -> Iterator[str]:
    for noted in fingerprints:
        if not any(matches(noted, one.key) for one in signed):
            raise Differs(f"Nothing in this journal is signed by the key of the fingerprint {noted}.")
    for one in signed:
        if not any(matches(noted, one.key) for noted in fingerprints):
            shown = signing_keys.fingerprint(one.key)
            raise Differs(f"Entry {one.seq} is signed by another key, fingerprint {shown}, of which there is no note.")
    last, end = signed[-1].seq, len(hashes)
    yield f"The fingerprint matches: signed up to entry {last} of {end}."
