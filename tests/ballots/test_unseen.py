"""Rounds of owners, cooperatives, villages and companies whose right verdict was worked out from the law by hand: program,
the record's checker and the tests' own reference say the same."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import pytest

from kiosk.rules.ballots import round_file
from kiosk.rules.ballots.verdict import judge
from tests.ballots.rounds import Made
from tests.ballots.test_law import agree

NOBODY = "-"  # not valid: nobody is elected


class Right(NamedTuple):
    """Who is elected (by office, joined), whether it is valid, what is broken, the line, who is tied."""

    elected: str = ""
    valid: bool = True
    broken: str = ""
    needed: int | None = None
    tied: str = ""
    void: bool = False


def say_the_same(made: Made, right: Right) -> None:
    """Program, the record's checker and the tests' own reference, and that is what the law says."""
    rules, read = round_file.read(json.dumps(made).encode())
    told = round_file.answer(judge(rules, read), lambda msgid, **_: msgid)
    elected = "|".join("".join([*one["elected"], *one["advanced"]]) for one in told["offices"])
    tied = "".join(told["offices"][0]["revote"]["names"])
    found = Right(elected, told["valid"], ",".join(told["broken"]), None, tied, told["void"] is not None)
    assert found == right._replace(needed=None), told["sentences"]
    if right.needed is not None:
        assert told["offices"][0]["needed"] == right.needed, told["sentences"]
    agree(json.loads(json.dumps(made)))


def name(one: str, votes: int, against: int | None = None, abstain: int | None = None, **more: Any) -> Made:
    told: Made = {"name": one, "for": votes, **more}
    told |= {} if against is None else {"against": against}
    return told if abstain is None else {**told, "abstain": abstain}


def round_of(preset: str, eligible: int, present: int, back: int, *names: Made, **more: Any) -> Made:
    """A round of one office, X; `invalid` of the papers back, `seats`, `issued`, and anything of the papers or the file."""
    papers = more.pop("papers", {})
    invalid, issued = more.pop("invalid", 0), more.pop("issued", None)
    office = {"name": "X", "seats": more.pop("seats", 1), "illegal": 0}
    counted = {
        "issued": back if issued is None else issued,
        "returned": back,
        "valid": back - invalid,
        "invalid": invalid,
    }
    listed = [{"office": "X", **one} for one in names]
    return {
        "format": "round/1", "preset": preset, "rules": more.pop("rules", {}), "offices": more.pop("offices", [office]),
        "eligible": eligible, "present": present, "papers": {**counted, **papers}, "candidates": listed, **more,
    }  # fmt: skip


def owners(
    heads: int, area: int, back: int, back_area: int, votes: tuple[int, int], against: tuple[int, int],
    abstain: tuple[int, int] = (0, 0), *, kind: str = "motion", invalid: tuple[int, int] = (0, 0), **more: Any,
) -> Made:  # fmt: skip
    """A motion: (heads, area in thousandths) for, against, abstaining, invalid."""
    papers = {"returned_weight": back_area, "valid_weight": back_area - invalid[1], **more.pop("papers", {})}
    one = name(
        "M", votes[0], against[0], abstain[0], for_weight=votes[1], against_weight=against[1], abstain_weight=abstain[1]
    )
    return round_of(
        "owners", heads, more.pop("present", 0), back, one, kind=kind, invalid=invalid[0], papers=papers,
        eligible_weight=area, issued=more.pop("issued", heads), **more,
    )  # fmt: skip


def poll(members: int, present: int, shares: int, votes: int, against: int, abstain: int = 0, **more: Any) -> Made:
    """A company's poll: heads say the contrary of the shares."""
    heads = (1, present - 1 - (1 if abstain else 0), 1 if abstain else 0)
    one = name("R", heads[0] if votes else 0, heads[1] + (0 if votes else 1), heads[2], for_weight=votes, against_weight=against, abstain_weight=abstain)  # fmt: skip
    told = votes + against + abstain
    rules = {"weights": True, **more.pop("rules", {})}
    return round_of(
        "company", members, present, present, one, kind="motion", rules=rules, eligible_weight=shares,
        present_weight=told, papers={"returned_weight": told, "valid_weight": told}, **more,
    )  # fmt: skip


