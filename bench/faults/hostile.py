"""Fifty thousand hostile requests: `python -m bench.faults.hostile [--requests 50000] [--seed 1]`.

Broken JSON for every route that takes any, broken HTTP, junk packets over polling and websockets, while a desk checks
in at 20 a second. No answer may be 5xx, the desk is always answered, the server's memory stops growing, and its log
within a line a second: no traceback. Exits 1 and names what did not hold.
"""

from __future__ import annotations

import contextlib
import random
import re
import socket
import threading
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import click
from rich.console import Console

from bench.faults.network_abuse import Desk
from bench.support import fixtures, junk, processes
from kiosk.app import create_app

MEMBERS = 200
THREADS = 4
ROUTES_SHARE, HTTP_SHARE, POLLING_SHARE = 0.6, 0.75, 0.85  # the rest are websockets
GROWTH_MB_MOST = 40  # in the second half: what a server needs for every kind of page it has by then
LOG_LINES_FIRST, LOG_LINES_A_SECOND = 60, 2
PATIENCE_SECONDS = 10
Routes = list[tuple[list[str], str]]


class Outcome(NamedTuple):
    """What the server made of it; `troubles` is empty when it held."""

    statuses: Counter[str]
    desk_answered: int
    growth_mb: float
    log_lines: int
    troubles: list[str]


