"""What desks do by name: shares, the alarm, a device's check-ins taken back at once, names called at random."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kiosk.checkin import shares
from tests.conftest import Hall
from tests.support.members import code_of, enrol, enrol_many, person

MINUTE = 60_000


def post(hall: Hall, path: str, role: str = "supervisor", status: int = 200, **fields: Any) -> dict[str, Any]:
    answer = hall.client(role).post(path, json={"command_id": hall.command_id(), **fields})
    assert answer.status_code == status, answer.data
    found: dict[str, Any] = answer.get_json()
    return found


def panel(hall: Hall) -> dict[str, Any]:
    found: dict[str, Any] = hall.snapshot("console", "chair")["panels"]["checkin"]
    return found


def alarms(hall: Hall, role: str = "chair") -> list[dict[str, Any]]:
    return [one for one in hall.snapshot("console", role)["alarms"] if one["code"] == "by_name"]


def by_name(hall: Hall, members: range, desk: str = "Desk 1", **fields: Any) -> None:
    for member in members:
        assert (
            hall.run("check_in", role="desk", name=desk, member=member, **{"source": "search", **fields}).status == 200
        )


def test_the_console_shows_how_each_desk_signed_people_in(hall: Hall) -> None:
    enrol_many(hall, 6)
    desk = str(hall.device("desk", "Desk 1"))
    hall.run("check_in", role="desk", name="Desk 1", code=code_of(hall, 1), source="camera")
    by_name(hall, range(2, 4))
    by_name(hall, range(4, 5), source="camera")  # a page that says a camera read what no badge said
    by_name(hall, range(5, 6), source="paper")
    hall.run("depart", role="desk", name="Desk 1", member=2)
    assert panel(hall)["acts"][desk] == {"camera": 1, "search": 3, "paper": 1, "departed": 1}
    hall.run("void_checkin", role="supervisor", seq=hall.db.execute("select seq from attendance where member = 3").fetchone()[0], reason="x")  # fmt: skip
    assert panel(hall)["acts"][desk]["search"] == 2


def test_many_by_name_in_a_short_time_are_told_to_chair_and_supervisor_alone(hall: Hall) -> None:
    enrol_many(hall, 20)
    by_name(hall, range(1, 11))
    assert alarms(hall) == []
    by_name(hall, range(11, 12))
    told = {"code": "by_name", "level": "warn", "figures": {"name": "Desk 1", "count": 11, "minutes": 5}}
    assert alarms(hall) == [told] and alarms(hall, "supervisor") == [told]
    for view, role in (("hall", "public"), ("phone", "public"), ("desk", "desk")):
        assert "by_name" not in str(hall.snapshot(view, role))
    assert shares.lately_by_name(hall.db, hall.now + 4 * MINUTE) == {hall.device("desk", "Desk 1"): 11}
    assert shares.lately_by_name(hall.db, hall.now + 6 * MINUTE) == {}


def test_who_is_signed_out_by_name_counts_too_and_the_chair_sets_the_pace(hall: Hall) -> None:
    enrol_many(hall, 6)
    post(hall, "/checkin/name-pace", "chair", people=3, minutes=10)
    by_name(hall, range(1, 4))
    assert alarms(hall) == []
    hall.run("depart", role="desk", name="Desk 1", member=1)
    assert alarms(hall)[0]["figures"] == {"name": "Desk 1", "count": 4, "minutes": 10}
    post(hall, "/checkin/name-pace", "chair", people=0, minutes=10)
    assert alarms(hall) == []
    assert post(hall, "/checkin/name-pace", "supervisor", 403, people=3, minutes=10)["code"] == "not_your_role"
    post(hall, "/checkin/name-pace", "chair", 400, people=3, minutes=0)


def test_all_that_a_device_did_since_a_moment_is_taken_back_as_one_act(hall: Hall) -> None:
    enrol_many(hall, 8)
    by_name(hall, range(1, 3))
    hall.later(MINUTE)
    since, device = hall.now, hall.device("desk", "Desk 1")
    by_name(hall, range(3, 6))
    by_name(hall, range(6, 8), desk="Desk 2")
    looked_at = hall.client("supervisor").get(f"/checkin/devices/{device}/checkins?since={since}").json
    assert looked_at and [one["member"]["id"] for one in looked_at["checkins"]] == [3, 4, 5]
    fields = {"command_id": "void-once-1", "since_at": since, "reason": "invented"}
    path = f"/checkin/devices/{device}/voids"
    first = hall.client("supervisor").post(path, json=fields)
    assert [one["member"]["name"] for one in first.json["voided"]] == ["Member 2", "Member 3", "Member 4"]  # type: ignore[index]
    assert hall.client("supervisor").post(path, json=fields).data == first.data
    shown = panel(hall)
    assert hall.snapshot("hall")["attendance"]["checked_in"] == 4
    assert shown["acts"][str(device)] == {"search": 2} and shown["by_device"][str(device)]["checked_in"] == 2
    assert [(one["device_name"], len(one["members"]), one["reason"]) for one in shown["voids"]] == [("Desk 1", 3, "invented")]  # fmt: skip
    assert post(hall, path, "supervisor", 409, since_at=since, reason="again")["code"] == "nothing_to_void"
    post(hall, path, "desk", 403, since_at=0, reason="x")
    post(hall, path, "supervisor", 400, since_at=since)
    assert hall.run("check_in", role="desk", name="Desk 1", code=code_of(hall, 3)).body["verdict"] == "admitted"


def test_a_proxy_that_ended_comes_back_as_far_as_its_holder_may_hold_it(make_hall: Callable[..., Hall]) -> None:
    hall = make_hall(preset="village")
    enrol(hall, *(person(f"Villager {n}") for n in range(1, 8)))
    by_name(hall, range(1, 2), desk="Desk 2")
    for grantor in (2, 3):
        assert hall.run("record_proxy", grantor=grantor, holder=1, seen_by="A").status == 200
    by_name(hall, range(2, 4))  # both come themselves
    for grantor in (4, 5):
        assert hall.run("record_proxy", grantor=grantor, holder=1, seen_by="A").status == 200
    answer = hall.run("void_device_checkins", role="supervisor", device=hall.device("desk", "Desk 1"), since_at=0, reason="x")  # fmt: skip
    assert len(answer.body["voided"]) == 2
    held = hall.db.execute("select grantor from proxy where revoked_seq is null order by grantor").fetchall()
    assert [row[0] for row in held] == [2, 4, 5], "three at most: the first comes back, the second does not"


def test_ten_names_are_drawn_called_and_written_down(hall: Hall) -> None:
    assert post(hall, "/checkin/spot-checks", status=409)["code"] == "nobody_inside"
    enrol_many(hall, 30)
    by_name(hall, range(1, 21))
    drawn = post(hall, "/checkin/spot-checks")
    assert len(set(drawn["members"])) == 10 and set(drawn["members"]) <= set(range(1, 21)) and drawn["inside"] == 20
    assert post(hall, "/checkin/spot-checks", status=409)["code"] == "spot_check_open"
    shown = panel(hall)["spot_check"]
    assert [one["member"]["id"] for one in shown["names"]] == drawn["members"] and shown["recorded_at"] is None
    assert shown["names"][0]["desk"] == "Desk 1" and shown["names"][0]["source"] == "search"
    path = f"/checkin/spot-checks/{drawn['spot_check']}/findings"
    findings = {str(member): "seen" for member in drawn["members"]} | {str(drawn["members"][3]): "not_seen"}
    assert post(hall, path, status=409, findings={str(drawn["members"][0]): "seen"})["code"] == "not_every_name_called"
    post(hall, path, status=400, findings={**findings, str(drawn["members"][0]): "maybe"})
    recorded = post(hall, path, findings=findings)
    assert (recorded["seen"], recorded["not_seen"], recorded["not_called"]) == (9, 1, 0)
    assert panel(hall)["spot_check"]["names"][3]["finding"] == "not_seen"
    assert post(hall, path, status=409, findings=findings)["code"] == "no_spot_check"
    assert set(post(hall, "/checkin/spot-checks")["members"]) <= set(range(1, 21)), "another one may follow"


def test_fewer_than_ten_are_all_called(hall: Hall) -> None:
    enrol_many(hall, 4)
    by_name(hall, range(1, 4))
    assert sorted(post(hall, "/checkin/spot-checks")["members"]) == [1, 2, 3]


def test_chance_decides_who_is_called(hall: Hall) -> None:
    enrol_many(hall, 200)
    by_name(hall, range(1, 101))
    first = post(hall, "/checkin/spot-checks")
    findings = {str(member): "not_called" for member in first["members"]}
    post(hall, f"/checkin/spot-checks/{first['spot_check']}/findings", findings=findings)
    second = post(hall, "/checkin/spot-checks")
    assert first["members"] != second["members"], "one time in 10^19"
