"""Why nothing could be written, in a sentence that says what to do.

SQLite tells a full disk, a quota, a limit on the size of files and a disk that became read-only all as "disk I/O
error"; so the disk is asked by a small file beside the meeting's, which is gone at once.
"""

from __future__ import annotations

import errno
import sqlite3
import sys
import tempfile
from pathlib import Path

from kiosk.store.errors import CommandRejected

PROBE_BYTES = 65_536
NO_ROOM = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
MAY_BE_ROOM = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE}


def may_be_for_room(error: Exception) -> bool:
    """Whether it may be written after all when the write-ahead log has gone into the file and begins anew."""
    return isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode in MAY_BE_ROOM


def explained(error: Exception, path: Path) -> CommandRejected:
    """The refusal (503) for whoever sent what could not be written into the file at `path`."""
    code = error.sqlite_errorcode & 0xFF if isinstance(error, sqlite3.DatabaseError) and _has_code(error) else None
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return CommandRejected(
            "file_damaged",
            "The meeting's file is damaged: nothing was written. End the server and go on from the last copy.",
            status=503,
        )
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
        return _of_the_disk(code, path)
    return CommandRejected(
        "not_written", "This could not be written; nothing was changed. Please send it again.", status=503
    )


def _of_the_disk(code: int, path: Path) -> CommandRejected:
    found = _asked(path.parent)
    if code == sqlite3.SQLITE_FULL or found in NO_ROOM:
        return CommandRejected(
            "disk_full", "The laptop's disk is full: nothing was written. Make room and send it again.", status=503
        )
    if code == sqlite3.SQLITE_READONLY or found == errno.EROFS:
        return CommandRejected(
            "disk_read_only",
            "The laptop's disk can only be read just now: nothing was written. Make it writable and send it again.",
            status=503,
        )
    if found == errno.EFBIG or _at_size_limit(path):
        return CommandRejected(
            "size_limit",
            "The laptop lets the meeting's file grow no further: nothing was written. Raise the limit on the size of "
            "files and send it again.",
            status=503,
        )
    return CommandRejected(
        "disk_failing",
        "The laptop's disk reports an error, and whether this was kept is not certain. Send it again; if it stays so, "
        "go on from the last copy.",
        status=503,
    )


def _has_code(error: sqlite3.DatabaseError) -> bool:
    return getattr(error, "sqlite_errorcode", None) is not None


def _asked(folder: Path) -> int | None:
    """Which error a small file in this folder meets; None when it can be written."""
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"\0" * PROBE_BYTES)
    except OSError as error:
        return error.errno
    return None


def _at_size_limit(path: Path) -> bool:
    """Whether the file or its log is as large as this process may make a file (RLIMIT_FSIZE)."""
    if sys.platform == "win32":
        return False
    import resource

    limit = resource.getrlimit(resource.RLIMIT_FSIZE)[0]
    sizes = [one.stat().st_size for one in (path, Path(f"{path}-wal")) if one.exists()]
    return limit != resource.RLIM_INFINITY and any(size + PROBE_BYTES >= limit for size in sizes)