def attack(folder: Path, requests: int, seed: int) -> Outcome:
    """So many hostile requests on a fresh meeting, a desk at work beside them."""
    laid = fixtures.lay(folder / "hostile.kiosk", MEMBERS)
    routes = writing(laid.path)
    log = folder / "server.log"
    server = processes.Server("kiosk", laid.path, laid.codes, log=log)
    codes = [code for code in laid.codes.read_text().split() for _ in range(500)]
    port = urlsplit(server.url).port or 0
    desk = Desk(port, laid.desk, codes, 20)
    statuses: Counter[str] = Counter()
    troubles: list[str] = []
    begun = time.monotonic()
    try:
        send(port, routes, laid.chair, max(400, requests // 10), seed + 1_000, statuses)  # what it needs when warm
        desk.start()
        send(port, routes, laid.chair, requests // 2, seed, statuses)
        before = memory_mb(server.process.pid)
        send(port, routes, laid.chair, requests - requests // 2, seed + 1, statuses)
        desk.ended.set()
        desk.join()
        growth = memory_mb(server.process.pid) - before if server.process.poll() is None else 0
        if server.process.poll() is not None:
            troubles.append(f"the server ended with {server.process.returncode}")
    finally:
        processes.end(server.process)
    said = log.read_text("utf-8", "replace").splitlines()
    wrong = [status for status in statuses if re.match(r"5\d\d", status)]
    troubles += [f"{statuses[status]} answers were {status}" for status in wrong]
    if desk.failed:
        troubles.append(f"the desk was not answered {desk.failed} times")
    if growth > GROWTH_MB_MOST:
        troubles.append(f"memory grew by {growth:.0f} MB in the second half")
    if found := [line for line in said if "Traceback" in line]:
        troubles.append(f"{len(found)} tracebacks in the log: {last_of_traceback(said)}")
    if len(said) > LOG_LINES_FIRST + LOG_LINES_A_SECOND * (time.monotonic() - begun):
        troubles.append(f"{len(said)} lines in the log, such as: {said[-1]}")
    return Outcome(statuses, len(desk.taken) - desk.failed, growth, len(said), troubles)


def last_of_traceback(said: list[str]) -> str:
    """The errors that were told, each once."""
    found = Counter(line for line in said if re.match(r"\w[\w.]*(Error|Exception|Timeout)\b", line))
    return "; ".join(f"{count} x {line}" for line, count in found.most_common(8))


def writing(path: Path) -> Routes:
    """Every route of the application with its methods, those that take a body twice as often."""
    app = create_app(path)
    found: Routes = []
    for rule in app.url_map.iter_rules():
        methods = sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        found += [(methods, rule.rule)] * (2 if "POST" in methods else 1)
    app.extensions["kiosk"].writer.close()
    app.extensions["kiosk"].storage.close()
    return found


def memory_mb(pid: int) -> float:
    """The resident memory of a process on Linux; elsewhere 0, and nothing is judged."""
    status = Path(f"/proc/{pid}/status")
    found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(found[1]) / 1024 if found else 0.0


def send(port: int, routes: Routes, token: str, requests: int, seed: int, statuses: Counter[str]) -> None:
    """All of it, in a few threads."""

    def one(number: int) -> None:
        chance = random.Random(seed * 100 + number)
        for _ in range(requests // THREADS):
            kind = chance.random()
            status = (
                _http(port, _request(chance, routes, token, kind)) if kind < HTTP_SHARE else _talk(port, chance, kind)
            )
            with lock:
                statuses[status] += 1

    lock = threading.Lock()
    threads = [threading.Thread(target=one, args=(number,), daemon=True) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _request(chance: random.Random, routes: Routes, token: str, kind: float) -> bytes:
    methods, rule = chance.choice(routes)
    if rule.endswith((".zip", ".docx")) and chance.random() < 0.95:  # a second's work each
        methods, rule = ["POST"], "/checkin/scans"
    return junk.request(chance, methods, rule, token) if kind < ROUTES_SHARE else junk.http(chance)


def _talk(port: int, chance: random.Random, kind: float) -> str:
    return _polled(port, chance) if kind < POLLING_SHARE else _framed(port, chance)


def _http(port: int, told: bytes) -> str:
    """The status of the first answer; what it is when there is none."""
    with contextlib.suppress(OSError), _dial(port) as wire:
        wire.sendall(told)
        wire.shutdown(socket.SHUT_WR)
        return _status(wire.recv(4_096))
    return "hung up"


def _status(answer: bytes) -> str:
    return answer[9:12].decode("latin-1") if answer.startswith(b"HTTP/") else "closed" if not answer else "no HTTP"


def _polled(port: int, chance: random.Random) -> str:
    """A session by polling that is opened well and gets junk."""
    head = "Host: hall\r\nConnection: close\r\n"
    answer = _whole(port, f"GET {junk.POLLING} HTTP/1.1\r\n{head}\r\n".encode())
    found = re.search(rb'"sid":"([^"]+)"', answer)
    where = f"{junk.POLLING}&sid={found[1].decode() if found else 'nobody'}"
    for _ in range(3):
        told = "\x1e".join(junk.packet(chance) for _ in range(chance.randrange(1, 4))).encode("utf-8", "replace")
        answer = _whole(port, f"POST {where} HTTP/1.1\r\n{head}Content-Length: {len(told)}\r\n\r\n".encode() + told)
        if not answer.startswith(b"HTTP/1.1 200"):
            break
    return _status(answer)


def _whole(port: int, told: bytes) -> bytes:
    answer = b""
    with contextlib.suppress(OSError), _dial(port) as wire:
        wire.sendall(told)
        while more := wire.recv(4_096):
            answer += more
    return answer


def _framed(port: int, chance: random.Random) -> str:
    """A websocket with a few frames of junk, left without a farewell."""
    with contextlib.suppress(OSError), _dial(port) as wire:
        wire.sendall(junk.handshake(chance))
        answer = wire.recv(4_096)
        if answer.startswith(b"HTTP/1.1 101"):
            if chance.random() < 0.7:
                wire.sendall(junk.masked(0x81, b"40"))
            for _ in range(chance.randrange(1, 6)):
                wire.sendall(junk.frame(chance))
            wire.settimeout(0.2)
            with contextlib.suppress(TimeoutError):
                wire.recv(4_096)
        return _status(answer)
    return "hung up"


def _dial(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS)


@click.command()
@click.option("--requests", default=50_000, show_default=True, type=click.IntRange(100, 1_000_000))
@click.option("--seed", default=1, show_default=True)
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default=Path.cwd, help="On which disk.")
def main(requests: int, seed: int, folder: Path) -> None:
    """Hostile requests of every kind while a desk goes on."""
    with fixtures.folder(folder.resolve()) as place:
        outcome = attack(place, requests, seed)
    screen = Console(highlight=False)
    screen.print(", ".join(f"{count} x {status}" for status, count in outcome.statuses.most_common()))
    memory = f"memory {outcome.growth_mb:+.1f} MB in the second half"
    screen.print(f"the desk: {outcome.desk_answered} answered; {memory}; log: {outcome.log_lines} lines")
    for trouble in outcome.troubles:
        screen.print(f"[red]{trouble}")
    raise SystemExit(1 if outcome.troubles else 0)


if __name__ == "__main__":
    main()
