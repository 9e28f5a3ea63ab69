"""The console's room: agenda, panels, devices, alarms, and what the hall sees. Never sent to any other role."""

from __future__ import annotations

from kiosk.agenda import queries as agenda
from kiosk.checkin import queries as checkin
from kiosk.display import queries as display
from kiosk.display import scene as scenes
from kiosk.meeting import queries
from kiosk.roll import queries as roll
from kiosk.rules import skeletons
from kiosk.screens.alarms import alarms, by_name, continued, proxy_papers, unsigned
from kiosk.server import plain_http
from kiosk.signing import queries as signing
from kiosk.store import backups
from kiosk.store.registry import Facts, Panel, View, ViewContext

NO_SCANS: Facts = {"scans": 0, "checked_in": 0, "failed": 0, "received": 0}


def console(look: ViewContext) -> Facts:
    """A panel that says `applies: False` is no step of this meeting; `live: True` is what the hall is doing now."""
    meeting = queries.current(look.db)
    attendance = checkin.with_alarm(look.once(checkin.attendance))
    panels = {panel.key: panel.snapshot(look) for panel in look.panels}
    steps = [panel for panel in look.panels if panels[panel.key].get("applies", True)]
    devices = _devices(look)
    came = checkin.arrivals(look.db, look.now)
    return {
        "meeting": {**meeting.public(), "desks": queries.desks_state(look.db, look.now)},
        "attendance": {**attendance, "groups": [_with_missing(group) for group in attendance["groups"]]},
        "arrivals": {**came, "minutes_to_quorum": checkin.minutes_to_quorum(attendance, came)},
        "agenda": agenda.console(look.db, panels) or [_as_step(step, panels[step.key]) for step in steps],
        "choices": agenda.CHOICES,
        "panels": {step.key: panels[step.key] for step in steps},
        "hall": _hall(look),
        "devices": devices,
        "alarms": _alarms(look, attendance, devices, panels["checkin"]),
        "knocks": look.knocks(),
        "plain_http": plain_http.allowed(look.db),
        "helpers_missing": [] if attendance["declared"] else roll.helpers_missing(look.db),
    }


def _alarms(look: ViewContext, attendance: Facts, devices: list[Facts], desks: Facts) -> list[Facts]:
    """Every alarm that stands, those that ask for a decision first."""
    copied, moved = backups.last(look.db), queries.last_clock_move(look.db)
    others = signing.others(look.db)
    found = [
        *continued(signing.continued(look.db)),
        *alarms(attendance, devices, checkin.conflicts(look.db), look.now, copied, others, moved),
        *by_name(devices, desks),
        *proxy_papers(desks),
        *unsigned(signing.is_signed(look.db)),
    ]
    return sorted(found, key=lambda alarm: alarm["level"] != "stop")


def _as_step(panel: Panel, told: Facts) -> Facts:
    """A meeting without an agenda of its own goes by the panels."""
    return {
        "key": panel.key,
        "title": panel.title,
        "panel": panel.key,
        "state": told["state"],
        "live": told.get("live", False),
    }


def _with_missing(group: Facts) -> Facts:
    return {**group, "missing": max(0, group["base"] - group["checked_in"])}


def _devices(look: ViewContext) -> list[Facts]:
    """Every paired device with what its scans came to; `late` are those made offline that could not be admitted,
    `namesake` is another device whose name looks the same."""
    counts, statements = checkin.desks(look.db), checkin.statements(look.db)
    paired = look.devices()
    names = {one["id"]: one["name"] for one in paired}
    return [
        {
            **one,
            "late": one["failed"],
            **counts.get(one["id"], NO_SCANS),
            "statement": statements.get(one["id"]),
            "namesake": any(id != one["id"] and skeletons.alike(name, one["name"]) for id, name in names.items()),
        }
        for one in paired
    ]


def _hall(look: ViewContext) -> Facts:
    """The scene on the screen, the one in preview, and whether the last switch can be taken back at all."""
    taken = display.shown(look.db)
    return {
        "scene": scenes.scene(look.db),
        "preview": display.preview(look.db),
        "taken_at": taken["since_at"] if taken and taken["before_name"] else None,
    }


VIEW = View("console", ("chair", "operator", "supervisor"), console, interval_ms=150, per_role=True, refresh_ms=1_000)
