"""Scans made while a desk had no connection, delivered later and in any order."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from tests.conftest import Hall
from tests.members import code_of, enrol, enrol_many, person


def test_a_scan_made_offline_counts_when_nothing_came_before(hall: Hall) -> None:
    (li,) = enrol(hall, person("李强"))
    answer = hall.run("check_in", role="desk", member=li, provisional=True)
    assert answer.body["verdict"] == "admitted"
    assert "conflict" not in answer.body
    assert hall.snapshot("phone")["attendance"]["checked_in"] == 1


def test_another_desk_that_came_first_is_named_with_its_time(hall: Hall) -> None:
    (li,) = enrol(hall, person("李强"))
    first = hall.run("check_in", role="desk", name="Desk 1", member=li).body
    hall.later(60_000)
    late = hall.run("check_in", role="desk", name="Desk 7", member=li, provisional=True, device_at=5).body
    assert late["verdict"] == "already_in"
    assert late["conflict"] == {"reason": "attended", "seq": first["seq"], "at": first["at"], "device": "Desk 1"}
    (waiting,) = hall.snapshot("console", "supervisor")["panels"]["checkin"]["conflicts"]
    assert (waiting["device"], waiting["first"]["device"], waiting["device_at"]) == ("Desk 7", "Desk 1", 5)


def test_somebody_whose_check_in_was_taken_back_is_not_let_in_by_a_late_scan(hall: Hall) -> None:
    (li,) = enrol(hall, person("李强"))
    seq = hall.run("check_in", role="desk", member=li).body["seq"]
    hall.run("void_checkin", role="desk", seq=seq)
    late = hall.run("check_in", role="desk", name="Desk 7", member=li, provisional=True).body
    assert (late["verdict"], late["conflict"]["reason"]) == ("already_in", "taken_back")
    assert hall.snapshot("phone")["attendance"]["checked_in"] == 0
    assert hall.run("check_in", role="desk", member=li).body["verdict"] == "admitted"


def test_somebody_who_left_is_not_brought_back_by_a_late_scan(hall: Hall) -> None:
    (li,) = enrol(hall, person("李强"))
    hall.run("check_in", member=li)
    hall.run("depart", member=li)
    assert hall.run("check_in", member=li, provisional=True).body["verdict"] == "already_in"
    assert hall.snapshot("phone")["attendance"]["checked_in"] == 0


def test_a_late_scan_after_closing_goes_to_the_supervisor(hall: Hall) -> None:
    (li,) = enrol(hall, person("李强"))
    hall.run("close_desks", role="chair")
    late = hall.run("check_in", role="desk", name="Desk 7", member=li, provisional=True).body
    assert (late["verdict"], late["conflict"]) == ("closed", {"reason": "closed"})
    (waiting,) = hall.snapshot("console", "supervisor")["panels"]["checkin"]["conflicts"]
    assert (waiting["reason"], waiting["first"], waiting["member"]["name"]) == ("closed", None, "李强")


@pytest.mark.parametrize("seed", range(6))
def test_any_order_of_arrival_gives_the_same_state(make_hall: Callable[..., Hall], seed: int) -> None:
    """Three desks without connection, members seen at one, two or three of them, codes that nobody knows."""
    states = []
    for shuffled in (False, True):
        hall = make_hall()
        members = enrol_many(hall, 12)
        scans = [
            (f"Desk {desk}", f"offline-scan-{desk}-{member:02d}", code_of(hall, member))
            for member in members
            for desk in range(1, 1 + member % 3 + 1)
        ]
        scans += [(f"Desk {i}", f"offline-unknown-{i}", f"NOBODY{i}") for i in (1, 2, 3)]
        if shuffled:
            random.Random(seed).shuffle(scans)
        for desk, command_id, code in scans:
            hall.run("check_in", role="desk", name=desk, command_id=command_id, code=code, provisional=True)
        states.append(_state(hall))
    assert states[0] == states[1]


def _state(hall: Hall) -> tuple[object, ...]:
    """Present members, counts, unknowns, and who is involved in a conflict, by command ids."""
    attendance = hall.snapshot("hall", "screen")["attendance"]
    inside = {row[0] for row in hall.db.execute("select member from attendance where state = 'inside'")}
    unknown = {row[0] for row in hall.db.execute("select code from scan where verdict = 'unknown_code'")}
    involved = {
        row[0]
        for row in hall.db.execute(
            "select e.command_id from scan s join scan t on t.member = s.member join entry e on e.seq = t.seq"
            " where s.conflict is not null"
        )
    }
    return attendance["checked_in"], attendance["groups"], inside, unknown, involved
