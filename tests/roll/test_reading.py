"""Reading a roll: every way in which people save one, and everything that is none."""

from __future__ import annotations

import io
import random
import sqlite3
import struct
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from kiosk.roll.answers import Answers
from kiosk.roll.limits import BYTES_MOST
from kiosk.roll.roll_file import Read, Row, read_file, read_roll
from kiosk.store.errors import CommandRejected
from tests.roll.files import HEADER, people, spoiled, table, workbook

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">IIBBBBB", 9, 9, 8, 2, 0, 0, 0)


def rows(content: bytes, name: str = "roll.csv") -> list[Row]:
    read = read_roll(content, name)
    assert read.troubles == []
    return read.rows


def refusal(content: bytes, name: str = "roll.csv") -> CommandRejected:
    with pytest.raises(CommandRejected) as refused:
        read_roll(content, name)
    assert "\n" not in str(refused.value)
    return refused.value


def test_columns_are_known_by_the_names_people_use() -> None:
    read = read_roll("学号,姓名,代表团,身份,有无选举权,建筑面积(㎡),手机号,备注,籍贯\n7,王伟,一团,正式党员,有,87.5,138,监票人,临江\n".encode(), "x")  # fmt: skip
    assert read.ignored == ["籍贯"]
    assert read.rows == [
        {"number": "7", "name": "王伟", "group_name": "一团", "category": "正式党员", "with_vote": 1, "weight_thousandths": 87_500, "phone": "138", "note": "监票人"}
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "number", "group"),
    [
        ("序号,房号,姓名,建筑面积\n7,1-101,王伟,3", "1-101", ""),
        ("房间号,姓名,编号\n7,王伟,80", "7", ""),
        ("单元号,姓名\n7,王伟", "7", ""),
        ("Unit,Name,Area\n7,Ann Lee,80.55", "7", ""),
        ("No.,Unit,Name\n7,1-101,Ann Lee", "7", "1-101"),
    ],
)
def test_owners_are_known_by_their_unit_and_a_unit_beside_a_number_is_a_group(
    table: str, number: str, group: str
) -> None:
    (row,) = read_roll(table.encode(), "roll.csv").rows
    assert (row["number"], row["group_name"]) == (number, group)


@pytest.mark.parametrize("header", ["編號,姓名,小組,類別,電話", "Member No.,Full Name,Branch,Category,Phone", "*编号,姓 名：,支部,类别,电话", "\u200b编号,姓名,支部,类别,电话"])  # fmt: skip
def test_titles_in_both_scripts_in_english_and_with_marks(header: str) -> None:
    assert rows(f"{header}\n1,王伟,A,正式党员,138\n".encode()) == rows(
        table([["1", "王伟", "A", "正式党员", "138"]]).encode()
    )


@pytest.mark.parametrize(
    ("header", "line", "names", "titled"),
    [
        ("No,First name,Surname,Branch", "1,Ann,Baker,North", ["Ann Baker"], "First name + Surname"),
        ("姓,名,支部", "欧阳,娜娜,一", ["欧阳娜娜"], "名 + 姓"),
        ("Last Name,Given Names", "Évans,Dora", ["Dora Évans"], "Given Names + Last Name"),
        ("No,Member,Branch", "1,Ann Baker,North", ["Ann Baker"], "Member"),
        ("会员,电话", "王芳,138", ["王芳"], "会员"),
        ("Member,Name", "17,Ann Baker", ["Ann Baker"], "Name"),
    ],
)
def test_names_are_found_in_two_columns_and_under_what_people_call_a_member(
    header: str, line: str, names: list[str], titled: str
) -> None:
    read = read_roll(f"{header}\n{line}\n".encode(), "roll.csv")
    assert ([row["name"] for row in read.rows], read.columns["name"]) == (names, titled)
    assert not set(read.columns) & {"given_name", "family_name"}


