"""Signs the heads of a meeting's journal with this laptop's key, each by an ordinary command.

It runs after the commit of what it signs, never in the hub and never inside another command: no answer waits for it,
and none is lost when there is no key. Then the meeting goes on unsigned, and that is said.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kiosk.store import database as files
from kiosk.store import journal, noted_heads, signed_heads, signing_keys
from kiosk.store.errors import UsageError
from kiosk.store.meeting_clock import MeetingClock, Source
from kiosk.store.registry import Registry
from kiosk.store.writer import CommandRequest, CommandResponse, CommandWriter

EVERY_SECONDS = 300.0
LOOK_SECONDS = 0.5

log = logging.getLogger("kiosk.store.head_signer")
Run = Callable[[CommandRequest], CommandResponse]


def begin(path: Path, run: Run, first: str = "older_file") -> str:
    """See that the file names this laptop's key, and sign its head. The sentence of what is the matter, or nothing.

    `first` is the reason where the file names no key yet.
    """
    with closing(files.reader(path)) as db:
        origin, known = journal.origin(db), list(signed_heads.public_keys(db))
    try:
        key = signing_keys.find_or_make(origin)
    except UsageError as unusable:
        return f"{unusable} The meeting goes on unsigned."
    if known[-1:] != [key.public]:
        fields = {"public_key": key.public, "reason": "continued" if known else first}
        answer = run(_request("add_signing_key", f"key-{key.public[:32]}-{len(known)}", **fields))
        if answer.status != 200:
            return f"{answer.body['message']} The meeting goes on unsigned."
    sign(path, run)
    return ""


def sign(path: Path, run: Run) -> bool:
    """Sign the head as it is now; False when there is no key, or nothing new to sign."""
    with closing(files.reader(path)) as db, files.reading(db):
        end, origin, epoch = journal.head(db), journal.origin(db), journal.epoch(db)
        in_force = signed_heads.key_in_force(db)
        if not _unsigned(db):
            return False
    key = signing_keys.find(origin)
    if key is None or key.public != in_force:
        return False
    signature = key.sign(signed_heads.message(origin, epoch, end.seq, end.hash))
    fields = {"seq": end.seq, "hash": end.hash, "signature": signature}
    return run(_request("sign_head", f"head-{end.hash[:40]}", **fields)).status == 200


def begin_alone(path: Path, registry: Registry, first: str = "older_file", source: Source | None = None) -> str:
    """The same by a writer of our own, before a server or without one."""
    with _writing_alone(path, registry, source) as run:
        return begin(path, run, first)


def missing_alone(path: Path, registry: Registry, source: Source | None = None) -> str:
    """Record that this laptop saw an entry which the file does not have, once; the sentence, or nothing."""
    with closing(files.reader(path)) as db:
        said, seen = noted_heads.missing(db), signing_keys.noted(journal.origin(db))
        ends_at = journal.head(db).seq
    if said and seen:
        fields = {"seq": seen.seq, "hash": seen.hash, "seen_at": seen.at, "epoch": seen.epoch}
        with _writing_alone(path, registry, source) as run:
            run(_request("report_head", f"lost-{ends_at}-{seen.hash[:40]}", **fields))
    return said


def end_alone(path: Path, registry: Registry, source: Source | None = None) -> None:
    """Sign what is unsigned after the server has ended, and note the head."""
    try:
        with _writing_alone(path, registry, source) as run:
            sign(path, run)
        _note(path)
    except (UsageError, sqlite3.Error):  # the meeting has ended: what could not be signed stays unsigned
        log.exception("the last head was not signed")


class Signer:
    """Looks at a served file again and again: signs after what must be signed at once, and every few minutes."""

    def __init__(self, path: Path, run: Run, every_seconds: float = EVERY_SECONDS) -> None:
        self._path = path
        self._run = run
        self._every_seconds = every_seconds
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._go_on, name="kiosk-signer", daemon=True)
        self._looked_at = journal.Head(0, 0, "")
        self._signed_at = time.monotonic()

    def start(self) -> None:
        """Sign from now on, in a thread of its own."""
        self._thread.start()

    def end(self) -> None:
        self._ended.set()

    def look(self) -> None:
        """One look: note the head, and sign it when it is time."""
        with closing(files.reader(self._path)) as db:
            before, end = self._looked_at, journal.head(db)
            marks = ", ".join("?" * len(signed_heads.TRIGGERS))
            sql = f"select 1 from entry where seq > ? and kind in ({marks})"
            at_once = db.execute(sql, (before.seq, *signed_heads.TRIGGERS)).fetchone() is not None
        if end.hash != before.hash:
            _note(self._path)
        if at_once or time.monotonic() - self._signed_at >= self._every_seconds:
            sign(self._path, self._run)
            self._signed_at = time.monotonic()
        self._looked_at = end

    def _go_on(self) -> None:
        while not self._ended.wait(LOOK_SECONDS):
            try:
                self.look()
            except Exception:  # a held file or a full disk must not end the signing
                log.exception("the head was not signed")


@contextmanager
def _writing_alone(path: Path, registry: Registry, source: Source | None) -> Iterator[Run]:
    door = CommandWriter(path, registry, clock=MeetingClock(source))
    try:
        yield door.run
    finally:
        door.close()


def _note(path: Path) -> None:
    with closing(files.reader(path)) as db, files.reading(db):
        end = journal.head(db)
        signing_keys.note(journal.origin(db), signing_keys.Noted(end.seq, end.hash, end.at, journal.epoch(db)))


def _unsigned(db: sqlite3.Connection) -> bool:
    """Whether anything was recorded since the last signed head but that signature itself."""
    row = db.execute("select seq, kind from entry order by seq desc limit 1").fetchone()
    newest = signed_heads.last(db)
    return row is not None and (newest is None or row[0] > newest.seq + (row[1] == "head_signed"))


def _request(command: str, command_id: str, **fields: object) -> CommandRequest:
    return CommandRequest(command, command_id, dict(fields))
