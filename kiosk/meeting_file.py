"""A meeting's file is made, and one command is run on it, beside a server that may be running."""

from __future__ import annotations

import secrets
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from kiosk.app import REGISTRY
from kiosk.store import database as files
from kiosk.store import journal
from kiosk.store.errors import UsageError
from kiosk.store.head_signer import begin_alone
from kiosk.store.meeting_clock import behind_ms
from kiosk.store.migration import ready_to_write
from kiosk.store.times import laptop_zone
from kiosk.store.writer import CommandRequest, CommandResponse, CommandWriter


def make_meeting(file: Path, template: str | None = None, **fields: Any) -> str:
    """A new file with its first entry, and its agenda from a template; nothing is left behind when that fails. Its time
    zone is the laptop's where none is given. The sentence that nobody signs its journal, or nothing."""
    if (zone := fields.get("time_zone") or laptop_zone()) is not None:
        fields["time_zone"] = zone
    files.create(file, REGISTRY.tables).close()
    try:
        run(file, "create_meeting", fields, secrets.token_urlsafe(16))
        if template is not None:
            run(file, "adopt_agenda", {"template": template}, secrets.token_urlsafe(16))
        return begin_alone(file, REGISTRY, "new")
    except BaseException:
        for suffix in ("", "-wal", "-shm"):
            Path(f"{file}{suffix}").unlink(missing_ok=True)
        raise


def run(file: Path, command: str, fields: dict[str, Any], command_id: str) -> CommandResponse:
    """Run one command through a door of our own, beside a server that may be running; an older file is brought up to
    date first."""
    ready_to_write(file, REGISTRY)
    with closing(files.reader(file)) as db:
        if behind_ms(db, journal.head(db).at):
            raise UsageError(
                f"The laptop's clock is behind the last entry of {file.name}. Set it, or serve the file first: it asks."
            )
    door = CommandWriter(file, REGISTRY)
    try:
        answer = door.run(CommandRequest(command, command_id, fields))
        if answer.status == 503:  # another writer held the file: once more
            time.sleep(0.5)
            answer = door.run(CommandRequest(command, command_id, fields))
    finally:
        door.close()
    if answer.status != 200:
        raise UsageError(answer.body["message"])
    return answer