@pytest.mark.parametrize("title", ["Members", "党员", "代表"])
def test_what_people_call_a_member_is_a_title_when_it_stands_alone(title: str) -> None:
    read = read_roll(f"{title}\n\nNo,Name,Branch\n1,Ann Baker,North\n".encode(), "roll.csv")
    assert (read.header_row, [row["name"] for row in read.rows]) == (3, ["Ann Baker"])


def test_a_number_is_no_name() -> None:
    read = read_roll(b"Member,Vote\n17,yes\nAnn Baker,yes\n", "roll.csv")
    assert [(one.row, one.code) for one in read.troubles] == [(2, "no_name")]
    assert [row["name"] for row in read.rows] == ["Ann Baker"]


def test_a_surname_alone_is_nobody_and_which_column_holds_the_names_is_asked() -> None:
    read = read_roll(b"Surname,Branch\nBaker,North\n", "roll.csv")
    assert (read.people, [question.kind for question in read.questions]) == ([], ["columns"])
    answered = read_roll(b"Surname,Branch\nBaker,North\n", "roll.csv", answers=Answers(columns={"A": "name"}))
    assert ([one.name for one in answered.people], answered.questions) == (["Baker"], [])


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("gb18030", "GB18030"), ("gbk", "GB18030"), ("utf-16", "UTF-16")],
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_encoding_and_separator_gives_the_same_people(encoding: str, told: str, separator: str) -> None:
    read = read_roll(table(people(60), separator).encode(encoding), "roll.csv")
    assert (read.encoding, read.troubles, read.rows) == (told, [], rows(table(people(60)).encode()))


def test_big5_is_told_from_gb18030() -> None:
    text = "編號,姓名,小組\n1,劉備,第一組\n2,關羽,第二組\n3,張飛,第三組\n"
    read = read_roll(text.encode("big5"), "roll.csv")
    assert (read.encoding, [row["name"] for row in read.rows]) == ("Big5", ["劉備", "關羽", "張飛"])
    english = read_roll(text.replace("編號,姓名,小組", "no,name,group").encode("big5"), "roll.csv")
    assert [row["name"] for row in english.rows] == ["劉備", "關羽", "張飛"]


def test_latin_names_of_an_old_windows_are_not_read_as_chinese() -> None:
    read = read_roll("name;group\nJörg Müller;Süd\nZoë Größe;Süd\n".encode("cp1252"), "roll.csv")
    assert [row["name"] for row in read.rows] == ["Jörg Müller", "Zoë Größe"]


def test_a_gbk_file_with_twelve_bad_rows_gives_288_people_and_names_the_twelve() -> None:
    text, bad = spoiled()
    read = read_roll(text.encode("gbk"), "roll.csv")
    assert len(read.rows) == 288
    assert {trouble.row: trouble.code for trouble in read.troubles} == bad
    assert all(trouble.sentence % trouble.figures for trouble in read.troubles)
    assert read.troubles[1].figures == {"number": "045", "row": 46}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_bytes_that_cannot_be_read_spoil_their_own_row_only(encoding: str) -> None:
    lines = table(people(40)).encode(encoding).split(b"\r\n")
    lines[7] = b"007,\xff\xff,x,y,z"
    read = read_roll(b"\r\n".join(lines), "roll.csv")
    assert [(trouble.row, trouble.code) for trouble in read.troubles] == [(8, "unreadable")]
    assert len(read.rows) == 39


def test_a_quotation_mark_that_is_never_closed_spoils_no_other_row() -> None:
    lines = table(people(40)).splitlines()
    lines[7] = '007,"王伟,第一支部,正式党员,138'
    assert len(read_roll("\n".join(lines).encode(), "roll.csv").rows) == 40


def test_a_quotation_mark_inside_of_a_cell_takes_no_row_below() -> None:
    read = read_roll('编号,姓名,备注\n1,王伟,5" 屏\n2,李静,\n3,张敏,"好"\n'.encode(), "roll.csv")
    assert [(row["name"], row["note"]) for row in read.rows] == [("王伟", '5" 屏'), ("李静", ""), ("张敏", "好")]


