"""Scans over HTTP: receipts, batches, and everything that is no scan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Hall
from tests.support.members import code_of, enrol_many

WRITES = (
    "/checkin/scans", "/checkin/scans/batch", "/checkin/voids", "/checkin/departures", "/checkin/admissions",
    "/checkin/proxies", "/checkin/headcounts", "/checkin/headcounts/clear", "/checkin/declarations", "/checkin/opening",
    "/checkin/closing", "/checkin/hours", "/roll/imports", "/roll/walk-ins", "/roll/exclusions", "/roll/exclusions/votes",
    "/roll/exclusions/withdrawals", "/roll/badges/replacements", "/display/previews", "/display/takes", "/display/blank",
    "/display/undo", "/devices", "/meeting/changes", "/language",
)  # fmt: skip


def test_the_same_command_again_gets_the_same_bytes(hall: Hall) -> None:
    (member,) = enrol_many(hall, 1)
    desk = hall.client("desk")
    scan = {"command_id": "scan-0001", "code": code_of(hall, member), "source": "camera"}
    first = desk.post("/checkin/scans", json=scan)
    assert first.status_code == 200
    hall.later(60_000)
    assert desk.post("/checkin/scans", json=scan).data == first.data


def test_the_same_command_with_another_body_is_refused_by_name(hall: Hall) -> None:
    a, b = enrol_many(hall, 2)
    desk = hall.client("desk")
    desk.post("/checkin/scans", json={"command_id": "scan-0001", "code": code_of(hall, a)})
    other = desk.post("/checkin/scans", json={"command_id": "scan-0001", "code": code_of(hall, b)})
    assert (other.status_code, other.json["code"]) == (409, "command_id_used")  # type: ignore[index]


def test_a_scan_sent_singly_then_in_a_batch_by_another_device_is_the_same_scan(hall: Hall) -> None:
    (member,) = enrol_many(hall, 1)
    scan = {"command_id": "scan-0001", "code": code_of(hall, member).lower(), "source": "typed"}
    single = hall.client("desk", "Desk 1").post("/checkin/scans", json=scan).json
    batch = hall.client("desk", "Desk 2").post(
        "/checkin/scans/batch", json={"scans": [{**scan, "code": scan["code"].upper()}]}
    )
    assert batch.json["receipts"] == [{"command_id": "scan-0001", "status": 200, "body": single}]  # type: ignore[index]


def test_one_malformed_scan_of_a_batch_fails_no_other(hall: Hall) -> None:
    a, b = enrol_many(hall, 2)
    scans: list[Any] = [
        {"command_id": "scan-000a", "code": code_of(hall, a)}, "nonsense", {"code": "X"},
        {"command_id": "scan-000b", "code": ["x"]}, {"command_id": "scan-000c", "member": b, "source": "search"},
    ]  # fmt: skip
    receipts = hall.client("desk").post("/checkin/scans/batch", json={"scans": scans}).json["receipts"]  # type: ignore[index]
    assert [(r["command_id"], r["status"]) for r in receipts] == [
        ("scan-000a", 200), (None, 400), (None, 400), ("scan-000b", 400), ("scan-000c", 200),
    ]  # fmt: skip
    assert all(r["body"]["message"] for r in receipts if r["status"] == 400)


def test_a_batch_of_200_is_taken_and_of_201_refused(hall: Hall) -> None:
    desk = hall.client("desk")
    scans = [{"command_id": f"scan-{i:04d}", "code": "UNKNOWN"} for i in range(201)]
    assert desk.post("/checkin/scans/batch", json={"scans": scans}).status_code == 413
    assert hall.db.execute("select count(*) from scan").fetchone()[0] == 0
    assert len(desk.post("/checkin/scans/batch", json={"scans": scans[:200]}).json["receipts"]) == 200  # type: ignore[index]


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """A hall for all tests that change nothing in it."""
    made = Hall(tmp_path_factory.mktemp("still") / "meeting.kiosk")
    yield made
    made.check()
    made.close()


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b"\x00" * 100, b"{" * 10_000, b'{"command_id": 5}',
     b'{"command_id": "short"}', b'{"command_id": "with space 1"}', b"x" * 300_000],
)  # fmt: skip
@pytest.mark.parametrize("path", WRITES)
def test_what_is_no_request_is_one_sentence_and_changes_nothing(still: Hall, path: str, body: bytes) -> None:
    role = "desk" if path in ("/checkin/scans", "/checkin/scans/batch") else "chair"
    still.device(role)
    before = still.db.execute("select count(*) from entry").fetchone()[0]
    response = still.client(role).post(path, data=body, content_type="application/json")
    assert response.status_code in (400, 413)
    assert response.json["code"] and response.json["message"]  # type: ignore[index]
    assert still.db.execute("select count(*) from entry").fetchone()[0] == before


anything: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=50),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FIELDS = (
    "code", "member", "source", "seq", "reason", "block", "count", "present", "measure", "grantor", "holder", "name", "group",
    "with_vote", "passed", "for", "against", "abstain", "approved_by", "scene", "text", "role", "opens_at", "provisional", "scans",
)  # fmt: skip


@pytest.mark.parametrize("path", WRITES)
@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fields=st.dictionaries(st.sampled_from(FIELDS), anything, max_size=8))
def test_no_fields_of_any_kind_bring_the_server_down(hall: Hall, path: str, fields: dict[str, Any]) -> None:
    response = hall.client("chair").post(path, json={"command_id": hall.command_id(), **fields})
    assert response.status_code < 500, (path, fields, response.data)
    assert response.is_json
