"""The attendance list as a page and as tables, and the rate beside the numbers."""

from __future__ import annotations

import csv
import io
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from kiosk.rules.rate import rate
from tests.conftest import Hall
from tests.support.members import code_of, enrol, person


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(186, 206, "90.3 %"), (0, 206, "0.0 %"), (206, 206, "100.0 %"), (1, 3, "33.3 %"), (2, 3, "66.7 %"), (1, 2000, "0.1 %"),
     (1, 2001, "0.0 %"), (0, 0, ""), (5, 4, "125.0 %")],
)  # fmt: skip
def test_half_a_tenth_is_rounded_up(part: int, whole: int, shown: str) -> None:
    assert rate(part, whole) == shown


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_the_rate_is_the_nearest_tenth(part: int, whole: int) -> None:
    shown = Fraction(rate(part, whole).removesuffix(" %"))
    assert -Fraction(1, 20) < shown - Fraction(100 * part, whole) <= Fraction(1, 20)


def test_everybody_on_the_roll_is_on_the_attendance_list(hall: Hall) -> None:
    enrol(hall, person("王芳", number="001"), person("=cmd()", number="002"), person("李静", number="003", with_vote=0), person("赵云", number="004"))  # fmt: skip
    hall.run("check_in", role="desk", name="Desk 1", code=code_of(hall, 1), source="camera")
    hall.run("check_in", role="desk", name="Desk 1", member=2, source="search")
    hall.run("check_in", role="desk", name="Desk 1", member=3, source="search")
    hall.run("depart", role="desk", name="Desk 1", member=2)
    secretary = hall.client("secretary")
    page = secretary.get("/attendance").get_data(as_text=True)
    assert "2 of 3 (66.7 %)" in page and "王芳" in page and "absent" in page
    rows = list(csv.reader(io.StringIO(secretary.get("/attendance.csv").data.decode("utf-8-sig"))))
    assert rows[0] == ["Number", "Name", "Group", "Vote", "Signed in at", "Desk", "How", "State"]
    assert [(row[1], row[5], row[6], row[7]) for row in rows[1:]] == [
        ("王芳", "Desk 1", "by camera", "in the hall"), ("'=cmd()", "Desk 1", "by name", "has gone out"),
        ("李静", "Desk 1", "by name", "in the hall"), ("赵云", "", "", "absent"),
    ]  # fmt: skip
    book = load_workbook(io.BytesIO(secretary.get("/attendance.xlsx").data))
    assert [[cell.value for cell in row][1] for row in book.active.iter_rows()] == [
        "Name",
        "王芳",
        "'=cmd()",
        "李静",
        "赵云",
    ]
    for path in ("/attendance", "/attendance.csv", "/attendance.xlsx"):
        assert hall.client("desk").get(path).status_code == 403 and hall.client().get(path).status_code in (401, 403)


def test_the_minutes_tell_the_rate_beside_the_declaration(hall: Hall) -> None:
    enrol(hall, *(person(f"Member {n}") for n in range(6)))
    for member in range(1, 6):
        hall.run("check_in", member=member, source="search")
    hall.run("declare_quorum", role="chair", present=5, measure="checked_in")
    assert "Attendance rate: 83.3 %." in hall.client("secretary").get("/minutes.md").get_data(as_text=True)
