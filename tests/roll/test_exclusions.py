"""Exclusions from the base: a reason, an approval and the meeting's vote; reasons stay inside."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.conftest import Hall
from tests.support.members import enrol_many


@pytest.fixture
def town(hall: Hall) -> Hall:
    enrol_many(hall, 10)
    for member in (9, 10):
        assert hall.run("exclude", member=member, reason="sentence", approved_by="higher committee").status == 200
    return hall


def passed(hall: Hall) -> None:
    assert hall.run("vote_exclusions", passed=True, in_favour=7, against=0, abstained=1).status == 200


def test_approved_alone_both_lines_are_shown(town: Hall) -> None:
    attendance = town.snapshot("console", "chair")["attendance"]
    assert (attendance["base"], attendance["needed"]) == (10, 8)
    assert (attendance["if_passed"]["base"], attendance["if_passed"]["needed"]) == (8, 7)


def test_reasons_never_leave_the_console(town: Hall) -> None:
    passed(town)
    for view, role in (("phone", "public"), ("hall", "screen"), ("desk", "desk")):
        told = json.dumps(town.snapshot(view, role))
        assert "sentence" not in told and "committee" not in told
    assert town.client("desk").get("/roll/exclusions").status_code == 403
    assert town.client("public").get("/roll/exclusions").status_code == 401
    assert len(town.client("chair").get("/roll/exclusions").json["exclusions"]) == 2  # type: ignore[index]


def test_who_is_taken_off_the_list_counts_again(town: Hall) -> None:
    passed(town)
    assert town.snapshot("phone")["attendance"]["base"] == 8
    assert town.run("withdraw_exclusion", member=9).status == 200
    assert town.snapshot("phone")["attendance"]["base"] == 9
    assert town.run("withdraw_exclusion", member=9).body["code"] == "not_excluded"


def test_nobody_is_excluded_twice_and_no_vote_is_held_on_nothing(town: Hall) -> None:
    again = town.run("exclude", member=9, reason="abroad", approved_by="x")
    assert again.body["code"] == "excluded_already"
    passed(town)
    assert town.run("vote_exclusions", passed=True, in_favour=7, against=0, abstained=0).body["code"] == "no_exclusions_wait"  # fmt: skip


def test_a_vote_that_contradicts_its_figures_is_refused(town: Hall) -> None:
    assert town.run("vote_exclusions", passed=True, in_favour=3, against=3, abstained=0).body["code"] == "vote_contradicts"  # fmt: skip


def test_rules_without_reasons_leave_nobody_out(make_hall: Callable[..., Hall]) -> None:
    village = make_hall(preset="village")
    enrol_many(village, 2)
    assert village.run("exclude", member=1, reason="abroad", approved_by="x").body["code"] == "no_exclusions"


def test_an_excluded_member_who_comes_and_leaves_stays_in_the_base(town: Hall) -> None:
    passed(town)
    town.run("check_in", member=9, source="search")
    town.client("supervisor").post("/checkin/departures", json={"command_id": "leaves-01", "member": 9})
    assert town.snapshot("phone")["attendance"]["base"] == 9
