"""Check-ins at the door itself, without HTTP: `python -m bench.performance.at_writer group|direct FILE CODES IN_FLIGHT SECONDS`.

So many green threads check members in, one after the other, on a hub that notes how late it is. `group` is the door as
served; `direct` decides and commits each by itself in the hub. Prints JSON {per_second, stall_p50, stall_p99}.
"""

from __future__ import annotations

import itertools
import json
import os
import sys
import time
from pathlib import Path

import eventlet

from bench.performance.hub_latency import Stall
from bench.performance.unbatched_writer import Direct
from bench.support.fixtures import quantile
from kiosk.app import REGISTRY
from kiosk.server.wsgi import EventletServer
from kiosk.store.writer import CommandRequest, CommandWriter

COUNT_MOST = 60_000


def measure(
    kind: type[CommandWriter], path: Path, codes: list[str], in_flight: int, seconds: float
) -> dict[str, float]:
    mode = EventletServer()
    door = kind(path, REGISTRY, told=mode.told, signal=mode.signal)
    numbers = itertools.count()
    stall = Stall()
    eventlet.sleep(0.1)
    stall.taken()
    started = time.perf_counter()
    until = started + seconds

    def check_in() -> int:
        done = 0
        while time.perf_counter() < until and (number := next(numbers)) < COUNT_MOST:
            fields = {
                "code": codes[number % len(codes)],
                "member": None,
                "source": "camera",
                "device_at": None,
                "provisional": False,
                "typed_by": None,
            }
            answer = door.run(CommandRequest("check_in", os.urandom(8).hex(), fields))
            assert answer.status == 200, answer
            done += 1
            if kind is Direct:
                eventlet.sleep(0)  # in a server each waits for its next request
        return done

    threads = [eventlet.spawn(check_in) for _ in range(in_flight)]
    done = sum(thread.wait() for thread in threads)
    taken = time.perf_counter() - started
    late = stall.taken()
    door.close()
    return {"per_second": done / taken, "stall_p50": quantile(late, 0.5), "stall_p99": quantile(late, 0.99)}


if __name__ == "__main__":
    kind = {"group": CommandWriter, "direct": Direct}[sys.argv[1]]
    found = measure(
        kind, Path(sys.argv[2]), Path(sys.argv[3]).read_text().split(), int(sys.argv[4]), float(sys.argv[5])
    )
    print(json.dumps(found))
