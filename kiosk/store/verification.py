"""Check a meeting's file: the chain, and every table against a rebuild from the journal.

The rebuild replays every entry through the same projections into an empty database in memory; nothing is
decided or drawn again. What differs is named: the entry, or the table and its row.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from kiosk.store import database as files
from kiosk.store import forms, journal
from kiosk.store.errors import UsageError
from kiosk.store.registry import Registry

_COMMENT = re.compile(r"--[^\n]*")


class Finding(NamedTuple):
    """What was checked: entries counted, the head, and the sentence of what does not hold (None: all holds)."""

    entries: int
    head: str
    trouble: str | None


def verify(path: Path, registry: Registry) -> Finding:
    """Check a file; UsageError when it is not ours or cannot be read at all."""
    files.inspect(path)
    if files.cut_short(path):
        return Finding(0, "", f"{path} was cut short: it is smaller than its own header says. Go on from a whole copy.")
    try:
        with files.opened(path) as db, files.reading(db):
            return check(db, registry)
    except files.Held:
        raise
    except UsageError as damaged:  # foreign and newer files were told apart above
        return Finding(0, "", str(damaged))
    except sqlite3.DatabaseError as error:
        return Finding(0, "", f"{path} is damaged and cannot be read to its end ({error}).")
    except UnicodeDecodeError:
        return Finding(0, "", f"{path} holds text that is not text any more.")


def rebuild(db: sqlite3.Connection, registry: Registry) -> sqlite3.Connection:
    """All projections made anew, in memory, from the journal of `db`; journal.Broken names what fails."""
    fresh = empty(registry)
    try:
        replay(db, fresh, registry)
    except BaseException:
        fresh.close()
        raise
    return fresh


def replay(db: sqlite3.Connection, fresh: sqlite3.Connection, registry: Registry) -> None:
    """Write every projection of the journal of `db` into the empty tables of `fresh`; journal.Broken names what fails."""
    last = 0
    for entry in journal.checked(db):
        write = registry.projections.get(entry.kind)
        last = entry.seq
        if write:
            try:
                write(fresh, entry)
            except (sqlite3.Error, KeyError, TypeError, ValueError, LookupError) as error:
                raise journal.Broken(f"Entry {last} ({entry.kind}): it cannot be replayed ({error}).") from None
        elif entry.kind != "refused":
            raise journal.Broken(f"Entry {last}: this program does not know what {entry.kind} means.")


def empty(registry: Registry) -> sqlite3.Connection:
    """All tables, empty, in memory."""
    return _in_memory(registry.tables)


def of_form(form: int) -> sqlite3.Connection:
    """The tables of an older form, empty, in memory."""
    return _in_memory([forms.tables(form)])


def _in_memory(texts: Iterable[str]) -> sqlite3.Connection:
    fresh = sqlite3.connect(":memory:", isolation_level=None)
    fresh.row_factory = sqlite3.Row
    for text in texts:
        for statement in files.statements(text):
            fresh.execute(statement)
    return fresh


def differences(db: sqlite3.Connection, fresh: sqlite3.Connection) -> Iterator[str]:
    """One sentence for each table whose shape or rows differ from the rebuild; `db` may have an older form."""
    form = files.form(db)
    if form == files.FORM_VERSION:
        yield from _differences(db, fresh, fresh, {})
        return
    with closing(of_form(form)) as shape:
        yield from _differences(db, fresh, shape, forms.COLUMN_MAP[form])


def _differences(
    db: sqlite3.Connection, fresh: sqlite3.Connection, shape: sqlite3.Connection, column_map: Mapping[str, str]
) -> Iterator[str]:
    """`shape` has the tables that `db` should have, `column_map` says how `fresh` tells their rows."""
    here, there = _shapes(db), _shapes(shape)
    for name in sorted(here.keys() | there.keys()):
        kind, _, table = name.partition(" ")
        if name not in here:
            yield f"The {kind} {table} is missing."
        elif name not in there:
            yield f"The {kind} {table} does not belong to this file."
        elif here[name] != there[name]:
            yield f"The {kind} {table} has another shape than it should."
    for table in _projections(shape):
        if f"table {table}" in here and here[f"table {table}"] == there[f"table {table}"]:
            yield from _rows_that_differ(db, fresh, table, column_map.get(table))


def check(db: sqlite3.Connection, registry: Registry) -> Finding:
    """What holds in an open file, whichever form it has."""
    end = journal.head(db) if "table entry" in _shapes(db) else None
    if end is None or end.seq == 0:
        return Finding(0, "", "The journal is empty or missing.")
    try:
        fresh = rebuild(db, registry)
    except journal.Broken as broken:
        return Finding(end.seq, end.hash, str(broken))
    try:
        return Finding(end.seq, end.hash, next(differences(db, fresh), None))
    finally:
        fresh.close()


def _shapes(db: sqlite3.Connection) -> dict[str, str]:
    """What the file consists of: "table member" → its SQL, without comments, white space folded."""
    rows = db.execute("select type, name, sql from sqlite_master where sql is not null")
    return {f"{row[0]} {row[1]}": " ".join(_COMMENT.sub("", row[2]).split()) for row in rows}


def _projections(db: sqlite3.Connection) -> list[str]:
    rows = db.execute("select name from sqlite_master where type = 'table' order by name")
    return [
        row[0]
        for row in rows
        if not row[0].endswith("_working")
        and "fts" not in row[0]
        and not row[0].startswith("sqlite_")
        and row[0] != "entry"
    ]


def _rows_that_differ(
    db: sqlite3.Connection, fresh: sqlite3.Connection, table: str, mapped: str | None
) -> Iterator[str]:
    """The first row of a table that was changed, is missing, or is too many."""
    columns = [row[1] for row in db.execute(f"pragma table_info({table})")]
    order = ", ".join(columns)
    here = {tuple(row) for row in db.execute(f"select {order} from {table}")}
    there = {tuple(row) for row in fresh.execute(mapped or f"select {order} from {table}")}
    if here == there:
        return
    missing, extra = sorted(there - here, key=repr), sorted(here - there, key=repr)
    key = columns[0]
    if missing and extra and missing[0][0] == extra[0][0]:
        column = next(c for c, a, b in zip(columns, missing[0], extra[0], strict=True) if a != b)
        yield f"The table {table} was changed: the row with {key} {missing[0][0]} has another {column} than the journal says."
    elif missing:
        yield f"The table {table} was changed: the row with {key} {missing[0][0]} is missing or was edited."
    else:
        yield f"The table {table} was changed: the row with {key} {extra[0][0]} is not in the journal."
