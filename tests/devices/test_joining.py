"""A tablet asks to be let in; the console sees the same three digits and lets it in, in a role."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from kiosk.security.auth import token_hash
from kiosk.security.pairing_requests import OF_ADDRESS_MOST, WAITING_MOST, WAITING_MS, PairingQueue
from kiosk.store.errors import CommandRejected
from tests.conftest import Hall

KEY = "k" * 40
TOKEN = "t" * 43


def tablet(hall: Hall, origin: str = "http://localhost") -> FlaskClient:
    client = hall.app.test_client()
    client.environ_base["HTTP_ORIGIN"] = origin
    client.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X)"
    return client


def knock(client: FlaskClient, wanted: str = "desk", key: str = KEY, token: str = TOKEN) -> dict[str, str]:
    asked = {"key": key, "wanted": wanted, "token_hash": token_hash(token)}
    answer = client.post("/devices/knocks", json=asked)
    assert answer.status_code == 200, answer.data
    return answer.json  # type: ignore[return-value]


def state(client: FlaskClient, key: str = KEY) -> dict[str, str]:
    return client.post("/devices/knocks/answers", json={"key": key}).json  # type: ignore[return-value]


def test_the_console_sees_the_digits_that_the_tablet_shows_and_lets_it_in(hall: Hall) -> None:
    page = tablet(hall)
    told = knock(page)
    seen = hall.snapshot("console", "chair")["knocks"]
    assert [(one["code"], one["wanted"], one["machine"]) for one in seen] == [(told["code"], "desk", "iPad")]
    assert "key" not in str(seen) and "token" not in str(seen)
    asked = {"command_id": "let-in-0001", "role": "desk", "name": "Desk 1", "code": told["code"]}
    first = hall.client("chair").post(f"/devices/knocks/{seen[0]['id']}/admissions", json=asked)
    assert first.status_code == 200
    assert hall.client("chair").post(f"/devices/knocks/{seen[0]['id']}/admissions", json=asked).data == first.data
    assert state(page) == {"state": "admitted", "code": told["code"], "wanted": "desk"}
    assert page.post("/enter", json={"token": TOKEN}).json["page"].startswith("/desk")  # type: ignore[index]
    assert page.get("/desk").status_code == 200
    assert hall.snapshot("console", "chair")["knocks"] == []


def test_the_tablet_goes_in_and_the_console_is_answered_after_the_program_was_started_anew(hall: Hall) -> None:
    """Who asked is remembered in memory alone; who was let in stands in the file."""
    page = tablet(hall)
    asked = {"command_id": "let-in-0001", "role": "desk", "name": "Desk 1", "code": knock(page)["code"]}
    first = hall.client("chair").post("/devices/knocks/1/admissions", json=asked)
    hall.kiosk.device_status.knocks = PairingQueue(lambda: hall.now)
    assert state(page) == {"state": "over"}
    assert page.post("/enter", json={"token": TOKEN}).status_code == 200
    assert hall.client("chair").post("/devices/knocks/1/admissions", json=asked).data == first.data
    gone = hall.client("chair").post("/devices/knocks/1/admissions", json={**asked, "command_id": "let-in-0009"})
    assert gone.status_code == 404


def test_only_the_page_that_knocked_is_told_what_became_of_it(hall: Hall) -> None:
    told = knock(tablet(hall))
    hall.client("chair").post(
        "/devices/knocks/1/admissions",
        json={"command_id": "let-in-0002", "role": "desk", "name": "Desk", "code": told["code"]},
    )
    assert state(tablet(hall), "x" * 40) == {"state": "over"}
    assert state(tablet(hall))["state"] == "admitted"


def test_other_digits_let_nobody_in(hall: Hall) -> None:
    code = knock(tablet(hall))["code"]
    other = "110" if code != "110" else "111"
    answer = hall.client("chair").post(
        "/devices/knocks/1/admissions",
        json={"command_id": "let-in-0003", "role": "desk", "name": "Desk", "code": other},
    )
    assert (answer.status_code, answer.json["code"]) == (409, "other_code")  # type: ignore[index]
    assert state(tablet(hall))["state"] == "waiting"


def test_the_console_may_let_it_in_as_something_else_or_not_at_all(hall: Hall) -> None:
    code = knock(tablet(hall), "operator")["code"]
    hall.client("chair").post(
        "/devices/knocks/1/admissions",
        json={"command_id": "let-in-0004", "role": "stand", "name": "Stand", "code": code},
    )
    assert tablet(hall).post("/enter", json={"token": TOKEN}).json["page"].startswith("/stand")  # type: ignore[index]
    knock(tablet(hall), "desk", "other" * 8, "u" * 43)
    assert (
        hall.client("chair").post("/devices/knocks/2/refusals", json={"command_id": "let-in-0005"}).status_code == 200
    )
    assert state(tablet(hall), "other" * 8)["state"] == "refused"


def test_a_supervisor_makes_no_chair(hall: Hall) -> None:
    code = knock(tablet(hall))["code"]
    supervisor = hall.client("supervisor")
    for role in ("chair", "operator"):
        answer = supervisor.post(
            "/devices/knocks/1/admissions",
            json={"command_id": f"let-in-{role}", "role": role, "name": "X", "code": code},
        )
        assert (answer.status_code, answer.json["code"]) == (409, "chair_decides")  # type: ignore[index]
        assert (
            supervisor.post(
                "/devices",
                json={"command_id": f"pair-{role}", "role": role, "name": "X", "token_hash": token_hash(role)},
            ).status_code
            == 409
        )
    chair = hall.device("chair")
    for path, fields in (
        (f"/devices/{chair}/moves", {"role": "desk"}),
        (f"/devices/{chair}/revocations", {}),
        (f"/devices/{chair}/names", {"name": "Y"}),
    ):
        assert supervisor.post(path, json={"command_id": hall.command_id(), **fields}).status_code == 409, path


def test_who_waits_too_long_is_forgotten() -> None:
    now = [0]
    knocks = PairingQueue(lambda: now[0])
    knocks.knock(KEY, "hash", "desk", "iPad", "10.0.0.1")
    now[0] = WAITING_MS + 1
    assert knocks.of_key(KEY) is None and knocks.told() == []
    with pytest.raises(CommandRejected, match="does not wait"):
        knocks.waiting(1)


def test_a_crowd_at_the_door_is_bounded_and_no_two_show_the_same_digits() -> None:
    knocks = PairingQueue(lambda: 0)
    for number in range(WAITING_MOST):
        knocks.knock(f"{number:040d}", "hash", "desk", "", f"10.0.0.{number // OF_ADDRESS_MOST}")
    assert len({one["code"] for one in knocks.told()}) == WAITING_MOST
    with pytest.raises(CommandRejected):
        knocks.knock(KEY, "hash", "desk", "", "10.0.0.99")


def test_one_address_does_not_fill_the_doorway() -> None:
    knocks = PairingQueue(lambda: 0)
    for number in range(OF_ADDRESS_MOST):
        knocks.knock(f"{number:040d}", "hash", "desk", "", "10.0.0.1")
    with pytest.raises(CommandRejected):
        knocks.knock(KEY, "hash", "desk", "", "10.0.0.1")
    assert knocks.knock(KEY, "hash", "desk", "", "10.0.0.2").state == "waiting"


def test_digits_are_free_once_they_were_answered() -> None:
    """After ninety refusals in a quarter of an hour nobody could ask any more: two digits had run out."""
    knocks = PairingQueue(lambda: 0)
    for number in range(1_200):
        asked = knocks.knock(f"{number:040d}", "hash", "desk", "", "10.0.0.1")
        assert len(asked.code) == 3
        knocks.refuse(asked.id)
    assert knocks.of_key(f"{1_199:040d}").state == "refused"  # type: ignore[union-attr]
    assert knocks.of_key(f"{1:040d}") is None, "memory is bounded"


def test_all_of_one_address_are_refused_at_once_and_nobody_else(hall: Hall) -> None:
    page = tablet(hall)
    for number in range(OF_ADDRESS_MOST):
        knock(page, key=f"{number:040d}", token=f"{number}")
    assert page.post("/devices/knocks", json={"key": KEY, "token_hash": "0" * 64, "wanted": "desk"}).status_code == 429
    elsewhere = tablet(hall)
    elsewhere.environ_base["REMOTE_ADDR"] = "10.0.0.9"
    knock(elsewhere)
    seen = hall.snapshot("console", "chair")["knocks"]
    asked = {"command_id": "not-these-0001"}
    path = f"/devices/knocks/{seen[0]['id']}/address/refusals"
    assert hall.client("desk").post(path, json=asked).status_code == 403
    assert hall.client("supervisor").post(path, json=asked).json["refused"] == OF_ADDRESS_MOST  # type: ignore[index]
    assert [one["address"] for one in hall.snapshot("console", "chair")["knocks"]] == ["10.0.0.9"]
    assert state(page, f"{0:040d}")["state"] == "refused"
    assert state(elsewhere)["state"] == "waiting"


def test_a_knock_from_another_site_s_page_is_not_heard(hall: Hall) -> None:
    answer = tablet(hall, "http://elsewhere.example").post(
        "/devices/knocks", json={"key": KEY, "token_hash": token_hash(TOKEN), "wanted": "desk"}
    )
    assert answer.status_code == 403 and hall.snapshot("console", "chair")["knocks"] == []
