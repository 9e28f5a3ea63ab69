"""The step "exclusions": who is left out of the base, why, by whom, and the meeting's one vote on them.

Reasons are internal: this panel is for chair, operator and supervisor only.
"""

from __future__ import annotations

from kiosk.checkin import queries as checkin
from kiosk.meeting import queries as meetings
from kiosk.roll import queries
from kiosk.rules import quorum
from kiosk.store.registry import Facts, Panel, ViewContext


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


def exclusions(look: ViewContext) -> Facts:
    """The list in roll order and what waits for the vote; its turn comes when the vote could give a quorum."""
    preset = quorum.PRESETS[meetings.current(look.db).preset]
    people = look.once(queries.electorate)
    listed = queries.exclusions(look.db)
    counted = look.once(checkin.attendance)
    near = counted["met"] or bool(counted["if_passed"] and counted["if_passed"]["met"])
    waiting = [one for one in listed if one["passed"] is None and one["came_at"] is None]
    decided = counted["declared"] is not None or (people.roll > 0 and not waiting)
    return {
        "applies": bool(preset.exclusion_reasons),
        "state": "done" if decided else "now" if waiting and near else "later",
        "exclusions": listed,
        "waiting": len(waiting),
        "counted": people.excluded,
        "reasons": [{"key": key, "title": title} for key, title in preset.exclusion_reasons],
        "say": {
            "msgid": _(
                "%(waiting)s members who cannot come are to be left out of the base, each approved and for a reason"
                " the rules name. Those in favour, please raise your hands. Those against? Who abstains?"
            )
            if waiting
            else _("The base of this meeting is %(base)s members with a vote."),
            "figures": {"waiting": len(waiting), "base": people.base},
        },
    }


EXCLUSIONS = Panel("exclusions", _("Exclusions"), 30, exclusions)
