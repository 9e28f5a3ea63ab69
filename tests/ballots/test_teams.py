"""Two blind teams over HTTP: what team A enters is in no byte that team B is sent, nor anybody else."""

from __future__ import annotations

import io
import json
import logging
import re
import zipfile
from typing import Any

import pytest

from kiosk.app import REGISTRY
from kiosk.security.auth import ROLES
from tests.ballots.test_round import Round, signed
from tests.conftest import Hall

MARK = re.compile(r'(: ?"against"|"against": ?[1-9]|\[3, ?1, ?0\])')  # what team A enters below


@pytest.fixture
def round(hall: Hall) -> Round:
    made = Round(hall)
    made.vote(4)
    return made


def post(hall: Hall, role: str, path: str, status: int = 200, **fields: Any) -> dict[str, Any]:
    answer = hall.client(role).post(path, json={"command_id": hall.command_id(), **fields})
    assert answer.status_code == status, (path, answer.status_code, answer.data)
    found: dict[str, Any] = answer.get_json()
    return found


def enter(round: Round, role: str, batch: int, papers: list[dict[str, str]]) -> dict[str, Any]:
    for place, marks in enumerate(papers, 1):
        post(round.hall, role, f"/ballots/batches/{batch}/papers", paper=place, marks=marks, key=f"{role}-{place}")
    return post(round.hall, role, f"/ballots/batches/{batch}/finish")


def everything(hall: Hall, role: str) -> str:
    """Every snapshot and every page that a role can get."""
    told = [
        json.dumps(hall.snapshot(name, role), ensure_ascii=False)
        for name, view in REGISTRY.views.items()
        if role in view.roles or "public" in view.roles
    ]
    client = hall.client(role)
    for rule in hall.app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not rule.arguments:
            told.append(_text(client.get(rule.rule, buffered=True).get_data()))
    return "".join(told)


def _text(sent: bytes) -> str:
    """What was sent, and of a Word file or an archive what lies in it."""
    if not sent.startswith(b"PK"):
        return sent.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(sent)) as archive:
        return "".join(map(_text, map(archive.read, archive.namelist())))


def test_two_teams_agree_over_http_and_the_batch_is_recorded(round: Round) -> None:
    (batch,) = round.open_batches(4)
    papers = [round.circle("王芳")] * 3 + [{}]
    assert enter(round, "teller_a", batch, papers)["both"] is False
    assert round.hall.snapshot("teller", "teller_b")["batch"]["other_finished"] is True
    assert enter(round, "teller_b", batch, papers)["state"] == "agreed"
    assert round.hall.db.execute("select count(*) from team_paper_working").fetchone()[0] == 0
    round.run("finish_counting")
    for role in ("teller_a", "teller_b", "chief_scrutineer"):
        post(round.hall, role, f"/ballots/rounds/{round.id}/signatures", name=f"Signer {role}")
    assert round.state == "signed"


