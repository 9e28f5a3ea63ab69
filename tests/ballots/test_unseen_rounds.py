"""Rounds that nobody had seen: several offices, ties in two at once, one person in two, blank and void marks for an office,
votes on matters, figures that cannot be, and files that are not quite a round. The right verdicts follow from the law."""

from __future__ import annotations

import json
import runpy
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

from kiosk.cli.main import main
from kiosk.rules.ballots import round_file
from tests.ballots.generated import generated

Made = dict[str, Any]
CHECKER = runpy.run_path(str(Path(__file__).parents[2] / "docs" / "check_record.py"))


class Case(NamedTuple):
    """A round's file and what must come of it; None where it is not asked. Status 2: no round."""

    name: str
    round: Made | None
    status: int | None
    elected: list[list[str]] | None = None
    broken: list[str] | None = None
    tied: list[list[str]] | None = None
    short: list[int] | None = None
    raw: bytes = b""


CASES: list[Case] = []


def case(name: str, round: Made | None, status: int | None, *more: Any, **others: Any) -> None:
    CASES.append(Case(name, round, status, *more, **others))


def papers(issued: int, returned: int | None = None, valid: int | None = None, **more: int) -> Made:
    returned = issued if returned is None else returned
    valid = returned if valid is None else valid
    told = {"printed": issued, "issued": issued, "exchanged": 0, "spare": 0, "returned": returned, "valid": valid}
    return {**told, "invalid": returned - valid, **more}


def name(who: str, votes: int, office: str | None = None, valid: int | None = None, **more: Any) -> Made:
    """A candidate; against is what is left of the valid papers, where their number is given."""
    told: Made = {"name": who, "for": votes, **({"office": office} if office else {})}
    return {**told, **({} if valid is None else {"against": valid - votes, "abstain": 0}), **more}


def made(
    preset: str, offices: list[Any], names: list[Made], papers: Made, eligible: int, present: int,
    rules: Made | None = None, **more: Any,
) -> Made:  # fmt: skip
    filled = [{"name": one[0], "seats": one[1], **(one[2] if len(one) > 2 else {})} for one in offices]
    figures = {"eligible": eligible, "present": present, "papers": papers, "candidates": names}
    return {"format": "round/1", "preset": preset, "rules": rules or {}, "offices": filled, **figures, **more}