QUARTERS = {"win": {"numerator": 3, "denominator": 4, "operator": ">="}}
THIRDS = {"win": {"numerator": 2, "denominator": 3, "operator": ">="}}
MAJORITY = {"silent": "majority"}
A, B, HA = 10_000_000, 7_000_000, 3_500_000  # m² in thousandths: all, of those who take part, half of these


def coop(present: int, votes: int, *, eligible: int = 100, kind: str = "election", **more: Any) -> Made:
    one = name("A", votes, present - votes, 0)
    return round_of("cooperative", eligible, present, present, one, kind=kind, **more)


def shared(additional: int, votes: int, cast: int, *, present: int = 70, eligible: int = 100, **more: Any) -> Made:
    """A cooperative whose members have a paper for each vote."""
    whole = eligible + additional
    one = name("A", votes, cast - votes, 0, for_weight=votes, against_weight=cast - votes)
    return round_of(
        "cooperative", eligible, present, cast, one, rules={"weights": True, "papers_are": "votes"},
        eligible_weight=more.pop("whole", whole), present_weight=more.pop("there", cast),
        papers={"returned_weight": cast, "valid_weight": cast}, **more,
    )  # fmt: skip


def village(back: int, *votes: int, eligible: int = 1000, invalid: int = 0, **more: Any) -> Made:
    valid = back - invalid
    names = [name("ABCDEF"[i], n, valid - n, 0) for i, n in enumerate(votes)]
    return round_of("village", eligible, 0, back, *names, invalid=invalid, issued=more.pop("issued", eligible), **more)


