"""Votes by hands under each preset, the poll that replaces one, an advisory vote below the quorum: through the routes."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.rules.ballots import show_of_hands
from tests.ballots.acts import Acts, Made
from tests.ballots.test_named import sender
from tests.conftest import Hall
from tests.support.members import code_of, enrol, enrol_many, person


@pytest.mark.parametrize(
    ("preset", "matter", "counted", "carried"),
    [
        ("party-branch", "ordinary", (8, 7, 7, 22, 25), False),
        ("party-branch", "ordinary", (13, 12, 0, 25, 25), True),
        ("party-branch", "ordinary", (12, 0, 0, 12, 24), False),
        ("party-grassroots", "ordinary", (13, 9, 3, 25, 26), False),
        ("party-grassroots", "ordinary", (14, 9, 2, 25, 26), True),
        ("council", "ordinary", (5, 0, 1, 6, 10), False),
        ("council", "ordinary", (6, 0, 0, 6, 10), True),
        ("village", "ordinary", (50, 30, 20, 100, 300), False),
        ("village", "ordinary", (51, 30, 19, 100, 300), True),
        ("cooperative", "ordinary", (60, 5, 15, 80, 120), False),
        ("cooperative", "ordinary", (61, 5, 14, 80, 120), True),
        ("cooperative", "statutes", (79, 1, 0, 80, 120), False),
        ("cooperative", "statutes", (80, 0, 0, 80, 120), True),
        ("cooperative", "dissolution", (81, 0, 0, 81, 122), False),
        ("society", "ordinary", (35, 20, 15, 70, 100), False),
        ("society", "ordinary", (36, 19, 15, 70, 100), True),
        ("society", "statutes", (46, 24, 0, 70, 100), False),
        ("society", "statutes", (47, 23, 0, 70, 100), True),
        ("association", "ordinary", (1, 0, 69, 70, 100), True),
        ("association", "ordinary", (7, 7, 0, 14, 100), False),
        ("association", "statutes", (29, 10, 3, 42, 100), False),
        ("association", "statutes", (30, 10, 30, 70, 100), True),
        ("association", "dissolution", (2, 1, 0, 3, 9), False),
        ("association", "purpose", (24, 0, 1, 25, 25), False),
        ("association", "purpose", (25, 0, 0, 25, 25), True),
        ("roberts", "ordinary", (2, 1, 50, 53, 100), True),
        ("roberts", "ordinary", (20, 20, 13, 53, 100), False),
        ("roberts", "special", (2, 1, 0, 3, 5), True),
        ("roberts", "special", (39, 20, 0, 59, 80), False),
        ("roberts", "special", (40, 20, 0, 60, 80), True),
        ("company", "ordinary", (1, 0, 4, 5, 9), True),
        ("company", "special", (2, 1, 0, 3, 9), False),
        ("company", "special", (3, 1, 5, 9, 9), True),
        ("company", "statutes", (74, 25, 0, 99, 99), False),
    ],
)
def test_each_preset_has_its_line(preset: str, matter: str, counted: tuple[int, ...], carried: bool) -> None:
    votes, against, abstain, present, eligible = counted
    told = show_of_hands.judge(
        show_of_hands.line_of(preset, matter), show_of_hands.Hands(votes, against, abstain, present, eligible)
    )
    assert told.carried is carried
    assert (told.sentence[-1][0] == "adopted.") is carried


def test_nobody_carries_nothing() -> None:
    for preset, known in show_of_hands.LINES.items():
        for matter in known:
            asked = show_of_hands.line_of(preset, matter)
            assert show_of_hands.judge(asked, show_of_hands.Hands(0, 0, 0, 0, 0)).carried is False
            assert show_of_hands.judge(asked, show_of_hands.Hands(None, 0, 0, 0, 0)).carried is False


def test_a_clear_majority_carries_no_more_than_can_be_in_favour() -> None:
    half, thirds = show_of_hands.line_of("roberts"), show_of_hands.line_of("roberts", "special")
    assert show_of_hands.judge(half, show_of_hands.Hands(None, 20, 0, 30, 40)).carried is False  # at most 10 for
    assert show_of_hands.judge(half, show_of_hands.Hands(None, 10, 5, 30, 40)).carried is True
    assert show_of_hands.uncounted(thirds, show_of_hands.Hands(None, 3, 0, 30, 40))
    assert not show_of_hands.uncounted(thirds, show_of_hands.Hands(None, 0, 4, 30, 40))
    assert not show_of_hands.uncounted(thirds, show_of_hands.Hands(None, 11, 0, 30, 40))  # at most 19 of 30
    assert (
        show_of_hands.judge(show_of_hands.line_of("party-branch"), show_of_hands.Hands(None, 7, 7, 22, 25)).carried
        is False
    )  # 8 for


def vote(hall: Hall, status: int = 200, **fields: Any) -> Made:
    asked = {"title": "A motion", "method": "full", "votes": None, "against": 0, "abstain": 0, "blocks": (), **fields}
    told = hall.run("vote_by_hands", **asked)
    assert told.status == status, told.body
    return dict(told.body)


@pytest.fixture
def acts(hall: Hall) -> Acts:
    enrol_many(hall, 3)
    return sender(hall)


@pytest.fixture
def make(make_hall: Any) -> Any:
    def made(preset: str, members: int = 25, **fields: Any) -> Hall:
        hall: Hall = make_hall(preset=preset, **fields)
        enrol_many(hall, members)
        return hall

    return made


def test_a_matter_that_the_rules_do_not_know_is_asked_again(make: Any) -> None:
    assert vote(make("party-branch"), 409, present=20, votes=20, matter="statutes")["code"] == "no_such_matter"


@pytest.mark.parametrize(("preset", "here", "more"), [("roberts", 5, 1), ("party-branch", 4, 1), ("society", 6, 1)])
def test_a_meeting_that_is_too_small_decides_nothing_by_hands(make: Any, preset: str, here: int, more: int) -> None:
    hall = make(preset, 0)
    members = enrol_many(hall, 10)
    for member in members[:here]:
        hall.run("check_in", role="desk", member=member)
    asked = {"present": here, "votes": here}
    assert hall.run("declare_quorum", present=here, measure="checked_in").body["met"] is False
    assert vote(hall, 409, **asked)["code"] == "quorum_not_met"
    for member in members[here : here + more]:
        hall.run("check_in", role="desk", member=member)
    assert hall.run("declare_quorum", present=here + more, measure="checked_in").status == 200
    vote(hall, present=here + more, votes=here + more)


def test_the_statutes_set_their_own_line_where_the_law_lets_them(make: Any) -> None:
    two_thirds = {"numerator": 2, "denominator": 3, "operator": ">="}
    verein = make("association")
    asked = {"present": 20, "votes": 12, "against": 6, "matter": "statutes"}
    assert vote(verein, **asked)["carried"] is False
    assert vote(verein, **asked, statutes_line=two_thirds)["carried"] is True
    coop = make("cooperative")
    lower = {"numerator": 1, "denominator": 3, "operator": ">"}
    assert vote(coop, 409, present=20, votes=20, statutes_line=lower)["code"] == "line_only_raised"
    assert vote(coop, present=20, votes=16, against=4, statutes_line=two_thirds)["carried"] is False
    assert vote(make("party-branch"), 409, present=20, votes=20, statutes_line=two_thirds)["code"] == "line_of_law"


def test_the_purpose_needs_all_the_absent_in_writing(make: Any) -> None:
    verein = make("association", 25)
    asked = {"present": 20, "votes": 20, "matter": "purpose"}
    assert vote(verein, **asked, written=4)["carried"] is False
    assert vote(verein, **asked, written=5)["carried"] is True
    assert vote(verein, 409, **asked, written=6)["code"] == "written_above_absent"
    assert vote(verein, 409, present=20, votes=20, written=1)["code"] == "written_above_absent"


def test_several_names_fill_offices_only_where_the_statutes_allow_it(make: Any) -> None:
    verein = make("association")
    both = {"present": 20, "votes": 15, "against": 2, "names": ["Ada", "Ben"]}
    assert vote(verein, 409, **both)["code"] == "names_for_what"
    assert vote(verein, 409, **both, subject="offices")["code"] == "block_vote_statutes"
    told = vote(verein, **both, subject="offices", block_vote=True)
    assert (told["carried"], told["block_vote"], told["names"]) == (True, True, ["Ada", "Ben"])
    assert vote(verein, **{**both, "names": ["Ada"]}, subject="offices")["carried"] is True
    branch = make("party-branch")
    assert vote(branch, 409, **both, subject="offices", block_vote=True)["code"] == "secret_ballot"
    assert vote(branch, **both, subject="tellers")["carried"] is True


def test_a_poll_is_demanded_at_once_and_decides_instead(make_hall: Any) -> None:
    hall: Hall = make_hall(preset="company")
    shares = {"S1": 600, "S2": 300, "S3": 100}
    enrol(hall, *(person(f"Holder {key}", number=key, weight_thousandths=n * 1000) for key, n in shares.items()))
    acts = sender(hall)
    first = vote(hall, present=3, votes=1, against=2, title="Resolution 1")["vote"]
    last = vote(hall, present=3, votes=1, against=2, title="Resolution 2", matter="special")["vote"]
    assert acts.do(f"/ballots/hands/{first}/poll", status=409)["code"] == "poll_too_late"
    assert acts.do(f"/ballots/hands/{last}/poll", role="desk", status=403)
    acts.do(f"/ballots/hands/{last}/poll", name="Ann")
    assert acts.do(f"/ballots/hands/{last}/poll", status=409)["code"] == "poll_demanded_already"
    acts.do(f"/ballots/hands/{last}/no-poll")
    acts.do(f"/ballots/hands/{last}/poll")
    assert hall.snapshot("console", "chair")["panels"]["ballots"]["hands"][0]["poll"] == ""
    acts.prepare({"Resolution 2": 1}, title="Resolution 2", kind="motion", preset="company", changes={}, poll_of=last)
    assert acts.do("/ballots/rounds", status=409, offices=[{"name": "x", "seats": 1}], title="x", kind="motion",
                   preset="company", changes={}, poll_of=last)["code"] == "round_open"  # fmt: skip
    row = hall.db.execute("select * from ballot_round where id = ?", (acts.id,)).fetchone()
    assert (row["ballot_form"], row["eligible_weight"]) == ("named", 1000)
    acts.list(["Resolution 2"])
    acts.adopt()
    acts.vote(present=3)
    batch = acts.on("batches", "chief_scrutineer", batches=[3], method="papers")["batches"][0]["id"]
    marks = {"S1": "for", "S2": "for", "S3": "against"}
    for team in ("teller_a", "teller_b"):
        for place, (unit, mark) in enumerate(marks.items(), 1):
            fields = {
                "paper": place,
                "unit": unit,
                "marks": {acts.names["Resolution 2"]: mark},
                "key": f"{team}-{place}-key",
            }
            acts.do(f"/ballots/batches/{batch}/papers", team, **fields)
        acts.do(f"/ballots/batches/{batch}/finish", team)
    acts.sign()
    verdict = acts.report()["verdict"]
    assert (verdict["valid"], verdict["offices"][0]["needed"], verdict["offices"][0]["elected"]) == (
        True, 750, ["Resolution 2"],
    )  # fmt: skip
    acts.declare()
    text = hall.client("chair").get(f"/ballots/rounds/{acts.id}/record").get_data(as_text=True)
    assert "shares: 900" in text and "m²" not in text


def test_no_poll_where_the_rules_know_none(make: Any) -> None:
    hall = make("association")
    last = vote(hall, present=3, votes=1, against=2)["vote"]
    assert hall.run("demand_poll", vote=last).body["code"] == "no_polls"


def test_an_advisory_vote_needs_two_roles_and_declares_nobody(hall: Hall, acts: Acts) -> None:
    acts.prepare({"委员": 1}, eligible=100).list(["王芳", "李强"])
    acts.adopt()
    assert acts.on("issuing", status=409, printed=80, votes=70)["code"] == "not_valid"
    assert acts.on("advisory", status=409, reason="Many wait", present=80)["code"] == "enough_present"
    assert acts.on("advisory", reason="Many wait", present=70)["advisory"] is False
    assert acts.on("advisory", reason="Many wait still", present=70)["advisory"] is False  # the same role again
    assert acts.on("advisory", "desk", 403, reason="x", present=70)
    assert hall.snapshot("teller", "chief_scrutineer")["chief"]["asked"]["advisory"]["reason"] == "Many wait"
    assert acts.on("issuing", status=409, printed=80, votes=70)["code"] == "not_valid"
    assert acts.on("advisory", "chief_scrutineer", reason="Many wait", present=70)["advisory"] is True
    acts.on("boxes", seals=["A-1"])
    assert acts.on("issuing", status=409, printed=90, votes=80)["code"] == "advisory_stays"
    acts.on("issuing", printed=72, votes=70)
    assert acts.on("latecomers", status=409, votes=10)["code"] == "advisory_stays"
    acts.on("papers-out", "chief_scrutineer", issued=70, exchanged=0, spare=2)
    for step in ("voting", "last-call", "closing"):
        acts.on(step)
    acts.on("papers-back", "chief_scrutineer", boxes={"1": 70}, late=0)
    acts.sheets({"王芳": 60, "李强": 5}, 70)
    acts.sign()
    assert acts.report()["verdict"]["valid"] is False
    assert acts.on("declaration", status=409)["code"] == "not_valid"
    assert hall.snapshot("hall")["ballot"]["advisory"] == "Many wait"
    assert hall.snapshot("phone")["ballot"]["advisory"] == "Many wait"
    sheet = hall.client("chair").get(f"/ballots/rounds/{acts.id}/record?language=en").get_data(as_text=True)
    assert "advisory vote, below the quorum" in sheet
    minutes = hall.client("chair").get("/minutes.html?language=en").get_data(as_text=True)
    assert "the vote is advisory, below the quorum" in minutes


def test_who_counts_is_taken_over_into_the_next_round(hall: Hall, acts: Acts) -> None:
    acts.prepare({"委员": 1}, eligible=10).list(["王芳", "李强"])
    acts.on("counters", teller_a=["A"], teller_b=["B"], chief_scrutineer=["C"])
    before = acts.id
    acts.on("voidance", reason="The paper was wrong")
    acts.prepare({"委员": 1}, eligible=10, like_round=before)
    told = hall.snapshot("console", "chair")["panels"]["ballots"]["round"]["counters"]
    assert {one["role"]: one["name"] for one in told} == {"teller_a": "A", "teller_b": "B", "chief_scrutineer": "C"}


def test_a_chief_scrutineer_nobody_adopted_does_not_sign(hall: Hall, acts: Acts) -> None:
    acts.prepare({"委员": 1}, eligible=10).list(["王芳", "李强"])
    acts.adopt()
    acts.vote(present=10)
    acts.sheets({"王芳": 6, "李强": 4}, 10)
    acts.on("count", "chief_scrutineer")
    for role in ("teller_a", "teller_b"):
        acts.on("signatures", role, name=f"Signer {role}")
    assert acts.on("signatures", "chief_scrutineer", 409, name="Lu")["code"] == "not_adopted"
    acts.adopt_scrutineers("Wei")
    assert acts.on("signatures", "chief_scrutineer", 409, name="Lu")["code"] == "not_adopted"
    acts.adopt_scrutineers("Lu")
    acts.on("signatures", "chief_scrutineer", name="Lu")


def test_the_law_s_quorum_is_raised_and_never_lowered(acts: Acts) -> None:
    lower = {"valid": {"numerator": 1, "denominator": 2}}
    asked = {"title": "E", "kind": "election", "preset": "party-grassroots", "offices": [{"name": "x", "seats": 1}]}
    assert acts.do("/ballots/rounds", status=409, changes=lower, **asked)["code"] == "quorum_of_law"
    assert acts.do("/ballots/rounds", status=409, changes={"valid": None}, **asked)["code"] == "quorum_of_law"
    acts.do("/ballots/rounds", changes={"valid": {"numerator": 9, "denominator": 10}}, **asked)


def test_fewer_seats_need_half_of_those_present_or_the_presidium(acts: Acts) -> None:
    acts.prepare({"委员": 3}, eligible=20).list(["王芳", "李强", "孙平", "周正"])
    acts.adopt()
    acts.vote(present=20)
    acts.sheets({"王芳": 15, "李强": 12, "孙平": 5, "周正": 4}, 20)
    acts.sign()
    acts.report()
    assert acts.on("shortfall", status=409, way="reduced", votes=9, against=2)["code"] == "not_carried"
    assert acts.on("shortfall", status=409, way="reduced", votes=15, against=6)["code"] == "hands_above_present"
    assert acts.on("shortfall", way="reduced", votes=10, against=10)["way"] == "reduced"
    assert acts.on("shortfall", way="reduced", votes=None)["votes"] is None


def test_a_village_s_rerun_takes_over_who_was_not_elected_by_votes_and_has_a_third(hall: Hall, acts: Acts) -> None:
    acts.prepare({"委员": 2}, preset="village", eligible=100).list(["王芳", "李强", "孙平"])
    acts.adopt()
    acts.vote(present=0, issued=90, returned=90)
    acts.sheets({"王芳": 60, "李强": 30, "孙平": 44}, 90)
    acts.sign()
    assert acts.report()["verdict"]["offices"][0]["shortfall"] == 1
    acts.on("shortfall", way="new_round")
    acts.declare()
    acts.prepare({"委员": 1}, preset="village", eligible=100, after_round=acts.id)
    panel = hall.snapshot("console", "chair")["panels"]["ballots"]
    assert {"what": "behind", "names": ["孙平", "李强"]} in panel["carry"]
    assert panel["round"]["changes"]["later_round"] is True
    acts.list(["孙平", "李强"])
    acts.adopt()
    acts.vote(present=0, issued=90, returned=90)
    acts.sheets({"孙平": 31, "李强": 30}, 90)
    acts.sign()
    told = acts.report()["verdict"]["offices"][0]
    assert (told["needed"], told["elected"]) == (30, ["孙平"])


def test_rules_are_not_adopted_by_a_clear_majority_that_cannot_be_one(make: Any) -> None:
    hall = make("party-branch", 5)
    for member in (1, 2, 3, 4):
        assert (
            hall.client("desk")
            .post("/checkin/scans", json={"command_id": hall.command_id(), "code": code_of(hall, member)})
            .status_code
            == 200
        )
    acts = sender(hall).prepare({"委员": 1}, preset="party-branch", eligible=5)
    acts.list(["王芳", "李强"])
    assert acts.on("adoption", status=409, votes=None, against=3, abstain=0)["code"] == "not_carried"
    assert acts.on("adoption", status=409, votes=None, against=1, abstain=1)["code"] == "not_carried"  # 2 of 4
    acts.on("adoption", votes=None, against=1, abstain=0)
