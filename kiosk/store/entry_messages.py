"""What happened, in words: one sentence for each kind of entry, in one place.

Each slice keeps the words for its own entries in its `sentences.py` and offers them as `Slice.sentences`. The live
journal, the minutes and the exported record all tell the same sentence; a test asks for one of every kind.

A sentence is told in full, or to everybody (`Telling.public`): then `private` puts "withheld" in the place of what
concerns one person. What nobody may learn (who asked anonymously, a single paper) is not in an entry at all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from kiosk.i18n.catalog import format_list, translate
from kiosk.store.journal import Entry
from kiosk.store.times import Times


class Moment(int):
    """A recorded time in a sentence, milliseconds of the meeting's clock: said as the clock in the hall showed it."""


class Planned(int):
    """A time in a sentence that people chose by the clock on the wall, milliseconds since 1970."""


class Message:
    """A sentence: its msgid, and figures that are texts, numbers, moments, other sentences, or a list of these."""

    __slots__ = ("figures", "msgid")

    def __init__(self, msgid: str, **figures: Any) -> None:
        self.msgid = msgid
        self.figures = figures


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


ROLES = {
    "chair": _("the chair"),
    "operator": _("the operator"),
    "supervisor": _("the supervisor"),
    "desk": _("a desk"),
    "teller_a": _("team A"),
    "teller_b": _("team B"),
    "chief_scrutineer": _("the chief scrutineer"),
    "secretary": _("the secretary"),
    "observer": _("the observer"),
    "screen": _("the hall screen"),
    "speaker": _("the speaker's tablet"),
    "stand": _("a shared tablet"),
    "laptop": _("the laptop"),
}


@dataclass(frozen=True, slots=True)
class Audience:
    """What a sentence may use: the file, and whether it is told to everybody (`public`) or in full."""

    db: sqlite3.Connection
    public: bool = False

    def private(self, value: object, instead: str = _("withheld")) -> object:
        """Something that concerns one person: told in full, else `instead`."""
        return Message(instead) if self.public else value

    def member(self, name: str) -> object:
        """A member's name; to everybody: a member."""
        return self.private(name, _("a member"))

    def by(self, entry: Entry) -> Message:
        """Who did it, by the role that the device has."""
        role = entry.actor
        if entry.device is not None:
            row = self.db.execute("select role from device where id = ?", (entry.device,)).fetchone()
            role = row[0] if row else ""
        return Message(ROLES.get(role, _("somebody")))

    def device(self, entry: Entry) -> str:
        """The name of the device on which it was done; empty for the laptop."""
        row = self.db.execute("select name from device where id = ?", (entry.device,)).fetchone()
        return str(row[0]) if row else ""


class EntryText(NamedTuple):
    """How one kind of entry is told. `part` is the heading of the minutes under which its sentence stands, None when
    it belongs in the live journal alone; `about` says which round, which draw, where there are several."""

    tell: Callable[[Audience, Entry], Message]
    part: str | None = None
    about: Callable[[Entry], int] | None = None


def refused(telling: Audience, entry: Entry) -> Message:
    """The one entry of the core's own: something was asked and decided against."""
    return Message(_("Not done: %(command)s (%(code)s)."), command=entry.facts["command"], code=entry.facts["code"])


def render(language: str, said: Message, times: Times) -> str:
    """The sentence in a language, from its first letter, its times as the meeting writes them."""
    text = _figure(language, said, times)
    first = said.figures.get(said.msgid[2:].split(")")[0]) if said.msgid.startswith("%(") else None
    return text[:1].upper() + text[1:] if isinstance(first, Message) else text


def as_json(said: Message) -> dict[str, Any]:
    """The sentence as data, to be said by a page in its own language."""
    return {"msgid": said.msgid, "figures": {name: _json(value) for name, value in said.figures.items()}}


def of_json(found: dict[str, Any]) -> Message:
    """A sentence that was kept as data: msgid and figures."""
    msgid, figures = found["msgid"], found["figures"]
    return Message(msgid, **figures)


def chosen(words: Mapping[str, str], key: str, **figures: Any) -> Message:
    """The words for a choice; the key itself where there are none."""
    return Message(words.get(key, key), **figures)


def concatenate(sentences: Sequence[Message]) -> Message:
    """Several whole sentences, at least one, one after the other."""
    whole, *others = sentences
    for one in others:
        whole = Message("%(first)s %(then)s", first=whole, then=one)
    return whole


def minutes_seconds(seconds: int) -> str:
    """A length of time: 272 → "4:32"; 10800 → "3:00:00"."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes}:{rest:02d}" if minutes < 60 else f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"


def _figure(language: str, value: object, times: Times) -> str:
    if isinstance(value, Message):
        figures = {name: _figure(language, one, times) for name, one in value.figures.items()}
        return translate(language, value.msgid, **figures)
    if isinstance(value, Moment):
        return times.clock(value)
    if isinstance(value, Planned):
        return times.planned(value).strftime("%H:%M")
    if isinstance(value, Sequence) and not isinstance(value, str):
        return format_list(language, [_figure(language, one, times) for one in value])
    return str(value)


def _json(value: object) -> object:
    if isinstance(value, Message):
        return as_json(value)
    if isinstance(value, Moment):
        return {"at": int(value)}
    if isinstance(value, Planned):
        return {"planned": int(value)}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_json(one) for one in value]
    return value
