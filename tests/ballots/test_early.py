"""Before the vote: only papers recorded as delivered are silent, early papers are among those returned, and opinions of the
absent count while they are absent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kiosk.ballots import queries
from kiosk.meeting_file import make_meeting, run
from kiosk.store import database as files
from tests.ballots.acts import Acts, Made
from tests.conftest import Served
from tests.support.members import person


def served(path: Path, preset: str, rows: list[Made]) -> Served:
    make_meeting(path, title="Meeting", preset=preset, organisation="", place="Hall")
    run(path, "import_roll", {"rows": rows, "roll_version": 0, "source": "roll.csv"}, "import-roll")
    return Served(path)


@pytest.fixture
def owners(tmp_path: Path) -> Iterator[Served]:
    rows = [person(f"业主{n}", number=f"1-{n}", weight_thousandths=100_000) for n in range(101, 111)]
    found = served(tmp_path / "m.kiosk", "owners", rows)
    yield found
    found.stop()


@pytest.fixture
def branch(tmp_path: Path) -> Iterator[Served]:
    found = served(tmp_path / "m.kiosk", "party-branch", [person(f"M{n:02}", number=f"{n:02}") for n in range(1, 26)])
    yield found
    found.stop()


def acts_of(meeting: Served) -> Acts:
    def post(path: str, fields: Made, role: str) -> tuple[int, Any]:
        return meeting.post(path, fields, role)

    return Acts(post)


NOTE = {"way": "hand", "handler": "李师傅", "told_at": "6-1 19:00"}


def counted(acts: Acts, papers: list[tuple[str, str]]) -> Made:
    batch = acts.on("batches", "chief_scrutineer", batches=[len(papers)], method="papers")["batches"][0]["id"]
    name = next(iter(acts.names.values()))
    for team in ("teller_a", "teller_b"):
        for place, (unit, mark) in enumerate(papers, 1):
            fields = {"paper": place, "marks": {name: mark}, "unit": unit, "key": f"{team}-{batch}-{place}"}
            acts.do(f"/ballots/batches/{batch}/papers", team, **fields)
        acts.do(f"/ballots/batches/{batch}/finish", team)
    acts.sign()
    return acts.report()


def test_silent_owners_are_those_whose_delivery_was_recorded(owners: Served) -> None:
    acts = acts_of(owners).prepare({"Motion": 1}, kind="motion", preset="owners", changes={"silent": "majority"})
    acts.list(["Repair"]).adopt()
    delivered = [f"1-{n}" for n in range(103, 109)]
    assert acts.on("early", "secretary", kind="delivered", units=delivered, **NOTE)["delivered"] == 6
    noted = acts.on("early", "secretary", kind="delivered", units=["1-109", "1-110"], **NOTE)["noted"]
    assert acts.on("early", status=409, kind="delivered", units=["1-103"], **NOTE)["code"] == "noted_already"
    assert acts.on("early", status=409, kind="delivered", units=["9-999"], **NOTE)["code"] == "no_such_unit"
    assert (
        acts.on("early", status=409, kind="opinion", units=["1-101"], choices={"1": "for"}, **NOTE)["code"]
        == "no_opinions"
    )
    acts.do(f"/ballots/early/{noted}/back", "secretary", unit="1-110", reason="the wrong door")
    acts.do(f"/ballots/early/{noted}/back", "secretary", status=409, unit="1-110", reason="again")
    acts.on("early", "secretary", kind="returned", units=["1-104"], **NOTE)
    acts.on("boxes", seals=["A-1"])
    acts.on("issuing", printed=10, votes=0, persons=0)
    acts.on("papers-out", "chief_scrutineer", issued=10, exchanged=0, spare=0)
    for step in ("voting", "last-call"):
        acts.on(step)
    assert acts.on("early", status=409, kind="delivered", units=["1-110"], **NOTE)["code"] == "called_already"
    acts.on("closing")
    early = acts.on("papers-back", "chief_scrutineer", status=409, boxes={"1": 0}, late=0)
    assert early["code"] == "early_above_returned"
    acts.on("papers-back", "chief_scrutineer", boxes={"1": 3}, late=0)
    with closing(files.reader(owners.path)) as db:
        row = queries.last(db)
        enough = row and queries.validity_back({**dict(row), "returned": 7})  # type: ignore[arg-type]
    assert enough and enough.sentence[-1][0] == queries.BY_HEADS  # nobody knows the area before the count
    told = counted(acts, [("1-101", "for"), ("1-102", "against"), ("1-104", "for")])
    papers = figures(owners)["papers"]
    # 103, 105, 106, 107, 108 and 109 were delivered and are silent; 110 was taken back: 3 + 6 of 10 take part
    assert (papers["delivered"], papers["delivered_weight"]) == (9, 900_000)
    verdict = told["verdict"]
    assert verdict["valid"] is True and verdict["offices"][0]["elected"] == ["Repair"]
    assert verdict["sentences"][0][0]["figures"] == {"papers": 6, "weight": "600"}
    _, page = owners.get("/ballots/early", "secretary")
    assert [one["number"] for one in page["noted"] if one["taken_back"]] == ["1-110"]
    assert not page["round"]["open"]


def figures(meeting: Served) -> Made:
    with closing(files.reader(meeting.path)) as db:
        told: Made = json.loads(db.execute("select figures from tally_result").fetchone()[0])
    return told


def test_opinions_of_the_absent_count_while_they_are_absent(branch: Served) -> None:
    for member in range(1, 14):
        branch.post("/checkin/scans", {"member": member, "source": "search"}, "desk")
    acts = acts_of(branch).prepare({"Motion": 1}, kind="motion", preset="party-branch").list(["Budget"]).adopt()
    name = next(iter(acts.names.values()))
    here = acts.on("early", status=409, kind="opinion", units=["01"], choices={name: "for"}, **NOTE)
    assert here["code"] == "opinion_here"
    for unit, choice in (("20", "for"), ("21", "for"), ("22", "against"), ("14", "for")):
        acts.on("early", "secretary", kind="opinion", units=[unit], choices={name: choice}, **NOTE)
    branch.post("/checkin/scans", {"member": 14, "source": "search"}, "desk")  # came after all: votes in person
    acts.vote(present=14)
    late = acts.on("early", status=409, kind="opinion", units=["23"], choices={name: "for"}, **NOTE)
    assert late["code"] in ("round_elsewhere", "opinions_before")
    acts.sheets({"Budget": 10}, 14)
    acts.sign()
    verdict = acts.report()["verdict"]
    office = verdict["offices"][0]
    # 10 + 2 in writing = 12 of 25 who should attend: 13 are needed
    assert (office["needed"], office["elected"]) == (13, [])
    written = [one for one in verdict["sentences"][0] if "in writing" in one["msgid"]]
    assert written[0]["figures"] == {"for": 2, "against": 1}


def test_who_gave_an_opinion_and_is_admitted_late_votes_in_person_and_not_twice(branch: Served) -> None:
    for member in range(1, 14):
        branch.post("/checkin/scans", {"member": member, "source": "search"}, "desk")
    acts = acts_of(branch).prepare({"Motion": 1}, kind="motion", preset="party-branch").list(["Budget"]).adopt()
    name = next(iter(acts.names.values()))
    for unit in ("20", "21"):
        acts.on("early", kind="opinion", units=[unit], choices={name: "for"}, **NOTE)
    acts.on("boxes", seals=["A-1"])
    acts.on("issuing", printed=16, votes=13, persons=13)
    branch.post("/checkin/scans", {"member": 20, "source": "search"}, "desk")
    acts.on("latecomers", votes=1)
    acts.on("papers-out", "chief_scrutineer", issued=14, exchanged=0, spare=2)
    acts.on("voting")
    acts.on("last-call")
    acts.on("closing")
    acts.on("papers-back", "chief_scrutineer", boxes={"1": 14}, late=0)
    acts.sheets({"Budget": 12}, 14)
    acts.sign()
    office = acts.report()["verdict"]["offices"][0]
    candidate = figures(branch)["candidates"][0]
    # 12 papers and one opinion in writing: the other opinion's member has a paper
    assert (candidate["for"], candidate["written_for"], office["elected"]) == (12, 1, ["Budget"])
    _, page = branch.get("/ballots/early", "secretary")
    assert [(one["number"], one["taken_back"]) for one in page["noted"]] == [("20", "in person"), ("21", None)]