def test_quoted_cells_hold_separators_and_line_breaks() -> None:
    read = read_roll('姓名,支部,备注\n"王伟","一,二",""\n李静,三,"靠门\n坐"\n张敏,四,好\n'.encode(), "roll.csv")
    assert [(row["name"], row["group_name"], row["note"]) for row in read.rows] == [
        ("王伟", "一,二", ""), ("李静", "三", "靠门坐"), ("张敏", "四", "好"),
    ]  # fmt: skip


def test_a_workbook_with_two_title_rows_gives_the_same_people_as_the_table() -> None:
    title = [["临江镇党员名册", None, None], ["2026年", None, None], HEADER]
    read = read_roll(workbook([*title, *people(650), [None, None], ["", ""]]), "roll.xlsx")
    assert (read.encoding, read.header_row, read.troubles) == ("XLSX", 3, [])
    assert read.rows == rows(table(people(650)).encode())


def test_numbers_in_cells_are_read_as_they_are_shown() -> None:
    read = read_roll(workbook([["编号", "姓名", "面积", "电话"], [7.0, "王伟", 0.1 + 0.2, 13800001234.0], [8, "李静", 87.35, None]]), "x")  # fmt: skip
    assert [(row["number"], row["weight_thousandths"], row["phone"]) for row in read.rows] == [("7", 300, "13800001234"), ("8", 87_350, "")]  # fmt: skip


def test_the_sheet_that_holds_the_roll_is_found() -> None:
    book, out = Workbook(), io.BytesIO()
    book.create_sheet("说明")
    roll = book.create_sheet("名册")
    for row in (HEADER, *people(3)):
        roll.append(row)
    book.save(out)
    assert rows(out.getvalue()) == rows(table(people(3)).encode())


@pytest.mark.parametrize(
    ("category", "given", "vote"),
    [("正式党员", "", 1), ("预备党员", "", 0), ("預備黨員", "", 0), ("列席", "", 0), ("Guest", "", 0), ("", "", 1), ("预备党员", "有", 1), ("正式党员", "无", 0), ("", "No", 0), ("", "√", 1)],
)  # fmt: skip
def test_the_vote_is_what_is_written_else_what_the_category_says(category: str, given: str, vote: int) -> None:
    assert rows(f"姓名,类别,选举权\n王伟,{category},{given}\n".encode())[0]["with_vote"] == vote


@pytest.mark.parametrize("weight", ["0", "-1", "abc", "1e99", "NaN", "inf", "0.0001", "1e-9999999", "١x"])
def test_a_weight_that_is_no_positive_number_is_told(weight: str) -> None:
    (trouble,) = read_roll(f"姓名,面积\n王伟,{weight}\n".encode(), "x").troubles
    assert (trouble.code, trouble.row, trouble.name) == ("bad_weight", 2, "王伟")


@pytest.mark.parametrize("cell", ["王\x00伟", "王\x1b[31m伟", "王\x7f", "\ue000"])
def test_control_characters_are_told(cell: str) -> None:
    read = read_roll(table([["1", cell, "", "", ""], *people(60)[1:]]).encode(), "roll.csv")
    assert [(trouble.row, trouble.code) for trouble in read.troubles] == [(2, "control_characters")]
    assert "\x1b" not in read.troubles[0].name


def test_marks_that_nobody_sees_are_left_out_and_names_are_kept_in_nfc() -> None:
    assert (
        rows("姓名,电话\n\u202d\u200b王伟\u202c,\u202d138\u202c\nAnne\u0301\u3000Lee,\n".encode())[0]["phone"] == "138"
    )
    assert [row["name"] for row in rows("姓名\n\u200b王伟\u202c\nAnne\u0301\u3000Lee\n".encode())] == [
        "王伟",
        "Anné Lee",
    ]


