"""The minutes, written from the journal alone: one sentence for each act, what happens often as a table.

Sections come in the order in which the meeting came to them. The secretary's additions stand at the end of the section
for which they were written and say what they are. Told to everybody, the list of the absent is left out and every
sentence withholds what concerns one person.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from babel.dates import format_date

from kiosk.i18n.catalog import translate
from kiosk.meeting import queries as meetings
from kiosk.minutes import attendance, discussion, queries, results
from kiosk.minutes.attendance import Words as Say
from kiosk.minutes.document import Addition, Block, Code, Document, Fixed, Particulars, Prose, Section, Signature, Told
from kiosk.rules import quorum
from kiosk.signing import queries as signing
from kiosk.speeches.draw import queries as draws
from kiosk.store import journal, signed_heads, signing_keys
from kiosk.store.entry_messages import Audience, EntryText, render
from kiosk.store.journal import Entry
from kiosk.store.times import times

Key = tuple[str, int]


class Act(NamedTuple):
    """One act on its way into the minutes."""

    seq: int
    kind: str
    told: Told


STANDING = ("opening", "attendance", "incidents", "closing")  # that every minutes can have, whatever happened
HEADS = ("quorum_declared", "draw_revealed", "draw_voided", "drawn_by_hand", "draw_corrected", "tally_signed")


def minutes(db: sqlite3.Connection, sentences: Mapping[str, EntryText], language: str, public: bool) -> Document:
    """The document in a language; `public` withholds what concerns persons."""
    telling, words = Audience(db, public), partial(translate, language)
    meeting = meetings.current(db)
    told = _told(telling, sentences, language)
    parts = _parts(db, told, words)
    kind = words("Minutes, for the public") if public else words("Minutes")
    return Document(
        language,
        kind,
        meeting.title,
        meeting.organisation,
        words("Rehearsal: not a record") if meeting.rehearsal else "",
        Particulars(list(_particulars(db, meeting, words, language))),
        (*parts, *_annexes(db, sentences, telling, words, language)),
        _signatures(db, words),
        queries.to_sign(db).hash,
        words("Annexes"),
        words(
            "Entries in the journal: %(seq)s. Its head: %(hash)s", seq=journal.head(db).seq, hash=journal.head(db).hash
        ),
    )


def _told(telling: Audience, sentences: Mapping[str, EntryText], language: str) -> dict[Key, list[Act]]:
    """The sentences under their headings, in the order in which the meeting was at them: by the act in their middle,
    because a round may be prepared long before it is held."""
    found: dict[Key, list[Act]] = {}
    written = times(telling.db)
    for entry in queries.entries(telling.db, [kind for kind, one in sentences.items() if one.part]):
        one = sentences[entry.kind]
        key = (one.part or "", one.about(entry) if one.about else 0)
        said = Told(written.clock(entry.at), render(language, one.tell(telling, entry), written))
        found.setdefault(key, []).append(Act(entry.seq, entry.kind, said))
    return dict(sorted(found.items(), key=lambda one: one[1][len(one[1]) // 2].seq))


def _parts(db: sqlite3.Connection, told: dict[Key, list[Act]], words: Say) -> Iterator[Section]:
    """The sections of the meeting; the standing ones are there for the secretary even when they are empty."""
    added = {row["section"] for row in queries.additions(db)}
    middle = [key for key in told if key[0] not in (*STANDING, "screen")]
    for key in (("opening", 0), ("attendance", 0), *middle, ("incidents", 0), ("closing", 0)):
        name = f"{key[0]}-{key[1]}" if key[1] else key[0]
        added.discard(name)
        yield Section(
            name, _title(db, key, words), (*_blocks(db, key, told.get(key, []), words), *_added(db, name, words))
        )
    for name in sorted(added):
        yield Section(name, words("Further"), tuple(_added(db, name, words)))


def _blocks(db: sqlite3.Connection, key: Key, acts: list[Act], words: Say) -> list[Block]:
    """The sentences of a section with what sums it up: behind them, but a result's table where it was reported."""
    after = [place for place, act in enumerate(acts, 1) if act.kind in ("result_reported", "result_corrected")]
    place = after[-1] if after else len(acts)
    return [*(one.told for one in acts[:place]), *_more(db, key, words), *(one.told for one in acts[place:])]


def _title(db: sqlite3.Connection, key: Key, words: Say) -> str:
    part, about = key
    if part == "round":
        return results.title(db, about)
    return words(TITLES.get(part, TITLES["closing"]), number=about)


def _more(db: sqlite3.Connection, key: Key, words: Say) -> Iterator[Block]:
    """What sums up a section behind its sentences."""
    part, about = key
    if part == "attendance":
        yield from attendance.certificate(db, words)
    elif part == "speeches":
        yield from discussion.speeches(db, words)
    elif part == "questions":
        yield from discussion.questions(db, words)
    elif part == "round":
        yield from results.result(db, about, words)


def _added(db: sqlite3.Connection, section: str, words: Say) -> Iterator[Addition]:
    for row in queries.additions(db):
        if row["section"] == section:
            label = words(
                "Added by the secretary at %(time)s", time=times(db).clock(row["amended_at"] or row["added_at"])
            )
            yield Addition(row["id"], label, row["text"])


