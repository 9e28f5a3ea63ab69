"""Who of a file is who on the roll, what can be taken back, and who never becomes another person."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kiosk.roll import preview, queries
from kiosk.roll.answers import Answers
from kiosk.roll.roll_file import read_roll
from tests.conftest import Hall
from tests.roll.files import people, table

CASES = Path(__file__).parent / "cases"


def look(hall: Hall, content: str | bytes, **answers: Any) -> preview.Prepared:
    given = Answers(**answers, known=queries.known(hall.db))
    content = content if isinstance(content, bytes) else content.encode()
    return preview.prepare(hall.db, read_roll(content, "roll.csv", answers=given), "roll.csv", given)


def bring(hall: Hall, content: str | bytes, **answers: Any) -> preview.Prepared:
    prepared = look(hall, content, **answers)
    if prepared.rows:
        answer = hall.run("import_roll", **preview.fields(prepared))
        assert answer.status == 200, answer
    return prepared


def roll(hall: Hall) -> list[str]:
    rows = hall.db.execute("select id, number, name, group_name from member order by position")
    return [" ".join(map(str, row)).strip() for row in rows]


def whole(hall: Hall) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in hall.db.execute("select * from member order by id")]


def badge_of(hall: Hall, number: str) -> str:
    found: str = hall.db.execute("select code_hash from member where number = ?", (number,)).fetchone()[0]
    return found


def test_a_line_that_was_inserted_moves_nobody(hall: Hall) -> None:
    bring(hall, (CASES / "20a-roll.csv").read_bytes())
    codes = {name: code for name, code in hall.db.execute("select name, code_hash from member")}
    hall.run("check_in", member=2, source="search")
    prepared = bring(hall, (CASES / "20b-inserted.csv").read_bytes())
    assert (prepared.added, prepared.differences, prepared.questions) == (1, [], [])
    after = {name: code for name, code in hall.db.execute("select name, code_hash from member")}
    assert codes.items() <= after.items() and set(after) - set(codes) == {"新来的"}
    state = hall.db.execute("select m.name, a.state from attendance a join member m on m.id = a.member").fetchall()
    assert [tuple(row) for row in state] == [("李四", "inside")]


def test_a_counter_that_moves_on_makes_nobody_another_person(hall: Hall) -> None:
    bring(hall, "序号,姓名\n1,张三\n2,李四\n3,王五\n")
    prepared = bring(hall, "序号,姓名\n1,新来的\n2,张三\n3,李四\n4,王五\n")
    assert (prepared.added, prepared.differences, prepared.questions) == (1, [], [])
    assert roll(hall) == ["1 1 张三", "2 2 李四", "3 3 王五", "4 4 新来的"]


def test_another_name_under_a_number_is_asked_in_red_and_changes_nothing_by_itself(hall: Hall) -> None:
    bring(hall, "学号,姓名\n001,张三\n002,李四\n")
    before = whole(hall)
    prepared = look(hall, "学号,姓名\n001,张三\n002,赵六\n")
    (question,) = prepared.questions
    assert (question.kind, question.red, question.default, question.rows) == ("identity", True, "no", [3])
    assert "李四" in question.sentence % question.figures and prepared.rows == []
    bring(hall, "学号,姓名\n001,张三\n002,赵六\n", accept=True)
    assert whole(hall) == before
    bring(hall, "学号,姓名\n001,张三\n002,赵六\n", choices={"identity:002": "rename"})
    assert roll(hall) == ["1 001 张三", "2 002 赵六"] and badge_of(hall, "002") == before[1][-2]


def test_who_was_checked_in_never_becomes_another_person(hall: Hall) -> None:
    bring(hall, "学号,姓名\n001,张三\n002,李四\n")
    hall.run("check_in", member=2, source="search")
    prepared = bring(hall, "学号,姓名\n001,张三\n002,赵六\n", choices={"identity:002": "rename"})
    assert [(one.row, one.code) for one in prepared.troubles] == [(3, "checked_in")]
    assert roll(hall) == ["1 001 张三", "2 002 李四"]


def test_blanks_in_a_name_make_no_second_person(hall: Hall) -> None:
    bring(hall, (CASES / "07a-padded.csv").read_bytes())
    prepared = bring(hall, (CASES / "07b-unpadded.csv").read_bytes())
    assert (prepared.added, prepared.gone, roll(hall)) == (0, [], ["1 1 张三", "2 2 李四", "3 3 王小五"])


def test_the_same_name_in_another_group_is_asked_and_no_second_person(hall: Hall) -> None:
    bring(hall, "姓名,支部,电话\n张三,一支部,138\n")
    prepared = look(hall, "姓名,支部,电话\n张三,二支部,138\n")
    assert [one.kind for one in prepared.questions] == ["moved"] and prepared.added == 0
    bring(hall, "姓名,支部,电话\n张三,二支部,138\n", accept=True)
    assert roll(hall) == ["1 1 张三 二支部"]
    bring(hall, "姓名,支部,电话\n张三,三支部,139\n", choices={"moved": "yes"})
    assert roll(hall) == ["1 1 张三 二支部", "2 2 张三 三支部"]


def test_what_was_answered_of_units_and_namesakes_is_kept_for_the_next_import(hall: Hall) -> None:
    owners = (CASES / "24-owner-two-units.csv").read_bytes()
    bring(hall, owners, accept=True)
    assert roll(hall)[0] == "1 1-101, 1-104 张三"
    again = look(hall, owners)
    assert (again.rows, again.questions) == ([], [])


def test_two_people_said_to_be_two_are_not_asked_again(hall: Hall) -> None:
    text = "姓名,支部\n王伟,一\n王伟,一\n"
    bring(hall, text, people={"3": True})
    again = look(hall, text)
    assert (again.rows, again.questions) == ([], [])


def test_columns_and_values_are_remembered_for_a_file_of_the_same_headings(hall: Hall) -> None:
    text = "谁,票\n张三,staff\n李四,staff\n"
    bring(hall, text, columns={"谁": "name", "票": "category"}, categories={"staff": True})
    headings = "谁|票"
    kept = queries.remembered(hall.db, headings)
    assert (kept["columns"], kept["categories"]) == ({"谁": "name", "票": "category"}, {"staff": True})
    assert queries.remembered(hall.db, "谁") == {}


def test_the_last_import_is_taken_back_to_the_byte(hall: Hall) -> None:
    bring(hall, table(people(5)))
    before = whole(hall)
    changed = [["A01", *people(1)[0][1:]], *people(5)[1:], *people(8)[5:]]
    changed[2][3] = "列席"
    bring(hall, table(changed))
    assert whole(hall) != before and len(whole(hall)) == 8
    hall.run("check_in", member=7, source="search")
    last = queries.last_import(hall.db)
    assert last and (last["added"], last["changed"]) == (3, 2)
    answer = hall.client("operator").post("/roll/imports/undo", json={"command_id": "undo-0001", "import": last["seq"]})
    assert answer.json == {**(answer.json or {}), "removed": 2, "restored": 2, "stayed": 1}
    assert [row for row in whole(hall) if row[0] != 7] == before
    assert [one["id"] for one in queries.stayed(hall.db)] == [7]
    again = hall.client("operator").post("/roll/imports/undo", json={"command_id": "undo-0002", "import": last["seq"]})
    assert (again.status_code, again.json["code"]) == (409, "not_the_last_import")  # type: ignore[index]
    first = queries.last_import(hall.db)
    assert first and first["added"] == 5


def test_a_number_of_the_file_is_not_given_again_after_an_import_was_taken_back(hall: Hall) -> None:
    """A badge that was printed already must not become somebody else's."""
    bring(hall, table(people(3)))
    codes = {row[0] for row in hall.db.execute("select code_hash from member")}
    last = queries.last_import(hall.db)
    assert last
    hall.run("undo_import", import_seq=last["seq"])
    bring(hall, table([["9", "司马光", "", "", ""]]))
    assert badge_of(hall, "9") not in codes


