"""The secretary's additions and the observers' notes, in words."""

from __future__ import annotations

from kiosk.store.entry_messages import ROLES, Said, Telling, Words, chosen
from kiosk.store.journal import Entry


def minutes_added_to(telling: Telling, entry: Entry) -> Said:
    return Said("Something was added to the minutes by hand.")


def addition_amended(telling: Telling, entry: Entry) -> Said:
    return Said("An addition to the minutes got other words.")


def addition_struck(telling: Telling, entry: Entry) -> Said:
    return Said("An addition to the minutes was struck: %(reason)s.", reason=telling.private(entry.facts["reason"]))


def incident_reported(telling: Telling, entry: Entry) -> Said:
    by = chosen(ROLES, entry.facts["role"])
    return Said("Incident, noted by %(by)s: %(text)s", by=by, text=entry.facts["text"])


def minutes_signed(telling: Telling, entry: Entry) -> Said:
    facts = entry.facts
    by = chosen(ROLES, facts["role"])
    return Said(
        "%(name)s, %(by)s, signed the minutes as they stood at entry %(seq)s.",
        name=facts["name"], by=by, seq=facts["under_seq"],
    )  # fmt: skip


def officers_named(telling: Telling, entry: Entry) -> Said:
    return Said(
        "In the chair: %(chair)s. The minutes are written by %(secretary)s.",
        chair=entry.facts["chair"],
        secretary=entry.facts["secretary"],
    )


SENTENCES = {
    "officers_named": Words(officers_named, "opening"),
    "minutes_added_to": Words(minutes_added_to),
    "addition_amended": Words(addition_amended),
    "addition_struck": Words(addition_struck),
    "incident_reported": Words(incident_reported, "incidents"),
    "minutes_signed": Words(minutes_signed),
}
