"""Bring a file of an older form up to date: verified, copied, its tables made again from its journal.

The journal stays to the byte. Everything else follows from it and is replayed in one transaction; the working tables
are carried over, column by column. An interruption leaves the file whole, in the one form or the other.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.store import backups, journal, verification
from kiosk.store import database as files
from kiosk.store.errors import UsageError
from kiosk.store.registry import Registry
from kiosk.store.serve_lock import serve_lock

if TYPE_CHECKING:
    from sqlite_utils import Database

JOURNAL = "entry"
_MAKES_JOURNAL = re.compile(rf"^create table {JOURNAL}\b", re.M)


def bring_up_to_date(path: Path, registry: Registry) -> Path | None:
    """Give the file the form of this program; where the file as it was is kept, or None when it had it already.

    The caller holds the serve lock. UsageError when it does not hold against its own form, or cannot be written.
    """
    if files.form_in_header(path) == files.FORM_VERSION:
        return None
    if files.cut_short(path):
        raise UsageError(f"{verification.verify(path, registry).trouble}")
    with closing(files.writer_of_any_form(path)) as db:
        if files.form(db) == files.FORM_VERSION:
            return None
        try:
            with _transaction(db):
                _need_whole(db, path, registry)
                backup = _back_up(db, path, registry)
                _rewrite(db, registry)
            db.execute("pragma wal_checkpoint(truncate)")  # so that the header of the file itself names the form
        except (OSError, sqlite3.Error) as error:
            raise UsageError(f"{path} could not be brought up to date, and is as it was: {error}.") from None
    return backup


def ready_to_write(path: Path, registry: Registry) -> Path | None:
    """For a command that writes beside a server that may be running: the same, under the serve lock, when it is due."""
    try:
        files.reader(path).close()
    except files.Older:
        with serve_lock(path):
            return bring_up_to_date(path, registry)
    return None


def migrated(path: Path, backup: Path) -> str:
    """The sentence for whoever started it."""
    return f"{path} was made by an earlier version and has been brought up to date. The file as it was: {backup}"


@contextmanager
def reader(path: Path, registry: Registry) -> Iterator[sqlite3.Connection]:
    """A file of any form to read from, in today's tables; an older one is brought up to date in memory alone.

    Only for a process that has no other connection to the file.
    """
    with files.opened(path) as db:
        if files.form(db) != files.FORM_VERSION:
            with _transaction(db):
                _need_whole(db, path, registry)
                _rewrite(db, registry)
            db.execute("pragma query_only = on")
        yield db


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("pragma foreign_keys = off")  # tables are dropped in any order; what is written is compared at the end
    db.execute("begin immediate")
    try:
        yield
        db.execute("commit")
    except BaseException:
        if db.in_transaction:
            db.execute("rollback")
        raise
    finally:
        db.execute("pragma foreign_keys = on")


def _need_whole(db: sqlite3.Connection, path: Path, registry: Registry) -> None:
    trouble = verification.check(db, registry).trouble
    if trouble:
        raise UsageError(f"{path}: {trouble} It was made by an earlier version of this program and is left as it is.")


def _back_up(db: sqlite3.Connection, path: Path, registry: Registry) -> Path:
    """The file as it was, beside it, named by its form and its head: never over another meeting's. As in every copy,
    the single papers of a count under way are left out."""
    backup = path.with_name(f"{path.name}.form-{files.form(db)}-{journal.head(db).hash[:8]}")
    partial = backup.with_name(f"{backup.name}.partial")
    partial.unlink(missing_ok=True)
    # by a connection of its own: SQLite copies nothing through one that is about to write
    with closing(files.writer_of_any_form(path)) as source:
        backups.copy(source, partial, registry.uncopied)
    files.make_durable(partial)
    partial.replace(backup)
    files.make_durable(backup.parent)
    return backup


def _rewrite(db: sqlite3.Connection, registry: Registry) -> None:
    """Inside the caller's transaction: today's tables in place of the older ones, filled from journal and workings."""
    from sqlite_utils import Database  # takes a third of a second that every other start is spared

    file = Database(db, recursive_triggers=False, execute_plugins=False)
    workings = {table.name: list(table.rows) for table in file.tables if table.name.endswith("_working")}
    _drop_all_but_journal(file)
    for text in registry.tables:
        for statement in files.statements(text):
            if not _MAKES_JOURNAL.search(statement):
                db.execute(statement)
    verification.replay(db, db, registry)
    for name in workings.keys() & set(file.table_names()):
        kept = file.table(name).columns_dict
        file.table(name).insert_all(
            {column: row[column] for column in row.keys() & kept.keys()} for row in workings[name]
        )
    db.execute(f"pragma user_version = {files.FORM_VERSION}")
    with closing(verification.rebuild(db, registry)) as fresh:
        for difference in verification.differences(db, fresh):
            raise sqlite3.DatabaseError(difference)


def _drop_all_but_journal(file: Database) -> None:
    for trigger in file.triggers:
        file.execute(f"drop trigger {trigger.name}")
    for table in file.tables:
        if table.name != JOURNAL and not table.name.startswith("sqlite_"):
            table.drop()
    for index in file.table(JOURNAL).indexes:
        if not index.name.startswith("sqlite_"):
            file.execute(f"drop index {index.name}")
