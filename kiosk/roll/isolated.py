"""Reading in a process of its own: what a file does to it ends with it, and its memory goes back.

The process is started anew (spawn, never fork: the server has threads), reads one small file after the other, and ends
after a large one, after a minute without work, or when a reading takes more of the processor or of the clock than it
may. It comes behind the desks, so that the clock says little of a list: the processor's time is what counts, and Windows,
where that is not limited, has the clock alone. On Linux its address space is limited, on Windows its memory by a Job
Object; elsewhere the counting while a file is unpacked has to do.
"""

from __future__ import annotations

import contextlib
import gc
import math
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, Concatenate, ParamSpec, TypeVar

from kiosk.roll.answers import Answers
from kiosk.roll.limits import PROCESSOR_SECONDS_MOST, SECONDS_MOST, too_much
from kiosk.roll.roll_file import Read, read_roll
from kiosk.store.errors import CommandRejected

MEMORY_MOST = 1 << 30  # of address space: an interpreter with its libraries takes a good part of it
LARGE_BYTES = 256 * 1024  # after a file, or an answer, larger than that the process ends
BEHIND_DESKS = 10  # by so much the system's scheduler puts the process behind the one that serves
IDLE_SECONDS = 60
AT_ONCE_MOST = 2
WAIT_SECONDS = 60
_START_SECONDS_MOST = 60  # a slow laptop starts an interpreter
_TURNS = threading.BoundedSemaphore(AT_ONCE_MOST)
_idle: list[_Worker] = []
_lock = threading.Lock()
P = ParamSpec("P")
T = TypeVar("T")


def read(
    content: bytes,
    name: str,
    progress: Callable[[int], None] = lambda rows: None,
    answers: Answers | None = None,
    party: bool = True,
) -> Read:
    """Read a roll's bytes; CommandRejected when they are no roll, or ask for more time or memory than any roll does."""
    return run(reading, content, name, progress, answers or Answers(), party)


def reading(content: bytes, name: str, progress: Callable[[int], None], answers: Answers, party: bool) -> Read:
    return read_roll(content, name, progress, answers, party).without_cells()


def run(
    work: Callable[Concatenate[bytes, str, Callable[[int], None], P], T],
    content: bytes,
    name: str,
    progress: Callable[[int], None],
    *given: P.args,
    **named: P.kwargs,
) -> T:
    """What `work` makes of a roll's bytes in the process; raises what it refuses. Work and what is given to it and
    what it gives are pickled."""
    if not _TURNS.acquire(timeout=WAIT_SECONDS):
        raise CommandRejected("busy", "Other lists are being read. Please try again in a moment.", status=503)
    worker = None
    small = len(content) < LARGE_BYTES
    try:
        worker = _take()
        found = worker.run(name, progress, (PROCESSOR_SECONDS_MOST, work, content, name, given, named))
        small = small and len(found) < LARGE_BYTES
        answer: T = pickle.loads(found)
        return answer
    finally:
        if worker is not None and worker.alive() and small:
            with _lock:
                _idle.append(worker)
        elif worker is not None:
            worker.end()
        _TURNS.release()


class _Worker:
    """The process, and the pipe to it."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, other = context.Pipe()
        self.process = context.Process(target=_serve, args=(other,), daemon=True, name="kiosk-roll")
        self.process.start()
        other.close()
        self._wait(time.monotonic() + _START_SECONDS_MOST)

    def alive(self) -> bool:
        return not self.pipe.closed and self.process.is_alive()

    def run(self, name: str, progress: Callable[[int], None], asked: tuple[object, ...]) -> bytes:
        """The answer, pickled. Raises what the work raises; too_much when it ends without an answer or takes too long."""
        deadline = time.monotonic() + SECONDS_MOST
        try:
            self.pipe.send(asked)
            while True:
                kind, value = self._wait(deadline)
                if kind == "rows":
                    progress(value)
                    continue
                if kind == "done":
                    return self.pipe.recv_bytes()
                break
        except (EOFError, OSError, TimeoutError):
            self.end()
            raise too_much(name) from None
        except BaseException:
            self.end()  # whoever waited has gone away
            raise
        if kind == "refused":
            code, sentence, status, figures = value
            raise CommandRejected(code, sentence, status=status, **figures)
        self.end()
        raise RuntimeError(value)

    def end(self) -> None:
        if not self.pipe.closed:
            self.process.kill()
            self.process.join()
            self.pipe.close()

    def _wait(self, deadline: float) -> Any:
        if not self.pipe.poll(max(0.0, deadline - time.monotonic())):
            raise TimeoutError
        return self.pipe.recv()


def _take() -> _Worker:
    while True:
        with _lock:
            worker = _idle.pop() if _idle else None
        if worker is None:
            return _Worker()
        if worker.alive() and not worker.pipe.poll(0):
            return worker
        worker.end()


def _serve(pipe: Connection) -> None:
    """In the process: answer one reading after the other."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started this ends it
    _come_behind_desks()
    _limit_memory()
    pipe.send(("ready", None))
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        while pipe.poll(IDLE_SECONDS):
            gc.disable()  # a third of the time of a large workbook; its objects are there until the end anyway
            processor_seconds, *asked = pipe.recv()
            _limit_processor_time(processor_seconds)
            kind, value = _answer(pipe, *asked)
            pipe.send((kind, None if kind == "done" else value))
            if kind == "done":
                pipe.send_bytes(value)
            del value
            gc.enable()
            gc.collect()


def _answer(
    pipe: Connection, work: Callable[..., object], content: bytes, name: str, given: Any, named: Any
) -> tuple[str, Any]:
    try:
        return "done", pickle.dumps(work(content, name, lambda rows: pipe.send(("rows", rows)), *given, **named))
    except CommandRejected as refused:
        return "refused", (refused.code, refused.sentence, refused.status, refused.figures)
    except (MemoryError, RecursionError):
        much = too_much(name)
        return "refused", (much.code, much.sentence, much.status, much.figures)
    except Exception as error:
        return "failed", f"{type(error).__name__}: {error}"


def _come_behind_desks() -> None:
    if sys.platform == "win32":
        from kiosk.roll import job

        job.lower_priority()
    else:
        os.nice(BEHIND_DESKS)


def _limit_processor_time(seconds: int) -> None:
    """So many seconds from now on; then the system ends this process, whatever it is doing."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # else a process that is ended so may leave its memory on disk
        _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
        until = math.ceil(time.process_time()) + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (until if hard == resource.RLIM_INFINITY else min(until, hard), hard))


def _limit_memory() -> None:
    if sys.platform == "linux":
        import resource

        _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = MEMORY_MOST if hard == resource.RLIM_INFINITY else min(MEMORY_MOST, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    elif sys.platform == "win32":
        from kiosk.roll import job

        job.limit(MEMORY_MOST)


def memory_is_limited() -> bool:
    """Whether this system bounds the memory of the process that reads; elsewhere only the counting does."""
    return sys.platform in ("linux", "win32")
