"""How fast one device, and one address of the public, may ask: held in memory, gone at restart.

A whole hall may share one address, so its pace is that of a hall. A paired device may always send the 200 requests a
second that it is promised; what is far beyond that is a page gone wrong. Nobody's pace is spent by anybody else.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

KNOWN_MOST = 20_000


class RateLimit(NamedTuple):
    """`burst` at once, then `per_second`."""

    burst: int
    per_second: int


DEVICE = RateLimit(5_000, 1_000)
ADDRESS = RateLimit(6_000, 600)
SOCKET = RateLimit(100, 20)


class TokenBuckets:
    """What is left to each key."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._left: OrderedDict[object, tuple[float, float]] = OrderedDict()

    def take(self, key: object, pace: RateLimit) -> bool:
        """Take one, if there is one left."""
        now = self._clock()
        left, at = self._left.pop(key, (float(pace.burst), now))
        left = min(float(pace.burst), left + (now - at) * pace.per_second)
        self._left[key] = (left - 1 if left >= 1 else left, now)
        if len(self._left) > KNOWN_MOST:
            self._left.popitem(last=False)
        return left >= 1

    def forget(self, key: object) -> None:
        self._left.pop(key, None)
