"""Scans made while a desk had no connection, delivered later and in any order."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.faults.offline_merge import merge_in_orders
from tests.conftest import Hall
from tests.support.members import code_of, enrol, person


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


@pytest.mark.parametrize("seed", [1, 2])
def test_any_order_of_arrival_gives_the_same_state(tmp_path: Path, seed: int) -> None:
    """Four desks; members who came, left, were taken back; old badges, doubles, unknown codes. 1,000: bench/merging."""
    state = merge_in_orders(tmp_path, orders=20, seed=seed)
    assert len(state.present) > 10 and len(state.unknown) > 3 and len(state.conflicts) > 5


def test_a_double_at_the_same_desk_is_no_conflict(hall: Hall) -> None:
    (li,) = enrol(hall, person("李强"))
    for shown, verdict in (("accepted", "admitted"), ("already_here", "already_in")):
        body = hall.run("check_in", role="desk", member=li, provisional=True, shown=shown).body
        assert (body["verdict"], "conflict" in body) == (verdict, False)
    assert hall.run("check_in", role="desk", name="Desk 2", member=li, provisional=True).body["conflict"]


def test_who_was_known_to_be_in_at_the_desk_without_connection_is_no_conflict(hall: Hall) -> None:
    (li,) = enrol(hall, person("李强"))
    hall.run("check_in", role="desk", name="Desk 1", member=li)
    body = hall.run("check_in", role="desk", name="Desk 2", member=li, provisional=True, shown="already_here").body
    assert (body["verdict"], "conflict" in body) == ("already_in", False)


def test_somebody_whom_a_desk_sent_away_is_not_counted_by_that_scan(hall: Hall) -> None:
    (li,) = enrol(hall, person("李强"))
    body = hall.run("check_in", role="desk", code=code_of(hall, li), provisional=True, shown="unknown").body
    assert (body["verdict"], body["conflict"]) == ("unknown_code", {"reason": "sent_away"})
    assert waiting(hall) == ["李强"]
    hall.run("check_in", role="desk", member=li)
    assert waiting(hall) == []


def test_an_old_badge_let_in_without_connection_goes_to_the_supervisor(hall: Hall) -> None:
    (li,) = enrol(hall, person("李强"))
    old = code_of(hall, li)
    hall.run("replace_badge", member=li)
    body = hall.run("check_in", role="desk", code=old, provisional=True, shown="accepted").body
    assert (body["verdict"], body["conflict"]) == ("revoked", {"reason": "revoked"})
    assert hall.snapshot("phone")["attendance"]["checked_in"] == 0
    hall.run("check_in", role="desk", code=code_of(hall, li))
    assert waiting(hall) == ["李强"], "who came with the old badge is still to be asked"
    hall.run("admit", role="supervisor", member=li, reason="one person, both badges")
    assert waiting(hall) == []


def test_a_conflict_waits_until_an_act_settles_it(hall: Hall) -> None:
    (li,) = enrol(hall, person("李强"))
    for desk in (1, 2, 3):
        hall.run("check_in", role="desk", name=f"Desk {desk}", member=li, provisional=True, shown="accepted")
    (one,) = hall.snapshot("console", "supervisor")["panels"]["checkin"]["conflicts"]
    assert (one["first"]["device"], [scan["device"] for scan in one["scans"]]) == ("Desk 1", ["Desk 2", "Desk 3"])
    told = {"command_id": "settle-0001", "member": li, "finding": "same_person"}
    assert hall.client("desk").post("/checkin/conflicts/settlements", json=told).status_code == 403
    client = hall.client("supervisor")
    assert client.post("/checkin/conflicts/settlements", json={**told, "finding": "x"}).status_code == 400
    assert client.post("/checkin/conflicts/settlements", json=told).status_code == 200
    assert waiting(hall) == []
    again = client.post("/checkin/conflicts/settlements", json={**told, "command_id": "settle-0002"})
    assert (again.status_code, again.json["code"]) == (409, "nothing_to_settle")  # type: ignore[index]
    assert hall.snapshot("phone")["attendance"]["checked_in"] == 1
    hall.run("check_in", role="desk", name="Desk 4", member=li, provisional=True)
    assert waiting(hall) == ["李强"], "another desk's scan comes after the act"


def test_a_supervisor_who_admits_after_closing_settles_it_by_that(hall: Hall) -> None:
    (li,) = enrol(hall, person("李强"))
    hall.run("close_desks", role="chair")
    hall.run("check_in", role="desk", member=li, provisional=True)
    assert waiting(hall) == ["李强"]
    hall.run("admit", role="supervisor", member=li, reason="was here before closing")
    assert waiting(hall) == []


def test_the_same_scan_in_another_manner_is_the_same_scan(hall: Hall) -> None:
    """It was sent, no answer came, the desk let the person in by itself, and sends it again in a batch."""
    (li,) = enrol(hall, person("李强"))
    scan = {"command_id": "scan-0001", "code": code_of(hall, li), "source": "camera", "device_at": 7}
    first = hall.client("desk").post("/checkin/scans", json=scan).json
    later = [{**scan, "provisional": True, "shown": "accepted"}]
    (receipt,) = hall.client("desk", "Desk 2").post("/checkin/scans/batch", json={"scans": later}).json["receipts"]  # type: ignore[index]
    assert (receipt["status"], receipt["body"]) == (200, first)


@pytest.mark.parametrize("device_at", [0, 2**53])
def test_a_wrong_clock_of_a_device_changes_nothing_that_counts(hall: Hall, device_at: int) -> None:
    hall.run("set_desk_hours", role="chair", opens_at=hall.now - 1, closes_at=hall.now + 60_000)
    (li,) = enrol(hall, person("李强"))
    body = hall.run("check_in", role="desk", member=li, provisional=True, device_at=device_at).body
    assert (body["verdict"], body["at"]) == ("admitted", hall.now)
    assert hall.snapshot("console", "chair")["arrivals"]["per_minute"] == 1


def waiting(hall: Hall) -> list[str]:
    """The names in the supervisor's queue."""
    found = hall.snapshot("console", "supervisor")["panels"]["checkin"]["conflicts"]
    return [one["member"]["name"] for one in found]
