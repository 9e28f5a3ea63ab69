"""Additional votes of a cooperative: a column of their own, at most a fifth of the basic votes, announced, and voted."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from kiosk.cli.main import main
from kiosk.meeting_file import make_meeting
from kiosk.roll import queries
from kiosk.roll.answers import Answers
from kiosk.roll.roll_file import read_roll
from kiosk.store import database as files
from tests.ballots.acts import Acts, Made
from tests.conftest import Served


def roll_of(votes: list[str]) -> str:
    return "\n".join(["编号,姓名,附加表决权", *(f"{n:03},成员{n:02},{one}" for n, one in enumerate(votes, 1))])


def read(text: str, answers: Answers | None = None) -> Any:
    return read_roll(text.encode(), "roll.csv", answers=answers)


def test_the_column_is_votes_and_no_weight() -> None:
    found = read(roll_of(["", "2", "无", "1"]))
    assert [row["additional_votes"] for row in found.rows] == [0, 2, 0, 1]
    assert {row["weight_thousandths"] for row in found.rows} == {1000}
    assert "additional_votes" not in read("编号,姓名\n1,甲").rows[0]


def test_what_is_no_whole_number_gives_nothing_and_is_told() -> None:
    found = read(roll_of(["1.5", "-2", "两票", "1"]))
    assert [row["additional_votes"] for row in found.rows] == [0, 0, 0, 1]
    assert [(trouble.row, trouble.code, trouble.kept) for trouble in found.troubles] == [
        (row, "bad_additional", True) for row in (2, 3, 4)
    ]


def coop(tmp_path: Path, votes: list[str], *answers: str) -> tuple[Path, int, str]:
    path, roll = tmp_path / "m.kiosk", tmp_path / "roll.csv"
    if not path.exists():
        make_meeting(path, title="成员大会", preset="cooperative", organisation="", place="")
    roll.write_text(roll_of(votes), "utf-8")
    told = CliRunner().invoke(main, ["import", str(path), str(roll), *answers])
    return path, told.exit_code, told.output


def test_more_than_a_fifth_is_asked_with_its_arithmetic(tmp_path: Path) -> None:
    _, code, said = coop(tmp_path, ["3", *[""] * 9])
    assert code == 1 and "Additional votes 3 of 10 basic votes: at most one fifth, 2, are allowed" in said, said
    path, code, said = coop(tmp_path, ["3", *[""] * 9], "--answer", "additional=yes")
    assert code == 0, said
    with closing(files.reader(path)) as db:
        assert queries.additional(db) == []
    path, code, said = coop(tmp_path, ["1", "1", *[""] * 8])
    assert code == 0, said
    _, code, said = coop(tmp_path, ["2", "1", *[""] * 8])  # a change is held to the same fifth
    assert code == 1 and "Additional votes 3" in said


def test_a_ballot_has_a_paper_for_each_vote_and_the_line_is_of_all_votes(tmp_path: Path) -> None:
    path, code, said = coop(tmp_path, ["1", "1", *[""] * 8])
    assert code == 0, said
    hall = Served(path)
    try:
        told = [hall.post("/checkin/scans", {"member": one, "source": "search"}, "desk")[1] for one in range(1, 8)]
        assert [one["give"]["votes"] for one in told] == [2, 2, 1, 1, 1, 1, 1]

        def post(at: str, fields: Made, role: str) -> tuple[int, Any]:
            return hall.post(at, fields, role)

        acts = Acts(post).prepare({"理事长": 1}, preset="cooperative").list(["A", "B"]).adopt()
        acts.on("boxes", seals=["A-1"])
        opened = acts.on("issuing", printed=10, votes=7, persons=7)
        assert opened["needed"] == 7  # more than half of all 12 votes
        acts.on("papers-out", "chief_scrutineer", status=409, issued=10, exchanged=0, spare=0)
        acts.on("papers-out", "chief_scrutineer", issued=9, exchanged=0, spare=1)
        for step in ("voting", "last-call", "closing"):
            acts.on(step)
        acts.on("papers-back", "chief_scrutineer", boxes={"1": 9}, late=0)
        acts.sheets({"A": 7, "B": 2}, 9)
        acts.sign()
        verdict = acts.report()["verdict"]
        assert verdict["offices"][0]["elected"] == ["A"] and verdict["offices"][0]["needed"] == 7
        said = [clause["msgid"] for clause in verdict["sentences"][0]]
        assert said[1] == "more than half of all %(base)s votes is %(needed)s"
    finally:
        hall.stop()


def test_a_removal_that_lifts_additional_votes_above_a_fifth_says_so(tmp_path: Path) -> None:
    path, code, said = coop(tmp_path, ["1", "1", *[""] * 9])
    assert code == 0, said
    hall = Served(path)
    try:
        off = {"reason": "left"}
        assert "additional_above" not in hall.post("/roll/removals", {"member": 11, **off}, "operator")[1]
        status, told = hall.post("/roll/removals", {"member": 10, **off}, "operator")
        assert (status, told["additional_above"]) == (200, {"additional": 2, "basic": 9})
        status, told = hall.post("/roll/removals", {"member": 1, **off}, "operator")
        assert (status, "additional_above" in told) == (200, False)  # one of eight
    finally:
        hall.stop()


def test_a_poll_of_a_cooperative_decides_by_all_votes_instead_of_the_hands(tmp_path: Path) -> None:
    path, code, said = coop(tmp_path, ["1", "1", *[""] * 8])
    assert code == 0, said
    hall = Served(path)
    try:
        for one in range(1, 8):
            hall.post("/checkin/scans", {"member": one, "source": "search"}, "desk")

        def post(at: str, fields: Made, role: str) -> tuple[int, Any]:
            return hall.post(at, fields, role)

        acts = Acts(post)
        hands = {"title": "Plan", "method": "counted", "names": [], "present": 7}
        told = acts.do("/ballots/hands", **hands, votes=5, against=2, abstain=0)
        assert told["carried"] is False  # 5 of 12 votes: 7 are needed
        acts.do(f"/ballots/hands/{told['vote']}/poll", name="成员01")
        poll = {"kind": "motion", "preset": "cooperative", "changes": {}, "poll_of": told["vote"], "title": "Plan"}
        acts.prepare({"Plan": 1}, **poll).list(["Plan"]).adopt()
        acts.on("boxes", seals=["A-1"])
        assert acts.on("issuing", printed=10, votes=7, persons=7)["needed"] == 7
        acts.on("papers-out", "chief_scrutineer", issued=9, exchanged=0, spare=1)
        for step in ("voting", "last-call", "closing"):
            acts.on(step)
        acts.on("papers-back", "chief_scrutineer", boxes={"1": 9}, late=0)
        acts.sheets({"Plan": 7}, 9)
        acts.sign()
        office = acts.report()["verdict"]["offices"][0]
        assert (office["needed"], office["elected"]) == (7, ["Plan"])
    finally:
        hall.stop()
