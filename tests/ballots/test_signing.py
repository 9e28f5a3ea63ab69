"""Who counts, and who signs: nobody who stands, each by the name that was announced."""

from __future__ import annotations

import json

import pytest

from tests.ballots.test_round import Round, agreed
from tests.ballots.test_teams import post
from tests.conftest import Hall

COUNTERS = {"teller_a": ["钱一", "孙二"], "teller_b": ["周三"], "chief_scrutineer": ["吴四"]}


@pytest.fixture
def round(hall: Hall) -> Round:
    return Round(hall)


def test_a_candidate_can_be_neither_teller_nor_scrutineer(round: Round) -> None:
    for role in COUNTERS:
        told = post(
            round.hall, "chief_scrutineer", f"/ballots/rounds/{round.id}/counters", 409, **{**COUNTERS, role: ["李强"]}
        )
        assert told == {"code": "candidate_signs", "message": "李强 is a candidate and cannot be teller or scrutineer."}
    twice = {**COUNTERS, "teller_b": ["钱一"]}
    assert post(round.hall, "chair", f"/ballots/rounds/{round.id}/counters", 409, **twice)["code"] == "counts_twice"


def test_who_was_named_to_count_cannot_stand(round: Round) -> None:
    round.run("name_counters", counters=COUNTERS)
    standing = {
        "name": "周三",
        "office": round.office,
        "origin": "self",
        "supporters": 0,
        "stage": "formal",
        "pledge": "",
        "member": None,
    }
    assert round.run("list_candidates", 409, candidates=[standing])["code"] == "candidate_signs"


def test_each_who_was_named_signs_and_nobody_else(round: Round) -> None:
    round.run("name_counters", counters=COUNTERS)
    round.vote(2)
    agreed(round, [round.circle("王芳")] * 2)
    round.run("finish_counting")
    path = f"/ballots/rounds/{round.id}/signatures"
    assert post(round.hall, "teller_a", path, 409, name="周三")["code"] == "not_named"
    post(round.hall, "teller_a", path, name="钱一")
    assert post(round.hall, "teller_a", path, 409, name="钱一")["code"] == "signed_already"
    post(round.hall, "teller_b", path, name="周三")
    assert post(round.hall, "chief_scrutineer", path, 409, name="吴四")["code"] == "tellers_first"
    assert round.hall.snapshot("teller", "chief_scrutineer")["unsigned"]["teller_a"] == ["孙二"]
    post(round.hall, "teller_a", path, name="孙二")
    post(round.hall, "chief_scrutineer", path, name="吴四")
    assert round.state == "signed"
    assert round.run("name_counters", 409, counters=COUNTERS)["code"] == "round_elsewhere"


def test_an_elected_write_in_who_has_counted_is_noted_as_an_incident(round: Round) -> None:
    round.vote(12)
    round.names["钱多"] = str(round.run("name_write_in", office=round.office, written="钱多")["candidate"])
    agreed(round, [round.circle("钱多")] * 9 + [round.circle("王芳")] * 3)
    round.run("finish_counting")
    post(round.hall, "teller_a", f"/ballots/rounds/{round.id}/signatures", name="钱多")
    noted = round.hall.db.execute("select text from round_note where kind = 'incident'").fetchall()
    assert [json.loads(one[0])["name"] for one in noted] == ["钱多"]
    assert round.hall.snapshot("teller", "chief_scrutineer")["chief"]["incidents"][0]["text"].startswith("钱多 was")


def test_the_tally_shows_every_identity_with_its_numbers(round: Round) -> None:
    round.vote(12)
    agreed(round, [round.circle("王芳")] * 9 + [round.circle("王芳", "李强")] * 2 + [{}])
    round.run("finish_counting")
    for role in ("teller_a", "teller_b", "chief_scrutineer"):
        told = round.hall.snapshot("teller", role)["tally"]
        assert all(one["holds"] for one in told["identities"]) and len(told["identities"]) == 9
        said = [one["msgid"] % one["figures"] for one in told["identities"]]
        assert "valid 10 + invalid 2 = returned 12" in said
        assert "王芳: for 9 + against 0 + abstain 1 = valid 10" in said
        assert "委员: all votes for 9 ≤ 1 marks × valid 10 = 10" in said
        assert told["warnings"] == ["invalid_above_3_percent"] and (told["verdict"] is None) == (
            role != "chief_scrutineer"
        )


def test_papers_that_the_printer_miscounted_are_an_incident_and_no_block(round: Round) -> None:
    round.run("adopt_rules", votes=12, against=0, abstain=0)
    round.run("open_issuing", printed=20)
    round.run("count_papers_out", issued=11, exchanged=1, spare=2)
    told = round.hall.snapshot("teller", "chief_scrutineer")["chief"]
    assert told["warnings"] == ["issued_below_present", "printed_sum"]


def test_the_page_is_told_before_there_is_a_round_and_after_it_is_void(hall: Hall) -> None:
    assert hall.snapshot("teller", "teller_a")["round"] is None
    round = Round(hall)
    round.vote(3)
    round.run("void_round", reason="The box was open")
    for role in ("teller_a", "chief_scrutineer"):
        told = hall.snapshot("teller", role)
        assert told["round"]["state"] == "void" and told["batch"] is None
    assert hall.snapshot("teller", "chief_scrutineer")["chief"]["void_reason"] == "The box was open"
    assert "chief" not in hall.snapshot("teller", "teller_a")
