"""Open a meeting's file.

One meeting is one SQLite file. `application_id` in its header says that it is ours and `user_version`
which form it has, so that a foreign, a newer and a damaged file are told apart in words.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.store.errors import UsageError

APPLICATION_ID = 0x4B494F53  # "KIOS"
FORM_VERSION = 2  # docs/forms.md
_HEADER_LENGTH = 100
_WRITER_CACHE_KIB = 16 * 1024  # an import of 20,000 and all pages that it touches: the default writes them twice
_TRIES_MOST = 5  # a copy of a file that is being written is made again


class Older(UsageError):
    """The file has an older form: it is brought up to date before anybody reads or writes it (`migration.py`)."""


class Held(UsageError):
    """Another program keeps the file to itself just now: nothing can be said of what is in it."""


def inspect(path: Path) -> None:
    """Raise Unusable with one sentence when the file is missing, foreign, newer or cut short."""
    if path.is_dir():
        raise UsageError(f"{path} is a folder, not a meeting's file.")
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_LENGTH)
    except FileNotFoundError:
        raise UsageError(f"There is no file {path}.") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from None
    if len(header) < _HEADER_LENGTH or not header.startswith(b"SQLite format 3\0"):
        raise UsageError(f"{path} is not a meeting's file.")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise UsageError(f"{path} is the file of another program, not a meeting's file.")
    if int.from_bytes(header[60:64], "big") > FORM_VERSION:
        raise UsageError(f"{path} was written by a newer version of this program; update this one.")
    need_one_name(path)


def need_one_name(path: Path) -> None:
    """Raise UsageError when the file has a second name by a hard link: its write-ahead log goes by the name, so that
    whoever opens it by the other one reads, and writes over, an older state."""
    if path.stat().st_nlink > 1:
        raise UsageError(
            f"{path} has another name too (a hard link), and what was recorded under that one would be lost. "
            "Copy it, and go on with the copy."
        )


def need_writable(path: Path) -> None:
    """Raise UsageError when nothing can be recorded there: the file or its folder is read-only."""
    for place in (path, path.absolute().parent):
        if not os.access(place, os.W_OK):
            raise UsageError(
                f"{place} can only be read: nothing could be recorded. Copy the file to a place of your own."
            )


def cut_short(path: Path) -> bool:
    """Whether the file is shorter than its own header says (a copy that broke off)."""
    with path.open("rb") as file:
        header = file.read(_HEADER_LENGTH)
    page_size = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    return path.stat().st_size < pages * (65536 if page_size == 1 else page_size)


def create(path: Path, tables: Iterable[str]) -> sqlite3.Connection:
    """A new, empty file with the given tables.sql texts; UsageError when something is there already."""
    try:
        with path.open("xb"):
            pass
    except FileExistsError:
        raise UsageError(f"{path} exists already; nothing was changed.") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be made: {error.strerror}.") from None
    db = _connect(path)
    db.execute("pragma journal_mode = wal")
    db.execute(f"pragma user_version = {FORM_VERSION}")
    db.execute("begin")
    for text in tables:
        for statement in statements(text):
            db.execute(statement)
    db.execute("insert into secret_working (id, secret) values (1, ?)", (os.urandom(32),))
    db.execute("commit")
    # last, so that a file whose making was interrupted is not taken for a meeting's
    db.execute(f"pragma application_id = {APPLICATION_ID}")
    db.execute("pragma wal_checkpoint(truncate)")
    return db


def writer(path: Path) -> sqlite3.Connection:
    """The connection that writes: durable at every commit, transactions begun by hand."""
    return _writing(path, _of_this_form(path))


def writer_of_any_form(path: Path) -> sqlite3.Connection:
    """The connection that brings an older file up to date."""
    return _writing(path, _ours(path))


def reader(path: Path) -> sqlite3.Connection:
    """A connection that can only read."""
    db = _of_this_form(path)
    db.execute("pragma query_only = on")
    return db


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A file of any form up to ours, to be read. Of an older one a copy in memory: closing the last connection to a
    file may write into it; and of one where nothing can be written, since SQLite keeps the readers of a log beside it.
    Only for a process that has no other connection to the file, since it is opened directly.
    """
    inspect(path)
    can_be_written = all(os.access(place, os.W_OK) for place in (path, path.absolute().parent))
    current = form_in_header(path) == FORM_VERSION
    with closing(reader(path) if current and can_be_written else _in_memory(path)) as db:
        yield db


