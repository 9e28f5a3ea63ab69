"""Decisions at the desks, about presence, and about the quorum.

The verdicts of a scan are answers, not refusals: `admitted`, `admitted_nonvoting`, `already_in`, `returned`,
`unknown_code`, `revoked`, `not_on_roll`, `closed`. Each is one entry, so that failed scans are kept too.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from kiosk.checkin import offline_scans, proxies, proxy_papers, queries, shares
from kiosk.meeting import queries as meetings
from kiosk.meeting.queries import Meeting
from kiosk.roll import queries as roll
from kiosk.rules import badge_codes, quorum
from kiosk.store import journal
from kiosk.store.errors import CommandRejected
from kiosk.store.registry import CommandContext, Decision, Facts

SHOWN = ("accepted", "already_here", "unknown")  # what a desk without connection told the person
SOURCES = ("camera", "wedge", "photo", "typed", "search", "paper")
UNDO_MOST = 5
UNDO_MS = 5 * 60 * 1000
ANY_CHECKIN = ("supervisor", "chair", "operator", "laptop")


def check_in(
    act: CommandContext,
    *,
    code: str | None = None,
    member: int | None = None,
    source: str = "typed",
    device_at: int | None = None,
    provisional: bool = False,
    shown: str | None = None,
    typed_by: str | None = None,
) -> Decision:
    """One scan: by code, or by member id when the name was searched and the identity seen.

    A provisional one was made without connection, when its desk had `shown` its own verdict: it admits whom nobody
    has seen yet, and otherwise changes nothing by itself but goes to the supervisor, in whichever order scans arrive.
    """
    scan: Facts = {"source": source, "provisional": provisional}
    if provisional and shown:
        scan["shown"] = shown
    if device_at is not None:
        scan["device_at"] = device_at
    if typed_by:
        scan["typed_by"] = typed_by
    if not code and source not in shares.BY_NAME:
        scan["source"] = "search"  # no badge was read, whatever a page says
    person = roll.member_by_code(act.db, badge_codes.digest(code)) if code else roll.member(act.db, member or 0)
    if person is None:
        return _unknown(act, scan, code)
    if code and person["revoked"]:
        return _revoked(scan, person)
    before = queries.attended(act.db, person["id"])
    if before is not None:
        return _seen_late(act, scan, person, before) if provisional else _seen_again(scan, person, before)
    if provisional and (taken_back := queries.taken_back(act.db, person["id"])) is not None:
        return _conflict(scan, person, "taken_back", taken_back)
    meeting = meetings.current(act.db)
    if meetings.desks_state(act.db, act.at) != "open":
        return _closed(act, scan, person, meeting)
    if provisional and shown == "already_here":
        return _conflict(scan, person, "not_here", None)
    if provisional and shown == "unknown":
        conflict = {"reason": "sent_away"}
        return _turned_away({**scan, "conflict": "sent_away"}, "unknown_code", person, conflict=conflict)
    return _admitted(act, scan, person, meeting)


def admit(act: CommandContext, *, member: int, reason: str) -> Decision:
    """A supervisor admits somebody: the desks are closed, or a scan made without connection waits for an act."""
    person = _member(act, member)
    before = queries.attended(act.db, member)
    scan = {
        "source": "search",
        "provisional": False,
        "reason": reason,
        "settles": offline_scans.open_conflicts(act.db, member),
    }
    if before is not None:
        return _seen_again(scan, person, before)
    return _admitted(act, scan, person, meetings.current(act.db))


def void_checkin(act: CommandContext, *, seq: int, reason: str | None = None) -> Decision:
    """Take back a check-in: a desk its own last five within five minutes, a supervisor any with a reason."""
    scan = act.db.execute("select * from scan where seq = ?", (seq,)).fetchone()
    if scan is None or scan["verdict"] not in ("admitted", "admitted_nonvoting") or scan["voided_seq"] is not None:
        raise CommandRejected("nothing_to_void", "There is no such check-in to take back.")
    if act.role in ANY_CHECKIN:
        if not reason:
            raise CommandRejected("reason_needed", "Say why this check-in is taken back.")
    elif scan["device"] != act.device or seq not in queries.own_last(act.db, act.device, UNDO_MOST):
        raise CommandRejected(
            "not_your_last", "A desk may take back only its own last five check-ins; ask a supervisor."
        )
    elif act.at - scan["at"] > UNDO_MS:
        raise CommandRejected("too_late", "More than five minutes have passed; ask a supervisor.")
    person = _member(act, scan["member"])
    facts: Facts = {"scan": seq, "member": scan["member"], "reason": reason}
    if _proxy_comes_back(act, person["id"], seq):
        facts["proxy_restored"] = True
    return Decision("checkin_voided", facts, {"member": roll.member_snapshot(person), "voided": seq})


def depart(act: CommandContext, *, member: int) -> Decision:
    """Somebody leaves the hall; their check-in stays."""
    person = _member(act, member)
    before = queries.attended(act.db, member)
    if before is None or before["state"] != "inside":
        raise CommandRejected("not_inside", "%(name)s is not in the hall.", name=person["name"])
    return Decision("departed", {"member": member}, {"member": roll.member_snapshot(person)})


def record_proxy(
    act: CommandContext, *, grantor: int, holder: int, seen_by: str, near_relative: bool | None = None
) -> Decision:
    """A proxy holder shows a document, where the rules allow it."""
    preset = quorum.PRESETS[meetings.current(act.db).preset]
    if preset.proxies_most == 0:
        raise CommandRejected("no_proxies", "The rules of this meeting allow no proxies: everybody votes in person.")
    absent, present = _member(act, grantor), _member(act, holder)
    if grantor == holder:
        raise CommandRejected("own_proxy", "Nobody can represent themselves.")
    if not absent["with_vote"]:
        raise CommandRejected("no_vote", "%(name)s has no vote to be represented.", name=absent["name"])
    if preset.holder_votes and not present["with_vote"]:
        raise CommandRejected(
            "holder_has_no_vote", "%(name)s has no vote and may represent nobody.", name=present["name"]
        )
    if queries.attended(act.db, grantor) is not None:
        raise CommandRejected("grantor_here", "%(name)s is here in person.", name=absent["name"])
    if queries.represented(act.db, grantor):
        raise CommandRejected("represented_already", "%(name)s is represented already.", name=absent["name"])
    proxies.need_lawful(act, present, near_relative)
    held = queries.proxies_held(act.db, holder)
    most = proxies.most(act.db)
    if most is not None and held >= most:
        raise CommandRejected(
            "too_many_proxies",
            "%(name)s represents %(most)s members already, the most that is allowed.",
            name=present["name"],
            most=most,
        )
    facts: Facts = {"grantor": grantor, "holder": holder, "seen_by": seen_by}
    if near_relative is not None:
        facts["near_relative"] = near_relative
    answer = {
        "grantor": roll.member_snapshot(absent),
        "holder": roll.member_snapshot(present),
        "votes": present["with_vote"] + held + 1,
    }
    return Decision("proxy_recorded", facts, answer)


def count_heads(act: CommandContext, *, block: str, count: int) -> Decision:
    """The heads of one row block, entered on a tablet; the same block again replaces it."""
    facts = {"block": block, "count": count, "device_name": act.device_name}
    return Decision("heads_counted", facts, {"block": block, "count": count})


def clear_heads(act: CommandContext) -> Decision:
    """Begin the head count afresh."""
    return Decision("heads_cleared", {}, {})


def declare_quorum(act: CommandContext, *, present: int, measure: str) -> Decision:
    """The chair declares who is present; the number, its measures and the head hash are frozen."""
    state = queries.attendance(act.db)
    heads = queries.head_count(act.db)["total"]
    offered = state["votes"] if measure == "checked_in" else heads
    if offered is None:
        raise CommandRejected("no_head_count", "No heads have been counted yet.")
    if present != offered:
        raise CommandRejected("number_moved", "The number has moved to %(now)s; please look again.", now=offered)
    # heads counted in the rows are persons: those they represent are added
    votes = present if measure == "checked_in" else present + state["votes"] - state["checked_in"]
    judged = _judged(act, state, votes)
    facts: Facts = {
        "present": votes,
        "measure": measure,
        "checked_in": state["votes"],
        "head_count": heads,
        "base": state["base"],
        "needed": judged.needed,
        "met": judged.met,
        "rule": meetings.current(act.db).rule,
        "measures": [m._asdict() for m in judged.measures],
        "sentence": quorum.readable(judged.sentence),
        "head": journal.head(act.db).hash,
    }
    told = ("present", "base", "needed", "met", "sentence")
    return Decision("quorum_declared", facts, {name: facts[name] for name in told})


def _judged(act: CommandContext, state: Facts, votes: int) -> quorum.Judgement:
    try:
        return queries.judged(meetings.current(act.db).rule, state, votes)
    except ValueError:
        raise CommandRejected(
            "more_than_base",
            "More are counted (%(present)s) than may vote (%(base)s): count again.",
            present=votes,
            base=state["base"],
        ) from None


def _admitted(act: CommandContext, scan: Facts, person: roll.Person, meeting: Meeting) -> Decision:
    verdict = "admitted" if person["with_vote"] else "admitted_nonvoting"
    facts: Facts = {**scan, "verdict": verdict, "member": person["id"], "device_name": act.device_name}
    preset = quorum.PRESETS[meeting.preset]
    if person["excluded"]:
        facts["back_in_base"] = True
    answer: Facts = {"verdict": verdict, "member": roll.member_snapshot(person), "give": _give(act, person, preset)}
    if preset.proxies_most != 0 and queries.represented(act.db, person["id"]):
        facts["proxy_revoked"] = True
        if paper := proxy_papers.out(act.db, person["id"]):
            facts["proxy_paper"] = paper
            answer["proxy"] = {"paper": paper["paper"], "holder": _shown(act, paper["holder"])}
            answer["give"]["votes"] -= paper["paper"] == "box"
    if person["note"]:
        answer["note"] = person["note"]
    return Decision("checked_in", facts, answer)


def _shown(act: CommandContext, member: int) -> Facts:
    return roll.member_snapshot(_member(act, member))


def _seen_again(scan: Facts, person: roll.Person, before: sqlite3.Row) -> Decision:
    """Back from the corridor, or back after leaving."""
    kind, verdict = ("returned", "returned") if before["state"] == "left" else ("seen_again", "already_in")
    facts: Facts = {**scan, "member": person["id"], "verdict": verdict}
    return Decision(
        kind, facts, {"verdict": verdict, "member": roll.member_snapshot(person), "first": _first_seen(before)}
    )


def _seen_late(act: CommandContext, scan: Facts, person: roll.Person, before: sqlite3.Row) -> Decision:
    """A scan made without connection, of somebody who came before: no conflict when the desk itself knew that."""
    if before["state"] == "left":
        return _conflict(scan, person, "left", before)
    knew = scan.get("shown", "accepted") != "accepted"
    if knew or (before["device"] == act.device and queries.was_provisional(act.db, before["seq"])):
        return _seen_again(scan, person, before)
    return _conflict(scan, person, "attended", before)


def _conflict(scan: Facts, person: roll.Person, reason: str, before: sqlite3.Row | None) -> Decision:
    """It changes nothing by itself, and waits for a supervisor."""
    facts: Facts = {**scan, "member": person["id"], "verdict": "already_in", "conflict": reason}
    answer: Facts = {"verdict": "already_in", "member": roll.member_snapshot(person), "conflict": {"reason": reason}}
    if before is not None:
        facts["conflict_seq"] = before["seq"]
        answer |= {"first": _first_seen(before), "conflict": {"reason": reason, **_first_seen(before)}}
    return Decision("seen_again", facts, answer)


def _first_seen(before: sqlite3.Row) -> Facts:
    return {"seq": before["seq"], "at": before["at"], "device": before["device_name"]}


def _revoked(scan: Facts, person: roll.Person) -> Decision:
    """A lost badge; who was let in with it by a desk that could not know goes to the supervisor."""
    if not scan["provisional"] or scan.get("shown", "accepted") != "accepted":
        return _turned_away(scan, "revoked", person)
    return _turned_away({**scan, "conflict": "revoked"}, "revoked", person, conflict={"reason": "revoked"})


def _closed(act: CommandContext, scan: Facts, person: roll.Person, meeting: Meeting) -> Decision:
    """Too early, too late, or after the chair closed the desks; who was let in offline goes to the supervisor."""
    desks = {
        "state": meetings.desks_state(act.db, act.at),
        "opens_at": meeting.opens_at,
        "closes_at": meeting.closes_at,
    }
    if not scan["provisional"]:
        return _turned_away(scan, "closed", person, desks=desks)
    return _turned_away({**scan, "conflict": "closed"}, "closed", person, desks=desks, conflict={"reason": "closed"})


def _unknown(act: CommandContext, scan: Facts, code: str | None) -> Decision:
    verdict = "unknown_code" if code else "not_on_roll"
    facts = {**scan, "verdict": verdict, "member": None}
    if code:
        facts["code"] = code
    return Decision("turned_away", facts, {"verdict": verdict})


def _turned_away(scan: Facts, verdict: str, person: roll.Person, **more: Any) -> Decision:
    facts = {**scan, "verdict": verdict, "member": person["id"]}
    return Decision("turned_away", facts, {"verdict": verdict, "member": roll.member_snapshot(person), **more})


def _give(act: CommandContext, person: roll.Person, preset: quorum.Preset) -> Facts:
    """What the desk hands over: a card's colour, and ballot papers for so many votes."""
    with_vote, without_vote = preset.cards
    held = queries.proxies_held(act.db, person["id"]) if preset.proxies_most != 0 else 0
    if preset.key == "cooperative":
        grantors = queries.grantors(act.db, person["id"])
        held += sum(roll.additional_of(act.db, one) for one in (person["id"], *grantors))
    if not person["with_vote"]:
        return {"card": without_vote, "votes": held}
    return {"card": with_vote, "votes": 1 + held}


def _proxy_comes_back(act: CommandContext, grantor: int, seq: int) -> bool:
    """A check-in taken back revoked no proxy, unless its holder has found others in between."""
    holder = queries.proxy_ended_by(act.db, grantor, seq)
    most = proxies.most(act.db)
    return holder is not None and (most is None or queries.proxies_held(act.db, holder) < most)


def _member(act: CommandContext, member: int) -> roll.Person:
    person = roll.member(act.db, member)
    if person is None:
        raise CommandRejected("no_such_member", "There is no such member on the roll.")
    return person
