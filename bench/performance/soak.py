"""A long evening: `python -m bench.performance.soak [--minutes 30] [--rate 20] [--sockets 100]`.

Check-ins at fixed times with so many pages looking on. Every check-in is answered; the hall screen's states only grow,
come without a gap in time, and end with the last entry; no page is lost; the file holds afterwards. The server's memory
is flat: a least-squares line through its samples, after a warm-up, gains at most a bound over the run. Exits 1 when one
of these does not hold. `--minutes 120 --rate 2` is the other long form.
"""

from __future__ import annotations

import contextlib
import json
import statistics
import threading
import time
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import click
from rich.console import Console

from bench.faults.hostile import memory_mb
from bench.support import fixtures, processes
from kiosk.app import REGISTRY
from kiosk.store.verification import verify

SAMPLE_SECONDS = 2.0
LAST_SECONDS = 3  # for the last state to be shown
WARM_UP = 0.25  # of the run: caches fill, the interpreter takes what it needs
GAIN_MB_MOST = 24.0
GAP_SECONDS_MOST = 5.0  # without a new state on the hall screen, beyond the time between two check-ins


class Outcome(NamedTuple):
    """What the run came to; `troubles` is empty when all held."""

    sent: int
    answered: int
    ack_p99: float
    gain_mb: float
    memory_mb: float
    gap_seconds: float
    states: int
    troubles: list[str]


def soak(folder: Path, seconds: float, rate: float, sockets: int) -> Outcome:
    """One server for so long; every check-in is another member's, so that each of them changes what is shown."""
    laid = fixtures.lay(folder / "soak.kiosk", int(rate * seconds) + 1)
    with processes.served("kiosk", laid.path, laid.codes) as server, contextlib.ExitStack() as ends:
        looking = processes.start("bench.performance.pages", server.url, laid.screen, str(sockets - 1))
        ends.callback(processes.end, looking)
        processes.expect(looking, "ready")
        order = {"url": server.url, "token": laid.desk, "codes": str(laid.codes), "seconds": seconds, "rate": rate}
        load = processes.start("bench.performance.load", json.dumps(order))
        ends.callback(processes.end, load)
        samples: list[float] = []
        ended = threading.Event()
        sampler = threading.Thread(target=_sample, args=(server.process.pid, samples, ended), daemon=True)
        sampler.start()
        assert load.stdout and looking.stdin
        told = json.loads(load.stdout.readline())
        ended.set()
        sampler.join()
        time.sleep(LAST_SECONDS)
        print(file=looking.stdin, flush=True)
        seen = json.loads(processes.expect(looking, "told")[5:])
    return judged(told, seen, samples, 1 / rate, verify(laid.path, REGISTRY).trouble)


def _sample(pid: int, samples: list[float], ended: threading.Event) -> None:
    while not ended.wait(SAMPLE_SECONDS):
        samples.append(memory_mb(pid))


def judged(
    told: dict[str, object], seen: dict[str, object], samples: list[float], between: float, trouble: str | None
) -> Outcome:
    """`told` by the load, `seen` by the pages, `samples` of memory in MB, `between` two check-ins in seconds."""
    acks, shown = told["acks"], seen["shown"]
    assert isinstance(acks, list) and isinstance(shown, list)
    seqs = [seq for seq, _ in shown]
    during = [when for _, when in shown if acks[0][1] <= when <= acks[-1][2] + GAP_SECONDS_MOST]
    gap = max((b - a for a, b in pairwise(during)), default=float("inf"))
    gain = gained(samples[int(len(samples) * WARM_UP) :])
    troubles = [
        said
        for said, wrong in (
            (f"{told['sent']} check-ins sent, {told['acked']} answered", told["sent"] != told["acked"]),
            ("a state came after a newer one", any(b < a for a, b in pairwise(seqs))),
            ("the last entry was not shown", seqs[-1] < max(seq for seq, _, _ in acks)),
            (f"{gap:.1f} s without a new state", gap > between + GAP_SECONDS_MOST),
            (f"{seen['lost']} pages were lost", seen["lost"]),
            (f"memory gained {gain:.1f} MB", gain > GAIN_MB_MOST),
            (f"the file does not hold: {trouble}", trouble),
        )
        if wrong
    ]
    last = samples[-1] if samples else 0.0
    return Outcome(told["sent"], told["acked"], told["ack_p99"], gain, last, gap, len(shown), troubles)  # type: ignore[arg-type]


def gained(samples: list[float]) -> float:
    """What a least-squares line through the samples gains from the first to the last."""
    if len(samples) < 2:
        return 0.0
    slope, _ = statistics.linear_regression(range(len(samples)), samples)
    return slope * (len(samples) - 1)


@click.command()
@click.option("--minutes", default=30.0, show_default=True, type=click.FloatRange(0.05, 600))
@click.option("--rate", default=20.0, show_default=True, type=click.FloatRange(0.5, 500), help="Check-ins a second.")
@click.option("--sockets", default=100, show_default=True, type=click.IntRange(1, 2_000))
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default=Path.cwd, help="On which disk.")
def main(minutes: float, rate: float, sockets: int, folder: Path) -> None:
    """A long evening at a steady rate."""
    with fixtures.folder(folder.resolve()) as place:
        found = soak(place, minutes * 60, rate, sockets)
    screen = Console(highlight=False)
    screen.print(
        f"{found.answered} of {found.sent} check-ins answered in {minutes:g} min, p99 {found.ack_p99:.0f} ms; memory"
        f" {found.memory_mb:.0f} MB, gained {found.gain_mb:+.1f} MB after the warm-up; the hall screen was sent"
        f" {found.states} states, at most {found.gap_seconds:.1f} s apart"
    )
    for trouble in found.troubles:
        screen.print(f"[red]{trouble}")
    raise SystemExit(1 if found.troubles else 0)


if __name__ == "__main__":
    main()
