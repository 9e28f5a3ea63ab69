"""A recount as a ceremony: who signs, what the piles hold, what is announced; and who declines after the election."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from kiosk.app import REGISTRY
from kiosk.i18n.catalog import translate
from kiosk.minutes import composer
from kiosk.minutes.document import Document
from kiosk.minutes.markdown import markdown
from tests.ballots.acts import Acts, Made
from tests.conftest import Hall
from tests.support.members import enrol_many

OLD = {"甲": 12, "乙": 11, "丙": 2}
NEW = {"甲": 12, "乙": 10, "丙": 13}


@pytest.fixture
def acts(hall: Hall) -> Acts:
    enrol_many(hall, 3)

    def post(path: str, fields: Made, role: str) -> tuple[int, Any]:
        answer = hall.client(role).post(path, json=fields)
        return answer.status_code, answer.get_json()

    made = Acts(post).prepare({"委员": 2}, eligible=20).list(list(OLD)).adopt()
    made.vote(present=20)
    made.sheets(OLD, 20)
    made.sign()
    made.report()
    made.declare()
    return made


def minutes(hall: Hall, language: str = "en") -> str:
    told: Document = composer.minutes(hall.db, REGISTRY.sentences, language, public=False)
    return markdown(told)


def said(clauses: list[Made], language: str = "en") -> str:
    return " ".join(translate(language, one["msgid"], **_listed(one["figures"])) for one in clauses)


def _listed(figures: Made) -> Made:
    return {key: ", ".join(one) if isinstance(one, list) else one for key, one in figures.items()}


def recounted(acts: Acts, votes: dict[str, int]) -> None:
    acts.on("recount", "chief_scrutineer", reason="A pile was misplaced")
    acts.again(votes)
    acts.sign()
    acts.report()


def test_the_announcement_says_old_and_new_figures_and_who_instead_of_whom(hall: Hall, acts: Acts) -> None:
    recounted(acts, NEW)
    for view, role in (("hall", "screen"), ("phone", "public")):
        shown = hall.snapshot(view, role)["ballot"]
        assert shown["recounting"] and shown["result"]["version"] == 1 and shown["correction"] is None
        assert shown["result"]["verdict"]["offices"][0]["elected"] == ["甲", "乙"], "until then the old one stands"
    acts.declare()
    told = (
        "Counted again: A pile was misplaced. 乙: 11 before, 10 now. 丙: 2 before, 13 now."
        " 委员: 丙 elected instead of 乙, by the new figures."
    )
    for view, role in (("hall", "screen"), ("phone", "public")):
        shown = hall.snapshot(view, role)["ballot"]
        assert not shown["recounting"] and said(shown["correction"]["sentences"]) == told
    page = hall.snapshot("console", "chair")["panels"]["ballots"]["round"]
    assert said(page["correction"]["sentences"]) == told and page["versions"][1]["elected_change"]
    record = hall.client("chair").get(f"/ballots/rounds/{acts.id}/record").get_data(as_text=True)
    assert told in record, "the sheet tells the reason, too"
    assert len(re.findall(r"\d\d:\d\d – \d\d:\d\d, \d\d:\d\d – \d\d:\d\d<", record)) == 1, (
        "both counts, each with its time"
    )
    written = minutes(hall)
    assert "乙: 11 before, 10 now." in written and "委员: 丙 elected instead of 乙, by the new figures." in written
    assert "丙 当选，乙 不再当选" in minutes(hall, "zh-Hans").replace("丙当选，乙不再", "丙 当选，乙 不再")


def test_a_recount_with_the_same_figures_says_so(hall: Hall, acts: Acts) -> None:
    recounted(acts, OLD)
    acts.declare()
    told = said(hall.snapshot("hall", "screen")["ballot"]["correction"]["sentences"])
    assert "The figures are the same as before. Who is elected does not change." in told


def test_a_tie_made_by_a_recount_is_told_as_one_and_decided_anew(hall: Hall, acts: Acts) -> None:
    recounted(acts, {"甲": 12, "乙": 11, "丙": 11})
    page = hall.snapshot("console", "chair")["panels"]["ballots"]["round"]
    assert said(page["correction"]["seats"]) == "委员: tied now; that is decided first."
    assert acts.on("declaration", status=409)["code"] == "tie_open"
    acts.on("tie", way="consent", office="委员", names=["丙"], reason="They agree")
    acts.declare()
    shown = hall.snapshot("phone")["ballot"]
    assert "委员: 丙 elected instead of 乙" in said(shown["correction"]["sentences"])


def test_who_signed_signs_again_or_a_substitute_with_the_reason(hall: Hall, acts: Acts) -> None:
    acts.on("recount", "chief_scrutineer", reason="A doubt")
    acts.again(OLD)
    acts.on("count", "chief_scrutineer")
    other = acts.on("signatures", "teller_a", 409, name="Somebody else")
    assert other["code"] == "not_named" and "Signer teller_a signs again" in other["message"]
    absent = {"signs_as": "teller_a", "absent": "Signer teller_a", "reason": "Taken ill"}
    assert acts.on("substitutes", "chief_scrutineer", 409, **absent)["code"] == "substitute_first"
    assert acts.on("substitutes", status=409, **{**absent, "substitute": "甲"})["code"] == "candidate_signs"
    twice = acts.on("substitutes", status=409, **{**absent, "substitute": "Signer teller_b"})
    assert twice["code"] == "counts_twice"
    unknown = acts.on("substitutes", status=409, **{**absent, "absent": "Nobody", "substitute": "New"})
    assert unknown["code"] == "not_due"
    assert hall.client("teller_a").post(f"/ballots/rounds/{acts.id}/substitutes", json={}).status_code == 403
    acts.on("substitutes", "chief_scrutineer", **absent, substitute="New Teller")
    assert acts.on("signatures", "teller_a", 409, name="Signer teller_a")["code"] == "not_named"
    acts.on("signatures", "teller_a", name="New Teller")
    gone = {**absent, "absent": "New Teller", "substitute": "Third"}
    assert acts.on("substitutes", "chair", 409, **gone)["code"] == "signed_already"
    for role in ("teller_b", "chief_scrutineer"):
        acts.on("signatures", role, name=f"Signer {role}")
    acts.report()
    acts.declare()
    assert "(team A) cannot sign: Taken ill. New Teller signs instead." in minutes(hall)
    record = f"/ballots/rounds/{acts.id}/record?copy="
    inside, outside = (
        hall.client("chair").get(record + copy).get_data(as_text=True) for copy in ("internal", "public")
    )
    assert "cannot sign: Taken ill" in inside and "New Teller" in outside and "Taken ill" not in outside


def test_papers_that_changed_piles_are_put_right(make_hall: Callable[..., Hall]) -> None:
    hall = make_hall()
    acts = large(hall)
    acts.on("recount", "chief_scrutineer", reason="A doubt")
    done = acts.on("found", "chief_scrutineer", batches={"1": 119, "2": 121}, reason="One lay on the other pile")
    assert done["fits"] is True
    batches = hall.snapshot("console", "chair")["panels"]["ballots"]["round"]["batches"]
    assert [one["papers"] for one in batches] == [119, 121]
    assert "papers had changed piles" in minutes(hall)
    told = acts.on("found", "chief_scrutineer", 404, batches={"7": 3})
    assert told["code"] == "no_such_batch"


def test_papers_that_are_missing_stop_the_recount_and_the_old_result_stands(make_hall: Callable[..., Hall]) -> None:
    hall = make_hall()
    acts = large(hall)
    assert acts.on("recount/stop", status=409, reason="No")["code"] == "round_elsewhere"
    acts.on("recount", "chief_scrutineer", reason="A doubt")
    done = acts.on("found", "chief_scrutineer", batches={"2": 119})
    assert (done["fits"], done["sum"], done["expected"]) == (False, 239, 240)
    assert hall.client("desk").post(f"/ballots/rounds/{acts.id}/found", json={}).status_code == 403
    assert hall.client("desk").post(f"/ballots/rounds/{acts.id}/recount/stop", json={}).status_code == 403
    acts.on("recount/stop", "chief_scrutineer", reason="One paper is missing")
    shown = hall.snapshot("hall", "screen")["ballot"]
    assert (shown["state"], shown["recounting"], shown["result"]["version"]) == ("declared", False, 1)
    written = minutes(hall)
    assert "Together they are 239, but 240 were counted before." in written
    assert "The recount was stopped: One paper is missing. The result before stands, version 1." in written
    acts.on("recount", "chief_scrutineer", reason="It was found")  # and counting again is possible still
    acts.again({"甲": 200, "乙": 180, "丙": 40})
    acts.sign()
    acts.report()
    acts.declare()
    assert hall.snapshot("hall", "screen")["ballot"]["result"]["version"] == 2


def large(hall: Hall) -> Acts:
    enrol_many(hall, 3)

    def post(path: str, fields: Made, role: str) -> tuple[int, Any]:
        answer = hall.client(role).post(path, json=fields)
        return answer.status_code, answer.get_json()

    acts = Acts(post).prepare({"委员": 2}, eligible=240).list(["甲", "乙", "丙"]).adopt()
    acts.vote(present=240)
    acts.sheets({"甲": 200, "乙": 180, "丙": 40}, 240)
    acts.sign()
    acts.report()
    acts.declare()
    return acts


def test_who_declines_later_leaves_a_seat_that_goes_the_way_of_an_empty_one(hall: Hall, acts: Acts) -> None:
    for name in ("甲", "乙"):
        acts.on("acceptances", name=name, outcome="accepted")
    assert acts.on("shortfall", status=409, way="vacant")["code"] == "no_shortfall"
    acts.on("acceptances", name="乙", office="委员", outcome="declined", reason="A new post elsewhere")
    for view, role in (("hall", "screen"), ("phone", "public")):
        shown = hall.snapshot(view, role)["ballot"]
        assert (shown["declined"], shown["seats_open"]) == ([["委员", "乙"]], {"委员": 1})
    page = hall.snapshot("console", "chair")["panels"]["ballots"]["round"]
    assert page["seats_open"] == page["seats_empty"] == {"委员": 1}
    acts.on("acceptances", name="乙", outcome="accepted")  # a slip is put right until the seat is decided on
    acts.on("acceptances", name="乙", outcome="declined", reason="A new post elsewhere")
    acts.on("shortfall", way="reduced", votes=15, against=3)
    assert acts.on("acceptances", status=409, name="乙", outcome="accepted")["code"] == "seat_decided"
    page = hall.snapshot("console", "chair")["panels"]["ballots"]["round"]
    assert (page["seats_open"], page["seats_empty"]) == ({}, {"委员": 1})
    written = minutes(hall)
    assert "乙: declines the election. The seat for 委员 is open. Reason: A new post elsewhere." in written
    assert "Of the empty seats (1) it was decided: the meeting agrees to fewer seats." in written
    assert "The vote on it: for 15, against 3." in written
    record = hall.client("chair").get(f"/ballots/rounds/{acts.id}/record").get_data(as_text=True)
    assert "乙 declined the election; the seat for 委员 is open." in record and "fewer seats, 15 to 3." in record


def test_who_is_elected_to_two_offices_says_which_is_declined(hall: Hall) -> None:
    enrol_many(hall, 3)

    def post(path: str, fields: Made, role: str) -> tuple[int, Any]:
        answer = hall.client(role).post(path, json=fields)
        return answer.status_code, answer.get_json()

    acts = Acts(post).prepare({"主任": 1, "委员": 1}, eligible=10, preset="association")
    listed = [{"name": "甲", "office": one["id"]} for one in acts.offices]
    told = acts.on("candidates", candidates=listed)["candidates"]
    acts.adopt()
    acts.vote(present=10)
    batch = acts.on("batches", "chief_scrutineer", batches=[10], method="sheet")["batches"][0]["id"]
    votes = {str(told[0]["id"]): [5, 1, 4], str(told[1]["id"]): [5, 0, 5]}
    blanks = {str(one["id"]): 4 + place for place, one in enumerate(acts.offices)}
    for team in ("teller_a", "teller_b"):
        sheet = {"valid": 10, "invalid": 0, "blank": 0, "votes": votes, "blanks": blanks}
        acts.do(f"/ballots/batches/{batch}/sheet", team, **sheet)
        acts.do(f"/ballots/batches/{batch}/finish", team)
    acts.sign()
    acts.report()
    acts.declare()
    assert acts.on("acceptances", status=409, name="甲", outcome="declined")["code"] == "which_office"
    acts.on("acceptances", name="甲", office="主任", outcome="accepted")
    acts.on("acceptances", name="甲", office="委员", outcome="declined")
    assert hall.snapshot("hall", "screen")["ballot"]["declined"] == [["委员", "甲"]]


def test_an_annulled_round_is_told_as_one(hall: Hall, acts: Acts) -> None:
    acts.on("annulment", "chair", reason="The notice was late")
    acts.on("annulment", "chief_scrutineer", reason="The notice was late")
    for view, role in (("hall", "screen"), ("phone", "public")):
        shown = hall.snapshot(view, role)["ballot"]
        assert shown["annulled"] and shown["void_reason"] == "The notice was late"
    assert "annulled the declared round: The notice was late." in minutes(hall)


def test_minutes_name_who_chaired_and_who_wrote_and_the_papers_that_are_missing(hall: Hall) -> None:
    assert "not named yet" in minutes(hall)
    client = hall.client("secretary")
    fields = {"command_id": hall.command_id(), "chair": "王主席", "secretary": "李记录"}
    assert client.post("/minutes/officers", json=fields).status_code == 200
    again = client.post("/minutes/officers", json={**fields, "command_id": hall.command_id()})
    assert again.get_json()["code"] == "is_so"
    assert hall.client("desk").post("/minutes/officers", json=fields).status_code == 403
    written = minutes(hall, "zh-Hans")
    assert "王主席" in written and "记录人" in written and "李记录" in written

    def post(path: str, fields: Made, role: str) -> tuple[int, Any]:
        answer = hall.client(role).post(path, json=fields)
        return answer.status_code, answer.get_json()

    enrol_many(hall, 3)
    acts = Acts(post).prepare({"委员": 1}, eligible=20).list(["王芳", "张三"], order_by="hand").adopt()
    acts.on("boxes", seals=["A-1", "B-2"])
    acts.on("issuing", printed=30, votes=20, persons=20)
    acts.on("papers-out", "chief_scrutineer", issued=20, exchanged=1, spare=7)
    for step in ("voting", "last-call", "closing"):
        acts.on(step)
    acts.on("papers-back", "chief_scrutineer", boxes={"1": 12, "2": 8}, late=0)
    written = minutes(hall)
    assert "Of 30 papers printed 2 are missing." in written
    assert "box 1: 12, box 2: 8" in written and "This order was set by hand." in written
    acts.sheets({"王芳": 15, "张三": 4}, 20)
    acts.sign()
    acts.report()
    record = hall.client("chair").get(f"/ballots/rounds/{acts.id}/record?language=zh-Hans").get_data(as_text=True)
    assert "印制票中缺少" in record and "1号票箱12张" in record.replace(" ", "")
    assert "Missing of those printed" not in record and "Teller" not in record, "in one language"


@pytest.mark.parametrize(
    ("names", "status"),
    [(["李强", "王芳", "张伟"], 200), (["张伟", "王芳"], 409), (["曾一", "单二"], 200), (["Ann", "ben"], 200)],
)
def test_an_order_by_pinyin_is_one(hall: Hall, names: list[str], status: int) -> None:
    enrol_many(hall, 3)

    def post(path: str, fields: Made, role: str) -> tuple[int, Any]:
        answer = hall.client(role).post(path, json=fields)
        return answer.status_code, answer.get_json()

    acts = Acts(post).prepare({"委员": 1}, eligible=20)
    listed = [{"name": name, "office": acts.offices[0]["id"]} for name in names]
    told = acts.on("candidates", status=status, candidates=listed, order_by="pinyin")
    assert status == 200 or told["code"] == "not_by_pinyin"
