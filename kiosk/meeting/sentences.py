"""What happened to the meeting itself, in words."""

from __future__ import annotations

from kiosk.rules import quorum
from kiosk.store.entry_messages import Audience, EntryText, Message, Planned, chosen, minutes_seconds
from kiosk.store.journal import Entry


def meeting_created(telling: Audience, entry: Entry) -> Message:
    preset = chosen(_PRESETS, entry.facts["preset"])
    return Message("The meeting “%(title)s” was prepared: %(preset)s.", title=entry.facts["title"], preset=preset)


def meeting_changed(telling: Audience, entry: Entry) -> Message:
    changed = [Message(_PARTICULARS[name]) for name in entry.facts if name in _PARTICULARS]
    return Message("The particulars of the meeting were changed: %(changed)s.", changed=changed)


def continued(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    return Message(
        "The meeting went on from a copy of its file (%(file)s), which ended with entry %(seq)s.",
        file=facts["file"],
        seq=facts["from_seq"],
    )


def time_zone_set(telling: Audience, entry: Entry) -> Message:
    return Message("Times are written in the zone %(zone)s.", zone=entry.facts["time_zone"])


def clock_moved(telling: Audience, entry: Entry) -> Message:
    """Durations run by the meeting's own clock: what was set concerns the times that are written alone."""
    if entry.facts["restarted"]:
        return Message(
            "The laptop was started again, and with it the meeting's clock: from here on times are written by the"
            " laptop's clock as it is now."
        )
    by = entry.facts["by_ms"]
    words = _FORWARD if by > 0 else _BACK
    before = entry.at + entry.facts["correction_ms"] - by
    return Message(words, by=_length(abs(by)), before=Planned(before), after=Planned(before + by))


def _length(ms: int) -> Message | str:
    """3:00:00; from two days on in days."""
    days, rest = divmod(ms // 1000, 86_400)
    return (
        Message("%(days)s days and %(rest)s", days=days, rest=minutes_seconds(rest))
        if days > 1
        else minutes_seconds(ms // 1000)
    )


def desks_opened(telling: Audience, entry: Entry) -> Message:
    return Message("%(by)s opened the desks.", by=telling.by(entry))


def desks_closed(telling: Audience, entry: Entry) -> Message:
    return Message("%(by)s closed the desks: nobody more was admitted.", by=telling.by(entry))


def desk_hours_set(telling: Audience, entry: Entry) -> Message:
    opens, closes = entry.facts["opens_at"], entry.facts["closes_at"]
    return Message(
        "The hours of the desks were set: from %(opens)s until %(closes)s.",
        opens=Planned(opens) if opens else Message("the beginning"),
        closes=Planned(closes) if closes else Message("the end"),
    )


def checklist_ticked(telling: Audience, entry: Entry) -> Message:
    if not entry.facts["done"]:
        return Message("Not prepared after all: “%(item)s”.", item=Message(_PREPARED[entry.facts["item"]]))
    return Message(_PREPARED[entry.facts["item"]])


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


_PREPARED = {
    "secret_booth": _("A booth for marking papers alone was prepared."),
    "called_out": _("The calling out in public was prepared."),
    "proxy_list": _("The list of proxies was put up."),
}
_FORWARD = _(
    "The laptop's clock was set forward by %(by)s, from %(before)s to %(after)s. Durations go on as they were; times are"
    " written by the laptop's clock."
)
_BACK = _(
    "The laptop's clock was set back by %(by)s, from %(before)s to %(after)s. Durations go on as they were; times are"
    " written by the laptop's clock."
)
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
    "meeting_created": EntryText(meeting_created),
    "meeting_changed": EntryText(meeting_changed),
    "continued": EntryText(continued, "attendance"),
    "time_zone_set": EntryText(time_zone_set),
    "clock_moved": EntryText(clock_moved, "incidents"),
    "desks_opened": EntryText(desks_opened, "attendance"),
    "desks_closed": EntryText(desks_closed, "attendance"),
    "desk_hours_set": EntryText(desk_hours_set),
    "checklist_ticked": EntryText(checklist_ticked, "attendance"),
}
