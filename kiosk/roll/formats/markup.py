"""Tables in HTML and in the XML of Excel 2003: both are often called .xls."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

from kiosk.roll.formats.foreign import broken_workbook
from kiosk.roll.formats.text import unwrapped
from kiosk.roll.grid import CELLS_MOST, COLUMNS_MOST, ROWS_MOST, Book, Cell, Sheet
from kiosk.roll.limits import too_many_rows, too_much

_HIDDEN = re.compile(r"display\s*:\s*none", re.I)
_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"


def html(encoding: str, text: str, name: str) -> Book:
    """Each table is a sheet; merged, hidden and struck-out cells are told like a workbook's."""
    parser = _Tables(name)
    parser.feed(text)
    parser.close()
    parser.end_all()
    return Book(f"HTML, {encoding}", [table for table in parser.tables if table.rows])


class _Tables(HTMLParser):
    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.name = name
        self.tables: list[Sheet] = []
        self.open: list[_Table] = []
        self.caption: list[str] | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attributes}
        if tag == "table":
            self.tables.append(Sheet(""))
            self.open.append(_Table(self.tables[-1], self.name))
        elif self.open:
            table = self.open[-1]
            if tag == "tr":
                table.begin_row(bool(_HIDDEN.search(given.get("style", ""))))
            elif tag in ("td", "th"):
                table.begin_cell(_span(given.get("rowspan")), _span(given.get("colspan")))
            elif tag in ("br", "p", "div"):
                table.text.append(" ")
            elif tag in ("s", "strike", "del"):
                table.struck = True

    def handle_endtag(self, tag: str) -> None:
        if not self.open:
            return
        if tag == "table":
            self.open.pop().end_cell()
        elif tag in ("td", "th", "tr"):
            self.open[-1].end_cell()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1].inside:
            self.open[-1].text.append(data)

    def end_all(self) -> None:
        while self.open:
            self.open.pop().end_cell()


class _Table:
    """Where the next cell of a table stands, and what it holds so far."""

    def __init__(self, sheet: Sheet, name: str) -> None:
        self.sheet, self.name = sheet, name
        self.row = self.column = self.cells = 0
        self.text: list[str] = []
        self.inside = self.struck = False
        self.taken: dict[int, int] = {}  # column → the last row that a cell above reaches to

    def begin_row(self, hidden: bool) -> None:
        self.end_cell()
        self.row, self.column = self.row + 1, 0
        if self.row > ROWS_MOST:
            raise too_many_rows(self.name, ROWS_MOST)
        if hidden:
            self.sheet.hidden_rows.add(self.row)

    def begin_cell(self, down: int, across: int) -> None:
        self.end_cell()
        if self.row == 0:
            self.row = 1
        while self.taken.get(self.column, 0) >= self.row:
            self.column += 1
        self.inside, self.place = True, self.column
        if down > 1 or across > 1:
            self.sheet.merges.append((self.row, self.column, self.row + down - 1, self.column + across - 1))
        for column in range(self.column, self.column + across):
            self.taken[column] = self.row + down - 1
        self.column += across
        if self.column > COLUMNS_MOST or self.cells > CELLS_MOST:
            raise too_much(self.name)

    def end_cell(self) -> None:
        if self.inside and (text := unwrapped(" ".join("".join(self.text).split()))):
            self.sheet.rows.setdefault(self.row, {})[self.place] = Cell(text, struck=self.struck)
            self.cells += 1
        self.text, self.inside, self.struck = [], False, False


def _span(given: str | None) -> int:
    return min(int(given), 1_000) if given and given.strip().isdecimal() and int(given) else 1


def xml_2003(content: bytes, name: str) -> Book:
    """The sheets of an Excel 2003 XML file."""
    sheets: list[Sheet] = []
    row = cells = 0
    try:
        for event, element in ElementTree.iterparse(io.BytesIO(content.strip()), events=("start", "end")):
            if event == "start" and element.tag == f"{_SS}Worksheet":
                sheets.append(Sheet(element.get(f"{_SS}Name", "")))
                row = 0
            elif event == "end" and element.tag == f"{_SS}Row" and sheets:
                row = int(element.get(f"{_SS}Index", row + 1))
                cells += _row(sheets[-1], row, element)
                if cells > CELLS_MOST or len(sheets[-1].rows) > ROWS_MOST:
                    raise too_much(name)
                element.clear()
            elif event == "end" and element.tag.endswith("}Visible") and element.text != "SheetVisible" and sheets:
                sheets[-1].state = "hidden"
    except (ElementTree.ParseError, ValueError):
        raise broken_workbook(name) from None
    return Book("XML 2003", sheets)


def _row(sheet: Sheet, number: int, element: Any) -> int:
    if element.get(f"{_SS}Hidden") == "1":
        sheet.hidden_rows.add(number)
    place, found = 0, 0
    for cell in element.iter(f"{_SS}Cell"):
        place = int(cell.get(f"{_SS}Index", place + 1))
        across, down = int(cell.get(f"{_SS}MergeAcross", 0)), int(cell.get(f"{_SS}MergeDown", 0))
        data = cell.find(f"{_SS}Data")
        text = "".join(data.itertext()).strip() if data is not None else ""
        if text:
            kind = {"Number": "number", "DateTime": "date", "Error": "error"}.get(data.get(f"{_SS}Type", ""), "text")
            plain = text[:10] if kind == "date" else _number(text) if kind == "number" else unwrapped(text)
            sheet.rows.setdefault(number, {})[place - 1] = Cell(plain, _long(plain, kind))
            found += 1
        if across or down:
            sheet.merges.append((number, place - 1, number + min(down, ROWS_MOST), place - 1 + across))
        place += across
    return found


def _number(text: str) -> str:
    try:
        value = float(text)
    except ValueError:
        return text
    return str(int(value)) if value.is_integer() and abs(value) < 10**15 else text


def _long(text: str, kind: str) -> str:
    return "long" if kind == "number" and sum(c.isdigit() for c in text) > 15 else kind
