"""What is no code, no scan, no number: told in one sentence, and nothing is changed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Hall
from tests.support.members import code_of, enrol_many


@pytest.mark.parametrize(
    "code", ["---", "０", "x" * 200, "李强", "' or 1=1 --", "https://example.org/?a=b", "%s%(name)s"]
)
def test_whatever_is_read_and_is_no_badge_is_an_unknown_code_kept_as_it_was(hall: Hall, code: str) -> None:
    answer = hall.client("desk").post("/checkin/scans", json={"command_id": "scan-0001", "code": code})
    assert (answer.status_code, answer.json["verdict"]) == (200, "unknown_code")  # type: ignore[index]
    assert hall.db.execute("select code from scan").fetchone()[0] == code


@pytest.mark.parametrize("spelling", [str.lower, lambda code: f" {code[:4]}-{code[4:8]} {code[8:]} "])
def test_a_badge_is_known_however_it_is_typed(hall: Hall, spelling: Any) -> None:
    (member,) = enrol_many(hall, 1)
    scan = {"command_id": "scan-0001", "code": spelling(code_of(hall, member)), "source": "typed"}
    assert hall.client("desk").post("/checkin/scans", json=scan).json["verdict"] == "admitted"  # type: ignore[index]


@pytest.mark.parametrize(
    "fields",
    [
        {}, {"code": "X", "member": 1}, {"code": ""}, {"code": "   "}, {"code": "a\0b"}, {"code": "a\x1bb"},
        {"code": "\ud800"}, {"code": "x" * 201}, {"code": 5}, {"member": 0}, {"member": -1}, {"member": 1.5},
        {"member": True}, {"member": 2**60}, {"member": "1"}, {"code": "X", "source": "telepathy"},
        {"code": "X", "provisional": "yes"}, {"code": "X", "device_at": -1}, {"code": "X", "typed_by": "\x07"},
        {"code": "X", "command_id": "\ud800" * 8}, {"code": "X", "command_id": "x" * 65}, {"code": "X", "command_id": None},
    ],
)  # fmt: skip
def test_a_malformed_scan_is_refused_singly_and_alone_in_a_batch(hall: Hall, fields: dict[str, Any]) -> None:
    desk = hall.client("desk")
    before = hall.db.execute("select count(*) from entry").fetchone()[0]
    scan = {"command_id": "scan-0001", **fields}
    single = desk.post("/checkin/scans", data=json.dumps(scan), content_type="application/json")
    assert (single.status_code, single.json["code"]) == (400, "malformed")  # type: ignore[index]
    batch = desk.post("/checkin/scans/batch", data=json.dumps({"scans": [scan]}), content_type="application/json")
    assert batch.status_code == 200
    (receipt,) = batch.json["receipts"]  # type: ignore[index]
    assert (receipt["status"], receipt["body"]["code"]) == (400, "malformed")
    assert hall.db.execute("select count(*) from entry").fetchone()[0] == before


odd: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)
FIELDS = ("command_id", "code", "member", "source", "device_at", "provisional", "typed_by")


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scans=st.lists(odd | st.dictionaries(st.sampled_from(FIELDS), odd, max_size=7), max_size=5))
def test_a_batch_of_anything_has_a_receipt_for_each(hall: Hall, scans: list[Any]) -> None:
    answer = hall.client("desk").post(
        "/checkin/scans/batch", data=json.dumps({"scans": scans}), content_type="application/json"
    )
    if answer.status_code == 400:
        return  # not JSON at all: NaN, infinity
    assert answer.status_code == 200
    receipts = answer.json["receipts"]  # type: ignore[index]
    assert len(receipts) == len(scans)
    assert all(receipt["status"] in (200, 400, 409) and isinstance(receipt["body"], dict) for receipt in receipts)


def test_a_command_twice_in_one_batch_is_decided_once(hall: Hall) -> None:
    (member,) = enrol_many(hall, 1)
    scan = {"command_id": "scan-0001", "code": code_of(hall, member)}
    other = {"command_id": "scan-0001", "code": "SOMETHING ELSE"}
    answer = hall.client("desk").post("/checkin/scans/batch", json={"scans": [scan, scan, other]}).json
    first, again, changed = answer["receipts"]  # type: ignore[index]
    assert first["body"] == again["body"]
    assert (changed["status"], changed["body"]["code"]) == (409, "command_id_used")


def test_closed_desks_say_when_they_open(hall: Hall) -> None:
    (member,) = enrol_many(hall, 1)
    hall.run("set_desk_hours", opens_at=hall.now + 60_000, closes_at=None)
    answer = hall.run("check_in", member=member).body
    assert answer["desks"] == {"state": "before", "opens_at": hall.now + 60_000, "closes_at": None}


def test_the_missing_are_told_to_those_who_tick_paper_lists(hall: Hall) -> None:
    a, b = enrol_many(hall, 2)
    hall.run("check_in", member=a)
    for role in ("desk", "secretary", "chair"):
        missing = hall.client(role).get("/checkin/missing").json["members"]  # type: ignore[index]
        assert [member["id"] for member in missing] == [b]
    assert hall.client("screen").get("/checkin/missing").status_code == 403
    assert hall.client().get("/checkin/missing").status_code == 401
    assert hall.client("desk").get("/checkin/missing?group=%00%ff" + "x" * 3000).json == {"members": []}


def test_returning_hands_out_nothing_twice(hall: Hall) -> None:
    (member,) = enrol_many(hall, 1)
    assert "give" in hall.run("check_in", member=member).body
    hall.run("depart", member=member)
    assert "give" not in hall.run("check_in", member=member).body
