"""What the law asks of a round: the case files by `kiosk verdict`, and the rules versions side by side."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner

from kiosk.ballots.results import audit
from kiosk.cli.main import main
from kiosk.rules.ballots import round_file
from kiosk.rules.ballots.verdict import judge
from kiosk.store.journal import Entry
from tests.ballots.generated import generated
from tests.ballots.reference import judged
from tests.ballots.rounds import Made, made

CASES = Path(__file__).parent / "cases"
CHECKER = runpy.run_path(str(Path(__file__).parents[2] / "docs" / "check_record.py"))
NOT_VALID = (1, False, [], [[]])
RIGHT: dict[str, tuple[int, bool, list[str], list[list[str]]]] = {
    "party-70of100": NOT_VALID,
    "village-400of1000": NOT_VALID,
    "party-tied-first": (0, True, [], [[]]),
    "party-tied-again": (0, True, [], [["A"]]),
    "party-yuxuan-present": (0, True, [], [["A", "B", "C", "D", "E", "F"]]),
    "party-yuxuan-entitled": (0, True, [], [["A", "B", "C", "D", "E"]]),
    "ronr-slate": (0, True, [], [["A"], ["T"]]),
    "ronr-blank-above": (1, True, ["blank_above_valid"], [[]]),
    "assoc-writein": (0, True, [], [[]]),
    "village-xiajia-add": (0, True, [], [["甲"], ["乙"], ["戊"]]),
    "village-xiajia-down": (0, True, [], [["甲"], [], ["戊"]]),
    "motion-failed": (0, True, [], [[]]),
    "company-poll-heads-block": (0, True, [], [["R"]]),
    "coop-weightbase": (0, True, [], [["A"]]),
}
NEEDED = {
    "party-tied-first": [83], "party-yuxuan-present": [46], "party-yuxuan-entitled": [51], "ronr-slate": [23, 25],
    "assoc-writein": [28], "coop-weightbase": [61], "party-tied-again": [1],
}  # fmt: skip


def verdict(path: Path, *options: str) -> tuple[int, Made]:
    done = CliRunner().invoke(main, ["verdict", str(path), "--json", *options])
    return done.exit_code, json.loads(done.output)


@pytest.mark.parametrize("name", RIGHT)
def test_a_case_gives_its_right_verdict_and_the_checker_says_the_same(name: str) -> None:
    path = CASES / f"{name}.json"
    status, told = verdict(path)
    chosen = [[*one["elected"], *one["advanced"]] for one in told["offices"]]
    assert (status, told["valid"], told["broken"], chosen) == RIGHT[name], told["sentences"]
    if name in NEEDED:
        assert [one["needed"] for one in told["offices"]] == NEEDED[name]
    found = CHECKER["judge"](json.loads(path.read_text("utf-8")))
    assert {key: told[key] for key in found} == found


def test_every_case_file_is_expected() -> None:
    assert {path.stem for path in CASES.glob("*.json")} == set(RIGHT)


def test_a_file_is_judged_by_the_rules_that_it_names_or_that_are_asked_for(tmp_path: Path) -> None:
    """A record of 0.1.0 names no version: its files are judged by version 1, a file by itself by the newest."""
    path = CASES / "party-70of100.json"
    status, told = verdict(path, "--rules-version", "1")
    assert (status, told["offices"][0]["elected"], "valid" in told) == (0, ["A"], False)
    named = tmp_path / "named.json"
    named.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "rules_version": 1}), "utf-8")
    assert verdict(named)[1] == told
    assert CHECKER["judge"](json.loads(path.read_text("utf-8")), 1)["offices"] == told["offices"]


def test_program_checker_and_reference_agree_on_rounds_by_chance() -> None:
    """The short form of `python -m bench.faults.verdicts`."""
    rng = Random(2026)
    for _ in range(1_500):
        round = generated(rng)
        agree(round)


def agree(round: Made) -> str:
    """Raises where two of the three differ; tells what became of the round."""
    told = round_file.answer(judge(*round_file.of(round)), lambda msgid, **figures: msgid)
    found = CHECKER["judge"](round)
    assert {key: told[key] for key in found} == found, json.dumps(round)
    assert plain(told) == judged(round), json.dumps(round)
    chosen = any(one["elected"] or one["advanced"] for one in told["offices"])
    return (
        "broken"
        if told["broken"] or told["void"]
        else "not valid"
        if not told["valid"]
        else "filled"
        if chosen
        else "open"
    )


def plain(told: Made) -> Made:
    return {
        "valid": told["valid"],
        "void": told["void"] is not None,
        "broken": bool(told["broken"]),
        "offices": [
            {
                "name": one["name"],
                "needed": one["needed"],
                "elected": set(one["elected"]),
                "advanced": set(one["advanced"]),
                "tied": set(one["revote"]["names"]),
                "left": one["revote"]["seats"],
                "short": one["shortfall"],
            }
            for one in told["offices"]
        ],
    }


def test_program_and_checker_agree_on_the_first_rules_too() -> None:
    rng = Random(10902)
    for _ in range(800):
        agree_by_the_first(generated(rng, 1))


def agree_by_the_first(round: Made) -> None:
    told = round_file.answer(judge(*round_file.of(round, 1)), lambda msgid, **figures: msgid)
    found = CHECKER["judge"](round, 1)
    assert {key: told[key] for key in found} == found, json.dumps(round)


def office(round: Made, number: int = 0) -> dict[str, Any]:
    told = round_file.answer(judge(*round_file.of(round)), lambda msgid, **figures: msgid)
    found: dict[str, Any] = told["offices"][number]
    return {**found, "valid": told["valid"], "broken": told["broken"]}


@pytest.mark.parametrize(
    ("preset", "eligible", "present", "returned", "valid"),
    [
        ("party-grassroots", 100, 80, 80, True),
        ("party-grassroots", 100, 79, 79, False),
        ("village", 100, 60, 51, True),
        ("village", 100, 60, 50, False),
        ("cooperative", 100, 67, 67, True),
        ("cooperative", 100, 66, 66, False),
        ("roberts", 100, 51, 51, True),
        ("roberts", 100, 50, 50, False),
        ("company", 100, 2, 2, True),
        ("company", 100, 1, 1, False),
        ("company", 1, 1, 1, True),
        ("association", 100, 1, 1, True),
        ("society", 9, 6, 6, True),
        ("society", 9, 5, 5, False),
        ("council", 9, 5, 5, True),
        ("council", 9, 4, 4, False),
        ("party-branch", 25, 13, 13, True),
        ("party-branch", 25, 12, 12, False),
    ],
)
def test_a_round_is_valid_from_its_line_on(
    preset: str, eligible: int, present: int, returned: int, valid: bool
) -> None:
    round = made([returned], present=present, eligible=eligible, issued=returned, preset=preset)
    assert office(round)["valid"] == valid
    if not valid:
        assert office(round)["elected"] == []


def test_none_of_none_is_never_enough() -> None:
    for preset in ("party-grassroots", "village", "company", "roberts"):
        assert office(made([], present=0, preset=preset))["valid"] is False


def test_a_recommendation_or_a_vote_of_trust_has_no_quorum_and_no_line_unless_the_rules_give_one() -> None:
    round = made([30, 20, 10, 5], present=70, eligible=206, rules={"advance": 3})
    assert office({**round, "kind": "recommendation"})["advanced"] == ["A", "B", "C"]
    trust = {**made([30], present=70, eligible=206), "kind": "trust"}
    assert (office(trust)["valid"], office(trust)["elected"], office(trust)["advanced"]) == (True, [], [])
    lined = {**trust, "rules": {"win": {"base": "valid", "numerator": 1, "denominator": 3}}}
    assert office(lined)["advanced"] == ["A"]


def test_a_pre_election_asks_for_its_line() -> None:
    round = {**made([90, 60], present=100, rules={"advance": 2}), "kind": "pre_election"}
    assert office(round)["broken"] == ["advance_line_missing"]


def test_approval_papers_are_judged_by_the_papers_that_mark_the_office() -> None:
    """Z with 1 of 50 is not elected, although nobody is against Z."""
    round = made([40, 30, 1], seats=3, present=50, preset="association")
    for one in round["candidates"]:
        one |= {"against": 0, "abstain": 50 - one["for"]}
    assert office(round)["elected"] == ["A", "B"]


def test_a_blank_that_nobody_stated_is_asked_where_a_line_rests_on_it() -> None:
    slate = json.loads((CASES / "ronr-slate.json").read_text("utf-8"))
    slate["offices"][0] = {"name": "President", "seats": 1}
    assert office(slate)["broken"] == ["blank_missing"]
    slate["offices"][0]["illegal"] = 0  # one seat, one choice: 51 - 44
    assert office(slate)["needed"] == 23


def test_silent_owners_follow_the_majority_only_where_their_rules_say_so_and_papers_were_delivered() -> None:
    round = made([50], present=70, eligible=100, preset="owners")
    round |= {"eligible_weight": 10_000, "present_weight": 7_000}
    round["papers"] |= {"returned_weight": 7_000, "valid_weight": 7_000, "delivered": 90, "delivered_weight": 9_000}
    round["candidates"][0] |= {"for_weight": 5_000, "against_weight": 2_000}
    three_quarters = {"win": {"numerator": 3, "denominator": 4, "operator": ">="}}
    assert office({**round, "rules": three_quarters})["elected"] == [], "50 of 70 is less than three quarters"
    assert office({**round, "rules": {**three_quarters, "silent": "majority"}})["elected"] == ["A"], "70 of 90 is more"


def test_additional_votes_of_a_cooperative_are_at_most_a_fifth() -> None:
    round = json.loads((CASES / "coop-weightbase.json").read_text("utf-8"))
    assert office({**round, "eligible_weight": 121})["broken"] == ["additional_above_fifth"]


def test_opinions_in_writing_count_in_a_branch_and_nowhere_else() -> None:
    """25 should attend, 22 are there: 11 for by hand of paper and 2 in writing are the 13 that are needed."""
    round = made([11], present=22, eligible=25, preset="party-branch")
    assert office(round)["elected"] == []
    round["candidates"][0] |= {"written_for": 2, "written_against": 1}
    assert (office(round)["needed"], office(round)["elected"]) == (13, ["A"])
    assert office({**round, "preset": "society"})["broken"] == ["written_above_absent"]


def test_what_cannot_be_more_than_something_else_is_told_by_its_code() -> None:
    late = made([90], present=100, returned=98)
    late["papers"]["late"] = 3
    assert office(late)["broken"] == ["late_above_outstanding"]
    above = made([60], present=100, blank=50)
    assert office(above)["broken"] == ["for_above_marked"]
    out = made([60], present=100, issued=110, returned=100, eligible=105, preset="village")
    assert office(out)["broken"] == ["issued_above_eligible"]
    twice = made([], present=100)
    twice["offices"] = [{"name": "X", "seats": 1}, {"name": "Y", "seats": 1}]
    twice["candidates"] = [{"name": "A", "office": one, "for": 51} for one in "XY"]
    assert office(twice)["broken"] == ["person_above_valid"]


def test_a_line_by_area_reads_as_what_must_be_exceeded() -> None:
    round = made([60], present=100, preset="owners")
    round |= {"eligible_weight": 2_500_000, "present_weight": 2_283_500}
    round["papers"] |= {"returned_weight": 2_283_500, "valid_weight": 2_283_500}
    round["candidates"][0] |= {"for_weight": 1_141_751, "against_weight": 1_141_749}
    told = judge(*round_file.of(round)).results[0].sentences[0]
    assert ("line", "1,141.75") in [item for _, figures in told for item in figures.items()]


def test_checker_and_program_tell_alike_of_results_that_break_an_invariant(tmp_path: Path) -> None:
    """A declaration above the seats, of a name twice, without a signature, by other rules, of a round that is not valid."""
    offices = [
        {"name": "Committee", "elected": ["A"], "advanced": [], "revote": {"names": ["A", "B", "C"], "seats": 2}}
    ]
    figures = {**made([20, 20, 20], seats=2, eligible=100, present=20), "rules_version": 2}
    kinds = [
        ("round_prepared", {"title": "R", "kind": "election", "rules_version": 2, "offices": [{"name": "Committee", "seats": 2}]}),
        ("rules_adopted", {"round": 1, "rules_hash": "0" * 64}),
        ("round_counted", {"round": 1, "version": 1, "figures": figures}),
        ("tally_signed", {"round": 1, "version": 1, "role": "teller_a"}),
        ("elected_declared", {"round": 1, "version": 1, "offices": offices, "by_decision": ["A", "B", "C"]}),
        ("elected_declared", {"round": 9, "version": 1, "offices": offices, "by_decision": []}),
        ("tally_signed", None),
    ]  # fmt: skip
    entries = [
        Entry(seq, 0, "laptop", kind, {"facts": facts} if facts else {}, "", "", None, "", "")
        for seq, (kind, facts) in enumerate(kinds, 1)
    ]
    lines = [json.dumps({"seq": one.seq, "kind": one.kind, "data": one.data}) for one in entries]
    (tmp_path / "journal.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    told = list(audit.warnings(entries))
    assert told == [f"Warning: {one}." for one in CHECKER["notes_on_results"](tmp_path)]
    about = "Warning: “R”: "
    assert [one.removeprefix(about) for one in told] == [
        "Committee: 4 declared for 2 seats.",
        "Committee: a name was declared twice.",
        "version 1 was declared without the signature of chief_scrutineer, teller_b.",
        "version 1 was judged by other rules than the meeting adopted.",
        "version 1 was declared although the round is not valid.",
    ]