# --- several offices
case(
    "two offices, ties in both",
    made(
        "party-grassroots",
        [("副书记", 2), ("委员", 2)],
        [name(n, 50, "副书记", 80) for n in "甲乙丙"]
        + [name(n, 48, "委员", 80) for n in "丁戊己"]
        + [name("庚", 3, "委员", 80)],
        papers(80),
        100,
        80,
    ),
    0,
    [[], []],
    [],
    [["甲", "乙", "丙"], ["丁", "戊", "己"]],
)
case(
    "one elected, tie for last seat",
    made(
        "party-grassroots",
        [("委员", 2)],
        [name("A", 60, None, 80), name("B", 45, None, 80), name("C", 45, None, 80)],
        papers(80),
        100,
        80,
    ),
    0,
    [["A"]],
    [],
    [["B", "C"]],
)
case(
    "tie below the line is no tie",
    made("party-grassroots", [("委员", 1)], [name("A", 40, None, 80), name("B", 40, None, 80)], papers(80), 100, 80),
    0,
    [[]],
    [],
    [[]],
    [1],
)
case(
    "exactly half is not more than half",
    made("party-grassroots", [("委员", 1)], [name("A", 40, None, 80), name("B", 39, None, 80)], papers(80), 100, 80),
    0,
    [[]],
    [],
    [[]],
    [1],
)
case(
    "41 of 81: 40.5",
    made("party-grassroots", [("委员", 1)], [name("A", 41, None, 81), name("B", 40, None, 81)], papers(81), 100, 81),
    0,
    [["A"]],
)
case(
    "79 of 100: 4/5 is 80",
    made("party-grassroots", [("委员", 1)], [name("A", 79, None, 79), name("B", 0, None, 79)], papers(79), 100, 79),
    1,
    [[]],
)
case(
    "80 of 101: 4/5 is 80.8",
    made("party-grassroots", [("委员", 1)], [name("A", 80, None, 80), name("B", 0, None, 80)], papers(80), 101, 80),
    1,
    [[]],
)
case(
    "81 of 101",
    made("party-grassroots", [("委员", 1)], [name("A", 80, None, 81), name("B", 0, None, 81)], papers(81), 101, 81),
    0,
    [["A"]],
)
case(
    "over the base though few papers: 45 of 80 present is more than 40",
    made("party-grassroots", [("委员", 1)], [name("A", 41, None, 41), name("B", 0, None, 41)], papers(80, 41), 100, 80),
    0,
    [["A"]],
)
case(
    "all valid for, but base is present",
    made("party-grassroots", [("委员", 1)], [name("A", 40, None, 40), name("B", 0, None, 40)], papers(80, 40), 100, 80),
    0,
    [[]],
)
case(
    "two offices same person, sum over valid",
    made(
        "party-grassroots",
        [("书记", 1), ("委员", 2)],
        [name("A", 60, "书记", 80), name("A", 30, "委员", 80), name("B", 41, "委员", 80), name("C", 50, "委员", 80)],
        papers(80),
        100,
        80,
    ),
    1,
    [[], []],
    ["person_above_valid"],
)
case(
    "same person two offices, within",
    made(
        "party-grassroots",
        [("书记", 1), ("委员", 2)],
        [name("A", 42, "书记", 80), name("A", 30, "委员", 80), name("B", 41, "委员", 80), name("C", 50, "委员", 80)],
        papers(80),
        100,
        80,
    ),
    0,
    [["A"], ["C", "B"]],
)
case(
    "write-in for another office's candidate",
    made(
        "village",
        [("主任", 1), ("副主任", 1)],
        [
            name("甲", 420, "主任"),
            name("乙", 330, "主任"),
            name("乙", 90, "副主任", write_in=True),
            name("丙", 300, "副主任"),
        ],
        papers(800),
        1000,
        0,
        {"cascade": "none"},
    ),
    0,
    [["甲"], []],
)
case(
    "the same with add",
    made(
        "village",
        [("主任", 1), ("副主任", 1)],
        [
            name("甲", 420, "主任"),
            name("乙", 330, "主任"),
            name("乙", 90, "副主任", write_in=True),
            name("丙", 300, "副主任"),
        ],
        papers(800),
        1000,
        0,
        {"cascade": "add"},
    ),
    0,
    [["甲"], ["乙"]],
)
case(
    "the elected one's lower votes elect nobody twice",
    made(
        "village",
        [("主任", 1), ("副主任", 1)],
        [name("甲", 500, "主任"), name("甲", 100, "副主任", write_in=True), name("丙", 450, "副主任")],
        papers(800),
        1000,
        0,
        {"cascade": "add"},
    ),
    0,
    [["甲"], ["丙"]],
)
case(
    "add: tie at the lower office after adding",
    made(
        "village",
        [("主任", 1), ("副主任", 1)],
        [name("甲", 420, "主任"), name("乙", 330, "主任"), name("乙", 90, "副主任"), name("丙", 420, "副主任")],
        papers(800),
        1000,
        0,
        {"cascade": "add"},
    ),
    0,
    [["甲"], []],
    [],
    [[], ["乙", "丙"]],
)
# village
case(
    "village half exactly is not valid",
    made("village", [("主任", 1)], [name("甲", 400), name("乙", 90)], papers(1000, 500), 1000, 0),
    1,
    [[]],
)
case(
    "village 501",
    made("village", [("主任", 1)], [name("甲", 251), name("乙", 90)], papers(1000, 501), 1000, 0),
    0,
    [["甲"]],
)
case(
    "village line 250 of 500 not enough w/ 501",
    made("village", [("主任", 1)], [name("甲", 250), name("乙", 90)], papers(1000, 501), 1000, 0),
    0,
    [[]],
)
case(
    "village rerun a third",
    made(
        "village", [("主任", 1)], [name("甲", 167), name("乙", 90)], papers(1000, 501), 1000, 0, {"later_round": True}
    ),
    0,
    [["甲"]],
)
case(
    "village rerun less than a third",
    made(
        "village", [("主任", 1)], [name("甲", 166), name("乙", 90)], papers(1000, 501), 1000, 0, {"later_round": True}
    ),
    0,
    [[]],
)


