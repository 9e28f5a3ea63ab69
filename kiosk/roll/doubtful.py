"""Rows of a list that may be no people: totals, signatures, what stands above other rows, parking spaces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.roll import vocabulary, words
from kiosk.roll.tables import Table


@dataclass(frozen=True)
class Doubt:
    """A row that may be no person: a total, a signature, or what stands above other rows. `group` and `beside` are
    theirs: 二支部, 列席人员; `members` ends what was said of guests."""

    group: str = ""
    beside: str = ""
    members: bool = False


def doubt(table: Table, number: int, usual: Sequence[frozenset[int]], party: bool) -> Doubt | None:
    """Whether a row looks like a total, a signature, a note or a heading of rows; None for an ordinary one."""
    row = table.sheet.rows[number]
    cells = {column: cell for column, cell in row.items() if table.first <= column <= table.last and not cell.copied}
    if not cells:
        return None
    first = cells[min(cells)].text
    if len(cells) == 1 and len(first) <= 60 and not table.bare:
        label = words.label(first)
        if words.tells_of_votes(label, party):
            return Doubt(beside=label)
        if not words.is_footer(first) and (group := words.group_of_row(first)):
            return Doubt(group=group)
        if words.category(label, party) == "yes":
            return Doubt(members=True)
    names = [cells[column].text for column, field in table.fields.items() if field == "name" and column in cells]
    if len(first) <= 60 and (words.is_footer(first) or any(words.is_footer(name) for name in names)):
        return Doubt()
    return Doubt() if any(columns.isdisjoint(row) for columns in usual) else None


def is_parking(table: Table, number: int) -> bool:
    """Whether a row is a parking space or a store, which is no flat: its heading or its words say so."""
    if "unit" not in table.fields.values():
        return False
    for column, cell in table.sheet.rows[number].items():
        field = table.fields.get(column)
        if field == "parking" and words.bare(cell.text) in vocabulary.VOTE_YES:
            return True
        if field in ("unit", "parking", "note", "category", None) and words.is_parking(cell.text):
            return True
    return False
