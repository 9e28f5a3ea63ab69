"""The law through the pages: no papers below the quorum, nobody declared below it, ties office by office, what replaces
what, a vote by hands under the meeting's rules, and what life does to a round."""

from __future__ import annotations

from typing import Any

import pytest

from tests.ballots.acts import Acts, Made
from tests.conftest import Hall
from tests.support.members import enrol_many


@pytest.fixture
def acts(hall: Hall) -> Acts:
    enrol_many(hall, 3)

    def post(path: str, fields: Made, role: str) -> tuple[int, Any]:
        answer = hall.client(role).post(path, json=fields)
        return answer.status_code, answer.get_json()

    return Acts(post)


def several(acts: Acts, names: dict[str, list[str]], seats: dict[str, int], **fields: Any) -> None:
    """A round of several offices, each with its names."""
    acts.prepare(seats, **fields)
    ids = {one["name"]: one["id"] for one in acts.offices}
    listed = [{"name": name, "office": ids[office]} for office, those in names.items() for name in those]
    told = acts.on("candidates", candidates=listed)["candidates"]
    acts.names = {one["name"]: str(one["id"]) for one in told}
    acts.adopt()


def test_70_of_100_get_no_papers_and_the_later_number_replaces_the_earlier(hall: Hall, acts: Acts) -> None:
    acts.prepare({"委员": 1}, eligible=100).list(["王芳", "李强"]).adopt()
    acts.on("boxes", seals=["A-1"])
    refused = acts.on("issuing", status=409, printed=100, votes=70, persons=70)
    assert refused["code"] == "not_valid" and "80 are needed: 10 more" in refused["message"]
    page = hall.snapshot("console", "chair")["panels"]["ballots"]["round"]
    assert (page["state"], page["validity"]["needed"]) == ("prepared", 80)
    assert acts.on("issuing", printed=100, votes=80, persons=80)["present"] == 80


def test_400_of_1000_voters_elect_nobody_and_are_not_declared(hall: Hall, acts: Acts) -> None:
    acts.prepare({"主任": 1}, eligible=1_000, preset="village").list(["甲", "乙"]).adopt()
    acts.vote(present=400)
    acts.sheets({"甲": 250, "乙": 140}, 400)
    acts.sign()
    told = acts.report()["verdict"]
    assert (told["valid"], told["offices"][0]["elected"]) == (False, [])
    refused = acts.on("declaration", status=409)
    assert refused["code"] == "not_valid" and "short by 101" in refused["message"]
    acts.prepare({"主任": 1}, eligible=1_000, preset="village", title="Again")  # the next step is a new round


def test_villagers_get_papers_without_attendance_until_the_last_call(acts: Acts) -> None:
    acts.prepare({"主任": 1}, eligible=1_000, preset="village").list(["甲", "乙"]).adopt()
    acts.on("boxes", seals=["A-1"])
    acts.on("issuing", printed=1_000, votes=10, persons=10)
    acts.on("papers-out", "chief_scrutineer", issued=300, exchanged=0, spare=700)
    acts.on("voting")
    acts.on("papers-out", "chief_scrutineer", issued=600, exchanged=0, spare=400)
    assert (
        acts.on("papers-out", "chief_scrutineer", 409, issued=1_001, exchanged=0, spare=0)["code"]
        == "issued_above_eligible"
    )
    acts.on("boxes", "chief_scrutineer", seals=["A-1", "Mobile 2"])
    assert acts.on("boxes", "chief_scrutineer", 409, seals=["Mobile 2"])["code"] == "boxes_stay"
    acts.on("last-call")
    assert acts.on("boxes", "chief_scrutineer", 409, seals=["A-1", "Mobile 2", "3"])["code"] == "called_already"
    acts.on("closing")
    refused = acts.on("papers-back", "chief_scrutineer", 409, boxes={"1": 500, "2": 90}, late=11)
    assert refused["code"] == "late_above_outstanding"
    acts.on("papers-back", "chief_scrutineer", boxes={"1": 500, "2": 90}, late=10)


TWO = {"副书记": ["甲", "乙", "丙"], "委员": ["丁", "戊", "己", "庚"]}


def tied(acts: Acts) -> None:
    """Two offices, each with two seats and three who are tied for them."""
    several(acts, TWO, {"副书记": 2, "委员": 2}, eligible=20)
    acts.vote(present=20)
    acts.sheets({"甲": 12, "乙": 12, "丙": 12, "丁": 13, "戊": 13, "己": 13, "庚": 1}, 20)
    acts.sign()
    acts.report()


def test_a_tie_is_decided_for_its_office_and_a_later_decision_replaces_the_earlier(hall: Hall, acts: Acts) -> None:
    tied(acts)
    pooled = acts.on("tie", status=409, way="chair", names=["丁", "戊", "己", "甲"], reason="?")
    assert pooled["code"] == "tie_office"
    unfit = acts.on("tie", status=409, way="chair", office="委员", names=["甲", "丁"], reason="?")
    assert unfit["code"] == "tie_unfit"
    acts.on("tie", way="chair", office="委员", names=["丁", "戊"], reason="Statutes")
    assert acts.on("declaration", status=409)["code"] == "tie_open", "the other office is open still"
    acts.on("tie", way="consent", office="副书记", names=["甲", "乙"], reason="They agree")
    assert acts.on("tie", way="consent", office="委员", names=["戊", "己"], reason="They agree")["replaces"] is True
    told = acts.declare()
    assert told["chosen"] == [["副书记", "甲"], ["副书记", "乙"], ["委员", "戊"], ["委员", "己"]]
    decided = hall.snapshot("hall", "screen")["ballot"]["decided"]
    assert [(one["office"], one["names"]) for one in decided] == [("副书记", ["甲", "乙"]), ("委员", ["戊", "己"])]


