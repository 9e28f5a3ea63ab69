"""Kill the server under load, again and again: `python -m bench.faults.kills [--rounds 200] [--seed 1]`.

Each round lets eight desks scan for a random moment and ends the server with SIGKILL. Then the file must hold: the
chain, and every table as a rebuild has it. The next server must give every scan that was answered the same bytes
again, and must decide those that were not. Exits 1 and names what was lost.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import click
from rich.console import Console
from rich.progress import track

from bench.support import fixtures, processes
from bench.support.scans import Desks
from kiosk.app import REGISTRY
from kiosk.store.verification import verify

MEMBERS = 2_000
ROUNDS_OF_ONE_FILE = 20
LOAD_SECONDS = (0.02, 0.6)


class Outcome(NamedTuple):
    """What the rounds came to; `troubles` is empty when nothing was lost."""

    rounds: int
    answered: int
    cut_off: int
    troubles: list[str]


def kill_again_and_again(
    folder: Path, rounds: int, seed: int, each: Callable[[range], object] = lambda numbers: numbers
) -> Outcome:
    """So many kills, on a fresh meeting after every twenty."""
    chance = random.Random(seed)
    answered = cut_off = 0
    troubles: list[str] = []
    server = desks = None
    for number in each(range(rounds)):  # type: ignore[attr-defined]
        if number % ROUNDS_OF_ONE_FILE == 0:
            if server:
                processes.end(server.process)
            laid = fixtures.lay(folder / f"kills-{number}.kiosk", MEMBERS)
            tokens = [fixtures.pair(laid.path, "desk") for _ in range(3)]
            desks = Desks(tokens, laid.codes.read_text().split(), chance)
            server = processes.Server("kiosk", laid.path, laid.codes)
        assert server and desks
        desks.forget()
        desks.start(server.url)
        time.sleep(chance.uniform(*LOAD_SECONDS))
        server.process.kill()
        server.process.wait()
        desks.stop()
        answered += len(desks.answered)
        cut_off += len(desks.unanswered)
        if trouble := verify(laid.path, REGISTRY).trouble:
            troubles.append(f"round {number}: {trouble}")
            break
        processes.end(server.process)
        server = processes.Server("kiosk", laid.path, laid.codes)
        troubles += [
            f"round {number}: {command_id} was answered otherwise" for command_id in desks.send_again(server.url)
        ]
    if server:
        processes.end(server.process)
    return Outcome(rounds, answered, cut_off, troubles)


@click.command()
@click.option("--rounds", default=200, show_default=True, type=click.IntRange(1, 2_000))
@click.option("--seed", default=1, show_default=True)
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default=Path.cwd, help="On which disk.")
def main(rounds: int, seed: int, folder: Path) -> None:
    """Kill the server under load, again and again."""
    with fixtures.folder(folder.resolve()) as place:
        outcome = kill_again_and_again(place, rounds, seed, lambda numbers: track(numbers, "Killing"))
    screen = Console(highlight=False)
    screen.print(
        f"{outcome.rounds} kills, {outcome.answered} scans answered before one, {outcome.cut_off} cut off by one"
    )
    for trouble in outcome.troubles:
        screen.print(f"[red]{trouble}")
    if outcome.troubles:
        raise SystemExit(1)
    screen.print("Every answered scan is there with the same bytes; every file holds.")


if __name__ == "__main__":
    main()
