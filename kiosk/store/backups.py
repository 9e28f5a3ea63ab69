"""Verified copies of a served file in a folder of the chair's choosing, such as the supervisor's stick.

A copy holds the journal, the tables, and the workings that a spare laptop needs to go on; but no single paper of a
count under way, which would outlive its count on the stick. It is written beside the old one, checked, made durable,
and only then takes its place. It is written after each declaration and every few minutes; what became of the last one
is in the file, for the console to show.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from kiosk.store import database as files
from kiosk.store import journal
from kiosk.store.errors import CommandRejected

EVERY_SECONDS = 180.0
LOOK_SECONDS = 1.0
AGAIN_SECONDS = 10.0  # after a failure

log = logging.getLogger("kiosk.store.backups")


class BackupStatus(NamedTuple):
    """The last copy: when it was tried, up to which entry, and the sentence of what went wrong (empty: it holds)."""

    at: int
    seq: int
    trouble: str


class BackupWriter:
    """Where copies of one file go; `folder` None: nowhere."""

    def __init__(self, path: Path, folder: Path | None, now: Callable[[], int], uncopied: Sequence[str] = ()) -> None:
        """`now` is the meeting's clock; `uncopied` names the working tables that are empty in a copy."""
        self._path = path
        self._folder = folder
        self._now = now
        self._uncopied = uncopied
        self._one = threading.Lock()
        self._ended = threading.Event()

    @property
    def wanted(self) -> bool:
        return self._folder is not None

    def write(self) -> journal.Head:
        """Write a copy and return its head; CommandRejected, one sentence, when it cannot be written or does not hold.

        It may take seconds on a slow stick: never call it in the hub.
        """
        assert self._folder
        target = self._folder / self._path.name
        partial = target.with_name(f"{target.name}.partial")
        with self._one:
            try:
                _remove(partial)
                with closing(files.reader(self._path)) as source:
                    copy(source, partial, self._uncopied)
                with closing(sqlite3.connect(partial)) as marked:
                    marked.execute("update serving_working set place = ''")  # whoever serves it goes on from a copy
                    marked.commit()
                head = _checked(partial)
                files.make_durable(partial)
                partial.replace(target)
                files.make_durable(self._folder)
            except (OSError, sqlite3.Error, journal.Broken) as error:
                raise CommandRejected(
                    "no_copy", "The copy could not be written to the stick: %(why)s.", why=str(error)
                ) from None
        return head

    def keep(self, every_seconds: float = EVERY_SECONDS) -> None:
        """Go on writing copies in a thread of its own, until `end`."""
        if self.wanted:
            threading.Thread(target=self._keep, args=(every_seconds,), name="kiosk-copies", daemon=True).start()

    def end(self) -> None:
        self._ended.set()

    def _keep(self, every_seconds: float) -> None:
        done, tried_at = journal.Head(0, 0, ""), -every_seconds  # the first at once
        while not self._ended.wait(LOOK_SECONDS):
            due = time.monotonic() - tried_at >= every_seconds
            if not (self._declared(done.seq) or due) or self._head_seq() == done.seq:
                continue
            tried_at = time.monotonic()
            try:
                done, trouble = self.write(), ""
            except CommandRejected as refused:
                trouble = str(refused.figures["why"])
                log.error("no copy was written: %s", trouble)
            self._note(done.seq, trouble)
            if trouble:
                self._ended.wait(AGAIN_SECONDS)

    def _declared(self, seq: int) -> bool:
        sql = "select 1 from entry where seq > ? and kind like '%\\_declared' escape '\\'"
        with closing(files.reader(self._path)) as db:
            return db.execute(sql, (seq,)).fetchone() is not None

    def _head_seq(self) -> int:
        with closing(files.reader(self._path)) as db:
            return journal.head(db).seq

    def _note(self, seq: int, trouble: str) -> None:
        try:
            with closing(files.writer(self._path)) as db:
                db.execute(
                    "insert or replace into copy_working (id, at, seq, trouble) values (1, ?, ?, ?)",
                    (self._now(), seq, trouble),
                )
        except sqlite3.Error as error:  # the desks' writer says what is wrong with the file
            log.error("the last copy could not be noted: %s", error)


def copy(source: sqlite3.Connection, target: Path, uncopied: Sequence[str]) -> None:
    """A copy of an open file, in which these tables are empty. It is made in memory, so that their rows are not even
    written to the target's disk and erased there: a stick keeps what was erased."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as whole, closing(sqlite3.connect(target)) as made:
        source.backup(whole)
        whole.execute("pragma secure_delete = on")
        for table in uncopied:
            whole.execute(f"delete from {table}")
        whole.backup(made)


def last(db: sqlite3.Connection) -> BackupStatus | None:
    """What became of the last copy of this file; None when none was wanted."""
    row = db.execute("select at, seq, trouble from copy_working").fetchone()
    return BackupStatus(*row) if row else None


def _checked(copy: Path) -> journal.Head:
    """The head of a copy whose chain was read from beginning to end."""
    with closing(files.reader(copy)) as db:
        for _ in journal.checked(db):
            pass
        return journal.head(db)


def _remove(partial: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{partial}{suffix}").unlink(missing_ok=True)
