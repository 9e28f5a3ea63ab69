"""Whole counts: simulated tellers who slip, and a server that is killed meanwhile. Long forms are in `bench/`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bench.faults.count_kills import count_and_kill
from bench.faults.papers import count
from tests.conftest import Hall


class InProcess:
    """Devices of a hall without a network."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall

    def post(self, path: str, fields: dict[str, Any], role: str) -> tuple[int, Any]:
        answer = self.hall.client(role).post(path, json={"command_id": self.hall.command_id(), **fields})
        return answer.status_code, answer.get_json()

    def get(self, path: str, role: str) -> tuple[int, Any]:
        answer = self.hall.client(role).get(path)
        return answer.status_code, answer.get_json(force=True)


def test_every_paper_on_which_two_teams_differ_is_found_and_the_count_is_true_otherwise(hall: Hall) -> None:
    outcome = count(InProcess(hall), papers=150, slips=8, seed=3)
    assert outcome.differing > 5 and outcome.missed == 0
    assert outcome.true and outcome.coincident == outcome.slipped - outcome.differing


def test_slips_that_coincide_are_counted_and_nothing_else_is_wrong(hall: Hall) -> None:
    outcome = count(InProcess(hall), papers=60, slips=45, seed=14)
    assert outcome.coincident > 0 and outcome.missed == 0 and outcome.true


@pytest.mark.slow
def test_kills_in_the_midst_of_a_count_lose_no_paper_and_announce_nothing_twice(tmp_path: Path) -> None:
    outcome = count_and_kill(tmp_path, kills=3, seed=5)
    assert outcome.troubles == [] and outcome.kills >= 2
