"""The console's room: the agenda with every step's panel, the hall screen, the devices, and the alarms."""

from __future__ import annotations

from kiosk.checkin import queries as checkin
from kiosk.display import queries as display
from kiosk.meeting import queries
from kiosk.meeting.alarms import alarms
from kiosk.roll import queries as roll
from kiosk.slices import Facts, Look, View


def snapshot(look: Look) -> Facts:
    """All that chair, operator and supervisor see; a panel that says `applies: False` is no step of this meeting."""
    meeting = queries.current(look.db)
    panels = {panel.key: panel.snapshot(look) for panel in look.panels}
    steps = [panel for panel in look.panels if panels[panel.key].get("applies", True)]
    attendance = checkin.with_alarm(checkin.attendance(look.db))
    devices = _devices(look)
    return {
        "meeting": {**meeting.public(), "desks": meeting.desks_state(look.now)},
        "attendance": {**attendance, "groups": [_with_missing(group) for group in attendance["groups"]]},
        "arrivals": _arrivals(look, attendance),
        "agenda": [{"key": step.key, "title": step.title, "state": panels[step.key]["state"]} for step in steps],
        "panels": {step.key: panels[step.key] for step in steps},
        "hall": display.on_air(look.db),
        "devices": devices,
        "alarms": alarms(attendance, devices, look.now),
        "helpers_missing": [] if attendance["declared"] else roll.helpers_missing(look.db),
    }


def _arrivals(look: Look, attendance: Facts) -> Facts:
    came = checkin.arrivals(look.db, look.now)
    return {**came, "minutes_to_quorum": checkin.minutes_to_quorum(attendance, came)}


def _with_missing(group: Facts) -> Facts:
    return {**group, "missing": max(0, group["base"] - group["checked_in"])}


def _devices(look: Look) -> list[Facts]:
    """Every paired device, with what its scans came to; `late` are those it could not have decided yet."""
    counts = checkin.desks(look.db)
    nothing = {"checked_in": 0, "failed": 0}
    return [
        {
            **device, "late": device["failed"], "checked_in": counts.get(device["id"], nothing)["checked_in"],
            "failed": counts.get(device["id"], nothing)["failed"],
        }
        for device in look.devices()
    ]


VIEW = View("console", ("chair", "operator", "supervisor"), snapshot, refresh_ms=1000)
