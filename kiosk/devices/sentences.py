"""What happened to the devices, in words; for the live journal alone."""

from __future__ import annotations

from kiosk.devices import queries
from kiosk.store.entry_messages import ROLES, Said, Telling, Words, chosen
from kiosk.store.journal import Entry


def device_paired(telling: Telling, entry: Entry) -> Said:
    return Said("“%(name)s” was paired as %(role)s.", name=entry.facts["name"], role=_role(entry))


def device_renamed(telling: Telling, entry: Entry) -> Said:
    return Said("A device is called “%(name)s” now.", name=entry.facts["name"])


def device_moved(telling: Telling, entry: Entry) -> Said:
    return Said("“%(name)s” is %(role)s now.", name=_name(telling, entry), role=_role(entry))


def device_revoked(telling: Telling, entry: Entry) -> Said:
    return Said("“%(name)s” is not let in any more.", name=_name(telling, entry))


def chair_handed_over(telling: Telling, entry: Entry) -> Said:
    return Said(
        "The chair passed from “%(before)s” to “%(after)s”.",
        before=entry.facts["from_name"],
        after=entry.facts["to_name"],
    )


def plain_http_set(telling: Telling, entry: Entry) -> Said:
    if entry.facts["allowed"]:
        return Said("The chair allowed chair, operator and tellers to come over plain HTTP.")
    return Said("Chair, operator and tellers come by HTTPS or sit at the laptop.")


def _name(telling: Telling, entry: Entry) -> str:
    return queries.name(telling.db, entry.facts["device"])


def _role(entry: Entry) -> Said:
    return chosen(ROLES, entry.facts["role"])


SENTENCES = {
    "device_paired": Words(device_paired),
    "device_renamed": Words(device_renamed),
    "device_moved": Words(device_moved),
    "device_revoked": Words(device_revoked),
    "chair_handed_over": Words(chair_handed_over),
    "plain_http_set": Words(plain_http_set),
}
