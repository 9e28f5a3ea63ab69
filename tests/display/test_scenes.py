"""The hall screen's scenes, and what the hall and the phones are never sent."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from kiosk.display.commands import SCENES, UNDO_MS
from tests.conftest import Hall
from tests.support.members import enrol, enrol_many, person


def _scene(hall: Hall) -> tuple[str, str]:
    scene = hall.snapshot("hall", "screen")["scene"]
    return scene["name"], scene["text"]


def test_the_screen_follows_the_meeting_by_itself(hall: Hall) -> None:
    assert _scene(hall) == ("welcome", "")
    (member,) = enrol_many(hall, 1)
    hall.run("check_in", member=member)
    assert _scene(hall) == ("attendance", "")


def test_a_list_that_is_frozen_is_before_the_hall_and_then_the_speeches(hall: Hall) -> None:
    hall.run("freeze_draw", role="chair", names=["王芳", "李强"])
    assert _scene(hall) == ("draw", "")
    hall.later(1)
    speakers = [{"name": "王芳", "group": ""}]
    hall.run("make_list", title="Speeches", source="hand", seconds_each=60, speakers=speakers)
    assert _scene(hall) == ("speaker", "")


def test_a_seal_that_stands_is_not_put_away_for_what_begins_meanwhile(hall: Hall) -> None:
    enrol_many(hall, 3)
    hall.run("freeze_draw", role="chair", names=["王芳", "李强"], slots=[])
    hall.work("keep_secret", number=1)
    hall.run("commit_draw", role="chair", number=1)
    hall.later(1_000)
    hall.run(
        "make_list", role="chair", title="Points of order", source="hand", seconds_each=60, speakers=[{"name": "赵敏"}]
    )
    assert hall.snapshot("hall", "screen")["scene"]["name"] == "draw"
    hall.later(61_000)
    hall.run("type_value", role="chair", number=1, slot=0, value="604712993310")
    hall.run("confirm_value", role="supervisor", number=1, slot=0, value="604712993310")
    hall.later(1_000)
    hall.run("open_questions", role="chair")
    assert hall.snapshot("hall", "screen")["scene"]["name"] == "question"


@pytest.mark.parametrize("scene", SCENES)
def test_a_scene_that_is_taken_stands(hall: Hall, scene: str) -> None:
    text = "We begin soon" if scene == "message" else ""
    hall.run("take_scene", role="chair", scene=scene, text=text)
    hall.run("add_walk_in", name="Somebody", group="", with_vote=True, note="")
    assert _scene(hall) == (scene, text)


def test_what_is_ready_is_seen_by_the_chair_before_the_hall(hall: Hall) -> None:
    hall.work("set_preview", scene="message", text="Soon")
    assert _scene(hall) == ("welcome", "")
    hall.run("take_scene", role="chair")
    assert _scene(hall) == ("message", "Soon")


def test_taking_without_anything_ready_is_refused(hall: Hall) -> None:
    assert hall.run("take_scene").body["code"] == "nothing_ready"


def test_a_message_needs_words(hall: Hall) -> None:
    assert hall.run("take_scene", scene="message").body["code"] == "no_message"
    assert hall.work("set_preview", scene="message").body["code"] == "no_message"


def test_a_switch_is_taken_back_within_ten_seconds(hall: Hall) -> None:
    hall.run("take_scene", scene="codes")
    hall.run("blank_screen")
    hall.later(UNDO_MS)
    assert hall.run("undo_take").status == 200
    assert _scene(hall) == ("codes", "")
    assert hall.run("undo_take").body["code"] == "nothing_to_take_back"


def test_after_ten_seconds_it_stands(hall: Hall) -> None:
    hall.run("blank_screen")
    hall.later(UNDO_MS + 1)
    assert hall.run("undo_take").body["code"] == "too_late"
    assert _scene(hall) == ("blank", "")


def test_the_screen_can_be_left_to_itself_again(hall: Hall) -> None:
    hall.run("blank_screen")
    hall.run("take_scene", automatic=True)
    assert _scene(hall) == ("welcome", "")


def test_what_was_shown_when_is_in_the_record(hall: Hall) -> None:
    hall.run("take_scene", scene="message", text="First")
    hall.run("blank_screen")
    rows = hall.db.execute("select data from entry where kind = 'scene_taken' order by seq").fetchall()
    assert [json.loads(row[0])["facts"]["scene"] for row in rows] == ["message", "blank"]


@pytest.mark.parametrize(
    "fields",
    [
        {"scene": "nothing"},
        {"scene": ""},
        {"scene": 7},
        {"scene": "message", "text": "x" * 281},
        {"scene": "message", "text": "a\0b"},
    ],
)
def test_nonsense_is_refused_before_it_reaches_the_screen(hall: Hall, fields: dict[str, object]) -> None:
    client = hall.client("chair")
    for path in ("/display/takes", "/display/previews"):
        answer = client.post(path, json={"command_id": hall.command_id(), **fields})
        assert answer.status_code in (400, 409), fields
    assert _scene(hall) == ("welcome", "")


@pytest.mark.parametrize(("view", "role"), [("hall", "screen"), ("phone", "public")])
def test_the_hall_is_sent_no_name_no_device_and_no_alarm(make_hall: Callable[..., Hall], view: str, role: str) -> None:
    hall = make_hall(preset="party-grassroots")
    people = [person(f"Secret Name {i}", phone="13812345678", note="needs a chair") for i in range(5)]
    members = enrol(hall, *people)
    for member in members:
        hall.run("check_in", role="desk", name="Desk of Zhang", member=member)
    hall.run("declare_quorum", present=5, measure="checked_in")
    for member in members:
        hall.run("depart", member=member)
    told = json.dumps(hall.snapshot(view, role), ensure_ascii=False)
    for secret in ("Secret Name", "13812345678", "needs a chair", "Desk of Zhang", "below"):
        assert secret not in told
    assert "below" in json.dumps(hall.snapshot("console", "chair"))


def test_the_wifi_password_is_in_the_code_on_the_wall_and_nowhere_on_the_phones(hall: Hall) -> None:
    hall.run("change_meeting", wifi_name="Hall;5G", wifi_password='pass"word:1')
    assert hall.scene("codes")["codes"]["wifi"]["name"] == "Hall;5G"
    for view, role in (("phone", "public"), ("console", "chair"), ("desk", "desk"), ("hall", "screen")):
        assert "word:1" not in json.dumps(hall.snapshot(view, role))
