"""Phones storm while the desks check in: `python -m bench.performance.phone_load [--rounds N] [--phones N]`.

Each round serves one file five times, 500 phones looking on each time, and 100 check-ins a second at fixed times:
without a storm; while every phone supports a question, and four, within ten seconds; while one phone, and while a
hundred, ask 10,000 questions in a minute. The votes must be counted exactly, the questions limited by name, and the check-ins' p99
is told as a ratio to that without a storm. Exits 1 when a count is wrong.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import statistics
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
from rich.console import Console
from rich.table import Table

from bench.performance.load import Connection
from bench.support import fixtures, processes
from kiosk.store import database as files

MEMBERS = 4_000
RATE = 100
VOTING_SECONDS = 10
FLOOD_SECONDS = 60
FLOOD = 10_000
QUESTIONS = 20
BOUND = 2.0
WORDS = ("roads", "water", "school", "roof", "lamps", "clinic", "bus", "lake", "fields", "accounts")
Storm = Callable[[str, fixtures.Ground, int], Coroutine[Any, Any, dict[str, Any]]]


@click.command()
@click.option("--rounds", default=3, show_default=True, type=click.IntRange(1, 20))
@click.option("--phones", default=500, show_default=True, type=click.IntRange(10, 2_000))
@click.option("--flood-seconds", default=FLOOD_SECONDS, show_default=True, type=click.IntRange(3, 120))
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default=Path.cwd, help="On which disk.")
def main(rounds: int, phones: int, flood_seconds: int, folder: Path) -> None:
    """Storms of votes and questions beside the desks."""
    storms: dict[str, tuple[Storm | None, float]] = {
        "no storm": (None, VOTING_SECONDS),
        f"{phones} phones vote": (vote(1), VOTING_SECONDS),
        f"{phones} phones vote four times": (vote(4), VOTING_SECONDS),
        "one phone floods": (flood(1, flood_seconds), flood_seconds),
        "a hundred flood": (flood(100, flood_seconds), flood_seconds),
    }
    figures: dict[str, list[dict[str, Any]]] = {name: [] for name in storms}
    with fixtures.folder(folder.resolve()) as place:
        laid = fixtures.lay(place / "storm.kiosk", MEMBERS)
        for _ in range(rounds):
            for name, (storm, seconds) in storms.items():
                figures[name].append(one(laid, phones, storm, seconds))
    wrong = report(figures)
    if wrong:
        raise SystemExit(1)


def one(laid: fixtures.Ground, phones: int, storm: Storm | None, seconds: float) -> dict[str, Any]:
    """Check-ins for so many seconds with so many phones looking on, and a storm beside them."""
    path = fixtures.copy(laid.path, laid.path.with_name("stormed.kiosk"))
    with processes.served("kiosk", path, laid.codes) as server:
        prepare(server.url, laid.chair)
        pages = processes.start("bench.performance.pages", server.url, laid.screen, str(phones), behind=True)
        processes.expect(pages, "ready")
        order = {"url": server.url, "token": laid.desk, "codes": str(laid.codes), "seconds": seconds, "rate": RATE}
        load = processes.start("bench.performance.load", json.dumps(order))
        found = asyncio.run(storm(server.url, laid, phones)) if storm else {}
        assert load.stdout
        acks = json.loads(load.stdout.readline())
        assert pages.stdin
        pages.stdin.write("\n")
        pages.stdin.flush()
        lost = json.loads(processes.expect(pages, "told")[5:])["lost"]
        for process in (load, pages):
            processes.end(process)
    figures = {"p50": acks["ack_p50"], "p99": acks["ack_p99"], "missing": acks["sent"] - acks["acked"], "lost": lost}
    return {**found, **figures, **counted(path, found)}


def counted(path: Path, found: dict[str, Any]) -> dict[str, Any]:
    """Whether the file's count of votes is what the phones were told, one by one."""
    db = files.reader(path)
    kept = Counter(dict(db.execute("select id, votes from question where votes > 0").fetchall()))
    asked = db.execute("select count(*) from question where way = 'phone'").fetchone()[0]
    db.close()
    given = Counter(found.get("given", {}))
    return {"exact": kept == given and asked == found.get("asked", 0), "votes": kept.total(), "questions": asked}


def prepare(url: str, chair: str) -> None:
    _post(url, chair, "/qa/opening")
    for number in range(QUESTIONS):
        text = f"Question of {WORDS[number % 10]} and {WORDS[number * 7 % 10]} {number}?"
        _post(url, chair, "/qa/questions", way="slip", text=text)


