"""What is known of the meeting."""

from __future__ import annotations

import json
import sqlite3
from functools import lru_cache
from typing import Any, NamedTuple

from kiosk.i18n.catalog import translate
from kiosk.store import journal
from kiosk.store.meeting_clock import correction
from kiosk.store.times import times


class Meeting(NamedTuple):
    """The one meeting of a file; times are milliseconds since 1970."""

    title: str
    organisation: str
    place: str
    starts_at: int | None
    preset: str
    rule: dict[str, Any]
    rehearsal: bool
    theme: str
    language: str
    epoch: str
    desks: str
    opens_at: int | None
    closes_at: int | None
    wifi_name: str
    wifi_password: str
    complaints_phone: str
    created_at: int

    def desks_state(self, now: int) -> str:
        """open, closed (by the chair), before or after the hours that were set; `now` is the time of day, not the
        meeting's clock."""
        if self.desks == "closed":
            return "closed"
        if self.opens_at is not None and now < self.opens_at:
            return "before"
        if self.closes_at is not None and now >= self.closes_at:
            return "after"
        return "open"

    def public(self) -> dict[str, Any]:
        """What every page may know of it."""
        return {
            "title": self.title,
            "organisation": self.organisation,
            "place": self.place,
            "starts_at": self.starts_at,
            "rehearsal": self.rehearsal,
            "theme": self.theme,
            "language": self.language,
        }


class ClockMove(NamedTuple):
    """The laptop's clock was set: when, in the meeting's time, and by how much. `restarted`: the meeting's clock began
    again with the laptop."""

    at: int
    moved_ms: int
    restarted: bool


REHEARSAL_MARK = {"not_a_record": "rehearsal"}


def mark(db: sqlite3.Connection) -> str:
    """What tells one meeting's file from another: a device keeps what is its own under it."""
    return journal.origin(db)


def no_record(db: sqlite3.Connection) -> dict[str, str]:
    """The first field of every exported row: none, but in a rehearsal."""
    return dict(REHEARSAL_MARK) if current(db).rehearsal else {}


def marked_title(db: sqlite3.Connection) -> str:
    """The title as a text bears it that is kept and checked: a rehearsal's says so in the text itself."""
    meeting = current(db)
    if not meeting.rehearsal:
        return meeting.title
    return translate(meeting.language, "%(title)s (rehearsal: not a record)", title=meeting.title)


def current(db: sqlite3.Connection) -> Meeting:
    """The meeting; LookupError in a file that has none yet."""
    row = db.execute(f"select {', '.join(Meeting._fields)} from meeting").fetchone()
    if row is None:
        raise LookupError("this file holds no meeting")
    return _read(tuple(row))


def desks_state(db: sqlite3.Connection, at: int) -> str:
    """Whether the desks are open at a time of the meeting's clock: their hours were planned by the clock on the wall."""
    return current(db).desks_state(at + correction(db))


def told_times(db: sqlite3.Connection) -> dict[str, Any]:
    """How every page of this meeting writes times."""
    return {"times": times(db).told(current(db).created_at)}


def last_clock_move(db: sqlite3.Connection) -> ClockMove | None:
    """The last time that the laptop's time of day parted from the meeting's clock."""
    row = db.execute("select at, moved_ms, restarted from clock_correction order by seq desc limit 1").fetchone()
    return ClockMove(row[0], row[1], bool(row[2])) if row else None


def exists(db: sqlite3.Connection) -> bool:
    return db.execute("select 1 from meeting").fetchone() is not None


@lru_cache(maxsize=8)
def _read(row: tuple[Any, ...]) -> Meeting:
    """A row as a meeting; asked for at every scan, so read once. Nobody changes its rule in place."""
    found = Meeting(*row)
    return found._replace(rule=json.loads(row[5]), rehearsal=bool(found.rehearsal))