def _signatures(db: sqlite3.Connection, words: Say) -> tuple[Signature, ...]:
    """A line for the hand of each, or what stands on it since it was signed here."""
    signed = {
        row["role"]: words(
            "%(name)s, signed at %(time)s under entry %(seq)s, %(hash)s",
            name=row["name"], time=times(db).clock(row["signed_at"]), seq=row["under_seq"], hash=f"{row['under_hash'][:16]}…",
        )
        for row in queries.signatures(db)
    }  # fmt: skip
    who = {"chair": words("Chair"), "secretary": words("Secretary")}
    return tuple(Signature(role, title, signed.get(role, "")) for role, title in who.items())


def _annexes(
    db: sqlite3.Connection, sentences: Mapping[str, EntryText], telling: Audience, words: Say, language: str
) -> Iterator[Section]:
    written = times(db)
    if not telling.public:
        yield Section("absent", words("Absent, with a vote"), tuple(attendance.absent(db, words)), annex=True)
    records = [(one.number, one.record) for one in draws.all_draws(db) if one.record]
    for number, record in records:
        check = words(
            "Anybody can check this text: on the page of draws, with kiosk draw verify, or with check_draw.py."
        )
        yield Section(
            f"draw-{number}-record",
            words("Record of draw %(number)s", number=number),
            (Prose(check), Fixed(record)),
            annex=True,
        )
    shown = list(queries.entries(db, ["scene_taken"]))
    if shown:
        acts = tuple(
            Told(written.clock(one.at), render(language, sentences[one.kind].tell(telling, one), written))
            for one in shown
        )
        yield Section("screen", words("What the hall screen showed"), acts, annex=True)
    mended = list(queries.entries(db, ["import_undone", "member_removed"]))
    if mended:
        lines_of = tuple(
            Told(written.clock(one.at), render(language, sentences[one.kind].tell(telling, one), written))
            for one in mended
        )
        yield Section("roll", words("What was taken off the roll again"), lines_of, annex=True)
    closing = [entry for entry in queries.entries(db, list(HEADS)) if _closes(entry)]
    if closing:
        why = words(
            "Each hash stands for the whole journal up to that act: whoever noted it then can tell whether anything before"
            " was changed."
        )
        lines = Fixed(
            "\n".join(f"{written.clock(one.at)}  {words(_HEADS[one.kind], **_of(one))}\n{one.hash}" for one in closing)
        )
        yield Section("heads", words("Where the journal stood"), (Prose(why), lines), annex=True)
    if signed := signed_heads.last(db):
        digits = signing.grouped(signing_keys.fingerprint(signed.key))
        why = words(
            "Entry %(seq)s and all before it are signed by the key of the fingerprint %(shown)s. The code holds the signed head.",
            seq=signed.seq, shown=digits,
        )  # fmt: skip
        head = Fixed(signing.grouped(signed.hash))
        yield Section("signed", words("The signed head"), (Prose(why), head, Code(signed.code())), annex=True)


def _closes(entry: Entry) -> bool:
    return entry.kind != "tally_signed" or bool(entry.facts["last"])


def _of(entry: Entry) -> dict[str, object]:
    return {"number": entry.facts.get("number", ""), "seq": entry.seq, "shown": str(entry.facts.get("head", ""))[:16]}


def _particulars(
    db: sqlite3.Connection, meeting: meetings.Meeting, words: Say, language: str
) -> Iterator[tuple[str, str]]:
    written = times(db)
    first = db.execute("select min(at) from attendance").fetchone()[0] or meeting.created_at
    begun = written.planned(meeting.starts_at) if meeting.starts_at else written.moment(first)
    locale = _LOCALES.get(language, language.replace("-", "_"))
    yield words("Date"), format_date(begun.date(), "long", locale=locale)
    last = written.clock(journal.head(db).at)
    yield words("Time"), words("%(first)s to %(last)s", first=begun.strftime("%H:%M"), last=last)
    yield (
        words("Time zone"),
        written.name if written.own else words(_NO_ZONE, zone=written.name),
    )
    if meeting.place:
        yield words("Place"), meeting.place
    named = queries.officers(db)
    yield words("In the chair"), named["chair"] if named else words("not named yet")
    yield words("Minutes written by"), named["secretary"] if named else words("not named yet")
    preset = quorum.PRESETS[meeting.preset]
    yield (
        words("Rules of the meeting"),
        words("%(title)s (%(source)s)", title=words(preset.title), source=words(preset.source)),
    )


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


_LOCALES = {"en": "en_GB"}
_NO_ZONE = _("%(zone)s, the zone of the laptop that wrote this: the meeting has none of its own yet")
TITLES = {
    "opening": _("Opening"),
    "attendance": _("Attendance and quorum"),
    "draw": _("Draw %(number)s"),
    "speeches": _("Speeches"),
    "questions": _("Questions and answers"),
    "hands": _("Votes by hands"),
    "elsewhere": _("Decisions taken elsewhere"),
    "incidents": _("Incidents"),
    "closing": _("Further"),
}
_HEADS = {
    "quorum_declared": _("Quorum declared, entry %(seq)s (the hall saw %(shown)s)"),
    "draw_revealed": _("Draw %(number)s, entry %(seq)s"),
    "draw_voided": _("Draw %(number)s given up, entry %(seq)s"),
    "drawn_by_hand": _("Draw %(number)s held by hand, entry %(seq)s"),
    "draw_corrected": _("Draw %(number)s read again, entry %(seq)s"),
    "tally_signed": _("Result signed, entry %(seq)s"),
}
