"""Rooms and whole snapshots, over real sockets, in both ways of serving."""

from __future__ import annotations

import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import websocket

from kiosk.meeting_file import make_meeting
from tests.conftest import Served
from tests.support.sockets import Socket


@pytest.fixture(scope="module", params=["eventlet", "threading"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for all of these, in each mode; no test relies on how many were enrolled before it."""
    path = tmp_path_factory.mktemp(request.param) / "served.kiosk"
    make_meeting(path, title="Members' meeting", preset="party-grassroots")
    served = Served(path, request.param)
    yield served
    served.stop()


@pytest.fixture
def connect(site: Served) -> Iterator[Callable[..., Socket]]:
    opened: list[Socket] = []

    def make(role: str = "public", name: str | None = None) -> Socket:
        opened.append(Socket(site.url, None if role == "public" else site.token(role, name)))
        return opened[-1]

    yield make
    for one in opened:
        one.close()


def _welcome(site: Served, name: str) -> int:
    status, answer = site.post("/roll/walk-ins", {"name": name, "group": "A", "with_vote": True}, "supervisor")
    assert status == 200, answer
    seq: int = answer["seq"]
    return seq


def _show_attendance(site: Served) -> None:
    assert site.post("/display/takes", {"scene": "attendance"})[0] == 200


def test_who_joins_gets_the_whole_state_first(connect: Callable[..., Socket]) -> None:
    snapshot = connect().join({"view": "phone"})
    assert (snapshot["event"], snapshot["view"]) == ("snapshot", "phone")
    assert snapshot["meeting"]["title"] == "Members' meeting"
    assert snapshot["server_now"] > 1_700_000_000_000


def test_every_page_is_told_of_a_command(site: Served, connect: Callable[..., Socket]) -> None:
    _show_attendance(site)
    hall, phone, console = connect("screen"), connect(), connect("chair")
    pages = ((hall, "hall"), (phone, "phone"), (console, "console"))
    before = [page.join({"view": view})["attendance"]["base"] for page, view in pages]
    seq = _welcome(site, "李强")
    assert [page.until(seq)["attendance"]["base"] for page, _ in pages] == [base + 1 for base in before]


def test_a_snapshot_is_never_older_than_the_one_before(site: Served, connect: Callable[..., Socket]) -> None:
    _show_attendance(site)
    hall = connect("screen")
    before = hall.join({"view": "hall"})["attendance"]["base"]
    last = [_welcome(site, f"Member {i}") for i in range(20)][-1]
    assert hall.until(last)["attendance"]["base"] == before + 20


def test_who_comes_back_gets_what_they_missed(site: Served, connect: Callable[..., Socket]) -> None:
    _show_attendance(site)
    first = connect("screen")
    before = first.join({"view": "hall"})
    first.close()
    _welcome(site, "王芳")
    after = connect("screen").join({"view": "hall"})
    assert after["attendance"]["base"] == before["attendance"]["base"] + 1
    assert after["seq"] > before["seq"]


def test_who_joins_takes_nothing_from_who_was_there(site: Served, connect: Callable[..., Socket]) -> None:
    """A phone's room rests half a second after it was told; who joins in that time is told at once, and nobody is left out."""
    first = connect()
    first.join({"view": "phone"})
    first.until(_welcome(site, "One"))
    seq = _welcome(site, "Two")
    assert connect().join({"view": "phone"})["seq"] == seq
    assert first.until(seq)["seq"] == seq


def test_who_joins_sees_what_is_ready_though_nothing_was_recorded(site: Served, connect: Callable[..., Socket]) -> None:
    """A preview is a working: it leaves no entry, and the number of the snapshot stays."""
    connect("screen").join({"view": "hall"})
    for text in ("First", "Second"):
        assert site.post("/display/previews", {"scene": "message", "text": text})[0] == 200
        connect("chair").clock()
        assert connect("chair").join({"view": "hall"})["preview"]["text"] == text


def test_an_entry_of_another_process_is_shown_too(site: Served, connect: Callable[..., Socket]) -> None:
    console = connect("chair")
    before = console.join({"view": "console"})
    site.token("desk", "Desk 7")
    names = {device["name"] for device in console.until(before["seq"] + 1)["devices"]}
    assert "Desk 7" in names


@pytest.mark.slow
def test_what_is_recorded_is_made_into_one_snapshot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, serve: Callable[..., Served]
) -> None:
    """One for an entry of the server's own, which the watcher of other processes does not take for theirs, and one for
    an entry of another process, which needs longer to start than the watcher waits between two looks."""
    made = tmp_path / "snapshots"
    monkeypatch.setenv("KIOSK_TEST_SNAPSHOTS", str(made))
    site = serve()
    desk = Socket(site.url, site.token("desk", "Desk 1"))
    desk.join({"view": "desk"})
    seq = _welcome(site, "Member 0")
    desk.until(seq)
    before = made.read_text().count("desk")
    for i in range(1, 4):
        seq = _welcome(site, f"Member {i}")
        desk.until(seq)
        pair = ("pair", str(site.path), "--role", "screen", "--name", f"Hall {i}")
        subprocess.run([sys.executable, "-m", "kiosk", *pair], check=True, stdout=subprocess.DEVNULL)
        desk.clock()
    desk.until(_welcome(site, "Member 4"))
    assert (
        made.read_text().count("desk") - before <= 8
    )  # and one for the supervisor's pairing, where it was not yet seen
    desk.close()


@pytest.mark.parametrize("view", ["console", "desk", "hall"])
def test_a_page_that_a_role_may_not_see_is_refused(connect: Callable[..., Socket], view: str) -> None:
    told = connect().join({"view": view})
    assert (told["event"], told["code"]) == ("refused", "not_your_role")


@pytest.mark.parametrize("asked", [None, 7, "nothing", {"view": "nothing"}, {"view": None}, {}, ["hall"], {"view": {}}])
def test_a_page_that_does_not_exist_is_refused(connect: Callable[..., Socket], asked: object) -> None:
    page = connect("chair")
    assert page.join(asked)["code"] == "no_such_view"
    assert page.join({"view": "console"})["event"] == "snapshot"


def test_each_desk_sees_its_own_scans_only(site: Served, connect: Callable[..., Socket]) -> None:
    one, two = connect("desk", "Desk 1"), connect("desk", "Desk 2")
    one.join({"view": "desk"}), two.join({"view": "desk"})
    _welcome(site, "Only of desk one")
    member = site.get("/roll/search?q=only+of+desk+one")[1]["members"][0]["id"]
    status, answer = site.post("/checkin/scans", {"member": member, "source": "search"}, "desk", "Desk 1")
    assert (status, answer["verdict"]) == (200, "admitted")
    mine, theirs = one.until(answer["seq"]), two.until(answer["seq"])
    assert (len(mine["recent"]), len(theirs["recent"])) == (1, 0)


def test_a_supervisor_at_a_console_is_not_told_what_is_for_the_chair(
    site: Served, connect: Callable[..., Socket]
) -> None:
    chair, supervisor = connect("chair"), connect("supervisor")
    pages = [page for page in (chair, supervisor) if page.join({"view": "console"})]
    status, answer = site.post("/qa/notes", {"addressee": "chair", "text": "For you alone"}, "secretary")
    assert status == 200, answer
    told = [page.until(answer["note"])["panels"]["questions"]["notes"] for page in pages]
    assert ([note["text"] for note in told[0]], told[1]) == (["For you alone"], [])


def test_the_clock_is_told(connect: Callable[..., Socket]) -> None:
    page = connect()
    first, second = page.clock(), page.clock()
    assert 0 <= second["server_now"] - first["server_now"] < 5_000


def test_a_revoked_device_loses_its_socket_by_the_same_act(site: Served, connect: Callable[..., Socket]) -> None:
    desk, other = connect("desk", "Desk 3"), connect("desk", "Desk 4")
    desk.join({"view": "desk"}), other.join({"view": "desk"})
    _, told = site.get("/devices")
    id = next(device["id"] for device in told["devices"] if device["name"] == "Desk 3")
    status, _ = site.post(f"/devices/{id}/revocations", {})
    assert status == 200
    assert desk.is_closed()
    assert other.join({"view": "desk"})["event"] == "snapshot"
    assert site.post("/checkin/scans", {"code": "X"}, "desk", "Desk 3")[0] == 401


@pytest.mark.parametrize(
    "text", ["42", "42[", '42["join"', "99", "", "\0\0", '42["no such event",1]', "x" * 10_000, b"\x00\xff"]
)
def test_a_socket_that_talks_nonsense_harms_nobody(
    site: Served, connect: Callable[..., Socket], text: str | bytes
) -> None:
    connect().send(text)
    assert connect().join({"view": "phone"})["event"] == "snapshot"


@pytest.mark.parametrize("event", ["connect", "disconnect"])
def test_a_page_cannot_call_what_a_connection_calls(site: Served, connect: Callable[..., Socket], event: str) -> None:
    """The library would take them for events: one forgot the device, one took what it was given for the request."""
    desk = connect("desk", f"Desk {event}")
    desk.join({"view": "desk"})
    desk.send(f'42["{event}",{{"HTTP_AUTHORIZATION":"Bearer x"}},{{}}]')
    assert desk.is_closed()
    assert connect("desk", f"Desk {event}").join({"view": "desk"})["event"] == "snapshot"


def test_a_page_of_another_origin_gets_no_socket(site: Served) -> None:
    with pytest.raises(websocket.WebSocketBadStatusException):
        Socket(site.url, origin="http://elsewhere.example")


def test_compression_is_declined(site: Served) -> None:
    with socket.create_connection(("127.0.0.1", site.port), timeout=5) as wire:
        wire.sendall(
            (
                f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:{site.port}\r\n"
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n"
                f"Sec-WebSocket-Version: 13\r\nOrigin: {site.url}\r\n"
                "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n"
            ).encode()
        )
        head = wire.recv(4_096).lower()
    assert b"101 switching" in head
    assert b"permessage-deflate" not in head


def test_pages_are_served_in_both_ways(site: Served) -> None:
    with urllib.request.urlopen(site.url, timeout=10) as response:
        assert response.status == 200
