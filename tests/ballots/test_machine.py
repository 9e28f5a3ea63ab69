"""The short form of `python -m bench.faults.round_machine`: commands by chance never break what a result must keep."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.ballots.machine import Rounds
from tests.conftest import Hall


@pytest.mark.slow
def test_whatever_is_sent_in_whatever_order_the_invariants_of_a_result_hold(make_hall: Callable[..., Hall]) -> None:
    class Here(Rounds):
        make = staticmethod(make_hall)

    quick = settings(
        max_examples=6, stateful_step_count=25, deadline=None, derandomize=True, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(Here, settings=quick)
    assert Here.steps > 100
