"""The names by which the server is asked: whoever writes another one is not believed."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from kiosk.realtime.device_status import TOGETHER_MS, TOLD_MS, DeviceStatus
from kiosk.security import auth
from kiosk.server import diagnostics, hosts, plain_http
from kiosk.server.endpoints import Endpoints
from kiosk.store.errors import UsageError
from tests.conftest import Hall

FOREIGN = (
    "evil.example",
    "192.0.2.7:8080",
    "localhost.evil.example",
    "kiosk.local.evil.example",
    "",
    "[::1",
    "127.0.0.1@x",
)


def pairing(client: FlaskClient, number: int, **headers: str) -> str:
    asked = {
        "command_id": f"pair-host-{number:03d}", "role": "desk", "name": "Desk",
        "token_hash": auth.token_hash(str(number)),
    }  # fmt: skip
    return str(client.post("/devices", json=asked, headers=headers).json["address"])  # type: ignore[index]


def test_the_address_of_a_pairing_is_never_the_one_that_the_request_made_up(hall: Hall) -> None:
    endpoints = hall.kiosk.endpoints
    endpoints.plain_url = "http://192.168.7.20:8080"
    chair = hall.client("chair")
    for number, host in enumerate((*FOREIGN[:5], "localhost:8080", "127.0.0.1:8080")):
        assert pairing(chair, number, Host=host) == endpoints.plain_url, host
    assert pairing(chair, 10, Host="kiosk.local:8080") == "http://kiosk.local:8080"
    assert pairing(chair, 11, Host="192.168.7.20:8080") == endpoints.plain_url
    for header in ("X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded"):
        assert pairing(chair, 12, **{header: "evil.example", "Host": "localhost"}) == endpoints.plain_url
    endpoints.public_url = "https://hall.example"
    assert pairing(chair, 13, Host="localhost") == "https://hall.example"
    join = chair.get("/devices/join-code", headers={"Host": "evil.example"}).json
    assert join["url"] == "https://hall.example/join"  # type: ignore[index]


def test_a_page_under_a_name_that_is_not_ours_writes_nothing(hall: Hall) -> None:
    """A name that its owner leads to this laptop's address would make any page the meeting's own."""
    public = hall.app.test_client()
    asked = {"key": "k" * 40, "token_hash": "0" * 64, "wanted": "desk"}
    for host in FOREIGN[:4]:
        headers = {"Host": host, "Origin": f"http://{host}"}
        assert public.post("/devices/knocks", json=asked, headers=headers).status_code == 403, host
    hall.kiosk.endpoints.public_url = "https://hall.example"
    headers = {"Host": "hall.example", "Origin": "https://hall.example"}
    assert public.post("/devices/knocks", json=asked, headers=headers).status_code == 200
    assert public.post("/devices/knocks", json=asked, headers={**headers, "Origin": "http://x"}).status_code == 403


@pytest.mark.parametrize("scheme", ["", " ", "Basic eDp5", "Bearer", "Bearer nothing"])
def test_a_header_that_names_no_device_does_not_spare_the_origin(hall: Hall, scheme: str) -> None:
    browser = hall.app.test_client()
    token = hall.token("chair")
    browser.set_cookie(auth.cookie_name(token), token)
    headers = {"Authorization": scheme, "Origin": "http://evil.example"}
    assert browser.post("/checkin/closing", json={"command_id": "close-it-01"}, headers=headers).status_code in (
        401,
        403,
    )
    asked = {"token": token}
    assert browser.post("/enter", json=asked, headers=headers).json["code"] == "foreign_origin"  # type: ignore[index]
    assert browser.post("/checkin/closing", json={"command_id": "close-it-01"}, headers={"Authorization": f"Bearer {token}"}).status_code == 200  # fmt: skip


def test_a_proxy_is_believed_when_it_was_named() -> None:
    told = []

    def app(environ: dict[str, object], start: object) -> list[bytes]:
        told.append((environ["REMOTE_ADDR"], environ["wsgi.url_scheme"], environ["HTTP_HOST"]))
        return []

    def ask(proxy: str, address: str) -> tuple[object, ...]:
        forwarded = {"FOR": "10.0.0.9", "PROTO": "https", "HOST": "hall.example"}
        hosts.Proxied(app, proxy)(
            {
                "REMOTE_ADDR": address, "wsgi.url_scheme": "http", "HTTP_HOST": "127.0.0.1",
                **{f"HTTP_X_FORWARDED_{name}": value for name, value in forwarded.items()},
            },
            None,
        )  # fmt: skip
        return told.pop()

    assert ask("10.0.0.1", "10.0.0.1") == ("10.0.0.9", "https", "hall.example")
    assert ask("10.0.0.1", "10.0.0.2") == ("10.0.0.2", "http", "127.0.0.1")
    assert ask("", "127.0.0.1") == ("127.0.0.1", "http", "127.0.0.1")


def test_names_of_this_server() -> None:
    endpoints = Endpoints("http://192.168.7.20:8080", "https://hall.example")
    for host in (
        "localhost",
        "127.0.0.1:8080",
        "[::1]:80",
        "kiosk.local:8443",
        "KIOSK.local.",
        "192.168.7.20",
        "hall.example",
    ):
        assert hosts.known(endpoints, host), host
    assert not [host for host in FOREIGN[:5] if hosts.known(endpoints, host)]
    for bad in ("hall.example", "ftp://hall.example", "https://hall.example/path", "https://"):
        with pytest.raises(UsageError):
            hosts.origin(bad)
    with pytest.raises(UsageError):
        hosts.address("proxy.example")


def test_a_device_that_is_used_from_two_addresses_at_once_is_told(hall: Hall) -> None:
    now = [1_000_000]
    device_status = DeviceStatus(lambda: now[0])

    def used_from(*addresses: str) -> list[str]:
        for address in addresses:
            now[0] += 1_000
            device_status.heard(hall.device("desk"), address)
        found = [one["used_from"] for one in device_status.devices(hall.db) if one["id"] == hall.device("desk")]
        return found[0]  # type: ignore[no-any-return]

    assert used_from("10.0.0.1", "10.0.0.1", "10.0.0.2", "10.0.0.2") == [], "it has changed the network"
    now[0] += TOGETHER_MS
    assert used_from("10.0.0.1") == [], "and went back to the first later"
    assert used_from("10.0.0.2", "10.0.0.1") == ["10.0.0.1", "10.0.0.2"]
    now[0] += TOLD_MS
    assert used_from() == []


def test_who_runs_the_meeting_comes_by_https_or_sits_at_the_laptop_unless_the_chair_allows_it(hall: Hall) -> None:
    """On the air a token can be read; a desk's or a screen's is worth little, a chair's everything."""

    def far(role: str, scheme: str = "http") -> FlaskClient:
        client = hall.client(role)
        client.environ_base |= {"REMOTE_ADDR": "10.9.9.9", "wsgi.url_scheme": scheme}
        return client

    homes = {role: auth.LANDING_PAGE[role] for role in plain_http.GUARDED}
    for role, home in homes.items():
        refused = far(role).get(home)
        assert (refused.status_code, refused.json["code"]) == (403, "plain_http"), role  # type: ignore[index]
        headers = {"Origin": "http://localhost"}
        entered = far("public").post("/enter", json={"token": hall.token(role)}, headers=headers)
        assert entered.status_code == 403 and "Set-Cookie" not in entered.headers, role
        assert far(role).get("/install").status_code == hall.client(role).get(home).status_code == 200
        assert far(role).get(home, base_url="https://localhost").status_code == 200
    assert far("desk").get("/desk").status_code == 200
    asked = {"key": "k" * 40, "token_hash": "0" * 64, "wanted": "teller"}
    headers = {"Origin": "http://localhost"}
    assert far("public").post("/devices/knocks", json=asked, headers=headers).json["code"] == "plain_http"  # type: ignore[index]
    allow = {"command_id": "allow-plain-1", "allowed": True}
    for role in ("operator", "supervisor"):
        assert hall.client(role).post("/devices/plain-http", json=allow).status_code == 403
    assert far("chair").post("/devices/plain-http", json=allow).status_code == 403, "the chair says so at the laptop"
    assert hall.client("chair").post("/devices/plain-http", json=allow).status_code == 200
    assert all(far(role).get(home).status_code == 200 for role, home in homes.items())
    assert diagnostics.over_plain_http(hall.path, hall.kiosk.endpoints).state == "stop"
    hall.run("allow_plain_http", role="chair", allowed=False)
    assert far("chair").get("/console").status_code == 403
    assert diagnostics.over_plain_http(hall.path, hall.kiosk.endpoints).state == "look"
    environ = {"HTTP_AUTHORIZATION": f"Bearer {hall.token('chair')}", "REMOTE_ADDR": "10.9.9.9"}
    who = hall.kiosk.publisher._who
    assert who({**environ, "wsgi.url_scheme": "http"}, None, None).role == "public"
    assert who({**environ, "wsgi.url_scheme": "https"}, None, None).role == "chair"