# roberts
def ronr(
    f: tuple[int, ...],
    blank: int,
    illegal: int,
    seats: int = 1,
    valid: int = 51,
    present: int = 60,
    eligible: int = 100,
) -> Made:
    return made(
        "roberts",
        [("President", seats, {"blank": blank, "illegal": illegal})],
        [name("A", f[0]), *[name(chr(66 + i), x) for i, x in enumerate(f[1:])]],
        papers(valid),
        eligible,
        present,
    )


case("ronr 22:22 of 44 with 7 blank", ronr((22, 22), 7, 0), 0, [[]])
case("ronr 23:21 with 7 blank", ronr((23, 21), 7, 0), 0, [["A"]])
case("ronr illegal counts in base: 23:20 + 5 illegal of 48, 25 needed", ronr((23, 20), 3, 5), 0, [[]])
case("ronr base yes with illegal 25", ronr((25, 18), 3, 5), 0, [["A"]])
case("ronr no quorum 50 of 100", ronr((40, 10), 1, 0, present=51, eligible=102), 1, [[]])
case("ronr quorum 51 of 100", ronr((40, 10), 1, 0, present=51, eligible=100), 0, [["A"]])
case("ronr sums: 23:21 blank 8 of 51", ronr((23, 21), 8, 0), 1, [[]], ["for_above_marked"])
# association
case(
    "association one name yes/no",
    made("association", [("Chair", 1)], [name("A", 20, None, None, against=19, abstain=16)], papers(55), 100, 55),
    0,
    [["A"]],
)
case(
    "association tie yes no",
    made("association", [("Chair", 1)], [name("A", 20, None, None, against=20, abstain=15)], papers(55), 100, 55),
    0,
    [[]],
)
case(
    "association only abstain",
    made("association", [("Chair", 1)], [name("A", 0, None, None, against=0, abstain=55)], papers(55), 100, 55),
    0,
    [[]],
)
case(
    "association 0 papers",
    made("association", [("Chair", 1)], [name("A", 0, None, None, against=0, abstain=0)], papers(0), 100, 55),
    None,
    [[]],
)
case(
    "association rivals plurality does not elect",
    made(
        "association",
        [("Chair", 1, {"blank": 5, "illegal": 0})],
        [name("A", 20), name("B", 15), name("D", 10)],
        papers(50),
        100,
        50,
    ),
    0,
    [[]],
)
case(
    "association rivals majority of marking",
    made(
        "association",
        [("Chair", 1, {"blank": 11, "illegal": 0})],
        [name("A", 20), name("B", 15), name("D", 4)],
        papers(50),
        100,
        50,
    ),
    0,
    [["A"]],
)
case(
    "association slate per name",
    made(
        "association",
        [("A", 1), ("B", 1)],
        [name("X", 30, "A", None, against=20, abstain=0), name("Y", 25, "B", None, against=25, abstain=0)],
        papers(50),
        100,
        50,
    ),
    0,
    [["X"], []],
)
# society
case(
    "society 66 of 100 not valid (2/3 is 67)",
    made("society", [("理事", 1)], [name("A", 60, None, 66), name("B", 6, None, 66)], papers(66), 100, 66),
    1,
    [[]],
)
case(
    "society 67",
    made("society", [("理事", 1)], [name("A", 34, None, 67), name("B", 6, None, 67)], papers(67), 100, 67),
    0,
    [["A"]],
)
# branch motion
case("branch 13 of 25", made("party-branch", [("M", 1)], [name("M", 13, None, 22)], papers(22), 25, 22), 0, [["M"]])
case("branch 12 of 25", made("party-branch", [("M", 1)], [name("M", 12, None, 22)], papers(22), 25, 22), 0, [[]])
case(
    "branch half of 24 present 12 valid",
    made("party-branch", [("M", 1)], [name("M", 12, None, 12)], papers(12), 24, 12),
    0,
    [[]],
)
case(
    "branch 12 of 25 present not valid",
    made("party-branch", [("M", 1)], [name("M", 12, None, 12)], papers(12), 25, 12),
    1,
    [[]],
)
case(
    "branch written",
    made("party-branch", [("M", 1)], [name("M", 11, None, 22, written_for=2, written_against=1)], papers(22), 25, 22),
    0,
    [["M"]],
)
case(
    "branch election by 4/5",
    made(
        "party-branch",
        [("书记", 1)],
        [name("A", 20, None, 20), name("B", 0, None, 20)],
        papers(20),
        26,
        20,
        kind="election",
    ),
    1,
    [[]],
)
# council
case("council 6 of 11", made("council", [("M", 1)], [name("M", 6, None, 7)], papers(7), 11, 7), 0, [["M"]])
case("council 5 of 11", made("council", [("M", 1)], [name("M", 5, None, 7)], papers(7), 11, 7), 0, [[]])
# coop
case(
    "coop 2/3 of 100: 66 not",
    made(
        "cooperative",
        [("M", 1)],
        [name("A", 66, None, 66), name("B", 0, None, 66)],
        papers(66),
        100,
        66,
        eligible_weight=100,
        present_weight=66,
    ),
    1,
    [[]],
)
# company
case(
    "company show 2 persons poll passes",
    made("company", [("R", 1)], [name("R", 2, None, None, against=1, abstain=4)], papers(7), 50, 7),
    0,
    [["R"]],
)
case(
    "company tie fails",
    made("company", [("R", 1)], [name("R", 3, None, None, against=3, abstain=1)], papers(7), 50, 7),
    0,
    [[]],
)
case(
    "company 1 person no quorum",
    made("company", [("R", 1)], [name("R", 1, None, None, against=0, abstain=0)], papers(1), 50, 1),
    1,
    [[]],
)
# approval
case(
    "approval association, 1 of 50",
    made(
        "association",
        [("C", 2, {"blank": 0, "illegal": 0})],
        [name("A", 40), name("B", 30), name("Z", 1)],
        papers(50),
        60,
        50,
    ),
    0,
    [["A", "B"]],
)
case(
    "approval nobody over half",
    made(
        "association",
        [("C", 2, {"blank": 0, "illegal": 0})],
        [name("A", 25), name("B", 25), name("Z", 24)],
        papers(50),
        60,
        50,
    ),
    0,
    [[]],
)
# figures
case(
    "blank above valid",
    made(
        "party-grassroots",
        [("委员", 1)],
        [name("A", 50, None, 80), name("B", 10, None, 80)],
        papers(80, blank=81),
        100,
        80,
    ),
    1,
    [[]],
    ["blank_above_valid"],
)
case(
    "for plus blank above valid",
    made(
        "party-grassroots",
        [("委员", 1)],
        [name("A", 50, None, 80), name("B", 10, None, 80)],
        papers(80, blank=40),
        100,
        80,
    ),
    1,
    [[]],
    ["for_above_marked"],
)
case(
    "late above outstanding",
    made(
        "party-grassroots",
        [("委员", 1)],
        [name("A", 50, None, 79), name("B", 10, None, 79)],
        papers(80, 79, late=2),
        100,
        80,
    ),
    1,
    [[]],
    ["late_above_outstanding"],
)
case(
    "per name sum",
    made(
        "party-grassroots",
        [("委员", 1)],
        [name("A", 50, None, None, against=20, abstain=9), name("B", 10, None, 80)],
        papers(80),
        100,
        80,
    ),
    1,
    [[]],
    ["candidate_sum"],
)
case(
    "votes above marks",
    made("party-grassroots", [("委员", 1)], [name("A", 50), name("B", 40)], papers(80), 100, 80),
    1,
    [[]],
    ["for_above_seats"],
)
case(
    "present above eligible",
    made("party-grassroots", [("委员", 1)], [name("A", 50, None, 80), name("B", 10, None, 80)], papers(80), 70, 80),
    1,
    [[]],
    ["present_above_eligible"],
)
case(
    "issued above present",
    made("party-grassroots", [("委员", 1)], [name("A", 50, None, 82), name("B", 10, None, 82)], papers(82), 100, 81),
    1,
    [[]],
    ["issued_above_present"],
)
case(
    "returned above issued void",
    made(
        "party-grassroots", [("委员", 1)], [name("A", 50, None, 83), name("B", 10, None, 83)], papers(82, 83), 100, 82
    ),
    1,
    [[]],
)
case(
    "nobody eligible",
    made("party-grassroots", [("委员", 1)], [name("A", 0, None, 0), name("B", 0, None, 0)], papers(0), 0, 0),
    1,
    [[]],
)
case(
    "withdrawn has most",
    made(
        "party-grassroots",
        [("委员", 1)],
        [name("A", 60, None, 80, withdrawn=True), name("B", 20, None, 80)],
        papers(80),
        100,
        80,
    ),
    0,
    [[]],
)
case(
    "withdrawn leaves second",
    made(
        "party-grassroots",
        [("委员", 2)],
        [name("A", 60, None, 80, withdrawn=True), name("B", 50, None, 80), name("C", 45, None, 80)],
        papers(80),
        100,
        80,
    ),
    0,
    [["B", "C"]],
)
# unusable
PLAIN = made("party-grassroots", [("委员", 1)], [name("A", 50, None, 80), name("B", 30, None, 80)], papers(80), 100, 80)


