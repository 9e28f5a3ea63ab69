"""Check-ins while many pages look on: the highest rate that is held, and how soon the hall screen shows it.

Each step serves a fresh copy of the file. A rate is held when every check-in of the step was answered and the 99th
percentile of both times, to the answer and to the hall screen, stays within its bound.
"""

from __future__ import annotations

import bisect
import json
from pathlib import Path
from typing import NamedTuple

from bench.support import processes
from bench.support.fixtures import Ground, copy, quantile

RATES = (
    2,
    3,
    4,
    5,
    6,
    8,
    10,
    12,
    15,
    20,
    25,
    30,
    40,
    50,
    60,
    80,
    100,
    125,
    150,
    200,
    250,
    300,
    400,
    500,
    600,
    800,
    1000,
)
ACK_MS_MOST = 1_000
HALL_MS_MOST = 1_000
WARM_SECONDS = 1


class Step(NamedTuple):
    """One rate tried: times in milliseconds; `held` says whether it is within bounds."""

    side: str
    pages: int
    rate: float
    held: bool
    missing: int
    ack_p50: float
    ack_p99: float
    hall_p50: float
    hall_p99: float
    stall_p99: float
    snapshots: int


def step(side: str, ground: Ground, pages: int, rate: float, seconds: float) -> Step:
    path = ground.path.with_name("step.kiosk")
    if side == "naive":
        path = path.with_suffix(".naive")
        for suffix in ("", "-wal", "-shm"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
    else:
        copy(ground.path, path)
    with processes.served(side, path, ground.codes) as server:
        looking = processes.start("bench.performance.pages", server.url, ground.screen, str(pages - 1))
        try:
            processes.expect(looking, "ready")
            order = {"url": server.url, "token": ground.desk, "codes": str(ground.codes), "rate": min(rate, 20)}
            processes.told("bench.performance.load", json.dumps({**order, "seconds": WARM_SECONDS, "first": 9_900}))
            server.stall_ms()
            load = processes.told("bench.performance.load", json.dumps({**order, "rate": rate, "seconds": seconds}))
            late = server.stall_ms()
            assert looking.stdin
            print(file=looking.stdin, flush=True)
            seen = json.loads(processes.expect(looking, "told")[5:])
        finally:
            processes.end(looking)
    shown = sorted(until_shown(load["acks"], seen["shown"]))
    missing = int(rate * seconds) - len(shown)
    held = (
        missing == 0 and load["ack_p99"] <= ACK_MS_MOST and quantile(shown, 0.99) <= HALL_MS_MOST and not seen["lost"]
    )
    return Step(
        side,
        pages,
        rate,
        held,
        missing,
        load["ack_p50"],
        load["ack_p99"],
        quantile(shown, 0.5),
        quantile(shown, 0.99),
        quantile(late, 0.99),
        seen["received"],
    )


def until_shown(acks: list[tuple[int, float, float]], shown: list[tuple[int, float]]) -> list[float]:
    """For each check-in the milliseconds from the moment it was due until the hall screen had it; none where it never did."""
    newest: list[tuple[int, float]] = []
    for seq, when in shown:
        if not newest or seq > newest[-1][0]:
            newest.append((seq, when))
    numbers = [seq for seq, _ in newest]
    found = []
    for seq, due, _ in acks:
        place = bisect.bisect_left(numbers, seq)
        if place < len(newest):
            found.append((newest[place][1] - due) * 1000)
    return found


def highest(
    side: str, ground: Ground, pages: int, seconds: float, start: float, most: int = len(RATES)
) -> tuple[Step, list[Step]]:
    """Step up from `start` until a rate is not held, or down until one is, at most so often; the highest held, and all
    that was tried."""
    place = max(0, bisect.bisect_right(RATES, start) - 1)
    tried = [step(side, ground, pages, RATES[place], seconds)]
    direction = 1 if tried[0].held else -1
    while len(tried) < most and 0 <= place + direction < len(RATES) and tried[-1].held == (direction > 0):
        place += direction
        tried.append(step(side, ground, pages, RATES[place], seconds))
    held = [one for one in tried if one.held]
    return max(held, key=lambda one: one.rate) if held else tried[-1]._replace(rate=0), tried
