"""The one way in: receipts, groups, and what happens when something goes wrong in the middle."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.app import REGISTRY
from kiosk.meeting_file import make_meeting
from kiosk.store import database as files
from kiosk.store.errors import CommandRejected
from kiosk.store.journal import Entry
from kiosk.store.meeting_clock import MeetingClock
from kiosk.store.registry import CommandContext, Decision, Module, Registry
from kiosk.store.verification import verify
from kiosk.store.writer import QUEUE_MOST, CommandRequest, CommandWriter, CommittedBatch, dumps
from tests.support.clocks import Hands


def ring(act: CommandContext, *, words: str) -> Decision:
    if words == "refuse":
        raise CommandRejected("not_now", "Not now, %(who)s.", who="please")
    if words == "mistake":
        raise ZeroDivisionError("a mistake of ours")
    return Decision("rung", {"words": words}, {"words": words})


def rung(db: sqlite3.Connection, entry: Entry) -> None:
    if entry.facts["words"] == "half":
        db.execute("update meeting set title = 'half done'")
        raise sqlite3.IntegrityError("a constraint of a table")


RINGING = Registry(
    (
        *REGISTRY.slices,
        Module(
            name="bell",
            commands={"ring": ring},
            roles={("desk",): ("ring",)},
            receipts={"ring": "shared"},
            projections={"rung": rung},
        ),
    )
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "meeting.kiosk"
    make_meeting(made, title="Meeting", preset="roberts")
    return made


@pytest.fixture
def door(path: Path) -> Iterator[CommandWriter]:
    opened = CommandWriter(path, RINGING)
    yield opened
    opened.close()
    assert verify(path, RINGING).trouble is None


def _ring(door: CommandWriter, command_id: str, words: str, **others: Any) -> Any:
    return door.run(CommandRequest("ring", command_id, {"words": words}, **others))


def _paired(door: CommandWriter, role: str) -> int:
    fields = {"role": role, "name": role, "token_hash": role}
    return int(door.run(CommandRequest("pair_device", f"pair-{role}", fields)).body["device"])


def test_the_same_command_again_gets_the_same_answer(door: CommandWriter) -> None:
    first = _ring(door, "command-1", "ding")
    again = _ring(door, "command-1", "ding", device=_paired(door, "desk"))
    assert dumps(again.body) == dumps(first.body)
    assert (first.fresh, again.fresh) == (True, False)


def test_another_body_under_the_same_id_is_refused_by_name(door: CommandWriter) -> None:
    _ring(door, "command-1", "ding")
    assert _ring(door, "command-1", "dong").body["code"] == "command_id_used"


def test_a_refusal_is_recorded_and_stays_the_same(door: CommandWriter, path: Path) -> None:
    first = _ring(door, "command-1", "refuse", language="en")
    assert (first.status, first.body) == (409, {"code": "not_now", "message": "Not now, please."})
    assert _ring(door, "command-1", "refuse", language="zh-Hans").body == first.body
    db = files.reader(path)
    assert db.execute("select kind from entry order by seq desc limit 1").fetchone()[0] == "refused"
    db.close()


def test_one_command_that_cannot_be_written_fails_no_other_of_its_group(door: CommandWriter, path: Path) -> None:
    requests = [CommandRequest("ring", f"command-{i}", {"words": "half" if i == 5 else f"{i}"}) for i in range(10)]
    answers = door.execute_many(requests)
    assert [answer.status for answer in answers] == [200] * 5 + [503] + [200] * 4
    db = files.reader(path)
    assert db.execute("select title from meeting").fetchone()[0] == "Meeting"
    assert db.execute("select count(*) from entry where kind = 'rung'").fetchone()[0] == 9
    db.close()


def test_a_mistake_of_ours_is_one_sentence_and_the_door_goes_on(door: CommandWriter) -> None:
    assert _ring(door, "command-1", "mistake").body["code"] == "not_written"
    assert _ring(door, "command-2", "ding").status == 200


def test_a_queue_that_is_full_says_so_and_decides_nothing(door: CommandWriter) -> None:
    requests = [CommandRequest("ring", f"command-{i}", {"words": "x"}) for i in range(QUEUE_MOST + 1)]
    answers = door.execute_many(requests)
    assert {(answer.status, answer.body["code"]) for answer in answers} == {(503, "busy")}


def test_time_never_goes_back(path: Path) -> None:
    source = Hands(2_000_000_000_000)
    door = CommandWriter(path, RINGING, clock=MeetingClock(source))
    times = []
    for step in (0, 10, -500_000, 5):
        source.wall_ms += step
        times.append(_ring(door, f"command-{len(times)}", "ding").body["at"])
    door.close()
    assert times == sorted(times)
    assert verify(path, RINGING).trouble is None


def test_two_doors_on_one_file_share_one_chain(path: Path) -> None:
    """As the command line and the server do."""
    doors = [CommandWriter(path, RINGING), CommandWriter(path, RINGING)]
    answers: list[Any] = []

    def many(which: int) -> None:
        answers.extend(_ring(doors[which], f"door-{which}-{i:04d}", "ding") for i in range(50))

    threads = [threading.Thread(target=many, args=(which,)) for which in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for door in doors:
        door.close()
    assert [answer.status for answer in answers] == [200] * 100
    assert verify(path, RINGING).trouble is None


def test_the_answer_comes_after_the_commit(path: Path) -> None:
    """Another connection sees the entry at the moment the group is told."""
    seen: list[int] = []
    db = sqlite3.connect(path, check_same_thread=False)
    before = db.execute("select max(seq) from entry").fetchone()[0]

    def told(group: CommittedBatch) -> None:
        seen.append(db.execute("select max(seq) from entry").fetchone()[0])
        for request in group.requests:
            assert request.answer and request.answer.body["seq"] <= seen[-1]
            request.signal.set()

    door = CommandWriter(path, RINGING, told=told)
    door.execute_many([CommandRequest("ring", f"command-{i}", {"words": "x"}) for i in range(300)])
    door.close()
    db.close()
    assert seen[-1] == before + 300


def test_a_closed_door_decides_nothing(path: Path) -> None:
    door = CommandWriter(path, RINGING)
    door.close()
    assert _ring(door, "command-1", "ding").status == 503
