"""The step "quorum" of the console."""

from __future__ import annotations

from kiosk.checkin import queries
from kiosk.meeting import queries as meetings
from kiosk.rules import quorum
from kiosk.store.registry import Facts, Panel, ViewContext


def quorum_panel(look: ViewContext) -> Facts:
    meeting = meetings.current(look.db)
    counted = look.once(queries.attendance)
    heads = queries.head_count(look.db)
    judged = queries.judged(meeting.rule, counted, min(counted["votes"], counted["base"]))
    sentence = quorum.readable(judged.sentence)
    declared = counted["declared"]
    return {
        "state": "done" if declared else "now" if counted["met"] else "later",
        "checked_in": counted["votes"],
        "persons": counted["checked_in"],
        "head_count": heads,
        "difference": None if heads["total"] is None else heads["total"] - counted["checked_in"],
        "sentence": sentence,
        "notice": quorum.readable(judged.notice) if judged.notice else None,
        "can_declare": counted["base"] > 0,
        "declared": declared,
        "say": (declared or {"sentence": sentence})["sentence"],
    }


QUORUM = Panel("quorum", "Declare the quorum", 40, quorum_panel)