def test_a_header_that_is_printed_again_is_nobody() -> None:
    assert len(rows((table(people(3)) + table(people(6)[3:])).encode())) == 6


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"), (b"\xef\xbb\xbf", "empty"), (b" \r\n\t\r\n", "empty"), ("编号,姓名\n".encode(), "nobody below"),
        (b"a,b,c\n1,2,3\n", "no column"), (PNG + bytes(2000), "binary"), (b"\xd0\xcf\x11\xe0" + bytes(600), "old or a locked"),
        (b"PK\x03\x04" + b"x" * 100, "workbook"), (workbook([]), "no column"), (b"SQLite format 3\0" + bytes(4096), "binary"),
        (b"%PDF-1.7\n1 0 obj <<>>", "a PDF"), (b"{}", "no column"),
    ],
)  # fmt: skip
def test_what_is_no_roll_is_said_in_one_sentence(content: bytes, says: str) -> None:
    assert says in str(refusal(content))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400) | st.binary(max_size=200).map(lambda junk: "姓名,编号\n王伟,1\n".encode() + junk))
def test_no_bytes_of_any_kind_bring_the_reading_down(content: bytes) -> None:
    try:
        read = read_roll(content, "roll.csv")
    except CommandRejected:
        return
    assert isinstance(read, Read) and all(row["name"].strip() and row["with_vote"] in (0, 1) for row in read.rows)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.binary(min_size=1, max_size=60))
def test_no_broken_workbook_brings_the_reading_down(seed: int, junk: bytes) -> None:
    content = bytearray(workbook([HEADER, *people(3)]))
    place = random.Random(seed).randrange(4, len(content))
    content[place : place + len(junk)] = junk
    try:
        read_roll(bytes(content), "roll.xlsx")
    except CommandRejected:
        return


def test_a_workbook_that_unpacks_to_gigabytes_is_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xlsx"
    with (
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed,
        packed.open("xl/worksheets/sheet1.xml", "w") as part,
    ):
        for _ in range(210):
            part.write(bytes(1024 * 1024))
    with pytest.raises(CommandRejected, match="too large"):
        read_file(bomb)


def test_a_file_of_300_megabytes_is_refused_at_once_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "roll.csv"
    with path.open("wb") as file:
        file.truncate(300 * 1024 * 1024)
    tracemalloc.start()
    before = time.monotonic()
    with pytest.raises(CommandRejected, match="too large for a roll: at most 32 MB"):
        read_file(path)
    assert time.monotonic() - before < 0.5
    assert tracemalloc.get_traced_memory()[1] < 1024 * 1024
    tracemalloc.stop()


def test_a_file_of_exactly_the_limit_is_read() -> None:
    line = "1,王伟\n".encode()
    content = "编号,姓名\n".encode() + line
    content += b"\n" * (BYTES_MOST - len(content))
    with pytest.raises(CommandRejected, match="rows"):
        read_roll(content, "roll.csv")
    assert refusal(content + b"\n").code == "roll_too_large"


def test_a_folder_a_missing_file_and_another_program_s_file_are_told_apart(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    db = sqlite3.connect(other)
    db.execute("create table t (a)")
    db.commit()
    db.close()
    for path, says in ((tmp_path, "is a folder"), (tmp_path / "none.csv", "There is no file"), (other, "binary")):
        with pytest.raises(CommandRejected, match=says):
            read_file(path)


def test_reading_tells_its_progress_and_can_be_given_up() -> None:
    class Enough(Exception):
        pass

    told: list[int] = []

    def progress(count: int) -> None:
        told.append(count)
        if count >= 3_000:
            raise Enough

    with pytest.raises(Enough):
        read_roll(table(people(5_000)).encode(), "roll.csv", progress)
    assert told == [1_000, 2_000, 3_000]