def mut(change: Callable[[Made], None]) -> Made:
    found: Made = json.loads(json.dumps(PLAIN))
    change(found)
    return found


def put(path: tuple[Any, ...], value: Any) -> Callable[[Made], None]:
    def change(found: Made) -> None:
        place: Any = found
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value

    return change


NO_ROUNDS: list[tuple[str, tuple[Any, ...], Any]] = [
    ("withdrawn yes", ("candidates", 0, "withdrawn"), "yes"),
    ("withdrawn 1", ("candidates", 0, "withdrawn"), 1),
    ("unknown field of a candidate", ("candidates", 0, "withdrew"), True),
    ("unknown field of papers", ("papers", "blanks"), 70),
    ("unknown of office", ("offices", 0, "ilegal"), 5),
    ("typo kind", ("kinds",), "motion"),
    ("typo rules_version", ("rule_version",), 1),
    ("negative", ("candidates", 0, "for"), -1),
    ("float", ("candidates", 0, "for"), 50.0),
    ("1e1", ("papers", "valid"), 8e1),
    ("huge", ("candidates", 0, "for"), 10**16),
    ("bool count", ("papers", "issued"), True),
    ("string", ("eligible",), "100"),
    ("null for", ("candidates", 0, "for"), None),
    ("null papers", ("papers",), None),
    ("list papers", ("papers",), []),
    ("seats 0", ("offices", 0, "seats"), 0),
    ("name empty", ("candidates", 0, "name"), "  "),
    ("name number", ("candidates", 0, "name"), 5),
    ("name control", ("candidates", 0, "name"), "A\u0007"),
    ("name invisible", ("candidates", 1, "name"), "A\u200b"),
    ("lone surrogate", ("candidates", 0, "name"), "\ud800"),
    ("office unknown", ("candidates", 0, "office"), "X"),
    ("kind unknown", ("kind",), "party"),
    ("rules_version 3", ("rules_version",), 3),
    ("rules_version 0", ("rules_version",), 0),
    ("rules_version true", ("rules_version",), True),
    ("candidates object", ("candidates",), {}),
    ("candidate text", ("candidates", 0), "A"),
    ("preset null", ("preset",), None),
    ("rules list", ("rules",), []),
    ("valid rule odd", ("rules",), {"valid": {"base": "present", "numerator": 0, "denominator": 0}}),
    ("nbsp name", ("candidates", 1, "name"), "A\u00a0"),
    ("latin/cyrillic A", ("candidates", 1, "name"), "\u0410"),
    ("fullwidth A", ("candidates", 1, "name"), "\uff21"),
    ("trailing blank", ("candidates", 1, "name"), "A "),
]
for about, path, value in NO_ROUNDS:
    case(f"no round: {about}", mut(put(path, value)), 2)


