"""The pure rule against the texts, against brute force, and through the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kiosk.cli.main import main
from kiosk.rules import quorum
from tests.conftest import Hall

PARTY = quorum.rule_of("party-grassroots")
MORE_THAN = quorum.with_operator(PARTY, ">")


@pytest.mark.parametrize(
    ("rule", "eligible", "present", "met"),
    [
        (PARTY, 100, 80, True),
        (MORE_THAN, 100, 80, False),
        (MORE_THAN, 100, 81, True),
        (PARTY, 206, 164, False),
        (PARTY, 206, 165, True),
        (MORE_THAN, 206, 164, False),
        (MORE_THAN, 206, 165, True),
        (PARTY, 212, 169, False),
        (PARTY, 212, 170, True),
        (quorum.rule_of("village"), 100, 50, False),
        (quorum.rule_of("village"), 100, 51, True),
        (quorum.rule_of("cooperative"), 300, 200, True),
        (quorum.rule_of("cooperative"), 300, 199, False),
        (quorum.rule_of("association"), 40, 0, True),
        (quorum.rule_of("roberts"), 9, 5, True),
        (quorum.rule_of("company"), 12, 1, False),
        (quorum.rule_of("company"), 12, 2, True),
    ],
)
def test_the_cases_of_the_texts(rule: quorum.Rule, eligible: int, present: int, met: bool) -> None:
    assert quorum.judge(rule, eligible=eligible, present=present).met is met


@pytest.mark.parametrize(("heads", "area", "met"), [(200, 20_000, True), (199, 20_000, False), (200, 19_999, False)])
def test_owners_need_heads_and_area(heads: int, area: int, met: bool) -> None:
    judged = quorum.judge(
        quorum.rule_of("owners"), eligible=300, present=heads, eligible_weight=30_000, present_weight=area
    )
    assert (judged.met, judged.needed, judged.needed_weight) == (met, 200, 20_000)


def test_exactly_at_the_line_there_is_a_notice() -> None:
    assert quorum.judge(PARTY, eligible=100, present=80).notice is not None
    assert quorum.judge(PARTY, eligible=100, present=81).notice is None


@given(st.integers(0, 3000), st.integers(1, 20), st.integers(1, 20), st.sampled_from(quorum.OPERATORS), st.data())
def test_the_line_equals_brute_force(base: int, a: int, b: int, operator: str, data: st.DataObject) -> None:
    n, d = min(a, b), max(a, b)
    present = data.draw(st.integers(0, base))

    def passes(k: int) -> bool:
        return Fraction(k) >= Fraction(n, d) * base if operator == ">=" else Fraction(k) > Fraction(n, d) * base

    rule = {
        "preset": "x",
        "minimum": 0,
        "measures": [{"name": "heads", "numerator": n, "denominator": d, "operator": operator}],
    }
    judged = quorum.judge(rule, eligible=base, present=present)
    assert judged.needed == next((k for k in range(base + 1) if passes(k)), 0)
    assert judged.met == (base > 0 and passes(present)), "none of none is never enough"


@given(st.integers(0, 500), st.integers(0, 500))
def test_one_more_present_never_loses_the_quorum(base: int, present: int) -> None:
    if present < base and quorum.judge(PARTY, eligible=base, present=present).met:
        assert quorum.judge(PARTY, eligible=base, present=present + 1).met


@pytest.mark.parametrize("preset", quorum.PRESETS)
def test_every_preset_says_where_it_comes_from_and_judges(preset: str) -> None:
    assert quorum.PRESETS[preset].source
    judged = quorum.judge(quorum.rule_of(preset), eligible=10, present=10, eligible_weight=10, present_weight=10)
    assert judged.met
    assert judged.sentence[0] % judged.sentence[1]


def _quorum(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, ["quorum", *arguments])
    return done.exit_code, done.stdout, done.stderr


def test_the_command_answers_as_json() -> None:
    code, out, _ = _quorum("--eligible", "206", "--present", "164", "--json")
    answer = json.loads(out)
    assert code == 0
    assert answer.pop("sentence").startswith("Present 164 of 206")
    assert answer == {"met": False, "needed": 165, "notice": None}


def test_the_command_counts_area_for_owners() -> None:
    code, out, _ = _quorum(
        "--preset", "owners", "--eligible", "300", "--present", "200", "--eligible-weight", "30000",
        "--present-weight", "20000.5", "--json",
    )  # fmt: skip
    assert code == 0
    assert (json.loads(out)["met"], json.loads(out)["needed_weight"]) == (True, 20000)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--eligible", "10", "--present", "11"),
        ("--eligible", "-1", "--present", "0"),
        ("--eligible", "ten", "--present", "0"),
        ("--eligible", "10", "--present", "5", "--preset", "owners"),
        ("--eligible", "10", "--present", "5", "--preset", "nonsense"),
        ("--eligible", "10"),
        (
            "--eligible",
            "10",
            "--present",
            "5",
            "--preset",
            "owners",
            "--eligible-weight",
            "nan",
            "--present-weight",
            "1",
        ),
        ("--eligible", "10", "--present", "5", "surplus"),
        ("--eligible", "10", "--present", "5", "--nonsense"),
        ("--eligible", "10", "--present", "5", "--preset", "owners", "--eligible-weight", "x", "--present-weight", "1"),
        ("--eligible", "10", "--present", "5", "--preset", "owners", "--eligible-weight", "1", "--present-weight", "2"),
    ],
)
def test_what_cannot_be_judged_is_one_sentence_and_exit_2(arguments: tuple[str, ...]) -> None:
    code, out, err = _quorum(*arguments)
    assert code == 2
    assert out == ""
    assert err.startswith("Error: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize("preset", quorum.PRESETS)
def test_with_nobody_eligible_no_quorum_can_be_met(preset: str) -> None:
    weights = {"eligible_weight": 0, "present_weight": 0}
    judged = quorum.judge(quorum.rule_of(preset), eligible=0, present=0, **weights)
    assert (judged.met, judged.needed, judged.at_line, judged.notice) == (False, 0, False, None)
    assert judged.sentence == ("Nobody is eligible (base %(base)s): no quorum can be met.", {"base": 0})


@pytest.mark.parametrize("preset", quorum.PRESETS)
def test_what_is_declared_with_nobody_eligible_is_said_as_it_is_judged(
    make_hall: Callable[..., Hall], preset: str
) -> None:
    hall = make_hall(preset=preset)
    assert hall.snapshot("phone")["attendance"]["met"] is False
    declared = hall.run("declare_quorum", role="chair", present=0, measure="checked_in").body
    assert (declared["met"], declared["sentence"]["figures"]) == (False, {"base": 0})
    assert hall.snapshot("console", "chair")["panels"]["quorum"]["sentence"] == declared["sentence"]
