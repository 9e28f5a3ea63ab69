"""The room of one desk."""

from __future__ import annotations

from kiosk.checkin import public_proxies, queries
from kiosk.checkin.commands import UNDO_MOST, UNDO_MS
from kiosk.meeting import queries as meetings
from kiosk.qa import queries as qa
from kiosk.rules import quorum
from kiosk.store.registry import Facts, View, ViewContext


def desk(look: ViewContext) -> Facts:
    """One desk: the meeting, its own counts, what it may take back."""
    meeting = meetings.current(look.db)
    counted = look.once(queries.attendance)
    return {
        "meeting": meeting.public(),
        "desks": {
            "state": meetings.desks_state(look.db, look.now),
            "opens_at": meeting.opens_at,
            "closes_at": meeting.closes_at,
        },
        "own": queries.desk(look.db, look.device),
        "recent": queries.recent(look.db, look.device, UNDO_MOST, UNDO_MS),
        "attendance": {name: counted[name] for name in ("checked_in", "base", "needed")},
        "groups": [{**group, "missing": max(0, group["base"] - group["checked_in"])} for group in counted["groups"]],
        "questions": qa.intake(look.db, look.now).state != "closed",
        "proxies": quorum.PRESETS[meeting.preset].proxies_most != 0,
        "near_relatives": meeting.preset == public_proxies.VILLAGE,
    }


DESK = View("desk", ("desk", "supervisor", "secretary", "operator", "chair"), desk, interval_ms=100, per_device=True)
