"""What happened before the vote, in words; which units or members it was is told in full alone."""

from __future__ import annotations

from kiosk.roll import queries as roll
from kiosk.store.entry_messages import Audience, EntryText, Message, chosen
from kiosk.store.journal import Entry


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


def early_noted(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    units = telling.private([roll.number(telling.db, one) for one in facts["members"]])
    figures = {"count": len(facts["members"]), "at": facts["told_at"], "units": units}
    return chosen(
        _NOTED, facts["kind"], **figures, by=telling.member(facts["handler"]), way=chosen(_WAYS, facts["way"])
    )


def early_taken_back(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    unit = telling.private(roll.number(telling.db, facts["member"]))
    return chosen(_BACK, facts["kind"], unit=unit, reason=telling.private(facts["reason"]))


_NOTED = {
    "delivered": _("Papers were delivered to %(count)s units (%(way)s) by %(by)s, %(at)s: %(units)s."),
    "returned": _(
        "Papers of %(count)s absent units came back before (%(way)s), received by %(by)s, %(at)s: %(units)s."
    ),
    "opinion": _("Opinions in writing of the absent: %(count)s (%(way)s), received by %(by)s, %(at)s: %(units)s."),
}
_BACK = {
    "delivered": _("The note that a paper was delivered to %(unit)s was taken back: %(reason)s."),
    "returned": _("The note that the paper of %(unit)s came back was taken back: %(reason)s."),
    "opinion": _("The opinion in writing of %(unit)s was taken back: %(reason)s."),
}
_WAYS = {
    "hand": _("handed over in person"),
    "mailbox": _("into the mailbox"),
    "post": _("by registered post"),
    "electronic": _("electronically"),
    "other": _("otherwise"),
}


def _round(entry: Entry) -> int:
    found: int = entry.facts["round"]
    return found


SENTENCES = {
    "early_noted": EntryText(early_noted, "round", _round),
    "early_taken_back": EntryText(early_taken_back, "round", _round),
}
