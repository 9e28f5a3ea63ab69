"""Decisions about the meeting itself."""

from __future__ import annotations

from typing import Any

from kiosk.meeting import queries
from kiosk.rules import quorum
from kiosk.store import journal
from kiosk.store.errors import CommandRejected
from kiosk.store.meeting_clock import correction
from kiosk.store.registry import CommandContext, Decision, Facts
from kiosk.store.times import zone_of, zones

THEMES = ("congress", "night", "paper")
_PLAIN = (
    "title", "organisation", "place", "starts_at", "theme", "language", "wifi_name", "wifi_password", "complaints_phone",
)  # fmt: skip


def create_meeting(
    act: CommandContext,
    *,
    title: str,
    preset: str,
    organisation: str = "",
    place: str = "",
    starts_at: int | None = None,
    rehearsal: bool = False,
    theme: str = "congress",
    language: str = "en",
    time_zone: str | None = None,
) -> Decision:
    """The first entry of a file."""
    if act.seq != 1 or queries.exists(act.db):
        raise CommandRejected("meeting_exists", "This file holds a meeting already.")
    if preset not in quorum.PRESETS:
        raise CommandRejected("no_such_preset", "There is no preset %(preset)s.", preset=preset)
    if time_zone is not None:
        _need_zone(time_zone)
    facts: Facts = {
        "title": title,
        "organisation": organisation,
        "place": place,
        "starts_at": starts_at,
        "preset": preset,
        "rule": quorum.rule_of(preset),
        "rehearsal": rehearsal,
        "theme": theme,
        "language": language,
        "wifi_name": "",
        "wifi_password": "",
        "complaints_phone": "",
        "epoch": act.epoch,
    }
    if time_zone is not None:
        facts["time_zone"] = time_zone
    return Decision("meeting_created", facts, {"title": title, "preset": preset})


def change_meeting(act: CommandContext, *, rule: dict[str, Any] | None = None, **changes: Any) -> Decision:
    """Change what the meeting is called, its look, or, before anything was declared, its quorum rule."""
    meeting = queries.current(act.db)
    facts: Facts = {name: value for name, value in changes.items() if name in _PLAIN and value is not None}
    if rule is not None and rule != meeting.rule:
        if act.db.execute("select 1 from declaration limit 1").fetchone():
            raise CommandRejected(
                "rule_in_force", "The quorum was declared under the rule in force; it stays as it is."
            )
        facts["rule"] = rule
    return Decision("meeting_changed", facts, {"changed": sorted(facts)})


def continue_meeting(act: CommandContext, *, file: str, epoch: str) -> Decision:
    """A copy of the file is opened to be written: what follows belongs to a new epoch."""
    end = journal.head(act.db)
    facts = {"epoch": epoch, "file": file, "from_epoch": act.epoch, "from_seq": end.seq, "from_head": end.hash}
    return Decision("continued", facts, facts)


def set_time_zone(act: CommandContext, *, time_zone: str) -> Decision:
    """In which zone the times of this meeting are written, those before it too."""
    _need_zone(time_zone)
    if zone_of(act.db) == time_zone:
        raise CommandRejected("time_zone_in_force", "Times are written in the zone %(zone)s already.", zone=time_zone)
    return Decision("time_zone_set", {"time_zone": time_zone}, {"time_zone": time_zone})


def note_clock(act: CommandContext, *, correction_ms: int, restarted: bool) -> Decision:
    """The laptop's time of day parted from the meeting's clock, or came back to it: `correction_ms` from now on,
    `by_ms` more than before. `restarted`: because the meeting's clock began again, not because somebody set one."""
    facts: Facts = {"by_ms": correction_ms - correction(act.db), "correction_ms": correction_ms}
    return Decision("clock_moved", {**facts, "restarted": restarted}, facts)


def open_desks(act: CommandContext) -> Decision:
    """The desks check people in (again)."""
    if queries.current(act.db).desks == "open":
        raise CommandRejected("desks_open", "The desks are open already.")
    return Decision("desks_opened", {}, {"desks": "open"})


def close_desks(act: CommandContext) -> Decision:
    """The desks admit nobody more; a supervisor still may, with a reason."""
    if queries.current(act.db).desks == "closed":
        raise CommandRejected("desks_closed", "The desks are closed already.")
    return Decision("desks_closed", {}, {"desks": "closed"})


def set_desk_hours(act: CommandContext, *, opens_at: int | None, closes_at: int | None) -> Decision:
    """Hours of check-in by the laptop's time of day; None leaves that end open."""
    if opens_at is not None and closes_at is not None and closes_at <= opens_at:
        raise CommandRejected("hours_reversed", "The desks cannot close before they open.")
    return Decision("desk_hours_set", {"opens_at": opens_at, "closes_at": closes_at}, {})


def _need_zone(name: str) -> None:
    if name not in zones():
        raise CommandRejected(
            "no_such_time_zone", "There is no time zone %(zone)s. Choose one such as Asia/Shanghai.", zone=name
        )
