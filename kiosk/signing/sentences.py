"""What the laptop signed, in words."""

from __future__ import annotations

from kiosk.signing.queries import grouped
from kiosk.store.entry_messages import Audience, EntryText, Message, Moment
from kiosk.store.journal import Entry


def signing_key_added(telling: Audience, entry: Entry) -> Message:
    shown = grouped(entry.facts["fingerprint"])
    if entry.facts["reason"] == "continued":
        return Message("Another laptop signs from entry %(seq)s: fingerprint %(shown)s.", seq=entry.seq, shown=shown)
    return Message("This laptop signs the journal: fingerprint %(shown)s.", shown=shown)


def head_signed(telling: Audience, entry: Entry) -> Message:
    return Message("Entry %(seq)s and all before it were signed by the laptop's key.", seq=entry.facts["seq"])


def record_written(telling: Audience, entry: Entry) -> Message:
    return Message("The record was written, up to entry %(seq)s.", seq=entry.facts["entries"])


def other_head_seen(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    seen = {
        "name": telling.private(facts["name"], _("a device")),
        "seq": facts["seq"],
        "time": Moment(facts["seen_at"]),
    }
    if facts["seq"] > facts["ends_at"]:
        return Message(
            "%(name)s saw entry %(seq)s at %(time)s; the file ended at %(end)s.", end=facts["ends_at"], **seen
        )
    return Message("%(name)s saw another entry %(seq)s at %(time)s than the file has.", **seen)


def alarm_acknowledged(telling: Audience, entry: Entry) -> Message:
    return Message(
        "%(by)s looked into what entry %(seq)s says: %(reason)s.",
        by=telling.by(entry),
        seq=entry.facts["alarm"],
        reason=telling.private(entry.facts["reason"]),
    )


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


SENTENCES = {
    "signing_key_added": EntryText(signing_key_added, "opening"),
    "head_signed": EntryText(head_signed),
    "record_written": EntryText(record_written),
    "other_head_seen": EntryText(other_head_seen, "incidents"),
    "alarm_acknowledged": EntryText(alarm_acknowledged, "incidents"),
}
