"""Importing: nothing is half-imported, nobody is lost, and what changes is shown before."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bench.support import fixtures
from kiosk.app import REGISTRY
from kiosk.cli import roll as cli
from kiosk.cli.main import main
from kiosk.meeting_file import make_meeting
from kiosk.roll import preview, queries
from kiosk.roll.answers import Answers
from kiosk.roll.roll_file import read_roll
from kiosk.store import database as files
from kiosk.store.verification import verify
from tests.conftest import Hall, Served
from tests.roll.files import people, spoiled, table
from tests.support import forked
from tests.support.members import enrol_many
from tests.support.sockets import Socket


def look(hall: Hall, text: str, **people: bool) -> preview.Prepared:
    answers = Answers(people={row.removeprefix("row"): yes for row, yes in people.items()})
    return preview.prepare(hall.db, read_roll(text.encode(), "roll.csv", answers=answers), "roll.csv")


def bring(hall: Hall, text: str, **people: bool) -> preview.Prepared:
    """Import a table as it stands; rows in doubt as answered."""
    prepared = look(hall, text, **people)
    if prepared.rows:
        answer = hall.run("import_roll", rows=prepared.rows, roll_version=prepared.roll_version, source="roll.csv")
        assert answer.status == 200, answer
    return prepared


def roll(hall: Hall) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in hall.db.execute("select number, name, group_name, with_vote from member order by position")]  # fmt: skip


def entries(hall: Hall) -> int:
    found: int = hall.db.execute("select count(*) from entry").fetchone()[0]
    return found


def kiosk(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


@pytest.fixture
def place(tmp_path: Path) -> Path:
    make_meeting(tmp_path / "m.kiosk", title="Members' meeting", preset="party-grassroots")
    return tmp_path


def count(path: Path, table: str = "member") -> int:
    db = files.reader(path)
    found: int = db.execute(f"select count(*) from {table}").fetchone()[0]
    db.close()
    return found


def test_the_preview_tells_base_and_line_and_changes_nothing(hall: Hall) -> None:
    before = entries(hall)
    shown = preview.shown(look(hall, table(people(100))))
    assert (shown["good"], shown["added"], shown["base_before"], shown["base_after"], shown["needed_after"]) == (100, 100, 0, 98, 79)  # fmt: skip
    assert entries(hall) == before and roll(hall) == []


def test_the_same_file_again_changes_nothing(hall: Hall) -> None:
    bring(hall, table(people(50)))
    again = look(hall, table(people(50)))
    assert (again.rows, again.differences, again.gone) == ([], [], [])


def test_without_numbers_the_same_file_again_changes_nothing_and_namesakes_stay_two(hall: Hall) -> None:
    text = "姓名,支部\n王伟,一\n王伟,一\n李静,二\n"
    bring(hall, text, row3=True)
    assert [row[0] for row in roll(hall)] == ["1", "2", "3"]
    assert look(hall, text, row3=True).rows == []
    bring(hall, text + "王伟,一\n", row3=True, row5=True)
    assert [row[:2] for row in roll(hall)] == [("1", "王伟"), ("2", "王伟"), ("3", "李静"), ("4", "王伟")]


def test_changed_rows_are_shown_and_updated_and_keep_their_badge(hall: Hall) -> None:
    bring(hall, table(people(5)))
    codes = [row[0] for row in hall.db.execute("select code_hash from member order by id")]
    rows = people(5)
    rows[2][2], rows[3][3] = "机关支部", "列席"
    prepared = bring(hall, table(rows))
    assert [(one["number"], one["changes"]) for one in prepared.differences] == [
        ("003", [["group_name", "第3支部", "机关支部"]]),
        ("004", [["category", "正式党员", "列席"], ["with_vote", 1, 0]]),
    ]
    assert (prepared.base, prepared.needed) == ((5, 4), (4, 4))
    assert roll(hall)[2][2] == "机关支部" and roll(hall)[3][3] == 0
    assert codes == [row[0] for row in hall.db.execute("select code_hash from member order by id")]


def test_two_who_swapped_their_numbers_keep_their_badges(hall: Hall) -> None:
    bring(hall, table([["1", "王伟", "", "", ""], ["2", "李静", "", "", ""]]))
    bring(hall, table([["2", "王伟", "", "", ""], ["1", "李静", "", "", ""]]))
    assert [row[:2] for row in roll(hall)] == [("2", "王伟"), ("1", "李静")]


def test_who_got_another_number_is_the_same_person(hall: Hall) -> None:
    bring(hall, table(people(10)))
    prepared = bring(hall, table([["A" + row[0], *row[1:]] for row in people(10)]))
    assert (prepared.added, len(prepared.differences), prepared.gone) == (0, 10, [])
    assert len(roll(hall)) == 10 and roll(hall)[0][0] == "A001"


def test_who_is_gone_from_the_file_is_told_and_stays_also_when_inside(hall: Hall) -> None:
    bring(hall, table(people(10)))
    hall.run("check_in", member=9, source="search")
    prepared = bring(hall, table([*people(8), ["011", "新人", "", "正式党员", ""]]))
    assert [one["number"] for one in prepared.gone] == ["009", "010"]
    assert len(roll(hall)) == 11
    assert hall.db.execute("select state from attendance where member = 9").fetchone()[0] == "inside"
    assert hall.snapshot("phone")["attendance"]["checked_in"] == 1


def test_a_walk_in_is_not_called_gone(hall: Hall) -> None:
    bring(hall, table(people(3)))
    hall.client("supervisor").post("/roll/walk-ins", json={"command_id": "walk-in-1", "name": "司马光"})
    assert look(hall, table(people(3))).gone == []


def test_an_import_is_refused_when_the_roll_moved_since_its_preview(hall: Hall) -> None:
    prepared = look(hall, table(people(5)))
    bring(hall, table(people(3)))
    answer = hall.run("import_roll", rows=prepared.rows, roll_version=prepared.roll_version, source="x")
    assert (answer.status, answer.body["code"]) == (409, "roll_moved")
    assert len(roll(hall)) == 3


def test_check_ins_do_not_hold_up_an_import(hall: Hall) -> None:
    enrol_many(hall, 3)
    prepared = look(hall, table(people(5)))
    hall.run("check_in", member=1, source="search")
    answer = hall.run("import_roll", rows=prepared.rows, roll_version=prepared.roll_version, source="x")
    assert answer.status == 200


def test_after_a_declaration_the_preview_says_so(hall: Hall) -> None:
    enrol_many(hall, 5)
    for member in range(1, 6):
        hall.run("check_in", member=member, source="search")
    assert not look(hall, table(people(9))).declared
    answer = hall.client("chair").post("/checkin/declarations", json={"command_id": "declared-1", "present": 5, "measure": "checked_in"})  # fmt: skip
    assert answer.status_code == 200, answer.json
    assert look(hall, table(people(9))).declared


def test_an_excluded_member_who_loses_the_vote_is_not_taken_off_the_base_twice(hall: Hall) -> None:
    bring(hall, table(people(10)))
    hall.run("exclude", member=1, reason="abroad", approved_by="committee")
    hall.run("vote_exclusions", passed=True, in_favour=9, against=0, abstained=0)
    rows = people(10)
    rows[0][3] = "列席"
    prepared = bring(hall, table(rows))
    assert prepared.base == (9, 9) == (9, queries.electorate(hall.db).base)


def test_owners_see_their_area_before_and_after(make_hall: Callable[..., Hall]) -> None:
    owners = make_hall(preset="owners")
    shown = preview.shown(look(owners, "姓名,面积\n王伟,100.5\n李静,49.5\n"))
    assert shown["weights"] == [(0, 0), (150_000, 100_000)]


def test_a_dry_run_shows_everything_and_changes_nothing(place: Path) -> None:
    text, bad = spoiled()
    (place / "roll.csv").write_bytes(text.encode("gbk"))
    before = (place / "m.kiosk").stat().st_size, count(place / "m.kiosk", "entry")
    done = kiosk("import", place / "m.kiosk", place / "roll.csv", "--dry-run")
    assert done.exit_code == 1
    assert "GB18030" in done.output and "12 rows cannot be taken" in done.output and "288 new" in done.output
    assert all(f"row {row}" in done.output for row in bad)
    assert (before[0], before[1]) == ((place / "m.kiosk").stat().st_size, count(place / "m.kiosk", "entry"))


def test_bad_rows_are_told_by_exit_1_and_the_good_ones_are_imported(place: Path) -> None:
    (place / "roll.csv").write_bytes(spoiled()[0].encode("gbk"))
    done = kiosk("import", place / "m.kiosk", place / "roll.csv")
    assert done.exit_code == 1 and "Imported 288 new" in done.output
    assert count(place / "m.kiosk") == 288
    again = kiosk("import", place / "m.kiosk", place / "roll.csv")
    assert again.exit_code == 1 and "Nothing changed." in again.output


@pytest.mark.parametrize("roll_name", ["none.csv", ".", "m.kiosk", "empty.csv"])
def test_what_cannot_be_imported_is_one_sentence_and_exit_2(place: Path, roll_name: str) -> None:
    (place / "empty.csv").touch()
    done = kiosk("import", place / "m.kiosk", place / roll_name)
    assert done.exit_code == 2 and done.stderr.count("\n") == 1 and "Traceback" not in done.stderr
    done = kiosk("import", place / roll_name if roll_name != "m.kiosk" else place / "empty.csv", place / "empty.csv")
    assert done.exit_code == 2 and done.stderr.count("\n") == 1


def test_an_import_beside_a_running_server_is_seen_on_the_console(served: Served) -> None:
    path = served.path.parent / "roll.csv"
    path.write_text(table(people(50)), encoding="utf-8")
    assert served.get("/roll/search?q=001", "desk")[1] == {"members": []}
    console = Socket(served.url, served.token("chair"))
    assert console.join({"view": "console"})["attendance"]["base"] == 0
    assert kiosk("import", served.path, path).exit_code == 0
    assert served.get("/roll/search?q=001", "desk")[1]["members"][0]["number"] == "001"
    after = served.get("/healthz")[1]["seq"]  # a head may have been signed meanwhile
    assert console.until(after)["attendance"]["base"] == 49
    console.close()


def _size(file: Path) -> int:
    """-1 when it is not there: not yet, or not any more when the import is over."""
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return -1


@pytest.mark.slow
def test_an_import_that_is_killed_leaves_all_or_nothing(tmp_path: Path) -> None:
    """Five kills of what `kiosk import` does once a roll is read, while its 11 MB are being written."""
    chance = random.Random(5)
    rows = [[f"{i:05}", *row[1:]] for i, row in enumerate(people(20_000))]
    empty = tmp_path / "empty.kiosk"
    make_meeting(empty, title="Members' meeting", preset="party-grassroots")
    with closing(files.reader(empty)) as db:
        prepared = preview.prepare(db, read_roll(table(rows).encode(), "roll.csv"), "roll.csv")
    for number in range(5):
        path = fixtures.copy(empty, tmp_path / f"{number}.kiosk")
        running = forked.context().Process(target=cli._apply, args=(path, prepared))
        running.start()
        wal, written = Path(f"{path}-wal"), chance.randrange(0, 11_000_000)
        while running.is_alive() and _size(wal) <= written:
            time.sleep(0.001)
        running.kill()
        running.join()
        assert count(path) in (0, 20_000)
        finding = verify(path, REGISTRY)
        assert not finding.trouble, finding
