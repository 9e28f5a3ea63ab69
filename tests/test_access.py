"""Routes refuse by default; a device is its token; a cookie's write needs the page's own origin."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Blueprint
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kiosk.app import REGISTRY, create_app
from kiosk.meeting_file import make_meeting
from kiosk.security import auth
from kiosk.store.registry import Module, Registry
from tests.conftest import Hall


def test_every_route_names_its_roles(hall: Hall) -> None:
    for name, route in hall.app.view_functions.items():
        assert set(route.roles) <= set(auth.ROLES), name  # type: ignore[attr-defined]


def test_every_view_names_its_roles() -> None:
    for view in REGISTRY.views.values():
        assert view.roles and set(view.roles) <= set(auth.ROLES), view.name


def test_the_app_does_not_start_when_a_route_names_no_role(tmp_path: Path) -> None:
    open_to_all = Blueprint("careless", __name__)
    open_to_all.get("/careless")(lambda: "anybody")
    path = tmp_path / "meeting.kiosk"
    make_meeting(path, title="Meeting", preset="party-grassroots")
    with pytest.raises(RuntimeError, match="careless"):
        create_app(path, registry=Registry((*REGISTRY.slices, Module(name="careless", routes=open_to_all))))


def test_a_role_that_does_not_exist_cannot_be_named() -> None:
    with pytest.raises(ValueError, match="janitor"):
        auth.require_roles("janitor")


def _addresses(hall: Hall) -> list[tuple[str, str, tuple[str, ...]]]:
    found = []
    for rule in hall.app.url_map.iter_rules():
        allowed = hall.app.view_functions[rule.endpoint].roles  # type: ignore[attr-defined]
        path = rule.rule
        for argument in rule.arguments:
            converter = next(c for c in ("int:", "path:", "") if f"<{c}{argument}>" in path)
            path = path.replace(f"<{converter}{argument}>", "1")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            found.append((method, path, allowed))
    return found


@pytest.mark.slow
def test_each_role_reaches_its_routes_and_no_others(hall: Hall) -> None:
    for role in auth.ROLES:
        client = hall.client(role)
        for method, path, allowed in _addresses(hall):
            status = client.open(path, method=method, headers={"Origin": "http://localhost"}).status_code
            if role in allowed or "public" in allowed:
                assert status not in (401, 403), (role, method, path, status)
            else:
                assert status == (401 if role == "public" else 403), (role, method, path, status)


@pytest.mark.slow
def test_nothing_of_those_tries_gives_a_server_error(hall: Hall) -> None:
    for role in auth.ROLES:
        client = hall.client(role)
        for method, path, _ in _addresses(hall):
            response = client.open(path, method=method, data=b"\x00{", content_type="application/json")
            assert response.status_code < 500, (role, method, path, response.data)


def test_a_revoked_device_is_refused_at_once(hall: Hall) -> None:
    desk = hall.client("desk")
    assert desk.get("/desk").status_code == 200
    hall.run("revoke_device", device=hall.device("desk"))
    assert desk.get("/desk").status_code == 401


def test_a_device_cannot_revoke_itself(hall: Hall) -> None:
    answer = hall.run("revoke_device", role="chair", device=hall.device("chair"))
    assert (answer.status, answer.body["code"]) == (409, "own_device")


def enter(hall: Hall, token: str, browser: FlaskClient | None = None) -> TestResponse:
    """What the page behind an address posts."""
    browser = browser or hall.app.test_client()
    return browser.post("/enter", json={"token": token}, headers={"Origin": "http://localhost"})


def test_pairing_sent_again_is_the_same_device(hall: Hall) -> None:
    chair = hall.client("chair")
    token = auth.new_token()
    asked = {
        "command_id": "pair-desk-0001",
        "role": "desk",
        "name": "Desk 1",
        "token_hash": auth.token_hash(token),
    }
    first, again = chair.post("/devices", json=asked), chair.post("/devices", json=asked)
    assert first.status_code == 200
    assert first.data == again.data
    assert enter(hall, token).json["role"] == "desk"  # type: ignore[index]
    other = chair.post("/devices", json={**asked, "command_id": "pair-desk-0002"})
    assert (other.status_code, other.json["code"]) == (409, "token_used")  # type: ignore[index]
    for wrong in ("", "x" * 64, auth.token_hash(token).upper(), auth.token_hash(token)[:63]):
        asked |= {"command_id": "pair-desk-0003", "token_hash": wrong}
        assert chair.post("/devices", json=asked).status_code == 400, wrong


def test_no_token_is_made_or_given_by_the_server(hall: Hall) -> None:
    """What is paired is known to whoever paired it; a command's id, which is public, leads to nothing."""
    hashed = auth.token_hash(auth.new_token())
    asked = {"command_id": "pair-desk-0001", "role": "chair", "name": "Chair 2", "token_hash": hashed}
    answer = hall.client("chair").post("/devices", json=asked).json
    assert set(answer) == {"device", "role", "name", "seq", "at", "epoch", "address"}  # type: ignore[arg-type]
    again = hall.client("supervisor").post("/devices", json=asked)
    assert "token" not in again.data.decode()
    for text in ("pair-desk-0001", hashed):
        assert enter(hall, text).status_code == 404


def test_entering_gives_a_cookie_and_leads_to_the_page_of_the_role(hall: Hall) -> None:
    browser = hall.app.test_client()
    token = hall.token("desk")
    for response in (browser.get(f"/enter/{token}"), browser.head(f"/enter/{token}")):
        assert response.status_code == 200 and "Set-Cookie" not in response.headers
        assert token.encode() not in response.data
    for _ in range(2):
        response = enter(hall, token, browser)
        assert response.status_code == 200
        assert response.json["page"].startswith("/desk")  # type: ignore[index]
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith(f"kiosk_{auth.token_hash(token)[:8]}=") and "Max-Age=34560000" in cookie
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie
    assert browser.get("/desk").status_code == 200


