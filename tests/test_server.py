"""What a hall's network does to a server, and what it must survive."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sqlite3
import struct
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.cli.main import main
from kiosk.meeting_file import make_meeting
from tests.conftest import Served
from tests.support.sockets import Socket

RESETS = 200


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    path = tmp_path_factory.mktemp("server") / "served.kiosk"
    make_meeting(path, title="Members' meeting", preset="party-grassroots")
    served = Served(path)
    yield served
    served.stop()


def _wire(site: Served) -> socket.socket:
    return socket.create_connection(("127.0.0.1", site.port), timeout=5)


def reset(wire: socket.socket) -> None:
    """Close with a reset instead of a farewell, as a tablet does that leaves the network."""
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    wire.close()


def _goes_on(site: Served) -> bool:
    return site.process.poll() is None and site.get("/devices")[0] == 200


def test_resets_at_any_moment_end_nothing(site: Served) -> None:
    beginnings = [
        b"",
        b"GET / HT",
        b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST /checkin/scans HTTP/1.1\r\nContent-Length: 99\r\n\r\n{",
    ]
    for number in range(RESETS):
        wire = _wire(site)
        with contextlib.suppress(OSError):
            wire.sendall(beginnings[number % len(beginnings)])
        reset(wire)
    assert _goes_on(site)


@pytest.mark.parametrize(
    "said", [b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"\0" * 4_096, b"SSH-2.0-x\r\n", b"GET " + b"/" * 100_000 + b" HTTP/1.1\r\n\r\n"],
    ids=["TLS", "nothing but zeros", "SSH", "a huge address"],
)  # fmt: skip
def test_what_is_no_http_ends_nothing(site: Served, said: bytes) -> None:
    with _wire(site) as wire, contextlib.suppress(OSError):
        wire.sendall(said)
        wire.shutdown(socket.SHUT_WR)
        wire.recv(1_000)
    assert _goes_on(site)


def test_who_connects_and_says_nothing_holds_nobody_up(site: Served) -> None:
    silent = [_wire(site) for _ in range(50)]
    assert _goes_on(site)
    for wire in silent:
        wire.close()


def test_sockets_that_vanish_are_forgotten(site: Served) -> None:
    for _ in range(20):
        page = Socket(site.url)
        page.join({"view": "phone"})
        reset(page._wire.sock)
    assert _goes_on(site)


@pytest.mark.skipif(sys.platform != "linux", reason="another process's limit can be set on Linux alone")
def test_at_the_limit_of_open_files_the_server_waits_and_goes_on(site: Served) -> None:
    import resource

    before = resource.prlimit(site.process.pid, resource.RLIMIT_NOFILE)
    site.get("/devices")
    opened = len(os.listdir(f"/proc/{site.process.pid}/fd"))
    resource.prlimit(site.process.pid, resource.RLIMIT_NOFILE, (opened + 3, before[1]))
    crowd = [_wire(site) for _ in range(30)]
    try:
        until = time.monotonic() + 5
        while len(os.listdir(f"/proc/{site.process.pid}/fd")) < opened + 3:
            assert time.monotonic() < until, "the limit was not reached"
        assert site.process.poll() is None
    finally:
        for wire in crowd:
            wire.close()
        resource.prlimit(site.process.pid, resource.RLIMIT_NOFILE, before)
    assert _goes_on(site)


def test_a_second_server_of_the_same_file_is_refused(site: Served) -> None:
    done = CliRunner().invoke(main, ["serve", str(site.path), "--host", "127.0.0.1", "--port", "0"])
    assert done.exit_code == 2
    assert done.stderr.strip().endswith("is being served already.")


def test_a_port_that_is_taken_is_named(site: Served, tmp_path: Path) -> None:
    path = tmp_path / "other.kiosk"
    make_meeting(path, title="Other", preset="roberts")
    done = CliRunner().invoke(main, ["serve", str(path), "--host", "127.0.0.1", "--port", str(site.port)])
    assert done.exit_code == 2
    assert done.stderr.strip().endswith(f"Port {site.port} on 127.0.0.1 cannot be used: Address already in use.")


def test_a_file_that_was_touched_is_not_served(tmp_path: Path) -> None:
    path = tmp_path / "touched.kiosk"
    make_meeting(path, title="Meeting", preset="roberts")
    db = sqlite3.connect(path)
    db.execute("update meeting set title = 'Another'")
    db.commit()
    db.close()
    done = CliRunner().invoke(main, ["serve", str(path), "--host", "127.0.0.1", "--port", "0"])
    assert done.exit_code == 2
    assert "meeting" in done.stderr and "not served" in done.stderr


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_server_that_is_asked_to_end_ends_while_it_is_busy(name: str, tmp_path: Path) -> None:
    """Sockets are joining and leaving: the signal may fall into any of them."""
    path = tmp_path / "ending.kiosk"
    make_meeting(path, title="Ending", preset="roberts")
    served = Served(path)
    pages = [Socket(served.url) for _ in range(20)]
    try:
        for page in pages:
            page.join({"view": "phone"})
        served.process.send_signal(getattr(signal, name))
        assert served.process.wait(10) == 0
    finally:
        for page in pages:
            page.close()
        served.stop()
