"""Send commands of a round by chance: `python -m bench.faults.round_machine [--steps 10000] [--seed 1]`.

After every command no declared result has more names than seats, anybody twice in an office, other rules than those
adopted, too few who took part, or signatures of another version (`tests/ballots/machine.py`).
"""

from __future__ import annotations

import itertools
import tempfile
from pathlib import Path
from time import monotonic

import click
from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.ballots.machine import Rounds
from tests.conftest import Hall

EXAMPLES = 20


@click.command()
@click.option("--steps", default=10_000, show_default=True, type=click.IntRange(1))
@click.option("--seed", "first", default=1, show_default=True, type=int)
def main(steps: int, first: int) -> None:
    """Ends with the shortest sequence that breaks something, or says how many commands broke nothing."""
    began = monotonic()
    with tempfile.TemporaryDirectory() as folder:
        numbers = itertools.count()

        class Here(Rounds):
            @staticmethod
            def make() -> Hall:
                return Hall(Path(folder) / f"{next(numbers)}.kiosk")

            def teardown(self) -> None:
                super().teardown()
                self.hall.close()

        chosen = settings(
            max_examples=EXAMPLES, stateful_step_count=40, deadline=None, database=None,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        for number in itertools.count(first):
            if Here.steps >= steps:
                break
            run_state_machine_as_test(seed(number)(Here), settings=chosen)
    click.echo(f"{Here.steps:,} commands, every invariant held; {monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
