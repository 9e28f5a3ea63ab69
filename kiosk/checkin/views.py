"""The desk's room, and the steps "check-in" and "quorum" of the console."""

from __future__ import annotations

from kiosk.checkin import late, proxies, proxy_papers, queries, quorum, shares, showing
from kiosk.checkin.commands import UNDO_MOST, UNDO_MS
from kiosk.meeting import queries as meetings
from kiosk.qa import queries as qa
from kiosk.slices import Facts, Look, Panel, View

CONFLICTS_MOST = 50


def desk(look: Look) -> Facts:
    """One desk: the meeting, its own counts, what it may take back."""
    meeting = meetings.current(look.db)
    counted = look.once(queries.attendance)
    return {
        "meeting": meeting.public(),
        "desks": {
            "state": meetings.desks_state(look.db, look.now),
            "opens_at": meeting.opens_at,
            "closes_at": meeting.closes_at,
        },
        "own": queries.desk(look.db, look.device),
        "recent": queries.recent(look.db, look.device, UNDO_MOST, UNDO_MS),
        "attendance": {name: counted[name] for name in ("checked_in", "base", "needed")},
        "groups": [{**group, "missing": max(0, group["base"] - group["checked_in"])} for group in counted["groups"]],
        "questions": qa.intake(look.db, look.now).state != "closed",
        "proxies": quorum.PRESETS[meeting.preset].proxies_most != 0,
        "near_relatives": meeting.preset == showing.VILLAGE,
    }


def checkin_panel(look: Look) -> Facts:
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
        "conflicts": late.for_the_supervisor(look.db, CONFLICTS_MOST),
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


def _proxies(look: Look, preset: str) -> Facts | None:
    """How many represent how many, and what is not said of them; None where one holder may have any number."""
    law = quorum.PRESETS[preset].proxies_most
    if not law:
        return None
    held = showing.public(look.db)
    most = proxies.most(look.db)
    return {
        "law": law,
        "most": most,
        "holders": len(held),
        "grantors": sum(len(one["grantors"]) for one in held),
        "unsaid": sum(grantor["near_relative"] is None for one in held for grantor in one["grantors"]),
        "above": [one["holder"] for one in held if most is not None and len(one["grantors"]) > most],
    }


def quorum_panel(look: Look) -> Facts:
    meeting = meetings.current(look.db)
    counted = look.once(queries.attendance)
    heads = queries.head_count(look.db)
    judged = queries.judged(meeting.rule, counted, min(counted["votes"], counted["base"]))
    sentence = queries.readable(judged.sentence)
    declared = counted["declared"]
    return {
        "state": "done" if declared else "now" if counted["met"] else "later",
        "checked_in": counted["votes"],
        "persons": counted["checked_in"],
        "head_count": heads,
        "difference": None if heads["total"] is None else heads["total"] - counted["checked_in"],
        "sentence": sentence,
        "notice": queries.readable(judged.notice) if judged.notice else None,
        "can_declare": counted["base"] > 0,
        "declared": declared,
        "say": (declared or {"sentence": sentence})["sentence"],
    }


DESK = View("desk", ("desk", "supervisor", "secretary", "operator", "chair"), desk, interval_ms=100, per_device=True)
CHECKIN = Panel("checkin", "Check-in", 20, checkin_panel)
QUORUM = Panel("quorum", "Declare the quorum", 40, quorum_panel)
