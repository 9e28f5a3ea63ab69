"""Owners vote by named papers: each with its unit, which weighs what the roll says, judged by heads and by area."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from kiosk.minutes import redaction
from kiosk.store import journal
from tests.ballots.acts import Acts, Made
from tests.ballots.test_cases import verdict
from tests.ballots.test_teams import everything
from tests.conftest import Hall
from tests.support.members import code_of, enrol, person

MOTION = "Repair the roof"
AREAS = {"1-101": 100_000, "1-102": 80_000, "2-101": 60_000, "2-102": 40_000, "3-101": 20_000}
FOR, AGAINST, NONE = "for", "against", None
Pile = Sequence[tuple[str, str | None]]  # unit, mark; in the order of the pile
SMALL_FOR: Pile = [("3-101", FOR), ("1-101", AGAINST), ("2-102", FOR), ("1-102", NONE), ("2-101", FOR)]


def assembly(make_hall: Callable[..., Hall]) -> Hall:
    """Five units that are all there, and somebody without a vote."""
    hall = make_hall(preset="owners")
    people = [person(f"Owner {unit}", number=unit, weight_thousandths=area) for unit, area in AREAS.items()]
    guest = person("Tenant", number="9-999", with_vote=0, weight_thousandths=50_000)
    for member in enrol(hall, *people, guest)[:5]:
        code = {"command_id": hall.command_id(), "code": code_of(hall, member)}
        assert hall.client("desk").post("/checkin/scans", json=code).status_code == 200
    return hall


@pytest.fixture
def owners(make_hall: Callable[..., Hall]) -> Hall:
    return assembly(make_hall)


def sender(hall: Hall) -> Acts:
    def post(path: str, fields: Made, role: str) -> tuple[int, Any]:
        answer = hall.client(role).post(path, json=fields)
        return answer.status_code, answer.get_json()

    return Acts(post)


def voted(hall: Hall, papers: int = 5, preset: str = "owners") -> Acts:
    """An owners' motion up to the papers that came back."""
    acts = sender(hall).prepare({"Motion": 1}, kind="motion", preset=preset, changes={"ballot": "motion"})
    acts.list([MOTION]).adopt()
    acts.vote(present=5, issued=papers)
    return acts


def opened(acts: Acts, *sizes: int) -> list[int]:
    made = acts.on("batches", "chief_scrutineer", batches=list(sizes), method="papers")["batches"]
    return [one["id"] for one in made]


def enter(acts: Acts, batch: int, team: str, place: int, unit: str, mark: str | None, status: int = 200) -> Made:
    marks = {acts.names[MOTION]: mark} if mark else {}
    path, key = f"/ballots/batches/{batch}/papers", secrets.token_hex(8)
    return acts.do(path, f"teller_{team}", status, paper=place, marks=marks, unit=unit, key=key)


def entered(acts: Acts, batch: int, team: str, pile: Pile) -> Made:
    for place, (unit, mark) in enumerate(pile, 1):
        enter(acts, batch, team, place, unit, mark)
    return finish(acts, batch, team)


def finish(acts: Acts, batch: int, team: str, status: int = 200) -> Made:
    return acts.do(f"/ballots/batches/{batch}/finish", f"teller_{team}", status)


def result(hall: Hall, pile: Pile) -> tuple[Acts, Made, Made]:
    """A motion counted from one pile: the acts, what was reported, and the round's file."""
    acts = voted(hall)
    (batch,) = opened(acts, len(pile))
    for team in "ab":
        entered(acts, batch, team, pile)
    acts.sign()
    told = acts.report()
    return acts, told, hall.client("secretary").get(f"/ballots/rounds/{acts.id}.json").get_json()


def test_three_small_units_of_five_are_enough_by_heads_and_not_by_area(owners: Hall, tmp_path: Path) -> None:
    _, told, figures = result(owners, SMALL_FOR)
    (one,) = figures["candidates"]
    assert (one["for"], one["against"], one["abstain"]) == (3, 1, 1)
    assert (one["for_weight"], one["against_weight"], one["abstain_weight"]) == (120_000, 100_000, 80_000)
    assert (figures["papers"]["returned_weight"], figures["papers"]["valid_weight"]) == (300_000, 300_000)
    assert (figures["eligible_weight"], figures["present_weight"]) == (300_000, 300_000)
    status, judged = verdict(tmp_path, figures)
    assert status == 0 and judged["offices"][0]["elected"] == []
    assert judged["offices"][0] == told["verdict"]["offices"][0]
    assert judged["sentences"][0] == (
        f"{MOTION}: 3 for, with 120 m²; more than half of the 5 papers returned is 3;"
        " more than half of 300 m² is more than 150 m²; not adopted."
    )
    assert len(judged["sentences"]) == 1 and judged["offices"][0]["shortfall"] == 0, "no seat is left empty"


