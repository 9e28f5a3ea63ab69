"""What a column as a whole says: a counter is no number, a decimal comma is seen on all of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
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


def numbers(table: Table, rows: Iterable[int]) -> Judged:
    """What a table's column of numbers is worth, on the rows that seem to be people."""
    column = next((place for place, field in table.fields.items() if field in ("number", "unit", "counter")), None)
    if column is None:
        return Judged()
    kind = table.fields[column]
    texts = [
        words.figure(cell.text)
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
