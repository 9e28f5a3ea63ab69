"""The items of the agenda, and where the meeting is."""

from __future__ import annotations

from kiosk.agenda import queries
from kiosk.store.registry import Facts, ViewContext


def agenda(look: ViewContext) -> Facts:
    return {"agenda": queries.hall(look.db)}
