"""Who is connected to the server: so many at most, of one address not all, and those who say nothing leave first.

A whole hall may share one address, so nobody is turned away for that alone. When there is no room left, the
connection that has waited longest without asking anything is closed; near that limit only paired devices are served.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

UNFINISHED_OF_ADDRESS = 512  # connections of one address that have not asked anything yet
PATIENCE_SECONDS = 3.0  # no page needs longer to ask, even when a thousand come at once
STALLED_SECONDS = 30.0  # a request that is not whole by then never will be
RESERVED_SHARE = 0.1  # this share of the room is for paired devices alone

Address = tuple[str, int]


class Connection(NamedTuple):
    """One connection: since when, how it is closed, and whether it is between two requests."""

    since: float
    close: Callable[[], None]
    idle: Callable[[], bool]


class ConnectionLimiter:
    """The connections of one server by address and port, the earliest first; in no thread but the server's."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.most = most
        self._clock = clock
        self._unfinished: dict[Address, Connection] = {}
        self._heard: dict[Address, Connection] = {}
        self._of_address: Counter[str] = Counter()
        self._turned_away = 0

    def __len__(self) -> int:
        return len(self._unfinished) + len(self._heard)

    @property
    def crowded(self) -> bool:
        """Whether what is left is for paired devices."""
        return len(self) >= self.most * (1 - RESERVED_SHARE)

    @property
    def turned_away(self) -> int:
        """How many found no room since the start."""
        return self._turned_away

    def arrive(self, address: Address, close: Callable[[], None], idle: Callable[[], bool]) -> bool:
        """Whether a new connection finds room; somebody who waits without asking may have to leave for it."""
        now = self._clock()
        self._send_off_stalled(now)
        host = address[0]
        if self._of_address[host] >= UNFINISHED_OF_ADDRESS:
            self._send_off_unfinished(now, host)
        if len(self) >= self.most and not (self._send_off_unfinished(now) or self._send_off_idle()):
            self._turned_away += 1
            return False
        self._unfinished[address] = Connection(now, close, idle)
        self._of_address[host] += 1
        return True

    def asked(self, address: Address) -> None:
        """A connection has asked something whole."""
        if guest := self._take_unfinished(address):
            self._heard[address] = guest

    def leave(self, address: Address) -> None:
        if self._take_unfinished(address) is None:
            self._heard.pop(address, None)

    def close_all(self) -> None:
        for guest in [*self._unfinished.values(), *self._heard.values()]:
            guest.close()

    def _take_unfinished(self, address: Address) -> Connection | None:
        guest = self._unfinished.pop(address, None)
        if guest is not None:
            self._of_address[address[0]] -= 1
            if not self._of_address[address[0]]:
                del self._of_address[address[0]]
        return guest

    def _send_off_stalled(self, now: float) -> None:
        while self._unfinished:
            address, guest = next(iter(self._unfinished.items()))
            if now - guest.since < STALLED_SECONDS:
                return
            self._send_off(address)

    def _send_off_unfinished(self, now: float, host: str | None = None) -> bool:
        """Close the connection (of that host) that has waited longest without asking, if it had its time."""
        for address, guest in self._unfinished.items():
            if now - guest.since < PATIENCE_SECONDS:
                return False
            if host in (None, address[0]):
                self._send_off(address)
                return True
        return False

    def _send_off_idle(self) -> bool:
        for address, guest in self._heard.items():
            if guest.idle():
                self._send_off(address)
                return True
        return False

    def _send_off(self, address: Address) -> None:
        guest = self._take_unfinished(address) or self._heard.pop(address)
        guest.close()
