"""Judge rounds by chance three times over: `python -m bench.faults.verdicts [--rounds 100000] [--seed 1]`.

The program, `docs/check_record.py` and the tiny reference of the tests must agree on every one, over every preset, kind
and parameter; so must program and checker by the first rules. The first round that differs ends the run and is printed.
"""

from __future__ import annotations

from collections import Counter
from random import Random
from time import monotonic

import click

from tests.ballots.generated import generated
from tests.ballots.test_law import agree, agree_by_the_first


@click.command()
@click.option("--rounds", default=100_000, show_default=True, type=click.IntRange(1))
@click.option("--seed", default=1, show_default=True, type=int)
def main(rounds: int, seed: int) -> None:
    """Exit 1, and the round as JSON, where two of the three differ."""
    rng, began, became = Random(seed), monotonic(), Counter[str]()
    for _ in range(rounds):
        became[agree(generated(rng))] += 1
        agree_by_the_first(generated(rng, 1))
    told = ", ".join(f"{what} {count:,}" for what, count in became.most_common())
    click.echo(f"{rounds:,} rounds of each version, no divergence ({told}); {monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
