"""Rounds of kinds that had none yet, their verdicts worked out from the law by hand: three and four offices under a cascade,
ties in several, blank papers too few to be true, weights that nobody stated, adopted rules below the law."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import pytest

from kiosk.rules.ballots import presets, round_file
from kiosk.rules.ballots.verdict import judge
from tests.ballots.rounds import Made
from tests.ballots.test_law import agree


class Right(NamedTuple):
    """Who is elected or goes on, and who is tied, by office; codes of what is broken; warnings that must and may stand."""

    elected: str = ""
    tied: str = ""
    broken: str = ""
    valid: bool = True
    needed: tuple[int | None, ...] | None = None
    warned: str = ""
    short: tuple[int, ...] | None = None
    void: bool = False


WATCHED = {"quorum_below_law", "line_below_law", "lower_office_waits", "too_few_women", "relatives_elected"}
Office = str | tuple[str, int] | Made


def office(one: Office) -> Made:
    if isinstance(one, str):
        return {"name": one, "seats": 1, "illegal": 0}
    return one if isinstance(one, dict) else {"name": one[0], "seats": one[1], "illegal": 0}


def name(one: str, place: str, votes: int, against: int | None = None, abstain: int | None = None, **more: Any) -> Made:
    told: Made = {"name": one, "office": place, "for": votes, **more}
    told |= {} if against is None else {"against": against}
    return told if abstain is None else {**told, "abstain": abstain}


def names(place: str, votes: dict[str, int], valid: int | None = None) -> list[Made]:
    """Names and their votes; where `valid` is given, the rest of the papers is against them."""
    return [
        name(one, place, n, None if valid is None else valid - n, None if valid is None else 0)
        for one, n in votes.items()
    ]


def round_of(
    preset: str, eligible: int, present: int, back: int, offices: list[Office], listed: list[Made], rules: Made | None = None,
    **more: Any,
) -> Made:  # fmt: skip
    invalid, issued = more.pop("invalid", 0), more.pop("issued", back)
    papers = {"issued": issued, "returned": back, "valid": back - invalid, "invalid": invalid, **more.pop("papers", {})}
    return {
        "format": "round/1", "preset": preset, "rules": rules or {}, "offices": [office(one) for one in offices],
        "eligible": eligible, "present": present, "papers": papers, "candidates": listed, **more,
    }  # fmt: skip


def village(back: int, offices: list[Office], listed: list[Made], rules: Made | None = None, **more: Any) -> Made:
    return round_of("village", more.pop("eligible", 1000), 0, back, offices, listed, rules, **more)


def party(present: int, offices: list[Office], listed: list[Made], rules: Made | None = None, **more: Any) -> Made:
    return round_of("party-grassroots", more.pop("eligible", 100), present, present, offices, listed, rules, **more)


def cast(preset: str, valid: int, votes: dict[str, int], rules: Made | None = None, **more: Any) -> Made:
    """Rivals for one office with marks alone; `office` says more of it."""
    place = {"name": "X", "seats": 1, **more.pop("office", {"illegal": 0})}
    listed = [*names("X", votes), *more.pop("others", [])]
    there = more.pop("present", valid + more.get("invalid", 0))
    return round_of(preset, more.pop("eligible", 60), there, there, [place], listed, rules, **more)


def weighed(preset: str, votes: dict[str, tuple[int, int]], rules: Made | None = None, **more: Any) -> Made:
    """Rivals whose votes weigh: (heads, weight) each, of 50 papers that weigh 110."""
    listed = [name(one, "X", heads, for_weight=weight) for one, (heads, weight) in votes.items()]
    weights = {"eligible_weight": 130, "present_weight": 110} | more.pop("weights", {})
    papers = {"returned_weight": 110, "valid_weight": 110} | more.pop("papers", {})
    place = more.pop("office", {"name": "X", "seats": 1, "illegal": 0})
    return round_of(
        preset, 60, 50, 50, [place], listed, {"weights": True, **(rules or {})}, papers=papers, **weights, **more
    )


def motion(
    preset: str, eligible: int, votes: int, against: int, abstain: int = 0, rules: Made | None = None, **more: Any
) -> Made:
    there = votes + against + abstain
    one = name("M", "M", votes, against, abstain, **more.pop("one", {}))
    return round_of(preset, eligible, there, there, ["M"], [one], rules, kind="motion", **more)


def owners(*matters: tuple[tuple[int, int], tuple[int, int]], rules: Made | None = None, **more: Any) -> Made:
    """Matters of 100 owners with 10,000 m², 80 papers with 8,000: (heads, m²) for and against, the others abstain."""
    places, listed = [f"M{i}" for i in range(1, 1 + len(matters))], []
    for place, (yes, no) in zip(places, matters, strict=True):
        quiet = (80 - yes[0] - no[0], 8000 - yes[1] - no[1])
        heavy = {f"{side}_weight": n * 1000 for side, (_, n) in {"for": yes, "against": no, "abstain": quiet}.items()}
        listed.append(name(place, place, yes[0], no[0], quiet[0], **heavy))
    papers = {"returned_weight": 8_000_000, "valid_weight": 8_000_000, **more.pop("papers", {})}
    return round_of(
        "owners", 100, more.pop("present", 0), 80, [*places], listed, rules, issued=100, papers=papers,
        eligible_weight=10_000_000, kind=more.pop("kind", "motion"), **more,
    )  # fmt: skip


RERUN = {"later_round": True}
THREE: list[Office] = ["主任", "副主任", "委员"]
VALID = {"win": {"base": "valid"}}
CASES: dict[str, tuple[Made, Right]] = {
    # a cascade over three offices: one person holds one office alone, wherever the two stand (a third of 800 is 267)
    "elected above, named two offices below, down": (
        village(800, THREE, [*names("主任", {"甲": 300}), *names("副主任", {"丙": 280}), *names("委员", {"丁": 200, "甲": 290})],
                {**RERUN, "cascade": "down"}), Right("甲|丙|", needed=(267, 267, 267), short=(0, 0, 1))),
    "elected above, named two offices below, add": (
        village(800, THREE, [*names("主任", {"甲": 300}), *names("副主任", {"丙": 280}), *names("委员", {"丁": 270, "甲": 290})],
                {**RERUN, "cascade": "add"}), Right("甲|丙|丁")),
    "elected above, named two offices below, no cascade": (
        village(800, THREE, [*names("主任", {"甲": 300}), *names("副主任", {"丙": 280}), *names("委员", {"丁": 200, "甲": 290})],
                RERUN), Right("甲|丙|甲")),
    "tied above, named two offices below": (
        village(800, THREE, [*names("主任", {"甲": 300, "乙": 300}), *names("副主任", {"丙": 280}), *names("委员", {"丁": 270, "甲": 290})],
                {**RERUN, "cascade": "add"}), Right("|丙|丁", "甲乙||", warned="lower_office_waits")),
    "elected in the second, named in the fourth": (
        village(900, ["一", "二", "三", "四"], [*names("一", {"甲": 500}), *names("二", {"乙": 400}), *names("三", {"丙": 310}),
                *names("四", {"乙": 305, "丁": 301})], {**RERUN, "cascade": "down"}), Right("甲|乙|丙|丁")),
    "a loser of the first is heard for the third, down": (
        village(800, THREE, [*names("主任", {"甲": 390, "乙": 380}), *names("副主任", {"丙": 390}), *names("委员", {"丁": 350})],
                {**RERUN, "cascade": "down"}), Right("甲|丙|乙")),
    "votes of three offices add up": (
        village(900, THREE, [*names("主任", {"甲": 460, "乙": 200}), *names("副主任", {"丙": 470, "乙": 150}),
                *names("委员", {"丁": 300, "乙": 101})], {"cascade": "add"}), Right("甲|丙|乙", needed=(451, 451, 451))),
    "votes of three offices, one short": (
        village(900, THREE, [*names("主任", {"甲": 460, "乙": 200}), *names("副主任", {"丙": 470, "乙": 150}),
                *names("委员", {"丁": 300, "乙": 100})], {"cascade": "add"}), Right("甲|丙|", short=(0, 0, 1))),
    "a tie above with nobody below who waits": (
        party(90, ["书记", "委员"], [*names("书记", {"A": 45, "B": 45}, 90), *names("委员", {"C": 50}, 90)]), Right("|C", "|")),
    # ties in several offices, each by itself
    "ties in the second and the fourth of four": (
        party(100, [("书记", 1), ("副书记", 2), ("委员", 2), ("候补", 2)],
              [*names("书记", {"A": 80}, 100), *names("副书记", {"B": 70, "C": 55, "D": 55}, 100),
               *names("委员", {"E": 60, "F": 59, "G": 58}, 100), *names("候补", {"H": 51, "I": 51, "J": 51}, 100)]),
        Right("A|B|EF|", "|CD||HIJ")),
    "a tie inside the seats is none": (
        party(100, [("委员", 3)], names("委员", {"A": 60, "B": 60, "C": 55, "D": 51}, 100)), Right("ABC")),
    "a tie of more than the last seat": (
        party(100, [("委员", 4)], names("委员", {"A": 90, "B": 60, "C": 60, "D": 60, "E": 60}, 100)), Right("A", "BCDE")),
    "a tie half of which withdrew": (
        party(100, [("委员", 2)], [*names("委员", {"A": 80, "B": 60}, 100), name("C", "委员", 60, 40, 0, withdrawn=True)]), Right("AB")),
    "written in beside listed, tied": (
        party(100, [("委员", 2)], [*names("委员", {"A": 90, "B": 53}, 100), name("W", "委员", 53, write_in=True)]), Right("A", "BW")),
    "a tie at the line's foot": (
        party(100, [("委员", 2)], names("委员", {"A": 51, "B": 51, "C": 51}, 100)), Right("", "ABC")),
    "seats nobody can fill": (
        party(100, [("委员", 5)], names("委员", {"A": 80, "B": 70, "C": 51, "D": 50, "E": 50, "F": 20}, 100)), Right("ABC", short=(2,))),
    # blank papers too few to be true: who marks an office marks a name
    "blank too few for one mark": (
        cast("roberts", 51, {"A": 24, "B": 20}, office={"illegal": 0, "blank": 3}), Right(broken="blank_below_unmarked")),
    "blank as many as are left": (
        cast("roberts", 51, {"A": 24, "B": 20}, office={"illegal": 0, "blank": 7}), Right("A", needed=(23,))),
    "blank and void stated nowhere": (
        cast("roberts", 51, {"A": 24, "B": 20}, office={}), Right(broken="blank_below_unmarked")),
    "blank derived": (cast("roberts", 51, {"A": 24, "B": 20}), Right("A", needed=(23,))),
    "blank derived beside a name written in": (
        cast("roberts", 51, {"A": 24, "B": 15}, others=[name("W", "X", 5, write_in=True)]), Right("A", needed=(23,))),
    "two seats and fewer marks than papers": (
        cast("roberts", 51, {"A": 10, "B": 8}, office={"seats": 2, "illegal": 0, "blank": 0}), Right(broken="blank_below_unmarked")),
    "two seats, marks enough": (
        cast("roberts", 51, {"A": 30, "B": 28, "C": 20}, office={"seats": 2, "illegal": 0, "blank": 0}), Right("AB", needed=(26,))),
    "two seats, as many marks as papers": (
        cast("roberts", 51, {"A": 30, "B": 21}, office={"seats": 2, "illegal": 0, "blank": 0}), Right("A", needed=(26,), short=(1,))),
    "association, blank too few": (
        cast("association", 50, {"A": 20, "B": 15}, office={"illegal": 0, "blank": 14}), Right(broken="blank_below_unmarked")),
    "association, blank enough": (
        cast("association", 50, {"A": 20, "B": 15}, office={"illegal": 0, "blank": 15}), Right("A", needed=(18,))),
    "association, void for the office": (
        cast("association", 50, {"A": 20, "B": 15}, office={"illegal": 5, "blank": 10}), Right("A", needed=(18,))),
    "roberts, void for the office": (
        cast("roberts", 50, {"A": 20, "B": 15}, office={"illegal": 5, "blank": 10}), Right(needed=(21,))),
    "two seats, names with what is against them": (
        round_of("association", 60, 55, 55, [("X", 2)], names("X", {"A": 20, "B": 15, "C": 12}, 55)), Right()),
    "papers blank altogether are blank for the office": (
        cast("roberts", 51, {"A": 26, "B": 20}, office={"illegal": 0, "blank": 5}, papers={"blank": 6}),
        Right(broken="blank_below_papers")),
    "papers blank altogether, office by office": (
        round_of("roberts", 60, 51, 51, [{"name": "X", "seats": 1, "illegal": 0, "blank": 9}, {"name": "Y", "seats": 1, "illegal": 0, "blank": 4}],
                 [*names("X", {"A": 42}), *names("Y", {"B": 47})], papers={"blank": 5}), Right("|", broken="blank_below_papers")),
    "papers blank altogether, few enough": (
        round_of("roberts", 60, 51, 51, [{"name": "X", "seats": 1, "illegal": 0, "blank": 9}, {"name": "Y", "seats": 1, "illegal": 0, "blank": 4}],
                 [*names("X", {"A": 42}), *names("Y", {"B": 47})], papers={"blank": 4}), Right("A|B", needed=(22, 24))),
    "no line rests on the blank ones": (
        party(100, ["X"], names("X", {"A": 51}), papers={"blank": 3}), Right("A")),
    # weights that nobody stated, or that cannot be
    "more weight present than there is": (
        weighed("association", {"A": (30, 70), "B": (20, 40)}, weights={"present_weight": 140}), Right(broken="area_sum")),
    "a line of those present without their weight": (
        weighed("association", {"A": (30, 70), "B": (20, 40)}, {"win": {"base": "present"}}, weights={"present_weight": None}),
        Right(broken="weight_missing")),
    "a quorum by weight without the weight present": (
        weighed("association", {"A": (30, 70), "B": (20, 40)}, {"valid": {"base": "present", "numerator": 1, "denominator": 2, "weight": True}},
                weights={"present_weight": None}), Right(broken="weight_missing", valid=False)),
    "a line of the papers without their weight": (
        weighed("society", {"A": (30, 70), "B": (20, 40)}, {"win": {"base": "returned"}}, papers={"returned_weight": None, "valid_weight": None}),
        Right(broken="weight_missing")),
    "rivals by weight, all papers marked": (
        weighed("association", {"A": (30, 70), "B": (20, 40)}), Right("A")),
    "rivals by weight, heads alone": (
        weighed("association", {"A": (30, 50), "B": (20, 60)}), Right()),
    "rivals by weight, blank papers weigh, too": (
        weighed("association", {"A": (26, 48), "B": (16, 40)}), Right("A")),
    "rivals by weight, the weight of the blank cannot be known": (
        weighed("association", {"A": (26, 48), "B": (20, 40), "C": (20, 30)}, office={"name": "X", "seats": 2, "illegal": 0, "blank": 4}),
        Right(broken="weight_missing")),
    "invalid papers weigh nothing in an association": (
        weighed("association", {"A": (26, 50), "B": (20, 45)}, invalid=4, papers={"valid_weight": 95}), Right("A")),
    "delivered weighs less than what came back": (
        owners(((60, 6000), (20, 2000)), rules={"silent": "majority"}, papers={"delivered": 90, "delivered_weight": 7_000_000}),
        Right(broken="area_sum")),
    # owners
    "two matters, one by both measures": (owners(((41, 4001), (39, 3999)), ((41, 4000), (39, 4000))), Right("M1|")),
    "a developer's one head": (owners(((1, 5000), (79, 3000))), Right()),
    "three quarters of both": (
        owners(((60, 6000), (20, 2000)), ((59, 6001), (21, 1999)), rules={"win": {"numerator": 3, "denominator": 4, "operator": ">="}}),
        Right("M1|")),
    "a committee of owners, last seat tied": (
        owners(((60, 6000), (20, 2000)), kind="election") | {
            "offices": [{"name": "委员", "seats": 2}],
            "candidates": [name(one, "委员", n, 80 - n, 0, for_weight=n * 100_000, against_weight=(80 - n) * 100_000)
                           for one, n in {"A": 50, "B": 45, "C": 45}.items()]}, Right("A", "BC", needed=(41,))),
    "heads alone are below the law": (
        owners(((41, 4001), (39, 3999)), rules={"weights": False}), Right("M1", warned="line_below_law")),
    # adopted rules below the law are told by name, above it they are not
    "party of the valid papers": (party(100, ["X"], names("X", {"A": 46}, 90), VALID, papers={"valid": 90, "invalid": 10}),
                                  Right("A", warned="line_below_law", needed=(46,))),
    "party of those who should attend": (
        party(90, ["X"], names("X", {"A": 51}, 90), {"win": {"base": "eligible"}}), Right("A", needed=(51,))),
    "party two thirds": (
        party(90, ["X"], names("X", {"A": 60}, 90), {"win": {"numerator": 2, "denominator": 3, "operator": ">="}}), Right("A", needed=(60,))),
    "party half": (party(90, ["X"], names("X", {"A": 45}, 90), {"win": {"operator": ">="}}), Right("A", warned="line_below_law")),
    "party half of quorum": (
        party(50, ["X"], names("X", {"A": 26}, 50), {"valid": {"numerator": 1, "denominator": 2}}), Right("A", warned="quorum_below_law")),
    "party without any quorum": (
        party(20, ["X"], names("X", {"A": 11}, 20), {"valid": None}), Right("A", warned="quorum_below_law")),
    "party higher quorum": (
        party(89, ["X"], names("X", {"A": 80}, 89), {"valid": {"numerator": 9, "denominator": 10}}), Right(valid=False)),
    "party relative majority": (party(90, ["X"], names("X", {"A": 30, "B": 29}, 90), {"plurality": True}), Right("A", warned="line_below_law")),
    "party runoff": (party(90, ["X"], names("X", {"A": 30, "B": 29}, 90), {"runoff": True}), Right("A")),
    "village of the valid papers": (
        village(600, ["X"], names("X", {"A": 251}, 500), VALID, invalid=100), Right("A", warned="line_below_law", needed=(251,))),
    "village void papers left out": (
        village(600, ["X"], names("X", {"A": 251}, 500), {"invalid_in_base": False}, invalid=100), Right("A", warned="line_below_law")),
    "village of all voters": (
        village(600, ["X"], names("X", {"A": 500}, 600), {"win": {"base": "eligible"}}), Right(needed=(501,), short=(1,))),
    "village rerun": (village(600, ["X"], names("X", {"A": 200}, 600), RERUN), Right("A", needed=(200,))),
    "cooperative a third": (
        round_of("cooperative", 99, 70, 70, ["X"], names("X", {"A": 34}, 70), {"win": {"numerator": 1, "denominator": 3}}),
        Right("A", warned="line_below_law", needed=(34,))),
    "cooperative of those present": (
        round_of("cooperative", 99, 70, 70, ["X"], names("X", {"A": 36}, 70), {"win": {"base": "present"}}),
        Right("A", warned="line_below_law", needed=(36,))),
    "company a third": (motion("company", 9, 3, 5, rules={"win": {"numerator": 1, "denominator": 3}}), Right("M", warned="line_below_law")),
    "company of those present": (motion("company", 9, 4, 2, 2, rules={"win": {"base": "present"}}), Right()),
    "association as its statutes say": (motion("association", 90, 3, 5, rules={"win": {"numerator": 1, "denominator": 3}}), Right("M")),
    "branch of those present": (motion("party-branch", 25, 8, 5, 2, rules={"win": {"base": "present"}}), Right("M", warned="line_below_law")),
    "a recommendation has no law": (
        party(30, [("X", 1)], names("X", {"A": 9, "B": 8, "C": 7}), {"advance": 2}, kind="recommendation"), Right("AB")),
    # later rounds and rounds before
    "pre-election, fewer pass than go on": (
        party(90, [("X", 3)], names("X", {"A": 80, "B": 46, "C": 45, "D": 44}, 90), {"advance": 4, "advance_line": {"base": "present"}},
              kind="pre_election"), Right("AB", needed=(46,), short=(2,))),
    "pre-election, last place tied": (
        party(90, [("X", 1)], names("X", {"A": 70, "B": 50, "C": 50, "D": 5}, 90), {"advance": 2, "advance_line": {"base": "eligible", "operator": ">="}},
              kind="pre_election"), Right("A", "BC", needed=(50,))),
    "pre-election of several offices": (
        party(90, [("X", 1), ("Y", 1)], [*names("X", {"A": 80, "B": 46, "C": 30}, 90), *names("Y", {"D": 51, "E": 45}, 90)],
              {"advance": 2, "advance_line": {"base": "present"}}, kind="pre_election"), Right("AB|D", short=(0, 1))),
    "runoff of two offices": (
        party(90, [("X", 1), ("Y", 1)], [*names("X", {"A": 40, "B": 39}, 90), *names("Y", {"C": 30, "D": 30}, 90)], {"runoff": True}),
        Right("A|", "|CD")),
    "village rerun, a third and tied": (
        village(900, ["X"], names("X", {"A": 300, "B": 300}), RERUN), Right("", "AB", needed=(300,))),
    "association runoff by its statutes": (
        cast("association", 50, {"A": 20, "B": 15}, {"runoff": True}), Right("A", needed=(1,))),
    "roberts runoff is no plurality": (
        cast("roberts", 50, {"A": 24, "B": 14, "C": 12}, {"runoff": True}), Right(needed=(26,))),
    # opinions in writing
    "branch, an applicant by two opinions": (
        motion("party-branch", 25, 11, 9, one={"written_for": 2, "written_against": 3}), Right("M", needed=(13,))),
    "branch, against in writing is no vote for": (
        motion("party-branch", 25, 12, 8, one={"written_against": 5}), Right(needed=(13,))),
    "branch, more in writing than are absent": (
        motion("party-branch", 25, 11, 9, one={"written_for": 4, "written_against": 2}), Right(broken="written_above_absent")),
    "branch, opinions do not make a quorum": (
        motion("party-branch", 25, 12, 0, one={"written_for": 13}), Right(valid=False)),
    "branch, two applicants on one paper": (
        round_of("party-branch", 25, 20, 20, ["甲", "乙"], [name("甲", "甲", 12, 8, 0, written_for=1), name("乙", "乙", 12, 8, 0, written_against=1)],
                 kind="motion"), Right("甲|", needed=(13, 13))),
    "an election knows no opinions in writing": (
        party(20, ["X"], [name("A", "X", 15, 5, 0, written_for=2)], eligible=25, kind="election")
        | {"preset": "party-branch"}, Right(broken="written_above_absent")),
    # society, cooperative, council
    "society statutes": (
        motion("society", 100, 45, 22, rules={"win": {"numerator": 2, "denominator": 3, "operator": ">="}}), Right("M", needed=(45,))),
    "society statutes, one less": (
        motion("society", 100, 44, 23, rules={"win": {"numerator": 2, "denominator": 3, "operator": ">="}}), Right(needed=(45,))),
    "cooperative three seats": (
        round_of("cooperative", 100, 80, 80, [("理事", 3)], names("理事", {"A": 60, "B": 55, "C": 51, "D": 50}, 80)), Right("ABC")),
    "cooperative 67 of 101": (
        round_of("cooperative", 101, 67, 67, ["X"], names("X", {"A": 67}, 67)), Right(valid=False)),
    "council, three of five": (motion("council", 5, 3, 0), Right("M", needed=(3,))),
    "council of two": (motion("council", 2, 1, 0), Right(needed=(2,))),
}  # fmt: skip


def judged(made: Made) -> Made:
    return round_file.answer(judge(*round_file.read(json.dumps(made).encode())), lambda msgid, **_: msgid)


@pytest.mark.parametrize("case", CASES)
def test_program_checker_and_reference_say_what_the_law_says(case: str) -> None:
    made, right = CASES[case]
    told = judged(made)
    offices = told["offices"]
    nobody = "|" * (len(offices) - 1)
    elected = "|".join("".join([*one["elected"], *one["advanced"]]) for one in offices)
    tied = "|".join("".join(one["revote"]["names"]) for one in offices)
    assert (elected, tied) == (right.elected or nobody, right.tied or nobody), told["sentences"]
    assert (",".join(told["broken"]), told["valid"], told["void"] is not None) == (
        right.broken,
        right.valid,
        right.void,
    )
    assert ",".join(code for code in told["warnings"] if code in WATCHED) == right.warned
    if right.needed is not None:
        assert tuple(one["needed"] for one in offices) == right.needed
    if right.short is not None:
        assert tuple(one["shortfall"] for one in offices) == right.short
    agree(json.loads(json.dumps(made)))


def put(made: Made, *path: Any) -> Made:
    *way, last, value = path
    found = json.loads(json.dumps(made))
    place = found
    for key in way:
        place = place[key]
    place[last] = value
    return dict(found)


PLAIN = party(90, [("X", 2)], names("X", {"A": 60, "B": 50, "C": 20}, 90))
UNREADABLE: dict[str, tuple[Any, ...]] = {
    "no offices": ("offices", []),
    "seats as a fraction": ("offices", 0, "seats", 1.5),
    "a line by nothing": ("rules", {"win": {"denominator": 0}}),
    "more than all": ("rules", {"win": {"numerator": 3, "denominator": 2}}),
    "a later line of more than all": ("rules", {"win": {"floor": {"numerator": 3, "denominator": 2}}}),
    "a tie by nobody": ("rules", {"tie": "coin"}),
    "fewer than none go on": ("rules", {"advance": -1}),
    "a preset in capitals": ("preset", "Party-Grassroots"),
    "a rule that is none": ("rules", {"windows": {}}),
    "one name twice for an office": ("candidates", 1, "name", "A"),
    "a name of 201 letters": ("candidates", 1, "name", "B" * 201),
    "relatives as text": ("candidates", 1, "relatives", "A"),
    "a relative who looks like a name": ("candidates", 1, "relatives", ["\u0410"]),
    "a relative with a blank": ("candidates", 1, "relatives", ["A "]),
    "papers without those returned": ("papers", {"issued": 90, "valid": 90, "invalid": 0}),
    "a version as a fraction": ("rules_version", 1.0),
    "a kind in Chinese": ("kind", "选举"),
    "a runoff by word": ("rules", {"runoff": "yes"}),
    "eligible as a list": ("eligible", [100]),
    "an office as text": ("offices", ["X"]),
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_a_file_that_is_no_round_is_one_sentence(what: str) -> None:
    with pytest.raises((round_file.Unreadable, presets.Unfit)) as told:
        judged(put(PLAIN, *UNREADABLE[what]))
    assert str(told.value).endswith((".", "?")) and "\n" not in str(told.value)
