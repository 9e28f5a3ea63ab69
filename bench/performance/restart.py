"""Starting and coming back: `python -m bench.performance.restart [--rounds N] [--pages N]`.

How much longer a meeting of 10,000 takes from the command to its first answer than one of 100 (at most 3 times), and
how long a thousand pages, all at once, take to be connected and current after a restart, beside a bare websocket
server in the same round (at most 3 times). Exits 1 when a bound is missed, or when a page is not current.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import statistics
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import click
from rich.console import Console
from rich.table import Table

from bench.performance import pages
from bench.support import fixtures, processes

FEW, MANY = 100, 10_000
BOUND = 3.0
ANSWERED = 20  # scans before the power cut


class Restarted(NamedTuple):
    """A meeting that is served again: its address, and the last entry that was answered before the cut."""

    url: str
    answered: int


class Back(NamedTuple):
    """How long it took until the last page was there, and which entry each page knows last."""

    seconds: float
    known: list[int]


@click.command()
@click.option("--rounds", default=3, show_default=True, type=click.IntRange(1, 20))
@click.option("--pages", "count", default=1_000, show_default=True, type=click.IntRange(10, 2_000))
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default=Path.cwd, help="On which disk.")
def main(rounds: int, count: int, folder: Path) -> None:
    """The start, and the return of every page after it."""
    pages.raise_open_files()
    starts: dict[int, list[float]] = {FEW: [], MANY: []}
    returns: dict[str, list[float]] = {"kiosk": [], "bare": []}
    with fixtures.folder(folder.resolve()) as place:
        laid = {members: fixtures.lay(place / f"{members}.kiosk", members) for members in starts}
        for _ in range(rounds):
            for members, one in laid.items():
                starts[members].append(started(one))
            with restarted(laid[MANY]) as again:
                came = asyncio.run(back(again.url, count))
            if set(came.known) != {again.answered}:
                raise SystemExit(f"after the restart not every page knew entry {again.answered}: {set(came.known)}")
            returns["kiosk"].append(came.seconds)
            with bare() as url:
                returns["bare"].append(asyncio.run(back(url, count)).seconds)
    raise SystemExit(report(starts, returns, count))


def started(laid: fixtures.Ground) -> float:
    with processes.served("kiosk", fixtures.copy(laid.path, laid.path.with_name("start.kiosk")), laid.codes) as server:
        return server.start_seconds


@contextmanager
def restarted(laid: fixtures.Ground) -> Iterator[Restarted]:
    """Served, killed as by a power cut once some scans were answered, served again."""
    path = fixtures.copy(laid.path, laid.path.with_name("restart.kiosk"))
    first = processes.Server("kiosk", path, laid.codes)
    answered = [scanned(first.url, laid.desk, code) for code in laid.codes.read_text().split()[:ANSWERED]]
    first.process.kill()
    first.process.wait()
    processes.end(first.process)
    with processes.served("kiosk", path, laid.codes) as server:
        yield Restarted(server.url, answered[-1])


def scanned(url: str, token: str, code: str) -> int:
    """The number of the entry by which a badge was answered."""
    asked = json.dumps({"command_id": secrets.token_urlsafe(12), "code": code}).encode()
    heads = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    with urllib.request.urlopen(urllib.request.Request(f"{url}/checkin/scans", asked, heads), timeout=30) as answer:
        return int(json.loads(answer.read())["seq"])


@contextmanager
def bare() -> Iterator[str]:
    process = processes.start("bench.performance.websocket_baseline")
    try:
        yield processes.expect(process, "ready").split()[1]
    finally:
        processes.end(process)


async def back(url: str, count: int) -> Back:
    """So many pages come all at once; each is there when it has its first snapshot."""
    place = urlsplit(url)
    loop = asyncio.get_running_loop()

    async def join() -> pages.Page:
        made = await loop.create_connection(
            lambda: pages.Page(place.netloc, "phone", None, []), place.hostname, place.port
        )
        await made[1].joined
        return made[1]

    begun = time.perf_counter()
    joined = await asyncio.wait_for(asyncio.gather(*(join() for _ in range(count))), pages.JOIN_SECONDS_MOST)
    taken = time.perf_counter() - begun
    assert not any(page.lost for page in joined)
    for page in joined:
        page.close()
    await asyncio.sleep(0)  # the loop closes them
    return Back(taken, [page.newest for page in joined])


def report(starts: dict[int, list[float]], returns: dict[str, list[float]], count: int) -> int:
    """The figures on screen; 1 when a bound is missed. Ratios are taken within each round, then their median."""
    table = Table("", "each round", "median s", "ratio", title="Starting and coming back", title_justify="left")
    missed = 0
    for name, ours, base in (
        (f"start to first answer, {MANY:,} members to {FEW}", starts[MANY], starts[FEW]),
        (f"{count:,} pages current after a restart, to a bare server", returns["kiosk"], returns["bare"]),
    ):
        ratio = statistics.median(one / other for one, other in zip(ours, base, strict=True))
        missed += ratio > BOUND
        for side in (ours, base):
            each = " ".join(f"{one:.2f}" for one in side)
            told = f"{ratio:.2f} (≤ {BOUND:g})" if side is ours else ""
            table.add_row(name if side is ours else "", each, f"{statistics.median(side):.2f}", told)
    Console().print(table)
    return 1 if missed else 0


if __name__ == "__main__":
    main()
