"""The ceremony, step by step, and each step that cannot be skipped."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kiosk.app import REGISTRY
from kiosk.rules import draw as rule
from kiosk.rules.draw_records import check, check_all
from kiosk.speeches.draw import queries
from tests.conftest import Hall
from tests.support.members import enrol, person

NAMES = ["王芳", "李强", "欧阳娜娜", "张伟", "古丽·买买提"]
SLOTS = ["代表掷骰 [6d10]", "监督员掷骰 [12d10]"]
STAND_MS = 60_000


def _committed(hall: Hall, slots: list[str] | None = None, names: list[str] | None = None, number: int = 1) -> None:
    assert hall.run("freeze_draw", role="chair", names=names or NAMES, slots=slots or []).status == 200
    hall.work("keep_secret", number=number)
    assert hall.run("commit_draw", role="chair", number=number).status == 200


def _thrown(hall: Hall, slot: int = 0, value: str = "604712993310", number: int = 1) -> Any:
    assert hall.run("type_value", role="chair", number=number, slot=slot, value=value).status == 200
    return hall.run("confirm_value", role="supervisor", number=number, slot=slot, value=value)


def _drawn(hall: Hall, number: int = 1, names: list[str] | None = None) -> queries.Drawn:
    _committed(hall, names=names, number=number)
    hall.later(STAND_MS)
    assert _thrown(hall, number=number).status == 200
    one = queries.draw(hall.db, number)
    assert one
    return one


def test_a_draw_from_the_list_to_an_order_that_holds(hall: Hall) -> None:
    one = _drawn(hall)
    assert sorted(one.order) == sorted(NAMES)
    found = check((one.record or "").encode())
    assert (found.step, found.remarks) == (None, ())
    assert found.record and found.record.hash == one.hash
    assert found.record.fields["order"] == one.order


def test_the_same_list_twice_makes_a_chain(hall: Hall) -> None:
    first, second = _drawn(hall, 1), _drawn(hall, 2)
    assert second.frozen.previous == first.hash
    assert [finding.step for finding in check_all([(d.record or "").encode() for d in (second, first)])] == [None, None]


def test_names_may_be_changed_until_the_commitment_and_get_a_secret_of_their_own(hall: Hall) -> None:
    hall.run("freeze_draw", role="chair", names=["A", "B"])
    hall.work("keep_secret", number=1)
    before = hall.db.execute("select secret from draw_secret_working").fetchone()[0]
    hall.run("freeze_draw", role="chair", names=["A", "B", "C"])
    assert hall.run("commit_draw", role="chair", number=1).body["code"] == "no_secret"
    hall.work("keep_secret", number=1)
    assert hall.db.execute("select secret from draw_secret_working").fetchone()[0] != before


def test_after_the_commitment_the_list_stands(hall: Hall) -> None:
    _committed(hall)
    assert hall.run("freeze_draw", role="chair", names=["A", "B"]).body["code"] == "draw_open"


def test_nothing_is_thrown_before_the_commitment_has_stood_its_time(hall: Hall) -> None:
    _committed(hall)
    hall.later(STAND_MS - 1)
    refused = hall.run("type_value", role="chair", number=1, slot=0, value="1" * 12)
    assert refused.body["code"] == "still_standing"
    assert "1 more seconds" in refused.body["message"]
    hall.later(1)
    assert hall.run("type_value", role="chair", number=1, slot=0, value="1" * 12).status == 200


def test_the_commitment_stands_at_least_twenty_seconds(hall: Hall) -> None:
    hall.run("freeze_draw", role="chair", names=NAMES)
    hall.work("keep_secret", number=1)
    assert hall.run("commit_draw", number=1, stand_ms=19_999).body["code"] == "too_short"


def test_the_last_dice_come_last(hall: Hall) -> None:
    _committed(hall, SLOTS)
    hall.later(STAND_MS)
    assert hall.run("type_value", role="chair", number=1, slot=1, value="1" * 12).body["code"] == "others_first"
    hall.run("type_value", role="chair", number=1, slot=0, value="123456")
    assert hall.run("type_value", role="chair", number=1, slot=1, value="1" * 12).body["code"] == "others_first"
    assert hall.run("confirm_value", role="supervisor", number=1, slot=0, value="123456").status == 200
    assert _thrown(hall, 1).status == 200
    assert queries.draw(hall.db, 1).state == "revealed"  # type: ignore[union-attr]


def test_a_value_is_corrected_until_it_is_confirmed_on_another_device(hall: Hall) -> None:
    _committed(hall, SLOTS)
    hall.later(STAND_MS)
    hall.run("type_value", role="chair", number=1, slot=0, value="123456")
    hall.run("type_value", role="chair", number=1, slot=0, value="123457")
    assert hall.run("confirm_value", role="supervisor", number=1, slot=0, value="123456").body["code"] == "value_moved"
    assert hall.run("confirm_value", role="chair", number=1, slot=0, value="123457").body["code"] == "same_device"
    assert hall.run("confirm_value", role="supervisor", number=1, slot=0, value="123457").status == 200
    assert hall.run("type_value", role="chair", number=1, slot=0, value="123456").body["code"] == "value_final"
    kinds = [row[0] for row in hall.db.execute("select kind from entry where kind like 'draw_value%' order by seq")]
    assert kinds == ["draw_value_typed", "draw_value_typed", "draw_value_confirmed"]


@pytest.mark.parametrize("value", ["60471299331", "6047129933100", "60471299331x", "６04712993310", ""])
def test_what_is_not_of_the_declared_kind_is_refused(hall: Hall, value: str) -> None:
    _committed(hall)
    hall.later(STAND_MS)
    assert hall.run("type_value", role="chair", number=1, slot=0, value=value).body["code"] == "not_of_that_kind"


def test_the_order_follows_the_last_confirmation_with_no_step_between(hall: Hall) -> None:
    _committed(hall)
    hall.later(STAND_MS)
    hall.run("type_value", role="chair", number=1, slot=0, value="604712993310")
    answer = hall.run("confirm_value", role="supervisor", number=1, slot=0, value="604712993310")
    entry = json.loads(hall.db.execute("select data from entry where seq = ?", (answer.body["seq"],)).fetchone()[0])
    assert entry["facts"]["order"] == list(queries.draw(hall.db, 1).order)  # type: ignore[union-attr]


def test_giving_up_needs_a_second_role_and_leaves_a_record(hall: Hall) -> None:
    _committed(hall, SLOTS)
    hall.run("propose_deed", role="chair", number=1, deed="void", reason="a name was missing")
    assert hall.run("agree_to_deed", role="chair", number=1).body["code"] == "same_role"
    assert hall.run("agree_to_deed", role="chair", name="another chair", number=1).body["code"] == "same_role"
    assert hall.run("agree_to_deed", role="supervisor", number=1).status == 200
    one = queries.draw(hall.db, 1)
    assert one and one.state == "void"
    found = check((one.record or "").encode())
    assert (found.step, found.record.fields["by"] if found.record else None) == (
        None,
        ("chair (chair)", "supervisor (supervisor)"),
    )
    assert _drawn(hall, 2).frozen.previous == one.hash


def test_with_the_last_dice_open_there_is_no_way_back(hall: Hall) -> None:
    _committed(hall)
    hall.run("propose_deed", role="chair", number=1, deed="void", reason="we changed our minds")
    hall.later(STAND_MS)
    assert hall.run("agree_to_deed", role="supervisor", number=1).body["code"] == "no_way_back"
    assert hall.run("propose_deed", role="chair", number=1, deed="void", reason="x").body["code"] == "no_way_back"
    assert _thrown(hall).status == 200


def test_a_lost_secret_is_no_draw_but_can_be_given_up(hall: Hall) -> None:
    _committed(hall)
    hall.writer._db.execute("delete from draw_secret_working")
    hall.later(STAND_MS)
    assert _thrown(hall).body["code"] == "secret_lost"
    hall.run("propose_deed", role="chair", number=1, deed="void", reason="secret lost")
    assert hall.run("agree_to_deed", role="supervisor", number=1).status == 200
    assert "secret: lost\n" in (queries.draw(hall.db, 1).record or "")  # type: ignore[union-attr]


def test_a_draw_by_hand_stands_in_the_same_chain(hall: Hall) -> None:
    first = _drawn(hall, 1)
    hall.run("freeze_draw", role="chair", names=NAMES)
    wrong = hall.run("propose_deed", role="chair", number=2, deed="hand", reason="slips", order=NAMES[:-1])
    assert wrong.body["code"] == "not_every_name"
    hall.run("propose_deed", role="chair", number=2, deed="hand", reason="slips", order=NAMES)
    hall.run("agree_to_deed", role="supervisor", number=2)
    second = queries.draw(hall.db, 2)
    assert second and second.order == tuple(NAMES)
    assert [finding.step for finding in check_all([(d.record or "").encode() for d in (first, second)])] == [None, None]


def test_dice_read_wrongly_are_read_again_and_both_texts_are_kept(hall: Hall) -> None:
    first = _drawn(hall)
    hall.run(
        "propose_deed",
        role="chair",
        number=1,
        deed="correct",
        reason="the 3rd die shows 5",
        slot=0,
        value="605712993310",
    )
    hall.run("agree_to_deed", role="supervisor", number=1)
    again = queries.draw(hall.db, 1)
    assert again and again.record != first.record
    assert check((again.record or "").encode()).step is None
    assert again.frozen == first.frozen and again.commitment == first.commitment
    kept = hall.db.execute("select record, reason from draw_before").fetchone()
    assert tuple(kept) == (first.record, "the 3rd die shows 5")
    assert _drawn(hall, 2).frozen.previous == again.hash


def test_what_was_asked_can_be_declined(hall: Hall) -> None:
    _committed(hall)
    hall.run("propose_deed", role="chair", number=1, deed="void", reason="perhaps")
    assert hall.run("decline_deed", role="supervisor", number=1).status == 200
    assert hall.run("agree_to_deed", role="supervisor", number=1).body["code"] == "nothing_asked"


@pytest.mark.parametrize("names", [[], ["A", "A"], ["张伟", "张 伟"], ["a\u200db"], ["\0"], ["x"] * 5_000])
def test_a_list_that_cannot_be_drawn_is_told_in_a_sentence(hall: Hall, names: list[str]) -> None:
    answer = hall.run("freeze_draw", role="chair", names=names)
    assert (answer.status, answer.body["code"]) == (409, "cannot_draw")
    assert queries.last(hall.db) is None


@pytest.mark.parametrize(
    "slots", [["[65d10]"], ["Balls [99d10]", "[12d10]"], ["[8d10]"], ["[12d10]", "Card [card]"], ["[12d10]"] * 2]
)
def test_slots_that_could_not_be_filled_or_tried_out_beforehand_are_refused(hall: Hall, slots: list[str]) -> None:
    assert hall.run("freeze_draw", role="chair", names=NAMES, slots=slots).body["code"] == "cannot_draw"


def test_cards_balls_and_dice_each_by_its_kind(hall: Hall) -> None:
    _committed(hall, ["Card of 张伟 [card]", "Card of 王芳 [card]", "Balls [3d10]", "Dice [5d6]", "[9d10]"])
    hall.later(STAND_MS)
    assert _thrown(hall, 1, "0").status == 200  # cards are turned together: either may be typed first
    assert hall.run("type_value", role="chair", number=1, slot=3, value="12347").body["code"] == "not_of_that_kind"
    for slot, value in ((0, "4711"), (2, "007"), (3, "12345"), (4, "604712993")):
        assert _thrown(hall, slot, value).status == 200
    one = queries.draw(hall.db, 1)
    assert one and check((one.record or "").encode()).step is None


def test_the_rolls_candidates_are_a_beginning_for_the_list(hall: Hall) -> None:
    client = hall.client("chair")
    assert client.get("/speeches/candidates").json == {"candidates": []}
    enrol(hall, person("张伟", category="候选人", group_name="North"), person("李强"), person("王芳", note="候选人"))
    assert hall.snapshot("console", "chair")["panels"]["draw"]["candidates"] == 2
    assert [one["name"] for one in client.get("/speeches/candidates").json["candidates"]] == ["张伟", "王芳"]


def test_every_room_is_told_the_seal_that_its_devices_keep(hall: Hall) -> None:
    rooms = [(view.name, view.roles[0]) for view in REGISTRY.views.values()]
    assert [hall.snapshot(view, role)["seal"] for view, role in rooms] == [None] * len(rooms)
    one = _drawn(hall)
    for view, role in rooms:
        seal = hall.snapshot(view, role)["seal"]
        assert (seal["number"], seal["commitment"], seal["hash"]) == (1, one.commitment, one.hash)


def test_a_short_record_is_a_code_on_the_screen_and_a_long_one_is_not(hall: Hall) -> None:
    client = hall.client()
    assert client.get("/display/draws/1.svg").status_code == 404
    _drawn(hall)
    assert hall.snapshot("hall", "screen")["draw"]["text_code"].startswith("/display/draws/1.svg?")
    assert client.get("/display/draws/1.svg").data.startswith(b"<svg ")
    _drawn(hall, 2, [f"Name {i}" for i in range(13)])
    assert hall.snapshot("hall", "screen")["draw"]["text_code"] is None
    assert client.get("/display/draws/2.svg").status_code == 404


def test_the_hall_is_at_the_draw_until_its_order_was_read_out_or_speeches_begin(hall: Hall) -> None:
    def live() -> bool:
        return bool(hall.snapshot("console", "chair")["panels"]["draw"]["live"])

    assert not live()
    one = _drawn(hall)
    assert queries.shown_until(one) == (one.revealed_at or 0) + len(NAMES) * queries.SHOWN_MS
    assert live()
    hall.run("make_list", title="Speeches", source="draw", draw=1, seconds_each=60, warn_seconds=10, speakers=[])
    assert not live()


def test_a_commitment_is_that_of_the_list_and_its_secret(hall: Hall) -> None:
    _committed(hall)
    one = queries.draw(hall.db, 1)
    secret = hall.db.execute("select secret from draw_secret_working").fetchone()[0]
    assert one and one.commitment == rule.commit(rule.material(one.frozen), secret)
