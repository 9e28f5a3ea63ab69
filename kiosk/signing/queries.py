"""What pages are told of signed heads."""

from __future__ import annotations

import sqlite3
from typing import Any

from kiosk.store import journal, signed_heads, signing_keys


def signed(db: sqlite3.Connection) -> dict[str, Any]:
    """The newest signed head, which every page keeps; null in a file that nobody signs."""
    found = signed_heads.last(db)
    return {
        "signed": {**found._asdict(), "fingerprint": grouped(signing_keys.fingerprint(found.key))} if found else None
    }


def fingerprint(db: sqlite3.Connection) -> str:
    """The fingerprint of the key in force, in groups of four digits; empty when nobody signs."""
    key = signed_heads.key_in_force(db)
    return grouped(signing_keys.fingerprint(key)) if key else ""


def grouped(digits: str) -> str:
    """Digits as they are read out and compared: in groups of four."""
    return " ".join(digits[place : place + 4] for place in range(0, len(digits), 4))


def is_known(db: sqlite3.Connection, seq: int, hash: str) -> bool:
    """Whether an entry of this number has this hash; digits may be the first of them alone."""
    found = journal.hash_of(db, seq)
    return found is not None and found.startswith(hash)


def others(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """Heads that somebody saw and this file does not have, until that was acknowledged; `past` when the meeting went on
    from a copy since."""
    epoch = journal.epoch(db)
    return [{**one, "past": one["epoch"] != epoch} for one in signed_heads.known(db).others]


def continued(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """Each time the meeting went on from a copy of its file, until that was acknowledged."""
    return list(signed_heads.known(db).continued)


def is_signed(db: sqlite3.Connection) -> bool:
    """Whether this laptop has the key that signs the journal from here on."""
    key = signing_keys.find(journal.origin(db))
    return key is not None and key.public == signed_heads.key_in_force(db)
