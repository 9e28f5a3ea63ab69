"""What a desk goes by without connection, and the statement of what it made and what was received."""

from __future__ import annotations

import base64
from typing import Any

from kiosk.rules import badge_codes
from tests.conftest import Hall
from tests.support.members import code_of, enrol_many


def known(hall: Hall, **since: Any) -> dict[str, Any]:
    answer = hall.client("desk").get("/checkin/known", query_string=since)
    assert answer.status_code == 200
    assert answer.json
    return answer.json


def prefixes(told: str) -> set[str]:
    packed = base64.b64decode(told)
    return {packed[i : i + 8].hex() for i in range(0, len(packed), 8)}


def prefix(hall: Hall, member: int) -> str:
    return badge_codes.digest(code_of(hall, member))[:16]


def test_a_desk_knows_eight_bytes_of_each_code_and_no_name(hall: Hall) -> None:
    members = enrol_many(hall, 5)
    hall.run("check_in", role="desk", member=members[0])
    answer = hall.client("desk").get("/checkin/known")
    told = answer.json
    assert told and told["whole"] is True
    assert prefixes(told["valid"]) == {prefix(hall, member) for member in members}
    assert prefixes(told["admitted"]) == {prefix(hall, members[0])}
    assert b"Member" not in answer.data
    for code in (code_of(hall, member) for member in members):
        assert code.encode() not in answer.data


def test_a_desk_is_told_what_came_since(hall: Hall) -> None:
    members = enrol_many(hall, 5)
    seq = hall.run("check_in", role="desk", member=members[0]).body["seq"]
    before = known(hall)
    since = {name: before[name] for name in ("epoch", "roll", "seq")}
    assert known(hall, **since) == {**since, "whole": False, "admitted": "", "taken_back": ""}
    hall.run("void_checkin", seq=seq, reason="a mistake")
    hall.run("check_in", role="desk", member=members[1])
    told = known(hall, **since)
    assert prefixes(told["admitted"]) == {prefix(hall, members[1])}
    assert prefixes(told["taken_back"]) == {prefix(hall, members[0])}
    hall.run("check_in", role="desk", member=members[0])
    told = known(hall, **since)
    assert (len(prefixes(told["admitted"])), told["taken_back"]) == (2, "")


def test_a_changed_roll_another_epoch_and_nonsense_are_told_everything(hall: Hall) -> None:
    members = enrol_many(hall, 3)
    before = known(hall)
    since = {name: before[name] for name in ("epoch", "roll", "seq")}
    for odd in ({"epoch": "x"}, {"seq": 10**9}, {"seq": "x"}, {"roll": "²"}, {"roll": "9" * 400}, {"seq": -1}):
        assert known(hall, **{**since, **odd})["whole"] is True
    hall.run("replace_badge", member=members[0])
    told = known(hall, **since)
    assert told["whole"] is True and prefix(hall, members[0]) in prefixes(told["valid"])


def test_only_desks_are_told(hall: Hall) -> None:
    for role in ("screen", "observer", "speaker", "stand"):
        assert hall.client(role).get("/checkin/known").status_code == 403
    assert hall.client().get("/checkin/known").status_code == 401


def report(hall: Hall, name: str = "Desk 7", **told: Any) -> dict[str, Any]:
    fields = {"made": 0, "waiting": 0, "accepted": 0, "refused": 0, "late": 0, **told}
    answer = hall.client("desk", name).post("/checkin/reports", json=fields)
    assert answer.status_code == 200
    assert answer.json
    return answer.json


def statement(hall: Hall, name: str = "Desk 7") -> dict[str, Any]:
    console = hall.snapshot("console", "supervisor")
    found: dict[str, Any] = console["panels"]["checkin"]["statements"][str(hall.device("desk", name))]
    return found


def test_a_desk_s_scans_are_stated_as_made_and_received(hall: Hall) -> None:
    members = enrol_many(hall, 4)
    for member in members[:3]:
        hall.run("check_in", role="desk", name="Desk 7", member=member)
    assert report(hall, made=4, waiting=1)["received"] == 3
    assert statement(hall) == {
        "made": 4, "received": 3, "waiting": 1, "refused": 0, "difference": 0, "explained": None,
    }  # fmt: skip
    assert report(hall, made=4)["received"] == 3
    assert statement(hall)["difference"] == 1
    assert alarms(hall) == [{"name": "Desk 7", "made": 4, "received": 3}]


def test_a_difference_is_shown_until_it_is_explained(hall: Hall) -> None:
    report(hall, made=2)
    desk = hall.device("desk", "Desk 7")
    supervisor = hall.client("supervisor")
    told = {"command_id": "explain-1", "device": desk, "reason": "the tablet was wiped"}
    assert supervisor.post("/checkin/explanations", json=told).status_code == 200
    assert (alarms(hall), statement(hall)["explained"]) == ([], "the tablet was wiped")
    report(hall, made=3)
    assert alarms(hall) == [{"name": "Desk 7", "made": 3, "received": 0}]
    report(hall, made=0)
    refused = supervisor.post("/checkin/explanations", json={**told, "command_id": "explain-2"})
    assert (refused.status_code, refused.json["code"]) == (409, "no_difference")  # type: ignore[index]


def test_a_desk_does_not_speak_for_another_that_goes_on(hall: Hall) -> None:
    report(hall, "Desk 1", made=3)
    report(hall, "Desk 2", made=2, refused=2)
    ones, gone = hall.device("desk", "Desk 1"), hall.device("desk", "Desk 2")
    hall.later(60_000)
    hall.device("desk", "Desk 9")  # Desk 2's tablet, paired anew
    hall.later(1_000)
    report(hall, "Desk 1", made=3)
    report(hall, "Desk 9", before=[{"device": one, "made": 1, "refused": 1} for one in (ones, gone, 999_999)])
    assert (statement(hall, "Desk 1")["made"], statement(hall, "Desk 2")["made"]) == (3, 1)
    report(hall, "Desk 9", before=[{"device": gone, "made": 0, "refused": 0}])
    assert statement(hall, "Desk 2")["made"] == 0
    assert set(hall.snapshot("console", "supervisor")["panels"]["checkin"]["statements"]) >= {str(ones), str(gone)}
    assert "999999" not in hall.snapshot("console", "supervisor")["panels"]["checkin"]["statements"]


def test_what_a_supervisor_admits_is_no_scan_that_a_desk_made(hall: Hall) -> None:
    (member,) = enrol_many(hall, 1)
    hall.run("close_desks", role="chair")
    hall.run("admit", role="supervisor", member=member, reason="late train")
    answer = hall.client("supervisor").post(
        "/checkin/reports", json={"made": 0, "waiting": 0, "accepted": 0, "refused": 0, "late": 0}
    )
    assert answer.json["received"] == 0  # type: ignore[index]


def test_the_hall_shows_who_was_let_in_without_connection_apart(hall: Hall) -> None:
    report(hall, "Desk 1", made=9, waiting=9, accepted=7)
    report(hall, "Desk 2", made=2, waiting=2, accepted=2)
    attendance = hall.scene("attendance")["attendance"]
    assert (attendance["checked_in"], attendance["provisional"]) == (0, 9)
    report(hall, "Desk 1", made=9)
    assert hall.scene("attendance")["attendance"]["provisional"] == 2
    hall.run("revoke_device", device=hall.device("desk", "Desk 2"))
    assert hall.scene("attendance")["attendance"]["provisional"] == 0


def alarms(hall: Hall) -> list[dict[str, Any]]:
    found = hall.snapshot("console", "supervisor")["alarms"]
    return [one["figures"] for one in found if one["code"] == "scans_differ"]
