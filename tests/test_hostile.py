"""Hostile requests of every kind while a desk is at work: no 5xx, no traceback. The long form is `bench.faults.hostile`."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.faults.hostile import attack


@pytest.mark.slow
def test_hostile_requests_are_refused_and_the_desk_goes_on(tmp_path: Path) -> None:
    outcome = attack(tmp_path, requests=500, seed=11)
    assert outcome.troubles == []
    assert outcome.desk_answered > 0
    assert sum(outcome.statuses.values()) >= 800
