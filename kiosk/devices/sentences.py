"""What happened to the devices, in words; for the live journal alone."""

from __future__ import annotations

from kiosk.devices import queries
from kiosk.store.entry_messages import ROLES, Audience, EntryText, Message, chosen
from kiosk.store.journal import Entry


def device_paired(telling: Audience, entry: Entry) -> Message:
    return Message("“%(name)s” was paired as %(role)s.", name=entry.facts["name"], role=_role(entry))


def device_renamed(telling: Audience, entry: Entry) -> Message:
    return Message("A device is called “%(name)s” now.", name=entry.facts["name"])


def device_moved(telling: Audience, entry: Entry) -> Message:
    return Message("“%(name)s” is %(role)s now.", name=_name(telling, entry), role=_role(entry))


def device_revoked(telling: Audience, entry: Entry) -> Message:
    return Message("“%(name)s” is not let in any more.", name=_name(telling, entry))


def chair_handed_over(telling: Audience, entry: Entry) -> Message:
    return Message(
        "The chair passed from “%(before)s” to “%(after)s”.",
        before=entry.facts["from_name"],
        after=entry.facts["to_name"],
    )


def plain_http_set(telling: Audience, entry: Entry) -> Message:
    if entry.facts["allowed"]:
        return Message("The chair allowed chair, operator and tellers to come over plain HTTP.")
    return Message("Chair, operator and tellers come by HTTPS or sit at the laptop.")


def _name(telling: Audience, entry: Entry) -> str:
    return queries.name(telling.db, entry.facts["device"])


def _role(entry: Entry) -> Message:
    return chosen(ROLES, entry.facts["role"])


SENTENCES = {
    "device_paired": EntryText(device_paired),
    "device_renamed": EntryText(device_renamed),
    "device_moved": EntryText(device_moved),
    "device_revoked": EntryText(device_revoked),
    "chair_handed_over": EntryText(chair_handed_over),
    "plain_http_set": EntryText(plain_http_set),
}
