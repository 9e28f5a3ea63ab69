"""Coming, going and the quorum, in words. Who came is told in full only; the minutes sum it up."""

from __future__ import annotations

from collections import Counter

from kiosk.devices import queries as devices
from kiosk.roll import queries as roll
from kiosk.rules.rate import rate
from kiosk.store.entry_messages import Audience, EntryText, Message, Moment, chosen, concatenate, of_json
from kiosk.store.journal import Entry


def checked_in(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    name, desk = _name(telling, facts["member"]), facts["device_name"]
    if facts.get("reason"):
        return Message(
            "%(name)s was admitted after closing: %(reason)s.", name=name, reason=telling.private(facts["reason"])
        )
    if facts["verdict"] == "admitted_nonvoting":
        return Message("%(name)s signed in at %(desk)s, without a vote.", name=name, desk=desk)
    return Message("%(name)s signed in at %(desk)s.", name=name, desk=desk)


def seen_again(telling: Audience, entry: Entry) -> Message:
    return Message("%(name)s showed the badge again and is counted once.", name=_name(telling, entry.facts["member"]))


def turned_away(telling: Audience, entry: Entry) -> Message:
    why = chosen(_WHY, entry.facts["verdict"])
    return Message("Somebody was not admitted at %(desk)s: %(why)s.", desk=telling.device(entry), why=why)


def returned(telling: Audience, entry: Entry) -> Message:
    return Message("%(name)s came back.", name=_name(telling, entry.facts["member"]))


def departed(telling: Audience, entry: Entry) -> Message:
    return Message("%(name)s left the hall.", name=_name(telling, entry.facts["member"]))


def checkin_voided(telling: Audience, entry: Entry) -> Message:
    name, reason = _name(telling, entry.facts["member"]), entry.facts["reason"]
    if not reason:
        return Message("The sign-in of %(name)s was taken back by its desk.", name=name)
    return Message("The sign-in of %(name)s was taken back: %(reason)s.", name=name, reason=telling.private(reason))


def proxy_recorded(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    return Message(
        "%(holder)s represents %(grantor)s; the document was seen by %(seen_by)s.",
        holder=_name(telling, facts["holder"]),
        grantor=_name(telling, facts["grantor"]),
        seen_by=facts["seen_by"],
    )


def proxies_most_set(telling: Audience, entry: Entry) -> Message:
    return Message("One holder may represent %(most)s members at most.", most=entry.facts["most"])


def heads_counted(telling: Audience, entry: Entry) -> Message:
    return Message("Heads counted in “%(block)s”: %(count)s.", block=entry.facts["block"], count=entry.facts["count"])


def heads_cleared(telling: Audience, entry: Entry) -> Message:
    return Message("The head count began afresh.")


def quorum_declared(telling: Audience, entry: Entry) -> Message:
    measure = Message("by the desks") if entry.facts["measure"] == "checked_in" else Message("by heads in the rows")
    declared = Message(
        "%(by)s declared who is present, counted %(measure)s. %(sentence)s",
        by=telling.by(entry),
        measure=measure,
        sentence=of_json(entry.facts["sentence"]),
    )
    percent = rate(entry.facts["present"], entry.facts["base"])
    return concatenate([declared, Message("Attendance rate: %(rate)s.", rate=percent)]) if percent else declared


def conflict_settled(telling: Audience, entry: Entry) -> Message:
    return Message(
        "%(by)s looked into the scans of %(name)s made without connection: %(finding)s.",
        by=telling.by(entry),
        name=_name(telling, entry.facts["member"]),
        finding=chosen(_FINDINGS, entry.facts["finding"]),
    )


def difference_explained(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    return Message(
        "%(desk)s made %(made)s scans and %(received)s were received: %(reason)s.",
        desk=devices.name(telling.db, facts["device"]),
        made=facts["made"],
        received=facts["received"],
        reason=telling.private(facts["reason"]),
    )


def device_checkins_voided(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    return Message(
        "%(by)s took back what %(desk)s had signed in since %(at)s, %(count)s people: %(reason)s.",
        by=telling.by(entry),
        desk=facts["device_name"],
        at=Moment(facts["since_at"]),
        count=len(facts["voided"]),
        reason=telling.private(facts["reason"]),
    )


def proxy_paper_settled(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    who = {"name": _name(telling, facts["grantor"]), "holder": _name(telling, facts["holder"])}
    if facts["finding"] == "taken_back":
        return Message("%(name)s came in person: the paper was taken back from %(holder)s.", **who)
    if facts["finding"] == "in_box":
        return Message(
            "%(name)s came in person after %(holder)s had put the paper in the box: no other was given.", **who
        )
    return Message("%(name)s came in person: %(holder)s had no paper of theirs.", **who)


def name_pace_set(telling: Audience, entry: Entry) -> Message:
    if not entry.facts["people"]:
        return Message("%(by)s wants no alarm when a desk signs in many people by name.", by=telling.by(entry))
    return Message(
        "%(by)s wants an alarm when a desk signs in or out more than %(people)s people by name in %(minutes)s minutes.",
        by=telling.by(entry),
        **entry.facts,
    )


def spot_check_drawn(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    return Message("%(count)s names were drawn from %(inside)s people in the hall, to be called and seen.",
                count=len(facts["members"]), inside=facts["inside"])  # fmt: skip


def spot_check_recorded(telling: Audience, entry: Entry) -> Message:
    found = Counter(one["finding"] for one in entry.facts["findings"])
    return Message(
        "Of %(count)s names drawn at random %(seen)s were seen, %(not_seen)s not seen, %(not_called)s not called.",
        count=len(entry.facts["findings"]),
        **{finding: found[finding] for finding in ("seen", "not_seen", "not_called")},
    )


def _name(telling: Audience, member: int) -> object:
    return telling.member(roll.name(telling.db, member))


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


_WHY = {
    "unknown_code": _("the code is not known"),
    "revoked": _("the badge was replaced by another"),
    "not_on_roll": _("not on the roll"),
    "closed": _("the desks were closed"),
}
_FINDINGS = {
    "same_person": _("one person, read at both desks and counted once"),
    "two_people": _("two people with one badge"),
    "not_here": _("not in the hall"),
}
SENTENCES = {
    "checked_in": EntryText(checked_in),
    "seen_again": EntryText(seen_again),
    "turned_away": EntryText(turned_away),
    "returned": EntryText(returned),
    "departed": EntryText(departed),
    "checkin_voided": EntryText(checkin_voided),
    "proxy_recorded": EntryText(proxy_recorded),
    "proxies_most_set": EntryText(proxies_most_set, "attendance"),
    "heads_counted": EntryText(heads_counted),
    "heads_cleared": EntryText(heads_cleared),
    "quorum_declared": EntryText(quorum_declared, "attendance"),
    "conflict_settled": EntryText(conflict_settled),
    "difference_explained": EntryText(difference_explained),
    "proxy_paper_settled": EntryText(proxy_paper_settled),
    "device_checkins_voided": EntryText(device_checkins_voided, "attendance"),
    "name_pace_set": EntryText(name_pace_set),
    "spot_check_drawn": EntryText(spot_check_drawn),
    "spot_check_recorded": EntryText(spot_check_recorded, "attendance"),
}
