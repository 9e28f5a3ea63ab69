"""The order in which questions are put: a pure rule."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.rules.queue_order import SEQUENCES, Waiting, arranged, rotated


def waiting(*endpoints: str) -> list[Waiting]:
    return [Waiting(id, way, 0, None) for id, way in enumerate(endpoints, 1)]


def test_the_ways_alternate_though_one_is_quicker() -> None:
    assert arranged("turns", waiting("phone", "phone", "phone", "slip", "microphone"), {}) == [1, 4, 5, 2, 3]


def test_the_way_heard_longest_ago_comes_next() -> None:
    heard = {"phone": 2_000, "slip": 1_000}
    assert arranged("turns", waiting("phone", "slip", "phone"), heard) == [2, 1, 3]
    assert arranged("turns", waiting("phone", "slip", "microphone"), heard) == [3, 2, 1]


def test_by_votes_the_older_of_two_equals_comes_first() -> None:
    asked = [Waiting(1, "phone", 2, None), Waiting(2, "phone", 5, None), Waiting(3, "phone", 2, None)]
    assert arranged("votes", asked, {}) == [2, 1, 3]


def test_by_hand_what_was_not_put_in_order_follows_by_time() -> None:
    asked = [Waiting(1, "phone", 0, None), Waiting(2, "phone", 0, 2), Waiting(3, "phone", 0, 1)]
    assert arranged("hand", asked, {}) == [3, 2, 1]


def test_who_answers_first_moves_on_by_one() -> None:
    assert [rotated([7, 8, 9], before)[0] for before in range(4)] == [7, 8, 9, 7]
    assert rotated([], 3) == []


questions = st.lists(
    st.builds(Waiting, st.integers(1, 999), st.sampled_from(["phone", "slip", "stand"]), st.integers(0, 9), st.none() | st.integers(1, 9)),
    unique_by=lambda one: one.id,
)  # fmt: skip


@given(
    sequence=st.sampled_from(SEQUENCES),
    asked=questions,
    heard=st.dictionaries(st.sampled_from(["phone", "slip"]), st.integers(0, 99)),
)
def test_each_question_stands_in_the_order_once(sequence: str, asked: list[Waiting], heard: dict[str, int]) -> None:
    assert sorted(arranged(sequence, asked, heard)) == sorted(one.id for one in asked)