def test_who_stands_for_two_offices_is_told_in_each(hall: Hall, acts: Acts) -> None:
    acts.prepare({"主任": 1, "副主任": 1}, eligible=20, preset="village")
    listed = [{"name": name, "office": acts.offices[place]["id"]} for name, place in (("甲", 0), ("乙", 0), ("乙", 1))]
    assert len(acts.on("candidates", candidates=listed)["candidates"]) == 3
    assert acts.on("candidates", status=409, candidates=[listed[1], listed[1]])["code"] == "named_twice"


@pytest.mark.parametrize(
    ("votes", "against", "abstain", "carried"), [(8, 7, 7, False), (13, 5, 4, True), (12, 0, 10, False)]
)
def test_hands_in_a_branch_need_more_than_half_of_those_who_should_attend(
    branch: Hall, votes: int, against: int, abstain: int, carried: bool
) -> None:
    told = hands(branch, method="full", present=22, votes=votes, against=against, abstain=abstain)
    assert told["carried"] is carried
    assert told["told"][1]["figures"] == {"fraction": "1/2", "base": 25, "needed": 13}


def test_a_branch_s_own_motion_is_taken_of_those_present_unless_it_says_otherwise(branch: Hall) -> None:
    own = {
        "subject": "scrutineers",
        "names": ["Li Wei"],
        "method": "full",
        "present": 22,
        "votes": 12,
        "against": 10,
        "abstain": 0,
    }
    assert hands(branch, **own)["carried"] is True
    assert hands(branch, **own, base="eligible")["carried"] is False


def test_a_vote_by_hands_is_taken_back_at_once_without_a_word_and_later_with_a_reason(branch: Hall) -> None:
    first = hands(branch, method="full", present=22, votes=20, against=0, abstain=0)["vote"]
    again = hands(branch, method="full", present=22, votes=20, against=0, abstain=0)["vote"]
    assert branch.run("take_back_hands", vote=first).status == 200
    assert branch.run("take_back_hands", vote=first).body["code"] == "taken_back_already"
    branch.later(10_001)
    assert branch.run("take_back_hands", vote=again).body["code"] == "reason_first"
    assert branch.run("take_back_hands", vote=again, reason="The wrong motion").status == 200
    assert branch.run("take_back_hands", vote=1).status == 404


@pytest.fixture
def branch(make_hall: Any) -> Hall:
    found: Hall = make_hall(preset="party-branch")
    enrol_many(found, 25)
    return found


def hands(hall: Hall, **fields: Any) -> Made:
    told = hall.run("vote_by_hands", title="A motion", **fields)
    assert told.status == 200, told.body
    return dict(told.body)


def test_who_withdraws_stays_on_the_paper_and_is_not_elected(hall: Hall, acts: Acts) -> None:
    acts.prepare({"委员": 1}, eligible=20).list(["王芳", "李强"]).adopt()
    acts.vote(present=20)
    acts.on("withdrawals", candidate=int(acts.names["王芳"]), reason="Ill")
    assert (
        acts.on("withdrawals", status=409, candidate=int(acts.names["王芳"]), reason="Ill")["code"]
        == "withdrawn_already"
    )
    acts.sheets({"王芳": 15, "李强": 5}, 20)
    acts.sign()
    office = acts.report()["verdict"]["offices"][0]
    assert (office["elected"], office["shortfall"]) == ([], 1), "the seat goes the way of an empty one"


def test_a_declared_round_is_annulled_by_two_roles(hall: Hall, acts: Acts) -> None:
    acts.prepare({"委员": 1}, eligible=20).list(["王芳", "李强"]).adopt()
    acts.on("objections", "secretary", text="Not announced", name="Member 1", recount=False)  # at any stage
    acts.vote(present=20)
    acts.sheets({"王芳": 15, "李强": 5}, 20)
    acts.sign()
    acts.report()
    acts.declare()
    assert acts.on("annulment", "chair", reason="The notice was late")["annulled"] is False
    assert acts.on("annulment", "operator", reason="The notice was late")["annulled"] is False, (
        "the chair's own other hand"
    )
    assert acts.on("annulment", "chief_scrutineer", reason="The notice was late")["annulled"] is True
    shown = hall.snapshot("hall", "screen")["ballot"]
    assert (shown["state"], shown["void_reason"], shown["result"]) == ("void", "The notice was late", None)


def test_a_recount_is_no_way_around_the_two_roles(acts: Acts) -> None:
    acts.prepare({"委员": 1}, eligible=20).list(["王芳", "李强"]).adopt()
    acts.vote(present=20)
    acts.sheets({"王芳": 15, "李强": 5}, 20)
    acts.sign()
    acts.report()
    acts.declare()
    acts.on("recount", "chief_scrutineer", reason="A doubt")
    assert acts.on("voidance", status=409, reason="By one alone")["code"] == "too_late_to_void"
    gone = acts.on("withdrawals", status=409, candidate=int(acts.names["王芳"]), reason="Ill")
    assert gone["code"] == "figures_alone"
    written = acts.on("write-ins", "chief_scrutineer", 409, name="钱多", office=acts.offices[0]["id"])
    assert written["code"] == "figures_alone"


def test_a_pre_election_is_not_adopted_before_its_line_is_said(acts: Acts) -> None:
    fields = {"kind": "pre_election", "eligible": 100}
    acts.prepare({"委员": 5}, changes={"advance": 6}, **fields).list(["王芳", "李强"])
    refused = acts.on("adoption", status=409, votes=None, against=0, abstain=0)
    assert refused["code"] == "advance_line_missing"
    acts.on("rules", preset="party-grassroots", changes={"advance": 6, "advance_line": {"base": "present"}})
    acts.adopt()
