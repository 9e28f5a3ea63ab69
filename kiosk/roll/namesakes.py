"""Who on the roll has a name that a reader may take for another's: by the skeletons of UTS 39, and written in the
other Chinese script or without its accents. Kept in memory, made anew when the roll has moved."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from functools import lru_cache

from kiosk import skeletons
from kiosk.roll.search import folded

ROLLS_MOST = 4
Index = dict[str, list[int]]
_kept: dict[str, Index] = {}


@lru_cache(maxsize=65_536)
def keys(name: str) -> frozenset[str]:
    """What a name is compared by: two people are namesakes when they share one of these."""
    return skeletons.keys(name) | skeletons.keys(folded(name) or name)


def named_like(db: sqlite3.Connection, roll_version: int, name: str) -> list[int]:
    """The ids of members whose name looks like this one, in the roll's order."""
    index = _index(db, roll_version)
    found = dict.fromkeys(member for key in sorted(keys(name)) for member in index.get(key, ()))
    return sorted(found)


def has_namesake(db: sqlite3.Connection, roll_version: int, member: int, name: str) -> bool:
    """Whether anybody else's name looks like this member's."""
    index = _index(db, roll_version)
    return any(other != member for key in keys(name) for other in index.get(key, ()))


def _index(db: sqlite3.Connection, roll_version: int) -> Index:
    """By the hash of the entry that changed the roll last: a group that was rolled back may give its number anew."""
    row = db.execute("select hash from entry where seq = ?", (roll_version,)).fetchone()
    if row is None:
        return {}
    if row[0] not in _kept:
        made: defaultdict[str, list[int]] = defaultdict(list)
        for member, name in db.execute("select id, name from member order by id"):
            for key in keys(name):
                made[key].append(member)
        while len(_kept) >= ROLLS_MOST:
            _kept.pop(next(iter(_kept)), None)
        _kept[row[0]] = dict(made)
    return _kept[row[0]]
