"""Counting papers and comparing two teams: a pure rule."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.rules.ballots.papers import Ballot, Difference, compare_papers, compare_totals, count, is_valid

FIVE = Ballot({1: 5}, dict.fromkeys(range(1, 9), 1), frozenset({7, 8}), "paper")


def circled(*names: int) -> dict[int, str]:
    return dict.fromkeys(names, "for")


@pytest.mark.parametrize(
    ("paper", "valid"),
    [
        (circled(1, 2, 3, 4, 5, 6), False),
        (circled(1, 2, 3, 4, 5), True),
        (circled(1, 2), True),
        ({}, True),
        (circled(1, 2, 3, 4, 7, 8), False),
        ({1: "against", **circled(2, 3, 4, 5, 6)}, True),
    ],
)
def test_case_4_which_papers_are_valid_for_five_seats(paper: dict[int, str], valid: bool) -> None:
    assert is_valid(FIVE, paper) == valid


@pytest.mark.parametrize(
    ("paper", "valid"),
    [
        (circled(1, 7), False),
        ({2: "against", **circled(1, 7)}, True),
        ({2: "against", **circled(1, 7, 8)}, False),
        ({2: "against", 3: "against", **circled(7, 8)}, True),
        ({7: "against", **circled(8)}, False),
        (circled(1, 2), True),
    ],
)
def test_a_name_is_written_in_for_a_listed_one_with_an_x_where_the_rules_ask_for_it(
    paper: dict[int, str], valid: bool
) -> None:
    assert is_valid(FIVE._replace(write_in_cross=True), paper) == valid
    assert is_valid(FIVE, paper), "where they do not, it stands"


def test_every_listed_name_adds_up_to_the_valid_papers() -> None:
    totals = count(FIVE, [circled(1, 2), {1: "against"}, {}, circled(1, 2, 3, 4, 5, 6), circled(7)])
    assert (totals.papers, totals.valid, totals.invalid, totals.blank) == (5, 4, 1, 1)
    assert totals.votes[1] == (1, 1, 2) and totals.votes[2] == (1, 0, 3)
    assert totals.votes[7] == (1, 0, 0), "who did not write a name said nothing about it"


def test_too_many_marks_spoil_one_office_where_the_rules_say_so() -> None:
    two = Ballot({1: 1, 2: 1}, {1: 1, 2: 1, 3: 2}, frozenset(), "office")
    totals = count(two, [circled(1, 2, 3), circled(1, 3)])
    assert (totals.valid, totals.spoilt, totals.votes) == (2, {1: 1, 2: 0}, {1: (1, 0, 0), 2: (0, 0, 1), 3: (2, 0, 0)})


def test_slips_that_cancel_out_are_found_paper_by_paper() -> None:
    first = [circled(1), circled(2)]
    second = [circled(2), circled(1)]
    assert count(FIVE, first) == count(FIVE, second)
    assert compare_papers(first, second) == [Difference(1, 1), Difference(1, 2), Difference(2, 1), Difference(2, 2)]
    assert compare_papers(first, first[:1]) == [Difference(2, None)]


def test_sheets_are_compared_name_by_name() -> None:
    one, other = count(FIVE, [circled(1), {}]), count(FIVE, [circled(1), circled(1, 2)])
    assert compare_totals(one, other) == [Difference(None, 1), Difference(None, 2), Difference(None, None)]
    assert compare_totals(one, one) == []


papers = st.lists(st.dictionaries(st.integers(1, 8), st.sampled_from(["for", "against"]), max_size=8), max_size=12)


@given(papers=papers, order=st.randoms(use_true_random=False))
def test_the_order_of_papers_changes_no_total(papers: list[dict[int, str]], order: Any) -> None:
    assert count(FIVE, order.sample(papers, len(papers))) == count(FIVE, papers)


@given(papers=papers)
def test_the_identities_hold_for_whatever_is_counted(papers: list[dict[int, str]]) -> None:
    totals = count(FIVE, papers)
    assert totals.valid + totals.invalid == totals.papers
    assert all(sum(totals.votes[name]) == totals.valid for name in range(1, 7))
    assert sum(one[0] for one in totals.votes.values()) <= 5 * totals.valid


@given(first=papers, second=papers)
def test_two_teams_agree_exactly_when_every_paper_is_the_same(
    first: list[dict[int, str]], second: list[dict[int, str]]
) -> None:
    assert (compare_papers(first, second) == []) == (first == second)
