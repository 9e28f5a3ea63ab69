"""A round, from its candidates to its result."""

from __future__ import annotations

from kiosk.screens import hall_ballots
from kiosk.store.registry import Facts, ViewContext


def ballot(look: ViewContext) -> Facts:
    return {"ballot": hall_ballots.hall(look.db)}
