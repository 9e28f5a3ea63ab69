"""What a stranger in the hall's network tries, and what becomes of it. Who may ask what is in test_routes.py."""

from __future__ import annotations

import contextlib
import csv
import io
import re
import socket
import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest

from kiosk.security import auth, rate_limits
from tests.conftest import Hall, Served
from tests.support.members import enrol, enrol_many, person
from tests.support.sockets import Socket

PAGES = [("/", "public"), ("/join", "public"), ("/install", "public"), ("/ready", "public"), ("/console", "chair"), ("/hall", "screen"), ("/desk", "desk"), ("/paper", "secretary"), ("/stand", "stand"), ("/nowhere", "public")]  # fmt: skip


@pytest.mark.parametrize(("path", "role"), PAGES)
def test_a_page_runs_only_its_own_scripts(hall: Hall, path: str, role: str) -> None:
    answers = [hall.client(role).get(path, headers={"Accept": "text/html"}) for _ in range(2)]
    nonces = []
    for answer in answers:
        policy = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
        assert "unsafe-inline" not in str(policy) and "'unsafe-eval'" not in str(policy) and "http" not in str(policy)
        found = re.fullmatch(r"'self' 'nonce-([\w-]{20,})' 'wasm-unsafe-eval'", policy["script-src"])
        assert found and policy["object-src"] == policy["base-uri"] == "'none'"
        nonces.append(found[1])
        page = answer.data.decode()
        for script in re.findall(r"<script[^>]*>", page):
            assert f'nonce="{found[1]}"' in script or 'type="application/json"' in script, script
        assert not re.search(r"\son\w+=|javascript:|<style|\sstyle=", page)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert nonces[0] != nonces[1]


def test_a_token_that_somebody_chose_beforehand_never_becomes_valid(hall: Hall) -> None:
    """Session fixation: what is in the browser before pairing is worth nothing after it."""
    browser = hall.app.test_client()
    for number in range(1, 8):
        browser.set_cookie(f"kiosk_{number}", "chosen-by-somebody-else")
    token = hall.token("desk")
    answer = browser.post("/enter", json={"token": token}, headers={"Origin": "http://localhost"})
    name = auth.cookie_name(token)
    assert f"{name}={token}" in answer.headers["Set-Cookie"]
    other = hall.app.test_client()
    other.set_cookie(name, "chosen-by-somebody-else")
    assert other.get("/desk").status_code == 401


def test_the_key_of_a_knock_is_no_token(hall: Hall) -> None:
    page, key = hall.app.test_client(), "chosen-by-somebody-else-" * 2
    code = page.post(
        "/devices/knocks",
        json={"key": key, "token_hash": "0" * 64, "wanted": "desk"},
        headers={"Origin": "http://localhost"},
    ).json["code"]  # type: ignore[index]
    hall.client("chair").post(
        "/devices/knocks/1/admissions", json={"command_id": "admit-it-1", "role": "desk", "name": "Desk", "code": code}
    )
    assert page.get("/desk", headers={"Authorization": f"Bearer {key}"}).status_code == 401


@pytest.mark.parametrize("path", ["/enter/x%0d%0aSet-Cookie:%20kiosk_1=x", "/?language=en%0d%0aX-Bad:%201", "/install?tablet=%0d%0aX-Bad:%201", "/desk?device=1%0d%0aX-Bad:1", "/static/%0d%0aX-Bad:%201"])  # fmt: skip
def test_no_line_of_a_header_comes_from_an_address(hall: Hall, path: str) -> None:
    answer = hall.client("desk").get(path)
    assert answer.status_code < 500
    assert "X-Bad" not in answer.headers and "kiosk_1" not in answer.headers.get("Set-Cookie", "")


def test_no_line_of_a_header_comes_from_a_title_or_a_name(hall: Hall) -> None:
    chair = hall.client("chair")
    for title in ("A\r\nX-Bad: 1", "A\nB", "A\0B"):
        answer = chair.post("/meeting/changes", json={"command_id": hall.command_id(), "title": title})
        assert answer.status_code == 400, title
    for rule in hall.app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not rule.arguments:
            given = chair.get(rule.rule, buffered=True).headers.get("Content-Disposition", "")
            assert re.fullmatch(r'|(attachment|inline)(; filename="?[\w.-]+"?)?', given), (rule.rule, given)


def test_a_path_leads_out_of_no_folder(hall: Hall) -> None:
    for name in (
        "../kiosk/db.py",
        "..%2f..%2fetc/passwd",
        "%2e%2e/%2e%2e/pyproject.toml",
        "..\\..\\x",
        "/etc/passwd",
        "css/../../kiosk/db.py",
        "\0",
    ):
        answer = hall.client().get(f"/static/{name}")
        assert answer.status_code in (303, 308, 404), name
        assert b"import " not in answer.data and b"root:" not in answer.data


FORMULAS = ["=1+1", "+49 170", "-1", "@SUM(A1)", "=HYPERLINK(\"http://x\",\"y\")"]  # fmt: skip


