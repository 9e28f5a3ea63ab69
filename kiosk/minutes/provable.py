"""Which tables of a public copy follow from the entries that it discloses, and those tables made anew.

Withheld entries cannot be replayed. A table is provable when no withheld entry can have touched it, nor anything that a
disclosed entry reads to write it. What a projection touches is read from its own code, and rather too much than too little:
every name of a table in any text that it or its helpers hold.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from types import CodeType, FunctionType
from typing import Any

from kiosk.meeting import queries as meetings
from kiosk.minutes import tables
from kiosk.store import verification
from kiosk.store.journal import Entry
from kiosk.store.registry import Projection, Registry

_WORD = re.compile(r"\w+")


def provable(entries: Iterable[Entry], registry: Registry, rehearsal: bool) -> Iterator[tables.Kept]:
    """The public tables that follow from disclosed entries alone; of withheld ones `data` is None."""
    every = [entry for entry in entries if entry.kind in registry.projections]
    with closing(verification.empty(registry)) as fresh:
        names = set(tables.names(fresh))
        touched = {kind: _touched(registry.projections[kind], fresh, names) for kind in {entry.kind for entry in every}}
        lost = {table for entry in every if not entry.data for table in touched[entry.kind]}
        while more := {t for tables_ in touched.values() if tables_ & lost for t in tables_} - lost:
            lost |= more
        for entry in every:
            if not touched[entry.kind] & lost:
                registry.projections[entry.kind](fresh, entry)
        yield from tables.public_ones(fresh, names - lost, meetings.REHEARSAL_MARK if rehearsal else {})


def _touched(write: Projection, db: sqlite3.Connection, names: set[str]) -> frozenset[str]:
    """The tables that a projection may read or write, those that triggers write for it among them."""
    found = {word for text in _texts(write, set()) for word in _WORD.findall(text)} & names
    triggers = db.execute("select tbl_name, sql from sqlite_master where type = 'trigger'").fetchall()
    while (
        more := {word for table, sql in triggers if table in found for word in _WORD.findall(sql) if word in names}
        - found
    ):
        found |= more
    return frozenset(found)


def _texts(thing: Any, seen: set[int]) -> Iterator[str]:
    """Every text that a function, its helpers and the values they name hold."""
    if isinstance(thing, str):
        yield thing
    if id(thing) in seen or isinstance(thing, str | int | float | None):
        return
    seen.add(id(thing))
    if isinstance(thing, FunctionType) and thing.__module__.startswith("kiosk."):
        yield from _texts(thing.__code__, seen)
        for name in _named(thing.__code__):
            yield from _texts(thing.__globals__.get(name), seen)
    elif isinstance(thing, CodeType):
        for one in thing.co_consts:
            yield from _texts(one, seen)
    elif isinstance(thing, dict):
        for pair in thing.items():
            yield from _texts(pair, seen)
    elif isinstance(thing, tuple | list | set | frozenset):
        for one in thing:
            yield from _texts(one, seen)


def _named(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield from _named(one)
