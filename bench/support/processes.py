"""Processes that the benchmark starts, and ends by their own handle."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).parents[2]
START_SECONDS_MOST = 120
END_SECONDS_MOST = 10


class Server:
    """A side being served: its address, and how long it took to be there."""

    def __init__(self, side: str, path: Path, codes: Path, port: str = "0", log: Path | None = None) -> None:
        """What it logs goes to a file of its own, or to where this process's goes."""
        started = time.perf_counter()
        self.process = start("bench.performance.serve", side, str(path), str(codes), port, log=log)
        self.url = expect(self.process, "ready").split()[1]
        self.start_seconds = time.perf_counter() - started

    def stall_ms(self) -> list[float]:
        """By how much the hub was late, each five milliseconds since it was last asked."""
        with urllib.request.urlopen(f"{self.url}/bench/stall", timeout=30) as response:
            late: list[float] = json.loads(response.read())
        return late


@contextlib.contextmanager
def served(side: str, path: Path, codes: Path) -> Iterator[Server]:
    server = Server(side, path, codes)
    try:
        yield server
    finally:
        end(server.process)


def start(module: str, *arguments: str, behind: bool = False, log: Path | None = None) -> subprocess.Popen[str]:
    """`behind`: gives way to the others, as phones do, which have processors of their own; `log`: its standard error."""
    way = ["nice", "-n", "10"] if behind and shutil.which("nice") else []
    with contextlib.ExitStack() as opened:
        return subprocess.Popen(
            [*way, sys.executable, "-W", "ignore", "-m", module, *arguments],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=opened.enter_context(log.open("wb")) if log else None,
            text=True,
        )


def expect(process: subprocess.Popen[str], word: str) -> str:
    """The first line that begins with a word; RuntimeError when the process ends without it."""
    assert process.stdout
    for line in process.stdout:
        if line.startswith(word):
            return line.strip()
    raise RuntimeError(f"{process.args} ended with {process.wait(END_SECONDS_MOST)}")


def told(module: str, *arguments: str) -> Any:
    """Run a module to its end and read the JSON it prints."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", module, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        timeout=START_SECONDS_MOST,
        check=True,
    )
    return json.loads(done.stdout)


def end(process: subprocess.Popen[str]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(END_SECONDS_MOST)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(END_SECONDS_MOST)
    for pipe in (process.stdin, process.stdout):
        _close(pipe)


def _close(pipe: IO[str] | None) -> None:
    if pipe:
        with contextlib.suppress(OSError):
            pipe.close()
