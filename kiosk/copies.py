"""Verified copies of a served file in a folder of the chair's choosing, such as the supervisor's stick.

A copy is whole: the journal, the tables, and the workings that a spare laptop needs to go on. It is written beside
the old one, checked, made durable, and only then takes its place.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from kiosk import db as files
from kiosk import journal
from kiosk.refusals import Refused


class Copies:
    """Where copies of one file go; `folder` None: nowhere."""

    def __init__(self, path: Path, folder: Path | None) -> None:
        self._path = path
        self._folder = folder

    @property
    def wanted(self) -> bool:
        return self._folder is not None

    def write(self) -> journal.Head:
        """Write a copy and return its head; Refused, one sentence, when it cannot be written or does not hold.

        It may take seconds on a slow stick: never call it in the hub.
        """
        assert self._folder
        target = self._folder / self._path.name
        partial = target.with_name(f"{target.name}.partial")
        try:
            partial.unlink(missing_ok=True)
            with closing(files.reader(self._path)) as source, closing(sqlite3.connect(partial)) as copy:
                source.backup(copy)
            head = _checked(partial)
            _make_durable(partial)
            partial.replace(target)
            _make_durable(self._folder)
        except (OSError, sqlite3.Error, journal.Broken) as error:
            raise Refused("no_copy", "The copy could not be written to the stick: %(why)s.", why=str(error)) from None
        return head


def _checked(copy: Path) -> journal.Head:
    """The head of a copy whose chain was read from beginning to end."""
    with closing(files.reader(copy)) as db:
        for _ in journal.checked(db):
            pass
        return journal.head(db)


def _make_durable(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