def vote(each: int) -> Storm:
    """Every phone supports so many questions at moments of its own within ten seconds, the first of them twice."""

    async def storm(url: str, laid: fixtures.Ground, phones: int) -> dict[str, Any]:
        chance = random.Random(3)
        given: Counter[int] = Counter()
        refused: Counter[str] = Counter()

        async def phone(moments: list[float], wanted: list[int], started: float) -> None:
            await asyncio.sleep(max(0.0, started + moments[0] - time.monotonic()))
            connection, asker = await _phone(url)
            for moment, question in zip(moments, wanted, strict=True):
                await asyncio.sleep(max(0.0, started + moment - time.monotonic()))
                fields = {"command_id": os.urandom(8).hex(), "asker": asker}
                status, body = await connection.ask(fields, _head(url, f"/qa/questions/{question}/votes"))
                if status == 200:
                    given[question] += 1
                else:
                    refused[body["code"]] += 1

        def plan() -> tuple[list[float], list[int]]:
            wanted = chance.sample(range(1, QUESTIONS + 1), each)
            return sorted(chance.uniform(0, VOTING_SECONDS * 0.9) for _ in range(each + 1)), [*wanted, wanted[0]]

        started = time.monotonic()
        await asyncio.gather(*(phone(*plan(), started) for _ in range(phones)))
        return {"given": dict(given), "told": dict(refused)}

    return storm


def flood(devices: int, seconds: float) -> Storm:
    """10,000 questions in a minute from so many phones, whatever they are told."""

    async def storm(url: str, laid: fixtures.Ground, phones: int) -> dict[str, Any]:
        told: Counter[str] = Counter()
        share = int(FLOOD * seconds / 60) // devices

        async def phone() -> None:
            started = time.monotonic() + random.uniform(0, seconds / share)  # nobody asks to somebody else's beat
            await asyncio.sleep(max(0.0, started - time.monotonic()))
            connection, asker = await _phone(url)
            for number in range(share):
                await asyncio.sleep(max(0.0, started + seconds * number / share - time.monotonic()))
                fields = {
                    "command_id": os.urandom(8).hex(),
                    "asker": asker,
                    "token": os.urandom(16).hex(),
                    "text": f"Noise {os.urandom(6).hex()} about {random.choice(WORDS)}?",
                }
                status, body = await connection.ask(fields, _head(url, "/qa/questions"))
                told["taken" if status == 200 else body["code"]] += 1

        await asyncio.gather(*(phone() for _ in range(devices)))
        return {"asked": told["taken"], "told": dict(told)}

    return storm


async def _phone(url: str) -> tuple[Connection, str]:
    place = urlsplit(url)
    loop = asyncio.get_running_loop()
    connection = (
        await loop.create_connection(lambda: Connection(_head(url, "/qa/askers")), place.hostname, place.port)
    )[1]
    _, body = await connection.ask({})
    return connection, body["asker"]


def _head(url: str, path: str) -> bytes:
    place = urlsplit(url)
    return (
        f"POST {path} HTTP/1.1\r\nHost: {place.netloc}\r\nOrigin: {url}\r\nContent-Type: application/json\r\n".encode()
    )


def _post(url: str, token: str, path: str, **fields: Any) -> None:
    data = json.dumps({"command_id": os.urandom(8).hex(), **fields}).encode()
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    with urllib.request.urlopen(urllib.request.Request(url + path, data, headers), timeout=30) as answer:
        answer.read()


def report(figures: dict[str, list[dict[str, Any]]]) -> bool:
    """The figures on screen; whether a count was wrong."""
    table = Table(title=f"{RATE} check-ins a second beside it", title_justify="left")
    for column in ("", "answer p50 ms", "p99 ms", f"to calm (≤ {BOUND:g})", "missing", "counted exactly", "told"):
        table.add_column(column)
    calm = statistics.median(one["p99"] for one in figures["no storm"])
    for name, rounds in figures.items():
        p50, p99 = (statistics.median(one[key] for one in rounds) for key in ("p50", "p99"))
        table.add_row(
            name, f"{p50:.1f}", f"{p99:.1f}", f"{p99 / calm:.2f}", str(sum(one["missing"] for one in rounds)),
            "yes" if all(one["exact"] for one in rounds) else "NO", f"{rounds[-1]['votes']} votes {rounds[-1].get('told', '')}",
        )  # fmt: skip
    Console().print(table)
    return not all(one["exact"] and not one["missing"] for rounds in figures.values() for one in rounds)


if __name__ == "__main__":
    main()
