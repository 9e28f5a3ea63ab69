"""The secretary's additions and the observers' notes, in words."""

from __future__ import annotations

from kiosk.store.entry_messages import ROLES, Audience, EntryText, Message, chosen
from kiosk.store.journal import Entry


def minutes_added_to(telling: Audience, entry: Entry) -> Message:
    return Message("Something was added to the minutes by hand.")


def addition_amended(telling: Audience, entry: Entry) -> Message:
    return Message("An addition to the minutes got other words.")


def addition_struck(telling: Audience, entry: Entry) -> Message:
    return Message("An addition to the minutes was struck: %(reason)s.", reason=telling.private(entry.facts["reason"]))


def incident_reported(telling: Audience, entry: Entry) -> Message:
    by = chosen(ROLES, entry.facts["role"])
    return Message("Incident, noted by %(by)s: %(text)s", by=by, text=entry.facts["text"])


def minutes_signed(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    by = chosen(ROLES, facts["role"])
    return Message(
        "%(name)s, %(by)s, signed the minutes as they stood at entry %(seq)s.",
        name=facts["name"], by=by, seq=facts["under_seq"],
    )  # fmt: skip


def officers_named(telling: Audience, entry: Entry) -> Message:
    return Message(
        "In the chair: %(chair)s. The minutes are written by %(secretary)s.",
        chair=entry.facts["chair"],
        secretary=entry.facts["secretary"],
    )


SENTENCES = {
    "officers_named": EntryText(officers_named, "opening"),
    "minutes_added_to": EntryText(minutes_added_to),
    "addition_amended": EntryText(addition_amended),
    "addition_struck": EntryText(addition_struck),
    "incident_reported": EntryText(incident_reported, "incidents"),
    "minutes_signed": EntryText(minutes_signed),
}
