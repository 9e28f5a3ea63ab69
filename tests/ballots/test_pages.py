"""The worked cases through the pages' own HTTP routes, and a result that keeps every version of itself."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kiosk.rules.ballots.presets import PRESETS
from tests.ballots.acts import Acts, Made
from tests.conftest import Hall
from tests.support.members import enrol_many

NAMES = ("王芳", "李强", "张伟", "赵敏", "钱多", "周正", "孙平", "陈晨")
WHO = NAMES[0]


@pytest.fixture
def acts(hall: Hall) -> Acts:
    """A round whose electorate is a number; its devices send over HTTP."""
    enrol_many(hall, 3)

    def post(path: str, fields: Made, role: str) -> tuple[int, Any]:
        answer = hall.client(role).post(path, json=fields)
        return answer.status_code, answer.get_json()

    return Acts(post)


def counted(
    acts: Acts, votes: list[int], *, seats: int, present: int = 165, valid: int | None = None, changes: Made | None = None,
    write_ins: dict[str, int] | None = None, **others: Any,
) -> Made:  # fmt: skip
    """From the preparation to the report; the verdict's one office."""
    acts.prepare(
        {"委员": seats},
        eligible=max(206, present) if present * 5 >= 206 * 4 else present,
        changes=changes or {},
        **others,
    )
    acts.list(NAMES[: len(votes)]).adopt()
    acts.vote(present=present)
    valid = present if valid is None else valid
    acts.rule_out(present - valid)
    for name in write_ins or {}:
        acts.write_in(name)
    acts.sheets(dict(zip(NAMES, votes, strict=False)), valid, write_ins)
    acts.sign()
    told: Made = acts.report()["verdict"]["offices"][0]
    return told


def test_case_1_more_papers_back_than_issued_voids_the_round(acts: Acts) -> None:
    acts.prepare({"委员": 1}, eligible=206).list(NAMES[:2]).adopt()
    assert acts.vote(present=165, returned=166)["state"] == "void"
    refused = acts.on("batches", "chief_scrutineer", 409, batches=[166], method="sheet")
    assert refused["code"] == "round_elsewhere"


@pytest.mark.parametrize("preset", list(PRESETS))
def test_every_page_hears_of_a_round_by_every_preset(hall: Hall, acts: Acts, preset: str) -> None:
    acts.prepare({"委员": 1}, eligible=206, preset=preset).list(NAMES[:2]).adopt()
    told = [hall.snapshot("console", "chair")["panels"]["ballots"]["round"], hall.snapshot("hall", "screen")["ballot"]]
    floor = {"numerator": 1, "denominator": 3, "operator": ">="}
    assert [one["win"]["floor"] for one in told] == [floor if preset == "village" else None] * 2


def test_papers_are_held_to_the_voters_who_came_where_the_rules_say_so(hall: Hall, acts: Acts) -> None:
    changes = {"returned_limit": "voters"}
    for returned, state in ((160, "returned"), (161, "void")):
        acts.prepare({"委员": 1}, eligible=206, preset="village", changes=changes).list(NAMES[:2]).adopt()
        acts.until_closed(present=165)
        back = {"boxes": {"1": returned}, "late": 0}
        assert acts.on("papers-back", "chief_scrutineer", 409, **back)["code"] == "count_voters"
        assert acts.on("papers-back", "chief_scrutineer", **back, voters=160)["state"] == state
        if state == "void":
            break
        acts.sheets({"王芳": 90, "李强": 70}, 160)
        acts.sign()
        assert acts.report()["verdict"]["void"] is None
        assert figures(hall, acts)["papers"]["voters"] == 160
        record = hall.client("chair").get(f"/ballots/rounds/{acts.id}/record?language=en").get_data(as_text=True)
        assert "Voters who came" in record
    assert hall.snapshot("teller", "chief_scrutineer")["chief"]["void_reason"] == "Returned 161 > voters 160"


def test_case_2_no_more_issued_than_present(acts: Acts) -> None:
    acts.prepare({"委员": 1}, eligible=206).list(NAMES[:2]).adopt()
    acts.on("boxes", seals=["A-1"])
    acts.on("issuing", printed=170, votes=165, persons=165)
    refused = acts.on("papers-out", "chief_scrutineer", 409, issued=166, exchanged=0, spare=4)
    assert refused["message"] == "Issued 166 > votes present 165."


