"""How late the hub is: a greenlet that wants to wake every five milliseconds and notes by how much it was late."""

from __future__ import annotations

import time

import eventlet

EVERY_SECONDS = 0.005
KEPT_MOST = 100_000


class Stall:
    def __init__(self) -> None:
        self.late_ms: list[float] = []
        eventlet.spawn(self._watch)

    def taken(self) -> list[float]:
        """What was noted since the last time."""
        late, self.late_ms = self.late_ms, []
        return late

    def _watch(self) -> None:
        while True:
            due = time.perf_counter() + EVERY_SECONDS
            eventlet.sleep(EVERY_SECONDS)
            if len(self.late_ms) < KEPT_MOST:
                self.late_ms.append(max(0.0, (time.perf_counter() - due) * 1000))
