"""What is expected of this program, as ratios within one round; judged by the median over the rounds."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from typing import Any, NamedTuple

Measured = dict[str, Any]


class Target(NamedTuple):
    """One ratio: what it says, how it is had from a round, its bound, and whether it must reach it or stay below."""

    says: str
    ratio: Callable[[Measured], float]
    bound: float
    at_least: bool


TARGETS = (
    Target(
        "durable check-ins at the door, 100 in flight: group commit to direct commit",
        lambda r: _share(r["door"]["group"]["100"]["per_second"], r["door"]["direct"]["100"]["per_second"]),
        6,
        True,
    ),
    Target(
        "how late the hub is at the door, 100 in flight, p99: group commit to direct commit",
        lambda r: _share(r["door"]["group"]["100"]["stall_p99"], r["door"]["direct"]["100"]["stall_p99"]),
        0.2,
        False,
    ),
    Target(
        "highest rate held with 1,000 pages: Kiosk to naive",
        lambda r: _share(r["highest"]["1000"]["kiosk"]["rate"], r["highest"]["1000"]["naive"]["rate"]),
        8,
        True,
    ),
    Target(
        "hall screen's p50 with 50 pages, 50 check-ins a second: Kiosk to naive",
        lambda r: _share(r["calm"]["kiosk"]["hall_p50"], r["calm"]["naive"]["hall_p50"]),
        1.2,
        False,
    ),
)


def judged(rounds: list[Measured]) -> list[dict[str, Any]]:
    """Each target with its ratio, median over the rounds, and whether it is reached."""
    found = []
    for target in TARGETS:
        each = [target.ratio(one) for one in rounds]
        ratio = statistics.median(each)
        reached = ratio >= target.bound if target.at_least else ratio <= target.bound
        found.append(
            {
                "says": target.says,
                "ratio": ratio,
                "each": each,
                "bound": target.bound,
                "at_least": target.at_least,
                "reached": reached,
            }
        )
    return found


def _share(one: float, other: float) -> float:
    """A ratio; of a side that held nothing at all, as if it had held one."""
    return one / (other or 1)