def test_no_cell_of_an_export_begins_a_formula(hall: Hall, tmp_path: Path) -> None:
    """Names of members go to badges.csv; the lists of questions and of the record have tests of their own."""
    from kiosk.meeting import queries as meetings
    from kiosk.roll import badges
    from kiosk.store import database as files

    enrol(hall, *(person(name, group_name=name) for name in FORMULAS))
    db = files.reader(hall.path)
    badges.write(db, meetings.current(db), tmp_path / "badges.csv")
    db.close()
    cells = [cell for row in csv.reader(io.StringIO((tmp_path / "badges.csv").read_text("utf-8"))) for cell in row]
    assert len(cells) >= 4 * len(FORMULAS)
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_a_bucket_gives_its_burst_and_then_its_pace() -> None:
    now = [0.0]
    left = rate_limits.TokenBuckets(lambda: now[0])
    pace = rate_limits.RateLimit(3, 2)
    assert [left.take("a", pace) for _ in range(4)] == [True, True, True, False]
    assert left.take("b", pace), "nobody spends another's"
    now[0] = 0.5
    assert [left.take("a", pace) for _ in range(2)] == [True, False]


def test_a_device_gone_wrong_is_slowed_and_no_other_is(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limits, "DEVICE", rate_limits.RateLimit(5, 0))
    asked = [hall.client("desk", "Desk 1").get("/checkin/missing?group=x").status_code for _ in range(6)]
    assert asked == [200] * 5 + [429]
    assert hall.client("desk", "Desk 2").get("/checkin/missing?group=x").status_code == 200
    assert hall.client().get("/").status_code == 200


def test_phones_are_slowed_by_address_and_desks_behind_the_same_address_are_not(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rate_limits, "ADDRESS", rate_limits.RateLimit(5, 0))
    assert [hall.client().get("/healthz").status_code for _ in range(6)] == [200] * 5 + [429]
    assert hall.client("desk").get("/desk").status_code == 200
    assert hall.client().get("/static/css/base.css", buffered=True).status_code == 200
    assert hall.client().get("/healthz", environ_overrides={"REMOTE_ADDR": "10.0.0.9"}).status_code == 200


def test_a_paired_device_may_ask_200_times_a_second() -> None:
    now = [0.0]
    left = rate_limits.TokenBuckets(lambda: now[0])
    for second in range(60):
        now[0] = float(second)
        assert all(left.take("desk", rate_limits.DEVICE) for _ in range(200))


def test_when_it_is_crowded_only_paired_devices_are_served(hall: Hall) -> None:
    crowded = {"kiosk.crowded": True}
    phone = hall.client().get("/", environ_overrides=crowded)
    assert (phone.status_code, phone.json["code"]) == (503, "crowded")  # type: ignore[index]
    assert hall.client("desk").get("/desk", environ_overrides=crowded).status_code == 200


def test_a_screen_s_token_reads_nothing_of_the_roll(hall: Hall) -> None:
    """In the bytes: whatever a screen or a phone may ask or is told, no member's name is in it."""
    enrol_many(hall, 5)
    names = [row[0] for row in hall.db.execute("select name from member")]
    hall.run("check_in", role="desk", member=1, source="search")
    for role in ("screen", "public"):
        for rule in hall.app.url_map.iter_rules():
            if "GET" in (rule.methods or ()) and not rule.arguments and not rule.rule.startswith("/static"):
                answer = hall.client(role).get(rule.rule, buffered=True).data.decode("utf-8", "replace")
                assert not [name for name in names if name in answer], (role, rule.rule)
    for view, role in (("hall", "screen"), ("phone", "public")):
        told = str(hall.snapshot(view, role))
        assert not [name for name in names if name in told], view


def test_a_socket_that_asks_without_end_is_closed_and_the_others_stay(served: Served) -> None:
    calm = Socket(served.url, served.token("desk"))
    calm.join({"view": "desk"})
    wild = Socket(served.url)
    with contextlib.suppress(OSError):
        for _ in range(400):
            wild.send('42["join",{"view":"phone"}]')
    assert wild.is_closed()
    assert calm.clock()["server_now"] > 0
    for one in (calm, wild):
        one.close()


def test_a_cookie_opens_no_socket_for_another_site(served: Served) -> None:
    token = served.token("chair")
    db = sqlite3.connect(served.path)
    device = db.execute("select id from device where token_hash = ?", (auth.token_hash(token),)).fetchone()[0]
    db.close()
    with pytest.raises(Exception, match="400"):
        Socket(served.url, cookie=f"kiosk_{device}={token}", origin="http://elsewhere.example")
    own = Socket(served.url, cookie=f"kiosk_{device}={token}")
    assert own.join({"view": "console"})["event"] == "snapshot"
    own.close()


def test_two_hundred_silent_sockets_of_one_address_hold_up_no_desk(served: Served) -> None:
    """The long form, with 2,000 and over TLS as well, is `python -m bench.faults.network_abuse`."""
    crowd = [socket.create_connection(("127.0.0.1", served.port), timeout=5) for _ in range(200)]
    try:
        slowest = 0.0
        for _ in range(10):
            begun = time.monotonic()
            assert scan(served)[0] == 200
            slowest = max(slowest, time.monotonic() - begun)
        assert slowest < 5
    finally:
        for one in crowd:
            one.close()


def scan(served: Served) -> tuple[int, Any]:
    return served.post("/checkin/scans", {"code": "AAAA-BBBB-CCCC-DDDD"}, role="desk")


def test_a_body_that_is_nested_too_deep_is_refused(hall: Hall) -> None:
    """Also where it is looked into before the route: for what a device of another role sent before."""
    for role in ("chair", "desk", "observer"):
        answer = hall.client(role).post("/meeting/changes", data=b"[" * 60_000, content_type="application/json")
        assert answer.status_code in (400, 403), answer.data
