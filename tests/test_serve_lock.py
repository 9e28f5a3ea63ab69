"""One server for one file, by whichever name it is called, and on a disk of this laptop's own."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.app import REGISTRY
from kiosk.cli.main import main
from kiosk.meeting_file import make_meeting, run
from kiosk.serve import serve_file
from kiosk.store import database as files
from kiosk.store import file_systems
from kiosk.store.errors import UsageError
from kiosk.store.verification import verify
from tests.conftest import Served


def refusal(path: Path) -> str:
    with pytest.raises(UsageError) as refused:
        serve_file(path, "127.0.0.1", 0, quiet=True)
    return str(refused.value)


def test_a_second_server_is_refused_by_every_name_of_the_file(
    tmp_path: Path, serve: Callable[..., Served], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "meeting.kiosk"
    make_meeting(path, title="Members' meeting", preset="party-grassroots")
    linked, folder = tmp_path / "linked.kiosk", tmp_path / "elsewhere"
    linked.symlink_to(path)
    folder.symlink_to(tmp_path, target_is_directory=True)
    serve(path)
    for name in (path, linked, folder / path.name):
        assert "is being served already" in refusal(name)
    # renamed while it is served: the lock beside the file has the old name, that of the inode still holds
    path.rename(tmp_path / "renamed.kiosk")
    assert "is being served already" in refusal(tmp_path / "renamed.kiosk")
    (tmp_path / "renamed.kiosk").rename(path)
    # another user has another folder; the lock beside the file still holds
    monkeypatch.setenv("KIOSK_HOME", str(tmp_path / "another-user"))
    for name in (path, linked, folder / path.name):
        assert "is being served already" in refusal(name)


def test_a_symlink_is_served_and_commands_beside_it_take_either_name(
    tmp_path: Path, serve: Callable[..., Served]
) -> None:
    path, linked = tmp_path / "meeting.kiosk", tmp_path / "linked.kiosk"
    make_meeting(path, title="Members' meeting", preset="party-grassroots")
    linked.symlink_to(path)
    served = serve(linked)
    for number, name in enumerate((path, linked)):
        run(
            name,
            "pair_device",
            {"role": "desk", "name": f"Desk {number}", "token_hash": f"{number}" * 64},
            f"pair-{number:06d}",
        )
    served.stop()
    assert verify(path, REGISTRY).trouble is None
    with closing(files.reader(path)) as db:
        assert [row["name"] for row in db.execute("select name from device order by id")] == ["Desk 0", "Desk 1"]


def test_a_file_with_two_names_is_refused_by_whoever_would_open_it(tmp_path: Path) -> None:
    """By a hard link the write-ahead log has another name: entries of the one are not there for the other."""
    path = tmp_path / "meeting.kiosk"
    make_meeting(path, title="Members' meeting", preset="party-grassroots")
    os.link(path, tmp_path / "other.kiosk")
    for name in (path, tmp_path / "other.kiosk"):
        assert "Copy it, and go on with the copy" in refusal(name)
        for command in (
            ["verify", name],
            ["export", name, "--to", tmp_path / "record"],
            ["pair", name, "--role", "desk", "--name", "1"],
        ):
            done = CliRunner().invoke(main, [str(word) for word in command])
            assert done.exit_code == 2 and "hard link" in done.output, (command, done.output)
    (tmp_path / "other.kiosk").unlink()
    assert verify(path, REGISTRY).trouble is None


MOUNTED = [
    ("/", "ext4"),
    ("/mnt", "nfs4"),
    ("/mnt/disk", "ext4"),
    ("/mnt/my stick", "vfat"),
    ("/srv", "ext4"),
    ("/srv", "fuse.sshfs"),
]


@pytest.mark.parametrize(
    ("path", "network"),
    [
        ("/data/meeting.kiosk", False),
        ("/mnt/meeting.kiosk", True),
        ("/mnt/disk/meeting.kiosk", False),
        ("/mnt/diskette/meeting.kiosk", True),
        ("/mnt/my stick/meeting.kiosk", False),
        ("/srv/meeting.kiosk", True),
    ],
)
def test_the_innermost_mount_says_whether_it_is_the_networks(path: str, network: bool) -> None:
    assert file_systems.is_network(file_systems.kind_of(Path(path), MOUNTED)) == network


@pytest.mark.skipif(sys.platform != "linux", reason="the table of mounts is Linux's")
def test_a_file_on_a_network_file_system_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "my share" / "meeting.kiosk"
    path.parent.mkdir()
    make_meeting(path, title="Members' meeting", preset="party-grassroots")
    assert file_systems.network_file_system(path) is None
    table = tmp_path / "mounts"
    escaped = str(path.parent).replace(" ", "\\040")
    table.write_text(f"/dev/sda1 / ext4 rw 0 0\nlaptop:/share {escaped} nfs4 rw 0 0\n")
    monkeypatch.setattr(file_systems, "MOUNTS", table)
    assert "network file system (nfs4)" in refusal(path)
