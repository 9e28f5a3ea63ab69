"""A meeting's own zone: given when it is made, in every laptop the same; and a laptop whose clock is behind the meeting."""

from __future__ import annotations

import gzip
import os
import pty
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench.support import fixtures
from kiosk.app import REGISTRY
from kiosk.cli.launcher import begin_app
from kiosk.cli.main import Failure, main
from kiosk.meeting_file import make_meeting, run
from kiosk.store import database as files
from kiosk.store import journal
from kiosk.store.meeting_clock import MeetingClock
from kiosk.store.times import zone_of
from kiosk.store.writer import CommandRequest, CommandWriter
from tests.support.clocks import Hands

ROOT = Path(__file__).parent.parent
OLDER = Path(__file__).parent / "older" / "form-1.kiosk.gz"
LAPTOPS = ("UTC", "Asia/Shanghai", "America/New_York")
DAY_MS = 86_400_000


@pytest.mark.slow
def test_the_same_file_gives_the_same_record_on_every_laptop(tmp_path: Path) -> None:
    """A whole meeting, to the byte, whatever the laptop's zone is."""
    whole = tmp_path / "whole.kiosk"
    whole.write_bytes(gzip.decompress(OLDER.read_bytes()))
    run(whole, "set_time_zone", {"time_zone": "Asia/Kathmandu"}, "zone-of-the-meeting")
    started = []
    for number, zone in enumerate(LAPTOPS):
        fixtures.copy(whole, tmp_path / f"{number}.kiosk")
        command = [
            sys.executable,
            "-m",
            "kiosk",
            "export",
            tmp_path / f"{number}.kiosk",
            "--to",
            tmp_path / f"{number}",
        ]
        started.append(subprocess.Popen(command, cwd=ROOT, env={**os.environ, "TZ": zone}, stdout=subprocess.DEVNULL))
    assert [one.wait(300) for one in started] == [0, 0, 0]
    first, *others = (_written(tmp_path / f"{number}") for number in range(len(LAPTOPS)))
    assert len(first) > 100 and b"Asia/Kathmandu" in b"".join(first.values())
    for other in others:
        assert {name for name in first.keys() | other.keys() if first.get(name) != other.get(name)} == set()


def _written(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_a_zone_is_named_when_a_meeting_is_made_or_is_the_laptops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def new(name: str, *options: str) -> tuple[str, str | None]:
        path = tmp_path / f"{name}.kiosk"
        done = CliRunner().invoke(main, ["new", str(path), "--title", "Meeting", "--preset", "roberts", *options])
        if not path.exists():
            return done.output, None
        with closing(files.reader(path)) as db:
            return done.output, zone_of(db)

    monkeypatch.setenv("TZ", "Asia/Urumqi")
    assert new("named", "--time-zone", "Asia/Kathmandu")[1] == "Asia/Kathmandu"
    assert new("laptops")[1] == "Asia/Urumqi"
    assert new("wrong", "--time-zone", "Mars/Olympus") == (
        "Error: There is no time zone Mars/Olympus. Choose one such as Asia/Shanghai.\n",
        None,
    )
    monkeypatch.setenv("TZ", "XYZ-5:30")
    said, made = new("nameless")
    assert "Name the meeting's by --time-zone" in said and made is None
    assert new("nameless", "--time-zone", "UTC")[1] == "UTC"


@pytest.fixture
def ahead(tmp_path: Path) -> Path:
    """A meeting whose last entry was made tomorrow, by another laptop."""
    path = tmp_path / "ahead.kiosk"
    make_meeting(path, title="Meeting", preset="roberts", time_zone="Asia/Shanghai")
    with closing(files.writer(path)) as db:
        db.execute("delete from meeting_clock_working")
        tomorrow = Hands(journal.head(db).at + DAY_MS, boot="another laptop")
    door = CommandWriter(path, REGISTRY, clock=MeetingClock(tomorrow))
    assert door.run(CommandRequest("close_desks", "closed-tomorrow", {})).status == 200
    door.close()
    return path


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that cannot be had: a start that gets as far as this has nothing more to ask."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        yield listening.getsockname()[1]


@pytest.mark.parametrize(
    ("typed", "options", "goes_on"),
    [
        (None, (), False),
        (b"n\n", (), False),
        (b"\n", (), False),
        (b"y\n", (), True),
        (None, ("--clock-is-right",), True),
    ],
)
def test_a_clock_behind_the_meeting_is_asked_about_before_anything_is_served(
    typed: bytes | None,
    options: tuple[str, ...],
    goes_on: bool,
    ahead: Path,
    taken: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On a terminal it is asked, and no is the answer of whoever only presses Enter; without one it is refused."""
    before = ahead.read_bytes()
    arguments = ["serve", str(ahead), "--host", "127.0.0.1", "--port", str(taken), "--no-tls", *options]
    ours, theirs = pty.openpty()
    with open(theirs) if typed else open(os.devnull) as stdin, open(ours, "wb", buffering=0) as keyboard:
        monkeypatch.setattr(sys, "stdin", stdin)
        keyboard.write(typed or b"")
        with pytest.raises(Failure) as failed:
            main.main(arguments, standalone_mode=False)
    if not typed:
        os.close(theirs)
    asked = "The laptop's clock says" in failed.value.message and "--clock-is-right" in failed.value.message
    assert (asked, f"Port {taken}" in failed.value.message) == (not goes_on, goes_on)
    assert ahead.read_bytes() == before


def test_the_start_page_asks_too(ahead: Path) -> None:
    chosen: list[Path] = []
    page = begin_app(ahead.parent, "the-key", make_meeting, chosen.append).test_client()
    asked = page.post("/the-key", data={"open": ahead.name})
    assert asked.status_code == 400 and chosen == []
    assert (
        "clock says" in asked.text
        and 'name="clock_is_right"' in asked.text
        and "(Asia/Shanghai)" in asked.text
        and "<h2>Meeting</h2>" in asked.text
    )
    assert page.post("/the-key", data={"open": ahead.name, "clock_is_right": "yes"}).status_code == 200
    assert chosen == [ahead]
