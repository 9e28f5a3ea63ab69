"""`python -m bench [--quick|--smoke] [--rounds N] [--json PATH] [--folder DIR]`."""

from __future__ import annotations

import json
import platform
import sqlite3
import statistics
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import click
from rich.console import Console
from rich.status import Status

from bench.performance import checkin_throughput, fanout, rolls
from bench.performance.report import show
from bench.performance.targets import judged
from bench.support import fixtures

PAGES = (50, 1_000)
CALM_RATE = 50  # where both sides are at ease, their hall screens are compared
FIRST_GUESS = {("kiosk", 50): 300, ("naive", 50): 100, ("kiosk", 1_000): 150, ("naive", 1_000): 8}
Measured = dict[str, Any]


class Scale(NamedTuple):
    """How much of everything: `pages` by their label in PAGES, `steps` tried for the highest rate, check-ins in flight."""

    rounds: int
    seconds: float
    hold: float
    members: int = 10_000
    pages: tuple[int, int] = PAGES
    roll: int = rolls.MANY
    steps: int = len(fanout.RATES)
    in_flight: tuple[int, ...] = checkin_throughput.IN_FLIGHT


QUICK = Scale(1, 1.5, 3.0)
SMOKE = Scale(1, 0.2, 1.0, members=100, pages=(2, 2), roll=200, steps=1, in_flight=(100,))


@click.command()
@click.option("--quick", is_flag=True, help="One short round: a look, not a judgement.")
@click.option("--smoke", is_flag=True, help="The least of everything: whether it runs, no figures.")
@click.option(
    "--rounds", default=5, show_default=True, type=click.IntRange(1, 20), help="The median of so many counts."
)
@click.option("--json", "target", type=click.Path(dir_okay=False, path_type=Path), help="Write all figures there.")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default=Path.cwd, help="On which disk.")
def main(quick: bool, smoke: bool, rounds: int, target: Path | None, folder: Path) -> None:
    """Measure this machine, Kiosk and the naive reference side by side."""
    screen = Console()
    scale = SMOKE if smoke else QUICK if quick else Scale(rounds, 3.0, 10.0)
    with fixtures.folder(folder.resolve()) as place:
        memory = fixtures.in_memory(place)
        laid = fixtures.lay(place / "ground.kiosk", scale.members)
        measured: list[Measured] = []
        guess: dict[tuple[str, int], float] = dict(FIRST_GUESS)
        for number in range(1, scale.rounds + 1):
            with screen.status(f"Round {number} of {scale.rounds}") as status:
                tell = partial(_tell, status, f"Round {number} of {scale.rounds}")
                measured.append(one_round(laid, scale, guess, tell))
    found = {
        "machine": {
            "system": platform.platform(),
            "python": platform.python_version(),
            "sqlite": sqlite3.sqlite_version,
        },
        "in_memory": memory,
        "quick": quick or smoke,
        "rounds": scale.rounds,
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


def one_round(laid: fixtures.Ground, scale: Scale, guess: dict[tuple[str, int], float], tell: Any) -> Measured:
    found: Measured = {}
    tell("the disk itself")
    found["fsync_ms"] = fixtures.fsync_ms(laid.path.parent)
    found["door"] = {}
    for in_flight in scale.in_flight:
        for kind in ("group", "direct"):
            tell(f"{kind} commit at the door, {in_flight} in flight")
            found["door"].setdefault(kind, {})[str(in_flight)] = checkin_throughput.at_the_door(
                kind, laid, in_flight, scale.seconds
            )
    found["http"] = {}
    for side in ("kiosk", "direct", "naive"):
        tell(f"{side} over HTTP")
        found["http"][side] = {
            str(n): figures
            for n, figures in checkin_throughput.over_http(side, laid, scale.seconds, scale.in_flight).items()
        }
    found["calm"], found["highest"], found["steps"] = {}, {}, []
    for pages, count in zip(PAGES, scale.pages, strict=True):
        if scale.steps == 1 and found["highest"]:
            found["highest"][str(pages)] = found["highest"][str(PAGES[0])]
            continue
        for side in ("kiosk", "naive"):
            tell(f"{side} with {pages} pages")
            if pages == PAGES[0] and scale.steps > 1:
                found["calm"][side] = fanout.step(side, laid, count, CALM_RATE, scale.hold)._asdict()
            best, tried = fanout.highest(side, laid, count, scale.hold, guess[side, pages], scale.steps)
            found["calm"].setdefault(side, best._asdict())
            guess[side, pages] = best.rate or fanout.RATES[0]
            found["highest"].setdefault(str(pages), {})[side] = best._asdict()
            found["steps"] += [one._asdict() for one in tried]
    tell(f"a roll of {scale.roll:,}")
    found["search_ms"] = rolls.search_ms(scale.roll)
    found["import_seconds"] = rolls.import_seconds(laid.path.parent, scale.roll)
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
