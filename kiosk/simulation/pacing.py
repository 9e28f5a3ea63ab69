"""The tempo of a rehearsal: how fast it goes, whether it stands still, and whose part somebody at the keyboard plays."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from kiosk.simulation.attendee_bots import Over, Sender
from kiosk.store import journal
from kiosk.store.meeting_clock import MeetingClock

LOOK_SECONDS = 0.3
LOOK_SECONDS_LEAST = 0.02
Reader = Callable[[], sqlite3.Connection]


class Pacing:
    """Shared by everybody who is played; seconds are those of a rehearsal at speed 1."""

    def __init__(self, speed: float, taken: Iterable[str] = ()) -> None:
        self.speed = speed
        self._taken = set(taken)
        self._paused = False
        self._over = False
        self._changed = threading.Condition()

    @property
    def paused(self) -> bool:
        return self._paused

    @property
    def taken(self) -> frozenset[str]:
        return frozenset(self._taken)

    def pause(self) -> None:
        self._change(paused=True)

    def resume(self) -> None:
        self._change(paused=False)

    def take(self, part: str) -> None:
        """Somebody plays this part from now on."""
        self._change(add=part)

    def give_back(self, part: str) -> None:
        """It plays itself again, from where the meeting is."""
        self._change(remove=part)

    def end(self) -> None:
        """Nobody acts or reads any more."""
        with self._changed:
            self._over = True
            self._changed.notify_all()

    def wait(self, part: str, seconds: float) -> None:
        """Let so much time go by that counts for this part: none while all stands still or somebody plays it. Over
        when the rehearsal has ended."""
        left = seconds / self.speed
        with self._changed:
            while self._rests(part) or left > 0:
                self.need()
                if self._rests(part):
                    self._changed.wait()
                    continue
                began = time.monotonic()
                self._changed.wait(left)
                left -= time.monotonic() - began
            self.need()

    def rest(self, seconds: float) -> None:
        """Seconds of the clock, whatever the tempo is. Over when the rehearsal has ended."""
        until = time.monotonic() + seconds
        with self._changed:
            while (left := until - time.monotonic()) > 0:
                self.need()
                self._changed.wait(left)
            self.need()

    def need(self) -> None:
        if self._over:
            raise Over

    def _rests(self, part: str) -> bool:
        return self._paused or part in self._taken

    def _change(self, *, paused: bool | None = None, add: str = "", remove: str = "") -> None:
        with self._changed:
            self._paused = self._paused if paused is None else paused
            self._taken = (self._taken | {add}) - {remove, ""}
            self._changed.notify_all()


class Part:
    """One part: its device, what it can read, and the tempo; nothing is sent while it rests."""

    def __init__(
        self, name: str, sender: Sender, reader: Reader, tempo: Pacing, spelled: Callable[[str], str] = str
    ) -> None:
        """`spelled` gives a person's name in the characters of this rehearsal."""
        self.name, self._sender, self._reader, self._tempo, self.spelled = name, sender, reader, tempo, spelled

    @property
    def db(self) -> sqlite3.Connection:
        self._tempo.need()
        return self._reader()

    @property
    def speed(self) -> float:
        return self._tempo.speed

    @property
    def now(self) -> int:
        """The meeting's clock, as the server goes by it."""
        db, clock = self.db, MeetingClock()
        clock.follow(db, journal.head(db).at)
        return clock.now()

    def wait(self, seconds: float) -> None:
        self._tempo.wait(self.name, seconds)

    def look(self) -> None:
        """The pause between two looks at what the others do."""
        time.sleep(max(LOOK_SECONDS / self._tempo.speed, LOOK_SECONDS_LEAST))
        self.wait(0)

    def until(self, holds: Callable[[sqlite3.Connection], bool]) -> None:
        while not holds(self.db):
            self.look()

    def post(self, path: str, **fields: Any) -> dict[str, Any]:
        self.wait(0)
        return self._sender.post(path, **fields)

    def close(self) -> None:
        self._sender.close()
