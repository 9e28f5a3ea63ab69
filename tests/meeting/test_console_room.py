"""What the console is told: the agenda, the devices, and the alarms with their figures."""

from __future__ import annotations

import json
from typing import Any

from kiosk.screens.alarms import DESK_SILENT_MS, SCREEN_STALE_MS, alarms
from tests.conftest import Hall

NOW = 1_760_000_000_000
CALM = {"below": False, "declared": None, "if_passed": None, "votes": 10, "base": 12}


def device(
    role: str, silent_ms: int | None, *, connected: bool = False, pending: int = 0, late: int = 0
) -> dict[str, Any]:
    seen = None if silent_ms is None else NOW - silent_ms
    return {
        "name": role, "role": role, "last_seen_at": seen, "connected": connected, "pending": pending, "late": late,
    }  # fmt: skip


def codes(attendance: dict[str, Any], *devices: dict[str, Any]) -> list[str]:
    return [alarm["code"] for alarm in alarms(attendance, list(devices), 0, NOW)]


def test_a_quiet_hall_has_no_alarms() -> None:
    assert codes(CALM, device("desk", 100), device("screen", 2_000, connected=True), device("desk", None)) == []


def test_a_desk_is_silent_after_thirty_seconds_and_a_screen_stale_after_five() -> None:
    assert codes(CALM, device("desk", DESK_SILENT_MS), device("screen", SCREEN_STALE_MS)) == []
    late = codes(CALM, device("desk", DESK_SILENT_MS + 1), device("screen", SCREEN_STALE_MS + 1))
    assert late == ["desk_silent", "screen_stale"]


def test_silent_desks_are_one_alarm_with_their_names_and_what_they_hold() -> None:
    gone = [device("desk", 60_000, pending=2), device("desk", 90_000, pending=3)]
    assert [alarm["figures"] for alarm in alarms(CALM, gone, 0, NOW)] == [
        {"names": ["desk", "desk"], "since_at": NOW - 90_000, "waiting": 5}
    ]


def test_a_screen_whose_socket_only_looks_open_is_stale() -> None:
    assert codes(CALM, device("screen", 6_000, connected=True)) == ["screen_stale"]


def test_a_desk_that_is_connected_or_a_device_never_opened_is_not_silent() -> None:
    assert codes(CALM, device("desk", 600_000, connected=True), device("screen", None)) == []


def test_the_line_crossed_downward_stops_and_comes_first() -> None:
    below = {**CALM, "below": True, "votes": 9, "declared": {"needed": 10, "base": 12}}
    found = alarms(below, [device("desk", 60_000)], 1, NOW)
    assert [(alarm["code"], alarm["level"]) for alarm in found] == [
        ("below_line", "stop"), ("desk_silent", "warn"), ("conflicts", "warn"),
    ]  # fmt: skip
    assert found[0]["figures"] == {"present": 9, "needed": 10}


def test_a_base_that_moved_after_the_declaration_is_told() -> None:
    assert codes({**CALM, "declared": {"needed": 10, "base": 13}}) == ["base_moved"]


def test_the_console_of_an_empty_meeting_begins_with_preparation(hall: Hall) -> None:
    shown = hall.snapshot("console", "chair")
    assert shown["agenda"][0] == {
        "key": "prepare", "title": "Preparation", "panel": "prepare", "state": "now", "live": False,
    }  # fmt: skip
    assert shown["panels"].keys() == {step["key"] for step in shown["agenda"]}
    assert shown["alarms"] == []


def test_exclusions_are_no_step_where_the_rules_have_none(make_hall: Any) -> None:
    shown = make_hall(preset="roberts").snapshot("console", "chair")
    assert "exclusions" not in [step["key"] for step in shown["agenda"]]


def test_reasons_of_exclusions_reach_the_console_and_no_other_room(hall: Hall) -> None:
    person = {
        "number": "1", "name": "A", "group_name": "", "category": "", "with_vote": 1, "weight_thousandths": 1000,
        "phone": "", "note": "",
    }  # fmt: skip
    assert hall.run("import_roll", rows=[person], roll_version=0, source="x").status == 200
    assert hall.run("exclude", member=1, reason="sentence", approved_by="committee of the town").status == 200
    assert "committee of the town" in json.dumps(hall.snapshot("console", "chair"))
    for view, role in (("hall", "screen"), ("desk", "desk"), ("phone", "public")):
        assert "committee of the town" not in json.dumps(hall.snapshot(view, role))


def test_a_scene_can_be_taken_back_only_after_one_was_taken(hall: Hall) -> None:
    assert hall.snapshot("console", "chair")["hall"]["taken_at"] is None
    hall.run("take_scene", role="chair", scene="codes")
    assert hall.snapshot("console", "chair")["hall"]["taken_at"] == hall.now
    hall.run("undo_take", role="chair")
    assert hall.snapshot("console", "chair")["hall"]["taken_at"] is None
