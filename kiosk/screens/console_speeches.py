"""The step "speeches" of the console."""

from __future__ import annotations

from kiosk.ballots import scene as ballots
from kiosk.qa import queries as qa
from kiosk.speeches.draw import queries as draws
from kiosk.speeches.queue import queries
from kiosk.store.registry import Facts, Panel, ViewContext


def panel(look: ViewContext) -> Facts:
    at_hand = queries.shown(look.db)
    following = queries.following(look.db, at_hand["id"]) if at_hand else None
    drawn = draws.last_order(look.db, "speakers")
    waiting = bool(following) or bool(at_hand and at_hand["clock"])
    return {
        "state": "later" if at_hand is None else "now" if waiting else "done",
        "live": waiting and _live(look, bool(at_hand and at_hand["clock"])),
        "list": at_hand,
        "others": queries.others(look.db),
        "next": following["id"] if following else None,
        "last_ended": queries.last_ended(look.db),
        "draw": {"number": drawn.number, "names": list(drawn.order)} if drawn else None,
    }


def _live(look: ViewContext, speaking: bool) -> bool:
    """Whether the hall is at the speeches: somebody speaks, or nothing else was begun since somebody did."""
    drawing = draws.last(look.db)
    begun = queries.begun_at(look.db) or 0
    round = ballots.begun(look.db)
    since = (drawing.frozen_at if drawing else 0, qa.begun_at(look.db) or 0, round[0] if round else 0)
    return speaking or begun > max(since)


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


SPEECHES = Panel("speeches", _("Speeches"), 60, panel)
