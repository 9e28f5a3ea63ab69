"""The first step of the agenda: is everything ready for the first person at the door?"""

from __future__ import annotations

from kiosk.checkin import queries as checkin
from kiosk.devices import queries as devices
from kiosk.meeting import checklist, queries
from kiosk.roll import queries as roll
from kiosk.rules import quorum
from kiosk.store.registry import Facts, Panel, ViewContext


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


def prepare(look: ViewContext) -> Facts:
    """What is ready and what is missing, and the rule in force with its source."""
    meeting = queries.current(look.db)
    people = look.once(roll.electorate)
    counted = look.once(checkin.attendance)
    preset = quorum.PRESETS[meeting.preset]
    desks, screens = devices.count(look.db, "desk"), devices.count(look.db, "screen")
    arrived = counted["checked_in"] + counted["guests"] > 0
    return {
        "state": "done" if people.roll and (arrived or (desks and screens)) else "now",
        "roll": {"members": people.roll, "with_vote": people.with_vote, "without_vote": people.without_vote},
        "exclusions": {"excluded": people.excluded, "undecided": people.undecided},
        "desks": desks,
        "screens": screens,
        "checklist": checklist.listed(look.db),
        "preset": {"key": preset.key, "title": preset.title, "source": preset.source},
        "minimum": meeting.rule["minimum"],
        "changeable": bool(meeting.rule["measures"]) and counted["declared"] is None,
        "starts_at": meeting.starts_at,
        "place": meeting.place,
        "wifi_name": meeting.wifi_name,
        "complaints_phone": meeting.complaints_phone,
        "opens_at": meeting.opens_at,
        "closes_at": meeting.closes_at,
        "say": {"msgid": _("Welcome. Please check in at one of the desks before you take a seat."), "figures": {}},
    }


PREPARE = Panel("prepare", _("Preparation"), 10, prepare)