def test_case_3_two_papers_fewer_back_is_valid_and_83_are_needed(acts: Acts) -> None:
    acts.prepare({"委员": 1}, eligible=206).list(NAMES[:2]).adopt()
    assert acts.vote(present=165, returned=163)["state"] == "returned"
    acts.sheets({"王芳": 83, "李强": 80}, 163)
    acts.sign()
    office = acts.report()["verdict"]["offices"][0]
    assert (office["needed"], office["elected"]) == (83, ["王芳"])


def test_case_4_six_marks_and_four_with_two_written_in_are_invalid(hall: Hall, acts: Acts) -> None:
    acts.prepare({"委员": 5}, eligible=5).list(NAMES[:6]).adopt()
    acts.vote(present=5)
    acts.write_in("吴用")
    acts.write_in("郑和")
    papers = [dict.fromkeys(NAMES[:6], "for"), dict.fromkeys(NAMES[:5], "for"), dict.fromkeys(NAMES[:2], "for"), {}]
    acts.papers([*papers, dict.fromkeys((*NAMES[:4], "吴用", "郑和"), "for")])
    acts.sign()
    acts.report()
    told = figures(hall, acts)["papers"]
    assert (told["valid"], told["invalid"], told["blank"]) == (3, 2, 1)


@pytest.mark.parametrize(
    ("case", "votes", "given", "elected", "revote", "shortfall"),
    [
        (5, [50], {"seats": 1, "present": 100}, 0, 0, 1),
        (5, [51], {"seats": 1, "present": 100}, 1, 0, 0),
        (6, [80], {"seats": 1, "valid": 150}, 0, 0, 1),
        (6, [80], {"seats": 1, "valid": 150, "changes": {"win": {"base": "valid"}}}, 1, 0, 0),
        (7, [150, 140, 130, 120, 110, 100], {"seats": 5}, 5, 0, 0),
        (8, [150, 140, 130, 120, 100, 100], {"seats": 5}, 4, 2, 0),
        (9, [150, 140, 90, 90, 90, 60], {"seats": 4}, 2, 3, 0),
        (10, [150, 150, 130, 120, 110, 60], {"seats": 5}, 5, 0, 0),
        (11, [150, 140, 130, 120, 82, 70], {"seats": 5}, 4, 0, 1),
        (13, [103, 102], {"seats": 1, "present": 206}, 0, 0, 1),
        (13, [104, 102], {"seats": 1, "present": 206}, 1, 0, 0),
    ],
)
def test_cases_5_to_13_who_is_elected(
    acts: Acts, case: int, votes: list[int], given: Made, elected: int, revote: int, shortfall: int
) -> None:
    office = counted(acts, votes, **given)
    assert office["elected"] == list(NAMES[:elected]), case
    assert (len(office["revote"]["names"]), office["shortfall"]) == (revote, shortfall)


def test_case_12_whoever_was_written_in_takes_the_fifth_seat(acts: Acts) -> None:
    office = counted(acts, [150, 140, 130, 120, 85], seats=5, write_ins={"吴用": 90})
    assert office["elected"] == [*NAMES[:4], "吴用"]


@pytest.mark.parametrize(
    ("votes", "advanced", "tied"), [([180, 150, 120, 90, 60], 3, 0), ([170, 150, 115, 115, 60], 2, 2)]
)
def test_case_14_the_first_three_go_on_and_a_tie_at_the_third_place_is_asked(
    acts: Acts, votes: list[int], advanced: int, tied: int
) -> None:
    office = counted(acts, votes, seats=3, present=206, changes={"advance": 3}, kind="recommendation")
    assert office["advanced"] == list(NAMES[:advanced]) and len(office["revote"]["names"]) == tied
    if tied:
        assert acts.on("declaration", status=409)["code"] == "tie_open"


@pytest.mark.parametrize(
    ("standing", "seats", "warned"), [(5, 5, True), (6, 5, False), (7, 6, True), (8, 6, False), (2, 1, False)]
)
def test_case_15_too_few_names_is_a_warning_and_the_votes_are_judged(
    acts: Acts, standing: int, seats: int, warned: bool
) -> None:
    acts.prepare({"委员": seats}, eligible=20).list(NAMES[:standing]).adopt()
    acts.vote(present=20)
    acts.sheets({name: 11 if place < seats else 5 for place, name in enumerate(NAMES[:standing])}, 20)
    acts.sign()
    verdict = acts.report()["verdict"]
    assert ("too_few_candidates" in verdict["warnings"]) is warned
    assert verdict["offices"][0]["elected"] == list(NAMES[:seats])


