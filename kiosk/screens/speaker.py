"""The tablet before the speaker."""

from __future__ import annotations

from kiosk.meeting import queries as meetings
from kiosk.qa import queries as qa
from kiosk.screens import questions
from kiosk.speeches.queue import queries
from kiosk.store.registry import Facts, View, ViewContext


def speaker(look: ViewContext) -> Facts:
    """Who has the floor, and who is next: for the tablet at the lectern, and for those who ask to speak."""
    at_hand = queries.shown(look.db)
    following = queries.following(look.db, at_hand["id"]) if at_hand else None
    return {
        "meeting": meetings.current(look.db).public(),
        "list": at_hand,
        "next": {"name": following["name"], "group": following["group_name"]} if following else None,
        "question": questions.shown(look.db),
        "notes": qa.notes(look.db, "speaker"),
    }


SPEAKER = View("speaker", ("speaker", "chair", "operator"), speaker, interval_ms=20, refresh_ms=20_000)
