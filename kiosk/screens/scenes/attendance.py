"""Attendance growing towards the line, and those whom the law makes public: additional votes, village proxies."""

from __future__ import annotations

from kiosk.checkin import public_proxies
from kiosk.checkin import queries as checkin
from kiosk.roll import queries as roll
from kiosk.store.registry import Facts, ViewContext


def attendance(look: ViewContext) -> Facts:
    counted = look.once(checkin.attendance)
    return {
        "attendance": {**counted, "provisional": checkin.provisional(look.db)},
        "additional": roll.additional(look.db) if counted["additional"] else [],
        "proxies": public_proxies.public(look.db),
        "arrivals": checkin.arrivals(look.db, look.now),
    }
