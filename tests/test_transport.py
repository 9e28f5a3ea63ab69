"""Who reads slowly gets the newest state and is not cut off for it; long form: `bench.performance.slow_screens`."""

from __future__ import annotations

import time
from pathlib import Path

import engineio
import pytest

from bench.performance.slow_screens import one
from bench.support import fixtures
from kiosk.realtime.transport import GONE_SECONDS, WAITING_MOST, PageSocket, Snapshot, packet

RATE, SECONDS = 100, 2


@pytest.fixture
def page() -> PageSocket:
    server = engineio.Server(async_mode="threading", ping_interval=10, ping_timeout=10)
    page = server.sockets["one"] = PageSocket(server, "one")
    return page


@pytest.mark.slow
def test_a_screen_that_did_not_read_is_sent_the_newest_state_at_once(tmp_path: Path) -> None:
    outcome = one(fixtures.lay(tmp_path / "ground.kiosk", 400), 2, SECONDS, pages=2, rate=RATE)
    assert outcome.cut_off == 0
    assert outcome.newest_ms < 5_000  # a bound for a busy machine; the bench asks for one second
    assert outcome.snapshots < RATE * SECONDS / 3  # it was not sent each state that was


def test_of_each_room_the_newest_snapshot_waits_alone(page: PageSocket) -> None:
    for number in range(500):
        page.send(Snapshot("hall", f"hall {number}"))
        if number == 300:
            page.send(packet.Packet(packet.MESSAGE, "an answer"))
        page.send(Snapshot("desk", f"desk {number}"))
    assert [one.encode() for one in page.poll()] == ["4hall 499", "4desk 499", "4an answer"]
    page.send(Snapshot("hall", "hall 500"))
    assert [one.encode() for one in page.poll()] == ["4hall 500"]


def test_a_snapshot_that_comes_while_the_one_before_is_being_sent_is_sent_too(page: PageSocket) -> None:
    page.send(Snapshot("hall", "old"))
    (waiting,) = page.poll()
    page.send(Snapshot("hall", "new"))
    assert waiting.encode() == "4new"
    page.send(Snapshot("hall", "newest"))
    assert [one.encode() for one in page.poll()] == ["4newest"]


def test_who_leaves_a_ping_unanswered_is_gone_after_a_minute_in_which_nothing_moved(page: PageSocket) -> None:
    page.receive(packet.Packet(packet.PONG))
    page.last_ping = 1.0
    page.moved_at = time.monotonic() - GONE_SECONDS + 5
    assert page.check_ping_timeout()
    page.moved_at = time.monotonic() - GONE_SECONDS - 5
    assert not page.check_ping_timeout()
    assert page.closed and "one" not in page.server.sockets


def test_who_never_said_anything_is_gone_sooner(page: PageSocket) -> None:
    page.last_ping = 1.0
    page.moved_at = time.monotonic() - page.server.ping_timeout - 1
    assert not page.check_ping_timeout()


def test_who_asks_and_does_not_read_the_answers_is_closed(page: PageSocket) -> None:
    for _ in range(WAITING_MOST):
        page.send(packet.Packet(packet.MESSAGE, "answer"))
    assert not page.closed
    page.send(packet.Packet(packet.MESSAGE, "one more"))
    assert page.closed
