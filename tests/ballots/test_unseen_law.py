"""Rounds of Party, society, council, Robert's, association and company whose right verdict was worked out from the law by
hand: program, the record's checker and the tests' own reference say the same."""

from __future__ import annotations

from typing import Any

import pytest

from tests.ballots.rounds import Made
from tests.ballots.test_unseen import Right, name, round_of, say_the_same


def names_of(valid: int, *votes: int, first: str = "A", office: str = "X") -> list[Made]:
    """Listed names with what each has against it: all that are not for it."""
    start = ord(first)
    return [name(chr(start + i), n, valid - n, 0, office=office) for i, n in enumerate(votes)]


def party(eligible: int, present: int, *votes: int, back: int | None = None, invalid: int = 0, **more: Any) -> Made:
    back = present if back is None else back
    listed = [*names_of(back - invalid, *votes), *more.pop("others", [])]
    return round_of(more.pop("preset", "party-grassroots"), eligible, present, back, *listed, invalid=invalid, **more)


def motion(preset: str, eligible: int, votes: int, against: int, abstain: int = 0, **more: Any) -> Made:
    present = votes + against + abstain
    return round_of(preset, eligible, present, present, name("M", votes, against, abstain), kind="motion", **more)


def rivals(
    preset: str, eligible: int, back: int, *votes: int, blank: int = 0, illegal: int = 0, invalid: int = 0, **more: Any
) -> Made:
    """Names without an against, one mark each; `blank` and `illegal` of the office."""
    office = {"name": "X", "seats": 1, "illegal": illegal, "blank": blank}
    listed = [name("ABCD"[i], n) for i, n in enumerate(votes)]
    return round_of(preset, eligible, back, back, *listed, offices=[office], invalid=invalid, kind="election", **more)


def line(numerator: int, denominator: int, operator: str = ">=", **more: str) -> Made:
    return {"numerator": numerator, "denominator": denominator, "operator": operator, **more}


