"""What of a draw is shown: to the hall, to whoever may check it, and to chair and supervisor. Never its secret."""

from __future__ import annotations

from typing import Any

from kiosk.slices import Facts, Look, Panel
from kiosk.speeches import draw as rule
from kiosk.speeches import queries
from kiosk.speeches.queries import Drawn

SHOWN_MS = 2_600  # how long a name stands alone on the screen before the next one comes


def shown(one: Drawn | None) -> Facts | None:
    """A draw as everybody may see it: list, commitment, values as typed, and once drawn the order with its arithmetic."""
    if one is None:
        return None
    return {
        "number": one.number,
        "state": one.state,
        "subject": one.subject,
        "names": list(one.frozen.names),
        "slots": [_slot(one, place, label) for place, label in enumerate(one.frozen.slots)],
        "commitment": one.commitment,
        "committed_at": one.committed_at or None,
        "stands_until": one.committed_at + one.stand_ms if one.committed_at else None,
        "order": list(one.order),
        "picks": one.picks,
        "revealed_at": one.revealed_at,
        "show_ms": SHOWN_MS,
        "hash": one.hash,
    }


def panel(look: Look) -> Facts:
    """The step of the agenda: where the ceremony is, what was asked, and who may do what next."""
    one = queries.last(look.db)
    asked = queries.proposal(look.db, one.number) if one else None
    over = one is not None and one.record is not None
    return {
        "state": "done" if over else "now" if one else "later",
        "draw": shown(one),
        "opened": bool(one and one.opened(look.now)),
        "secret_kept": bool(one and queries.secret(look.db, one)),
        "stick": bool(one and one.stick),
        "asked": {**asked, "own": asked["device"] == look.device} if asked else None,
        "device": look.device,
        "record": one.record if one else None,
        "draws": [
            {"number": d.number, "state": d.state, "hash": d.hash, "at": d.revealed_at}
            for d in queries.all_draws(look.db)
        ],
    }


def _slot(one: Drawn, place: int, label: str) -> dict[str, Any]:
    value = one.values.get(place)
    dice = rule.DICE.search(label)
    return {
        "label": label,
        "dice": {"count": int(dice[1]), "sides": int(dice[2])} if dice else None,
        "value": value.value if value else None,
        "typed_by": value.typed_by if value else None,
        "device": value.device if value else None,
        "confirmed_by": value.confirmed_by if value else None,
    }


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


DRAW = Panel("draw", _("The draw"), 50, panel)
