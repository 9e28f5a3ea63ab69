"""End this process by SIGKILL at one step of a migration: `python -m tests.die_migrating FILE STEP`."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kiosk import HOUSE, migration
from kiosk import db as files


def dying_after(step: Callable[..., Any]) -> Callable[..., Any]:
    def done(*arguments: Any) -> None:
        step(*arguments)
        os.kill(os.getpid(), signal.SIGKILL)

    return done


class Watched(sqlite3.Connection):
    """Dies when it is committed and told to fold the log into the file."""

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        if sql.startswith("pragma wal_checkpoint"):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().execute(sql, *values)


if __name__ == "__main__":
    path, step = sys.argv[1:]
    if step == "checkpoint":
        connect = sqlite3.connect
        sqlite3.connect = lambda *given, **named: connect(*given, **{"factory": Watched, **named})  # type: ignore
    else:
        module: Any = files if step == "make_durable" else migration
        setattr(module, step, dying_after(getattr(module, step)))
    migration.bring_up_to_date(Path(path), HOUSE)
