"""XLS, ODS and XLSB by calamine: their values; formats, strokes and hidden rows cannot be seen there."""

from __future__ import annotations

import io
from itertools import islice

from kiosk.roll.formats import errors
from kiosk.roll.formats.foreign import broken_workbook, locked
from kiosk.roll.formats.workbook import shown
from kiosk.roll.grid import CELLS_MOST, COLUMNS_MOST, ROWS_MOST, Book, Cell, Sheet
from kiosk.roll.limits import too_many_rows, too_much
from kiosk.store.errors import CommandRejected

_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!")


def book(content: bytes, name: str, label: str) -> Book:
    """All sheets of an old Excel or an OpenDocument workbook."""
    import python_calamine as calamine

    try:
        opened = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [_sheet(opened, one, name) for one in opened.sheets_metadata]
    except CommandRejected:
        raise
    except calamine.PasswordError:
        raise locked(name) from None
    except Exception:  # calamine raises whatever a broken workbook makes it raise
        raise broken_workbook(name) from None
    worksheets = [sheet for sheet in sheets if sheet.state != "chart"]
    found = errors.of_xls(content) if label == "XLS" else errors.of_xlsb(content) if label == "XLSB" else []
    if len(found) == len(worksheets):
        for sheet, wrong in zip(worksheets, found, strict=True):
            _put(sheet, wrong)
    return Book(label, sheets, blind=True)


def _put(sheet: Sheet, wrong: errors.Errors) -> None:
    for (row, column), text in wrong.items():
        sheet.rows.setdefault(row, {}).setdefault(column, Cell(text, "error"))
    if wrong:
        sheet.rows = {row: dict(sorted(sheet.rows[row].items())) for row in sorted(sheet.rows)}


def _sheet(opened: object, about: object, name: str) -> Sheet:
    title, visible = about.name, "Visible" in str(about.visible)  # type: ignore[attr-defined]
    read = Sheet(title, state="visible" if visible else "hidden")
    if "WorkSheet" not in str(about.typ):  # type: ignore[attr-defined]
        read.state = "chart"
        return read
    sheet = opened.get_sheet_by_name(title)  # type: ignore[attr-defined]
    left, cells = (sheet.start or (0, 0))[1], 0  # rows come from the first, columns from the first that is used
    for number, values in enumerate(sheet.iter_rows(), 1):
        row = {}
        for column, value in enumerate(islice(values, 16_384), left):
            if value is None or value == "" or (isinstance(value, str) and not value.strip()):
                continue
            text, kind = shown(value, "e" if value in _ERRORS else "s", "")
            if text:
                row[column] = Cell(text, kind)
        cells += len(row)
        if len(row) > COLUMNS_MOST or cells > CELLS_MOST:
            raise too_much(name)
        if row:
            read.rows[number] = row
            if len(read.rows) > ROWS_MOST + 100:
                raise too_many_rows(name, ROWS_MOST)
    for (top, left), (bottom, right) in getattr(sheet, "merged_cell_ranges", None) or []:
        read.merges.append((top + 1, left, bottom + 1, right))
    return read
