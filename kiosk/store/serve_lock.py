"""One server for one file: whoever serves it, or brings it up to date, holds its lock.

The file itself is never locked or opened here: closing it would take away SQLite's own locks of this process. Two
locks hold instead: one in the user's folder, named by device and inode, so that the file is known under every name
that it has; and one beside the file, by its real path, for whoever comes as another user.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from kiosk.store.data_folder import data_dir
from kiosk.store.database import need_one_name
from kiosk.store.errors import UsageError
from kiosk.store.file_systems import need_local


@contextmanager
def serve_lock(path: Path) -> Iterator[None]:
    """Hold the locks of this file; UsageError when another process holds one, or when no lock could be trusted."""
    need_one_name(path)
    need_local(path)
    known = path.stat()
    locks = data_dir() / "locks"
    try:
        locks.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{locks} cannot be made: {error.strerror}. Name another folder by KIOSK_HOME.") from None
    with ExitStack() as held:
        held.enter_context(_held(locks / f"{known.st_dev:x}-{known.st_ino:x}.lock", path))
        held.enter_context(_held(Path(f"{path.resolve()}.lock"), path))
        yield


@contextmanager
def _held(lock_path: Path, path: Path) -> Iterator[None]:
    lock = FileLock(lock_path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise UsageError(f"{path} is being served already.") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be served: the lock {lock_path} cannot be made ({error.strerror}).") from None
    try:
        yield
    finally:
        lock.release()
