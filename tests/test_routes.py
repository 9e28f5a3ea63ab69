"""Every route of the program: who may ask, and what it does with what makes no sense.

The routes and their fields are read from the program, so that a route that is added is tested too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from kiosk.security.auth import ROLES
from kiosk.store.journal import head
from tests.conftest import Hall
from tests.support.members import enrol_many

FIELDS = sorted(
    {
        name
        for path in Path(__file__).parent.parent.glob("kiosk/*/*.py")
        for name in re.findall(
            r"""\.(?:text|optional_text|integer|optional_integer|choice|flag|items)\("(\w+)\"""", path.read_text()
        )
    }
)
NOT_JSON = [
    b"",
    b"{",
    b"null",
    b"[]",
    b"7",
    b'"text"',
    b"\xff\xfe",
    b"\0" * 100,
    b'{"command_id": NaN}',
    b"{" * 5_000,
    "姓名".encode("gb18030"),
]
HUGE = b'{"command_id": "' + b"x" * 400_000 + b'"}'


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    made = Hall(tmp_path_factory.mktemp("routes") / "meeting.kiosk")
    enrol_many(made, 5)
    yield made
    made.check()
    made.close()


def _rules(hall: Hall, method: str) -> list[tuple[str, tuple[str, ...]]]:
    """Each address with sensible parts, and the roles that may ask."""
    return [
        (re.sub(r"<int:\w+>", "1", rule.rule).replace("<path:name>", "css/base.css").replace("<code>", "en").replace("<token>", "no-such-token"), hall.app.view_functions[rule.endpoint].roles)  # type: ignore[attr-defined]
        for rule in hall.app.url_map.iter_rules()
        if method in (rule.methods or ())
    ]  # fmt: skip


def _asker(hall: Hall, roles: tuple[str, ...]) -> FlaskClient:
    return _client(hall, "public" if "public" in roles else roles[0])


def _client(hall: Hall, role: str) -> FlaskClient:
    """A device by bearer; the public as its browser asks, from our own page."""
    client = hall.client(role)
    if role == "public":
        client.environ_base["HTTP_ORIGIN"] = "http://localhost"
    return client


def _is_one_sentence(answer: TestResponse) -> bool:
    told = json.loads(answer.data)
    return set(told) >= {"code", "message"} and "\n" not in told["message"] and 5 < len(told["message"]) < 300


def _seq(hall: Hall) -> int:
    return head(hall.db).seq


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("role", [*ROLES])
def test_a_role_gets_in_where_it_is_named_and_nowhere_else(hall: Hall, role: str, method: str) -> None:
    client = _client(hall, role)
    for address, allowed in _rules(hall, method):
        answer = client.open(address, method=method, data=b"{}" if method == "POST" else None, buffered=True)
        if role in allowed or "public" in allowed:
            assert answer.status_code not in (401, 403), (address, answer.data[:200])
        else:
            assert (answer.status_code, json.loads(answer.data)["code"]) == (
                (401, "not_paired") if role == "public" else (403, "not_your_role")
            ), address


def test_a_revoked_device_gets_in_nowhere(hall: Hall) -> None:
    client = hall.client("chair", "A chair that went")
    assert client.get("/devices").status_code == 200
    hall.run("revoke_device", device=hall.device("chair", "A chair that went"))
    for method in ("GET", "POST"):
        for address, allowed in _rules(hall, method):
            if "public" not in allowed:
                assert client.open(address, method=method, data=b"{}").status_code == 401, address


def test_what_is_no_json_is_told_in_a_sentence_and_changes_nothing(hall: Hall) -> None:
    for address, roles in _rules(hall, "POST"):
        client = _asker(hall, roles)
        for content in (*NOT_JSON, HUGE):
            known = _seq(hall)
            answer = client.post(address, data=content, content_type="application/json")
            if address in ("/language", "/display/undo", "/qa/askers", "/qa/mine") and answer.status_code < 400:
                continue
            assert answer.status_code in (400, 404, 409, 413), (
                address,
                content[:40],
                answer.status_code,
                answer.data[:200],
            )
            assert _is_one_sentence(answer), (address, answer.data)
            assert _seq(hall) == known, address


odd: Any = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(), max_size=20) | st.sampled_from(["", "\0", "\u202e", "x" * 300, "1", "李强", "\ud800", "=1+1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=4,
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    fields=st.dictionaries(st.sampled_from(FIELDS), odd, max_size=6), id=st.text("abc", min_size=8, max_size=12) | odd
)
def test_fields_of_any_kind_are_decided_or_told_in_a_sentence(hall: Hall, fields: dict[str, Any], id: Any) -> None:
    for address, roles in _rules(hall, "POST"):
        client = _asker(hall, roles)  # paired before the journal's end is read
        before = _seq(hall)
        answer = client.post(address, data=json.dumps({**fields, "command_id": id}), content_type="application/json")
        expected = {200, 302, 303, 400, 404, 409, 413} | ({403, 429} if "public" in roles else set())
        assert answer.status_code in expected, (address, answer.status_code, answer.data[:200])
        if answer.status_code >= 400:
            assert _is_one_sentence(answer), (address, answer.data)
        if answer.status_code in (400, 404, 413):
            assert _seq(hall) == before, address


@pytest.mark.slow
@pytest.mark.parametrize(
    "query",
    [
        "?q=%00",
        "?q=" + "x" * 3_000,
        "?q=%ff%fe",
        "?group=%00&layout=%00",
        "?layout=..%2f",
        "?device=%00",
        "?device=999999999999999999999",
    ],
)
def test_questions_in_the_address_break_nothing(hall: Hall, query: str) -> None:
    for address, roles in _rules(hall, "GET"):
        answer = _asker(hall, roles).get(address + query, buffered=True)
        assert answer.status_code in (200, 302, 303, 400, 401, 404), (address, answer.status_code, answer.data[:300])


@pytest.mark.parametrize(
    "address",
    ["/static/../kiosk/db.py", "/static/%2e%2e/kiosk/db.py", "/static/..%5c..%5cx", "/static/%00", "/language/..%2fx.js", "/devices/99999999999999999999/names", "/enter/" + "x" * 2_000, "/enter/%00", "/nowhere", "/roll/members/0/badge"],
)  # fmt: skip
def test_addresses_that_lead_nowhere_say_so(hall: Hall, address: str) -> None:
    for role in ("public", "chair"):
        answer = hall.client(role).get(address)
        assert answer.status_code in (303, 401, 403, 404, 405), (role, answer.status_code, answer.data[:200])
        assert b"Traceback" not in answer.data and b"import " not in answer.data


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"\0" * 1_000,
        b"SQLite format 3\0" + b"\0" * 5_000,
        b"PK\x03\x04nonsense",
        b"number,name\r\n",
    ],
)
def test_an_upload_that_is_no_roll_is_told_in_a_sentence(hall: Hall, file: bytes) -> None:
    import io

    hall.device("chair")
    before = _seq(hall)
    answer = hall.client("chair").post("/roll/previews", data={"file": (io.BytesIO(file), "roll.csv")})
    assert answer.status_code in (400, 409), answer.data[:200]
    assert _is_one_sentence(answer)
    assert _seq(hall) == before


def test_another_method_is_told_so(hall: Hall) -> None:
    for method in ("PUT", "DELETE", "PATCH"):
        assert hall.client("chair").open("/checkin/scans", method=method).status_code == 405
