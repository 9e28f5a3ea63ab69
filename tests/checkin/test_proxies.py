"""Proxies: persons and votes are two numbers, and the grantor who comes votes in person."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.checkin import quorum
from tests.conftest import Hall
from tests.members import enrol, enrol_many, person


@pytest.fixture
def village(make_hall: Callable[..., Hall]) -> Hall:
    return make_hall(preset="village")


def _attendance(hall: Hall) -> tuple[int, int]:
    attendance = hall.snapshot("phone")["attendance"]
    return attendance["checked_in"], attendance["votes"]


def test_a_proxy_counts_while_its_holder_is_inside(village: Hall) -> None:
    holder, grantor, _ = enrol_many(village, 3)
    answer = village.run("record_proxy", role="desk", grantor=grantor, holder=holder, seen_by="Desk 1")
    assert answer.body["votes"] == 2
    assert _attendance(village) == (0, 0)
    assert village.run("check_in", member=holder).body["give"] == {"card": "red", "votes": 2}
    assert _attendance(village) == (1, 2)
    village.run("depart", member=holder)
    assert _attendance(village) == (0, 0)


def test_an_arrival_taken_back_gives_the_proxy_back(village: Hall) -> None:
    holder, grantor = enrol_many(village, 2)
    village.run("check_in", member=holder)
    village.run("record_proxy", grantor=grantor, holder=holder, seen_by="Desk 1")
    seq = village.run("check_in", role="desk", member=grantor).body["seq"]
    assert _attendance(village) == (2, 2)
    village.run("void_checkin", role="desk", seq=seq)
    assert _attendance(village) == (1, 2)


def test_a_proxy_given_back_never_exceeds_the_most(village: Hall) -> None:
    holder, *grantors = enrol_many(village, 5)
    for grantor in grantors[:3]:
        village.run("record_proxy", grantor=grantor, holder=holder, seen_by="Desk 1")
    seq = village.run("check_in", role="desk", member=grantors[0]).body["seq"]
    assert village.run("record_proxy", grantor=grantors[3], holder=holder, seen_by="Desk 1").status == 200
    village.run("void_checkin", role="desk", seq=seq)
    village.run("check_in", member=holder)
    assert _attendance(village) == (1, 4)


@pytest.mark.parametrize("preset", [key for key, preset in quorum.PRESETS.items() if preset.proxies_most == 0])
def test_where_there_are_no_proxies_they_are_refused_by_name(make_hall: Callable[..., Hall], preset: str) -> None:
    hall = make_hall(preset=preset)
    a, b = enrol_many(hall, 2)
    refused = hall.run("record_proxy", grantor=a, holder=b, seen_by="Desk 1")
    assert (refused.status, refused.body["code"]) == (409, "no_proxies")


def test_who_may_not_be_represented_and_who_may_not_represent(village: Hall) -> None:
    a, b, guest = enrol(village, person("A"), person("B"), person("Guest", with_vote=0))
    village.run("check_in", member=b)

    def code(grantor: int, holder: int) -> str:
        found: str = village.run("record_proxy", grantor=grantor, holder=holder, seen_by="Desk 1").body["code"]
        return found

    assert code(a, a) == "own_proxy"
    assert code(guest, a) == "no_vote"
    assert code(a, guest) == "holder_has_no_vote"
    assert code(b, a) == "grantor_here"
    assert code(a, 99) == "no_such_member"
    village.run("record_proxy", grantor=a, holder=b, seen_by="Desk 1")
    assert code(a, b) == "represented_already"


def test_a_company_needs_two_people_not_two_votes(make_hall: Callable[..., Hall]) -> None:
    hall = make_hall(preset="company")
    holder, grantor, other = enrol_many(hall, 3)
    hall.run("record_proxy", grantor=grantor, holder=holder, seen_by="Desk 1")
    hall.run("check_in", member=holder)
    attendance = hall.snapshot("phone")["attendance"]
    assert (attendance["votes"], attendance["met"], attendance["more"]) == (2, False, 1)
    assert hall.run("declare_quorum", present=2, measure="checked_in").body["met"] is False
    hall.run("check_in", member=other)
    assert hall.run("declare_quorum", present=3, measure="checked_in").body["met"] is True


def test_heads_counted_in_the_rows_are_persons_and_those_they_represent_are_added(village: Hall) -> None:
    holder, grantor, other = enrol_many(village, 3)
    village.run("record_proxy", grantor=grantor, holder=holder, seen_by="Desk 1")
    village.run("check_in", member=holder)
    village.run("check_in", member=other)
    village.run("count_heads", block="all", count=2)
    assert village.snapshot("console", "chair")["panels"]["quorum"]["difference"] == 0
    assert village.run("declare_quorum", present=2, measure="head_count").body["present"] == 3