def test_a_member_is_taken_off_with_a_reason_but_not_while_inside(hall: Hall) -> None:
    bring(hall, table(people(4)))
    hall.run("check_in", member=2, source="search")
    client = hall.client("operator")
    inside = client.post("/roll/removals", json={"command_id": "remove-01", "member": 2, "reason": "moved away"})
    assert (inside.status_code, inside.json["code"]) == (409, "member_is_inside")  # type: ignore[index]
    done = client.post("/roll/removals", json={"command_id": "remove-02", "member": 3, "reason": "moved away"})
    assert done.status_code == 200 and [line.split()[1] for line in roll(hall)] == ["001", "002", "004"]
    assert queries.electorate(hall.db).base == 3
    assert (
        client.post("/roll/removals", json={"command_id": "remove-03", "member": 3, "reason": "x"}).status_code == 409
    )


@pytest.mark.parametrize("role", ["desk", "supervisor", "teller_a", "observer", "screen"])
def test_only_those_who_keep_the_roll_take_back_and_take_off(hall: Hall, role: str) -> None:
    client = hall.client(role)
    assert client.get("/roll/imports").status_code == 403
    assert client.post("/roll/imports/undo", json={"command_id": "undo-0001", "import": 1}).status_code == 403
    assert (
        client.post("/roll/removals", json={"command_id": "remove-01", "member": 1, "reason": "x"}).status_code == 403
    )