def test_two_large_units_are_enough_by_area_and_not_by_heads(owners: Hall) -> None:
    pile = [(unit, FOR if AREAS[unit] >= 80_000 else AGAINST) for unit in AREAS]
    _, told, figures = result(owners, pile)
    assert figures["candidates"][0]["for_weight"] == 180_000
    assert told["verdict"]["offices"][0]["elected"] == []


def test_both_lines_passed_is_adopted(owners: Hall) -> None:
    pile = [(unit, AGAINST if unit in ("1-101", "3-101") else FOR) for unit in AREAS]
    _, told, figures = result(owners, pile)
    assert (figures["candidates"][0]["for"], figures["candidates"][0]["for_weight"]) == (3, 180_000)
    assert told["verdict"]["offices"][0]["elected"] == [MOTION]


@pytest.mark.parametrize("team", ["a", "b"])
def test_a_unit_that_is_unknown_missing_or_there_already_is_refused_by_a_sentence(owners: Hall, team: str) -> None:
    acts = voted(owners)
    first, second = opened(acts, 3, 2)
    enter(acts, first, team, 1, "1-101", FOR)
    for batch, place, unit, said in (
        (first, 2, "7-777", "There is no unit 7-777 with a vote in this round."),
        (first, 2, "9-999", "There is no unit 9-999 with a vote in this round."),
        (first, 2, "1-101", "Unit 1-101 has a paper in this round already."),
        (second, 1, "1-101", "Unit 1-101 has a paper in this round already."),
        (first, 2, "", "This round votes by named papers: name the unit of paper 2."),
    ):
        assert enter(acts, batch, team, place, unit, FOR, 409)["message"] == said
    told = owners.snapshot("teller", f"teller_{team}")
    assert told["ballot"]["named"] and told["batch"]["units"] == ["1-101"] and len(told["batch"]["entered"]) == 1


def test_the_other_team_may_name_the_same_unit_and_an_agreed_batch_closes_it_for_both(owners: Hall) -> None:
    acts = voted(owners)
    first, second = opened(acts, 1, 4)
    for team in "ab":
        entered(acts, first, team, [("1-101", FOR)])
    for team in "ab":
        assert enter(acts, second, team, 1, "1-101", FOR, 409)["code"] == "unit_twice"
    acts.do(f"/ballots/batches/{first}/recount", "chief_scrutineer", reason="a doubt")
    enter(acts, second, "a", 1, "1-101", FOR)


def test_another_unit_on_the_same_mark_is_a_difference_told_by_its_paper_alone(owners: Hall) -> None:
    acts = voted(owners)
    (batch,) = opened(acts, 5)
    entered(acts, batch, "a", SMALL_FOR)
    crossed = [SMALL_FOR[2], SMALL_FOR[1], SMALL_FOR[0], *SMALL_FOR[3:]]  # two papers for it, their units confused
    assert entered(acts, batch, "b", crossed)["differences"] == [[1, 0], [3, 0]]
    for team in "ab":
        again = owners.snapshot("teller", f"teller_{team}")["batch"]["look_again"]
        assert again == {"papers": [1, 3], "names": [], "units": [1, 3], "whole": False}

    finish(acts, batch, "a")
    enter(acts, batch, "b", 1, "3-101", FOR)  # both papers name it for a moment: mended one after the other
    twice = finish(acts, batch, "b", 409)
    assert twice["message"] == "Unit 3-101 stands on paper 1 and on paper 3: look at both."
    enter(acts, batch, "b", 3, "2-102", FOR)
    assert finish(acts, batch, "b")["state"] == "agreed"
    assert owners.db.execute("select slips from batch where id = ?", (batch,)).fetchone()[0] == 2


