"""The worked cases through `kiosk verdict`, as a file on the command line; the pages have theirs in `test_pages`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

from kiosk.cli.main import main
from tests.ballots.rounds import Made, made


class Case(NamedTuple):
    """What is given, and of the office who is elected (or goes on), tied, and how many seats are short."""

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
    rules: dict[str, Any] | None = None


CASES = {
    "3": Case([100], "A", valid=163),
    "5, half": Case([50], "", present=100, needed=51, short=1),
    "5, one more": Case([51], "A", present=100, needed=51),
    "6": Case([80], "", valid=150, short=1),
    "6, base valid": Case([80], "A", valid=150, needed=76, rules={"win": {"base": "valid"}}),
    "7": Case([150, 140, 130, 120, 110, 100], "ABCDE", seats=5),
    "8": Case([150, 140, 130, 120, 100, 100], "ABCD", seats=5, tied="EF", tied_seats=1),
    "9": Case([150, 140, 90, 90, 90, 60], "AB", seats=4, tied="CDE", tied_seats=2),
    "10": Case([150, 150, 130, 120, 110, 60], "ABCDE", seats=5),
    "11": Case([150, 140, 130, 120, 82, 70], "ABCD", seats=5, short=1),
    "12": Case([150, 140, 130, 120, 85], "ABCDW", seats=5, write_in=90),
    "13, half": Case([103, 102], "", present=206, needed=104, short=1, blank=1),
    "13, one more": Case([104, 102], "A", present=206, needed=104),
    "14": Case([180, 150, 120, 90, 60], "ABC", present=206, needed=1, rules={"advance": 3}),
    "14, a tie": Case(
        [170, 150, 115, 115, 60], "AB", present=206, needed=1, tied="CD", tied_seats=1,
        rules={"advance": 3},
    ),
    "18": Case(
        [80, 80], "", present=160, needed=54, tied="AB", tied_seats=1,
        rules={"tie": "unresolved", "win": {"base": "valid", "numerator": 1, "denominator": 3, "operator": ">="}},
    ),
}  # fmt: skip


def verdict(folder: Path, round: Made) -> tuple[int, dict[str, Any]]:
    file = folder / "round.json"
    file.write_text(json.dumps(round), "utf-8")
    done = CliRunner().invoke(main, ["verdict", str(file), "--json"])
    return done.exit_code, json.loads(done.output)


@pytest.mark.parametrize("name", CASES)
def test_a_worked_case_is_judged_on_the_command_line(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    written = {"W": case.write_in} if case.write_in else {}
    others = {"returned": case.valid, "rules": case.rules, "write_ins": written, "blank": case.blank}
    status, told = verdict(tmp_path, made(case.votes, seats=case.seats, present=case.present, **others))
    office = told["offices"][0]
    assert status == 0
    assert sorted(office["elected"] + office["advanced"]) == sorted(case.elected)
    assert office["revote"] == {"names": list(case.tied), "seats": case.tied_seats}
    assert (office["needed"], office["shortfall"]) == (case.needed, case.short)


@pytest.mark.parametrize(
    ("names", "seats", "enough"), [(5, 5, False), (6, 5, True), (7, 6, False), (8, 6, True), (2, 1, True)]
)
def test_case_15_too_few_candidates_are_warned_of_and_the_votes_are_judged(
    names: int, seats: int, enough: bool, tmp_path: Path
) -> None:
    status, told = verdict(tmp_path, made([100] * seats + [0] * (names - seats), seats=seats))
    assert status == 0 and ("too_few_candidates" not in told["warnings"]) == enough
    assert len(told["offices"][0]["elected"]) == seats


def test_cases_1_2_and_17_exit_1_and_elect_nobody(tmp_path: Path) -> None:
    sum_of_149 = made([90], present=150)
    sum_of_149["candidates"][0] |= {"against": 40, "abstain": 19}
    for round, void, broken in (
        (made([100], returned=166), "returned_above_issued", []),
        (made([100], issued=166, returned=165), None, ["issued_above_present"]),
        (sum_of_149, None, ["candidate_sum"]),
    ):
        status, told = verdict(tmp_path, round)
        assert (status, told["void"], told["broken"], told["offices"][0]["elected"]) == (1, void, broken, [])
