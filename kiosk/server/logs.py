"""What strangers cause in the log: one short line, so many a minute and no traceback.

A library logs a broken packet with its traceback; anybody in the hall's network could fill the disk that way. Mistakes
of ours are logged elsewhere, by loggers named after our modules, with their traceback.
"""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Callable

LINES_A_MINUTE = 6
CHARACTERS_MOST = 160


class Brief(logging.Filter):
    """Lets a few short lines a minute pass and says how many it kept back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._since = float("-inf")
        self._passed = 0
        self._kept_back = 0

    def filter(self, record: logging.LogRecord) -> bool:
        now = self._clock()
        if now - self._since >= 60:
            self._since, self._passed = now, 0
        if self._passed >= LINES_A_MINUTE:
            self._kept_back += 1
            return False
        self._passed += 1
        self._shorten(record)
        return True

    def _shorten(self, record: logging.LogRecord) -> None:
        said = record.getMessage()
        if record.exc_info and record.exc_info[1]:
            said = f"{said}: {type(record.exc_info[1]).__name__}: {record.exc_info[1]}"
        said = " ".join("".join(c if c.isprintable() else " " for c in said).split())[:CHARACTERS_MOST]
        if self._kept_back:
            said = f"{said} (and {self._kept_back} more before it)"
            self._kept_back = 0
        record.msg, record.args, record.exc_info, record.exc_text, record.stack_info = said, (), None, None, None


def brief(name: str, level: int = logging.WARNING) -> logging.Logger:
    """The logger of that name, for what strangers cause."""
    logger = logging.getLogger(name)
    if not any(isinstance(one, Brief) for one in logger.filters):
        logger.addFilter(Brief())
    logger.setLevel(level)
    return logger


class Lines(io.TextIOBase):
    """A text stream, as a WSGI server wants one for errors, whose lines go to a logger."""

    def __init__(self, logger: logging.Logger) -> None:
        self._logger = logger

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if text.strip():
            self._logger.warning("%s", text.strip().splitlines()[-1])
        return len(text)
