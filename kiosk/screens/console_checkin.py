"""The step "check-in" of the console."""

from __future__ import annotations

from kiosk.checkin import offline_scans, proxies, proxy_papers, public_proxies, queries, shares
from kiosk.meeting import queries as meetings
from kiosk.rules import quorum
from kiosk.store.registry import Facts, Panel, ViewContext

CONFLICTS_MOST = 50


def checkin_panel(look: ViewContext) -> Facts:
    meeting = meetings.current(look.db)
    counted = look.once(queries.attendance)
    came = queries.arrivals(look.db, look.now)
    arrived = counted["checked_in"] + counted["guests"] > 0
    state = "done" if counted["declared"] else "now" if counted["base"] else "later"
    return {
        "state": state,
        "arrived": arrived,
        "desks": meetings.desks_state(look.db, look.now),
        "away": queries.away(look.db),
        "movements": queries.movements(look.db),
        "conflicts": offline_scans.for_the_supervisor(look.db, CONFLICTS_MOST),
        "opens_at": meeting.opens_at,
        "closes_at": meeting.closes_at,
        "failed": queries.failed_scans(look.db),
        "arrivals": came,
        "minutes_to_quorum": queries.minutes_to_quorum(counted, came),
        "provisional": queries.provisional(look.db),
        "statements": {str(device): told for device, told in queries.statements(look.db).items()},
        "acts": {str(device): acts for device, acts in shares.acts(look.db).items()},
        "name_pace": shares.pace(look.db),
        "by_name": {str(device): count for device, count in shares.lately_by_name(look.db, look.now).items()},
        "voids": shares.voids(look.db),
        "proxy_papers": proxy_papers.waiting(look.db),
        "proxies": _proxies(look, meeting.preset),
        "spot_check": shares.spot_check(look.db),
        "by_device": {str(device): counts for device, counts in queries.desks(look.db).items()},
    }


def _proxies(look: ViewContext, preset: str) -> Facts | None:
    """How many represent how many, and what is not said of them; None where one holder may have any number."""
    law = quorum.PRESETS[preset].proxies_most
    if not law:
        return None
    held = public_proxies.public(look.db)
    most = proxies.most(look.db)
    return {
        "law": law,
        "most": most,
        "holders": len(held),
        "grantors": sum(len(one["grantors"]) for one in held),
        "unsaid": sum(grantor["near_relative"] is None for one in held for grantor in one["grantors"]),
        "above": [one["holder"] for one in held if most is not None and len(one["grantors"]) > most],
    }


CHECKIN = Panel("checkin", "Check-in", 20, checkin_panel)
