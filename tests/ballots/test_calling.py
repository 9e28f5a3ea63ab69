"""A batch that is called out: team B enters first, each call adds one, the hall's board grows and is erased."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kiosk.screens.hall_ballots import board
from kiosk.store import journal
from tests.ballots.test_round import NAMES, Marks, Round
from tests.ballots.test_teams import post
from tests.conftest import Hall


class Called:
    """One batch of four papers that team B has entered, and its caller."""

    def __init__(self, round: Round, *, sizes: tuple[int, ...] = (4,)) -> None:
        self.round, self.hall = round, round.hall
        round.vote(sum(sizes))
        self.batch = round.open_batches(*sizes, method="called")[0]
        self.number = 0

    def enter(self, papers: list[Marks]) -> None:
        self.round.enter(self.batch, "b", papers)

    def say(self, name: str | None, mark: str = "for", status: int = 200, **fields: Any) -> dict[str, Any]:
        wanted = {"number": self.number + 1, "key": f"call-{self.number + 1}", **fields}
        candidate = int(self.round.names[name]) if name else None
        told = post(
            self.hall,
            "teller_a",
            f"/ballots/batches/{self.batch}/calls",
            status,
            candidate=candidate,
            mark=mark,
            **wanted,
        )
        self.number = told.get("calls", self.number)
        return told

    def back(self, number: int, status: int = 200) -> dict[str, Any]:
        told = post(self.hall, "teller_a", f"/ballots/batches/{self.batch}/calls/back", status, number=number)
        self.number = told.get("calls", self.number)
        return told

    def call_out(self, papers: list[Marks]) -> None:
        of = {id: name for name, id in self.round.names.items()}
        for marks in papers:
            for id, mark in marks.items():
                self.say(of[id], mark)
            self.say(None)

    @property
    def board(self) -> dict[str, Any]:
        found: dict[str, Any] = self.hall.snapshot("hall", "screen")["ballot"]["board"]
        return found

    @property
    def votes(self) -> dict[str, int]:
        return {one["name"]: one["votes"] for one in self.board["candidates"]}


@pytest.fixture
def called(hall: Hall) -> Called:
    return Called(Round(hall, names=NAMES[:3]))


def test_each_call_is_a_stroke_on_the_hall_s_board(called: Called) -> None:
    truth = [called.round.circle("王芳"), called.round.circle("李强"), {}, called.round.circle("王芳")]
    assert called.say("王芳", status=409)["code"] == "enter_first", "team B enters before it is called"
    called.enter(truth)
    assert called.votes == {"王芳": 0, "李强": 0, "张伟": 0}, "nothing of team B's entry"
    called.say("王芳")
    assert (called.votes["王芳"], called.board["papers"]) == (1, {"called": 0, "all": 4})
    called.say(None)
    assert called.board["papers"] == {"called": 1, "all": 4}
    called.call_out(truth[1:])
    assert called.votes == {"王芳": 2, "李强": 1, "张伟": 0}
    assert called.say(None, status=409)["code"] == "all_called"
    post(called.hall, "teller_a", f"/ballots/batches/{called.batch}/finish")
    assert called.votes == {"王芳": 2, "李强": 1, "张伟": 0} and called.board["batches"] == {"all": 1, "agreed": 1}
    assert called.hall.db.execute("select count(*) from call_working").fetchone()[0] == 0


def test_a_call_is_taken_back_and_no_other_with_it(called: Called) -> None:
    called.enter([{}] * 4)
    called.say("王芳")
    called.say(None)
    assert called.say("李强")["calls"] == 3
    assert called.back(3) == {"batch": called.batch, "calls": 2, "entered": 1}
    assert called.back(3)["calls"] == 2, "said again it takes back nothing more"
    assert called.back(1, 409)["code"] == "call_elsewhere"
    assert called.back(2)["entered"] == 0, "the paper is open again"
    assert called.say("王芳", status=409)["code"] == "name_called"
    assert called.votes["王芳"] == 1


def test_a_call_sent_again_is_the_same_call(called: Called) -> None:
    called.enter([{}] * 4)
    for _ in range(3):
        assert called.say("王芳", number=1, key="one")["calls"] == 1
    assert called.say("李强", status=409, number=1, key="two")["code"] == "call_elsewhere"
    assert called.say("李强", status=409, number=3, key="two")["code"] == "call_elsewhere"
    before = journal.head(called.hall.db).seq
    called.say("李强")
    assert journal.head(called.hall.db).seq == before, "a call leaves no entry"


def test_a_paper_that_marks_too_many_names_leaves_no_stroke(called: Called) -> None:
    called.enter([called.round.circle("王芳", "李强")] + [{}] * 3)
    called.say("王芳")
    called.say("李强")
    assert called.votes == {"王芳": 0, "李强": 0, "张伟": 0}
    called.back(2)
    assert called.votes["王芳"] == 1


def test_a_paper_that_was_called_wrongly_is_told_and_corrected(called: Called) -> None:
    truth = [called.round.circle("王芳"), called.round.circle("李强"), {}, called.round.circle("王芳")]
    called.enter(truth)
    called.call_out([truth[0], called.round.circle("张伟"), *truth[2:]])
    told = post(called.hall, "teller_a", f"/ballots/batches/{called.batch}/finish")
    assert {paper for paper, _ in told["differences"]} == {2}
    path = f"/ballots/batches/{called.batch}/papers"
    post(called.hall, "teller_a", path, 409, paper=5, marks={}, key="five")
    post(called.hall, "teller_a", path, paper=2, marks=truth[1], key="again")
    assert called.hall.snapshot("teller", "teller_a")["batch"]["entered"][1] == truth[1]
    post(called.hall, "teller_a", f"/ballots/batches/{called.batch}/finish")
    assert post(called.hall, "teller_b", f"/ballots/batches/{called.batch}/finish")["state"] == "agreed"


def test_the_board_adds_agreed_batches_and_the_one_that_is_called(hall: Hall) -> None:
    called = Called(Round(hall, names=NAMES[:3]), sizes=(2, 2))
    both = [called.round.circle("王芳")] * 2
    called.enter(both)
    called.call_out(both)
    post(hall, "teller_a", f"/ballots/batches/{called.batch}/finish")
    called.batch, called.number = called.batch + 1, 0
    called.enter(both)
    called.say("王芳")
    assert (called.votes["王芳"], called.board["papers"], called.board["batch"]) == (3, {"called": 2, "all": 4}, 2)


def test_a_count_that_is_not_public_has_no_board(hall: Hall) -> None:
    called = Called(Round(hall, names=NAMES[:3], public_count=False))
    called.enter([called.round.circle("王芳")] * 4)
    called.say("王芳")
    assert called.board is None and board(hall.db, called.round.id) is None


def test_team_b_calls_nothing_and_is_told_no_call(called: Called) -> None:
    called.enter([{}] * 4)
    called.say("王芳", "against")
    post(called.hall, "teller_b", f"/ballots/batches/{called.batch}/calls", 403, number=2, key="b", candidate=None)
    post(called.hall, "teller_b", f"/ballots/batches/{called.batch}/calls/back", 403, number=1)
    assert "against" not in str(called.hall.snapshot("teller", "teller_b"))


def test_after_agreement_no_call_is_left_in_the_file_or_its_log(called: Called) -> None:
    called.enter([{}] * 4)
    called.say("王芳", key="a-call-that-must-be-forgotten")
    held = b"".join(Path(f"{called.hall.path}{end}").read_bytes() for end in ("", "-wal"))
    assert b"a-call-that-must-be-forgotten" in held
    called.back(1)
    called.call_out([{}] * 4)
    assert post(called.hall, "teller_a", f"/ballots/batches/{called.batch}/finish")["state"] == "agreed"
    left = b"".join(Path(f"{called.hall.path}{end}").read_bytes() for end in ("", "-wal"))
    assert b"a-call-that-must-be-forgotten" not in left
