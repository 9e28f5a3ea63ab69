"""The one way in: receipt, decide, record, project, commit, answer.

One native thread owns the writing connection and commits in groups: it takes what is queued, opens one
`begin immediate`, decides each command behind a savepoint of its own, commits once with synchronous=FULL,
and only then gives the answers. An answer that was given survives a power cut. Every decided command leaves
one entry, a refused one too, and the entry is its receipt: the same `command_id` again gets the same bytes,
with another body it is refused by name.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from kiosk.i18n.catalog import translate
from kiosk.store import admission, journal
from kiosk.store import database as files
from kiosk.store.admission import Asker
from kiosk.store.errors import CommandRejected
from kiosk.store.file_identity import claim, is_copy
from kiosk.store.meeting_clock import MeetingClock
from kiosk.store.registry import CommandContext, Registry
from kiosk.store.write_errors import explained, may_be_for_room

GROUP_MOST = 256
QUEUE_MOST = 10_000
WAIT_SECONDS_MOST = 30
CHECKPOINT = "scrub"
CONTINUE = "continue_meeting"
NOTE_CLOCK = "note_clock"
CLOCK_SECONDS = 0.5  # how often the laptop's clock is looked at while nobody asks for anything

log = logging.getLogger("kiosk.store.writer")


class CommandResponse(NamedTuple):
    """What a device is told: an HTTP status and a JSON object; `fresh` when it was decided just now."""

    status: int
    body: dict[str, Any]
    fresh: bool = False


class Signal(Protocol):
    """Something to wait on: threading.Event, or the async library's own."""

    def wait(self, timeout: float | None = None) -> object: ...
    def set(self) -> None: ...


@dataclass(slots=True)
class CommandRequest:
    """One command on its way through the door; `command_id` None marks a work (workings only)."""

    name: str
    command_id: str | None
    fields: dict[str, Any]
    device: int | None = None
    device_name: str = "laptop"
    role: str = "laptop"  # name and role are read anew from the file when its turn comes
    language: str = "en"
    answer: CommandResponse | None = None
    signal: Signal | None = None  # set by the door

    @property
    def asker(self) -> Asker:
        return Asker(self.device, self.device_name, self.role)


@dataclass(slots=True)
class TransactionHead:
    """Where the journal stands within one transaction: read at its beginning, moved on by each entry."""

    head: journal.Head
    epoch: str


class CommittedBatch(NamedTuple):
    """A group that is on disk: its requests, each with its answer, and the last entry's number; 0 when nothing was
    recorded."""

    requests: Sequence[CommandRequest]
    recorded: int


def notify_waiters(group: CommittedBatch) -> None:
    """Wake each waiting thread: for servers and commands that wait in native threads."""
    for request in group.requests:
        if request.signal:
            request.signal.set()