def test_cases_16_and_17_a_batch_that_does_not_add_up_is_refused(acts: Acts) -> None:
    acts.prepare({"委员": 5}, eligible=20).list(NAMES[:6]).adopt()
    acts.vote(present=20)
    batch = acts.on("batches", "chief_scrutineer", batches=[20], method="sheet")["batches"][0]["id"]
    path = f"/ballots/batches/{batch}/sheet"
    many = {id: [17 if place else 16, 3 if place else 4, 0] for place, id in enumerate(acts.names.values())}
    refused = acts.do(path, "teller_a", 409, valid=20, invalid=0, blank=0, votes=many)
    assert refused["code"] == "for_above_seats" and "101" in refused["message"] and "100" in refused["message"]
    short = {id: [9, 4, 6] for id in acts.names.values()}
    refused = acts.do(path, "teller_a", 409, valid=20, invalid=0, blank=0, votes=short)
    assert refused["code"] == "candidate_sum" and "19" in refused["message"] and "20" in refused["message"]


def test_case_18_a_tie_that_the_rules_leave_open_makes_no_winner_up(hall: Hall, acts: Acts) -> None:
    changes = {"win": {"base": "valid", "numerator": 1, "denominator": 3, "operator": ">="}, "tie": "unresolved"}
    office = counted(acts, [80, 80], seats=1, present=160, changes=changes, kind="runoff")
    assert (office["elected"], office["revote"]) == ([], {"names": list(NAMES[:2]), "seats": 1})
    assert acts.on("declaration", status=409)["code"] == "tie_open"
    refused = acts.on("tie", status=409, way="lot", names=[WHO], reason="")
    assert refused["code"] == "draw_first"
    acts.on("tie", way="chair", names=[WHO], reason="The statutes, section 7")
    assert hall.snapshot("teller", "chief_scrutineer")["tally"]["chosen"] == [
        ["委员", WHO]
    ]  # who declares reads that name too
    assert acts.declare()["by_decision"] == [WHO]


def test_a_correction_keeps_both_versions_and_says_whether_the_elected_change(hall: Hall, acts: Acts) -> None:
    counted(acts, [104, 102], seats=1, present=206)
    acts.declare()
    kept = figures(hall, acts)
    assert acts.on("corrections", status=409, figures=kept, reason="Typed")["code"] == "count_again"
    acts.on("recount", "chief_scrutineer", reason="Two piles were exchanged")
    assert hall.snapshot("hall", "screen")["ballot"]["recounting"], "the old result stands, and the hall is told"
    assert hall.snapshot("hall", "screen")["ballot"]["result"]["version"] == 1
    acts.again({"王芳": 102, "李强": 104})
    acts.sign()
    acts.report()
    assert hall.snapshot("hall", "screen")["ballot"]["result"]["version"] == 1
    assert acts.declare()["offices"][0]["elected"] == ["李强"]
    assert hall.snapshot("hall", "screen")["ballot"]["result"]["version"] == 2
    round = hall.snapshot("console", "chair")["panels"]["ballots"]["round"]
    assert [(one["version"], one["elected_change"]) for one in round["versions"]] == [(1, False), (2, True)]
    first = json.loads(hall.db.execute("select figures from tally_result where version = 1").fetchone()[0])
    assert first == kept and figures(hall, acts)["rules"] == kept["rules"]
    page = hall.client("chair").get(f"/ballots/rounds/{acts.id}/record?copy=internal").get_data(as_text=True)
    assert "李强 elected instead of 王芳" in page and "Two piles were exchanged" in page