TWO = [{"name": "X", "seats": 2, "illegal": 0}, {"name": "Y", "seats": 2, "illegal": 0}]
ONES = [{"name": "X", "seats": 1, "illegal": 0}, {"name": "Y", "seats": 1, "illegal": 0}]
PRE = {"advance": 3, "advance_line": {"base": "present"}}
CASES: dict[str, tuple[Made, Right]] = {
    # Party elections: 4/5 of those who should attend, more than half of those present
    "party 4/5 exactly": (party(100, 80, 41), Right("A", needed=41)),
    "party one less than 4/5": (party(100, 79, 79), Right(valid=False, needed=40)),
    "party half exactly": (party(100, 80, 40), Right(needed=41)),
    "party 81 of 101": (party(101, 81, 41), Right("A", needed=41)),
    "party 80 of 101": (party(101, 80, 80), Right(valid=False, needed=41)),
    "party 99 of 123": (party(123, 99, 50), Right("A", needed=50)),
    "party 98 of 123": (party(123, 98, 98), Right(valid=False, needed=50)),
    "party one member": (party(1, 1, 1), Right("A", needed=1)),
    "party none of none": (party(0, 0, 0), Right(valid=False, needed=1)),
    "party who took no paper is in the base": (party(100, 90, 45, back=85, issued=85), Right(needed=46)),
    "party and passes": (party(100, 90, 46, back=85, issued=85), Right("A", needed=46)),
    "party void papers are in the base": (party(100, 100, 50, invalid=40), Right(needed=51)),
    "party void papers, passes": (party(100, 100, 51, invalid=40), Right("A", needed=51)),
    "party two seats": (party(100, 100, 60, 55, 30, seats=2), Right("AB", needed=51)),
    "party tie at the last seat": (party(100, 100, 60, 55, 55, seats=2), Right("A", tied="BC", needed=51)),
    "party tie of all": (party(100, 100, 52, 52, 52, seats=2), Right(tied="ABC", needed=51)),
    "party second at half": (party(100, 100, 60, 50, 40, seats=2), Right("A", needed=51)),
    "party more back than issued": (party(100, 95, 60, back=91, issued=90), Right(void=True, needed=48)),
    "party more issued than present": (party(100, 90, 60, back=90, issued=91), Right(broken="issued_above_present", needed=46)),
    "party papers that do not add up": (
        party(100, 90, 60, papers={"valid": 90, "invalid": 1}), Right(broken="returned_sum", needed=46)),
    "party more marks than seats": (party(100, 100, 70, 70), Right(broken="for_above_seats", needed=51)),
    "party more present than eligible": (party(100, 101, 60), Right(broken="present_above_eligible", needed=51)),
    "party late beyond what is out": (
        party(100, 90, 60, back=85, issued=90, papers={"late": 6}), Right(broken="late_above_outstanding", needed=46)),
    "party for and against do not add up": (
        round_of("party-grassroots", 100, 90, 90, name("A", 60, 20, 5)), Right(broken="candidate_sum", needed=46)),
    "party written in": (party(100, 100, 30, others=[name("W", 60, write_in=True)]), Right("W", needed=51)),
    "party written in below": (party(100, 100, 30, others=[name("W", 50, write_in=True)]), Right(needed=51)),
    "party withdrawn": (party(100, 100, 20, others=[name("B", 60, 40, 0, withdrawn=True)]), Right(needed=51)),
    "party runoff": (party(100, 100, 40, 39, rules={"runoff": True}), Right("A", needed=1)),
    "party runoff tied again": (party(100, 100, 40, 40, rules={"runoff": True}), Right(tied="AB", needed=1)),
    "party runoff below 4/5": (party(100, 79, 40, 39, rules={"runoff": True}), Right(valid=False, needed=1)),
    "party runoff two seats of three": (
        party(100, 90, 30, 29, 28, seats=2, rules={"runoff": True}), Right("AB", needed=1)),
    "relative majority by adopted rules": (party(100, 100, 30, 29, rules={"plurality": True}), Right("A", needed=1)),
    "relative majority of nothing": (party(100, 100, 0, 0, rules={"plurality": True}), Right(needed=1)),
    "recommendation below half": (
        party(100, 30, 12, 9, 5, kind="recommendation", rules={"advance": 2}), Right("AB")),
    "recommendation tied": (
        party(100, 30, 12, 9, 9, kind="recommendation", rules={"advance": 2}), Right("A", tied="BC")),
    "recommendation with an adopted line": (
        party(100, 30, 16, 15, 5, kind="recommendation", rules={"advance": 2, "win": line(1, 2, ">", base="present")}),
        Right("A", needed=16)),
    "trust elects nobody": (
        party(100, 20, 15, kind="trust", rules={"ballot": "yes_no_abstain", "decisive": False}), Right()),
    "pre-election without its line": (
        party(100, 90, 46, 45, 60, kind="pre_election", seats=2, rules={"advance": 3}), Right(broken="advance_line_missing")),
    "pre-election of those present": (
        party(100, 90, 46, 45, 60, kind="pre_election", seats=2, rules=PRE), Right("CA", needed=46)),
    "pre-election of those who should attend": (
        party(100, 90, 46, 51, 60, kind="pre_election", seats=2, rules={**PRE, "advance_line": {"base": "eligible"}}),
        Right("CB", needed=51)),
    "pre-election below 4/5": (
        party(100, 79, 46, 45, 60, kind="pre_election", seats=2, rules=PRE), Right(valid=False, needed=40)),
    "tie of one office is no tie of another": (
        round_of("party-grassroots", 100, 100, 100, *names_of(100, 55, 55, 55),
                 *names_of(100, 60, 58, first="D", office="Y"), offices=TWO), Right("|DE", tied="ABC", needed=51)),
    "one person beyond the papers": (
        round_of("party-grassroots", 100, 100, 100, *names_of(100, 60), *names_of(100, 50, office="Y"), offices=ONES),
        Right("|", broken="person_above_valid", needed=51)),
    "one person in two offices": (
        round_of("party-grassroots", 100, 100, 100, *names_of(100, 40), *names_of(100, 55, office="Y"), offices=ONES),
        Right("|A", needed=51)),
    # a branch's votes on matters: half of those who should attend are present, more than half of them in favour
    "branch 8:7:7 of 25": (motion("party-branch", 25, 8, 7, 7), Right(needed=13)),
    "branch 13:12 of 25": (motion("party-branch", 25, 13, 12), Right("M", needed=13)),
    "branch all of the least quorum": (motion("party-branch", 25, 13, 0), Right("M", needed=13)),
    "branch below half": (motion("party-branch", 25, 12, 0), Right(valid=False, needed=13)),
    "branch half of an even number": (motion("party-branch", 24, 12, 0), Right(needed=13)),
    "branch elects under the election's rules": (
        party(25, 20, 11, preset="party-branch", kind="election"), Right("A", needed=11)),
    "branch elects with 19 of 25": (
        party(25, 19, 19, preset="party-branch", kind="election"), Right(valid=False, needed=10)),
    # society and council
    "society two thirds": (party(100, 67, 34, preset="society"), Right("A", needed=34)),
    "society 66 of 100": (party(100, 66, 66, preset="society"), Right(valid=False, needed=34)),
    "society half exactly": (party(99, 66, 33, preset="society"), Right(needed=34)),
    "council of eleven": (party(11, 6, 6, preset="council", kind="election"), Right("A", needed=6)),
    "council below half": (party(11, 5, 5, preset="council", kind="election"), Right(valid=False, needed=6)),
    "council half is there, half is not more": (motion("council", 10, 5, 0), Right(needed=6)),
    # Robert's: more than half of the members, more than half of the papers that mark the office; void ones count
    "roberts no quorum": (rivals("roberts", 100, 50, 50), Right(valid=False, needed=26)),
    "roberts one more than half": (rivals("roberts", 100, 51, 26, 25), Right("A", needed=26)),
    "roberts void papers count": (rivals("roberts", 100, 51, 25, 23, invalid=3), Right(needed=26)),
    "roberts blank ones do not": (rivals("roberts", 100, 51, 24, 22, blank=5), Right("A", needed=24)),
    "roberts void for the office count": (rivals("roberts", 100, 51, 25, 24, illegal=2), Right(needed=26)),
    "roberts blank above valid": (
        rivals("roberts", 100, 51, 1, blank=52), Right(broken="blank_above_valid", needed=1)),
    "roberts quorum of the bylaws": (
        rivals("roberts", 100, 34, 18, 16, rules={"valid": line(1, 3)}), Right("A", needed=18)),
    "roberts quorum of the bylaws missed": (
        rivals("roberts", 100, 33, 33, rules={"valid": line(1, 3)}), Right(valid=False, needed=17)),
    "roberts no number set": (rivals("roberts", 100, 3, 2, 1, rules={"valid": None}), Right("A", needed=2)),
    "roberts two thirds": (
        motion("roberts", 100, 40, 20, 5, rules={"win": line(2, 3, base="yes_plus_no")}), Right("M", needed=40)),
    "roberts two thirds missed": (
        motion("roberts", 100, 39, 21, 5, rules={"win": line(2, 3, base="yes_plus_no")}), Right(needed=40)),
    # association: more yes than no; with rivals more than half of the papers that mark the office
    "association two to one": (motion("association", 100, 2, 1), Right("M", needed=2)),
    "association one and many abstain": (motion("association", 100, 1, 0, 69), Right("M", needed=1)),
    "association even": (motion("association", 100, 5, 5, 40), Right(needed=6)),
    "association nobody votes": (motion("association", 100, 0, 0, 40), Right(needed=1)),
    "association rivals, no majority": (rivals("association", 100, 55, 20, 19, blank=16), Right("A", needed=20)),
    "association rivals, one less": (rivals("association", 100, 55, 20, 20, blank=15), Right(needed=21)),
    "association 3/4": (motion("association", 100, 30, 10, rules={"win": line(3, 4)}), Right("M", needed=30)),
    "association 3/4 missed": (motion("association", 100, 29, 10, rules={"win": line(3, 4)}), Right(needed=30)),
    # company: two qualifying persons, abstentions are no votes
    "company three to two": (motion("company", 9, 3, 2, 4), Right("M", needed=3)),
    "company one person": (motion("company", 9, 1, 0), Right(valid=False, needed=1)),
    "company of one member": (motion("company", 1, 1, 0), Right("M", needed=1)),
    "company 75 %": (motion("company", 200, 75, 25, 50, rules={"win": line(75, 100)}), Right("M", needed=75)),
    "company 74 to 25": (motion("company", 200, 74, 25, rules={"win": line(75, 100)}), Right(needed=75)),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_program_and_checker_say_what_the_law_says(case: str) -> None:
    say_the_same(*CASES[case])
