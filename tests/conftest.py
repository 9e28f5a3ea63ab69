"""A meeting to test with: `hall` (the door and a test client, no sockets) and `served` (a real server)."""

from __future__ import annotations

import itertools
import json
import os
import signal
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kiosk.app import REGISTRY, create_app
from kiosk.meeting_file import make_meeting
from kiosk.realtime.publisher import SocketJson
from kiosk.security.auth import find, new_token, token_hash
from kiosk.store import database as files
from kiosk.store import journal
from kiosk.store.meeting_clock import MeetingClock
from kiosk.store.verification import differences, rebuild
from kiosk.store.writer import CommandRequest, CommandResponse, CommandWriter
from tests.support import forked, in_memory, same_routes
from tests.support.skips import Skips

in_memory.write_there()
HOME = tempfile.TemporaryDirectory(prefix="kiosk-home-")  # what belongs to the laptop, kept away from this user's own
os.environ["KIOSK_HOME"] = HOME.name  # servers of a test inherit it
same_routes.compile_once()
START = 1_760_000_000_000

# by how long they take, the longest first
LONG = (
    "test_bench.py", "test_desk.py", "test_desk_offline.py", "test_rehearsal.py", "test_whole_meeting.py",
    "test_console.py", "test_draw_hall.py", "test_every_page.py", "test_older_files.py", "test_roll.py",
    "test_questions.py", "test_branch_meeting.py", "test_plays.py", "test_record.py", "test_teller.py",
    "test_import.py", "test_recovery.py", "test_copies.py", "test_hall.py", "test_round.py", "test_scanners.py",
    "test_roll_questions.py", "test_desk_shots.py", "test_agenda.py", "test_ballot_scenes.py", "test_speeches.py",
    "test_access.py", "test_blind.py", "test_house.py", "test_draw_scenes.py",
)  # fmt: skip


class Hall:
    """A meeting's file with its door and app, the server's clock in the test's hand: it is the source of time."""

    def __init__(self, path: Path, **meeting: Any) -> None:
        self.path = path
        self.now = START
        self.wall_ahead_ms = 0  # by how much the laptop's clock was set forward
        self._numbers = itertools.count(1)
        make_meeting(path, **{"title": "Members' meeting", "preset": "party-grassroots", **meeting})
        self.now = time.time_ns() // 1_000_000
        self.app: Flask = create_app(path, clock=MeetingClock(self))
        self.kiosk = self.app.extensions["kiosk"]
        self.writer: CommandWriter = self.kiosk.writer
        self.db = files.reader(path)
        # two clocks, each cut to milliseconds: the one that the meeting was made by may be ahead by one
        self.now = max(self.now, journal.head(self.db).at)
        self._tokens: dict[str, str] = {}
        self._ids: dict[str, int] = {}

    boot = "a test"

    def wall(self) -> int:
        return self.now + self.wall_ahead_ms

    def steady(self) -> int:
        return self.now

    def at(self, ms: int) -> None:
        """Set the server's clock."""
        self.now = ms

    def later(self, ms: int) -> None:
        self.now += ms

    def command_id(self) -> str:
        return f"command-{next(self._numbers):06d}"

    def device(self, role: str, name: str | None = None) -> int:
        """The id of a paired device of that role (and name), pairing it at its first use."""
        name = name or role
        if name not in self._tokens:
            command_id = self.command_id()
            self._tokens[name] = new_token()
            answer = self.writer.run(
                CommandRequest(
                    "pair_device",
                    command_id,
                    {"role": role, "name": name, "token_hash": token_hash(self._tokens[name])},
                )
            )
            self._ids[name] = answer.body["device"]
        return self._ids[name]

    def token(self, role: str, name: str | None = None) -> str:
        self.device(role, name)
        return self._tokens[name or role]

    def run(
        self,
        command: str,
        *,
        role: str = "laptop",
        name: str | None = None,
        command_id: str | None = None,
        language: str = "en",
        **fields: Any,
    ) -> CommandResponse:
        """Run a command as a device of that role (or the laptop itself)."""
        request = CommandRequest(command, command_id or self.command_id(), fields, language=language)
        if role != "laptop":
            device = find(self.db, self.token(role, name))
            assert device
            request.device, request.device_name, request.role = device.id, device.name, device.role
        return self.writer.run(request)

    def work(self, name: str, **fields: Any) -> CommandResponse:
        return self.writer.run(CommandRequest(name, None, fields))

    def client(self, role: str = "public", name: str | None = None) -> FlaskClient:
        """A test client that speaks as a device of that role, by bearer."""
        client = self.app.test_client()
        if role != "public":
            client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {self.token(role, name)}"
        return client

    def snapshot(self, view: str, role: str = "public", name: str | None = None) -> dict[str, Any]:
        """What a device of that role would be sent for a view."""
        device = None if role == "public" else self.device(role, name)
        found: dict[str, Any] = self.kiosk.publisher.snapshot(REGISTRY.views[view], device, role)
        return json.loads(SocketJson.dumps(found))  # type: ignore[no-any-return]

    def scene(self, name: str) -> dict[str, Any]:
        """What the hall screen is sent while that scene is in preview."""
        self.work("set_preview", scene=name)
        return self.snapshot("hall", "screen")

    def check(self) -> None:
        """The chain is whole and every table is what the journal says."""
        fresh = rebuild(self.db, REGISTRY)
        assert list(differences(self.db, fresh)) == []
        fresh.close()

    def close(self) -> None:
        self.writer.close()
        self.kiosk.storage.close()
        self.db.close()


