"""The worked cases through the pages' own requests, and through `kiosk verdict` on the file that came of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

from bench.rounds import PaperRound
from kiosk.cli import main
from tests.ballots.test_counts import InProcess
from tests.conftest import Hall

MOST = 200


class Case(NamedTuple):
    """What is given, and of the first office who is elected (or goes on), tied, and how many seats are short."""

    votes: list[int]
    elected: str
    seats: int = 1
    present: int = 165
    valid: int | None = None
    needed: int | None = 83
    tied: str = ""
    tied_seats: int = 0
    short: int = 0
    write_in: int | None = None
    blank: int = 0
    kind: str = "election"
    changes: dict[str, Any] | None = None


CASES = {
    "3": Case([100], "A", valid=163),
    "5, half": Case([50], "", present=100, needed=51, short=1),
    "5, one more": Case([51], "A", present=100, needed=51),
    "6": Case([80], "", valid=150, short=1),
    "6, base valid": Case([80], "A", valid=150, needed=76, changes={"win": {"base": "valid"}}),
    "7": Case([150, 140, 130, 120, 110, 100], "ABCDE", seats=5),
    "8": Case([150, 140, 130, 120, 100, 100], "ABCD", seats=5, tied="EF", tied_seats=1),
    "9": Case([150, 140, 90, 90, 90, 60], "AB", seats=4, tied="CDE", tied_seats=2),
    "10": Case([150, 150, 130, 120, 110, 60], "ABCDE", seats=5),
    "11": Case([150, 140, 130, 120, 82, 70], "ABCD", seats=5, short=1),
    "12": Case([150, 140, 130, 120, 85], "ABCDW", seats=5, write_in=90),
    "13, half": Case([103, 102], "", present=206, needed=104, short=1, blank=1),
    "13, one more": Case([104, 102], "A", present=206, needed=104),
    "14": Case([180, 150, 120, 90, 60], "ABC", present=206, needed=1, kind="recommendation", changes={"advance": 3}),
    "14, a tie": Case(
        [170, 150, 115, 115, 60], "AB", present=206, needed=1, tied="CD", tied_seats=1, kind="recommendation",
        changes={"advance": 3},
    ),
    "18": Case(
        [80, 80], "", present=160, needed=54, tied="AB", tied_seats=1, kind="runoff",
        changes={"tie": "unresolved", "win": {"base": "valid", "numerator": 1, "denominator": 3, "operator": ">="}},
    ),
}  # fmt: skip


def sheets(case: Case, ids: list[str], marks: int) -> list[dict[str, Any]]:
    """The votes as sheets of at most 200 papers; what is not for is against."""
    left, valid, blank, made = [*case.votes, *([case.write_in] if case.write_in else [])], case.valid or case.present, case.blank, []  # fmt: skip
    for size in reversed([min(MOST, valid - first) for first in range(0, valid, MOST)]):
        room, given = marks * size, []
        for place, votes in enumerate(left):
            given.append(min(votes, size, room))
            room -= given[-1]
            left[place] -= given[-1]
        votes = {
            id: [n, 0 if id not in ids[: len(case.votes)] else size - n, 0] for id, n in zip(ids, given, strict=True)
        }
        made.append({"valid": size, "invalid": 0, "blank": blank if size > 6 else 0, "votes": votes})
    assert not any(left)
    return made


@pytest.mark.parametrize("name", CASES)
def test_a_worked_case_through_the_pages_and_through_the_verdict(hall: Hall, name: str, tmp_path: Path) -> None:
    case = CASES[name]
    letters = [chr(65 + place) for place in range(len(case.votes))]
    round = PaperRound(
        InProcess(hall), [("Committee", case.seats, letters)], case.present, kind=case.kind, changes=case.changes
    )
    round.issue()
    valid = case.valid or case.present
    round.ask(round.path("papers-back"), "chief_scrutineer", boxes={"1": valid}, late=0)
    if case.write_in:
        named = round.ask(round.path("write-ins"), "chief_scrutineer", name="W", office=round.offices[0]["id"])
        round.names["W"] = str(named["candidate"])
    made = sheets(case, list(round.names.values()), max(case.seats, (case.changes or {}).get("advance", 0)))
    for batch, sheet in zip(round.open(*[one["valid"] for one in made], method="sheet"), made, strict=True):
        for team in "ab":
            round.ask(f"/ballots/batches/{batch}/sheet", f"teller_{team}", **sheet)
            round.finish(batch, team)
    round.ask(round.path("count"), "chief_scrutineer")
    round.sign()
    told = round.ask(round.path("report"), "chief_scrutineer")["verdict"]
    office = told["offices"][0]
    assert sorted(office["elected"] + office["advanced"]) == sorted(case.elected)
    assert office["revote"] == {"names": list(case.tied), "seats": case.tied_seats}
    assert (office["needed"], office["shortfall"]) == (case.needed, case.short)
    file = tmp_path / "round.json"
    file.write_text(json.dumps(round.figures()), "utf-8")
    judged = CliRunner().invoke(main, ["verdict", str(file), "--json"])
    assert judged.exit_code == 0
    assert {**json.loads(judged.output), "sentences": []} == {**told, "sentences": []}


@pytest.mark.parametrize(
    ("names", "seats", "enough"), [(5, 5, False), (6, 5, True), (7, 6, False), (8, 6, True), (2, 1, True)]
)
def test_case_15_too_few_candidates_are_a_warning_on_the_page(hall: Hall, names: int, seats: int, enough: bool) -> None:
    round = PaperRound(InProcess(hall), [("Committee", seats, [f"N{i}" for i in range(names)])], 4)
    round.vote()
    (batch,) = round.open(4)
    round.agree(batch, [{}] * 4)
    round.ask(round.path("count"), "chief_scrutineer")
    told = hall.snapshot("teller", "chief_scrutineer")["tally"]
    assert ("too_few_candidates" not in told["warnings"]) == enough


def test_cases_1_and_2_the_box_and_the_papers_handed_out(hall: Hall) -> None:
    round = PaperRound(InProcess(hall), [("Committee", 1, ["A", "B"])], 165)
    round.ask(round.path("adoption"), votes=165, against=0, abstain=0)
    round.ask(round.path("issuing"), printed=170, votes=165, persons=165)
    out = {"exchanged": 0, "spare": 4}
    refused = round.ask(round.path("papers-out"), "chief_scrutineer", 409, issued=166, **out)
    assert refused == {"code": "issued_above_present", "message": "Issued 166 > votes present 165."}
    round.ask(round.path("papers-out"), "chief_scrutineer", issued=165, **out)
    round.ask(round.path("boxes"), "chief_scrutineer", seals=["A-1"])
    round.ask(round.path("voting"))
    round.ask(round.path("closing"))
    assert round.ask(round.path("papers-back"), "chief_scrutineer", boxes={"1": 166}, late=0)["state"] == "void"
    round.ask(round.path("batches"), "chief_scrutineer", 409, batches=[166], method="sheet")


def test_case_4_papers_that_mark_too_many_are_found_by_the_program(hall: Hall) -> None:
    letters = list("ABCDEF")
    round = PaperRound(InProcess(hall), [("Committee", 5, letters)], 5)
    round.vote()
    for name in ("W", "X"):
        named = round.ask(round.path("write-ins"), "chief_scrutineer", name=name, office=round.offices[0]["id"])
        round.names[name] = str(named["candidate"])
    (batch,) = round.open(5)
    round.agree(batch, [round.circle(*marked) for marked in ("ABCDEF", "ABCDE", "AB", "", "ABCDWX")])
    found = hall.db.execute("select valid, invalid, blank from batch").fetchone()
    assert tuple(found) == (3, 2, 1)
    assert dict(hall.db.execute("select candidate, votes from batch_votes").fetchall())[int(round.names["A"])] == 2


def test_cases_16_and_17_a_sheet_that_does_not_add_up_is_refused(hall: Hall) -> None:
    round = PaperRound(InProcess(hall), [("Committee", 5, list("ABCDEF"))], 170)
    round.vote()
    small, large = round.open(20, 150, method="sheet")
    given = dict(zip(round.names.values(), (17, 17, 17, 17, 17, 16), strict=True))
    path = f"/ballots/batches/{small}/sheet"
    for role in ("teller_a", "teller_b"):
        told = round.ask(
            path, role, 409, valid=20, invalid=0, blank=0, votes={i: [n, 20 - n, 0] for i, n in given.items()}
        )
        assert told["message"] == "Votes for all names together 101 > 5 marks × 20 valid papers = 100."
    votes = {id: [90, 40, 20] for id in round.names.values()} | {round.names["A"]: [90, 40, 19]}
    told = round.ask(f"/ballots/batches/{large}/sheet", "teller_a", 409, valid=150, invalid=0, blank=0, votes=votes)
    assert told["message"] == "A: for 90 + against 40 + abstain 19 = 149, but valid 150."
    assert hall.db.execute("select count(*) from team_sheet_working").fetchone()[0] == 0
