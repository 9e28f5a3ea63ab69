"""What a preview says of a file: every column with its field and samples, titles, what is hidden, sums of weights."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from itertools import islice
from typing import Any

from kiosk.roll import weights
from kiosk.roll.account import Account
from kiosk.roll.grid import letter
from kiosk.roll.headings import word
from kiosk.roll.judging import Judged
from kiosk.roll.person import Person
from kiosk.roll.tables import Table

SAMPLES = 3
TITLES_MOST = 50
PUBLIC = {
    "counter": "number", "unit": "number", "party_status": "category", "status": "category", "flag": "category",
    "unflag": "category", "perhaps": "category", "id_tail": "note",
}  # fmt: skip


@dataclass
class Column:
    """A column of a table. `place`: B, or 二支部!B where the sheets differ. `field` is empty when it is not used;
    `why`: "counts" (the rows), "repeats" (tells nobody apart), "again" (a heading that stood before)."""

    sheet: str
    place: str
    heading: str
    field: str
    samples: list[str]
    why: str = ""
    figures: dict[str, str] = dataclasses.field(default_factory=dict)  # sum, least, greatest of a column of numbers


@dataclass
class Summary:
    columns: list[Column]
    titles: list[dict[str, Any]]  # {"sheet", "row", "text"}
    header_rows: dict[str, list[int]]
    hidden_rows: dict[str, int]
    hidden_columns: dict[str, list[str]]
    cells: dict[str, int]  # how many cells became what

    @property
    def mapping(self) -> dict[str, str]:
        return {one.place: PUBLIC.get(one.field, one.field) for one in self.columns if one.field}

    @property
    def headings(self) -> str:
        """What a file of the same kind is known by: the headings of its columns, in their order."""
        return "|".join(one.heading for one in self.columns)

    @property
    def unused(self) -> list[str]:
        return [one.place for one in self.columns if not one.field]


def summarise(tables: list[Table], judged: list[Judged], account: Account, people: list[Person]) -> Summary:
    several = len({table.sheet.name for table in tables}) > 1
    alike: dict[int, set[str | None]] = {}
    for table in tables:
        for column in range(table.first, table.last + 1):
            alike.setdefault(column, set()).add(table.fields.get(column))

    def place(sheet: str, column: int) -> str:
        return letter(column) if not several or len(alike.get(column, ())) == 1 else f"{sheet}!{letter(column)}"

    found: dict[tuple[str, int], Column] = {}
    unused: dict[tuple[str, int], Column] = {}
    for table, judge in zip(tables, judged, strict=True):
        for column, kind in table.fields.items():
            one = Column(table.sheet.name, place(table.sheet.name, column), table.heading(column), kind, [])
            one.samples = _holds(table, column)
            if kind == "weight":
                one.figures = figures([person.weight for person in people if person.weight])
            if column == judge.number:
                one.why = "repeats" if judge.repeats else "counts" if judge.counts else ""
                one.field = "" if judge.repeats else kind
            found.setdefault((table.sheet.name, column), one)
    for (sheet, column), samples in account.unused().items():
        again = found.get((sheet, column))
        if again is None or again.field:  # used in one table of the sheet, and not in another
            heading = next(
                (one.heading(column) for one in tables if one.sheet.name == sheet and column in one.titles), ""
            )
            unused[(sheet, column)] = Column(sheet, place(sheet, column), heading, "", samples[:SAMPLES])
    order = {sheet.name: number for number, sheet in enumerate(account.sheets)}
    every = [*found.items(), *unused.items()]
    columns = _once([one for _key, one in sorted(every, key=lambda item: (order[item[0][0]], item[0][1]))])
    _mark_repeated(columns)
    read = [sheet for sheet in account.sheets if sheet.name in account.parts]
    return Summary(
        columns,
        _titles(account),
        {name: sorted({row for one in part.tables for row in one.header_rows}) for name, part in account.parts.items()},
        {sheet.name: len(sheet.hidden_rows & set(sheet.rows)) for sheet in read if sheet.hidden_rows & set(sheet.rows)},
        {sheet.name: [letter(column) for column in sorted(sheet.hidden_columns)[:50]] for sheet in read if sheet.hidden_columns},
        account.counted(),
    )  # fmt: skip


def _once(columns: list[Column]) -> list[Column]:
    """Sheets with the same columns are told once."""
    return list({(one.place, bool(one.field)): one for one in reversed(columns)}.values())[::-1]


def _mark_repeated(columns: list[Column]) -> None:
    seen: set[tuple[str, str]] = set()
    for one in columns:
        key = (one.sheet, word(one.heading))
        if key in seen and one.heading and not one.field:
            one.why = "again"
        seen.add(key)


def _titles(account: Account) -> list[dict[str, Any]]:
    found = []
    for sheet in account.sheets:
        part = account.parts.get(sheet.name)
        for row in part.titles if part else []:
            text = " ".join(cell.text for cell in sheet.rows[row].values() if not cell.copied)
            found.append({"sheet": sheet.name, "row": row, "text": text[:200]})
    return found[:TITLES_MOST]


def _holds(table: Table, column: int) -> list[str]:
    cells = (table.sheet.rows[row].get(column) for row in table.rows)
    return [cell.text[:80] for cell in islice((one for one in cells if one is not None), SAMPLES)]


def figures(values: list[int]) -> dict[str, str]:
    """Sum, least and greatest of weights in thousandths."""
    if not values:
        return {}
    return {
        "sum": weights.decimal(sum(values)),
        "least": weights.decimal(min(values)),
        "greatest": weights.decimal(max(values)),
    }
