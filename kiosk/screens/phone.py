"""The room `phone`: what everybody may see on a screen of their own."""

from __future__ import annotations

from kiosk.checkin import public_proxies
from kiosk.checkin import queries as checkin
from kiosk.display import scene as scenes
from kiosk.meeting import queries as meetings
from kiosk.screens import hall_ballots as ballots
from kiosk.screens import questions
from kiosk.speeches.draw import queries as draws
from kiosk.speeches.queue import queries as floor
from kiosk.store.registry import Facts, View, ViewContext


def phone(look: ViewContext) -> Facts:
    counted = look.once(checkin.attendance)
    scene = scenes.scene(look.db)
    return {
        "meeting": meetings.current(look.db).public(),
        "attendance": {name: value for name, value in counted.items() if name != "groups"},
        "scene": {"name": scene["name"], "text": scene["text"]},
        "drawn": _drawn(look),
        "proxies": public_proxies.public(look.db),
        "ballot": ballots.phone(look.db),
        "speaking": floor.clock(floor.speaking(look.db)),
        "questions": questions.public(look.db, look.now),
    }


def _drawn(look: ViewContext) -> list[str]:
    """The order of the last draw, as soon as it is out."""
    one = draws.last(look.db)
    return list(one.order) if one else []


PHONE = View("phone", ("public",), phone, interval_ms=500)
