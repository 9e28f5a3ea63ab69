"""Exclusions, both lines, the head count, the declaration, and the line crossed downward."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Hall
from tests.support.members import enrol, enrol_many, person


@pytest.fixture
def town(hall: Hall) -> Hall:
    """216 on the roll, 4 of them without a vote, 6 exclusions approved."""
    members = enrol(hall, *(person(f"Member {i}", with_vote=int(i >= 4)) for i in range(216)))
    for member in members[-6:]:
        answer = hall.run("exclude", role="chair", member=member, reason="abroad", approved_by="higher committee")
        assert answer.status == 200, answer
    return hall


def _vote(hall: Hall, passed: bool) -> None:
    answer = (
        hall.run("vote_exclusions", role="chair", passed=passed, in_favour=100 * passed, against=100, abstained=0)
        if not passed
        else hall.run("vote_exclusions", role="chair", passed=True, in_favour=150, against=3, abstained=2)
    )
    assert answer.status == 200, answer


def test_both_lines_are_shown_until_the_vote(town: Hall) -> None:
    attendance = town.snapshot("phone")["attendance"]
    assert (attendance["base"], attendance["needed"]) == (212, 170)
    assert (attendance["if_passed"]["base"], attendance["if_passed"]["needed"]) == (206, 165)


def test_passed_exclusions_leave_the_base(town: Hall) -> None:
    _vote(town, True)
    attendance = town.snapshot("phone")["attendance"]
    assert (attendance["base"], attendance["needed"], attendance["if_passed"]) == (206, 165, None)


def test_exclusions_that_do_not_pass_count(town: Hall) -> None:
    _vote(town, False)
    attendance = town.snapshot("phone")["attendance"]
    assert (attendance["base"], attendance["needed"], attendance["if_passed"]) == (212, 170, None)


def test_an_excluded_member_who_comes_is_back_in_the_base(town: Hall) -> None:
    _vote(town, True)
    answer = town.run("check_in", member=216)
    assert answer.body["verdict"] == "admitted"
    assert town.snapshot("phone")["attendance"]["base"] == 207
    data = town.db.execute("select data from entry where seq = ?", (answer.body["seq"],)).fetchone()[0]
    assert '"back_in_base":true' in data


def test_reasons_go_to_the_console_only(town: Hall) -> None:
    for view, role in (("phone", "public"), ("hall", "screen"), ("desk", "desk")):
        assert "abroad" not in str(town.snapshot(view, role))
    assert "abroad" in str(town.snapshot("console", "chair"))


def test_an_exclusion_needs_a_reason_of_the_rules_and_a_voter_who_is_not_here(hall: Hall) -> None:
    voter, guest, here = enrol(hall, person("A"), person("B", with_vote=0), person("C"))
    hall.run("check_in", member=here)
    for member, reason, code in (
        (voter, "lazy", "no_such_reason"), (guest, "abroad", "no_vote_to_exclude"), (here, "abroad", "member_is_here"),
        (77, "abroad", "no_such_member"),
    ):  # fmt: skip
        assert hall.run("exclude", member=member, reason=reason, approved_by="x").body["code"] == code


def test_a_declaration_freezes_the_number_and_the_head(hall: Hall) -> None:
    for member in enrol_many(hall, 10)[:9]:
        hall.run("check_in", member=member)
    head = hall.db.execute("select hash from entry order by seq desc limit 1").fetchone()[0]
    answer = hall.run("declare_quorum", role="laptop", present=9, measure="checked_in")
    assert (answer.body["present"], answer.body["needed"], answer.body["met"]) == (9, 8, True)
    declared = hall.snapshot("phone")["attendance"]["declared"]
    assert (declared["present"], declared["base"]) == (9, 10)
    assert hall.db.execute("select head from declaration").fetchone()[0] == head


def test_a_number_that_has_moved_is_not_declared(hall: Hall) -> None:
    a, b = enrol_many(hall, 2)
    hall.run("check_in", member=a)
    hall.run("check_in", member=b)
    assert hall.run("declare_quorum", present=1, measure="checked_in").body["code"] == "number_moved"


def test_the_head_count_by_row_block_can_be_declared(hall: Hall) -> None:
    enrol_many(hall, 10)
    assert hall.run("declare_quorum", present=5, measure="head_count").body["code"] == "no_head_count"
    hall.run("count_heads", role="desk", block="left", count=5)
    hall.run("count_heads", role="desk", block="right", count=3)
    hall.run("count_heads", role="desk", block="right", count=4)
    panel = hall.snapshot("console", "chair")["panels"]["quorum"]
    assert panel["head_count"]["total"] == 9
    assert hall.run("declare_quorum", present=9, measure="head_count").body["met"] is True
    hall.run("clear_heads", role="chair")
    assert hall.snapshot("console", "chair")["panels"]["quorum"]["head_count"]["total"] is None


def test_more_heads_than_voters_cannot_be_declared(hall: Hall) -> None:
    enrol_many(hall, 3)
    hall.run("count_heads", block="all", count=4)
    assert hall.run("declare_quorum", present=4, measure="head_count").body["code"] == "more_than_base"


def test_the_line_crossed_downward_is_told_to_the_chair_and_not_to_the_hall(hall: Hall) -> None:
    members = enrol_many(hall, 10)
    for member in members[:8]:
        hall.run("check_in", member=member)
    hall.run("declare_quorum", present=8, measure="checked_in")
    hall.run("depart", member=members[0])
    console = hall.snapshot("console", "chair")
    assert console["attendance"]["below"] is True
    assert "below_line" in [alarm["code"] for alarm in console["alarms"]]
    for view, role in (("hall", "screen"), ("phone", "public"), ("desk", "desk")):
        snapshot = hall.snapshot(view, role)
        assert "below" not in snapshot["attendance"] and "below_line" not in str(snapshot)


def test_the_rule_stays_once_a_quorum_was_declared(hall: Hall) -> None:
    (member,) = enrol_many(hall, 1)
    chair = hall.client("chair")
    assert chair.post("/meeting/changes", json={"command_id": "change-rule-1", "operator": ">"}).status_code == 200
    hall.run("check_in", member=member)
    hall.run("declare_quorum", present=1, measure="checked_in")
    refused = chair.post("/meeting/changes", json={"command_id": "change-rule-2", "operator": ">="})
    assert (refused.status_code, refused.json["code"]) == (409, "rule_in_force")  # type: ignore[index]


def test_a_head_count_above_the_desks_number_is_not_taken_for_people_who_left(hall: Hall) -> None:
    members = enrol_many(hall, 10)
    for member in members[:7]:
        hall.run("check_in", member=member)
    hall.run("count_heads", block="all", count=9)
    assert hall.run("declare_quorum", present=9, measure="head_count").body["met"] is True
    assert hall.snapshot("console", "chair")["attendance"]["below"] is False
    hall.run("depart", member=members[0])
    assert hall.snapshot("console", "chair")["attendance"]["below"] is False
    hall.run("depart", member=members[1])
    assert hall.snapshot("console", "chair")["attendance"]["below"] is True


def test_owners_fall_below_the_line_by_area_too(make_hall: Callable[..., Hall]) -> None:
    hall = make_hall(preset="owners")
    big, *small = enrol(
        hall, *(person(f"Owner {i}", weight_thousandths=50_000 if i == 0 else 10_000) for i in range(6))
    )
    for owner in (big, *small):
        hall.run("check_in", member=owner)
    assert hall.run("declare_quorum", present=6, measure="checked_in").body["met"] is True
    hall.run("depart", member=small[0])
    assert hall.snapshot("console", "chair")["attendance"]["below"] is False
    hall.run("check_in", member=small[0])
    hall.run("depart", member=big)
    console = hall.snapshot("console", "chair")
    assert [(m["name"], m["met"]) for m in console["attendance"]["measures"]] == [("heads", True), ("weight", False)]
    assert console["attendance"]["below"] is True


def test_a_declaration_may_be_repeated_and_the_last_one_stands(hall: Hall) -> None:
    a, b = enrol_many(hall, 2)
    hall.run("check_in", member=a)
    assert hall.run("declare_quorum", present=1, measure="checked_in").body["met"] is False
    hall.run("check_in", member=b)
    assert hall.run("declare_quorum", present=2, measure="checked_in").body["met"] is True
    assert hall.snapshot("phone")["attendance"]["declared"]["present"] == 2
    assert hall.db.execute("select count(*) from declaration").fetchone()[0] == 2


def test_an_empty_roll_has_no_quorum(hall: Hall) -> None:
    assert hall.snapshot("phone")["attendance"]["met"] is False
    assert hall.run("declare_quorum", present=0, measure="checked_in").body["met"] is False
