"""Who has the floor, and who follows."""

from __future__ import annotations

from kiosk.speeches.queue import queries as floor
from kiosk.store.registry import Facts, ViewContext


def speaker(look: ViewContext) -> Facts:
    return {"floor": floor.shown(look.db)}
