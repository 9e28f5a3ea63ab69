"""Where in a sheet the list is: its header, blocks beside each other, titles above, the header printed again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from kiosk.roll import headings, words
from kiosk.roll.grid import Cell, Sheet
from kiosk.roll.limits import unusable

_NAMES = frozenset(headings.NAMES["name"].split())
HEADER_ROWS = 200  # rows that hold something, in which a header is looked for


@dataclass
class Table:
    """A header and the rows below it, in some columns of a sheet."""

    sheet: Sheet
    fields: dict[int, str]
    titles: dict[int, str]
    header_rows: list[int]
    first: int  # the first column of its own
    last: int
    rows: list[int] = field(default_factory=list)
    bare: bool = False  # a list of names alone
    weights: list[int] = field(default_factory=list)  # further columns that are called like a weight
    downward: set[int] = field(default_factory=set)  # columns in which a value holds for the empty cells below it
    unit_of: list[int] = field(default_factory=list)  # the columns that make a unit's number: building, staircase, room
    label: str = ""  # what stands alone above the header: 列席人员名单
    perhaps_headings: int = 0  # a first row in words, of a table without known headings: nobody can tell

    def heading(self, column: int) -> str:
        return self.titles.get(column, "")


@dataclass
class Parts:
    """A sheet in parts: what stands above and between, the headers, the tables."""

    tables: list[Table]
    titles: list[int]


def parts(sheet: Sheet) -> Parts:
    """The tables of a sheet; none when it has no header."""
    if sheet.fields:
        return _known(sheet)
    found = Parts([], [])
    if _on_its_side(sheet):
        raise unusable("People stand beside each other in this list, not below: turn it (Paste Special, Transpose).")
    blocks: list[Table] = []
    numbers = list(sheet.rows)
    place = 0
    while place < len(numbers):
        number = numbers[place]
        used = 0 if number in sheet.marks else _header_rows(sheet, numbers, place, blocks)
        if used:
            above = numbers[place - 1] if place else 0
            blocks = _blocks(sheet, numbers[place : place + used], blocks)
            _label(sheet, above, blocks, found)
            found.tables += [block for block in blocks if block not in found.tables]
            place += used
            continue
        if number in sheet.marks or not blocks:
            found.titles.append(number)
            if not blocks and place >= HEADER_ROWS:
                return Parts([], list(sheet.rows))
        else:
            for block in blocks:
                block.rows.append(number)
        place += 1
    return found


def _on_its_side(sheet: Sheet) -> bool:
    """Whether headings stand below each other in the first column, and names beside 姓名."""
    rows = [row for number, row in sheet.rows.items() if number not in sheet.marks]
    first = [headings.word(row[0].text) if 0 in row else "" for row in rows[:20]]
    known = [word for word in first if word in headings.COLUMN]
    if len(rows) < 2 or len(rows) > 20 or len(known) < 2 or len(known) * 2 <= len(rows):
        return False
    names = next((row for row, word in zip(rows, first, strict=False) if headings.COLUMN.get(word) == "name"), {})
    others = [cell.text for column, cell in names.items() if column]
    return len(others) > 1 and all(
        words.is_like_a_name(text) and headings.word(text) not in headings.COLUMN for text in others
    )


def headerless(sheet: Sheet, fields: dict[int, str]) -> Parts:
    """A sheet without a known header whose columns somebody named; a first row of headings is one all the same."""
    width = max((max(row) for row in sheet.rows.values()), default=0)
    rows = [number for number in sheet.rows if number not in sheet.marks]
    titles: dict[int, str] = {}
    if rows and headings.some_are_known(_texts(sheet.rows[rows[0]])):
        titles = _texts(sheet.rows[rows[0]])
    first = rows[:1] if titles else []
    table = Table(sheet, fields, titles, first, 0, width, rows[len(first) :])
    if not titles and rows and not any(any(c.isdigit() for c in cell.text) for cell in sheet.rows[rows[0]].values()):
        table.perhaps_headings = rows[0]
    return Parts([table], [row for row in sheet.rows if row in sheet.marks])


def named(sheet: Sheet, wanted: Mapping[str, str]) -> Parts | None:
    """A sheet whose header is known by headings that somebody named: {"您的姓名": "name"}; None without such a row."""
    keys = {headings.word(key): field for key, field in wanted.items()}
    for number, row in list(sheet.rows.items())[:HEADER_ROWS]:
        fields = {column: keys[word] for column, cell in row.items() if (word := headings.word(cell.text)) in keys}
        if number not in sheet.marks and headings.has_name(fields):
            titles = _texts(row)
            rows = [other for other in sheet.rows if other > number and other not in sheet.marks]
            table = Table(sheet, {**headings.fields(titles), **fields}, titles, [number], min(row), max(row), rows)
            return Parts([table], [other for other in sheet.rows if other < number or other in sheet.marks])
    return None


def bare_list(sheet: Sheet) -> Parts | None:
    """A list of names alone: one column, nearly all of it like names."""
    rows = [number for number in sheet.rows if number not in sheet.marks]
    columns = {column for number in rows for column in sheet.rows[number]}
    if sheet.bare:
        held = {column: [number for number in rows if column in sheet.rows[number]] for column in sorted(columns)}
        return Parts([Table(sheet, {c: "name"}, {}, [], c, c, numbers, bare=True) for c, numbers in held.items()], [])
    if len(columns) != 1 or not rows:
        return None
    (column,) = columns
    like = sum(words.is_like_a_name(sheet.rows[number][column].text) for number in rows)
    if like * 5 < len(rows) * 4:
        return None
    table = Table(sheet, {column: "name"}, {}, [], column, column, rows, bare=True)
    return Parts([table], [row for row in sheet.rows if row in sheet.marks])


def may_hold_names(sheet: Sheet) -> dict[int, list[str]]:
    """Columns that may hold names, with samples: most of their cells read like one."""
    found: dict[int, list[str]] = {}
    rows = [row for number, row in list(sheet.rows.items())[:HEADER_ROWS] if number not in sheet.marks]
    for column in sorted({column for row in rows for column in row})[:60]:
        texts = [row[column].text for row in rows if column in row]
        if sum(words.is_like_a_name(text) for text in texts) * 2 > len(texts):
            found[column] = texts[:5]
    return found


def _known(sheet: Sheet) -> Parts:
    rows = [number for number in sheet.rows if number not in sheet.marks]
    fields = {place: field for place, field in sheet.fields.items() if field}
    table = Table(sheet, fields, dict(sheet.titles), [], 0, max(sheet.fields), rows)
    return Parts([table], [row for row in sheet.rows if row in sheet.marks])


def _header_rows(sheet: Sheet, numbers: list[int], place: int, blocks: list[Table]) -> int:
    """How many rows from here are a header: none, one, or two (group headings above their parts)."""
    row = sheet.rows[numbers[place]]
    if blocks and not _like_a_header(row, blocks):
        return 0
    found = headings.header(_texts(row))
    if not found:
        return 0
    below = sheet.rows[numbers[place + 1]] if place + 1 < len(numbers) else {}
    if _repeats_partly(row, below, found):
        return 0  # 支部, 党员 in every row: they are values
    return 2 if _second_row(sheet, numbers[place], below, found) else 1


def _like_a_header(row: dict[int, Cell], blocks: list[Table]) -> bool:
    """Cheap, as it is asked of every row: a heading stands where the names would be, or where one was."""
    for block in blocks:
        for column, title in block.titles.items():
            cell = row.get(column)
            if cell is not None and cell.text == title and not cell.copied:
                return True
        for column, kind in block.fields.items():
            if kind in ("name", "given_name") and column in row and headings.word(row[column].text) in headings.COLUMN:
                return True
    return len(row) > 1 and any(cell.text.lower() in _NAMES for cell in row.values())


def _texts(row: dict[int, Cell]) -> dict[int, str]:
    return {column: cell.text for column, cell in row.items()}


def _repeats_partly(row: dict[int, Cell], below: dict[int, Cell], found: dict[int, str]) -> bool:
    same = sum(column in below and below[column].text == row[column].text for column in found)
    return 0 < same < len(row)


def _second_row(sheet: Sheet, number: int, below: dict[int, Cell], found: dict[int, str]) -> bool:
    """Whether the row below is the second of a header: it names parts, and nobody."""
    if not below or (number + 1 not in sheet.rows):
        return False
    own = {column: cell for column, cell in below.items() if not cell.copied}
    names = [column for column, field in found.items() if field in ("name", "given_name", "family_name")]
    if not own or any(column in own for column in names):
        return False
    if any(top == number and bottom > number for top, _left, bottom, _right in sheet.merges):
        return all(cell.kind == "text" for cell in own.values())
    return any(headings.word(cell.text) in headings.COLUMN for cell in own.values()) and all(
        headings.word(cell.text) in headings.COLUMN or column not in found for column, cell in own.items()
    )


def _blocks(sheet: Sheet, header_rows: list[int], before: list[Table]) -> list[Table]:
    """The tables under a header: several when its columns repeat beside each other."""
    titles: dict[int, str] = {}
    for number in header_rows:
        titles |= {column: cell.text for column, cell in sheet.rows[number].items() if cell.text}
    titles = dict(sorted(titles.items()))
    if before and (all(block.titles == _within(titles, block) for block in before) or _same_places(titles, before)):
        for block in before:
            block.header_rows += header_rows  # printed pages repeat the header
        return before
    return [
        Table(sheet, headings.fields(part), part, list(header_rows), min(part), max(part)) for part in _split(titles)
    ]


def _label(sheet: Sheet, above: int, blocks: list[Table], found: Parts) -> None:
    """What stands right above a header belongs to the rows below it, each block's to itself."""
    row = sheet.rows.get(above)
    if not row or (above not in found.titles and not _alone(row)):
        return
    for block in blocks:
        texts = [cell.text for column, cell in row.items() if block.first <= column <= block.last and not cell.copied]
        if len(texts) == 1 and block.header_rows and block.header_rows[0] > above:
            block.label = texts[0]


def _alone(row: dict[int, Cell]) -> bool:
    return len([cell for cell in row.values() if not cell.copied]) == 1


def _same_places(titles: dict[int, str], blocks: list[Table]) -> bool:
    """姓名 alone, where the names stand already: the header again, in part."""
    fields = {column: field for block in blocks for column, field in block.fields.items()}
    again = headings.fields(titles)
    return bool(again) and all(fields.get(column) == again.get(column) for column in titles)


def _within(titles: dict[int, str], block: Table) -> dict[int, str]:
    return {column: title for column, title in titles.items() if block.first <= column <= block.last}


def _split(titles: dict[int, str]) -> list[dict[int, str]]:
    """编号 姓名 | 编号 姓名 → two blocks; columns that do not repeat as a whole are one."""
    words = {column: headings.word(title) for column, title in titles.items()}
    first = next(iter(words.values()))
    starts = [column for column, word in words.items() if word == first]
    if len(starts) < 2:
        return [titles]
    edges = [*starts, max(titles) + 1]
    blocks = [
        {column: title for column, title in titles.items() if start <= column < end} for start, end in pairwise(edges)
    ]
    if all(headings.has_name(headings.fields(block)) for block in blocks):
        return blocks
    return [titles]
