"""A unit's number in parts: 楼栋, 单元 and 房号 in columns of their own. Room 101 of two buildings is two units."""

from __future__ import annotations

import re

from kiosk.roll import headings, words
from kiosk.roll.grid import Cell
from kiosk.roll.tables import Table
from kiosk.roll.vocabulary import words_of

_PARTS = (
    words_of("楼栋 楼栋号 栋 栋号 幢 幢号 楼号 楼 座 座号 building block tower haus gebäude bâtiment"),
    words_of("单元 单元号 梯 梯号 staircase stair entrance aufgang treppe escalier"),
    words_of("房号 房间号 室号 室 房屋编号 户号 flat flatno flatno. roomno roomno. room apartment wohnung unit unitno"),
)
_SUFFIX = re.compile(r"\s*(号楼|栋|幢|座|楼|单元|室|号|房)$")


def find(table: Table) -> None:
    """Note the columns of which a number is made, where rooms of the same number stand in different buildings."""
    by_word = {headings.word(title): column for column, title in reversed(table.titles.items())}
    columns = [next((by_word[word] for word in part if word in by_word), None) for part in _PARTS]
    room = columns[-1]
    others = [column for column in columns[:-1] if column is not None]
    if room is None or not others or "number" in table.fields.values():
        return
    cells = [table.sheet.rows[row] for row in table.rows if room in table.sheet.rows[row]]
    rooms = {row[room].text for row in cells}
    whole = {number(row, [*others, room]) for row in cells}
    if len(whole) > len(rooms):
        table.fields = {place: field for place, field in table.fields.items() if field not in ("unit", "counter")}
        table.fields[room] = "unit"
        table.fields = dict(sorted(table.fields.items()))
        table.unit_of = [*others, room]


def number(row: dict[int, Cell], columns: list[int]) -> str:
    """1栋, 2单元, 301室 → 1-2-301."""
    parts = [words.figure(row[column].text) for column in columns if column in row]
    return "-".join(_SUFFIX.sub("", part) or part for part in parts)
