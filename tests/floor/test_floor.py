"""The list of speakers and the clock, by the moments that are recorded."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.speeches.queue import queries
from kiosk.store.writer import CommandRequest, CommandResponse
from tests.conftest import Hall

NAMES = ("王芳", "李强", "张伟")
MINUTE = 60_000


def _list(hall: Hall, *names: str, seconds: int = 300, **more: Any) -> int:
    speakers = [{"name": name, "group": more.get("group", "")} for name in names or NAMES]
    more.pop("group", None)
    fields = {"title": "Speeches", "source": "hand", "seconds_each": seconds, "speakers": speakers, **more}
    answer = hall.run("make_list", role="chair", **fields)
    assert answer.status == 200, answer
    found: int = answer.body["list"]
    return found


def _named(hall: Hall, command: str, role: str = "stand", **fields: Any) -> CommandResponse:
    """A command with a field `name`, as a device of that role sends it."""
    device = hall.device(role)
    return hall.writer.run(CommandRequest(command, hall.command_id(), fields, device, role, role))


def _used(hall: Hall, speaker: int) -> int:
    row = queries.one_speaker(hall.db, speaker)
    assert row
    return queries.used_ms(row, hall.now)


def _states(hall: Hall, list: int) -> dict[str, str]:
    return {row["name"]: row["state"] for row in queries.speakers(hall.db, list)}


def test_one_after_the_other_has_the_floor(hall: Hall) -> None:
    at_hand = _list(hall)
    for name in NAMES:
        following = queries.following(hall.db, at_hand)
        assert following and following["name"] == name
        hall.run("give_floor", role="chair", speaker=following["id"])
        hall.later(2 * MINUTE)
    hall.run("end_speech", role="chair")
    assert set(_states(hall, at_hand).values()) == {"done"}
    assert [_used(hall, i) for i in (1, 2, 3)] == [2 * MINUTE] * 3
    assert hall.run("end_speech", role="chair").body["code"] == "nobody_speaks"


def test_a_pause_is_not_counted(hall: Hall) -> None:
    _list(hall)
    hall.run("give_floor", speaker=1)
    hall.later(MINUTE)
    hall.run("pause_clock")
    hall.later(10 * MINUTE)
    assert hall.run("pause_clock").body["code"] == "clock_paused"
    assert _used(hall, 1) == MINUTE
    hall.run("resume_clock")
    hall.later(MINUTE)
    assert _used(hall, 1) == 2 * MINUTE
    hall.run("pause_clock")
    hall.later(MINUTE)
    hall.run("end_speech")
    assert _used(hall, 1) == 2 * MINUTE


def test_time_is_added_and_taken(hall: Hall) -> None:
    _list(hall, seconds=120)
    assert hall.run("add_seconds", seconds=60).body["code"] == "nobody_speaks"
    hall.run("give_floor", speaker=1)
    assert hall.run("add_seconds", seconds=60).body["seconds"] == 180
    assert hall.run("add_seconds", seconds=-120).body["seconds"] == 60
    assert hall.run("add_seconds", seconds=-60).body["code"] == "no_such_time"


def test_the_chair_who_forgot_to_start_counts_from_the_last_end(hall: Hall) -> None:
    _list(hall)
    assert hall.run("give_floor", speaker=1, since_last=True).body["code"] == "nobody_before"
    hall.run("give_floor", speaker=1)
    hall.later(MINUTE)
    hall.run("end_speech")
    hall.later(30_000)
    hall.run("give_floor", speaker=2, since_last=True)
    assert _used(hall, 2) == 30_000


def test_a_point_of_order_goes_first_even_when_the_list_is_closed(hall: Hall) -> None:
    at_hand = _list(hall, source="request")
    hall.run("close_list", list=at_hand)
    assert _named(hall, "ask_to_speak", list=at_hand, name="Late").body["code"] == "list_closed"
    assert _named(hall, "ask_to_speak", list=at_hand, name="Order", point_of_order=True).status == 200
    following = queries.following(hall.db, at_hand)
    assert following and following["name"] == "Order"


def test_nobody_stands_on_a_list_twice(hall: Hall) -> None:
    at_hand = _list(hall, source="request")
    _named(hall, "ask_to_speak", list=at_hand, name="Anna")
    assert _named(hall, "ask_to_speak", list=at_hand, name="Anna").body["code"] == "listed_already"
    assert _named(hall, "ask_to_speak", list=at_hand, name="Anna", point_of_order=True).status == 200


def test_who_is_passed_over_may_come_back_and_who_withdrew_may_not_be_called(hall: Hall) -> None:
    at_hand = _list(hall)
    hall.run("mark_speaker", speaker=1, state="absent")
    hall.run("mark_speaker", speaker=2, state="withdrawn")
    following = queries.following(hall.db, at_hand)
    assert following and following["name"] == "张伟"
    assert hall.run("give_floor", speaker=2).body["code"] == "cannot_speak"
    hall.run("mark_speaker", speaker=1, state="waiting")
    following = queries.following(hall.db, at_hand)
    assert following and following["name"] == "王芳"
    hall.run("give_floor", speaker=1)
    assert hall.run("mark_speaker", speaker=1, state="skipped").body["code"] == "has_spoken"


def test_who_came_late_speaks_last(hall: Hall) -> None:
    at_hand = _list(hall)
    _named(hall, "add_late_speaker", "chair", list=at_hand, name="Late")
    assert [row["name"] for row in queries.speakers(hall.db, at_hand)] == [*NAMES, "Late"]


def test_a_statement_read_by_somebody_else(hall: Hall) -> None:
    _list(hall)
    hall.run("name_reader", speaker=1, reader="Anna")
    hall.run("give_floor", speaker=1)
    shown = hall.snapshot("speaker", "speaker")["list"]["clock"]
    assert (shown["name"], shown["read_by"]) == ("王芳", "Anna")


def test_a_group_has_its_time_together(hall: Hall) -> None:
    _list(hall, seconds=300, seconds_group=400, group="North")
    hall.run("give_floor", speaker=1)
    hall.later(250_000)
    assert hall.run("give_floor", speaker=2).body["seconds"] == 150


def test_what_a_group_has_used_is_shown_beside_what_it_has(hall: Hall) -> None:
    _list(hall, seconds=300, seconds_group=400, group="North")
    hall.run("give_floor", speaker=1)
    hall.later(MINUTE)
    hall.run("end_speech")
    shown = hall.snapshot("hall", "screen")["floor"]
    assert shown["groups"] == [{"name": "North", "used_ms": MINUTE, "seconds": 400}]


def test_lists_are_prepared_and_the_meeting_turns_from_one_to_another(hall: Hall) -> None:
    first = _list(hall)
    second = _list(hall, "Anna", "Ben", prepared=True)
    assert hall.snapshot("hall", "screen")["floor"]["id"] == first
    assert hall.run("turn_to_list", list=first).body["code"] == "list_at_hand"
    hall.run("give_floor", speaker=1)
    assert hall.run("turn_to_list", list=second).body["code"] == "floor_taken"
    hall.run("end_speech")
    hall.run("turn_to_list", list=second)
    assert hall.snapshot("hall", "screen")["floor"]["id"] == second
    others = hall.snapshot("console", "chair")["panels"]["speeches"]["others"]
    assert others == [{"id": first, "title": "Speeches", "waiting": 2, "prepared": False}]
    hall.run("turn_to_list", list=first)
    assert hall.snapshot("speaker", "speaker")["next"]["name"] == NAMES[1]


def test_another_list_waits_until_the_speech_is_over_unless_it_is_only_prepared(hall: Hall) -> None:
    at_hand = _list(hall)
    hall.run("give_floor", speaker=1)
    fields = {"title": "Debate", "source": "request", "seconds_each": 60}
    assert hall.run("make_list", role="chair", **fields).body["code"] == "floor_taken"
    assert hall.run("make_list", role="chair", prepared=True, **fields).status == 200
    assert hall.snapshot("hall", "screen")["floor"]["id"] == at_hand


def test_a_prepared_list_takes_no_requests_and_is_put_away_by_closing_it(hall: Hall) -> None:
    prepared = _list(hall, source="request", prepared=True)
    asking = {"command_id": hall.command_id(), "name": "Anna"}
    assert hall.client("stand").post("/floor/requests", json=asking).json["code"] == "no_requests"  # type: ignore[index]
    hall.run("close_list", list=prepared)
    assert hall.snapshot("console", "chair")["panels"]["speeches"]["others"] == []


def test_the_console_is_at_the_speeches_until_something_else_begins(hall: Hall) -> None:
    def live() -> bool:
        return bool(hall.snapshot("console", "chair")["panels"]["speeches"]["live"])

    assert not live()
    _list(hall)
    assert live()
    hall.later(1)
    hall.run("freeze_draw", role="chair", names=NAMES)
    assert not live()
    hall.later(1)
    hall.run("give_floor", speaker=1)
    assert live()


def test_a_list_without_a_warning_has_none(hall: Hall) -> None:
    fields = {"title": "x", "source": "request", "seconds_each": 60, "warn_seconds": 0}
    hall.client("chair").post("/floor/lists", json={"command_id": hall.command_id(), **fields})
    assert hall.snapshot("hall", "screen")["floor"]["warn_seconds"] == 0


def test_the_order_of_a_draw_is_the_list(hall: Hall) -> None:
    hall.run("freeze_draw", role="chair", names=NAMES)
    hall.run("propose_deed", role="chair", number=1, deed="hand", reason="slips", order=list(NAMES[::-1]))
    assert hall.run("make_list", title="x", source="draw", draw=1, seconds_each=60).body["code"] == "not_drawn"
    hall.run("agree_to_deed", role="supervisor", number=1)
    answer = hall.run("make_list", title="x", source="draw", draw=1, seconds_each=60)
    assert [row["name"] for row in queries.speakers(hall.db, answer.body["list"])] == list(NAMES[::-1])


@pytest.mark.parametrize(
    "fields",
    [
        {"speakers": []},
        {"seconds_each": 0},
        {"seconds_each": "5"},
        {"title": ""},
        {"source": "luck"},
        {"speakers": ["A"]},
        {"speakers": [{"name": "\0"}]},
        {"warn_seconds": -1},
        {"prepared": "yes"},
    ],
)
def test_a_list_that_makes_no_sense_is_refused(hall: Hall, fields: dict[str, Any]) -> None:
    wanted = {
        "command_id": hall.command_id(),
        "title": "x",
        "source": "hand",
        "seconds_each": 60,
        "speakers": [{"name": "A"}],
        **fields,
    }
    assert hall.client("chair").post("/floor/lists", json=wanted).status_code in (400, 409)
    assert queries.last_list(hall.db) is None


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["pause_clock", "resume_clock", "later"]), st.integers(1, 100_000)), max_size=20
    )
)
def test_the_time_used_is_the_time_that_ran(hall: Hall, steps: list[tuple[str, int]]) -> None:
    at_hand = _list(hall)
    speaker = queries.following(hall.db, at_hand)
    assert speaker
    hall.run("give_floor", speaker=speaker["id"])
    expected, running = 0, True
    for step, ms in steps:
        if step == "later":
            hall.later(ms)
            expected += ms if running else 0
        elif hall.run(step).status == 200:
            running = step == "resume_clock"
    hall.run("end_speech")
    hall.later(5)
    assert _used(hall, speaker["id"]) == expected
