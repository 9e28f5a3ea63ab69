"""Long work beside the hub: in a native thread, its steps passed on, given up when nobody waits for it any more."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from typing import TypeVar

LOOK_SECONDS = 0.02  # how often the request that waits looks for the next step
AHEAD_MOST = 64  # steps that may wait to be passed on

T = TypeVar("T")
Tell = Callable[[T], None]


class Cancelled(Exception):
    """Nobody waits for this work any more."""


def stream(work: Callable[[Tell[T]], None], rest: Callable[[float], object]) -> Iterator[T]:
    """Run `work(tell)` in a native thread and yield each thing it tells; raises what it raises.

    `rest` waits some seconds without stopping the server. When the iterator is closed (the device went away),
    the next `tell` raises GivenUp inside the work.
    """
    told: deque[T] = deque()
    failed: list[BaseException] = []
    gone = threading.Event()

    def tell(step: T) -> None:
        while len(told) >= AHEAD_MOST and not gone.is_set():
            time.sleep(LOOK_SECONDS)
        if gone.is_set():
            raise Cancelled
        told.append(step)

    def run() -> None:
        try:
            work(tell)
        except Cancelled:
            pass
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=run, name="kiosk-beside", daemon=True)
    thread.start()
    try:
        while thread.is_alive() or told:
            while told:
                yield told.popleft()
            rest(LOOK_SECONDS)
    finally:
        gone.set()
    if failed:
        raise failed[0]
