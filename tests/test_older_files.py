"""What was made before goes on being read: the file and the record of a whole rehearsal, by the program of commit 10902c6.

`tests/older/form-1.kiosk.gz` is that file, `form-1-record.tar.xz` its exported record (internal and public).
"""

from __future__ import annotations

import gzip
import shutil
import signal
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk.app import REGISTRY
from kiosk.cli.main import main
from kiosk.serve import serve_file
from kiosk.store import database as files
from kiosk.store import migration
from kiosk.store.errors import UsageError
from kiosk.store.forms import tables
from kiosk.store.verification import empty, verify
from tests.conftest import Served
from tests.support import forked
from tests.support.die_migrating import die

OLDER = Path(__file__).parent / "older"
ROOT = Path(__file__).parent.parent
HEAD = "15b0511572aafa7441ee03f6090829792c92aa4dfb983f16ee97093b7e3f89e7"


@pytest.fixture
def older_file(tmp_path: Path) -> Path:
    path = tmp_path / "older.kiosk"
    path.write_bytes(gzip.decompress((OLDER / "form-1.kiosk.gz").read_bytes()))
    return path


@pytest.fixture
def older_record(tmp_path: Path) -> Path:
    with tarfile.open(OLDER / "form-1-record.tar.xz") as archive:
        archive.extractall(tmp_path, filter="data")
    return tmp_path / "record"


def bytes_of(path: Path) -> dict[str, str]:
    """Every file in the folder, each by its digest."""
    return {one.name: sha256(one.read_bytes()).hexdigest() for one in sorted(path.parent.iterdir()) if one.is_file()}


def kiosk(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, timeout=120
    )


def at_once(*arguments: object) -> Result:
    """The same command without a process of its own."""
    return CliRunner().invoke(main, list(map(str, arguments)))


