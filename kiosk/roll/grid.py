"""A file as sheets of typed cells: what every format is turned into, before anything is understood."""

from __future__ import annotations

from dataclasses import dataclass, field

ROWS_MOST = 200_000  # rows that hold something, in all sheets together
COLUMNS_MOST = 1_000
CELLS_MOST = 2_000_000


@dataclass(slots=True)
class Cell:
    """One cell that holds something.

    `text` is what the sheet shows; `kind` is "text", "number", "long" (a number beyond 15 digits: its last ones are
    lost), "date", "error" or "formula" (never calculated). `copied`: the value of a merged area, told for its rows.
    """

    text: str
    kind: str = "text"
    struck: bool = False
    copied: bool = False


Rows = dict[int, dict[int, Cell]]
Merge = tuple[int, int, int, int]  # first row, first column, last row, last column


@dataclass
class Sheet:
    """A sheet's cells by row (from 1) and column (from 0); what holds nothing is not there."""

    name: str
    rows: Rows = field(default_factory=dict)
    state: str = "visible"  # visible | hidden | chart
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)
    marks: set[int] = field(default_factory=set)  # rows of the format itself: sep=;  |---|---|
    fields: dict[int, str] = field(default_factory=dict)  # columns that the format itself knows: a vCard's FN
    doubts: set[int] = field(default_factory=set)  # rows that may be no people, as the format tells
    bare: bool = False  # names alone, in every column
    comments: dict[int, str] = field(default_factory=dict)  # by row: what is written on its cells
    coloured: set[int] = field(default_factory=set)  # rows of which a cell is coloured unlike most
    widths: dict[int, int] = field(default_factory=dict)  # how many cells a line of text has, the empty ones too
    titles: dict[int, str] = field(default_factory=dict)  # and how it calls them


@dataclass
class Book:
    """A file's sheets. `label`: how it is written ("UTF-8", "XLSX"). `blind`: what cannot be seen in such a file."""

    label: str
    sheets: list[Sheet]
    blind: bool = False
    told: bool = False  # its rows were told as progress while they were read


def letter(column: int) -> str:
    """A column as a spreadsheet names it: 0 is A, 26 is AA."""
    name, rest = "", column + 1
    while rest:
        rest, place = divmod(rest - 1, 26)
        name = chr(65 + place) + name
    return name


def spread(sheet: Sheet) -> None:
    """Tell the value of each merged area for all of its rows; those of one row alone stay as they are."""
    last = max(sheet.rows, default=0)
    for top, left, bottom, _right in sheet.merges:
        value = sheet.rows.get(top, {}).get(left)
        if value is None:
            continue
        for number in range(top + 1, min(bottom, last) + 1):
            row = sheet.rows.get(number)
            if row is not None:  # a row that holds nothing of its own stays nothing
                row.setdefault(left, Cell(value.text, value.kind, value.struck, copied=True))