def test_a_cookie_of_an_older_program_is_renamed_and_a_foreign_one_left_alone(hall: Hall) -> None:
    browser = hall.app.test_client()
    token, device = hall.token("desk"), hall.device("desk")
    browser.set_cookie(f"kiosk_{device}", token)
    browser.set_cookie("kiosk_9", "of-another-meeting")
    assert browser.get(f"/desk?device={device}").status_code == 200
    name = auth.cookie_name(token)
    assert browser.get_cookie(f"kiosk_{device}") is None and browser.get_cookie(name).value == token  # type: ignore[union-attr]
    assert browser.get_cookie("kiosk_9").value == "of-another-meeting"  # type: ignore[union-attr]
    assert browser.get(f"/desk?device={device}").status_code == 200
    assert "Set-Cookie" not in browser.get("/desk").headers


def test_two_meetings_in_one_browser_leave_each_other_s_devices_alone(make_hall: Callable[..., Hall]) -> None:
    """The devices have the same numbers; the browser sends both cookies to both servers, for a port is no site."""
    halls = [make_hall(), make_hall()]
    assert halls[0].device("chair") == halls[1].device("chair")
    cookies = {}
    for hall in halls:
        name, _, value = enter(hall, hall.token("chair")).headers["Set-Cookie"].partition(";")[0].partition("=")
        cookies[name] = value
    assert len(cookies) == 2
    for hall in halls:
        browser = hall.app.test_client()
        for name, value in cookies.items():
            browser.set_cookie(name, value)
        assert browser.get(f"/console?device={hall.device('chair')}").status_code == 200


def test_one_browser_holds_console_and_hall(hall: Hall) -> None:
    browser = hall.app.test_client()
    for role in ("chair", "screen"):
        enter(hall, hall.token(role), browser)
    assert browser.get("/console").status_code == 200
    assert browser.get("/hall").status_code == 200
    assert browser.get("/desk").status_code == 403


def test_a_write_by_cookie_needs_the_pages_own_origin(hall: Hall) -> None:
    browser = hall.app.test_client()
    enter(hall, hall.token("chair"), browser)
    asked = {"command_id": "close-the-desks"}
    for origin in (None, "http://elsewhere.example", "null"):
        headers = {"Origin": origin} if origin else {}
        response = browser.post("/checkin/closing", json=asked, headers=headers)
        assert (response.status_code, response.json["code"]) == (403, "foreign_origin")  # type: ignore[index]
    assert browser.post("/checkin/closing", json=asked, headers={"Origin": "http://localhost"}).status_code == 200


def test_the_first_console_is_paired_once_by_its_key(hall: Hall) -> None:
    key = str(hall.kiosk.bootstrap_token)
    tokens = [auth.new_token(), auth.new_token()]

    def pair(token: str) -> TestResponse:
        asked = {"key": key, "token_hash": auth.token_hash(token)}
        return hall.app.test_client().post("/devices/first", json=asked, headers={"Origin": "http://localhost"})

    assert hall.app.test_client().get(f"/enter/{key}").status_code == 200  # a look spends nothing
    first, again, other = pair(tokens[0]), pair(tokens[0]), pair(tokens[1])
    assert (first.status_code, other.status_code) == (200, 404) and first.data == again.data
    assert enter(hall, tokens[0]).json["role"] == "chair"  # type: ignore[index]
    assert enter(hall, tokens[1]).status_code == enter(hall, key).status_code == 404
    hall.kiosk.bootstrap_token.opened(hall.device("desk"))
    assert pair(tokens[0]).data == first.data
    hall.kiosk.bootstrap_token.opened(first.json["device"])  # type: ignore[index]
    assert pair(tokens[0]).status_code == 404
    named = [row[0] for row in hall.db.execute("select command_id from entry where kind = 'device_paired'")]
    assert not [name for name in named if name[6:12] in key], "nothing of the key is in the journal"


def test_tokens_are_kept_as_hashes_only(hall: Hall) -> None:
    token = hall.token("desk")
    for suffix in ("", "-wal"):
        path = Path(f"{hall.path}{suffix}")
        if path.exists():
            assert token.encode() not in path.read_bytes()


def test_pages_ask_nothing_outside_and_run_no_inline_script(hall: Hall) -> None:
    response = hall.client("chair").get("/console")
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "unsafe-inline" not in policy
    assert b"http://" not in response.data.replace(b"http://www.w3.org", b"") and b"https://" not in response.data


@pytest.mark.parametrize("path", ["/no/such/page", "/static/../kiosk/db.py", "/static/%2e%2e/pyproject.toml"])
def test_an_unknown_address_is_one_sentence(hall: Hall, path: str) -> None:
    response = hall.client("desk").get(path)
    assert response.status_code == 404
    assert response.json["message"]  # type: ignore[index]


def test_a_browser_is_shown_a_page_and_a_program_json(hall: Hall) -> None:
    """Chromium names HTML among pictures and a signed form with parameters of its own."""
    chromium = (
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,"
        "application/signed-exchange;v=b3;q=0.7"
    )
    shown = hall.client().get("/nothing", headers={"Accept": chromium})
    assert shown.status_code == 404 and shown.mimetype == "text/html"
    for accepted in ("*/*", "application/json", ""):
        assert hall.client().get("/nothing", headers={"Accept": accepted}).is_json
