"""Every time that is written or shown: in the meeting's own time zone, never in the laptop's or the browser's.

A recorded time (`at`) is one of the meeting's clock: what is printed is `at` and the correction that was in force
then. A planned time (opening hours, the beginning) was chosen by people by the clock on the wall: it is printed as it is.
Zones come from the package tzdata, so that every laptop has the same.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from babel.localtime import get_localzone

YEARS_BEFORE, YEARS_AFTER = 1, 3
YEAR_MS = 366 * 86_400_000


class Times(NamedTuple):
    """How one meeting writes times. `own` is False while it has no zone of its own and the laptop's is used;
    `corrections` are (from this `at` on, milliseconds), in order."""

    name: str
    own: bool
    corrections: tuple[tuple[int, int], ...] = ()

    @property
    def zone(self) -> tzinfo:
        return zone(self.name)

    def correction(self, at: int) -> int:
        """What is added to a recorded time to have what a clock on the wall showed, in milliseconds."""
        place = bisect_right(self.corrections, at, key=lambda one: one[0])
        return self.corrections[place - 1][1] if place else 0

    def planned(self, ms: int) -> datetime:
        """A time that people chose, in the meeting's zone."""
        return datetime.fromtimestamp(ms / 1000, UTC).astimezone(self.zone)

    def moment(self, at: int) -> datetime:
        """A recorded time, corrected, in the meeting's zone."""
        return self.planned(at + self.correction(at))

    def day(self, at: int) -> date:
        return self.moment(at).date()

    def clock(self, at: int) -> str:
        """A recorded time as the clock in the hall shows it: 19:04."""
        return self.moment(at).strftime("%H:%M")

    def minute(self, at: int) -> str:
        """A recorded time with its day: 2026-11-30 19:04."""
        return self.moment(at).strftime("%Y-%m-%d %H:%M")

    def second(self, at: int) -> str:
        return self.moment(at).strftime("%Y-%m-%d %H:%M:%S")

    def told(self, around: int) -> dict[str, Any]:
        """What a page needs to write times itself, whatever its browser knows of zones: the hours from UTC as
        (from this instant on, milliseconds) for some years around an instant, and the corrections."""
        begin, end = around - YEARS_BEFORE * YEAR_MS, around + YEARS_AFTER * YEAR_MS
        offsets = [list(one) for one in _offsets(self.name, begin // YEAR_MS * YEAR_MS, end // YEAR_MS * YEAR_MS)]
        return {"zone": self.name, "utc_offsets": offsets, "corrections": [list(one) for one in self.corrections]}


def times(db: sqlite3.Connection) -> Times:
    """How the meeting of this file writes times; by the laptop's zone while it has none of its own."""
    name = zone_of(db)
    corrections = db.execute("select at, correction_ms from clock_correction order by seq")
    return Times(name or laptop_zone() or "UTC", name is not None, tuple((row[0], row[1]) for row in corrections))


def zone_of(db: sqlite3.Connection) -> str | None:
    """The meeting's own zone (IANA); None while it has none."""
    row = db.execute("select name from time_zone").fetchone()
    return row[0] if row else None


@cache
def zone(name: str) -> ZoneInfo:
    """The zone of that IANA name; KeyError when there is none."""
    if name not in zones():
        raise KeyError(name)
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as data:
        return ZoneInfo.from_file(data, key=name)


@cache
def zones() -> tuple[str, ...]:
    """The IANA names of all zones, in order."""
    return tuple(sorted(files("tzdata").joinpath("zones").read_text("ascii").split()))


def laptop_zone() -> str | None:
    """The IANA name of this laptop's zone; None when it cannot be known, as with a zone that has hours but no name."""
    try:
        name = getattr(get_localzone(), "key", None)
    except (LookupError, OSError, ValueError):
        return None
    return name if name in zones() else None


@cache
def _offsets(name: str, begin: int, end: int) -> tuple[tuple[int, int], ...]:
    """The hours from UTC between two instants: each change, found to the second."""
    found = [(begin, _offset(name, begin))]
    step = 7 * 86_400_000
    for after in range(begin + step, end + step, step):
        if _offset(name, after) != found[-1][1]:
            low, high = after - step, after
            while high - low > 1000:
                middle = (low + high) // 2000 * 1000
                low, high = (middle, high) if _offset(name, middle) == found[-1][1] else (low, middle)
            found.append((high, _offset(name, after)))
    return tuple(found)


def _offset(name: str, ms: int) -> int:
    offset = datetime.fromtimestamp(ms // 1000, UTC).astimezone(zone(name)).utcoffset() or timedelta()
    return int(offset.total_seconds()) * 1000