def test_what_was_taken_back_and_off_stands_in_the_annex_of_the_minutes_and_not_in_their_text(hall: Hall) -> None:
    bring(hall, table(people(3)))
    hall.run("remove_member", member=2, reason="moved away")
    last = queries.last_import(hall.db)
    assert last and hall.run("undo_import", import_seq=last["seq"]).status == 200
    page = hall.client("secretary").get("/minutes").text
    text, annexes = page.split("doc-annexes", 1)
    for sentence in ("was taken off the roll: moved away", "The last import was taken back: 2 members taken off"):
        assert sentence in annexes and sentence not in text


def test_a_name_that_looks_like_one_on_the_roll_is_asked_and_keeps_its_spelling(hall: Hall) -> None:
    bring(hall, "姓名,支部\nAnna Lee,一支部\n张偉,二支部\n王五,二支部\n")
    listed = "姓名,支部\n\u0410nna Lee,一支部\n張伟,二支部\n王五,二支部\n"
    prepared = look(hall, listed)
    assert [(one.kind, one.rows) for one in prepared.questions] == [("moved", [2, 3])] and prepared.added == 0
    bring(hall, listed, choices={"moved": "no"})
    assert [one.split()[2] for one in roll(hall)] == ["Anna", "张偉", "王五"]
    assert look(hall, listed, people={"moved!2": True, "moved!3": False}).added == 1


def test_the_end_of_an_identity_card_tells_who_it_is_with_the_name_alone(hall: Hall) -> None:
    prepared = bring(hall, "姓名,身份证尾号,支部\n张三,1234,一支部\n李四,1234,一支部\n张三,5678,一支部\n")
    assert (prepared.questions, prepared.troubles, prepared.added) == ([], [], 3)
    ids = {(row[0], row[1]): row[2] for row in hall.db.execute("select name, note, id from member")}
    moved = "姓名,身份证尾号,支部\n张三,5678,二支部\n李四,9999,一支部\n张三,1234,一支部\n"
    prepared = bring(hall, moved)
    assert (prepared.questions, prepared.added) == ([], 1)  # another 李四, who is told apart
    after = {row[0]: row[1] for row in hall.db.execute("select id, group_name from member")}
    assert after[ids["张三", "…5678"]] == "二支部" and after[ids["张三", "…1234"]] == "一支部"
    twice = look(hall, "姓名,身份证尾号\n赵六,1111\n赵六,1111\n")
    assert [(one.kind, one.rows) for one in twice.questions] == [("double", [3])]
