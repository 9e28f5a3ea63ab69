"""One server for one file: whoever serves it, or brings it up to date, holds its lock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from kiosk.refusals import Unusable


@contextmanager
def serve_lock(path: Path) -> Iterator[None]:
    """Hold the lock of this file; Unusable when another process holds it."""
    lock = FileLock(f"{path}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise Unusable(f"{path} is being served already.") from None
    except OSError as error:
        raise Unusable(f"{path} cannot be served from there: {error.strerror}.") from None
    try:
        yield
    finally:
        lock.release()
