"""Which step is over, which is at hand, what a step needs: the pure rule, and the tables of the templates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.rules import agenda as rule
from kiosk.rules import quorum
from kiosk.rules.agenda_templates import TEMPLATES


def agenda(*kinds: str, **changes: dict[str, int | str]) -> list[rule.Step]:
    """Steps of these kinds, numbered from 1; `step_2={...}` changes the second."""
    plain = [rule.Step(n, kind, kind, "", None, None, None, "") for n, kind in enumerate(kinds, 1)]
    return [step._replace(**changes.get(f"step_{step.id}", {})) for step in plain]


def states(steps: list[rule.Step], **standing: int) -> list[str]:
    return [one.state for one in rule.judge(steps, standing)]


def test_the_first_step_that_is_not_over_is_at_hand() -> None:
    assert states(agenda("prepare", "quorum", "draw"), prepare=1) == ["done", "now", "later"]


def test_the_second_draw_is_over_with_the_second_order() -> None:
    steps = agenda("draw", "speeches", "draw")
    assert states(steps, draw=1)[0] == "done" and states(steps, draw=1)[2] == "later"
    assert states(steps, draw=2)[2] == "done"


def test_a_skipped_draw_does_not_use_up_an_order() -> None:
    steps = agenda("draw", "draw", step_1={"skipped_at": 5})
    assert states(steps, draw=0) == ["skipped", "now"]
    assert states(steps, draw=1) == ["skipped", "done"]


def test_a_break_that_is_opened_comes_before_what_it_interrupts() -> None:
    steps = agenda("speeches", "break", step_1={"opened_at": 10}, step_2={"opened_at": 20})
    assert states(steps) == ["later", "now"]
    ended = agenda("speeches", "break", step_1={"opened_at": 10}, step_2={"opened_at": 20, "ended_at": 30})
    assert states(ended) == ["now", "done"]


def test_voting_needs_quorum_rules_and_scrutineers_that_stand_before_it() -> None:
    listed = rule.judge(agenda("quorum", "rules", "scrutineers", "ballot"), {"quorum": 1, "rules": 1})
    assert [(other.kind, over) for other, over in listed[3].needs] == [
        ("quorum", True), ("rules", True), ("scrutineers", False),
    ]  # fmt: skip
    assert not listed[3].ready


def test_an_agenda_without_scrutineers_or_with_skipped_ones_asks_for_none() -> None:
    assert rule.judge(agenda("quorum", "ballot"), {"quorum": 1})[1].ready
    skipped = agenda("quorum", "scrutineers", "ballot", step_2={"skipped_at": 1})
    assert rule.judge(skipped, {"quorum": 1})[2].ready


def test_when_all_is_over_nothing_is_at_hand() -> None:
    assert states(agenda("break", step_1={"ended_at": 3})) == ["done"]


@given(st.lists(st.sampled_from(sorted(rule.KINDS)), max_size=20), st.dictionaries(st.sampled_from(sorted(rule.KINDS)), st.integers(0, 3)))  # fmt: skip
def test_at_most_one_step_is_at_hand_and_doing_more_never_undoes(kinds: list[str], standing: dict[str, int]) -> None:
    steps = agenda(*kinds)
    before = rule.judge(steps, standing)
    assert sum(one.state == "now" for one in before) == any(one.state != "done" for one in before)
    more = rule.judge(steps, {kind: standing.get(kind, 0) + 1 for kind in rule.KINDS})
    for one, later in zip(before, more, strict=True):
        assert one.state != "done" or later.state == "done"


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_can_be_gone_through_in_its_own_order(template: str) -> None:
    """Whatever a step needs stands before it, and a step is over by a fact or by the chair."""
    assert TEMPLATES[template].preset in quorum.PRESETS
    kinds = [kind for _, kind, _ in TEMPLATES[template].steps]
    for place, kind in enumerate(kinds):
        assert rule.KINDS[kind].fact or rule.KINDS[kind].by_hand
        for needed in rule.KINDS[kind].needs:
            assert needed not in kinds[place:], f"{kind} needs {needed}, which comes later"