@pytest.fixture
def make_hall(tmp_path: Path) -> Iterator[Callable[..., Hall]]:
    """Make halls of your own: make_hall(preset="owners", title=…)."""
    made: list[Hall] = []

    def make(**meeting: Any) -> Hall:
        made.append(Hall(tmp_path / f"meeting-{len(made)}.kiosk", **meeting))
        return made[-1]

    yield make
    for hall in made:
        try:
            hall.check()
        finally:
            hall.close()


@pytest.fixture
def hall(make_hall: Callable[..., Hall]) -> Hall:
    return make_hall()


class Served:
    """A real server of a real file, in a process of its own, on loopback."""

    def __init__(
        self,
        path: Path,
        mode: str = "eventlet",
        port: int = 0,
        copies: Path | None = None,
        tls: Path | None = None,
        ahead_ms: int = 0,
        addresses: Path | None = None,
    ) -> None:
        """`addresses` is a file of the laptop's own, one a line, which may change; `tls` is a folder for an authority of this test's own, whose HTTPS is at `secure_url`; `ahead_ms` is by how
        much this laptop's clock is ahead."""
        self.path = path
        self.tls = tls
        self.ahead_ms = ahead_ms
        self.addresses = addresses
        self.copies = copies
        self.mode = mode
        self._tokens: dict[tuple[str, str], str] = {}
        self.start(port)

    def start(self, port: int = 0) -> None:
        self.process = forked.start(
            [str(self.path), self.mode, str(port), *([str(self.copies)] if self.copies else [])],
            {
                **os.environ,
                "KIOSK_TEST_AHEAD_MS": str(self.ahead_ms),
                **({"KIOSK_TEST_TLS": "1", "KIOSK_HOME": str(self.tls)} if self.tls else {}),
                **({"KIOSK_TEST_ADDRESSES": str(self.addresses)} if self.addresses else {}),
            },
        )
        assert self.process.stdout
        lines = []
        for line in self.process.stdout:
            lines.append(line)
            if line.startswith("ready "):
                self.url, self.bootstrap_token, self.secure_url = [*line.split()[1:], ""][:3]
                self.port = int(self.url.rsplit(":", 1)[1])
                return
        raise AssertionError("the server did not start: " + "".join(lines))

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout and self.process.stdout.close()

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.kill()
        if self.process.stdout:
            self.process.stdout.close()

    def token(self, role: str, name: str | None = None) -> str:
        """The token of a device, paired through the command line's door while the server runs."""
        from kiosk.meeting_file import run

        key = (role, name or role)
        if key not in self._tokens:
            command_id = os.urandom(12).hex()
            self._tokens[key] = new_token()
            run(
                self.path,
                "pair_device",
                {"role": role, "name": key[1], "token_hash": token_hash(self._tokens[key])},
                command_id,
            )
        return self._tokens[key]

    def knows(self, other: Served) -> None:
        """Speak as the devices that the file's other server has paired."""
        self._tokens.update(other._tokens)

    def enter(self, role: str, name: str | None = None, to: str = "") -> str:
        """The address that makes a browser this device and leads to its page; in browser tests straight to another
        one, `to` ("/roll/import"), so that its own is not loaded for nothing."""
        return f"{self.url}/enter/{self.token(role, name)}{to and '#'}{to}"

    def get(self, path: str, role: str = "chair") -> tuple[int, Any]:
        return self._ask(urllib.request.Request(f"{self.url}{path}", headers=self._headers(role)))

    def text(self, path: str, role: str = "public") -> tuple[int, bytes]:
        """A file as it is sent."""
        with urllib.request.urlopen(
            urllib.request.Request(f"{self.url}{path}", headers=self._headers(role)), timeout=30
        ) as response:
            return response.status, response.read()

    def post(self, path: str, fields: dict[str, Any], role: str = "chair", name: str | None = None) -> tuple[int, Any]:
        """POST JSON as a device; a command_id is made where it is missing."""
        data = json.dumps({"command_id": os.urandom(12).hex(), **fields}).encode()
        return self._ask(
            urllib.request.Request(
                f"{self.url}{path}",
                data,
                {"Content-Type": "application/json", **self._headers(role, name)},
                method="POST",
            )
        )

    def _headers(self, role: str, name: str | None = None) -> dict[str, str]:
        return {} if role == "public" else {"Authorization": f"Bearer {self.token(role, name)}"}

    def _ask(self, request: urllib.request.Request) -> tuple[int, Any]:
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return response.status, json.loads(response.read())
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read())


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Serve files of your own: serve(path, mode="threading")."""
    running: list[Served] = []

    def start(
        path: Path | None = None,
        mode: str = "eventlet",
        copies: Path | None = None,
        ahead_ms: int = 0,
        **meeting: Any,
    ) -> Served:
        if path is None:
            path = tmp_path / f"served-{len(running)}.kiosk"
            make_meeting(path, **{"title": "Members' meeting", "preset": "party-grassroots", **meeting})
        running.append(Served(path, mode, copies=copies, ahead_ms=ahead_ms))
        return running[-1]

    yield start
    for served in running:
        served.stop()


@pytest.fixture
def served(serve: Callable[..., Served]) -> Served:
    return serve()


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Skips(), "skips")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long files first, so that no process is left alone with one of them at the end."""
    rank = {name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda one: rank.get(one.path.name, len(LONG)))
