"""The laptop's clock is set during a meeting: speeches, seals, intakes, PIN waits and undo go on as they were."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.qa import queries as qa
from kiosk.speeches.queue import queries as floor
from kiosk.store.times import times
from tests.conftest import Hall
from tests.support.members import enrol_many

HOUR_MS = 3_600_000
MOVES = pytest.mark.parametrize("moved_ms", [HOUR_MS, -HOUR_MS, -200 * 24 * HOUR_MS])
STAND_MS = 20_000


def _speech_ms(hall: Hall, speaker: int) -> int:
    row = floor.one_speaker(hall.db, speaker)
    assert row
    return floor.used_ms(row, hall.now)


def _unlock(hall: Hall, pin: str) -> Any:
    return hall.client("secretary").post("/devices/unlocks", json={"pin": pin}).json


@MOVES
def test_nothing_that_is_counted_notices(hall: Hall, moved_ms: int) -> None:
    """A speech, an intake, a PIN that waits and a seal begin; the clock is set; five seconds later each is five seconds
    on."""
    speakers = [{"name": "王芳", "group": ""}]
    hall.run("make_list", title="Speeches", source="hand", seconds_each=300, speakers=speakers)
    hall.run("open_questions", role="chair", minutes=1)
    hall.client("chair").post(
        f"/devices/{hall.device('secretary')}/pins", json={"command_id": "a-pin-0001", "pin": "2468"}
    )
    hall.client("secretary").post("/devices/locks", json={"why": "pressed"})
    for number in range(5):
        _unlock(hall, f"000{number}")
    hall.run("freeze_draw", role="chair", names=["A", "B", "C"])
    hall.work("keep_secret", number=1)
    hall.run("commit_draw", role="chair", number=1, stand_ms=STAND_MS)
    hall.run("give_floor", speaker=1)
    hall.later(1_000)

    hall.wall_ahead_ms = moved_ms
    hall.later(4_000)
    assert _unlock(hall, "2468")["wait_seconds"] == 55
    refused = hall.run("type_value", role="chair", number=1, slot=0, value="1" * 12)
    assert "15 more seconds" in refused.body["message"]
    assert hall.run("end_speech").body["used_ms"] == _speech_ms(hall, 1) == 5_000

    hall.later(STAND_MS - 5_000)
    assert hall.run("type_value", role="chair", number=1, slot=0, value="1" * 12).status == 200
    hall.later(39_000)
    assert qa.intake(hall.db, hall.kiosk.writer.clock.now()).state == "open"
    hall.later(1_000)
    assert qa.intake(hall.db, hall.kiosk.writer.clock.now()).state == "closed"
    assert _unlock(hall, "2468") == {"locked": False}


@MOVES
def test_the_console_says_it_and_goes_on_saying_it_for_ten_minutes(hall: Hall, moved_ms: int) -> None:
    hall.run("close_desks")
    assert _alarms(hall) == []
    hall.wall_ahead_ms = moved_ms
    hall.run("open_desks")
    (alarm,) = _alarms(hall)
    assert alarm["figures"]["by_ms"] == moved_ms
    told = hall.client("chair").get("/setup/readiness").json["findings"]  # type: ignore[index]
    (found,) = [one for one in told if one["key"] == "clock"]
    assert found["state"] == "look" and ("forward" if moved_ms > 0 else "back") in found["sentence"]
    hall.later(10 * 60_000)
    assert _alarms(hall) == []


@MOVES
def test_a_check_in_is_taken_back_within_five_minutes_whatever_the_clock_says(hall: Hall, moved_ms: int) -> None:
    first, second = enrol_many(hall, 2)
    seqs = [hall.run("check_in", role="desk", member=member).body["seq"] for member in (first, second)]
    hall.wall_ahead_ms = moved_ms
    hall.later(299_000)
    assert hall.run("void_checkin", role="desk", seq=seqs[0]).status == 200
    hall.later(2_000)
    assert hall.run("void_checkin", role="desk", seq=seqs[1]).body["code"] == "too_late"


def _alarms(hall: Hall) -> list[dict[str, Any]]:
    return [one for one in hall.snapshot("console", "chair")["alarms"] if one["code"] == "clock_moved"]


def test_hours_of_the_desks_go_by_the_clock_on_the_wall(hall: Hall) -> None:
    """They were planned for eight o'clock, and the laptop's clock, an hour behind, is put right."""
    opens_at = hall.now + 2 * HOUR_MS
    hall.run("set_desk_hours", opens_at=opens_at, closes_at=None)
    assert hall.snapshot("desk", "desk")["desks"]["state"] == "before"
    hall.wall_ahead_ms = HOUR_MS
    hall.later(HOUR_MS - 3_000)
    hall.run("close_desks")
    hall.run("open_desks")
    assert hall.snapshot("desk", "desk")["desks"]["state"] == "before"
    hall.later(3_000)
    assert hall.snapshot("desk", "desk")["desks"]["state"] == "open"


def test_times_are_written_as_the_laptop_showed_them_and_the_minutes_say_why(hall: Hall) -> None:
    hall.run("close_desks")
    closed_at = hall.now
    hall.wall_ahead_ms = HOUR_MS
    hall.later(1)
    hall.run("open_desks")
    written = times(hall.db)
    assert (written.moment(hall.now) - written.moment(closed_at)).total_seconds() == 3600.001
    text = hall.client("chair").get("/minutes.md").text
    assert "set forward by 1:00:00, from " in text
    assert f"{written.clock(hall.now)}" in text
    page = hall.snapshot("console", "chair")["times"]
    assert page["corrections"] == [[hall.now, HOUR_MS]]


def test_the_zone_is_chosen_by_the_chair_and_said_by_name(hall: Hall) -> None:
    chair = hall.client("chair")

    def choose(name: str, client: Any = chair) -> Any:
        return client.post("/meeting/time-zone", json={"command_id": hall.command_id(), "time_zone": name})

    assert choose("Asia/Kathmandu").status_code == 200
    assert hall.snapshot("phone")["times"]["utc_offsets"][0][1] == 20_700_000
    assert "Time zone: Asia/Kathmandu" in chair.get("/minutes.md").text
    assert choose("Asia/Kathmandu").json["code"] == "time_zone_in_force"
    assert choose("Mars/Olympus").json["code"] == "no_such_time_zone"
    assert choose("UTC", hall.client("desk")).status_code == 403
    assert "Asia/Shanghai" in chair.get("/meeting/time-zones").json["zones"]
    assert hall.client("desk").get("/meeting/time-zones").status_code == 403