def changed(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute(sql)
        db.commit()
        db.execute("pragma wal_checkpoint(truncate)")


def journal_of(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return [tuple(row) for row in db.execute("select * from entry order by seq")]


POOLED = (
    "“Election”: 副书记: 3 declared for 2 seats",
    "“Election”: version 2 was typed as a correction, under the signatures of another",
    "“Election”: version 2 was judged by other rules than the meeting adopted",
)


@pytest.mark.slow
def test_an_older_result_that_breaks_an_invariant_is_told_and_no_failure(tmp_path: Path) -> None:
    """`pooled-ties.kiosk.gz` was written by 0.1.0: two decisions of one tie were added up, and a correction changed the
    preset. It is honest: file, record and checker say what is in it, and fail nothing."""
    path, record = tmp_path / "pooled.kiosk", tmp_path / "record"
    path.write_bytes(gzip.decompress((OLDER / "pooled-ties.kiosk.gz").read_bytes()))
    told = kiosk("verify", path)
    assert told.returncode == 0, told.stderr
    assert [line for line in told.stdout.splitlines() if line.startswith("Warning")] == [
        f"Warning: {one}." for one in POOLED
    ]
    assert kiosk("export", path, "--to", record).returncode == 0
    again = kiosk("verify", record)
    assert again.returncode == 0 and all(f"Warning: {one}." in again.stdout for one in POOLED)
    checker = [sys.executable, str(ROOT / "docs" / "check_record.py"), str(record)]
    checked = subprocess.run(checker, capture_output=True, text=True, timeout=120)
    assert checked.returncode == 0 and all(f"note: {one}\n" in checked.stdout for one in POOLED), checked.stdout


@pytest.mark.slow
def test_what_only_reads_takes_an_older_file_and_writes_nothing_into_it(older_file: Path, tmp_path: Path) -> None:
    before = bytes_of(older_file)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    finding = verify(older_file, REGISTRY)
    assert (finding.entries, finding.head, finding.trouble) == (336, HEAD, None)
    for arguments in (
        ["export", older_file, "--to", elsewhere / "record"],
        ["questions", older_file, "-o", elsewhere / "questions.csv"],
        ["badges", older_file, "-o", elsewhere / "badges.csv"],
        ["draw", "verify", older_file],
    ):
        done = at_once(*arguments)
        assert done.exit_code == 0, done.stderr
    assert HEAD in at_once("verify", elsewhere / "record").stdout
    rounds = sorted((elsewhere / "record" / "internal" / "rounds").glob("round-*.json"))
    verdicts = [at_once("verdict", one) for one in rounds if ".verdict." not in one.name]
    assert {one.exit_code for one in verdicts} == {0}
    assert bytes_of(older_file) == before


def test_what_stands_in_the_log_of_an_older_file_is_read_and_stays_there(older_file: Path) -> None:
    """A power cut left entries in the write-ahead log alone: closing a connection would write them into the file."""
    with closing(sqlite3.connect(older_file, isolation_level=None)) as db:
        db.execute("insert into copy_working (id, at, seq, trouble) values (1, 5, 5, '')")
        for suffix in ("", "-wal"):
            shutil.copyfile(f"{older_file}{suffix}", f"{older_file}.cut{suffix}")
    cut = Path(f"{older_file}.cut")
    before = bytes_of(cut)
    assert before["older.kiosk.cut-wal"] != sha256(b"").hexdigest()
    assert verify(cut, REGISTRY).trouble is None
    with migration.reader(cut, REGISTRY) as db:
        assert db.execute("select seq from copy_working").fetchone()[0] == 5
    assert bytes_of(cut) == before


def test_a_served_older_file_has_todays_form_its_old_journal_and_workings(
    older_file: Path, serve: Callable[..., Served], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Urumqi")
    entries, workings = journal_of(older_file), workings_of(older_file)
    served = serve(older_file)
    served.stop()
    with closing(files.reader(older_file)) as db:
        assert files.form(db) == files.FORM_VERSION
    assert journal_of(older_file)[: len(entries)] == entries
    after = [(row[3], str(row[4])) for row in journal_of(older_file)[len(entries) :]]
    assert after[0][0] == "continued", "it was served elsewhere"
    assert ["Asia/Urumqi" in data for kind, data in after if kind == "time_zone_set"] == [True]
    assert verify(older_file, REGISTRY).trouble is None
    now = workings_of(older_file)
    told_anew = {"serving_working"}  # where it is served now
    assert {name: now[name] for name in workings.keys() - told_anew} == {
        name: rows for name, rows in workings.items() if name not in told_anew
    }
    backup = Path(f"{older_file}.form-1-{HEAD[:8]}")
    assert journal_of(backup) == entries
    assert verify(backup, REGISTRY).trouble is None


def workings_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as db:
        names = [
            row[0] for row in db.execute("select name from sqlite_master where name like '%\\_working' escape '\\'")
        ]
        return {name: [tuple(row) for row in db.execute(f"select * from {name}")] for name in names}


def test_a_command_that_writes_brings_an_older_file_up_to_date_first(older_file: Path) -> None:
    done = kiosk("pair", older_file, "--role", "desk", "--name", "Desk 9")
    assert done.returncode == 0, done.stderr
    assert verify(older_file, REGISTRY)[::2] == (338, None)  # it was served elsewhere, so it goes on as a copy first
    assert Path(f"{older_file}.form-1-{HEAD[:8]}").is_file()


DAMAGES = {
    "a row was edited": ("update member set name = 'Somebody else' where id = (select min(id) from member)", "member"),
    "an entry was edited": ("update entry set at = at + 1 where seq = 200", "Entry 200"),
    "a table is missing": ("drop table preview_working", "preview_working"),
    "a table is too many": ("create table extra (id integer)", "extra"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_older_file_is_told_and_left_alone(older_file: Path, damage: str) -> None:
    sql, named = DAMAGES[damage]
    changed(older_file, sql)
    before = bytes_of(older_file)
    trouble = verify(older_file, REGISTRY).trouble
    assert trouble and named in trouble
    with pytest.raises(UsageError, match=named), migration.reader(older_file, REGISTRY):
        pass
    with pytest.raises(UsageError, match=named):
        serve_file(older_file, "127.0.0.1", 0, quiet=True)
    after = bytes_of(older_file)
    after.pop("older.kiosk.lock", None)
    assert after == before


def test_a_later_form_is_refused(older_file: Path) -> None:
    changed(older_file, f"pragma user_version = {files.FORM_VERSION + 1}")
    for read in (lambda: verify(older_file, REGISTRY), lambda: files.reader(older_file).close()):
        with pytest.raises(UsageError, match="newer version"):
            read()


@pytest.mark.slow
def test_killed_at_any_moment_it_is_whole_in_the_one_form_or_the_other(older_file: Path) -> None:
    """The process is ended at each of the steps of a migration, as a power cut would."""
    whole = older_file.read_bytes()
    forms = []
    for step in ("_need_whole", "make_durable", "_back_up", "_drop_all_but_journal", "_rewrite", "checkpoint"):
        for one in older_file.parent.glob("older.kiosk*"):
            one.unlink()
        older_file.write_bytes(whole)
        ending = forked.context().Process(target=die, args=(older_file, step))
        ending.start()
        ending.join(60)
        assert ending.exitcode == -signal.SIGKILL, step
        finding = verify(older_file, REGISTRY)
        assert (finding.entries, finding.head, finding.trouble) == (336, HEAD, None), step
        with closing(files.writer_of_any_form(older_file)) as db:
            forms.append(files.form(db))
        migration.bring_up_to_date(older_file, REGISTRY)
        assert verify(older_file, REGISTRY).trouble is None, step
        assert not list(older_file.parent.glob("*.partial"))
    assert forms == [1, 1, 1, 1, 1, 2]


def test_a_working_column_that_is_new_can_be_carried_over() -> None:
    """Rows of older working tables are carried over by column: a new one must do without a value."""
    with closing(empty(REGISTRY)) as db, closing(sqlite3.connect(":memory:")) as older:
        older.executescript(tables(1))
        names = [
            row[0] for row in older.execute("select name from sqlite_master where name like '%\\_working' escape '\\'")
        ]
        assert "secret_working" in names and len(names) == 12
        for name in names:
            known = {row[1] for row in older.execute(f"pragma table_info({name})")}
            for row in db.execute(f"pragma table_info({name})"):
                assert row[1] in known or not row[3] or row[4] is not None, f"{name}.{row[1]} needs a default"


@pytest.mark.parametrize("check", [["docs/check_record.py"], ["-m", "kiosk", "verify"]])
def test_an_older_record_is_judged_right(older_record: Path, check: list[str]) -> None:
    found = subprocess.run(
        [sys.executable, *check, str(older_record)], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert found.returncode == 0, found.stdout + found.stderr
    assert HEAD in found.stdout
