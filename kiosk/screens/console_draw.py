"""The step "draw" of the console: where the ceremony is, and who may do what next. Never its secret."""

from __future__ import annotations

from kiosk.roll import queries as roll
from kiosk.speeches.draw import queries
from kiosk.speeches.queue import queries as floor
from kiosk.store.registry import Facts, Panel, ViewContext

READ_OUT_MS = 180_000


def panel(look: ViewContext) -> Facts:
    """The step of the agenda: where the ceremony is, what was asked, and who may do what next."""
    one = queries.last(look.db)
    asked = queries.proposal(look.db, one.number) if one else None
    over = one is not None and one.record is not None
    return {
        "state": "done" if over else "now" if one else "later",
        "live": bool(one and _live(look, one)),
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


def _live(look: ViewContext, one: queries.Drawn) -> bool:
    """Whether the hall is at this draw: until its order was read out, or the meeting turns to a list of speakers."""
    until = queries.shown_until(one)
    if until is None:
        return True
    turned_at = floor.turned_at(look.db)
    return look.now < until + READ_OUT_MS and (turned_at is None or turned_at < (one.revealed_at or 0))


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


DRAW = Panel("draw", _("The draw"), 50, panel)
