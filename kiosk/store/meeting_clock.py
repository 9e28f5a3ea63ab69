"""The meeting's clock: it starts from the laptop's time of day and then runs with a clock that nobody sets.

`entry.at`, durations, deadlines and `server_now` are times of this clock, so that setting the laptop's clock neither
stretches nor freezes a speech. Its anchor (which boot of the laptop, a tick of the steady clock, the time that it stood
for) is a working row: a restart without a reboot and a command beside the server go on from it exactly. After a
reboot the clock begins again, at the time of day or at the last entry, whichever is later. By how much the time of
day differs from it is recorded (`clock_moved`), and printed times add that correction (see `times.py`).
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, Protocol

MOVED_MS = 2_000  # the time of day that is off by more than this was set, or drifted too far to be passed over
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
ASK_SECONDS = 2


class Source(Protocol):
    """Where time comes from. Both are milliseconds; `boot` names the run of the machine in which `steady` counts,
    empty where that cannot be known."""

    def wall(self) -> int: ...
    def steady(self) -> int: ...
    @property
    def boot(self) -> str: ...


class Laptop:
    """This machine's clocks: `steady` counts sleep too, where the system offers it."""

    def wall(self) -> int:
        return time.time_ns() // 1_000_000

    def steady(self) -> int:
        return steady_ms()

    @property
    def boot(self) -> str:
        return boot()


def steady_ms() -> int:
    """A clock that nobody sets: Linux CLOCK_BOOTTIME, on a Mac the raw clock (both count sleep), else the monotonic."""
    if sys.platform == "linux":
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000
    if sys.platform == "darwin":
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC_RAW) // 1_000_000
    return time.monotonic_ns() // 1_000_000


@cache
def boot() -> str:
    """A digest of the system's own name for this run of the machine; empty when it has none."""
    name = _boot_name()
    return sha256(f"boot {name}".encode()).hexdigest()[:16] if name else ""


class Anchor(NamedTuple):
    """At `tick` of the steady clock the meeting's clock stood at `at`."""

    tick: int
    at: int

    def time(self, steady: int) -> int:
        return self.at + steady - self.tick


class MeetingClock:
    """The clock of one file in this process. `follow` is for its writer alone; `now` may be asked from any thread."""

    def __init__(self, source: Source | None = None) -> None:
        self._source = source or Laptop()
        self._anchor: Anchor | None = None
        self._correction = 0
        self.began_again = False  # and what is recorded of the time of day does not hold any more

    def now(self) -> int:
        """Milliseconds since 1970 as the meeting counts them; the time of day before any file was followed."""
        return self._anchor.time(self._source.steady()) if self._anchor else self._source.wall()

    def corrected(self) -> int:
        """What a clock on the wall should show: the meeting's time and the correction in force."""
        return self.now() + self._correction

    def follow(self, db: sqlite3.Connection, head_at: int) -> None:
        """Take the file's anchor, if it is of this boot, and its correction; begin where it has none. Never behind
        its last entry."""
        steady, kept = self._source.steady(), _kept(db, self._source.boot)
        anchor = kept if kept and kept.tick <= steady else self._anchor
        begins = anchor is None
        if anchor is None:
            anchor = Anchor(steady, max(self._source.wall(), head_at))
        elif anchor.time(steady) < head_at:
            anchor = Anchor(steady, head_at)
        self._anchor, self._correction = anchor, correction(db)
        self.began_again = self.began_again or (begins and head_at > 0 and self.parted_ms() is not None)

    def keep(self, db: sqlite3.Connection) -> None:
        """Write the anchor down, inside the writer's transaction, when the file has another."""
        named = self._source.boot
        if named and self._anchor and _kept(db, named) != self._anchor:
            db.execute(
                "insert or replace into meeting_clock_working (id, boot, tick, at) values (1, ?, ?, ?)",
                (named, *self._anchor),
            )

    def parted_ms(self) -> int | None:
        """By how much the time of day is ahead of the meeting's clock when that is not what is recorded; None while
        it is."""
        if self._anchor is None:
            return None
        ahead = self._source.wall() - self.now()
        return ahead if abs(ahead - self._correction) > MOVED_MS else None


def behind_ms(db: sqlite3.Connection, head_at: int, source: Source | None = None) -> int:
    """By how much the time of day lies before the file's last entry, when the clock would have to begin again: 0
    when it does not, or when the clock goes on without a reboot."""
    source = source or Laptop()
    kept = _kept(db, source.boot)
    if kept and kept.tick <= source.steady():
        return 0
    behind = head_at + correction(db) - source.wall()
    return behind if behind > MOVED_MS else 0


def correction(db: sqlite3.Connection) -> int:
    """The correction in force, in milliseconds: what the last `clock_moved` says; 0 in a file without."""
    row = db.execute("select correction_ms from clock_correction order by seq desc limit 1").fetchone()
    return row[0] if row else 0


def _kept(db: sqlite3.Connection, named: str) -> Anchor | None:
    row = db.execute("select tick, at from meeting_clock_working where boot = ?", (named,)).fetchone()
    return Anchor(*row) if row and named else None


def _boot_name() -> str:
    try:
        if sys.platform == "linux":
            return BOOT_ID.read_text("ascii").strip()
        if sys.platform == "darwin":
            asked = ("sysctl", "-n", "kern.bootsessionuuid")
            return subprocess.run(asked, capture_output=True, text=True, timeout=ASK_SECONDS).stdout.strip()
        return _windows_boot()
    except (OSError, ValueError, subprocess.SubprocessError):
        return ""


def _windows_boot() -> str:
    """Windows counts its boots."""
    if sys.platform != "win32":
        return ""
    import winreg

    path = r"SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management\PrefetchParameters"
    with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path) as key:
        return f"{winreg.QueryValueEx(key, 'BootId')[0]}"
