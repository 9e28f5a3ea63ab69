"""The list of speakers and the floor, in words; the minutes have each speech as a row of a table."""

from __future__ import annotations

from kiosk.speeches.queue import queries
from kiosk.store.entry_messages import Audience, EntryText, Message, chosen, minutes_seconds
from kiosk.store.journal import Entry


def speaker_list_made(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    return Message(
        "The list of speakers “%(title)s” was made %(source)s: %(count)s names, %(time)s each.",
        title=facts["title"],
        source=chosen(_SOURCES, facts["source"], number=facts["draw"]),
        count=len(facts["speakers"]),
        time=minutes_seconds(facts["seconds_each"]),
    )


def speaker_list_turned_to(telling: Audience, entry: Entry) -> Message:
    row = queries.one_list(telling.db, entry.facts["list"])
    return Message("The meeting turned to the list of speakers “%(title)s”.", title=row["title"] if row else "")


def speaker_list_closed(telling: Audience, entry: Entry) -> Message:
    return Message("%(by)s closed the list of speakers.", by=telling.by(entry))


def speaker_list_reopened(telling: Audience, entry: Entry) -> Message:
    return Message("%(by)s opened the list of speakers again.", by=telling.by(entry))


def speaker_listed(telling: Audience, entry: Entry) -> Message:
    name = entry.facts["name"]
    if entry.facts["point_of_order"]:
        return Message("%(name)s asks to speak on a point of order.", name=name)
    if entry.facts["late"]:
        return Message("%(name)s came late and speaks last, by ruling of the chair.", name=name)
    return Message("%(name)s asks to speak.", name=name)


def speaker_marked(telling: Audience, entry: Entry) -> Message:
    return Message("%(name)s: %(state)s.", name=_name(telling, entry), state=chosen(STATES, entry.facts["state"]))


def reader_named(telling: Audience, entry: Entry) -> Message:
    if not entry.facts["reader"]:
        return Message("%(name)s reads the statement in person.", name=_name(telling, entry))
    return Message(
        "The statement of %(name)s is read by %(reader)s.", name=_name(telling, entry), reader=entry.facts["reader"]
    )


def floor_given(telling: Audience, entry: Entry) -> Message:
    time = minutes_seconds(entry.facts["seconds"])
    return Message("%(name)s was given the floor for %(time)s.", name=_name(telling, entry), time=time)


def clock_paused(telling: Audience, entry: Entry) -> Message:
    return Message("The clock of %(name)s was stopped.", name=_name(telling, entry))


def clock_resumed(telling: Audience, entry: Entry) -> Message:
    return Message("The clock of %(name)s went on.", name=_name(telling, entry))


def time_added(telling: Audience, entry: Entry) -> Message:
    time = minutes_seconds(entry.facts["seconds"])
    return Message("The time of %(name)s was changed to %(time)s.", name=_name(telling, entry), time=time)


def speech_ended(telling: Audience, entry: Entry) -> Message:
    return Message("The speech of %(name)s ended.", name=_name(telling, entry))


def bell_rung(telling: Audience, entry: Entry) -> Message:
    return Message("The bell was rung.")


def _name(telling: Audience, entry: Entry) -> str:
    row = queries.one_speaker(telling.db, entry.facts["speaker"])
    return row["name"] if row else ""


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


_SOURCES = {
    "draw": _("in the order of draw %(number)s"),
    "hand": _("by hand"),
    "request": _("for those who ask to speak"),
}
STATES = {
    "waiting": _("waits again"),
    "skipped": _("passed over"),
    "withdrawn": _("has withdrawn"),
    "absent": _("was absent"),
}
SENTENCES = {
    "speaker_list_made": EntryText(speaker_list_made, "speeches"),
    "speaker_list_turned_to": EntryText(speaker_list_turned_to, "speeches"),
    "speaker_list_closed": EntryText(speaker_list_closed, "speeches"),
    "speaker_list_reopened": EntryText(speaker_list_reopened, "speeches"),
    "speaker_listed": EntryText(speaker_listed),
    "speaker_marked": EntryText(speaker_marked),
    "reader_named": EntryText(reader_named),
    "floor_given": EntryText(floor_given),
    "clock_paused": EntryText(clock_paused),
    "clock_resumed": EntryText(clock_resumed),
    "time_added": EntryText(time_added),
    "speech_ended": EntryText(speech_ended),
    "bell_rung": EntryText(bell_rung),
}
