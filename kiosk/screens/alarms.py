"""What the chair must be told: codes with their figures; the sentences live in static/js/alarms.js.

`stop` asks for a decision before anything goes on, `warn` for somebody to go and look.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kiosk.meeting.queries import ClockMove
from kiosk.store.backups import BackupStatus
from kiosk.store.registry import Facts

DESK_SILENT_MS = 30_000
SCREEN_STALE_MS = 5_000
CLOCK_TOLD_MS = 10 * 60_000


def alarms(
    attendance: Facts,
    devices: list[Facts],
    conflicts: int,
    now: int,
    copied: BackupStatus | None = None,
    others: Sequence[Facts] = (),
    moved: ClockMove | None = None,
) -> list[Facts]:
    """Every alarm that stands at `now`, the gravest first. `moved`: the last time that the laptop's clock was set."""
    found: list[Facts] = []
    declared = attendance["declared"]
    if attendance["below"]:
        found.append(_alarm("below_line", "stop", present=attendance["votes"], needed=declared["needed"]))
    if declared and declared["base"] != attendance["base"]:
        found.append(_alarm("base_moved", "stop", before=declared["base"], now=attendance["base"]))
    desks = [one for one in devices if one["role"] == "desk" and not one["connected"]]
    found += _silent("desk_silent", desks, DESK_SILENT_MS, now)
    # a screen asks for the time every two seconds: its socket looks open long after its cable was pulled
    found += _silent("screen_stale", [one for one in devices if one["role"] == "screen"], SCREEN_STALE_MS, now)
    for one in devices:
        if one["late"]:
            found.append(_alarm("scans_late", "warn", name=one["name"], count=one["late"]))
        if (told := one.get("statement")) and told["difference"] and told["explained"] is None:
            found.append(_alarm("scans_differ", "warn", name=one["name"], made=told["made"], received=told["received"]))
    for one in others:  # somebody saw an entry that this file does not have
        figures = {name: one[name] for name in ("name", "seq", "seen_at", "ends_at", "entry")}
        found.append(_alarm("other_head", "warn" if one["past"] else "stop", **figures))
    if copied and copied.trouble:
        found.append(_alarm("no_copy", "warn", since_at=copied.at, why=copied.trouble))
    if moved and now - moved.at < CLOCK_TOLD_MS:
        found.append(_alarm("clock_moved", "warn", by_ms=moved.moved_ms, at=moved.at, restarted=moved.restarted))
    if conflicts:
        found.append(_alarm("conflicts", "warn", count=conflicts))
    if attendance["if_passed"]:
        found.append(_alarm("exclusions_wait", "warn", count=attendance["if_passed"]["waiting"]))
    return found


def continued(copies: list[Facts]) -> list[Facts]:
    """What was done after the copy was made is not in this file: a badge that was replaced then admits again."""
    return [_alarm("continued", "warn", entry=one["entry"], at=one["copied_at"]) for one in copies]


def unsigned(is_signed: bool) -> list[Facts]:
    """Nobody signs the journal: the laptop has no key that it could keep."""
    return [] if is_signed else [_alarm("unsigned", "warn")]


def by_name(devices: list[Facts], checkin: Facts) -> list[Facts]:
    """Desks that sign in or out more people by name than the chair's pace allows, from the panel of check-in."""
    minutes, counted = checkin["name_pace"]["minutes"], checkin["by_name"]
    desks = [(one["name"], counted[str(one["id"])]) for one in devices if str(one["id"]) in counted]
    return [_alarm("by_name", "warn", name=name, count=count, minutes=minutes) for name, count in desks]


def proxy_papers(checkin: Facts) -> list[Facts]:
    """Represented people have come in person, and nobody has said what became of their papers."""
    waiting = len(checkin["proxy_papers"])
    return [_alarm("proxy_papers", "warn", count=waiting)] if waiting else []


def _silent(code: str, devices: list[Facts], limit_ms: int, now: int) -> list[Facts]:
    """One alarm for all that were here and have not been heard of for longer than a reload takes."""
    gone = [one for one in devices if one["last_seen_at"] is not None and now - one["last_seen_at"] > limit_ms]
    if not gone:
        return []
    since, waiting = min(one["last_seen_at"] for one in gone), sum(one["pending"] for one in gone)
    return [_alarm(code, "warn", names=[one["name"] for one in gone], since_at=since, waiting=waiting)]


def _alarm(code: str, level: str, **figures: Any) -> Facts:
    return {"code": code, "level": level, "figures": figures}
