"""The step "draw" of the console: where the ceremony is, and who may do what next. Never its secret."""

from __future__ import annotations

from kiosk.roll import queries as roll
from kiosk.slices import Facts, Look, Panel
from kiosk.speeches import queries


def panel(look: Look) -> Facts:
    """The step of the agenda: where the ceremony is, what was asked, and who may do what next."""
    one = queries.last(look.db)
    asked = queries.proposal(look.db, one.number) if one else None
    over = one is not None and one.record is not None
    return {
        "state": "done" if over else "now" if one else "later",
        "live": bool(one and not queries.told(one, look.now)),
        "draw": queries.shown(one),
        "candidates": roll.count_candidates(look.db),
        "opened": bool(one and one.opened(look.now)),
        "secret_kept": bool(one and queries.secret(look.db, one)),
        "stick": bool(one and one.stick),
        "asked": asked,
        "record": one.record if one else None,
        "draws": [
            {"number": d.number, "state": d.state, "hash": d.hash, "at": d.revealed_at}
            for d in queries.all_draws(look.db)
        ],
    }


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


DRAW = Panel("draw", _("The draw"), 50, panel)