def nfc(d: Made) -> None:
    d["candidates"][0]["name"], d["candidates"][1]["name"] = "Jos\u00e9", "Jose\u0301"


case("no round: NFC and NFD", mut(nfc), 2)


def two(d: Made) -> None:
    d["offices"] = [{"name": "Chair", "seats": 1}, {"name": "\uff23hair", "seats": 1}]
    d["candidates"][0]["office"], d["candidates"][1]["office"] = "Chair", "\uff23hair"


case("no round: offices alike", mut(two), 2)


def cross(d: Made) -> None:
    d["offices"] = [{"name": "X", "seats": 1}, {"name": "Y", "seats": 1}]
    d["candidates"] = [name("Jos\u00e9", 45, "X", 80), name("Jose\u0301", 45, "Y", 80)]


case("no round: one person in two offices written in two ways", mut(cross), 2)
case("no round: duplicated key", None, 2, raw=json.dumps(PLAIN).replace('"for": 50', '"for": 50, "for": 10').encode())
case("no round: huge digits", None, 2, raw=json.dumps(PLAIN).replace('"for": 50', '"for": ' + "9" * 6000).encode())
case("no round: utf16", None, 2, raw=json.dumps(PLAIN).encode("utf-16"))
case("no round: nan", None, 2, raw=json.dumps(PLAIN).replace('"for": 50', '"for": NaN').encode())
case("no round: Infinity", None, 2, raw=json.dumps(PLAIN).replace('"for": 50', '"for": Infinity').encode())
case("no round: trailing", None, 2, raw=json.dumps(PLAIN).encode() + b"{}")
case("no round: empty", None, 2, raw=b"")
case("no round: deep", None, 2, raw=b'{"a":' * 50000)
case("bom ok", None, 0, [["A"]], raw=b"\xef\xbb\xbf" + json.dumps(PLAIN).encode())
case("title ok", mut(put(("title",), "Election")), 0, [["A"]])


