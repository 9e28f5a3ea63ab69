"""The board of devices: rename, move, hand over the chair, blink, lock, revoke."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient

from kiosk.devices.pin_lock import TRIES, WAIT_MS
from tests.conftest import Hall, Served
from tests.support.sockets import Socket


def post(hall: Hall, path: str, role: str = "chair", **fields: Any) -> Any:
    return hall.client(role).post(path, json={"command_id": hall.command_id(), **fields})


def test_a_moved_device_may_do_what_its_new_role_may_and_no_more(hall: Hall) -> None:
    device = hall.device("desk")
    assert post(hall, f"/devices/{device}/moves", role="chair").status_code == 400
    assert (
        hall.client("chair")
        .post(f"/devices/{device}/moves", json={"command_id": "move-desk-1", "role": "screen"})
        .status_code
        == 200
    )
    assert hall.client("desk").get("/desk").status_code == 403
    assert hall.client("desk").get("/hall").status_code == 200


def test_a_desk_is_not_made_a_screen_while_it_holds_scans(hall: Hall) -> None:
    device, told = hall.device("desk"), {"made": 2, "accepted": 2, "refused": 0, "late": 0}
    assert hall.client("desk").post("/checkin/reports", json={**told, "waiting": 2}).status_code == 200
    for role, status in (("screen", 409), ("stand", 409), ("teller_a", 409), ("supervisor", 200), ("desk", 200)):
        command = {"command_id": hall.command_id(), "role": role}
        moved = hall.client("chair").post(f"/devices/{device}/moves", json=command)
        assert (moved.status_code, moved.json.get("code")) == (status, "scans_wait" if status == 409 else None)  # type: ignore[union-attr]
    assert hall.client("desk").post("/checkin/reports", json={**told, "waiting": 0}).status_code == 200
    command = {"command_id": hall.command_id(), "role": "screen"}
    assert hall.client("chair").post(f"/devices/{device}/moves", json=command).status_code == 200


def test_nobody_moves_or_revokes_the_device_they_sit_at(hall: Hall) -> None:
    chair = hall.device("chair")
    moved = hall.client("chair").post(f"/devices/{chair}/moves", json={"command_id": "move-self-1", "role": "desk"})
    assert (moved.status_code, moved.json["code"]) == (409, "own_device")  # type: ignore[index]
    assert post(hall, f"/devices/{chair}/revocations").status_code == 409


def test_handing_over_the_chair_is_one_recorded_act_and_there_is_always_one(hall: Hall) -> None:
    chair, operator = hall.device("chair"), hall.device("operator")
    assert post(hall, f"/devices/{operator}/chair", role="operator").status_code == 403
    assert post(hall, f"/devices/{operator}/chair").status_code == 200
    roles = {one["id"]: one["role"] for one in hall.client("operator").get("/devices").json["devices"]}  # type: ignore[index]
    assert (roles[chair], roles[operator]) == ("operator", "chair")
    kinds = [row[0] for row in hall.db.execute("select kind from entry order by seq desc limit 1")]
    assert kinds == ["chair_handed_over"]
    again = hall.client("operator").post(f"/devices/{operator}/chair", json={"command_id": "to-itself-1"})
    assert again.json["code"] == "chair_already"  # type: ignore[index]


def locked(hall: Hall, pin: str = "2468") -> FlaskClient:
    assert post(hall, f"/devices/{hall.device('secretary')}/pins", pin=pin).status_code == 200
    secretary = hall.client("secretary")
    assert secretary.post("/devices/locks", json={"why": "pressed"}).json == {"locked": True}
    return secretary


def test_a_locked_device_may_do_nothing_until_its_pin_is_typed(hall: Hall) -> None:
    secretary = locked(hall)
    refused = secretary.get("/roll/search?q=li")
    assert (refused.status_code, refused.json["code"]) == (403, "locked")  # type: ignore[index]
    assert secretary.post("/checkin/scans", json={"command_id": "scan-locked-1", "code": "X"}).status_code == 403
    page = secretary.get("/paper", headers={"Accept": "text/html"})
    assert page.status_code == 200 and b'"locked": true' in page.data.replace(b'":true', b'": true')
    for data in ("/roll/search?q=li", "/minutes.docx", "/minutes/record-public.zip"):
        typed = secretary.get(data, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
        assert (typed.status_code, typed.headers.get("Location", "").partition("?")[0]) == (302, "/paper"), data
    assert secretary.post("/devices/unlocks", json={"pin": "1111"}).json["locked"]  # type: ignore[index]
    assert secretary.post("/devices/unlocks", json={"pin": "2468"}).json == {"locked": False}
    assert secretary.get("/roll/search?q=li").status_code == 200


def test_guessing_a_pin_takes_a_minute_for_every_five(hall: Hall) -> None:
    secretary = locked(hall)
    for number in range(TRIES):
        told = secretary.post("/devices/unlocks", json={"pin": f"000{number}"}).json
    assert told == {"locked": True, "wait_seconds": 60}
    assert secretary.post("/devices/unlocks", json={"pin": "2468"}).json["locked"], "the right one has to wait, too"  # type: ignore[index]
    hall.later(WAIT_MS + 1)
    assert secretary.post("/devices/unlocks", json={"pin": "2468"}).json == {"locked": False}


def test_nothing_locks_itself_while_people_arrive(hall: Hall) -> None:
    post(hall, f"/devices/{hall.device('secretary')}/pins", pin="2468")
    secretary = hall.client("secretary")
    assert secretary.post("/devices/locks", json={"why": "idle"}).json == {"locked": False}
    post(hall, "/checkin/closing")
    assert secretary.post("/devices/locks", json={"why": "idle"}).json == {"locked": True}


def test_a_forgotten_pin_is_taken_away_at_the_console(hall: Hall) -> None:
    secretary = locked(hall)
    assert post(hall, f"/devices/{hall.device('secretary')}/pins", pin="").status_code == 200
    assert secretary.get("/roll/search?q=li").status_code == 200
    assert secretary.post("/devices/locks", json={"why": "pressed"}).json == {"locked": False}, (
        "without a PIN it could not be opened"
    )


def test_a_pin_is_digits_and_is_in_no_entry(hall: Hall) -> None:
    for pin in ("123", "123456789", "12a4"):
        assert post(hall, f"/devices/{hall.device('desk')}/pins", pin=pin).status_code == 400, pin
    post(hall, f"/devices/{hall.device('desk')}/pins", pin="97531")
    assert not [row for row in hall.db.execute("select data from entry where data like '%97531%'")]


def test_revoking_moving_and_locking_reach_the_open_sockets_in_the_same_act(served: Served) -> None:
    served.token("chair")
    ids = {}
    pages = {}
    for name in ("Desk 1", "Desk 2", "Desk 3"):
        pages[name] = Socket(served.url, served.token("desk", name))
        pages[name].join({"view": "desk"})
    for one in served.get("/devices")[1]["devices"]:
        ids[one["name"]] = one["id"]
    assert served.post(f"/devices/{ids['Desk 3']}/blinks", {})[1] == {"pages": 1}
    assert pages["Desk 3"].until_event("blink")["name"] == "Desk 3"
    assert served.post(f"/devices/{ids['Desk 1']}/revocations", {})[0] == 200
    assert pages["Desk 1"].is_closed()
    assert served.post("/checkin/scans", {"code": "X"}, role="desk", name="Desk 1")[0] == 401
    assert served.post(f"/devices/{ids['Desk 2']}/moves", {"role": "screen"})[0] == 200
    assert pages["Desk 2"].until_event("moved") is not None and pages["Desk 2"].is_closed()
    assert served.post(f"/devices/{ids['Desk 3']}/pins", {"pin": "1234"})[0] == 200
    assert served.post("/devices/locks", {"why": "pressed"}, role="desk", name="Desk 3")[1] == {"locked": True}
    assert pages["Desk 3"].is_closed()
    again = Socket(served.url, served.token("desk", "Desk 3"))
    assert again.join({"view": "desk"})["code"] == "locked"
    for page in (again, *pages.values()):
        page.close()
