"""What happened to the meeting itself, in words."""

from __future__ import annotations

from kiosk.checkin import quorum
from kiosk.journal import Entry
from kiosk.sentences import Moment, Said, Telling, Words, chosen


def meeting_created(telling: Telling, entry: Entry) -> Said:
    preset = chosen(_PRESETS, entry.facts["preset"])
    return Said("The meeting “%(title)s” was prepared: %(preset)s.", title=entry.facts["title"], preset=preset)


def meeting_changed(telling: Telling, entry: Entry) -> Said:
    changed = [Said(_PARTICULARS[name]) for name in entry.facts if name in _PARTICULARS]
    return Said("The particulars of the meeting were changed: %(changed)s.", changed=changed)


def continued(telling: Telling, entry: Entry) -> Said:
    facts = entry.facts
    return Said(
        "The meeting went on from a copy of its file (%(file)s), which ended with entry %(seq)s.",
        file=facts["file"],
        seq=facts["from_seq"],
    )


def desks_opened(telling: Telling, entry: Entry) -> Said:
    return Said("%(by)s opened the desks.", by=telling.by(entry))


def desks_closed(telling: Telling, entry: Entry) -> Said:
    return Said("%(by)s closed the desks: nobody more was admitted.", by=telling.by(entry))


def desk_hours_set(telling: Telling, entry: Entry) -> Said:
    opens, closes = entry.facts["opens_at"], entry.facts["closes_at"]
    return Said(
        "The hours of the desks were set: from %(opens)s until %(closes)s.",
        opens=Moment(opens) if opens else Said("the beginning"),
        closes=Moment(closes) if closes else Said("the end"),
    )


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


_PRESETS = {key: preset.title for key, preset in quorum.PRESETS.items()}
_PARTICULARS = {
    "title": _("title"),
    "organisation": _("who meets"),
    "place": _("place"),
    "starts_at": _("beginning"),
    "language": _("language of the hall screen"),
    "theme": _("look of the hall screen"),
    "wifi_name": _("Wi-Fi of the hall"),
    "wifi_password": _("password of the Wi-Fi"),
    "complaints_phone": _("telephone for complaints"),
    "rule": _("rule of the quorum"),
}
SENTENCES = {
    "meeting_created": Words(meeting_created),
    "meeting_changed": Words(meeting_changed),
    "continued": Words(continued, "attendance"),
    "desks_opened": Words(desks_opened, "attendance"),
    "desks_closed": Words(desks_closed, "attendance"),
    "desk_hours_set": Words(desk_hours_set),
}
