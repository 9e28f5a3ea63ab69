"""Rolls as people export them."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook

HEADER = ["编号", "姓名", "支部", "类别", "电话"]
SURNAMES, GIVEN = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁", ["建国", "秀英", "伟", "芳", "志强", "丽华", "晓东"]


def people(count: int) -> list[list[str]]:
    """Rows of a roll, the same for the same number."""
    return [
        [f"{i + 1:03d}", SURNAMES[i % 22] + GIVEN[i % 7], f"第{i % 5 + 1}支部", "预备党员" if i % 50 == 49 else "正式党员", f"138{i:08d}"]
        for i in range(count)
    ]  # fmt: skip


def table(rows: Iterable[list[str]], separator: str = ",", header: list[str] = HEADER) -> str:
    return "".join(separator.join(row) + "\r\n" for row in [header, *rows])


def workbook(rows: Iterable[list[Any]]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    assert book.active
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]  # a new book's sheet is a worksheet
    book.save(out)
    return out.getvalue()


def spoiled(count: int = 300) -> tuple[str, dict[int, str]]:
    """A table in which twelve rows are bad, and what each of them is."""
    rows, bad = people(count), {}
    wrong = ["no_name", "number_used", "control_characters", "too_long"]
    for k in range(12):
        place, code = 24 + 25 * k, wrong[k % 4]
        bad[place + 2] = code
        if code == "no_name":
            rows[place][1] = " "
        elif code == "number_used":
            rows[place][0] = rows[place - 5][0]
        elif code == "control_characters":
            rows[place][1] += "\x07"
        else:
            rows[place][2] = "长" * 500
    return table(rows), bad
