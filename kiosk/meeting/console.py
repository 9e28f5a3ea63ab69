"""The console's room: agenda, panels, devices, alarms, and what the hall sees. Never sent to any other role."""

from __future__ import annotations

from typing import Any

from kiosk.checkin import queries as checkin
from kiosk.display import queries as display
from kiosk.meeting import queries
from kiosk.slices import Facts, Look, View

SILENT_MS = 30_000


def console(look: Look) -> Facts:
    counted = checkin.with_alarm(checkin.attendance(look.db))
    shown = {panel.key: panel.snapshot(look) for panel in look.panels}
    counts = checkin.desks(look.db)
    devices = [
        {**one, **counts.get(one["id"], {"scans": 0, "checked_in": 0, "failed": 0})} for one in look.devices()
    ]
    came = checkin.arrivals(look.db, look.now)
    return {
        "meeting": queries.current(look.db).public(), "attendance": counted,
        "arrivals": {**came, "minutes_to_quorum": checkin.minutes_to_quorum(counted, came)},
        "agenda": [{"key": p.key, "title": p.title, "state": shown[p.key]["state"]} for p in look.panels],
        "panels": shown, "devices": devices,
        "hall": {"scene": display.scene(look.db), "preview": display.preview(look.db)},
        "alarms": alarms(look, counted, devices),
    }


def alarms(look: Look, counted: Facts, devices: list[dict[str, Any]]) -> list[Facts]:
    """What chair and supervisor must know, the gravest first; sentences are the page's."""
    found: list[Facts] = []
    if counted["below"]:
        found.append(_alarm("below_line", "stop", present=counted["votes"], needed=counted["declared"]["needed"]))
    declared = counted["declared"]
    if declared and declared["base"] != counted["base"]:
        found.append(_alarm("base_moved", "stop", before=declared["base"], now=counted["base"]))
    for one in devices:
        if one["role"] == "screen" and not one["connected"]:
            found.append(_alarm("screen_stale", "stop", name=one["name"]))
        elif one["role"] == "desk" and _silent(look, one):
            found.append(_alarm("desk_silent", "warn", name=one["name"], seconds=(look.now - one["last_seen_at"]) // 1000))
        if one["pending"]:
            found.append(_alarm("scans_waiting", "warn", name=one["name"], count=one["pending"]))
    if counted["if_passed"]:
        found.append(_alarm("exclusions_wait", "warn", count=counted["if_passed"]["waiting"]))
    if conflicts := checkin.conflicts(look.db):
        found.append(_alarm("conflicts", "warn", count=conflicts))
    return found


def _alarm(code: str, level: str, **figures: Any) -> Facts:
    return {"code": code, "level": level, "figures": figures}


def _silent(look: Look, one: dict[str, Any]) -> bool:
    """A desk that was there and has not been heard of: its socket is gone for longer than a reload takes."""
    return one["last_seen_at"] is not None and not one["connected"] and look.now - one["last_seen_at"] > SILENT_MS


VIEW = View("console", ("chair", "operator", "supervisor"), console, interval_ms=150, refresh_ms=2_000)
