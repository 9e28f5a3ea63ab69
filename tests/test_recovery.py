"""What was answered is there: after a kill at any moment, and on a disk that was full. Long forms are in `bench/`."""

from __future__ import annotations

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bench.faults.full_disk import fill
from bench.faults.kills import kill_again_and_again
from bench.performance.restart import back, bare, restarted
from bench.support import fixtures


@pytest.mark.slow
def test_after_kills_under_load_nothing_answered_is_missing(tmp_path: Path) -> None:
    outcome = kill_again_and_again(tmp_path, rounds=3, seed=7)
    assert outcome.troubles == []
    assert outcome.answered > 20


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="another process's limit can be set on Linux alone")
def test_on_a_full_disk_nobody_is_answered_yes_whose_entry_is_missing(tmp_path: Path) -> None:
    outcome = fill(tmp_path, seed=7, mounted=False)
    assert outcome.troubles == []
    assert outcome.afterwards > 0


@pytest.mark.slow
def test_after_a_power_cut_every_page_that_comes_back_knows_what_was_answered_last(tmp_path: Path) -> None:
    laid = fixtures.lay(tmp_path / "meeting.kiosk", 40)
    with restarted(laid) as again:
        found = known(again.url)
        assert len(found) == 60 and min(found) >= again.answered  # the laptop's own entries may follow
    with bare() as url:  # which it is measured beside
        assert known(url) == [1] * 60


def known(url: str) -> list[int]:
    """What sixty pages that come at once know; in a thread, since another test's browser may have a loop in this one."""
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(lambda: asyncio.run(back(url, 60))).result().known
