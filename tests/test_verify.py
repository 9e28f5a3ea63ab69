"""Whatever is touched is found and named; foreign, newer, cut and damaged files are told apart."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.cli.main import main
from kiosk.meeting_file import make_meeting
from tests.conftest import Hall
from tests.support.members import code_of, enrol, person


@pytest.fixture
def held(make_hall, tmp_path: Path) -> Path:  # type: ignore[no-untyped-def]
    """A copy of a meeting in which every table has rows."""
    hall: Hall = make_hall(preset="village")
    a, b, _, d = enrol(hall, *(person(name) for name in ("李强", "王芳", "O'Brien", "José")))
    for role in ("desk", "chair"):
        hall.device(role)
    old = code_of(hall, d)
    hall.run("replace_badge", member=d)
    hall.run("check_in", role="desk", member=a)
    hall.run("check_in", role="desk", member=a)
    hall.run("check_in", code=old)
    hall.run("depart", member=a)
    hall.run("check_in", member=a)
    hall.run("record_proxy", grantor=b, holder=a, seen_by="Desk 1")
    hall.run("count_heads", block="left", count=1)
    hall.run("declare_quorum", present=2, measure="checked_in")
    hall.run("take_scene", scene="message", text="Welcome")
    hall.run("change_meeting", title="Another title")
    copy = tmp_path / "copy.kiosk"
    _copy(hall.path, copy)
    return copy


def _copy(source: Path, target: Path) -> None:
    a, b = sqlite3.connect(source), sqlite3.connect(target)
    a.backup(b)
    a.close()
    b.close()


def _verify(path: Path) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["verify", str(path)])
    assert "Traceback" not in done.output
    return done.exit_code, done.stderr.strip() or done.stdout.strip()


def _tables(path: Path) -> list[str]:
    db = sqlite3.connect(path)
    rows = db.execute("select name from sqlite_master where type = 'table' and name not like '%\\_working' escape '\\'")
    found = [row[0] for row in rows if row[0] != "entry" and not row[0].startswith("sqlite_")]
    db.close()
    return found


def _first(path: Path, table: str) -> str:
    """A condition that one row of the table meets."""
    db = sqlite3.connect(path)
    keys = [row[1] for row in db.execute(f"pragma table_info({table})") if row[5]] or ["rowid"]
    db.close()
    names = ", ".join(keys)
    return f"({names}) = (select {names} from {table} order by {names} limit 1)"


def _edit(path: Path, statement: str) -> int:
    with closing(sqlite3.connect(path)) as db:
        db.execute("pragma ignore_check_constraints = on")
        changed = db.execute(statement).rowcount
        db.commit()
        return changed


def test_a_meeting_that_was_not_touched_holds(held: Path) -> None:
    code, said = _verify(held)
    assert (code, "holds" in said) == (0, True)


def test_any_row_of_any_table_that_is_missing_is_named(held: Path, tmp_path: Path) -> None:
    tried = 0
    for table in _tables(held):
        one = tmp_path / f"{table}.kiosk"
        _copy(held, one)
        if _edit(one, f"delete from {table} where {_first(one, table)}"):
            code, said = _verify(one)
            assert (code, table in said) == (1, True), (table, said)
            tried += 1
    assert tried >= 8


@pytest.mark.slow
def test_any_column_of_any_table_that_was_edited_is_named(held: Path, tmp_path: Path) -> None:
    tried = 0
    for table in _tables(held):
        db = sqlite3.connect(held)
        columns = db.execute(f"pragma table_info({table})").fetchall()
        db.close()
        for column in columns:
            one = tmp_path / "edited.kiosk"
            one.unlink(missing_ok=True)
            _copy(held, one)
            new = (
                f"coalesce({column[1]}, 0) + 1"
                if column[2].upper() == "INTEGER"
                else f"coalesce({column[1]}, '') || 'x'"
            )
            try:
                changed = _edit(one, f"update {table} set {column[1]} = {new} where {_first(one, table)}")
            except sqlite3.IntegrityError:
                continue  # the table itself refuses it
            if changed:
                code, said = _verify(one)
                assert (code, table in said) == (1, True), (table, column[1], said)
                tried += 1
    assert tried >= 40


@pytest.mark.parametrize(
    "column", ["seq", "at", "actor", "kind", "data", "salt", "data_hash", "command_id", "previous_hash", "hash"]
)
def test_any_column_of_an_entry_that_was_edited_is_named(held: Path, column: str) -> None:
    new = f"{column} + 100" if column in ("seq", "at") else f"substr({column}, 1, length({column}) - 1) || '~'"
    assert _edit(held, f"update entry set {column} = {new} where seq = 4")
    code, said = _verify(held)
    assert code == 1
    assert "Entry 4" in said or "Entry 5" in said


def test_one_byte_of_every_entrys_data_is_found(held: Path, tmp_path: Path) -> None:
    db = sqlite3.connect(held)
    seqs = [row[0] for row in db.execute("select seq from entry")]
    db.close()
    for seq in seqs:
        one = tmp_path / "byte.kiosk"
        one.unlink(missing_ok=True)
        _copy(held, one)
        _edit(one, f"update entry set data = replace(data, substr(data, {5 + seq}, 1), '#') where seq = {seq}")
        assert _verify(one)[0] == 1, seq


def test_bytes_that_are_no_text_any_more_are_found(held: Path) -> None:
    _edit(held, "update entry set data = cast(x'7bff22' as text) where seq = 3")
    assert _verify(held)[0] == 1


def test_an_entry_that_was_taken_out_is_missed(held: Path) -> None:
    _edit(held, "delete from entry where seq = 6")
    assert _verify(held) == (1, "Entry 6 is missing.")


def test_the_last_entry_taken_out_is_missed_by_the_tables(held: Path) -> None:
    _edit(held, "delete from entry where seq = (select max(seq) from entry)")
    assert _verify(held)[0] == 1


@pytest.mark.parametrize(
    "statement", ["drop table scan", "drop table entry", "create table extra (x)", "alter table member add y int"]
)
def test_a_table_that_is_missing_or_too_many_or_of_another_shape_is_named(held: Path, statement: str) -> None:
    _edit(held, statement)
    code, said = _verify(held)
    assert (code, statement.split()[2] in said or "journal" in said) == (1, True)


def test_a_file_that_was_cut_short(held: Path) -> None:
    content = held.read_bytes()
    held.write_bytes(content[: len(content) // 2])
    code, said = _verify(held)
    assert (code, "cut short" in said) == (1, True)


def test_a_file_that_is_damaged_inside(held: Path) -> None:
    content = bytearray(held.read_bytes())
    for place in range(4096, len(content), 4096):
        content[place : place + 8] = b"\xff" * 8
    held.write_bytes(bytes(content))
    code, said = _verify(held)
    assert (code, "is damaged" in said) == (1, True)


def test_files_that_are_not_ours(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.db"
    db = sqlite3.connect(foreign)
    db.execute("create table t (a)")
    db.commit()
    db.close()
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "text").write_text("not a meeting")
    (tmp_path / "short").write_bytes(b"SQLite format 3\0")
    newer = tmp_path / "newer.kiosk"
    make_meeting(newer, title="x", preset="roberts")
    _edit(newer, "pragma user_version = 999")
    said = {}
    for name in ("foreign.db", "empty", "text", "short", "newer.kiosk", "missing", "."):
        code, said[name] = _verify(tmp_path / name)
        assert code == 2, (name, said[name])
    assert "another program" in said["foreign.db"]
    assert "newer version" in said["newer.kiosk"]
    assert "folder" in said["."]
    assert len(set(said.values())) == len(said)
