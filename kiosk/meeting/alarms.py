"""What the chair must be told: codes with their figures; the sentences live in static/js/alarms.js.

`stop` asks for a decision before anything goes on, `warn` for somebody to go and look.
"""

from __future__ import annotations

from typing import Any

from kiosk.slices import Facts

DESK_SILENT_MS = 30_000
SCREEN_STALE_MS = 5_000
SILENT_AFTER_MS = {"desk": DESK_SILENT_MS, "supervisor": DESK_SILENT_MS, "screen": SCREEN_STALE_MS}


def alarms(attendance: Facts, devices: list[Facts], now: int) -> list[Facts]:
    """Every alarm that stands now, the gravest first."""
    found: list[Facts] = []
    if attendance["below"]:
        found.append(_alarm("below_line", "stop", checked_in=attendance["votes"], needed=attendance["declared"]["needed"]))
    if attendance["if_passed"] and not attendance["declared"]:
        found.append(_alarm("exclusions_wait", "warn", waiting=attendance["if_passed"]["waiting"]))
    for device in devices:
        since = device["last_seen_at"]
        limit = SILENT_AFTER_MS.get(device["role"])
        if since is not None and limit is not None and now - since > limit and not device["connected"]:
            code = "screen_stale" if device["role"] == "screen" else "desk_silent"
            found.append(_alarm(code, "warn", name=device["name"], since_at=since, pending=device["pending"]))
        if device["late"]:
            found.append(_alarm("scans_wait", "warn", name=device["name"], waiting=device["late"]))
    return found


def _alarm(code: str, level: str, **figures: Any) -> Facts:
    return {"code": code, "level": level, "figures": figures}
