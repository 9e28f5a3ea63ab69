"""Kill the server in the midst of a count: `python -m bench.faults.count_kills [--kills 100] [--seed 1]`.

Rounds are counted, signed, reported and declared; the server is ended with SIGKILL again and again. After each kill the
file must hold, and every paper that was answered must be there as it was entered; what was not answered is sent again,
the same. In the end every batch was agreed once, every result reported once and declared once. Exits 1 and names what
was lost, or done twice.
"""

from __future__ import annotations

import json
import random
import re
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import click
from rich.console import Console

from bench.support import fixtures, processes
from bench.support.rounds import Devices, Marks, PaperRound
from kiosk.app import REGISTRY
from kiosk.store import database as files
from kiosk.store import journal
from kiosk.store.verification import verify

LIFE_SECONDS = (0.05, 1.2)
NAMES = ("王芳", "李强", "张伟")
BATCHES = (4, 3)
ONCE = {
    "counting_opened": 1,
    "batch_agreed": len(BATCHES),
    "round_counted": 1,
    "tally_signed": 3,
    "result_reported": 1,
    "elected_declared": 1,
}


class Outcome(NamedTuple):
    """What the kills came to; `troubles` is empty when nothing was lost and nothing was done twice."""

    kills: int
    rounds: int
    during: Counter[str]  # how many kills met which request
    troubles: list[str]


class Mortal:
    """A server that is killed at a random moment of each life, so many times, and raised again."""

    def __init__(self, laid: fixtures.Ground, kills: int, chance: random.Random) -> None:
        self._laid, self._left, self._chance = laid, kills, chance
        self.kills = 0
        self.during: Counter[str] = Counter()
        self.troubles: list[str] = []
        self.entered: dict[tuple[int, str, int], Marks] = {}  # answered, of batches that may still be open
        self._start()

    @property
    def url(self) -> str:
        return self._server.url

    @property
    def dying(self) -> bool:
        return self._left > 0

    def revive(self, path: str) -> str:
        """It was killed: look at what it left, and serve it again."""
        self._server.process.wait()
        processes.end(self._server.process)
        self.kills += 1
        self.during[path.rpartition("/")[2]] += 1
        if trouble := verify(self._laid.path, REGISTRY).trouble:
            self.troubles.append(f"kill {self.kills}: {trouble}")
        self.troubles += [f"kill {self.kills}: {one}" for one in self._lost()]
        self._start()
        return self.url

    def end(self) -> None:
        self._timer.cancel()
        processes.end(self._server.process)

    def answered(self, path: str, fields: dict[str, Any]) -> None:
        if found := re.fullmatch(r"/ballots/batches/(\d+)/papers", path):
            team = fields["key"].split("-")[1]
            self.entered[int(found.group(1)), team, fields["paper"]] = fields["marks"]

    def _start(self) -> None:
        self._server = processes.Server("kiosk", self._laid.path, self._laid.codes)
        self._timer = threading.Timer(self._chance.uniform(*LIFE_SECONDS), self._server.process.kill)
        if self.dying:
            self._left -= 1
            self._timer.start()

    def _lost(self) -> list[str]:
        db = files.reader(self._laid.path)
        try:
            open_ones = {row[0] for row in db.execute("select id from batch where state = 'open'")}
            held = {
                (row["batch"], row["team"], row["paper"]): marks_of(row["marks"])
                for row in db.execute("select * from team_paper_working")
            }
        finally:
            db.close()
        return [
            f"paper {key} is gone"
            for key, marks in self.entered.items()
            if key[0] in open_ones and held.get(key) != marks
        ]


def marks_of(text: str) -> Marks:
    found: Marks = json.loads(text)
    return found


def count_and_kill(folder: Path, kills: int, seed: int, tell: Callable[[int], object] = lambda kills: None) -> Outcome:
    """Whole rounds, until the server was killed so many times."""
    chance = random.Random(seed)
    laid = fixtures.lay(folder / f"count-{seed}.kiosk", 20)
    mortal = Mortal(laid, kills, chance)
    devices = Devices(laid.path, mortal.url, mortal.revive, mortal.answered)
    rounds = 0
    try:
        while mortal.dying or rounds == 0:
            one = PaperRound(devices, [("委员", 1, NAMES)], sum(BATCHES), title=f"Round {rounds + 1}")
            one.vote()
            for batch, size in zip(one.open(*BATCHES), BATCHES, strict=True):
                one.agree(batch, [one.circle(NAMES[0])] * size)
            one.ask(one.path("count"), "chief_scrutineer")
            one.sign()
            one.announce()
            rounds += 1
            tell(mortal.kills)
    finally:
        mortal.end()
    db = files.reader(laid.path)
    done = Counter(entry.kind for entry in journal.entries(db))
    db.close()
    twice = [
        f"{kind}: {done[kind]} times in {rounds} rounds" for kind, each in ONCE.items() if done[kind] != each * rounds
    ]
    return Outcome(mortal.kills, rounds, mortal.during, mortal.troubles + twice)


@click.command()
@click.option("--kills", default=100, show_default=True, type=click.IntRange(1, 2_000))
@click.option("--seed", default=1, show_default=True)
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default=Path.cwd, help="On which disk.")
def main(kills: int, seed: int, folder: Path) -> None:
    """Kill the server in the midst of a count, again and again."""
    screen = Console(highlight=False)
    with fixtures.folder(folder.resolve()) as place, screen.status("Counting") as status:
        outcome = count_and_kill(place, kills, seed, lambda done: status.update(f"{done} kills"))
    screen.print(f"{outcome.kills} kills in {outcome.rounds} rounds of entry, sign-off and announcement")
    screen.print("they met " + ", ".join(f"{what} {times}" for what, times in outcome.during.most_common()))
    for trouble in outcome.troubles:
        screen.print(f"[red]{trouble}")
    if outcome.troubles:
        raise SystemExit(1)
    screen.print("Every answered paper was there; nothing was agreed, signed, reported or declared twice.")


if __name__ == "__main__":
    main()
