"""When things fail: one plain sentence, nothing lost, nothing served as if it were true.

`kill -9` and a full disk under load are in test_recovery.py; edits of every table, row and entry in test_verify.py;
the network's side in test_server.py; the stick in test_copies.py.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.cli.main import main
from kiosk.meeting_file import make_meeting, run
from kiosk.store import database as files
from kiosk.store import journal
from tests.conftest import Hall
from tests.support.members import enrol_many

NOBODY = 65_534


@pytest.fixture
def meeting(tmp_path: Path) -> Path:
    path = tmp_path / "meeting.kiosk"
    make_meeting(path, title="Members' meeting", preset="roberts")
    return path


def refused(path: Path) -> str:
    """The sentence with which a file is not served; its bytes stay what they were."""
    before = sha256(path.read_bytes()).hexdigest()
    done = CliRunner().invoke(main, ["serve", str(path), "--host", "127.0.0.1", "--port", "0"])
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1), done.output
    assert sha256(path.read_bytes()).hexdigest() == before
    return done.stderr


def test_a_file_from_a_newer_version_is_not_served(meeting: Path) -> None:
    with closing(sqlite3.connect(meeting)) as db:
        db.execute("pragma user_version = 999")
    assert "newer version of this program" in refused(meeting)


def test_a_file_that_was_cut_short_is_not_served(meeting: Path) -> None:
    content = meeting.read_bytes()
    meeting.write_bytes(content[: len(content) // 2])
    assert "was cut short" in refused(meeting)


@pytest.mark.parametrize(
    "edit",
    [
        "update entry set data = replace(data, 'roberts', 'village')",
        "update meeting set title = 'x'",
        "delete from entry",
    ],
)
def test_a_file_that_was_edited_is_not_served(meeting: Path, edit: str) -> None:
    with closing(sqlite3.connect(meeting)) as db:
        db.execute(edit)
        db.commit()
    assert "not served as if it were true" in refused(meeting)


@pytest.mark.slow
def test_a_file_that_another_program_holds_is_not_served(meeting: Path) -> None:
    with closing(sqlite3.connect(meeting)) as other:
        other.execute("pragma locking_mode = exclusive")
        other.execute("begin exclusive")
        other.execute("update meeting set title = title")
        said = CliRunner().invoke(main, ["serve", str(meeting), "--host", "127.0.0.1", "--port", "0"])
        assert (said.exit_code, said.stderr.count("\n")) == (2, 1)
        assert "is held by another program" in said.stderr
        other.rollback()


def test_while_another_program_holds_the_file_nobody_is_answered_yes(hall: Hall) -> None:
    """And the same scan, sent again afterwards, is decided."""
    (member,) = enrol_many(hall, 1)
    hall.writer._db.execute("pragma busy_timeout = 50")
    with closing(sqlite3.connect(hall.path, isolation_level=None)) as other:
        other.execute("begin immediate")
        answer = hall.run("check_in", command_id="scan-0001", member=member)
        assert (answer.status, answer.body["code"]) == (503, "not_written")
        other.execute("rollback")
    again = hall.run("check_in", command_id="scan-0001", member=member)
    assert (again.status, again.body["verdict"]) == (200, "admitted")


@pytest.fixture
def shelf() -> Iterator[Path]:
    """A folder that somebody without rights can look into."""
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o755)
        yield Path(made)
        Path(made).chmod(0o755)


UNPRIVILEGED = """
import os, sys, warnings
warnings.simplefilter("ignore")
import kiosk.cli.main, kiosk.cli.serving, kiosk.cli.verify  # while whoever runs the tests may read them
if os.getuid() == 0:
    os.setgid(int(sys.argv[1]))
    os.setuid(int(sys.argv[1]))
kiosk.cli.main.main(sys.argv[2:])
"""


@pytest.mark.skipif(not hasattr(os, "setuid"), reason="there is nobody else to be here")
@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_can_only_be_read_is_not_served(shelf: Path, what: str) -> None:
    path = shelf / "meeting.kiosk"
    make_meeting(path, title="Members' meeting", preset="roberts")
    path.chmod(0o444 if what == "file" else 0o666)
    shelf.chmod(0o777 if what == "file" else 0o555)
    done = subprocess.run(
        [sys.executable, "-c", UNPRIVILEGED, str(NOBODY), "serve", str(path), "--host", "127.0.0.1", "--port", "0"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    place = path if what == "file" else shelf
    assert (done.returncode, done.stderr) == (
        2,
        f"Error: {place} can only be read: nothing could be recorded. Copy the file to a place of your own.\n",
    )


@pytest.mark.skipif(not hasattr(os, "setuid"), reason="there is nobody else to be here")
def test_what_can_only_be_read_is_checked_all_the_same(shelf: Path, tmp_path: Path) -> None:
    """Such as the file on a stick whose switch says so; also when a power cut left entries in the log alone."""
    path = shelf / "meeting.kiosk"
    made = tmp_path / "made.kiosk"
    make_meeting(made, title="Members' meeting", preset="roberts")
    with closing(files.reader(made)) as still_open:  # so that the log is not folded into the file
        still_open.execute("select count(*) from entry").fetchone()
        run(made, "pair_device", {"role": "desk", "name": "Desk 1", "token_hash": "1" * 64}, "pair-000001")
        for suffix in ("", "-wal"):
            shutil.copyfile(f"{made}{suffix}", f"{path}{suffix}")
        entries = journal.head(still_open).seq
    for one in shelf.iterdir():
        one.chmod(0o444)
    shelf.chmod(0o555)
    done = subprocess.run(
        [sys.executable, "-c", UNPRIVILEGED, str(NOBODY), "verify", str(path)],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.returncode, f"{entries} entries" in done.stdout) == (0, True), done.stdout + done.stderr
    assert sorted(one.name for one in shelf.iterdir()) == ["meeting.kiosk", "meeting.kiosk-wal"]


def test_a_file_that_becomes_read_only_while_it_is_served(hall: Hall) -> None:
    (member,) = enrol_many(hall, 1)
    hall.writer._db.execute("pragma query_only = on")
    answer = hall.run("check_in", command_id="scan-0001", member=member)
    assert (answer.status, answer.body["code"]) == (503, "disk_read_only")
    hall.writer._db.execute("pragma query_only = off")
    assert hall.run("check_in", command_id="scan-0001", member=member).body["verdict"] == "admitted"
