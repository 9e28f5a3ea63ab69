"""Practice badges: one for each verdict, known to no meeting, and reading them leaves nothing in the file."""

from __future__ import annotations

from kiosk.rules import badge_codes
from kiosk.store.journal import head
from tests.conftest import Hall
from tests.support.members import code_of, enrol_many


def test_every_practice_badge_has_the_form_of_a_badge_and_a_verdict_of_its_own(hall: Hall) -> None:
    cases = hall.client().get("/practice/cases").get_json()["cases"]
    assert all(badge_codes.valid(one["code"]) for one in cases)
    assert len({one["code"] for one in cases}) == len({one["verdict"] for one in cases}) == len(cases)


def test_a_practice_badge_at_a_real_desk_is_unknown_and_lets_nobody_in(hall: Hall) -> None:
    members = enrol_many(hall, 5)
    cases = hall.client().get("/practice/cases").get_json()["cases"]
    assert not {one["code"] for one in cases} & {code_of(hall, member) for member in members}
    told = hall.client("desk").post(
        "/checkin/scans", json={"command_id": hall.command_id(), "code": cases[0]["code"], "source": "typed"}
    )
    assert told.get_json()["verdict"] == "unknown_code"
    assert hall.snapshot("desk", "desk")["attendance"]["checked_in"] == 0


def test_the_pages_of_practice_are_for_everybody_and_leave_nothing(hall: Hall) -> None:
    before = head(hall.db).seq
    for address in ("/practice", "/practice/cases", "/practice/badges"):
        assert hall.client().get(address).status_code == 200, address
    assert hall.client().get("/practice/badges").text.count("<svg") == 8
    assert head(hall.db).seq == before