class CommandWriter:
    """The writer of one file. `told` runs on the writer's thread once per committed (or failed) group."""

    def __init__(
        self,
        path: Path,
        registry: Registry,
        *,
        told: Callable[[CommittedBatch], None] = notify_waiters,
        signal: Callable[[], Signal] = threading.Event,
        clock: MeetingClock | None = None,
    ) -> None:
        registry.roles  # noqa: B018  # ValueError at start when a command names no role
        self._path = path
        self._registry = registry
        self._told = told
        self._signal = signal
        self.clock = clock or MeetingClock()
        self._queue: deque[CommandRequest] = deque()
        self._ready = threading.Semaphore(0)
        self._closing = False
        self._trouble = ""
        self._db = files.writer(path)
        self.clock.follow(self._db, journal.head(self._db).at)
        if CONTINUE in registry.commands and is_copy(self._db, path):
            self._continue_from_copy()
        self._thread = threading.Thread(target=self._write, name="kiosk-writer", daemon=True)
        self._thread.start()

    def _continue_from_copy(self) -> None:
        """A copy goes on as a new epoch, whoever opens it to write, before anything else is recorded in it: pages take
        whatever it tells, and desks send again what it lacks. sqlite3.Error when that cannot be written."""
        self._db.execute("begin immediate")
        try:
            if is_copy(self._db, self._path):
                fields = {"file": self._path.name, "epoch": os.urandom(4).hex()}
                here = TransactionHead(journal.head(self._db), journal.epoch(self._db))
                self._decide(CommandRequest(CONTINUE, os.urandom(16).hex(), fields), here)
                claim(self._db, self._path)
            self._db.execute("commit")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("rollback")
            raise

    def run(self, request: CommandRequest) -> CommandResponse:
        """Decide one request and return its answer after the durable commit."""
        return self.execute_many([request])[0]

    def execute_many(self, requests: Sequence[CommandRequest]) -> list[CommandResponse]:
        """Decide several requests, each for itself; their answers in the same order."""
        return self._run_all(requests, [self._signal() for _ in requests])

    def run_from_thread(self, request: CommandRequest) -> CommandResponse:
        """Decide one request for a native thread that is none of the server's: it waits on an event of its own."""
        return self._run_all([request], [threading.Event()])[0]

    def _run_all(self, requests: Sequence[CommandRequest], signals: Sequence[Signal]) -> list[CommandResponse]:
        if not requests:
            return []
        if self._closing or len(self._queue) + len(requests) > QUEUE_MOST:
            return [busy(request) for request in requests]
        for request, signal in zip(requests, signals, strict=True):
            request.signal = signal
            self._queue.append(request)
        self._ready.release(len(signals))
        for signal in signals:
            signal.wait(WAIT_SECONDS_MOST)
        return [request.answer or busy(request) for request in requests]

    def scrub(self) -> bool:
        """Leave nothing of deleted rows behind: the write-ahead log goes into the file, where they are overwritten.

        False when somebody is reading just now: try again.
        """
        return self.run(CommandRequest(CHECKPOINT, None, {})).status == 200

    def close(self) -> None:
        """Answer what is queued, then end the writer."""
        self._closing = True
        self._ready.release()
        self._thread.join(WAIT_SECONDS_MOST)
        self._db.close()

    def _write(self) -> None:
        while True:
            waited = not self._ready.acquire(timeout=CLOCK_SECONDS)
            if self._closing and not self._queue:
                return
            if waited:
                if self._clock_parted():
                    self._told(self._commit([]))
                continue
            group = [self._queue.popleft()]
            if group[0].name == CHECKPOINT:
                self._told(self._checkpoint(group))
                continue
            while len(group) < GROUP_MOST and self._alike() and self._ready.acquire(blocking=False):
                group.append(self._queue.popleft())
            self._told(self._commit(group))

    def _alike(self) -> bool:
        return bool(self._queue) and self._queue[0].name != CHECKPOINT

    def _checkpoint(self, group: list[CommandRequest]) -> CommittedBatch:
        """Outside of any transaction, and without waiting for a reader: the desks are not to wait for this."""
        group[0].answer = CommandResponse(200 if self._log_folded() else 503, {})
        return CommittedBatch(group, 0)

    def _log_folded(self) -> bool:
        """Put the write-ahead log into the file, so that it begins anew; False when it could not be done at once."""
        self._db.execute("pragma busy_timeout = 50")
        try:
            return not self._db.execute("pragma wal_checkpoint(truncate)").fetchone()[0]
        except sqlite3.OperationalError:
            return False
        finally:
            self._db.execute("pragma busy_timeout = 5000")

    def _commit(self, group: list[CommandRequest]) -> CommittedBatch:
        try:
            answers, recorded = self._with_room_made(group)
            self._trouble = ""
        except Exception as error:
            if not isinstance(error, sqlite3.OperationalError) and len(group) > 1:
                return self._commit_singly(group)
            self._log_write_error(error, len(group))
            refused = explained(error, self._path)
            answers, recorded = [_refusal(request, refused) for request in group], 0
        for request, answer in zip(group, answers, strict=True):
            request.answer = answer
        return CommittedBatch(group, recorded)

    def _with_room_made(self, group: list[CommandRequest]) -> tuple[list[CommandResponse], int]:
        """The answers, and what `Committed.recorded` says. Where the log may grow no further, it goes into the file first
        and all is decided once more."""
        try:
            return self._written(group)
        except sqlite3.OperationalError as error:
            if may_be_for_room(error) and self._log_folded():
                return self._written(group)
            raise

    def _written(self, group: list[CommandRequest]) -> tuple[list[CommandResponse], int]:
        """One transaction. A full disk takes savepoints and transaction with it: nobody of the group is answered yes."""
        try:
            self._db.execute("begin immediate")
            here = TransactionHead(journal.head(self._db), journal.epoch(self._db))
            noted = self._note_clock(here)
            answers = [self._decide(request, here) for request in group]
            self._db.execute("commit")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("rollback")
            raise
        return answers, here.head.seq if noted or any(answer.fresh for answer in answers) else 0

    def _note_clock(self, here: TransactionHead) -> bool:
        """Go by the file's clock, and record first that the laptop's was set: what follows is printed by it."""
        self.clock.follow(self._db, here.head.at)
        self.clock.keep(self._db)
        if not here.head.seq or not self._clock_parted():
            self.clock.began_again = False
            return False
        fields = {"correction_ms": self.clock.parted_ms(), "restarted": self.clock.began_again}
        self.clock.began_again = False
        noted = self._decide(CommandRequest(NOTE_CLOCK, os.urandom(16).hex(), fields), here).fresh
        self.clock.follow(self._db, here.head.at)  # a clock that is put right at once has moved again
        return noted

    def _clock_parted(self) -> bool:
        return NOTE_CLOCK in self._registry.commands and self.clock.parted_ms() is not None

    def _log_write_error(self, error: Exception, count: int) -> None:
        """A mistake of ours with its traceback; a disk that takes nothing in one line, until it takes something."""
        if not isinstance(error, sqlite3.OperationalError):
            log.error("%d commands were not written", count, exc_info=error)
        elif self._trouble != str(error):
            self._trouble = str(error)
            log.error("nothing can be written: %s", error)

    def _commit_singly(self, group: list[CommandRequest]) -> CommittedBatch:
        """One command of the group is broken by a mistake of ours: the others must not suffer."""
        recorded = [self._commit([request]).recorded for request in group]
        return CommittedBatch(group, max(recorded))

    def _decide(self, request: CommandRequest, here: TransactionHead) -> CommandResponse:
        try:
            asker = admission.current(self._db, request.asker)
            request.device_name, request.role = asker.name, asker.role
            admission.need_unlocked(self._registry, request.name, asker)
            if request.command_id is None:
                return self._work(request, here)
            return self._command(request, request.command_id, here)
        except CommandRejected as refused:
            return _refusal(request, refused)

    def _command(self, request: CommandRequest, command_id: str, here: TransactionHead) -> CommandResponse:
        """A receipt, or a decision; CommandRejected when it is neither, which leaves nothing."""
        allowed = admission.may(self._registry, request.name, request.asker)
        wanted = journal.digest_of([request.name, self._asked(request)])
        if (before := journal.receipt(self._db, command_id)) is not None:
            return self._again(request, before, wanted, allowed)
        if not allowed:
            raise admission.NOT_YOUR_ROLE
        act = self._act(request, here)
        try:
            decided = self._registry.commands[request.name](act, **request.fields)
        except CommandRejected as refused:
            answer = _refusal(request, refused)
            data = {
                "facts": {"command": request.name, "code": refused.code},
                "request": wanted,
                "status": answer.status,
                "answer": answer.body,
            }
            self._record(act, request, "refused", data, here)
            return answer._replace(fresh=True)
        body = {**decided.answer, "seq": act.seq, "at": act.at, "epoch": act.epoch}
        data = {"facts": decided.facts, "request": wanted, "status": 200, "answer": body}
        entry = self._record(act, request, decided.kind, data, here)
        self._registry.projections[decided.kind](self._db, entry)
        return CommandResponse(200, body, fresh=True)

    def _again(self, request: CommandRequest, before: journal.Receipt, wanted: str, allowed: bool) -> CommandResponse:
        own = before.actor == request.asker.actor
        if not allowed and not own:
            raise admission.NOT_YOUR_ROLE
        admission.need_own(self._registry, request.name, request.asker, before)
        if before.data["request"] != wanted:
            raise admission.COMMAND_ID_USED
        return (
            CommandResponse(before.data["status"], before.data["answer"])
            if allowed
            else CommandResponse(200, before.decided())
        )

    def _asked(self, request: CommandRequest) -> dict[str, Any]:
        """What a command asks, whichever way it came: the same scan, sent at once or after an hour without network."""
        manners = self._registry.manners.get(request.name, ())
        return {name: value for name, value in request.fields.items() if name not in manners}

    def _record(
        self, act: CommandContext, request: CommandRequest, kind: str, data: dict[str, Any], here: TransactionHead
    ) -> journal.Entry:
        entry = journal.append(self._db, here.head, act.at, request.asker.actor, kind, data, request.command_id)
        here.head, here.epoch = journal.Head(entry.seq, entry.at, entry.hash), act.epoch
        return entry

    def _work(self, request: CommandRequest, here: TransactionHead) -> CommandResponse:
        if not admission.may(self._registry, request.name, request.asker):
            raise admission.NOT_YOUR_ROLE
        act = self._act(request, here)
        self._db.execute("savepoint work")
        try:
            body = self._registry.works[request.name](act, **request.fields)
        except CommandRejected as refused:
            self._db.execute("rollback to work")
            return _refusal(request, refused)
        finally:
            self._db.execute("release work")
        return CommandResponse(200, body, fresh=True)

    def _act(self, request: CommandRequest, here: TransactionHead) -> CommandContext:
        return CommandContext(
            db=self._db,
            at=max(self.clock.now(), here.head.at),
            seq=here.head.seq + 1,
            epoch=here.epoch or os.urandom(4).hex(),
            device=request.device,
            device_name=request.device_name,
            role=request.role,
            language=request.language,
        )


def busy(request: CommandRequest) -> CommandResponse:
    """The answer of a full house: nothing was decided, send it again."""
    sentence = translate(request.language, "The server has too much to do just now. Please send it again.")
    return CommandResponse(503, {"code": "busy", "message": sentence})


def _refusal(request: CommandRequest, refused: CommandRejected) -> CommandResponse:
    sentence = translate(request.language, refused.sentence, **refused.figures)
    return CommandResponse(refused.status, {"code": refused.code, "message": sentence})


def dumps(body: dict[str, Any]) -> bytes:
    """The bytes of an answer: the same object gives the same bytes."""
    return journal.canonical(body).encode() + b"\n"
