"""Badges: what is printed can be read, does no harm, and stays the same until it is lost."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.cli.main import main
from kiosk.meeting import queries as meetings
from kiosk.roll import badges
from kiosk.rules import badge_codes
from tests.conftest import Hall
from tests.support.members import code_of, enrol, enrol_many, person

NASTY = [
    person("<script>alert(1)</script>", group_name='"><img src=x onerror=alert(1)>', number="=1+1"),
    person("=HYPERLINK(1)", group_name="+49", number="-2"), person("@SUM(A1)", group_name="\u3000正", number="3"),
    person("O'Neill, \"Ann\"", group_name="A; B", number="4"),
]  # fmt: skip


def written(hall: Hall, name: str) -> str:
    path = hall.path.parent / name
    badges.write(hall.db, meetings.current(hall.db), path)
    return path.read_bytes().decode("utf-8")


def page(hall: Hall, layout: str = "8") -> str:
    answer = hall.client("operator").get(f"/roll/badges?layout={layout}")
    assert answer.status_code == 200 and answer.mimetype == "text/html"
    return answer.text


def test_the_list_has_the_codes_in_roll_order_and_no_formulas(hall: Hall) -> None:
    members = enrol(hall, *NASTY)
    rows = list(csv.reader(io.StringIO(written(hall, "badges.csv"))))
    assert rows[0] == ["number", "name", "group", "code"]
    assert [row[3] for row in rows[1:]] == [code_of(hall, member) for member in members]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert rows[4][:3] == ["4", 'O\'Neill, "Ann"', "A; B"]


def test_names_are_text_on_the_page_never_html(make_hall: object) -> None:
    hall: Hall = make_hall(title="<b>Meeting</b>")  # type: ignore[operator]
    enrol(hall, *NASTY)
    for html in (written(hall, "badges.html"), page(hall)):
        assert "<script>" not in html and "<img" not in html and "<b>" not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


@pytest.mark.parametrize(("layout", "sheets"), [("8", 3), ("10", 2), ("card", 20)])
def test_each_sheet_holds_as_many_as_it_says(hall: Hall, layout: str, sheets: int) -> None:
    enrol_many(hall, 20)
    html = page(hall, layout)
    assert (html.count('<section class="page">'), html.count("<article")) == (sheets, 20)
    assert f'class="sheet-{layout}"' in html and "/static/vendor/fonts/sans.css" in html


def test_a_layout_that_does_not_exist_is_refused(hall: Hall) -> None:
    assert hall.client("operator").get("/roll/badges?layout=99").status_code == 400


def test_a_file_of_badges_stands_alone(hall: Hall) -> None:
    enrol_many(hall, 3)
    html = written(hall, "badges.html")
    assert "<style>" in html and "@page" in html
    assert not re.search(r'(?:src|href)="', html)


def test_a_voter_and_a_guest_are_told_apart_by_word_and_class(make_hall: object) -> None:
    hall: Hall = make_hall(language="zh-Hans")  # type: ignore[operator]
    enrol(hall, person("王伟"), person("李静", with_vote=0))
    voter, guest = page(hall).split("<article")[1:]
    assert "badge voter" in voter and "有表决权" in voter
    assert "badge guest" in guest and "列席" in guest and "有表决权" not in guest


@pytest.mark.parametrize(
    ("name", "size"),
    [("李", "short"), ("曾小贤", "short"), ("Ann Lee", "short"), ("欧阳建国", "middle"), ("Anna Brightman", "long"), ("Anna Wolkenstein", "long"),
     ("古丽巴哈尔·买买提明", "long"), ("Maximiliane Freifrau von Droste-Hülshoff", "longer"), ("名" * 40, "longest"), ("名" * 60, "least")],
)  # fmt: skip
def test_a_long_name_is_set_smaller(name: str, size: str) -> None:
    assert badges._size(name) == size


def test_a_code_makes_the_smallest_qr_and_its_path_draws_every_module_once() -> None:
    path, side = badges.qr_path(badge_codes.make(b"\1" * 32, 1, 0))
    assert side == 21
    drawn = [(int(x) + i, int(y)) for x, y, n in re.findall(r"M(\d+) (\d+)h(\d+)v1", path) for i in range(int(n))]
    assert len(drawn) == len(set(drawn)) and all(0 <= x < 21 and 0 <= y < 21 for x, y in drawn)
    assert {(i, 0) for i in range(7)} <= set(drawn)  # the finder pattern's upper edge


def test_printing_again_gives_the_same_codes(hall: Hall) -> None:
    enrol_many(hall, 5)
    first = written(hall, "badges.csv")
    enrol_many(hall, 1)
    assert written(hall, "badges.csv").startswith(first)


def test_a_replaced_badge_is_revoked_by_name_and_the_new_one_admits(hall: Hall) -> None:
    (member,) = enrol_many(hall, 1)
    old = code_of(hall, member)
    supervisor, desk = hall.client("supervisor"), hall.client("desk")
    assert supervisor.post("/roll/badges/replacements", json={"command_id": "replace-1", "member": member}).status_code == 200  # fmt: skip
    new = code_of(hall, member)
    card = supervisor.get(f"/roll/members/{member}/badge").text
    assert " ".join(new[i : i + 4] for i in range(0, 16, 4)) in card and old[:4] not in card
    answer = desk.post("/checkin/scans", json={"command_id": "scan-0001", "code": old}).json
    assert answer["verdict"] == "revoked"  # type: ignore[index]
    answer = desk.post("/checkin/scans", json={"command_id": "scan-0002", "code": new}).json
    assert answer["verdict"] == "admitted"  # type: ignore[index]


def test_no_code_is_in_the_journal(hall: Hall) -> None:
    (member,) = enrol_many(hall, 1)
    journalled = "\n".join(row[0] for row in hall.db.execute("select cast(data as text) from entry"))
    assert code_of(hall, member) not in journalled and badge_codes.digest(code_of(hall, member)) in journalled


def test_the_command_refuses_other_endings_and_folders_in_one_sentence(hall: Hall, tmp_path: Path) -> None:
    for output in ("badges.pdf", "none/badges.csv"):
        done = CliRunner().invoke(main, ["badges", str(hall.path), "-o", str(tmp_path / output)])
        assert done.exit_code == 2 and done.stderr.count("\n") == 1
