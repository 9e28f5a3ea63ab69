"""The tables of a meeting as JSON, as CSV, and as one workbook. Working tables are never among them."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, nullcontext
from typing import Any, NamedTuple

from kiosk.meeting import queries as meetings
from kiosk.minutes import redaction
from kiosk.store import database as files
from kiosk.store import forms, verification
from kiosk.store.packing import repacked

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CELL_MOST = 32_767
_UNKEPT = "sqlite_"


class Kept(NamedTuple):
    """A table's name, its columns and its rows."""

    name: str
    columns: tuple[str, ...]
    rows: list[dict[str, Any]]


def tables(db: sqlite3.Connection, public: bool, form: int = files.FORM_VERSION) -> Iterator[Kept]:
    """Every projection as a form of the file had it, ordered by all of its columns; to everybody those of `disclosure`
    alone. In a rehearsal each row says so first."""
    mark = meetings.no_record(db)
    for name, columns, select in _shape(db, form):
        if not public or name in redaction.TABLES:
            yield _kept(db, name, columns, select, mark, public)


def public_ones(db: sqlite3.Connection, wanted: Collection[str], mark: Mapping[str, str]) -> Iterator[Kept]:
    """Some of the public tables, of a file that need not hold a meeting; `mark` stands first in each row."""
    for name, columns, select in _shape(db, files.FORM_VERSION):
        if name in redaction.TABLES and name in wanted:
            yield _kept(db, name, columns, select, mark, public=True)


def _kept(
    db: sqlite3.Connection, name: str, columns: tuple[str, ...], select: str, mark: Mapping[str, str], public: bool
) -> Kept:
    rows = [dict(row) for row in db.execute(f"{select} order by {', '.join(columns)}")]
    if public:
        columns = tuple(column for column in redaction.TABLES[name] if column in columns)
        rows = [redaction.row(name, row) for row in rows]
    return Kept(name, (*mark, *columns), [{**mark, **row} for row in rows])


def _shape(db: sqlite3.Connection, form: int) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Each table of a form with its columns, those that are computed left out, and the select that reads its rows out of
    today's tables, with them."""
    with closing(verification.of_form(form)) if form != files.FORM_VERSION else nullcontext(db) as shape:
        for name in names(shape):
            columns = tuple(row[1] for row in shape.execute(f"pragma table_info({name})"))
            every = ", ".join(one[0] for one in shape.execute(f"select * from {name}").description)
            mapped = forms.COLUMN_MAP[form].get(name) if form != files.FORM_VERSION else None
            yield name, columns, f"select * from ({mapped})" if mapped else f"select {every} from {name}"


def names(db: sqlite3.Connection) -> list[str]:
    """The tables that are projections of the journal."""
    rows = db.execute("select name from sqlite_master where type = 'table' order by name").fetchall()
    return [
        row[0]
        for row in rows
        if not row[0].endswith("_working")
        and "fts" not in row[0]
        and not row[0].startswith(_UNKEPT)
        and row[0] != "entry"
    ]


def as_json(kept: Kept) -> bytes:
    """One row a line, so that two files can be compared by eye."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in kept.rows)
    return f"[\n{lines}\n]\n".encode() if lines else b"[]\n"


def as_csv(kept: Kept) -> bytes:
    """For a spreadsheet: UTF-8 with BOM; nothing in it can begin a formula."""
    text = io.StringIO()
    sheet = csv.writer(text, lineterminator="\r\n")
    sheet.writerow(kept.columns)
    sheet.writerows([_cell(row[column]) for column in kept.columns] for row in kept.rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def as_workbook(every: list[Kept], warning: str) -> bytes:
    """All tables, a sheet for each; `warning` is printed at the head of every page."""
    from openpyxl import Workbook  # a tenth of a second that every other start is spared

    book = Workbook(write_only=True)
    for kept in every:
        sheet = book.create_sheet(kept.name[:31])
        sheet.freeze_panes = "A2"
        sheet.oddHeader.center.text = warning or None
        sheet.append(list(kept.columns))
        for row in kept.rows:
            sheet.append([_sheet_cell(row[column]) for column in kept.columns])
    if not every:
        book.create_sheet("empty")
    stream = io.BytesIO()
    book.save(stream)
    return repacked(stream.getvalue())


def _cell(value: object) -> object:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_STARTS_A_FORMULA) else value
    return "" if value is None else value


def _sheet_cell(value: object) -> Any:
    if isinstance(value, str):
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

        return _cell(ILLEGAL_CHARACTERS_RE.sub("", value)[: _CELL_MOST - 1])
    return None if isinstance(value, bytes) else value
