"""A members' election by its agenda: what opens, what waits, what was skipped, and that scrutineers are adopted by hands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.cli.main import main
from tests.conftest import Hall
from tests.support.members import enrol_many


@pytest.fixture
def hall(make_hall: Callable[..., Hall]) -> Hall:
    made = make_hall(template="members-election")
    enrol_many(made, 10)
    made.device("desk")
    return made


def steps(hall: Hall) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = hall.snapshot("console", "chair")["agenda"]
    return found


def step(hall: Hall, kind: str) -> dict[str, Any]:
    return next(one for one in steps(hall) if one["kind"] == kind)


def post(hall: Hall, path: str, status: int = 200, role: str = "chair", **fields: Any) -> dict[str, Any]:
    answer = hall.client(role).post(path, json={"command_id": hall.command_id(), **fields})
    assert answer.status_code == status, answer.data
    found: dict[str, Any] = answer.get_json()
    return found


def skip(hall: Hall, kind: str, reason: str = "not_needed") -> None:
    post(hall, f"/agenda/steps/{step(hall, kind)['id']}/skip", reason=reason)


def declare(hall: Hall) -> None:
    for member in range(1, 9):
        hall.run("check_in", member=member, source="search")
    post(hall, "/checkin/declarations", present=8, measure="checked_in")


def now(hall: Hall) -> str:
    return str(next(one["kind"] for one in steps(hall) if one["state"] == "now"))


def test_the_agenda_follows_what_happens_in_the_hall(hall: Hall) -> None:
    assert now(hall) == "procedure"
    skip(hall, "procedure", "done_before")
    assert now(hall) == "checkin", "the roll is there and a desk is paired"
    declare(hall)
    assert [step(hall, kind)["state"] for kind in ("checkin", "exclusions", "quorum")] == ["done"] * 3
    assert now(hall) == "speech"


def test_a_step_waits_for_what_it_needs_and_says_so(hall: Hall) -> None:
    told = post(hall, f"/agenda/steps/{step(hall, 'ballot')['id']}/opening", 409)
    assert told["code"] == "step_not_ready"
    assert told["message"].endswith(
        "must wait for: Declare the quorum, Adopt the rules of the election, Adopt the scrutineers."
    )


def test_scrutineers_and_rules_are_adopted_by_hands(hall: Hall) -> None:
    declare(hall)
    hands = {"method": "counted", "present": 8, "against": 1, "abstain": 0}
    post(hall, "/ballots/hands", title="Scrutineers", subject="scrutineers", names=["Li Wei", "Chen Fang"], **hands)
    assert step(hall, "scrutineers")["state"] == "done"
    prepared = hall.run(
        "prepare_round", title="Committee", kind="election", preset="party-grassroots", changes={},
        offices=[{"name": "Member", "seats": 1}],
    ).body  # fmt: skip
    post(hall, f"/ballots/rounds/{prepared['round']}/adoption", votes=7, against=1, abstain=0)
    assert step(hall, "rules")["state"] == "done"
    post(hall, f"/agenda/steps/{step(hall, 'ballot')['id']}/opening")
    assert now(hall) == "ballot"


def test_scrutineers_who_were_not_adopted_leave_the_step_open(hall: Hall) -> None:
    declare(hall)
    hands = {"method": "counted", "present": 8, "against": 5, "abstain": 0}
    told = post(hall, "/ballots/hands", title="S", subject="scrutineers", names=["Li Wei"], **hands)
    assert told["carried"] is False
    assert step(hall, "scrutineers")["state"] == "later"


def test_scrutineers_are_named_and_no_candidate_is_one(hall: Hall) -> None:
    round = hall.run(
        "prepare_round", title="Committee", kind="election", preset="party-grassroots", changes={},
        offices=[{"name": "Member", "seats": 1}],
    ).body  # fmt: skip
    listed = [
        {"office": round["offices"][0]["id"], "name": "Li Wei", "origin": "self", "supporters": 0,
         "stage": "formal", "pledge": "", "member": None}
    ]  # fmt: skip
    assert hall.run("list_candidates", round=round["round"], candidates=listed).status == 200
    clear = {"method": "clear", "present": 8, "against": 0, "abstain": 0, "subject": "scrutineers", "title": "S"}
    assert post(hall, "/ballots/hands", 409, **clear)["code"] == "scrutineers_unnamed"
    assert post(hall, "/ballots/hands", 409, names=["Li Wei"], **clear)["code"] == "candidate_signs"


def test_a_step_is_skipped_with_a_reason_and_taken_up_again(hall: Hall) -> None:
    skip(hall, "draw", "meeting_decided")
    told = step(hall, "draw")
    assert (told["state"], told["reason"]) == ("skipped", "the meeting decided so")
    assert post(hall, f"/agenda/steps/{told['id']}/skip", 409, reason="not_needed")["code"] == "step_over"
    post(hall, f"/agenda/steps/{told['id']}/reopening")
    assert step(hall, "draw")["state"] == "now"
    assert post(hall, f"/agenda/steps/{told['id']}/reopening", 409)["code"] == "step_not_over"


def test_the_chair_ends_what_has_no_act_of_its_own_and_nothing_else(hall: Hall) -> None:
    opening = step(hall, "speech")["id"]
    post(hall, f"/agenda/steps/{opening}/opening")
    assert post(hall, f"/agenda/steps/{opening}/opening", 409)["code"] == "step_open"
    post(hall, f"/agenda/steps/{opening}/end")
    assert step(hall, "speech")["state"] == "done"
    assert post(hall, f"/agenda/steps/{step(hall, 'quorum')['id']}/end", 409)["code"] == "step_by_fact"


def test_steps_are_added_renamed_and_moved(hall: Hall) -> None:
    draw = step(hall, "draw")
    added = post(hall, "/agenda/steps", title="Coffee", kind="break", after=draw["id"])["step"]
    titles = [one["title"] for one in steps(hall)]
    assert titles.index("Coffee") == titles.index(draw["title"]) + 1
    post(hall, f"/agenda/steps/{added}/title", title="茶歇")
    post(hall, f"/agenda/steps/{added}/place", position=1)
    assert steps(hall)[0]["title"] == "茶歇"
    assert post(hall, f"/agenda/steps/{added}/place", 409, position=99)["code"] == "no_such_place"
    assert post(hall, "/agenda/steps/999/title", 404, title="x")["code"] == "no_such_step"


def test_another_template_only_before_anything_began(hall: Hall) -> None:
    post(hall, "/agenda", template="recommendation")
    assert "procedure" not in [one["kind"] for one in steps(hall)]
    post(hall, f"/agenda/steps/{step(hall, 'speech')['id']}/opening")
    assert post(hall, "/agenda", 409, template="members-election")["code"] == "agenda_begun"


def test_the_hall_sees_the_item_it_is_at_and_nothing_that_prepares_the_meeting(hall: Hall) -> None:
    assert hall.snapshot("hall", "screen")["scene"]["name"] == "welcome"
    post(hall, f"/agenda/steps/{step(hall, 'speech')['id']}/opening")
    shown = hall.snapshot("hall", "screen")
    assert shown["scene"]["name"] == "agenda"
    assert [one["kind"] for one in shown["agenda"]][:3] == ["exclusions", "quorum", "speech"]
    assert [one["number"] for one in shown["agenda"] if one["state"] == "now"] == [3]


def test_a_meeting_without_a_template_goes_by_the_panels(make_hall: Callable[..., Hall]) -> None:
    plain = make_hall()
    shown = plain.snapshot("console", "chair")
    assert [one["key"] for one in shown["agenda"]] == [one["panel"] for one in shown["agenda"]]
    assert not {"step", "hands", "procedure"} & set(shown["panels"])
    assert plain.run("add_step", title="x", kind="break").body["code"] == "no_agenda"


def test_a_supervisor_reads_the_agenda_and_does_not_change_it(hall: Hall) -> None:
    assert hall.snapshot("console", "supervisor")["agenda"]
    post(hall, "/agenda/steps/1/skip", 403, role="supervisor", reason="not_needed")


def test_a_file_is_made_from_a_template(tmp_path: Any) -> None:
    from click.testing import CliRunner

    run = CliRunner()
    file = str(tmp_path / "new.kiosk")
    assert run.invoke(main, ["new", file, "--title", "AGM", "--template", "association-agm"]).exit_code == 0
    told = run.invoke(main, ["new", str(tmp_path / "x.kiosk"), "--title", "AGM"])
    assert told.exit_code == 2 and "--template" in told.output
