"""A server of a test in a process of its own that is forked from one which has imported the program already.

To import the program takes longer than to serve a file, and the suite serves two hundred. Where no process is forked
(Windows), or a library is preloaded, the server is started anew: `python -m tests.support.serve`.
"""

from __future__ import annotations

import atexit
import multiprocessing
import multiprocessing.util  # before our own function, which so runs before it waits for every process
import os
import signal
import subprocess
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from weakref import WeakSet

ROOT = Path(__file__).parents[2]
_running: WeakSet[Forked] = WeakSet()


def context() -> Any:
    """Starts processes that have imported the program already, where processes are forked; else anew."""
    endpoints = multiprocessing.get_all_start_methods()
    found = multiprocessing.get_context("forkserver" if "forkserver" in endpoints else "spawn")
    if found.get_start_method() == "forkserver":
        found.set_forkserver_preload(["tests.support.serve"])
    return found


class Forked:
    """What a test needs of a subprocess.Popen: pid, stdout, poll, wait, send_signal."""

    def __init__(self, arguments: list[str], env: dict[str, str]) -> None:
        reads, writes = context().Pipe(duplex=False)
        self._process = context().Process(target=_serve, args=(writes, arguments, env))
        self._process.start()
        writes.close()
        self.stdout = os.fdopen(os.dup(reads.fileno()), encoding="utf-8")
        reads.close()
        _running.add(self)

    @property
    def pid(self) -> int:
        assert self._process.pid
        return self._process.pid

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired("tests.support.serve", timeout or 0)
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)


def start(arguments: list[str], env: dict[str, str]) -> Forked | subprocess.Popen[str]:
    """Start `python -m tests.support.serve` with these arguments and this environment, or what is the same."""
    if context().get_start_method() == "forkserver" and "LD_PRELOAD" not in env:
        return Forked(arguments, env)
    return subprocess.Popen(
        [sys.executable, "-m", "tests.support.serve", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=ROOT,
        env={**env, "PYTHONUNBUFFERED": "1"},
    )


def _serve(output: Connection, arguments: list[str], env: dict[str, str]) -> None:
    """In the new process."""
    from tests.support import serve

    for number in (1, 2):
        os.dup2(output.fileno(), number)
    output.close()
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    os.environ.clear()
    os.environ.update(env)
    if hasattr(time, "tzset"):
        time.tzset()
    os.chdir(ROOT)
    serve.main(*arguments)


@atexit.register
def _end_all() -> None:
    for one in list(_running):
        one.send_signal(signal.SIGKILL)