@pytest.mark.parametrize("one", CASES, ids=[one.name for one in CASES])
def test_an_unseen_round_is_judged_by_the_law_or_asked_about(one: Case, tmp_path: Path) -> None:
    """Program and checker say the same; what is no round is one sentence and never a traceback."""
    path = tmp_path / "round.json"
    path.write_bytes(one.raw or json.dumps(one.round).encode())
    done = CliRunner().invoke(main, ["verdict", str(path), "--json"])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert one.status in (None, done.exit_code), done.output
    if one.status == 2:
        assert len(done.output.strip().splitlines()) == 1, done.output
        return
    told = json.loads(done.output)
    offices = told["offices"]
    found = {
        "elected": [[*office["elected"], *office["advanced"]] for office in offices],
        "broken": told["broken"],
        "tied": [office["revote"]["names"] for office in offices],
        "short": [office["shortfall"] for office in offices],
    }
    assert {key: found[key] for key in found if getattr(one, key) is not None} == {
        key: getattr(one, key) for key in found if getattr(one, key) is not None
    }, told
    checked = CHECKER["judge"](json.loads(path.read_bytes().decode("utf-8-sig")))
    assert {key: told[key] for key in checked} == checked


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 100 and len({one.name for one in CASES}) == len(CASES)


def test_every_field_of_a_generated_round_is_known() -> None:
    """A new field of the figures is named in `file.KNOWN`, or files that hold it would be refused."""
    rng = Random(7)
    for _ in range(400):
        told = generated(rng)
        parts = {"round": [told], "papers": [told["papers"]], **{key: told[key] for key in ("offices", "candidates")}}
        for part, those in parts.items():
            assert {key for one in those for key in one} <= round_file.KNOWN[part], part
