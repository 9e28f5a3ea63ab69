"""Nothing of a file is dropped unsaid: every cell that holds something is accounted for, and the preview names it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings

from kiosk.roll import formats
from kiosk.roll.account import FATES
from kiosk.roll.answers import Answers
from kiosk.roll.grid import letter
from kiosk.roll.roll_file import Read, understand
from kiosk.store.errors import CommandRejected
from tests.roll.generated import SHEETS, workbook


def unaccounted(content: bytes, answers: Answers) -> list[str]:
    """The cells of a workbook that its preview does not name; empty when it is no roll."""
    book = formats.book(content, "roll.xlsx")
    held = [(sheet.name, row, column) for sheet in book.sheets for row, cells in sheet.rows.items() for column, cell in cells.items() if not cell.copied]  # fmt: skip
    try:
        read = understand(book, "roll.xlsx", lambda rows: None, answers, party=True)
    except CommandRejected:
        return []
    assert read.account is not None
    fates = {cell: read.account.of(*cell) for cell in held}
    assert set(fates.values()) <= set(FATES)
    assert read.summary.cells == Counter(fates.values())
    return [f"{cell} is {fate}" for cell, fate in fates.items() if not _named(read, cell, fate)]


def _named(read: Read, cell: tuple[str, int, int], fate: str) -> bool:
    sheet, row, column = cell
    assert read.account is not None
    if fate == "not_read":
        return any(one["name"] == sheet and not one["read"] for one in read.sheets)
    if fate == "title":
        return any((one["sheet"], one["row"]) == (sheet, row) for one in read.summary.titles)
    if fate == "header":
        return row in read.summary.header_rows[sheet]
    if fate == "unused":
        return letter(column) in [place.rpartition("!")[2] for place in read.summary.unused]
    if fate == "trouble":
        return any((one.sheet, one.row) == (sheet, row) for one in read.troubles)
    if fate == "doubt":
        return (sheet, row) in read.account.doubtful
    return any((one.sheet, one.row) == (sheet, row) for one in read.people)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(SHEETS)
def test_every_cell_is_accounted_for(sheets: list[dict[str, Any]]) -> None:
    content = workbook(sheets)
    assert unaccounted(content, Answers()) == []
    assert unaccounted(content, Answers(accept=True)) == []
