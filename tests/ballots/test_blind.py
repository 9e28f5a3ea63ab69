"""Whatever team A enters, everybody else is sent the same bytes: snapshots, pages, errors, logs."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.store import journal
from kiosk.store.writer import CommandResponse
from tests.ballots.test_round import NAMES, Round
from tests.ballots.test_teams import everything, post
from tests.conftest import Hall

NEAR = ("teller_b", "chief_scrutineer", "screen")
OTHERS = (*NEAR, "chair", "observer", "secretary")
# A page's nonce, the time of the day, and the hash of a file that holds the time.
CHANCE = re.compile(
    r"""[0-9a-f]{64}  \S+|nonce="[^"]+"|nonce-[\w+/=-]+|\b\d{13}\b|\d{4}-\d\d-\d\d|\b\d\d?:\d\d(:\d\d)?Z?\b"""
)
ONE, OTHER = ("for", "against"), ("against", "for")


@pytest.fixture
def round(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> Round:
    """Of four voters; a record that is fetched is no entry here, so that nothing but a paper could move the journal."""
    run = hall.writer.run
    monkeypatch.setattr(
        hall.writer, "run", lambda request: CommandResponse(200, {}) if request.name == "note_record" else run(request)
    )
    made = Round(hall, names=NAMES[:3], public_count=False)
    made.vote(4)
    return made


def seen(hall: Hall, role: str, batch: int, logged: pytest.LogCaptureFixture) -> str:
    """Every byte that a device of this role can get just now, but for a page's nonce and the time of the day."""
    told = everything(hall, role)
    client = hall.client(role)
    for path, fields in (
        (f"/ballots/batches/{batch}/papers", {"paper": 99, "marks": {}, "key": "k"}),
        (f"/ballots/batches/{batch}/papers", {"paper": 1, "marks": {"0": "for"}, "key": "k"}),
        (f"/ballots/batches/{batch}/sheet", {"valid": 9, "invalid": 9, "blank": 0, "votes": {}}),
        (f"/ballots/batches/{batch}/calls", {"number": 9, "key": "k"}),
        (f"/ballots/batches/{batch}/calls/back", {"number": 1}),
        (f"/ballots/batches/{batch}/draft", {"draft": 7}),
    ):
        told += client.post(path, json=fields).get_data(as_text=True)
    return CHANCE.sub("", told) + logged.text


def be_there(hall: Hall) -> None:
    """Every device is paired and was heard of, which the console tells."""
    for role in ("teller_a", *OTHERS):
        hall.client(role).get("/healthz")


def enter_by(round: Round, method: str, batch: int) -> Callable[[tuple[str, str]], None]:
    """How team A enters its first paper (or its sheet), so that it can be entered otherwise afterwards."""
    hall, (wang, li, zhang) = round.hall, (round.names[name] for name in NAMES[:3])
    path = f"/ballots/batches/{batch}"

    def papers(marks: tuple[str, str]) -> None:
        post(hall, "teller_a", f"{path}/papers", paper=1, marks={wang: marks[0], li: marks[1]}, key="-".join(marks))

    def sheet(marks: tuple[str, str]) -> None:
        figures = {wang: [3, 1, 0], li: [0, 1, 3], zhang: [1, 2, 1]}
        if marks == OTHER:
            figures = {wang: [0, 0, 4], li: [1, 2, 1], zhang: [2, 1, 1]}
        post(hall, "teller_a", f"{path}/sheet", valid=4, invalid=0, blank=0, votes=figures)

    def called(marks: tuple[str, str]) -> None:
        calls = hall.snapshot("teller", "teller_a")["batch"]["called"]["calls"]
        for number in range(calls, 0, -1):
            post(hall, "teller_a", f"{path}/calls/back", number=number)
        for number, (name, mark) in enumerate(zip((wang, li), marks, strict=True), 1):
            post(
                hall, "teller_a", f"{path}/calls", number=number, candidate=int(name), mark=mark, key=f"{number}{mark}"
            )

    return {"papers": papers, "sheet": sheet, "called": called}[method]


@pytest.mark.slow
@pytest.mark.parametrize("method", ["papers", "sheet", "called"])
def test_whatever_team_a_enters_the_others_are_sent_the_same_bytes(
    round: Round, method: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    hall, (batch,) = round.hall, round.open_batches(4, method=method)
    be_there(hall)
    if method == "called":
        round.enter(batch, "b", [{}] * 4)
    enter, others = enter_by(round, method, batch), OTHERS if method == "papers" else NEAR
    told = []
    for marks in (ONE, OTHER):
        end = journal.head(hall.db)
        enter(marks)
        post(hall, "teller_a", f"/ballots/batches/{batch}/draft", draft={"paper": 2, "marks": {"1": marks[0]}})
        assert journal.head(hall.db) == end
        own = hall.snapshot("teller", "teller_a")["batch"]
        caplog.clear()
        told.append(({role: seen(hall, role, batch, caplog) for role in others}, own))
    assert told[0][1] != told[1][1], "team A's own page shows what it entered"
    for role in others:
        assert told[0][0][role] == told[1][0][role], role


def test_a_difference_is_told_in_the_same_bytes_whatever_the_other_s_figure(
    round: Round, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    hall, (batch,) = round.hall, round.open_batches(4)
    wang = round.names["王芳"]
    be_there(hall)
    answers, told = [], []
    for team_a in ("against", "for"):  # team B says there is no mark
        if answers:
            round.work("enter_paper", batch=batch, team="a", paper=1, marks={wang: team_a}, key=team_a)
            round.work("finish_batch", batch=batch, team="a")
        else:
            round.enter(batch, "a", [{wang: team_a}, *[{wang: "for"}] * 3])
            for place, marks in enumerate([{}, *[{wang: "for"}] * 3], 1):
                post(hall, "teller_b", f"/ballots/batches/{batch}/papers", paper=place, marks=marks, key=f"b{place}")
        answers.append(post(hall, "teller_b", f"/ballots/batches/{batch}/finish"))
        caplog.clear()
        told.append({role: seen(hall, role, batch, caplog) for role in NEAR})
    assert answers[0] == answers[1] and answers[0]["differences"] == [[1, int(wang)]]
    assert told[0] == told[1]


@pytest.mark.parametrize("role", ["teller_a", "teller_b"])
def test_a_team_s_draft_goes_on_on_its_own_page_alone(round: Round, role: str) -> None:
    hall, (batch,) = round.hall, round.open_batches(4)
    draft: dict[str, Any] = {"paper": 1, "marks": {round.names["王芳"]: "for"}, "cursor": 1, "typed": True}
    post(hall, role, f"/ballots/batches/{batch}/draft", draft=draft)
    assert hall.snapshot("teller", role)["batch"]["draft"] == draft
    other = {"teller_a": "teller_b", "teller_b": "teller_a"}[role]
    assert hall.snapshot("teller", other)["batch"]["draft"] is None
    post(hall, role, f"/ballots/batches/{batch}/papers", paper=1, marks={}, key="done")
    assert hall.snapshot("teller", role)["batch"]["draft"] is None
    post(hall, role, f"/ballots/batches/{batch}/draft", 400, draft={"paper": "x" * 30_000})
    post(hall, "chief_scrutineer", f"/ballots/batches/{batch}/draft", 403, draft=draft)


def test_after_agreement_no_sheet_and_no_draft_is_left_in_the_file_or_its_log(round: Round) -> None:
    hall, (batch,) = round.hall, round.open_batches(4, method="sheet")
    wang, li, zhang = (round.names[name] for name in NAMES[:3])
    path = f"/ballots/batches/{batch}"
    figures = {"valid": 4, "invalid": 0, "blank": 0, "votes": {wang: [1, 3, 0], li: [1, 1, 2], zhang: [0, 0, 4]}}
    for role in ("teller_a", "teller_b"):
        post(hall, role, f"{path}/sheet", **figures)
        post(hall, role, f"{path}/draft", draft={"sheet": {"a-draft-that-must-be-forgotten": "1"}})
        if role == "teller_b":
            held = raw(hall)
            assert b"a-draft-that-must-be-forgotten" in held and b'"spoilt": {"' in held
        post(hall, role, f"{path}/finish")
    left = raw(hall)
    assert b"a-draft-that-must-be-forgotten" not in left and b'"spoilt": {"' not in left


def raw(hall: Hall) -> bytes:
    return b"".join(Path(f"{hall.path}{end}").read_bytes() for end in ("", "-wal"))
