"""What the chair must be told: codes with their figures; the sentences live in static/js/alarms.js.

`stop` asks for a decision before anything goes on, `warn` for somebody to go and look.
"""

from __future__ import annotations

from typing import Any

from kiosk.slices import Facts

DESK_SILENT_MS = 30_000
SCREEN_STALE_MS = 5_000
SILENT_MS = {"desk": DESK_SILENT_MS, "supervisor": DESK_SILENT_MS, "screen": SCREEN_STALE_MS}


def alarms(attendance: Facts, devices: list[Facts], conflicts: int, now: int) -> list[Facts]:
    """Every alarm that stands at `now`, the gravest first."""
    found: list[Facts] = []
    declared = attendance["declared"]
    if attendance["below"]:
        found.append(_alarm("below_line", "stop", present=attendance["votes"], needed=declared["needed"]))
    if declared and declared["base"] != attendance["base"]:
        found.append(_alarm("base_moved", "stop", before=declared["base"], now=attendance["base"]))
    for one in devices:
        if _silent(one, now):
            code = "screen_stale" if one["role"] == "screen" else "desk_silent"
            found.append(_alarm(code, "warn", name=one["name"], since_at=one["last_seen_at"], waiting=one["pending"]))
        if one["late"]:
            found.append(_alarm("scans_late", "warn", name=one["name"], count=one["late"]))
    if conflicts:
        found.append(_alarm("conflicts", "warn", count=conflicts))
    if attendance["if_passed"]:
        found.append(_alarm("exclusions_wait", "warn", count=attendance["if_passed"]["waiting"]))
    return found


def _silent(one: Facts, now: int) -> bool:
    """A device that was here and has not been heard of for longer than a reload takes."""
    limit = SILENT_MS.get(one["role"])
    since = one["last_seen_at"]
    return limit is not None and since is not None and not one["connected"] and now - since > limit


def _alarm(code: str, level: str, **figures: Any) -> Facts:
    return {"code": code, "level": level, "figures": figures}
