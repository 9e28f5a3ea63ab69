"""Who on the roll has a name that a reader may take for another's: by the skeletons of UTS 39, and written in the
other Chinese script or without its accents. Kept in memory, made anew when the roll has moved."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from functools import lru_cache
from pathlib import Path

from kiosk.roll.search import folded
from kiosk.rules import skeletons
from kiosk.store import database as files

ROLLS_MOST = 4
MEMBERS_AT_ONCE = 2_000
NAMES_AT_ONCE = 50
REST_SECONDS = 0.001
Index = dict[str, list[int]]
_kept: dict[str, Index] = {}
_making: set[str] = set()
_lock = threading.Lock()


@lru_cache(maxsize=65_536)
def keys(name: str) -> frozenset[str]:
    """What a name is compared by: two people are namesakes when they share one of these."""
    return skeletons.keys(name) | skeletons.keys(folded(name) or name)


def look_the_same(one: str, other: str) -> bool:
    """Whether two names cannot be told apart by looking at them."""
    return skeletons.alike(one, other)


def named_like(db: sqlite3.Connection, roll_version: int, name: str) -> list[int]:
    """The ids of members whose name looks like this one, in the roll's order."""
    index = _index(db, roll_version)
    found = dict.fromkeys(member for key in sorted(keys(name)) for member in index.get(key, ()))
    return sorted(found)


def has_namesake(db: sqlite3.Connection, roll_version: int, member: int, name: str) -> bool:
    """Whether anybody else's name looks like this member's. A long roll that has just moved is read outside the
    server's turn; until that is done, those of the very same name are told."""
    state = _state(db, roll_version)
    if state not in _kept and _is_long(db):
        _make_outside(db, state, roll_version)
        same = "select 1 from member where name = ? and id <> ?"
        return db.execute(same, (name, member)).fetchone() is not None
    index = _index(db, roll_version)
    return any(other != member for key in keys(name) for other in index.get(key, ()))


def _index(db: sqlite3.Connection, roll_version: int) -> Index:
    state = _state(db, roll_version)
    if state not in _kept:
        _keep(state, _made(db, lambda: None))
    return _kept.get(state, {})


def _state(db: sqlite3.Connection, roll_version: int) -> str:
    """The hash of the entry that changed the roll last: a group that was rolled back may give its number anew."""
    row = db.execute("select hash from entry where seq = ?", (roll_version,)).fetchone()
    return row[0] if row else ""


def _is_long(db: sqlite3.Connection) -> bool:
    found: int = db.execute("select coalesce(sum(members), 0) from turnout").fetchone()[0]
    return found > MEMBERS_AT_ONCE


def _made(db: sqlite3.Connection, rest: Callable[[], None]) -> Index:
    made: defaultdict[str, list[int]] = defaultdict(list)
    for place, (member, name) in enumerate(db.execute("select id, name from member order by id")):
        if place % NAMES_AT_ONCE == 0:
            rest()
        for key in keys(name):
            made[key].append(member)
    return dict(made)


def _keep(state: str, index: Index) -> None:
    while len(_kept) >= ROLLS_MOST:
        _kept.pop(next(iter(_kept)), None)
    _kept[state] = index


def _make_outside(db: sqlite3.Connection, state: str, roll_version: int) -> None:
    """In a native thread that gives way; once for each state of a roll."""
    path = Path(db.execute("select file from pragma_database_list where name = 'main'").fetchone()[0])
    with _lock:
        if state in _making:
            return
        _making.add(state)

    def make() -> None:
        try:
            with closing(files.reader(path)) as own:
                own.execute("begin")
                if _state(own, roll_version) == state:  # else its entry is not yet on disk, or will never be
                    _keep(state, _made(own, lambda: time.sleep(REST_SECONDS)))
        finally:
            with _lock:
                _making.discard(state)

    threading.Thread(target=make, name="kiosk-namesakes", daemon=True).start()
