"""`python -m bench [--quick] [--rounds N] [--json PATH] [--folder DIR]`."""

from __future__ import annotations

import json
import platform
import sqlite3
import statistics
from functools import partial
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.status import Status

from bench import doors, fanout, ground, rolls
from bench.report import show
from bench.targets import judged

MEMBERS = 10_000
PAGES = (50, 1_000)
CALM_RATE = 50  # where both sides are at ease, their hall screens are compared
FIRST_GUESS = {("kiosk", 50): 300, ("naive", 50): 100, ("kiosk", 1_000): 150, ("naive", 1_000): 8}
Measured = dict[str, Any]


@click.command()
@click.option("--quick", is_flag=True, help="One short round: a look, not a judgement.")
@click.option(
    "--rounds", default=5, show_default=True, type=click.IntRange(1, 20), help="The median of so many counts."
)
@click.option("--json", "target", type=click.Path(dir_okay=False, path_type=Path), help="Write all figures there.")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default=Path.cwd, help="On which disk.")
def main(quick: bool, rounds: int, target: Path | None, folder: Path) -> None:
    """Measure this machine, Kiosk and the naive reference side by side."""
    screen = Console()
    rounds, seconds, hold = (1, 1.5, 3.0) if quick else (rounds, 3.0, 10.0)
    with ground.folder(folder.resolve()) as place:
        memory = ground.in_memory(place)
        laid = ground.lay(place / "ground.kiosk", MEMBERS)
        measured: list[Measured] = []
        guess: dict[tuple[str, int], float] = dict(FIRST_GUESS)
        for number in range(1, rounds + 1):
            with screen.status(f"Round {number} of {rounds}") as status:
                tell = partial(_tell, status, f"Round {number} of {rounds}")
                measured.append(one_round(laid, seconds, hold, guess, tell))
    found = {
        "machine": {
            "system": platform.platform(),
            "python": platform.python_version(),
            "sqlite": sqlite3.sqlite_version,
        },
        "in_memory": memory,
        "quick": quick,
        "rounds": rounds,
        "median": median(measured),
        "each": measured,
    }
    found["judged"] = judged(measured)
    show(screen, found)
    if target:
        target.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
        screen.print(f"All figures: {target}", highlight=False)


def _tell(status: Status, where: str, text: str) -> None:
    status.update(f"{where}: {text}")


def one_round(
    laid: ground.Ground, seconds: float, hold: float, guess: dict[tuple[str, int], float], tell: Any
) -> Measured:
    found: Measured = {}
    tell("the disk itself")
    found["fsync_ms"] = ground.fsync_ms(laid.path.parent)
    found["door"] = {}
    for in_flight in doors.IN_FLIGHT:
        for kind in ("group", "direct"):
            tell(f"{kind} commit at the door, {in_flight} in flight")
            found["door"].setdefault(kind, {})[str(in_flight)] = doors.at_the_door(kind, laid, in_flight, seconds)
    found["http"] = {}
    for side in ("kiosk", "direct", "naive"):
        tell(f"{side} over HTTP")
        found["http"][side] = {str(n): figures for n, figures in doors.over_http(side, laid, seconds).items()}
    found["calm"], found["highest"], found["steps"] = {}, {}, []
    for pages in PAGES:
        for side in ("kiosk", "naive"):
            tell(f"{side} with {pages} pages")
            if pages == PAGES[0]:
                found["calm"][side] = fanout.step(side, laid, pages, CALM_RATE, hold)._asdict()
            best, tried = fanout.highest(side, laid, pages, hold, guess[side, pages])
            guess[side, pages] = best.rate or fanout.RATES[0]
            found["highest"].setdefault(str(pages), {})[side] = best._asdict()
            found["steps"] += [one._asdict() for one in tried]
    tell("a roll of 20,000")
    found["search_ms"] = rolls.search_ms()
    found["import_seconds"] = rolls.import_seconds(laid.path.parent)
    found["start_seconds"] = rolls.start_seconds(laid)
    return found


def median(rounds: list[Any]) -> Any:
    """The same shape with the median of every figure; lists of steps are left out."""
    if isinstance(rounds[0], dict):
        return {name: median([one[name] for one in rounds]) for name in rounds[0] if name != "steps"}
    if isinstance(rounds[0], bool) or not isinstance(rounds[0], int | float):
        return rounds[0]
    return statistics.median(rounds)


if __name__ == "__main__":
    main()
