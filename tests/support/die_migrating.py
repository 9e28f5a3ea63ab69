"""A process that ends itself by SIGKILL at one step of a migration."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kiosk.app import REGISTRY
from kiosk.store import database as files
from kiosk.store import migration


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


def die(path: Path, step: str) -> None:
    """Bring a file up to date until that step is done."""
    if step == "checkpoint":
        connect = sqlite3.connect
        sqlite3.connect = lambda *given, **named: connect(*given, **{"factory": Watched, **named})  # type: ignore
    else:
        module: Any = files if step == "make_durable" else migration
        setattr(module, step, dying_after(getattr(module, step)))
    migration.bring_up_to_date(path, REGISTRY)
