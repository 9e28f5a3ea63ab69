"""Proxies: persons and votes are two numbers, and the grantor who comes votes in person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.rules import quorum
from tests.ballots.acts import Acts
from tests.conftest import Hall
from tests.support.members import enrol, enrol_many, person


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


def _arrives(hall: Hall, grantor: int, holder: int) -> dict[str, Any]:
    hall.run("record_proxy", grantor=grantor, holder=holder, seen_by="Desk 1")
    body: dict[str, Any] = hall.run("check_in", role="desk", member=grantor, source="search").body
    return body


def _waiting(hall: Hall, role: str = "supervisor") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = hall.snapshot("console", role)["panels"]["checkin"]["proxy_papers"]
    return found


def test_the_desk_is_told_who_holds_the_paper_of_whoever_comes_in_person(village: Hall) -> None:
    holder, grantor, other, late = enrol_many(village, 4)
    village.run("check_in", member=holder)
    told = _arrives(village, grantor, holder)
    assert told["proxy"]["paper"] == "holder" and told["proxy"]["holder"]["number"] == "001"
    assert told["give"]["votes"] == 1 and _attendance(village) == (2, 2)
    waiting = _waiting(village)
    assert [(one["grantor"]["id"], one["holder"]["id"], one["round"]) for one in waiting] == [(grantor, holder, None)]
    alarms = {one["code"]: one["figures"] for one in village.snapshot("console", "chair")["alarms"]}
    assert alarms["proxy_papers"] == {"count": 1}
    path = f"/checkin/proxy-papers/{waiting[0]['seq']}/settlements"
    assert (
        village.client("desk").post(path, json={"command_id": "settle-1", "finding": "taken_back"}).status_code == 403
    )
    for _ in range(2):  # sent again, it is answered as before
        answer = village.client("supervisor").post(path, json={"command_id": "settle-2", "finding": "taken_back"})
        assert answer.status_code == 200 and _waiting(village) == []
    answer = village.client("supervisor").post(path, json={"command_id": "settle-3", "finding": "in_box"})
    assert answer.status_code == 409
    assert "proxy" not in _arrives(village, late, other), "who has not come was given no paper"


def test_an_arrival_taken_back_leaves_nothing_to_settle(village: Hall) -> None:
    holder, grantor = enrol_many(village, 2)
    village.run("check_in", member=holder)
    seq = _arrives(village, grantor, holder)["seq"]
    village.run("void_checkin", role="desk", seq=seq)
    assert _waiting(village) == []


def test_issuing_counts_a_paper_that_is_taken_back_and_none_that_is_in_the_box(village: Hall) -> None:
    holder, *grantors = enrol_many(village, 8)
    others = grantors[3:]

    def post(path: str, fields: dict[str, Any], role: str) -> tuple[int, Any]:
        answer = village.client(role).post(path, json=fields)
        return answer.status_code, answer.json

    acts = Acts(post).prepare({"委员": 1}, preset="village").list(["甲", "乙"]).adopt()
    for member in (holder, *others):
        village.run("check_in", member=member)
    for grantor in grantors[:3]:
        village.run("record_proxy", grantor=grantor, holder=holder, seen_by="Desk 1")

    def arrives(grantor: int, finding: str) -> tuple[str, int]:
        told = village.run("check_in", role="desk", member=grantor, source="search").body
        settled = village.run("settle_proxy_paper", role="supervisor", arrival=told["seq"], finding=finding)
        assert settled.status == 200
        return told["proxy"]["paper"], told["give"]["votes"]

    acts.on("boxes", seals=["A-1"])
    acts.on("issuing", printed=10, votes=8)
    assert arrives(grantors[0], "taken_back") == ("holder", 1)
    acts.on("papers-out", "chief_scrutineer", issued=8, exchanged=0, spare=2)
    acts.on("voting")
    assert arrives(grantors[1], "in_box") == ("maybe", 1)
    acts.on("last-call")
    acts.on("closing")
    assert arrives(grantors[2], "in_box") == ("box", 0)
    round = village.snapshot("console", "chair")["panels"]["ballots"]["round"]
    assert round["proxy_papers"] == {"taken_back": 1, "in_box": 2, "waiting": 0} and round["present_votes"] == 8
