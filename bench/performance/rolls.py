"""What a big roll costs: an import of 20,000, a search by name in it, a start with 10,000 members."""

from __future__ import annotations

import csv
import random
import subprocess
import sys
import time
from pathlib import Path

from bench.support import processes
from bench.support.fixtures import Ground, copy, quantile, roll
from kiosk.meeting_file import make_meeting
from kiosk.roll.search import Index

MANY = 20_000
SEARCHES = 300
QUERIES = ("王", "wang", "zm", "陈伟", "lixiu", "00123", "4711", "shan", "zh", "曾")


def import_seconds(folder: Path, many: int = MANY) -> float:
    """`kiosk import` of so many members from a CSV, the whole command."""
    rows = roll(many)
    source, meeting = folder / "roll.csv", folder / "import.kiosk"
    with source.open("w", newline="", encoding="utf-8") as file:
        write = csv.writer(file)
        write.writerow(["number", "name", "group", "phone", "vote"])
        for row in rows:
            write.writerow(
                [row["number"], row["name"], row["group_name"], row["phone"], "yes" if row["with_vote"] else "no"]
            )
    for suffix in ("", "-wal", "-shm"):
        Path(f"{meeting}{suffix}").unlink(missing_ok=True)
    make_meeting(meeting, title="Bench", preset="party-grassroots")
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "kiosk", "import", str(meeting), str(source)],
        cwd=processes.ROOT,
        capture_output=True,
        text=True,
        timeout=processes.START_SECONDS_MOST,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr or done.stdout)
    return time.perf_counter() - started


def search_ms(many: int = MANY) -> dict[str, float]:
    """Searches by name, initials, number and phone tail among so many."""
    started = time.perf_counter()
    index = Index({**row, "id": i, "position": i} for i, row in enumerate(roll(many), 1))
    made = time.perf_counter() - started
    chance = random.Random(1)
    taken = []
    for _ in range(SEARCHES):
        query = chance.choice(QUERIES)
        started = time.perf_counter()
        index.find(query)
        taken.append((time.perf_counter() - started) * 1000)
    return {"p50": quantile(taken, 0.5), "p99": quantile(taken, 0.99), "index_seconds": made}


def start_seconds(ground: Ground) -> float:
    """From the command to the first answer, the file verified on the way."""
    path = copy(ground.path, ground.path.with_name("start.kiosk"))
    with processes.served("kiosk", path, ground.codes) as server:
        return server.start_seconds
