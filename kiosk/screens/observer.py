"""The room `observer`: the live journal in sentences, as everybody may hear them, and what was noted."""

from __future__ import annotations

from kiosk.meeting import queries as meetings
from kiosk.minutes import queries
from kiosk.store import journal
from kiosk.store.registry import Facts, View, ViewContext

ACTS_MOST = 40
ENTRIES_MOST = 40
NEWEST = 2**62


def observer(look: ViewContext) -> Facts:
    """The newest acts, the newest entries of every kind, the head, the number to complain to, what was noted."""
    meeting = meetings.current(look.db)
    return {
        "meeting": meeting.public(),
        "complaints_phone": meeting.complaints_phone,
        "head": journal.head(look.db)._asdict(),
        "acts": queries.acts(look.db, look.sentences, NEWEST, ACTS_MOST),
        "entries": queries.all_entries(look.db, look.sentences, NEWEST, ENTRIES_MOST),
        "incidents": queries.incidents(look.db),
    }


OBSERVER = View("observer", ("observer", "supervisor"), observer, interval_ms=500)
