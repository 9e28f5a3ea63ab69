"""Generated workbooks: titles, headers in any order, people, totals, merges, hidden and stray cells, several sheets."""

from __future__ import annotations

import io
from typing import Any

from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font

HEADINGS = ["编号", "序号", "姓名", "Name", "支部", "类别", "面积", "电话", "备注", "籍贯", "状态", "有无选举权", "First name", "Surname", "1、您的姓名"]  # fmt: skip
VALUES = ["", "张三", "李四", "Ann Baker", "001", "1", "一支部", "列席", "正式党员", "89,52", "1/3", "#N/A", "NULL", "合计", "二支部（3人）",
          "注：", "13800138000", "2.02401E+11", "有", "无", "staff", "🙂", "a\nb", 7, 7.5, 6.2e18, True, "=A1", "'001", "编号", "姓名"]  # fmt: skip
ROWS = st.lists(st.lists(st.sampled_from(VALUES), min_size=1, max_size=7), min_size=0, max_size=8)
HEADERS = st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=7)
SHEETS = st.lists(
    st.fixed_dictionaries(
        {
            "titles": st.lists(st.sampled_from(["党员名册", "2026年", "Members", "说明"]), max_size=2),
            "header": HEADERS,
            "rows": ROWS,
            "again": st.booleans(),
            "below": ROWS,
            "hidden": st.sets(st.integers(1, 12), max_size=2),
            "struck": st.sets(st.integers(1, 12), max_size=2),
            "merge": st.none() | st.tuples(st.integers(2, 8), st.integers(1, 5), st.integers(1, 3)),
            "stray": st.none() | st.tuples(st.integers(1, 12), st.integers(1, 12)),
            "state": st.sampled_from(["visible", "visible", "hidden"]),
        }
    ),
    min_size=1,
    max_size=3,
)


def workbook(sheets: list[dict[str, Any]]) -> bytes:
    """The bytes of an XLSX file with these sheets; the first one is always visible, as a workbook has to have one."""
    book, out = Workbook(), io.BytesIO()
    book.remove(book.worksheets[0])
    for place, wanted in enumerate(sheets):
        sheet = book.create_sheet(f"S{place}")
        lines = [[title] for title in wanted["titles"]] + [wanted["header"]] + wanted["rows"]
        lines += [wanted["header"]] if wanted["again"] else []
        for line in lines + wanted["below"]:
            sheet.append([value or None for value in line])
        for row in wanted["hidden"]:
            sheet.row_dimensions[row].hidden = True
        for row in wanted["struck"]:
            for cell in sheet[row]:
                cell.font = Font(strike=True)
        if wanted["merge"]:
            row, column, more = wanted["merge"]
            sheet.merge_cells(start_row=row, start_column=column, end_row=row + more, end_column=column)
        if wanted["stray"]:
            row, column = wanted["stray"]
            if type(sheet.cell(row, column)).__name__ == "Cell":
                sheet.cell(row, column).value = "stray"
        if place:
            sheet.sheet_state = wanted["state"]
    book.save(out)
    return out.getvalue()
