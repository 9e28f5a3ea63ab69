"""The rule engine: worked cases, properties, and the line against brute force."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.i18n.catalog import translate
from kiosk.rules.ballots import round_file
from kiosk.rules.ballots.balance_checks import candidate_identities
from kiosk.rules.ballots.round import Candidate, Office, Papers, Round, Rules, Win
from kiosk.rules.ballots.thresholds import line
from kiosk.rules.ballots.verdict import judge
from tests.ballots.rounds import Made, made


def judged(round: Made) -> dict[str, Any]:

    rules, read = round_file.of(json.loads(json.dumps(round)))
    return round_file.answer(judge(rules, read), partial(translate, "en"))


def office(round: Made) -> dict[str, Any]:
    found: dict[str, Any] = judged(round)["offices"][0]
    return found


def test_case_1_more_papers_back_than_issued_is_void() -> None:
    told = judged(made([100], issued=165, returned=166))
    assert told["void"] == "returned_above_issued" and told["offices"][0]["elected"] == []
    assert told["sentences"] == ["Returned 166 > issued 165: the round is void."]


def test_case_2_more_issued_than_present_is_broken() -> None:
    told = judged(made([100], issued=166, present=165))
    assert (told["void"], told["broken"], told["offices"][0]["elected"]) == (None, ["issued_above_present"], [])
    assert told["sentences"] == ["Issued 166 > votes present 165."]


def test_case_3_fewer_back_than_issued_is_valid_and_83_are_needed() -> None:
    told = judged(made([83, 20], issued=165, returned=163))
    assert (told["void"], told["broken"], told["warnings"]) == (None, [], ["returned_below_issued"])
    assert (told["offices"][0]["needed"], told["offices"][0]["elected"]) == (83, ["A"])


@pytest.mark.parametrize(("votes", "elected"), [(50, []), (51, ["A"])])
def test_case_5_half_is_not_more_than_half(votes: int, elected: list[str]) -> None:
    assert office(made([votes, 10], present=100))["elected"] == elected


def test_case_6_the_base_decides() -> None:
    round = made([80, 5], present=165, valid=150)
    assert office(round)["elected"] == []
    assert office({**round, "rules": {"win": {"base": "valid"}}})["elected"] == ["A"]


@pytest.mark.parametrize(
    ("case", "seats", "votes", "elected", "revote", "seats_left", "shortfall"),
    [
        (7, 5, [150, 140, 130, 120, 110, 100], "ABCDE", "", 0, 0),
        (8, 5, [150, 140, 130, 120, 100, 100], "ABCD", "EF", 1, 0),
        (9, 4, [150, 140, 90, 90, 90, 60], "AB", "CDE", 2, 0),
        (10, 5, [150, 150, 130, 120, 110, 60], "ABCDE", "", 0, 0),
        (11, 5, [150, 140, 130, 120, 82, 70], "ABCD", "", 0, 1),
    ],
)
def test_cases_7_to_11_rank_within_the_seats(
    case: int, seats: int, votes: list[int], elected: str, revote: str, seats_left: int, shortfall: int
) -> None:
    found = office(made(votes, seats=seats))
    assert found["elected"] == list(elected)
    assert found["revote"] == {"names": list(revote), "seats": seats_left}
    assert found["shortfall"] == shortfall


def test_case_12_a_write_in_is_elected_like_everybody() -> None:
    found = office(made([150, 140, 130, 120, 85], seats=5, write_ins={"Zhao": 90}))
    assert found["elected"] == ["A", "B", "C", "D", "Zhao"]


def test_where_the_rules_take_no_write_ins_none_is_elected() -> None:
    found = office(made([50], seats=1, write_ins={"Zhao": 110}, rules={"write_ins": False}))
    assert (found["elected"], found["shortfall"]) == ([], 1)


@pytest.mark.parametrize(("votes", "elected"), [([103, 102], []), ([104, 102], ["A"])])
def test_case_13_half_of_206_and_one_more(votes: list[int], elected: list[str]) -> None:
    found = office(made(votes, present=206, blank=1))
    assert (found["needed"], found["elected"]) == (104, elected)


@pytest.mark.parametrize(
    ("votes", "advanced", "revote", "left"),
    [([180, 150, 120, 90, 60], "ABC", "", 0), ([170, 150, 115, 115, 60], "AB", "CD", 1)],
)
def test_case_14_the_first_three_go_on_and_a_tie_is_asked(
    votes: list[int], advanced: str, revote: str, left: int
) -> None:
    found = office(made(votes, present=206, rules={"advance": 3}))
    assert (found["elected"], found["advanced"]) == ([], list(advanced))
    assert found["revote"] == {"names": list(revote), "seats": left}


@pytest.mark.parametrize(
    ("names", "seats", "enough"), [(5, 5, False), (6, 5, True), (7, 6, False), (8, 6, True), (2, 1, True)]
)
def test_case_15_more_names_than_seats_by_a_fifth(names: int, seats: int, enough: bool) -> None:
    told = judged(made([100] * names, seats=seats, present=110, rules={}) | {"candidates": made([10] * names, present=110)["candidates"]})  # fmt: skip
    assert ("too_few_candidates" not in told["warnings"]) == enough


@pytest.mark.parametrize(("given", "codes"), [(101, ["for_above_seats"]), (100, [])])
def test_case_16_a_batch_of_20_has_no_more_than_100_votes_for_five_seats(given: int, codes: list[str]) -> None:
    each = [Candidate(str(i), "", given // 6 + (i < given % 6)) for i in range(6)]
    assert [one.code for one in candidate_identities(5, 20, each)] == codes


def test_case_17_what_one_name_got_adds_up_to_the_valid_papers() -> None:
    round = made([90], present=150)
    round["candidates"][0] |= {"against": 40, "abstain": 19}
    told = judged(round)
    assert told["broken"] == ["candidate_sum"]
    assert told["sentences"] == ["A: for 90 + against 40 + abstain 19 = 149, but valid 150."]


def test_case_18_no_winner_is_made_up() -> None:
    win = {"base": "valid", "numerator": 1, "denominator": 3, "operator": "≥"}
    told = judged(made([80, 80], present=165, valid=160, rules={"win": win, "tie": "unresolved"}))
    found = told["offices"][0]
    assert (found["elected"], found["revote"], found["shortfall"]) == ([], {"names": ["A", "B"], "seats": 1}, 0)
    assert (
        told["sentences"][-1]
        == "A, B are tied with 80 for 1 place left: the rules name nobody who decides; ask the meeting."
    )


def test_the_verdict_is_a_sentence_with_its_arithmetic() -> None:
    round = made({"Li Qiang": 104}, present=206)
    assert judged(round)["sentences"] == [
        "Li Qiang: 104 for, 102 against, 0 abstain; more than half of the 206 present is 104; elected."
    ]


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        ({"papers": {"invalid": 9}}, "returned_sum"),
        ({"papers": {"returned": 90, "valid": 90}, "issued": 80}, "returned_above_issued"),
        ({"candidates": 500}, "candidate_sum"),
    ],
)
def test_each_identity_is_told_by_its_code_and_nobody_is_elected(broken: dict[str, Any], code: str) -> None:
    round = made([90], present=100)
    round["papers"] |= broken.get("papers", {})
    if "issued" in broken:
        round["papers"]["issued"] = broken["issued"]
    if "candidates" in broken:
        round["candidates"][0]["for"] = broken["candidates"]
    told = judged(round)
    assert code in [told["void"], *told["broken"]] and told["offices"][0]["elected"] == []


def test_village_a_rerun_is_won_by_a_third_of_those_voting() -> None:
    first = made([40, 38, 20], present=120, eligible=190, issued=100, preset="village")
    assert office(first)["elected"] == []
    assert office({**first, "rules": {"later_round": True}})["elected"] == ["A"]
    fewer = made([33, 32, 20], present=120, eligible=190, issued=100, preset="village", rules={"later_round": True})
    assert office(fewer)["elected"] == [], "33 of 100 is less than a third"


def test_owners_pass_by_heads_and_by_area() -> None:
    round = made([60], present=100, preset="owners")
    round |= {"eligible_weight": 10_000, "present_weight": 9_000, "returned_weight": 9_000}
    round["candidates"][0] |= {"for_weight": 4_500, "against_weight": 4_500}
    assert office(round)["elected"] == [], "half the area is not more than half"
    round["candidates"][0] |= {"for_weight": 4_501, "against_weight": 4_499}
    assert office(round)["elected"] == ["A"]
    three_quarters = {"win": {"numerator": 3, "denominator": 4, "operator": ">="}}
    assert office({**round, "rules": three_quarters})["elected"] == []


def test_cooperative_counts_all_members_and_company_the_votes_cast() -> None:
    assert office(made([60], present=100, eligible=120, preset="cooperative"))["elected"] == []
    assert office(made([61], present=100, eligible=120, preset="cooperative"))["elected"] == ["A"]
    motion = made([30], present=100, preset="company")
    motion["candidates"][0] |= {"against": 29, "abstain": 41}
    assert office(motion)["elected"] == ["A"]
    assert (
        office({**motion, "rules": {"win": {"numerator": 75, "denominator": 100, "operator": ">="}}})["elected"] == []
    )


def test_association_one_name_yes_against_no_rivals_by_papers_without_the_blank() -> None:
    alone = made([10], present=40, preset="association")
    alone["candidates"][0] |= {"against": 10, "abstain": 20}
    assert office(alone)["elected"] == [], "a tie fails"
    alone["candidates"][0] |= {"for": 11, "abstain": 19}
    assert office(alone)["elected"] == ["A"]
    rivals = made([18, 15], present=40, preset="association", blank=4)
    assert (office(rivals)["needed"], office(rivals)["elected"]) == (19, [])
    assert office({**rivals, "papers": rivals["papers"] | {"blank": 6}})["elected"] == ["A"]


def test_roberts_counts_illegal_papers_and_no_blank_ones() -> None:
    round = made([46, 40], present=100, valid=92, preset="roberts", blank=4)
    assert (office(round)["needed"], office(round)["elected"]) == (49, [])


def test_several_offices_on_one_paper_and_losers_who_are_heard_below() -> None:
    round = made([], present=100)
    round["offices"] = [{"name": "Secretary", "seats": 1}, {"name": "Deputy", "seats": 1}]
    round["candidates"] = [
        {"name": name, "office": where, "for": n, "against": 100 - n, "abstain": 0}
        for name, where, n in [("A", "Secretary", 55), ("B", "Secretary", 52), ("C", "Deputy", 51), ("D", "Deputy", 30)]
    ]
    round["candidates"][1] |= {"for": 45, "against": 55}
    assert [one["elected"] for one in judged(round)["offices"]] == [["A"], ["C"]]
    round["rules"] = {"win": {"numerator": 2, "denominator": 5}, "cascade": "down"}
    round["candidates"][2] |= {"for": 41, "against": 59}
    assert [one["elected"] for one in judged(round)["offices"]] == [["A"], ["B"]]


@pytest.mark.parametrize("operator", [">", ">="])
@pytest.mark.parametrize(("n", "d"), [(1, 2), (2, 3), (3, 4), (1, 3), (4, 5), (75, 100), (0, 1)])
def test_the_line_equals_brute_force_from_1_to_2000(operator: str, n: int, d: int) -> None:
    for base in range(1, 2_001):
        found = line(n, d, operator, base)
        assert found == next(
            v for v in range(1, 2_002) if (v * d > n * base if operator == ">" else v * d >= n * base)
        ), base


HEADS = ("present", "eligible", "returned", "valid", "yes_plus_no", "cast_without_blank")


@pytest.mark.parametrize("operator", [">", ">="])
@pytest.mark.parametrize("base", [*HEADS, "weight"])
def test_who_is_elected_equals_brute_force_for_every_base_from_1_to_2000(base: str, operator: str) -> None:
    """One vote below the line nobody is elected, on the line somebody is; the line is found by trying."""
    needed = 1
    for size in range(1, 2_001):
        while not (needed * 2 > size if operator == ">" else needed * 2 >= size):
            needed += 1
        assert [elects(base, operator, size, votes) for votes in (needed - 1, needed)] == [False, True], size


def elects(base: str, operator: str, size: int, votes: int) -> bool:
    """Whether one name with so many votes (or so much weight) is elected where the base is so large."""
    by_weight = base == "weight"
    rules = Rules(Win(base, 1, 2, operator), weights=by_weight)
    papers = Papers(size, size, 0, 0, size, size, 0, valid_weight=size if by_weight else None)
    heads = size if by_weight else votes
    weights = {"votes_weight": votes, "against_weight": size - votes} if by_weight else {}
    name = Candidate("A", "X", heads if votes or not by_weight else 0, size - heads, 0, **weights)
    round = Round(
        (Office("X", 1),), size, size, papers, (name,), size if by_weight else None, size if by_weight else None
    )
    return judge(rules, round).results[0].elected == ("A",)


rounds = st.builds(
    lambda votes, seats, present, tie, base: made(
        [min(v, present) for v in votes],
        seats=seats,
        present=present,
        rules={"tie": tie, "win": {"base": base}},
    ),
    st.lists(st.integers(0, 60), min_size=1, max_size=7),
    st.integers(1, 5),
    st.integers(60, 90),
    st.sampled_from(["revote_tied", "lot", "chair", "unresolved"]),
    st.sampled_from(["present", "eligible", "returned", "valid", "yes_plus_no", "cast_without_blank"]),
).filter(lambda round: sum(c["for"] for c in round["candidates"]) <= round["offices"][0]["seats"] * round["present"])


@settings(max_examples=200, deadline=None, derandomize=True)
@given(round=rounds, order=st.randoms(use_true_random=False))
def test_the_order_of_names_never_changes_who_is_elected(round: Made, order: Any) -> None:
    shuffled = {**round, "candidates": order.sample(round["candidates"], len(round["candidates"]))}
    one, other = office(round), office(shuffled)
    assert set(one["elected"]) == set(other["elected"])
    assert set(one["revote"]["names"]) == set(other["revote"]["names"])
    assert (one["needed"], one["shortfall"]) == (other["needed"], other["shortfall"])


@settings(max_examples=200, deadline=None, derandomize=True)
@given(round=rounds, place=st.integers(0, 6))
def test_one_more_vote_never_unelects(round: Made, place: int) -> None:
    one = round["candidates"][place % len(round["candidates"])]
    given = sum(c["for"] for c in round["candidates"])
    if one["name"] not in office(round)["elected"] or not one["against"]:
        return
    if given >= round["offices"][0]["seats"] * round["present"]:
        return
    more = {**one, "for": one["for"] + 1, "against": one["against"] - 1}
    changed = [more if c is one else c for c in round["candidates"]]
    assert one["name"] in office({**round, "candidates": changed})["elected"]


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    votes=st.lists(st.integers(0, 60), min_size=2, max_size=5),
    blank=st.integers(1, 20),
    base=st.sampled_from(["cast_without_blank", "yes_plus_no", "valid"]),
    advance=st.integers(0, 2),
)
def test_a_circle_on_a_blank_paper_never_unelects_although_the_base_may_grow(
    votes: list[int], blank: int, base: str, advance: int
) -> None:
    """What was no vote becomes one: the base of papers that are not blank, or of votes for and against, grows with it."""

    def after(first: int, blank: int) -> Made:
        every = [first, *votes[1:]]
        round = made(every, seats=5, present=100, blank=blank, rules={"win": {"base": base}, "advance": advance})
        for one in round["candidates"]:
            one |= {"against": 0, "abstain": 100 - one["for"]}
        return office(round)

    before = after(votes[0], blank)
    if "A" in before["elected"] + before["advanced"]:
        found = after(votes[0] + 1, blank - 1)
        assert "A" in found["elected"] + found["advanced"]


@settings(max_examples=200, deadline=None, derandomize=True)
@given(round=rounds)
def test_elected_are_no_more_than_the_seats_and_each_passes_its_line(round: Made) -> None:
    found = office(round)
    seats = round["offices"][0]["seats"]
    votes = {c["name"]: (c["for"], c["against"]) for c in round["candidates"]}
    assert len(found["elected"]) + found["revote"]["seats"] + found["shortfall"] == seats
    for name in found["elected"]:
        given, against = votes[name]
        base = given + against if round["rules"]["win"]["base"] == "yes_plus_no" else round["present"]
        assert given * 2 > base
    assert len(found["revote"]["names"]) > found["revote"]["seats"] or not found["revote"]["names"]
