"""A laptop's clocks in a test's hands."""

from __future__ import annotations


class Hands:
    """A source of time: `sleep` passes, `wall_ms` alone is what somebody sets."""

    def __init__(self, wall_ms: int, boot: str = "first boot", steady_ms: int = 1_000_000) -> None:
        self.wall_ms = wall_ms
        self.steady_ms = steady_ms
        self.boot = boot

    def wall(self) -> int:
        return self.wall_ms

    def steady(self) -> int:
        return self.steady_ms

    def passes(self, ms: int) -> None:
        self.wall_ms += ms
        self.steady_ms += ms
