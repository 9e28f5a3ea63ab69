"""A hall's network at its worst: `python -m bench.faults.network_abuse [--seconds N]`.

One meeting is served as `kiosk serve` does, plain and TLS. While a desk checks in 50 times a second, there come 200
TCP resets on each port, 50 handshakes that stall, plain text on the TLS port, 2,000 sockets from one address that say
nothing, and at last the limit of open files. Every check-in must be answered; told is how long the slowest took.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import resource
import socket
import ssl
import struct
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from rich.console import Console
from rich.table import Table

from bench.performance import pages
from bench.support import fixtures, processes

RATE = 50
RESETS, STALLED, SILENT = 200, 50, 2_000
HELLO = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 40


class Served:
    """`kiosk serve` with an authority of its own."""

    def __init__(self, path: Path, home: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "kiosk", "serve", str(path), "--host", "127.0.0.1", "--port", "0",
             "--tls-port", "0", "--no-mdns"],
            cwd=processes.ROOT, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "KIOSK_HOME": str(home), "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        assert self.process.stdout
        said = [self.process.stdout.readline() for _ in range(3)]
        self.plain, self.secure = (int(re.search(r":(\d+)", line)[1]) for line in said[:2])  # type: ignore[index]
        self.trusting = ssl.create_default_context(cafile=str(home / "authority.pem"))


class Desk(threading.Thread):
    """A desk on a connection of its own; every answer is timed."""

    def __init__(self, port: int, token: str, codes: list[str], rate: int = RATE) -> None:
        super().__init__(daemon=True)
        self._port, self._token, self._codes, self._rate = port, token, codes, rate
        self.taken: list[float] = []
        self.failed = 0
        self.ended = threading.Event()

    def run(self) -> None:
        wire = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        head = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        for code in self._codes:
            if self.ended.is_set():
                break
            begun = time.perf_counter()
            try:
                wire.request(
                    "POST", "/checkin/scans", json.dumps({"command_id": os.urandom(8).hex(), "code": code}), head
                )
                answer = wire.getresponse()
                answer.read()
                self.failed += answer.status != 200
            except OSError:
                self.failed += 1
                wire.close()
            self.taken.append(time.perf_counter() - begun)
            time.sleep(max(0.0, 1 / self._rate - self.taken[-1]))
        wire.close()


def reset(wire: socket.socket) -> None:
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    wire.close()


def dial(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=10)


def resets(served: Served) -> str:
    for number in range(RESETS):
        for port, words in ((served.plain, b"GET / HT"), (served.secure, HELLO)):
            wire = dial(port)
            with contextlib.suppress(OSError):
                wire.sendall(words[: number % len(words)])
            reset(wire)
    return f"{RESETS} on each port"


def stalled(served: Served) -> str:
    waiting = [dial(served.secure) for _ in range(STALLED)]
    for wire in waiting:
        wire.sendall(HELLO)
    time.sleep(3)
    for wire in waiting:
        wire.close()
    return f"{STALLED} handshakes never ended"


def plain_text(served: Served) -> str:
    told = b""
    for _ in range(50):
        with dial(served.secure) as wire:
            wire.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            told = wire.recv(1_000)
    assert b"HTTPS" in told
    return "told to write https://"


def silent(served: Served) -> str:
    crowd = [dial(served.plain) for _ in range(SILENT)]
    time.sleep(4)
    with urllib.request.urlopen(f"http://127.0.0.1:{served.plain}/", timeout=30) as page:
        phone = page.status
    with urllib.request.urlopen(
        f"https://127.0.0.1:{served.secure}/healthz", timeout=30, context=served.trusting
    ) as page:
        safe = page.status
    for wire in crowd:
        wire.close()
    return f"a phone beside them: {phone}, over TLS: {safe}"


def open_files(served: Served) -> str:
    pid = served.process.pid
    before = resource.prlimit(pid, resource.RLIMIT_NOFILE)
    here = len(os.listdir(f"/proc/{pid}/fd"))
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (here + 5, before[1]))
    crowd = [dial(served.plain) for _ in range(50)]
    time.sleep(2)
    for wire in crowd:
        wire.close()
    resource.prlimit(pid, resource.RLIMIT_NOFILE, before)
    return f"{here + 5} files, 50 more came"


ATTACKS: dict[str, Callable[[Served], str]] = {
    "TCP resets": resets, "stalled handshakes": stalled, "plain text on the TLS port": plain_text,
    "2,000 silent sockets of one address": silent, "limit of open files": open_files,
}  # fmt: skip


@click.command()
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default=Path.cwd, help="On which disk.")
def main(folder: Path) -> None:
    """Each attack while a desk goes on."""
    pages.raise_open_files()
    table = Table(
        "", "answered", "not", "p50 ms", "slowest ms", "seen", title="A desk at 50 a second", title_justify="left"
    )
    wrong = 0
    with fixtures.folder(folder.resolve()) as place, TemporaryDirectory() as home:
        laid = fixtures.lay(place / "siege.kiosk", 4_000)
        codes = laid.codes.read_text().split()
        served = Served(laid.path, Path(home))
        try:
            for number, (name, attack) in enumerate({"calm": lambda _: time.sleep(3) or "", **ATTACKS}.items()):
                desk = Desk(served.plain, laid.desk, codes[number * 600 : (number + 1) * 600])
                desk.start()
                seen = attack(served)
                desk.ended.set()
                desk.join()
                wrong += desk.failed + (served.process.poll() is not None)
                taken = sorted(1000 * one for one in desk.taken)
                table.add_row(
                    name,
                    str(len(taken) - desk.failed),
                    str(desk.failed),
                    f"{taken[len(taken) // 2]:.1f}",
                    f"{taken[-1]:.0f}",
                    seen,
                )
        finally:
            processes.end(served.process)
    Console().print(table)
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