def form(db: sqlite3.Connection) -> int:
    """Which form the tables of this file have."""
    found: int = db.execute("pragma user_version").fetchone()[0]
    return found


def secret(db: sqlite3.Connection) -> bytes:
    """The file's own 32 random bytes: badge codes and device tokens are derived from them by HMAC."""
    found: bytes = db.execute("select secret from secret_working").fetchone()[0]
    return found


@contextmanager
def reading(db: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """One short read transaction: every query inside sees the same state."""
    db.execute("begin")
    try:
        yield db
    finally:
        db.execute("commit")


def make_durable(path: Path) -> None:
    """On the disk itself, or OSError; a folder too, where the system lets a folder be opened."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def statements(text: str) -> Iterator[str]:
    """The single statements of a tables.sql text."""
    pending = ""
    for line in text.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending.strip()
            pending = ""
    if pending.strip() and not all(line.lstrip().startswith("--") for line in pending.strip().splitlines()):
        raise ValueError(f"a statement is not ended: {pending.strip()[:80]}")


def _ours(path: Path) -> sqlite3.Connection:
    """Connect to a meeting's file, checked through SQLite: closing a file of our own opening would take away the
    locks of this process's other connections, and a second process would then believe to be the last one and
    delete the journal from under them."""
    if not path.is_file() or path.stat().st_size < _HEADER_LENGTH:
        inspect(path)
    need_one_name(path)
    db = None
    try:
        db = _connect(path)
        application = db.execute("pragma application_id").fetchone()[0]
        found = form(db)
    except sqlite3.DatabaseError as error:
        if db:
            db.close()
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise Held(f"{path} is held by another program; close it there.") from None
        if "unable to open" in str(error):
            raise UsageError(f"{path} cannot be read: {error}.") from None
        if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
            raise UsageError(f"{path} is not a meeting's file.") from None
        raise UsageError(f"{path} is damaged and cannot be read ({error}).") from None
    if application != APPLICATION_ID:
        db.close()
        raise UsageError(f"{path} is the file of another program, not a meeting's file.")
    if found > FORM_VERSION:
        db.close()
        raise UsageError(f"{path} was written by a newer version of this program; update this one.")
    return db


def _of_this_form(path: Path) -> sqlite3.Connection:
    db = _ours(path)
    if form(db) < FORM_VERSION:
        db.close()
        raise Older(f"{path} was made by an earlier version of this program; serve it once, that brings it up to date.")
    return db


def form_in_header(path: Path) -> int:
    """The form that the file itself names; its log may know of a later one. Opens the file directly."""
    with path.open("rb") as file:
        return int.from_bytes(file.read(_HEADER_LENGTH)[60:64], "big")


def _in_memory(path: Path) -> sqlite3.Connection:
    """The file with its write-ahead log, copied into memory without touching either."""
    sources = [path, Path(f"{path}-wal")]
    with TemporaryDirectory(prefix="kiosk-") as folder:
        copy = Path(folder) / path.name
        for _ in range(_TRIES_MOST):
            before = _stamps(sources)
            for source in sources:
                if source.exists():
                    shutil.copyfile(source, f"{folder}/{source.name}")
            if _stamps(sources) == before:
                break
        else:
            raise Held(f"{path} is held by another program; close it there.")
        with closing(_ours(copy)) as source_db:
            db = sqlite3.connect(":memory:", isolation_level=None)
            db.row_factory = sqlite3.Row
            try:
                source_db.backup(db)
            except BaseException:
                db.close()
                raise
    return db


def _stamps(paths: Iterable[Path]) -> list[tuple[int, int] | None]:
    return [(path.stat().st_size, path.stat().st_mtime_ns) if path.exists() else None for path in paths]


def _writing(path: Path, db: sqlite3.Connection) -> sqlite3.Connection:
    try:
        db.execute("pragma journal_mode = wal")
        db.execute(f"pragma cache_size = -{_WRITER_CACHE_KIB}")
    except sqlite3.DatabaseError as error:
        db.close()
        raise UsageError(f"{path} cannot be written: {error}.") from None
    return db


def _connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=512)
    try:
        db.row_factory = sqlite3.Row
        db.execute("pragma busy_timeout = 5000")
        db.execute("pragma foreign_keys = on")
        db.execute("pragma synchronous = full")
        db.execute("pragma secure_delete = on")
        if sys.platform == "darwin":
            db.execute("pragma fullfsync = on")
    except sqlite3.Error:
        db.close()
        raise
    return db
