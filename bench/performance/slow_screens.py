"""Screens that read slowly, beside healthy ones: `python -m bench.performance.slow_screens [--rounds 3] [--seconds 30]`.

Each round serves one file twice, 50 pages looking on and 50 check-ins a second: once alone, once with ten more hall
screens of which half read nothing and half read 4 kB a second. When they may read again they must see the newest state
within a second and none may have been cut off; the healthy hall screen is compared with the same round without them.
Exits 1 when a bound is missed.
"""

from __future__ import annotations

import contextlib
import json
import socket
import statistics
import threading
import time
from pathlib import Path
from typing import Any, NamedTuple

import click
import websocket
from rich.console import Console

from bench.performance.fanout import until_shown
from bench.support import fixtures, processes

MEMBERS = 4_000
PAGES = 50
RATE = 50
SLOW = 10
RECEIVE_BUFFER_BYTES = 4_096
SIP_BYTES, SIP_SECONDS = 400, 0.1
NEWEST_SECONDS_MOST = 1.0
RATIO_MOST = 1.5


class SlowScreen(threading.Thread):
    """A hall screen that takes a sip ten times a second, or nothing, until it is `free` to read."""

    def __init__(self, url: str, token: str, sips: bool) -> None:
        super().__init__(daemon=True)
        self._sips = sips
        self._wire = websocket.create_connection(
            url.replace("http", "ws", 1) + "/socket.io/?EIO=4&transport=websocket",
            timeout=20,
            origin=url,
            sockopt=[(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER_BYTES)],
        )
        self._wire.recv()
        self._wire.send("40" + json.dumps({"token": token}))
        self._wire.recv()
        self._wire.send('42["join",{"view":"hall"}]')
        self.free = threading.Event()
        self.received: list[tuple[int, float]] = []  # seq, when; the time of the first is that of its last byte
        self.closed = False
        self._ended = threading.Event()

    def run(self) -> None:
        taken = b""
        while not self.free.is_set():
            if self._sips:
                taken += self._wire.sock.recv(SIP_BYTES)
            self.free.wait(SIP_SECONDS)
        reader = Rest(taken, self._wire.sock)
        self._wire.sock.settimeout(1)
        while not self._ended.is_set():
            with contextlib.suppress(TimeoutError):
                try:
                    told = reader.message()
                except (ConnectionError, EOFError):
                    self.closed = True
                    return
                if told == b"2":
                    self._wire.send("3")
                elif told.startswith(b'42["snapshot",'):
                    self.received.append((json.loads(told[2:])[1]["seq"], time.monotonic()))

    def end(self) -> None:
        self._ended.set()
        self.join(10)
        self._wire.shutdown()


class Rest:
    """Frames from what was taken already, then from the socket."""

    def __init__(self, taken: bytes, wire: Any) -> None:
        self._taken = taken
        self._wire = wire

    def message(self) -> bytes:
        """The next whole message; TimeoutError while it is not whole."""
        while True:
            size, start = self._length()
            if size is not None and len(self._taken) >= start + size:
                told, self._taken = self._taken[start : start + size], self._taken[start + size :]
                return told
            more = self._wire.recv(65_536)
            if not more:
                raise EOFError
            self._taken += more

    def _length(self) -> tuple[int | None, int]:
        if len(self._taken) < 2:
            return None, 0
        length = self._taken[1] & 127
        width = {126: 2, 127: 8}.get(length, 0)
        if len(self._taken) < 2 + width:
            return None, 0
        return (int.from_bytes(self._taken[2 : 2 + width], "big") if width else length), 2 + width


class Outcome(NamedTuple):
    """Times in milliseconds; of the slow ones the worst."""

    hall_p50: float
    hall_p99: float
    newest_ms: float
    snapshots: int
    cut_off: int


def one(laid: fixtures.Ground, slow: int, seconds: float, pages: int = PAGES, rate: int = RATE) -> Outcome:
    """A served copy with so many slow screens."""
    path = fixtures.copy(laid.path, laid.path.with_name("slow.kiosk"))
    with processes.served("kiosk", path, laid.codes) as server, contextlib.ExitStack() as ends:
        looking = processes.start("bench.performance.pages", server.url, laid.screen, str(pages - 1))
        ends.callback(processes.end, looking)
        processes.expect(looking, "ready")
        screens = [SlowScreen(server.url, laid.screen, sips=bool(n % 2)) for n in range(slow)]
        for screen in screens:
            screen.start()
            ends.callback(screen.end)
        order = {"url": server.url, "token": laid.desk, "codes": str(laid.codes), "seconds": seconds, "rate": rate}
        load = processes.told("bench.performance.load", json.dumps(order))
        newest = max(seq for seq, _, _ in load["acks"])
        freed = time.monotonic()
        for screen in screens:
            screen.free.set()
        taken = [_until(screen, newest) - freed for screen in screens]
        assert looking.stdin
        print(file=looking.stdin, flush=True)
        shown = until_shown(load["acks"], json.loads(processes.expect(looking, "told")[5:])["shown"])
    return Outcome(
        fixtures.quantile(shown, 0.5),
        fixtures.quantile(shown, 0.99),
        1000 * max(taken, default=0),
        max((len(screen.received) for screen in screens), default=0),
        sum(screen.closed for screen in screens),
    )


def _until(screen: SlowScreen, seq: int) -> float:
    """When that screen had the entry; ten seconds from now when it never had."""
    end = time.monotonic() + 10
    while time.monotonic() < end and not screen.closed:
        if screen.received and screen.received[-1][0] >= seq:
            return next(when for known, when in screen.received if known >= seq)
        time.sleep(0.005)
    return end


@click.command()
@click.option("--rounds", default=3, show_default=True, type=click.IntRange(1, 20))
@click.option("--seconds", default=30.0, show_default=True, type=click.FloatRange(1, 600))
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default=Path.cwd, help="On which disk.")
def main(rounds: int, seconds: float, folder: Path) -> None:
    """Slow screens beside healthy ones."""
    screen = Console(highlight=False)
    alone, beside = [], []
    with fixtures.folder(folder.resolve()) as place:
        laid = fixtures.lay(place / "ground.kiosk", MEMBERS)
        for number in range(rounds):
            alone.append(one(laid, 0, seconds))
            beside.append(one(laid, SLOW, seconds))
            screen.print(f"round {number + 1}: {_said(alone[-1])}; with {SLOW} slow ones {_said(beside[-1])}")
    ratio = statistics.median(b.hall_p50 / a.hall_p50 for a, b in zip(alone, beside, strict=True))
    newest = max(one.newest_ms for one in beside)
    cut_off = sum(one.cut_off for one in beside)
    screen.print(
        f"healthy hall screen's p50, with to without slow ones: {ratio:.2f} (at most {RATIO_MOST}); a slow one that may"
        f" read sees the newest after {newest:.0f} ms (at most {1000 * NEWEST_SECONDS_MOST:.0f}), having been sent"
        f" {max(one.snapshots for one in beside)} snapshots of {int(seconds * RATE)} entries; cut off: {cut_off}"
    )
    raise SystemExit(1 if cut_off or newest > 1000 * NEWEST_SECONDS_MOST or ratio > RATIO_MOST else 0)


def _said(one: Outcome) -> str:
    return f"hall p50 {one.hall_p50:.0f} ms, p99 {one.hall_p99:.0f} ms"


if __name__ == "__main__":
    main()
