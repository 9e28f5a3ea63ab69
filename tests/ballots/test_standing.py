"""What became of each name: in the result's table, in the declaration, on the chief scrutineer's page."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.app import REGISTRY
from kiosk.ballots import queries as ballots
from kiosk.minutes import composer
from kiosk.minutes.markdown import markdown
from kiosk.rules.ballots.candidate_outcomes import OUTCOMES
from tests.ballots.acts import Acts, Made
from tests.ballots.rounds import made
from tests.conftest import Hall
from tests.support.members import enrol_many

RECOMMENDS = {"advance": 2, "min_candidates": "none"}


@pytest.mark.parametrize(
    ("votes", "fields", "chosen", "became"),
    [
        ({"A": 120, "B": 40, "C": 5}, {}, set(), ["elected", "not elected", "not elected"]),
        ({"A": 120, "B": 90, "C": 20}, {"rules": RECOMMENDS}, set(), ["goes on", "goes on", "does not go on"]),
        ({"A": 120, "B": 50, "C": 50}, {"rules": RECOMMENDS}, set(), ["goes on", "tied", "tied"]),
        ({"A": 120, "B": 50, "C": 50}, {"rules": RECOMMENDS}, {"C"}, ["goes on", "does not go on", "goes on"]),
        ({"A": 120, "B": 40}, {"rules": {"decisive": False, "min_candidates": "none"}}, set(), ["reached", "not reached"]),
    ],
)  # fmt: skip
def test_each_name_is_told_by_what_the_round_decides(
    votes: dict[str, int], fields: dict[str, Any], chosen: set[str], became: list[str]
) -> None:
    told = ballots.outcomes(made(votes, **fields), chosen)
    assert list(told.values()) == became and set(became) <= set(OUTCOMES)


@pytest.fixture
def acts(hall: Hall) -> Acts:
    enrol_many(hall, 9)

    def post(path: str, fields: Made, role: str) -> tuple[int, Any]:
        answer = hall.client(role).post(path, json=fields)
        return answer.status_code, answer.get_json()

    return Acts(post)


def told(hall: Hall, round: str) -> str:
    """What the minutes tell of a round."""
    minutes = markdown(composer.minutes(hall.db, REGISTRY.sentences, "en", False))
    return minutes.split(f"## {round}")[1].split("\n## ")[0]


def test_a_recommendation_lets_go_on_and_elects_nobody(hall: Hall, acts: Acts) -> None:
    acts.prepare({"Secretary": 1}, title="Who may stand", kind="recommendation", changes=RECOMMENDS)
    acts.list(["Ann", "Ben", "Cho"]).adopt().vote(present=9)
    acts.sheets({"Ann": 8, "Ben": 6, "Cho": 1}, 9)
    acts.sign()
    page = hall.snapshot("teller", "chief_scrutineer")["round"]
    assert (page["kind"], page["advance"]) == ("recommendation", 2)  # by which it says "they go on"
    acts.report()
    acts.declare()
    minutes = told(hall, "Who may stand")
    assert "Declared to go on: Ann, Ben." in minutes and "elected" not in minutes
    assert "| Ben | Secretary | 6 | 3 | 0 | goes on |" in minutes
    assert "| Cho | Secretary | 1 | 8 | 0 | does not go on |" in minutes


@pytest.mark.parametrize(("votes", "said", "became"), [(8, "adopted", "adopted"), (3, "not adopted", "not adopted")])
def test_a_motion_is_adopted_or_not(hall: Hall, acts: Acts, votes: int, said: str, became: str) -> None:
    acts.prepare({"Motion": 1}, title="A new boat", kind="motion", preset="association", changes={"ballot": "motion"})
    acts.list(["Buy the boat"]).adopt().vote(present=9)
    acts.sheets({"Buy the boat": votes}, 9)
    acts.sign()
    acts.report()
    acts.declare()
    minutes = told(hall, "A new boat")
    assert f"The motion was declared {said}." in minutes and f"| {became} |" in minutes and "elected" not in minutes


@pytest.mark.parametrize(
    ("line", "became"), [({}, "advice"), ({"win": {"base": "present", "numerator": 1, "denominator": 2}}, "reached")]
)
def test_a_vote_of_trust_is_advice(hall: Hall, acts: Acts, line: Made, became: str) -> None:
    changes = {"decisive": False, "min_candidates": "none", **line}
    acts.prepare({"Secretary": 1}, title="Trust", kind="trust", changes=changes)
    acts.list(["Ann"]).adopt().vote(present=9)
    acts.sheets({"Ann": 8}, 9)
    acts.sign()
    acts.report()
    acts.declare()
    minutes = told(hall, "Trust")
    assert "The vote of trust was declared; it elects nobody." in minutes and f"| {became} |" in minutes