def test_the_units_that_team_a_enters_are_in_nothing_that_anybody_else_is_sent(owners: Hall) -> None:
    acts = voted(owners)
    (batch,) = opened(acts, 5)
    for role in ("teller_b", "chief_scrutineer", "observer", "screen"):
        before = everything(owners, role).count("3-101")
        enter(acts, batch, "a", 1, "3-101", FOR)
        assert everything(owners, role).count("3-101") == before, role
    assert "3-101" in json.dumps(owners.snapshot("teller", "teller_a"))


def test_the_journal_keeps_who_took_part_and_no_paper_whatever_the_order_of_the_pile(
    make_hall: Callable[..., Hall], owners: Hall
) -> None:
    acts, _, _ = result(owners, SMALL_FOR)
    (kept,) = [one for one in journal.entries(owners.db) if one.kind == "batch_agreed"]
    name = acts.names[MOTION]
    other = assembly(make_hall)
    result(other, sorted(SMALL_FOR, key=lambda paper: paper[0]))
    (sorted_pile,) = [one for one in journal.entries(other.db) if one.kind == "batch_agreed"]
    assert kept.facts == sorted_pile.facts
    assert kept.facts["units"] == [1, 2, 3, 4, 5]
    assert kept.facts["weights"]["votes"] == {name: [120_000, 100_000, 80_000]}
    assert owners.db.execute("select count(*) from team_paper_working").fetchone()[0] == 0
    assert [row[0] for row in owners.db.execute("select member from batch_unit")] == [1, 2, 3, 4, 5]
    assert not redaction.tells(kept, frozenset((acts.id,))), "who returned a named paper is told to nobody outside"


def test_papers_ruled_out_name_their_units_which_took_part_all_the_same(owners: Hall, tmp_path: Path) -> None:
    acts = voted(owners)
    ruling = {"valid": False, "reason": "unclear", "papers": 1}
    refused = acts.on("rulings", "chief_scrutineer", 409, **ruling, units=["1-101", "1-102"])
    assert refused["message"] == "Units 2 > papers 1."
    assert acts.on("rulings", "chief_scrutineer", 409, **ruling, units=["7-777"])["code"] == "no_such_unit"
    acts.on("rulings", "chief_scrutineer", **ruling, units=["1-101"])
    assert acts.on("rulings", "chief_scrutineer", 409, **ruling, units=["1-101"])["code"] == "unit_twice"
    (batch,) = opened(acts, 4)
    assert enter(acts, batch, "a", 1, "1-101", FOR, 409)["code"] == "unit_twice"
    for team in "ab":
        entered(acts, batch, team, [(unit, FOR) for unit in AREAS if unit != "1-101"])
    acts.sign()
    acts.report()
    figures = owners.client("secretary").get(f"/ballots/rounds/{acts.id}.json").get_json()
    assert (figures["papers"]["returned_weight"], figures["papers"]["valid_weight"]) == (300_000, 200_000)
    assert verdict(tmp_path, figures)[1]["offices"][0]["elected"] == [MOTION]


def test_named_papers_are_neither_called_out_nor_entered_as_a_sheet_and_secret_ones_name_no_unit(owners: Hall) -> None:
    acts = voted(owners)
    for method in ("sheet", "called"):
        refused = acts.on("batches", "chief_scrutineer", 409, batches=[5], method=method)
        assert refused["message"] == "Named papers are entered paper by paper, each with its unit."
    acts.on("voidance", reason="held again in secret")
    secret = voted(owners, preset="company")
    units = {"valid": False, "reason": "unclear", "papers": 1, "units": ["1-101"]}
    assert secret.on("rulings", "chief_scrutineer", 409, **units)["code"] == "secret_paper"
    (batch,) = opened(secret, 5)
    assert enter(secret, batch, "a", 1, "1-101", FOR, 409)["code"] == "secret_paper"


def test_a_round_that_turns_to_the_owners_rules_turns_to_named_papers(owners: Hall) -> None:
    acts = sender(owners).prepare({"Motion": 1}, kind="motion")
    assert owners.db.execute("select ballot_form from ballot_round").fetchone()[0] == "secret"
    acts.on("rules", preset="owners", changes={})
    assert owners.db.execute("select ballot_form from ballot_round").fetchone()[0] == "named"
