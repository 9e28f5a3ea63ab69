"""Durable check-ins a second at 1, 32 and 100 in flight: at the door, and over HTTP."""

from __future__ import annotations

import json

from bench.support import processes
from bench.support.fixtures import Ground, copy, quantile

IN_FLIGHT = (1, 32, 100)


def at_the_door(kind: str, ground: Ground, in_flight: int, seconds: float) -> dict[str, float]:
    """{per_second, stall_p50, stall_p99} of the door alone: `group` as served, or `direct`."""
    path = copy(ground.path, ground.path.with_name("door.kiosk"))
    found: dict[str, float] = processes.told(
        "bench.performance.at_writer", kind, str(path), str(ground.codes), str(in_flight), str(seconds)
    )
    return found


def over_http(
    side: str, ground: Ground, seconds: float, each: tuple[int, ...] = IN_FLIGHT
) -> dict[int, dict[str, float]]:
    """For each number in flight {per_second, ack_p50, ack_p99, stall_p99}, end to end on keep-alive connections."""
    path = ground.path.with_name(f"http.{side}")
    for suffix in ("-wal", "-shm", ""):
        path.with_name(f"{path.name}{suffix}").unlink(missing_ok=True)
    if side != "naive":
        copy(ground.path, path)
    found = {}
    first = 0
    with processes.served(side, path, ground.codes) as server:
        for in_flight in each:
            server.stall_ms()
            load = processes.told(
                "bench.performance.load",
                json.dumps(
                    {
                        "url": server.url,
                        "token": ground.desk,
                        "codes": str(ground.codes),
                        "seconds": seconds,
                        "in_flight": in_flight,
                        "first": first,
                    }
                ),
            )
            if load["refused"]:
                raise RuntimeError(f"{side} refused: {load['refused']}")
            first += load["sent"]
            found[in_flight] = {name: load[name] for name in ("per_second", "ack_p50", "ack_p99")}
            found[in_flight]["stall_p99"] = quantile(server.stall_ms(), 0.99)
    return found
