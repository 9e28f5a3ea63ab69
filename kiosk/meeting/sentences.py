"""What happened to the meeting itself, in words."""

from __future__ import annotations

from kiosk.rules import quorum
from kiosk.store.entry_messages import Planned, Said, Telling, Words, chosen, minutes_seconds
from kiosk.store.journal import Entry


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


def time_zone_set(telling: Telling, entry: Entry) -> Said:
    return Said("Times are written in the zone %(zone)s.", zone=entry.facts["time_zone"])


def clock_moved(telling: Telling, entry: Entry) -> Said:
    """Durations run by the meeting's own clock: what was set concerns the times that are written alone."""
    if entry.facts["restarted"]:
        return Said(
            "The laptop was started again, and with it the meeting's clock: from here on times are written by the"
            " laptop's clock as it is now."
        )
    by = entry.facts["by_ms"]
    words = _FORWARD if by > 0 else _BACK
    before = entry.at + entry.facts["correction_ms"] - by
    return Said(words, by=_length(abs(by)), before=Planned(before), after=Planned(before + by))


def _length(ms: int) -> Said | str:
    """3:00:00; from two days on in days."""
    days, rest = divmod(ms // 1000, 86_400)
    return (
        Said("%(days)s days and %(rest)s", days=days, rest=minutes_seconds(rest))
        if days > 1
        else minutes_seconds(ms // 1000)
    )


def desks_opened(telling: Telling, entry: Entry) -> Said:
    return Said("%(by)s opened the desks.", by=telling.by(entry))


def desks_closed(telling: Telling, entry: Entry) -> Said:
    return Said("%(by)s closed the desks: nobody more was admitted.", by=telling.by(entry))


def desk_hours_set(telling: Telling, entry: Entry) -> Said:
    opens, closes = entry.facts["opens_at"], entry.facts["closes_at"]
    return Said(
        "The hours of the desks were set: from %(opens)s until %(closes)s.",
        opens=Planned(opens) if opens else Said("the beginning"),
        closes=Planned(closes) if closes else Said("the end"),
    )


def checklist_ticked(telling: Telling, entry: Entry) -> Said:
    if not entry.facts["done"]:
        return Said("Not prepared after all: “%(item)s”.", item=Said(_PREPARED[entry.facts["item"]]))
    return Said(_PREPARED[entry.facts["item"]])


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
    "meeting_created": Words(meeting_created),
    "meeting_changed": Words(meeting_changed),
    "continued": Words(continued, "attendance"),
    "time_zone_set": Words(time_zone_set),
    "clock_moved": Words(clock_moved, "incidents"),
    "desks_opened": Words(desks_opened, "attendance"),
    "desks_closed": Words(desks_closed, "attendance"),
    "desk_hours_set": Words(desk_hours_set),
    "checklist_ticked": Words(checklist_ticked, "attendance"),
}