def test_a_round_with_a_list_of_its_own_takes_whom_the_roll_has_not(hall: Hall, acts: Acts) -> None:
    people = [{"name": "Member 0"}, {"name": "群众代表甲"}, {"name": "群众代表乙"}]
    acts.prepare({"委员": 1}, kind="recommendation", changes={"advance": 1}, electors=people).list(NAMES[:2]).adopt()
    rows = hall.db.execute("select name, member from elector order by position").fetchall()
    assert [tuple(row) for row in rows] == [("Member 0", 1), ("群众代表甲", None), ("群众代表乙", None)]
    assert acts.on("issuing", status=409, printed=4, votes=4)["code"] == "present_above_eligible"
    assert acts.on("issuing", printed=3, votes=3)["present"] == 3
    twice = [*people, {"name": "群众代表甲"}]
    fields = {"title": "X", "kind": "election", "preset": "party-grassroots", "offices": [{"name": "A", "seats": 1}]}
    acts.on("voidance", reason="A mistake")
    assert acts.do("/ballots/rounds", status=409, electors=twice, **fields)["code"] == "named_twice"
    alike = [{**twice[0], "name": "Tom Ash"}, {**twice[0], "name": "Torn Ash"}]
    assert "Torn Ash look the same" in acts.do("/ballots/rounds", status=409, electors=alike, **fields)["message"]


def test_who_reports_and_who_declares_is_a_setting(acts: Acts) -> None:
    acts.prepare({"委员": 1}, eligible=10, reported_by="chair", declared_by="chief_scrutineer").list(NAMES[:2]).adopt()
    acts.vote(present=10)
    acts.sheets({"王芳": 8, "李强": 2}, 10)
    acts.sign()
    assert acts.on("report", "chief_scrutineer", 409)["code"] == "another_speaks"
    acts.on("report", "operator")
    assert acts.on("declaration", "chair", 409)["code"] == "another_speaks"
    assert acts.on("declaration", "chief_scrutineer")["offices"][0]["elected"] == ["王芳"]


def test_an_order_that_is_said_to_be_drawn_is_the_order_of_that_draw(acts: Acts) -> None:
    acts.prepare({"委员": 1}, eligible=206)
    standing = [{"name": name, "office": acts.offices[0]["id"]} for name in NAMES[:2]]
    refused = acts.on("candidates", status=409, candidates=standing, order_by="draw", draw=1)
    assert refused["code"] == "no_such_draw"
    acts.on("candidates", candidates=standing, order_by="strokes")


def test_a_committee_s_decision_is_recorded_with_its_document_and_can_be_taken_over(hall: Hall, acts: Acts) -> None:
    asked = {"title": "人选", "body": "镇党委", "document": "临党发〔2026〕9号", "decided_on": "2026-11-20"}
    acts.do("/ballots/decisions", names=["王芳", "李强"], votes={"王芳": 7}, **asked)
    assert acts.do("/ballots/decisions", status=409, names=["王芳", "王芳"], **asked)["code"] == "named_twice"
    assert acts.do("/ballots/decisions", status=400, names=["王芳"], votes={"王芳": -1}, **asked)["code"] == "malformed"
    panel = hall.snapshot("console", "chair")["panels"]["ballots"]
    assert panel["decisions"][0]["document"] == "临党发〔2026〕9号"
    assert panel["carry"] == [{"what": "decided", "names": ["王芳", "李强"]}]


def test_several_names_are_adopted_by_one_show_of_hands_counted_by_block(acts: Acts) -> None:
    blocks = [
        {"block": "A 1-5", "votes": 40, "against": 1, "abstain": 2},
        {"block": "B", "votes": 30, "against": 0, "abstain": 0},
    ]
    fields = {"title": "监票人", "method": "full", "present": 80, "votes": None, "against": 0, "abstain": 0}
    told = acts.do("/ballots/hands", names=["周正", "孙平"], blocks=blocks, subject="scrutineers", **fields)
    assert (told["votes"], told["against"], told["carried"], told["names"]) == (70, 1, True, ["周正", "孙平"])
    assert (
        acts.do("/ballots/hands", status=409, blocks=[{**blocks[0], "votes": 90}], **fields)["code"]
        == "hands_above_present"
    )


def test_a_demand_to_count_again_is_decided_once_and_its_outcome_kept(acts: Acts) -> None:
    counted(acts, [104, 102], seats=1, present=206)
    made = acts.on("objections", "secretary", text="Too close", name="Member 1", recount=True)
    path = f"/ballots/objections/{made['objection']}/answer"
    assert acts.do(path, granted=True, outcome="Counted again: the same")["granted"] is True
    assert acts.do(path, status=409, granted=False, outcome="No")["code"] == "answered_already"
    assert acts.do("/ballots/objections/1/answer", status=404, granted=True, outcome="x")["code"] == "no_such_objection"


def figures(hall: Hall, acts: Acts) -> Made:
    found: Made = json.loads(hall.client("chair").get(f"/ballots/rounds/{acts.id}.json").get_data())
    return found
