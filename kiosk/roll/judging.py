"""What a column as a whole says: a counter is no number, a decimal comma is seen on all of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kiosk.roll import words
from kiosk.roll.tables import Table

REPEATS_MOST = 4  # a column in which more than one of four repeats tells nobody apart


@dataclass
class Judged:
    """A table's number: what kind of column it is, and whether it tells people apart."""

    number: int | None = None
    counts: bool = False  # it counts the rows
    repeats: bool = False  # it is the same for many: a household, a group
    unit: bool = False


NUMBERED_LEAST, FILLED_LEAST = 0.6, 0.8
_USUAL = ("group", "category", "party_status", "status", "vote", "weight")


def usual(table: Table) -> list[frozenset[int]]:
    """Columns of which every person has one: a row without is a total, a heading or a note. The number where most have
    one, or all down to some row; without numbers, any of the others that are filled so."""
    if not table.header_rows or table.bare or table.sheet.fields:
        return []
    numbers = {column for column, field in table.fields.items() if field in ("number", "unit", "counter")}
    if found := {column for column in numbers if _filled(table, column, NUMBERED_LEAST)}:
        return [frozenset(found)]
    others = {
        column for column, field in table.fields.items() if field in _USUAL and _filled(table, column, FILLED_LEAST)
    }
    return [frozenset(others)] if others else []


def downward(table: Table, rows: Sequence[int]) -> set[int]:
    """Columns in which each value stands once, at the first of its rows: 一支部, and nothing below it."""
    found = set()
    for column, field in table.fields.items():
        if field not in ("group", "category", "party_status", "status") or table.sheet.fields:
            continue
        texts = [cell.text if (cell := table.sheet.rows[row].get(column)) else "" for row in rows]
        values = [text for text in texts if text]
        empty = len(texts) - len(values)
        if values and texts[0] and empty and len(set(values)) == len(values) and (len(values) > 1 or empty > 1):
            found.add(column)
    return found


def _filled(table: Table, column: int, least: float) -> bool:
    """Whether most rows fill a column, or the first ones and then no other."""
    number = table.fields[column] in ("number", "unit", "counter")
    cells = [table.sheet.rows[row].get(column) for row in table.rows]
    filled = [cell is not None and (not number or any(map(str.isdigit, cell.text))) for cell in cells]
    count = sum(filled)
    return count >= 2 and (count >= least * len(filled) or all(filled[:count]))


def numbers(table: Table, rows: Iterable[int]) -> Judged:
    """What a table's column of numbers is worth, on the rows that seem to be people."""
    column = next((place for place, field in table.fields.items() if field in ("number", "unit", "counter")), None)
    if column is None:
        return Judged()
    kind = table.fields[column]
    texts = [
        words.without_decimals(words.figure(cell.text))
        for row in rows
        if (cell := table.sheet.rows[row].get(column)) and cell.kind != "formula"
    ]
    counts = kind == "counter" and _counts(texts)
    repeats = kind != "unit" and len(texts) >= 4 and (len(texts) - len(set(texts))) * REPEATS_MOST > len(texts)
    return Judged(column, counts, repeats or (kind == "counter" and len(set(texts)) < len(texts)), kind == "unit")


def _counts(texts: list[str]) -> bool:
    """1, 2, 3 …, with the same step where rows were left out, from anew where a group begins."""
    if not all(text.isdecimal() for text in texts):
        return False
    values = [int(text) for text in texts]
    if len(values) == 1:
        return values == [1]
    steps = Counter(after - before for before, after in pairwise(values))
    restarts = sum(after == 1 for after in values[1:])
    return steps[1] + restarts >= len(values) - 1
