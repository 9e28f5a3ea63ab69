"""What somebody noted of a meeting finds a rollback and a rewritten chain; without a note nothing is claimed."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.app import REGISTRY
from kiosk.cli.main import main
from kiosk.store import journal, signing_keys
from kiosk.store.file_identity import remember
from kiosk.store.head_signer import end_alone
from kiosk.store.noted_heads import NOTHING_NOTED
from kiosk.store.verification import differences, rebuild
from tests.conftest import Hall
from tests.support.members import enrol_many


def verify(path: Path, *options: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["verify", str(path), *options])
    assert "Traceback" not in done.output and (done.exception is None or isinstance(done.exception, SystemExit))
    return done.exit_code, (done.stderr.strip() or done.stdout.strip()).split("\n")[-1]


def shown(head: journal.Head) -> str:
    """Sixteen digits as people note them."""
    return " ".join(head.hash[place : place + 4] for place in range(0, 16, 4)).upper()


def rewritten(hall: Hall, path: Path, ends_at: int) -> Path:
    """The file as somebody would leave it who had the laptop, but not the key: cut off at an entry, and written anew
    from there so that chain and tables hold."""
    with closing(sqlite3.connect(path)) as copy:
        hall.db.backup(copy)
        copy.execute("delete from entry where seq > ?", (ends_at,))
        copy.commit()
        copy.row_factory = sqlite3.Row
        fresh = rebuild(copy, REGISTRY)
        for (table,) in fresh.execute(
            "select name from sqlite_master where type = 'table' and name not like '%\\_working' escape '\\'"
            " and name not like '%fts%' and name not like 'sqlite%' and name != 'entry'"
        ).fetchall():
            copy.execute(f"delete from {table}")
            rows = [tuple(row) for row in fresh.execute(f"select * from {table}")]
            if rows:
                copy.executemany(f"insert into {table} values ({', '.join('?' * len(rows[0]))})", rows)
        copy.commit()
        assert list(differences(copy, fresh)) == []
        fresh.close()
    return path


def test_without_a_note_it_says_that_nothing_is_proved(hall: Hall) -> None:
    assert verify(hall.path) == (0, NOTHING_NOTED)


def test_a_noted_head_matches_its_entry_and_finds_a_file_that_was_cut_off(hall: Hall, tmp_path: Path) -> None:
    enrol_many(hall, 3)
    head = journal.head(hall.db)
    hall.run("close_desks")
    assert verify(hall.path, "--head", shown(head), "--at", str(head.seq)) == (
        0,
        f"The note matches entry {head.seq} of {head.seq + 1}.",
    )
    assert str(head.seq) in verify(hall.path, "--head", head.hash)[1], "without a number it is named"
    cut = rewritten(hall, tmp_path / "cut.kiosk", head.seq - 1)
    assert verify(cut) == (0, NOTHING_NOTED)
    assert verify(cut, "--head", shown(head), "--at", str(head.seq)) == (
        1,
        f"The note is of entry {head.seq}; this journal ends at entry {head.seq - 1}.",
    )
    assert verify(cut, "--head", shown(head))[0] == 1
    other = verify(hall.path, "--head", shown(head), "--at", "2")
    assert other[0] == 1 and "another hash than was noted" in other[1]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--head", "0123456789abcde"], "16 to 64 hexadecimal digits; this one has 15"),
        (["--head", "0" * 65], "this one has 65"),
        (["--head", "0123 4567 89ab cdeg"], "hexadecimal digits, 0 to 9 and a to f"),
        (["--fingerprint", "0123"], "this one has 4"),
        (["--at", "3"], "--at goes with --head"),
        (["--head", "0" * 16, "--at", "0"], "--at"),
    ],
)
def test_a_note_that_is_none_is_refused(hall: Hall, options: list[str], said: str) -> None:
    code, told = verify(hall.path, *options)
    assert code == 2 and said in told


def test_a_noted_fingerprint_matches_and_finds_another_key(
    hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = signing_keys.fingerprint(next(iter(keys_of(hall))))
    end_alone(hall.path, REGISTRY)
    assert verify(hall.path, "--fingerprint", noted)[0] == 0
    cut = rewritten(hall, tmp_path / "cut.kiosk", 1)
    monkeypatch.setenv("KIOSK_HOME", str(tmp_path / "home"))
    from kiosk.store.head_signer import begin_alone

    assert begin_alone(cut, REGISTRY, "new") == ""
    assert verify(cut)[0] == 0, "whole in itself"
    code, told = verify(cut, "--fingerprint", noted)
    assert code == 1 and noted in told
    assert begin_alone(hall.path, REGISTRY) == ""
    code, told = verify(hall.path, "--fingerprint", noted)
    assert code == 1 and "another key" in told
    second = signing_keys.fingerprint(list(keys_of(hall))[-1])
    assert verify(hall.path, "--fingerprint", noted, "--fingerprint", second)[0] == 0


def test_what_this_laptop_saw_and_the_file_lacks_is_said(make_hall: Callable[..., Hall], tmp_path: Path) -> None:
    hall = make_hall()
    remember(hall.path, "http://127.0.0.1:8080")
    enrol_many(hall, 3)
    end_alone(hall.path, REGISTRY)
    end = journal.head(hall.db)
    cut = rewritten(hall, tmp_path / "cut.kiosk", end.seq - 2)
    code, told = verify(cut)
    assert code == 0, "a copy is not the file that lost entries"
    done = CliRunner().invoke(main, ["verify", str(cut)])
    assert f"It is a copy. This laptop saw entry {end.seq} of this meeting" in done.stdout
    remember(cut, "http://127.0.0.1:8080")
    code, told = verify(cut)
    assert code == 1 and f"saw entry {end.seq}" in told and f"ends at {end.seq - 2}" in told


def test_a_damaged_write_ahead_log_is_no_longer_quiet(make_hall: Callable[..., Hall], tmp_path: Path) -> None:
    hall = make_hall()
    enrol_many(hall, 3)
    end_alone(hall.path, REGISTRY)
    damaged = tmp_path / "damaged.kiosk"
    for suffix in ("", "-wal"):
        shutil.copy(f"{hall.path}{suffix}", f"{damaged}{suffix}")
    log = Path(f"{damaged}-wal")
    content = bytearray(log.read_bytes())
    content[len(content) // 2] ^= 0xFF
    log.write_bytes(bytes(content))
    code, told = verify(damaged)
    assert code == 1 and "This laptop saw entry" in told


def keys_of(hall: Hall) -> list[str]:
    from kiosk.store.signed_heads import public_keys

    return list(public_keys(hall.db))