TWO = [{"name": "X", "seats": 1, "illegal": 0}, {"name": "Y", "seats": 1, "illegal": 0}]
CASES: dict[str, tuple[Made, Right]] = {
    # owners: 2/3 of 100 heads is 67, of 10,000 m² it is 6,666.667
    "owners 66 heads": (owners(100, A, 66, B, (60, 6_000_000), (6, 1_000_000)), Right(valid=False, needed=34)),
    "owners 67 heads": (owners(100, A, 67, B, (34, HA + 1), (33, HA - 1)), Right("M", needed=34)),
    "owners a thousandth short": (owners(100, A, 70, 6_666_666, (70, 6_666_666), (0, 0)), Right(valid=False, needed=36)),
    "owners area reached": (owners(100, A, 70, 6_666_667, (70, 6_666_667), (0, 0)), Right("M", needed=36)),
    "owners exactly two thirds": (owners(150, 15_000_000, 100, A, (51, 5_000_001), (49, 4_999_999)), Right("M", needed=51)),
    "owners half of heads": (owners(150, 15_000_000, 100, A, (50, 6_000_000), (50, 4_000_000)), Right(needed=51)),
    "owners half of area": (owners(150, 15_000_000, 100, A, (60, 5_000_000), (40, 5_000_000)), Right(needed=51)),
    "owners area alone": (owners(150, 15_000_000, 100, A, (40, 9_000_000), (60, 1_000_000)), Right(needed=51)),
    "owners heads alone": (owners(150, 15_000_000, 100, A, (90, 4_000_000), (10, 6_000_000)), Right(needed=51)),
    "owners 3/4 exactly": (owners(100, A, 100, A, (75, 7_500_000), (25, 2_500_000), rules=QUARTERS), Right("M", needed=75)),
    "owners 3/4 less a head": (owners(100, A, 100, A, (74, 8_000_000), (26, 2_000_000), rules=QUARTERS), Right(needed=75)),
    "owners 3/4 less area": (owners(100, A, 100, A, (80, 7_499_999), (20, 2_500_001), rules=QUARTERS), Right(needed=75)),
    "owners void papers take part": (
        owners(100, A, 100, A, (50, 6_000_000), (30, 2_000_000), invalid=(20, 2_000_000)), Right(needed=51)),
    "owners void papers, passes": (
        owners(100, A, 100, A, (51, 5_000_001), (29, 2_999_999), invalid=(20, 2_000_000)), Right("M", needed=51)),
    "owners abstentions take part": (
        owners(100, A, 80, 8_000_000, (40, 4_000_001), (10, 999_999), (30, 3_000_000)), Right(needed=41)),
    "owners without anybody there": (owners(100, A, 70, B, (70, B), (0, 0), present=0), Right("M", needed=36)),
    "owners nobody returned": (owners(100, A, 0, 0, (0, 0), (0, 0)), Right(valid=False, needed=1)),
    "owners none of none": (owners(0, 0, 0, 0, (0, 0), (0, 0)), Right(valid=False, needed=1)),
    "owners more issued than owners": (
        owners(100, A, 70, B, (70, B), (0, 0), issued=101), Right(broken="issued_above_eligible", needed=36)),
    "owners more area than there is": (
        owners(100, A, 70, A + 1, (70, A + 1), (0, 0)), Right(broken="area_sum", needed=36)),
    "owners area of all is missing": (
        {**owners(100, A, 70, B, (70, B), (0, 0)), "eligible_weight": None}, Right(broken="weight_missing", needed=36)),
    "owners area returned is missing": (
        owners(100, A, 70, B, (70, B), (0, 0), papers={"returned_weight": None, "valid_weight": None}),
        Right(valid=False, broken="weight_missing", needed=36)),
    "owners areas do not add up": (
        owners(100, A, 70, B, (40, 4_000_000), (30, 2_000_000)), Right(broken="area_sum", needed=36)),
    "owners area for is missing": (
        owners(100, A, 70, B, (70, 0), (0, 0)), Right(broken="weight_missing", needed=36)),
    # silent: 60 of 100 back, 10 more delivered with 1,000 m²
    "owners silent off": (
        owners(100, A, 60, 6_000_000, (40, 4_000_000), (20, 2_000_000), papers={"delivered": 100, "delivered_weight": A}),
        Right(valid=False, needed=31)),
    "owners silent follow the majority": (
        owners(100, A, 60, 6_000_000, (40, 4_000_000), (20, 2_000_000), rules=MAJORITY,
               papers={"delivered": 70, "delivered_weight": B}), Right("M", needed=36)),
    "owners silent follow against": (
        owners(100, A, 60, 6_000_000, (20, 2_000_000), (40, 4_000_000), rules=MAJORITY,
               papers={"delivered": 70, "delivered_weight": B}), Right(needed=36)),
    "owners silent where measures differ": (
        owners(100, A, 60, 6_000_000, (31, 2_500_000), (29, 3_500_000), rules=MAJORITY,
               papers={"delivered": 70, "delivered_weight": B}), Right(needed=36)),
    "owners silent and still too few": (
        owners(100, A, 60, 6_000_000, (40, 4_000_000), (20, 2_000_000), rules=MAJORITY,
               papers={"delivered": 66, "delivered_weight": 6_600_000}), Right(valid=False, needed=34)),
    "owners delivered to more than all": (
        owners(100, A, 70, B, (70, B), (0, 0), rules=MAJORITY, papers={"delivered": 101, "delivered_weight": A}),
        Right(broken="delivered_above_eligible", needed=51)),
    "owners more back than delivered": (
        owners(100, A, 70, B, (70, B), (0, 0), rules=MAJORITY, papers={"delivered": 69, "delivered_weight": B}),
        Right(broken="returned_above_delivered", needed=36)),
    "owners delivered area missing": (
        owners(100, A, 70, B, (70, B), (0, 0), rules=MAJORITY, papers={"delivered": 80}),
        Right(broken="weight_missing", needed=41)),
    "owners more for than against but not of those who take part": (
        owners(30, 3_000_000, 22, 2_283_500, (11, 1_141_751), (5, 500_000), (6, 641_749)), Right(needed=12)),
    "owners both by one": (
        owners(30, 3_000_000, 22, 2_283_500, (12, 1_141_751), (5, 500_000), (5, 641_749)), Right("M", needed=12)),
    "owners area by nothing": (
        owners(30, 3_000_000, 22, 2_283_500, (12, 1_141_750), (5, 500_000), (5, 641_750)), Right(needed=12)),
    # cooperatives: 2/3 of 100 members is 67; more than half of all votes, of whoever is there
    "coop 66": (coop(66, 66), Right(valid=False, needed=51)),
    "coop 67, half": (coop(67, 50), Right(needed=51)),
    "coop 67, one more": (coop(67, 51), Right("A", needed=51)),
    "coop statutes 66": (coop(80, 66, kind="motion", rules=THIRDS), Right(needed=67)),
    "coop statutes 67": (coop(80, 67, kind="motion", rules=THIRDS), Right("A", needed=67)),
    "coop 99 members": (coop(66, 50, eligible=99), Right("A", needed=50)),
    "coop 3 members, 2": (coop(2, 2, eligible=3), Right("A", needed=2)),
    "coop void papers": (coop(67, 50, papers={"valid": 66, "invalid": 1, "returned": 67}, kind="motion")
                         | {"candidates": [name("A", 50, 16, 0, office="X")]}, Right(needed=51)),
    "coop additional": (shared(20, 61, 90), Right("A", needed=61)),
    "coop additional, half": (shared(20, 60, 90), Right(needed=61)),
    "coop additional above a fifth": (shared(21, 90, 91), Right(broken="additional_above_fifth", needed=61)),
    "coop a fifth of 99 is 19": (shared(20, 90, 90, eligible=99), Right(broken="additional_above_fifth", needed=60)),
    "coop members are the quorum, not votes": (shared(20, 85, 86, present=66), Right(valid=False, needed=61)),
    "coop more papers than votes present": (
        shared(20, 70, 90, there=89), Right(broken="issued_above_present,area_sum", needed=61)),
    "coop fewer votes than members": (shared(0, 50, 70, whole=80), Right(broken="weight_below_heads", needed=41)),
    # villages: more than half of 1,000 is 501
    "village 500": (village(500, 500), Right(valid=False, needed=251)),
    "village 501": (village(501, 251), Right("A", needed=251)),
    "village half of papers": (village(502, 251), Right(needed=252)),
    "village void papers in the base": (village(600, 300, invalid=100), Right(needed=301)),
    "village 999 registered": (village(500, 251, eligible=999), Right("A", needed=251)),
    "village more papers than voters": (village(600, 400, issued=1001), Right(broken="issued_above_eligible", needed=301)),
    "village rerun, a third": (village(1000, 334, rules={"later_round": True}), Right("A", needed=334)),
    "village rerun, less": (village(1000, 333, rules={"later_round": True}), Right(needed=334)),
    "village rerun, most votes of two": (village(900, 450, 300, rules={"later_round": True}), Right("A", needed=300)),
    "village rerun, too few papers": (village(500, 400, rules={"later_round": True}), Right(valid=False, needed=167)),
    "village runoff": (village(800, 400, 390, rules={"runoff": True}), Right("A", needed=1)),
    "village runoff, again a tie": (village(800, 400, 400, rules={"runoff": True}), Right(needed=1, tied="AB")),
    "village three for two seats": (village(900, 600, 500, 500, seats=2), Right("A", needed=451, tied="BC")),
    "village somebody written in": (
        round_of("village", 1000, 0, 900, name("A", 400, 500, 0), name("W", 451, write_in=True), issued=1000),
        Right("W", needed=451)),
    "village who withdrew": (
        round_of("village", 1000, 0, 900, name("A", 600, 300, 0, withdrawn=True), issued=1000), Right(needed=451)),
    "village voters at the box": (
        village(600, 400, rules={"returned_limit": "voters"}, papers={"voters": 599}), Right(needed=301, void=True)),
    "village one person, two offices": (
        round_of("village", 1000, 0, 800, name("A", 500, 300, 0), name("A", 301, 499, 0, office="Y"), offices=TWO,
                 issued=1000), Right("|", broken="person_above_valid")),
    "village higher votes added": (
        round_of("village", 1000, 0, 800, name("A", 401, 399, 0), name("B", 330, 470, 0), name("B", 71, 729, 0, office="Y"),
                 name("C", 380, 420, 0, office="Y"), offices=TWO, issued=1000, rules={"cascade": "add"}), Right("A|B")),
    "village higher votes added, not enough": (
        round_of("village", 1000, 0, 800, name("A", 401, 399, 0), name("B", 330, 470, 0), name("B", 70, 730, 0, office="Y"),
                 name("C", 380, 420, 0, office="Y"), offices=TWO, issued=1000, rules={"cascade": "add"}), Right("A|")),
    # companies: more than half, or 75 %, of the shares for and against
    "company 501 to 499": (poll(5, 5, 1000, 501, 499), Right("R", needed=501)),
    "company 500 to 500": (poll(5, 5, 1000, 500, 500), Right(needed=501)),
    "company special 750": (
        poll(5, 5, 1000, 750, 250, rules={"win": {"numerator": 75, "denominator": 100, "operator": ">="}}),
        Right("R", needed=750)),
    "company special 749": (
        poll(5, 5, 1000, 749, 251, rules={"win": {"numerator": 75, "denominator": 100, "operator": ">="}}),
        Right(needed=750)),
    "company abstentions are no votes": (
        poll(5, 5, 1000, 300, 100, 600, rules={"win": {"numerator": 75, "denominator": 100, "operator": ">="}}),
        Right("R", needed=300)),
    "company everybody abstains": (
        round_of("company", 3, 3, 3, name("R", 0, 0, 3, for_weight=0, against_weight=0, abstain_weight=900), kind="motion",
                 rules={"weights": True}, eligible_weight=1000, present_weight=900,
                 papers={"returned_weight": 900, "valid_weight": 900}), Right(needed=1)),
    "company shares against are missing": (
        round_of("company", 5, 5, 5, name("R", 1, 4, 0, for_weight=300), kind="motion", rules={"weights": True},
                 eligible_weight=1000, present_weight=1000, papers={"returned_weight": 1000, "valid_weight": 1000}),
        Right(broken="weight_missing", needed=151)),
    "company shares do not add up": (poll(5, 5, 1000, 740, 26) | {"papers": {
        "issued": 5, "returned": 5, "valid": 5, "invalid": 0, "returned_weight": 1000, "valid_weight": 1000}},
        Right(broken="area_sum", needed=384)),
    "company one of five": (round_of("company", 5, 1, 1, name("R", 1, 0, 0), kind="motion"), Right(valid=False, needed=1)),
    "company one of one": (round_of("company", 1, 1, 1, name("R", 1, 0, 0), kind="motion"), Right("R", needed=1)),
    "company none of none": (round_of("company", 0, 0, 0, name("R", 0, 0, 0), kind="motion"), Right(valid=False, needed=1)),
    "company by hands": (round_of("company", 9, 5, 5, name("R", 2, 1, 2), kind="motion"), Right("R", needed=2)),
    "company by hands, even": (round_of("company", 9, 5, 5, name("R", 2, 2, 1), kind="motion"), Right(needed=3)),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_program_and_checker_say_what_the_law_says(case: str) -> None:
    say_the_same(*CASES[case])


def test_women_and_near_relatives_are_warnings_and_nothing_else() -> None:
    names = [name("A", 500, 300, 0, relatives=["B"]), name("B", 450, 350, 0), name("C", 420, 380, 0, woman=True)]
    asked = {"women_least": 1, "relatives_apart": True}

    def told(seats: int, rules: Made) -> tuple[list[str], list[str]]:
        made = round_of(
            "village", 1000, 0, 800, *names, seats=seats, issued=800, rules={"min_candidates": "none", **rules}
        )
        found = round_file.answer(judge(*round_file.read(json.dumps(made).encode())), lambda msgid, **_: msgid)
        return found["offices"][0]["elected"], found["warnings"]

    assert told(2, asked) == (["A", "B"], ["too_few_women", "relatives_elected"])
    assert told(3, asked) == (["A", "B", "C"], ["relatives_elected"])
    assert told(2, {}) == (["A", "B"], [])