@pytest.mark.slow
@pytest.mark.parametrize("method", ["papers", "sheet"])
def test_what_team_a_enters_is_in_no_byte_sent_to_anybody_else(
    round: Round, method: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    hall, (batch,) = round.hall, round.open_batches(4, method=method)
    wang, li = round.names["王芳"], round.names["李强"]
    if method == "papers":
        for place in range(1, 5):
            post(
                hall,
                "teller_a",
                f"/ballots/batches/{batch}/papers",
                paper=place,
                marks={wang: "against"},
                key=f"k{place}",
            )
    else:
        figures = {wang: [3, 1, 0], li: [1, 2, 1]}
        post(hall, "teller_a", f"/ballots/batches/{batch}/sheet", valid=4, invalid=0, blank=0, votes=figures)
    post(hall, "teller_a", f"/ballots/batches/{batch}/finish")
    own = hall.snapshot("teller", "teller_a")["batch"]
    assert own["entered"] or own["sheet"], "the team itself sees what it entered"
    assert MARK.search(json.dumps(own)), "and would be found by what is looked for below"
    for role in ROLES:
        if role == "teller_a":
            continue
        if role == "teller_b":
            told = hall.snapshot("teller", role)["batch"]
            assert (told["entered"], told["sheet"]) == ([], None)
        seen = everything(hall, role)
        assert MARK.search(seen) is None, role
    if method == "papers":
        post(hall, "teller_b", f"/ballots/batches/{batch}/papers", paper=1, marks={}, key="b1")
    else:
        refused = post(hall, "teller_b", f"/ballots/batches/{batch}/sheet", 409, valid=3, invalid=0, blank=0, votes={wang: [0, 0, 3], li: [0, 0, 3]})  # fmt: skip
        assert "1" not in refused["message"]
    assert "against" not in caplog.text


@pytest.mark.slow
def test_a_difference_names_papers_and_names_and_no_figure(round: Round) -> None:
    (batch,) = round.open_batches(4)
    enter(round, "teller_a", batch, [round.circle("王芳")] * 4)
    told = enter(round, "teller_b", batch, [round.circle("王芳")] * 3 + [{}])
    assert told["both"] is True
    again = {"papers": [4], "names": [int(round.names["王芳"])], "units": [], "whole": False}
    for role in ("teller_a", "teller_b"):
        seen = round.hall.snapshot("teller", role)["batch"]
        assert seen["look_again"] == again and seen["finished"] is False
    assert round.hall.snapshot("teller", "teller_b")["batch"]["entered"][3] == {}
    for role in ("chair", "chief_scrutineer", "observer", "supervisor", "screen"):
        assert '"look_again": {' not in everything(round.hall, role)


def test_a_team_enters_nothing_for_the_other_and_nobody_else_enters_anything(round: Round) -> None:
    (batch,) = round.open_batches(4)
    for role in ("chair", "operator", "desk", "chief_scrutineer", "observer", "supervisor", "secretary", "screen"):
        post(round.hall, role, f"/ballots/batches/{batch}/papers", 403, paper=1, marks={}, key="k")
    for fields in (
        {"paper": 0, "marks": {}, "key": "k"},
        {"paper": 1, "marks": {"1": "maybe"}, "key": "k"},
        {"paper": 1, "marks": {"x": "for"}, "key": "k"},
        {"paper": 1, "marks": [], "key": "k"},
        {"paper": 1, "marks": {}},
    ):
        post(round.hall, "teller_a", f"/ballots/batches/{batch}/papers", 400, **fields)
    assert round.hall.snapshot("teller", "teller_a")["batch"]["entered"] == []


def test_the_hall_sees_no_result_before_it_is_reported_and_no_elected_before_they_are_declared(hall: Hall) -> None:
    round = Round(hall, members=4, public_count=False)
    round.vote(4)
    (batch,) = round.open_batches(4)
    for role in ("teller_a", "teller_b"):
        enter(round, role, batch, [round.circle("王芳")] * 4)
    signed(round)
    before = hall.snapshot("hall", "screen")
    assert before["scene"]["name"] == "counting" and (before["ballot"]["result"], before["ballot"]["totals"]) == (
        None,
        None,
    )
    round.run("report_result")
    shown = hall.snapshot("hall", "screen")
    assert shown["scene"]["name"] == "result" and shown["ballot"]["declared"] is False
    assert shown["ballot"]["result"]["verdict"]["offices"][0]["elected"] == ["王芳"]
    round.run("declare_elected")
    assert hall.snapshot("hall", "screen")["ballot"]["declared"] is True


def test_the_round_s_file_is_what_the_verdict_reads(round: Round) -> None:
    assert round.hall.client("chair").get(f"/ballots/rounds/{round.id}.json").status_code == 404
    (batch,) = round.open_batches(4)
    for role in ("teller_a", "teller_b"):
        enter(round, role, batch, [round.circle("王芳")] * 3 + [{}])
    round.run("finish_counting")
    for role in ("observer", "supervisor", "secretary"):
        assert round.hall.client(role).get(f"/ballots/rounds/{round.id}.json").status_code == 404
    found = round.hall.client("chief_scrutineer").get(f"/ballots/rounds/{round.id}.json").get_json()
    assert found["format"] == "round/1" and found["candidates"][0] == {"name": "王芳", "office": "委员", "for": 3, "against": 0, "abstain": 1}  # fmt: skip
