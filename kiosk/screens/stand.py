"""The shared tablet at which people ask."""

from __future__ import annotations

from kiosk.meeting import queries as meetings
from kiosk.screens import questions
from kiosk.speeches.queue import queries as floor
from kiosk.store.registry import Facts, View, ViewContext


def stand(look: ViewContext) -> Facts:
    """The queue, and the list of speakers where it takes requests: without a name of who stands on it."""
    at_hand = floor.last_list(look.db)
    asked = at_hand if at_hand is not None and at_hand["source"] == "request" else None
    return {
        "meeting": meetings.current(look.db).public(),
        "questions": questions.public(look.db, look.now),
        "speeches": {name: asked[name] for name in ("title", "state", "seconds_group")} if asked else None,
    }


STAND = View(
    "stand",
    ("stand", "desk", "supervisor", "secretary", "operator", "chair"),
    stand,
    interval_ms=300,
    refresh_ms=20_000,
)
