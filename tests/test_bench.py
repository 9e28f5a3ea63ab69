"""The benchmarks run: the real thing in its shortest form. What they measure is judged by whoever runs them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bench.faults.flaps import flap
from bench.faults.parsers import PARSERS, run
from bench.performance.soak import gained, judged, soak

ROOT = Path(__file__).parent.parent


@pytest.mark.slow
def test_the_benchmarks_run_to_their_end(tmp_path: Path) -> None:
    """As `run.py bench` starts them; not even a process of theirs may tell of an error."""
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--smoke", "--folder", str(tmp_path), "--json", str(tmp_path / "figures.json")],
        cwd=ROOT, capture_output=True, text=True, timeout=900,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert "With pages looking on" in done.stdout
    assert '"direct"' in (tmp_path / "figures.json").read_text()


@pytest.mark.slow
def test_a_short_evening_holds(tmp_path: Path) -> None:
    outcome = soak(tmp_path, seconds=5, rate=20, sockets=10)
    assert (outcome.sent, outcome.answered, outcome.troubles) == (100, 100, [])


@pytest.mark.parametrize(
    ("told", "seen", "samples", "trouble"),
    [
        ({}, {}, [100.0] * 40, None),
        ({"acked": 2}, {}, [100.0] * 40, "3 check-ins sent, 2 answered"),
        ({}, {"shown": [[1, 0], [2, 5], [1, 10], [3, 14]]}, [100.0] * 40, "a state came after a newer one"),
        ({}, {"shown": [[1, 0], [2, 1], [2, 2]]}, [100.0] * 40, "the last entry was not shown"),
        ({}, {"shown": [[1, 0], [2, 1], [3, 20]]}, [100.0] * 40, "19.0 s without a new state"),
        ({}, {"lost": 1}, [100.0] * 40, "1 pages were lost"),
        ({}, {}, [100.0 + number for number in range(40)], "memory gained 29.0 MB"),
    ],
)
def test_what_does_not_hold_is_named(told: dict, seen: dict, samples: list[float], trouble: str | None) -> None:  # type: ignore[type-arg]
    acks = {"sent": 3, "acked": 3, "ack_p99": 1.0, "acks": [[1, 0, 0], [2, 1, 1], [3, 20, 20]], **told}
    outcome = judged(acks, {"shown": [[1, 0], [2, 10], [3, 14]], "lost": 0, **seen}, samples, 10, None)
    assert outcome.troubles == ([trouble] if trouble else [])


def test_memory_that_goes_up_and_down_gains_nothing() -> None:
    assert abs(gained([100, 110, 90, 100] * 10)) < 5
    assert gained([]) == gained([1]) == 0


@pytest.mark.slow
def test_two_desks_on_a_network_that_flaps_lose_nothing(tmp_path: Path) -> None:
    outcome = flap(tmp_path, scans=80, seed=3)
    assert (outcome.scans, outcome.troubles) == (80, [])
    assert outcome.present and outcome.cuts


@pytest.mark.slow
def test_parsers_answer_or_say_no(tmp_path: Path) -> None:
    assert run(40, tmp_path) == {}
    assert set(PARSERS) == {"round files", "records of draws", "codes", "socket packets", "bodies and batches"}
