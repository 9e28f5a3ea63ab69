"""Check the records of a meeting's draws, each by itself and as a chain. Standard library only.

A text is read as bytes and refused before anything is hashed when it is not exactly of the form: a reader that skips
a line it does not know can be fed an order of somebody's choice. The steps are form, commitment, order, dice, chain.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from kiosk.rules import draw as rule

Sentence = tuple[str, dict[str, int | str]]
_LINE = re.compile(r"([a-z]+): (.+)", re.DOTALL)
_HEX = re.compile(r"[0-9a-f]{64}")
_NUMBER = re.compile(r"[1-9][0-9]*")
# what each kind of record holds, in its order: key and how many of it ("+" one or more, "*" any, else that many)
_FORMS = {
    rule.FORM: "meeting draw prev slot+ name+ commit value* secret order+",
    f"{rule.FORM} void": "meeting draw prev slot+ name+ commit value* secret reason by by",
    f"{rule.FORM} hand": "meeting draw prev name+ reason by by order+",
}
_SPOKEN = ("meeting", "slot", "name", "order", "reason", "by")


class Record(NamedTuple):
    """A record read: its kind (`hall-draw/1`, `… void`, `… hand`), its values by key, and its whole text."""

    kind: str
    fields: Mapping[str, tuple[str, ...]]
    text: str

    @property
    def number(self) -> int:
        return int(self.fields["draw"][0])

    @property
    def hash(self) -> str:
        return rule.digest(self.text)


class Finding(NamedTuple):
    """What was found in one record: the step that fails (None: all hold), why, and what is only remarked."""

    record: Record | None
    step: str | None
    sentence: Sentence | None
    remarks: tuple[Sentence, ...] = ()


class Fails(Exception):
    """A step that fails: form, commitment, order, dice or chain; the sentence is (msgid, figures)."""

    def __init__(self, step: str, msgid: str, **figures: int | str) -> None:
        super().__init__(msgid % figures)
        self.step = step
        self.sentence: Sentence = (msgid, figures)


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


def check(content: bytes) -> Finding:
    """One record by itself."""
    record = None
    try:
        record = read(content)
        _CHECKS[record.kind](record)
    except Fails as fails:
        return Finding(record, fails.step, fails.sentence)
    return Finding(record, None, None, tuple(_remarks(record)))


def check_all(contents: list[bytes]) -> list[Finding]:
    """Several records of one meeting, in any order: each by itself, and against the one numbered one less."""
    found = [check(content) for content in contents]
    known = [finding.record for finding in found if finding.record]
    return [_chained(finding, known) for finding in found]


def read(content: bytes) -> Record:
    """A record of exactly the form; Fails at the step "form"."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise _form(_("The text is not UTF-8.")) from None
    lines = text.split("\n")
    if lines.pop() != "":
        raise _form(_("The text does not end with a line feed."))
    kind = lines[0] if lines else ""
    if kind not in _FORMS:
        raise _form(_("The first line is not that of a draw."))
    fields = _fields(kind, lines[1:])
    _check_values(kind, fields)
    return Record(kind, fields, text)


def _fields(kind: str, lines: list[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    wanted = _FORMS[kind].split()
    place = 0
    for number, line in enumerate(lines, 2):
        parts = _LINE.fullmatch(line)
        if not parts:
            raise _form(_("Line %(line)s is not of the form “key: value”."), line=number)
        key = parts[1]
        while place < len(wanted) and wanted[place].rstrip("+*") != key:
            if wanted[place][-1] != "*" and not (wanted[place][-1] == "+" and found.get(wanted[place][:-1])):
                raise _form(
                    _("Line %(line)s: here “%(wanted)s” is expected."), line=number, wanted=wanted[place].rstrip("+*")
                )
            place += 1
        if place == len(wanted):
            raise _form(_("Line %(line)s does not belong there: “%(key)s”."), line=number, key=key)
        found.setdefault(key, []).append(parts[2])
        if wanted[place][-1] not in "+*":
            place += 1
    for rest in wanted[place:]:
        if rest[-1] != "*" and not (rest[-1] == "+" and found.get(rest[:-1])):
            raise _form(_("The line “%(wanted)s” is missing."), wanted=rest.rstrip("+*"))
    return {key: tuple(values) for key, values in found.items()} | ({} if "value" in found else {"value": ()})


def _check_values(kind: str, fields: dict[str, tuple[str, ...]]) -> None:
    for key in _SPOKEN:
        for value in fields.get(key, ()):
            _check_spoken(key, value)
    (number,), (previous,) = fields["draw"], fields["prev"]
    if not _NUMBER.fullmatch(number):
        raise _form(_("The draw's number is not a whole number from 1, written plainly."))
    for key in ("prev", "commit", "secret"):
        for value in fields.get(key, ()):
            if not _HEX.fullmatch(value) and not (kind.endswith("void") and (key, value) == ("secret", "lost")):
                raise _form(_("The line “%(key)s” does not hold 64 digits 0-9, a-f."), key=key)
    if (number == "1") != (previous == rule.ZEROS):
        raise _form(_("Only the first draw, and it always, has a “prev” of 64 zeros."))
    if fields.get("secret") == (rule.ZEROS,):
        raise _form(_("The secret is 64 zeros."))
    if any(not rule.VALUE.fullmatch(value) for value in fields["value"]):
        raise _form(_("A value is not 1 to 64 digits."))
    if len(set(fields.get("slot", ()))) != len(fields.get("slot", ())):
        raise _form(_("Two slots have the same label."))
    _check_counts(kind, fields)


def _check_counts(kind: str, fields: dict[str, tuple[str, ...]]) -> None:
    names = [name.encode() for name in fields["name"]]
    if len(names) > rule.NAMES_MOST:
        raise _form(_("There are more than %(most)s names."), most=rule.NAMES_MOST)
    if any(a >= b for a, b in pairwise(names)):
        raise _form(_("The names are not in ascending order of their bytes, each once."))
    slots, values = len(fields.get("slot", ())), len(fields["value"])
    if values > slots or (kind == rule.FORM and values != slots):
        raise _form(_("There are %(values)s values for %(slots)s slots."), values=values, slots=slots)
    if "order" in fields and len(fields["order"]) != len(names):
        raise _form(
            _("The order has %(order)s lines for %(names)s names."), order=len(fields["order"]), names=len(names)
        )


def _check_spoken(key: str, value: str) -> None:
    if unicodedata.normalize("NFC", value) != value:
        raise _form(_("A line “%(key)s” is not in the normal form NFC."), key=key)
    if value != value.strip(" ") or "  " in value or any(unicodedata.category(c) == "Zs" and c != " " for c in value):
        raise _form(_("A line “%(key)s” holds spaces that do not belong there."), key=key)
    if any(unicodedata.category(c) in ("Cc", "Zl", "Zp") for c in value):
        raise _form(_("A line “%(key)s” holds control characters."), key=key)


def _check_draw(record: Record) -> None:
    fields = record.fields
    (secret,), (commitment,) = fields["secret"], fields["commit"]
    m = record.text[: record.text.index("\ncommit: ") + 1]
    if rule.commit(m, secret) != commitment:
        raise Fails("commitment", _("The commitment is not that of these names, slots and this secret."))
    seed = rule.seed(m, rule.evidence(commitment, fields["value"]), secret)
    for place, (said, drawn) in enumerate(zip(fields["order"], rule.order(fields["name"], seed), strict=True), 1):
        if said != drawn:
            raise Fails(
                "order",
                _("At place %(place)s stands %(said)s; the draw gives %(drawn)s."),
                place=place,
                said=said,
                drawn=drawn,
            )
    for slot, value in zip(fields["slot"], fields["value"], strict=True):
        if not rule.fits(slot, value):
            raise Fails(
                "dice", _("The value %(value)s is not what the slot “%(slot)s” declares."), value=value, slot=slot
            )


def _check_void(record: Record) -> None:
    (secret,), (commitment,) = record.fields["secret"], record.fields["commit"]
    m = record.text[: record.text.index("\ncommit: ") + 1].replace(record.kind, rule.FORM, 1)
    if secret != "lost" and rule.commit(m, secret) != commitment:
        raise Fails("commitment", _("The commitment is not that of these names, slots and this secret."))


def _check_hand(record: Record) -> None:
    if sorted(record.fields["order"]) != sorted(record.fields["name"]):
        raise Fails("order", _("The order does not hold every name once."))


_CHECKS = {rule.FORM: _check_draw, f"{rule.FORM} void": _check_void, f"{rule.FORM} hand": _check_hand}


def _remarks(record: Record) -> list[Sentence]:
    found: list[Sentence] = []
    if record.kind == rule.FORM:
        last = record.fields["slot"][-1]
        if not rule.DICE.search(last):
            found.append((_("The last slot's label declares no dice."), {}))
        elif not rule.safe(last):
            found.append((_("The last slot has fewer dice than 9 with ten sides or 12 with six."), {}))
    for key in _SPOKEN:
        for value in record.fields.get(key, ()):
            odd = next((c for c in value if unicodedata.category(c) in ("Cf", "Co", "Cn") or c == "\ufffd"), None)
            if odd:
                found.append(
                    (
                        _("A line “%(key)s” holds the character %(character)s, which cannot be seen."),
                        {"key": key, "character": f"U+{ord(odd):04X}"},
                    )
                )
    return found


def _chained(finding: Finding, known: list[Record]) -> Finding:
    record = finding.record
    if record is None or finding.step:
        return finding
    same = [one for one in known if one.fields["draw"] == record.fields["draw"] and one.text != record.text]
    if same:
        return finding._replace(
            step="chain",
            sentence=(_("Two different records have the number %(number)s."), {"number": record.fields["draw"][0]}),
        )
    if record.fields["draw"] == ("1",):
        return finding
    before = [one for one in known if _follows(one.fields["draw"][0], record.fields["draw"][0])]
    if not before:
        return finding._replace(remarks=(*finding.remarks, (_("The record before this one was not given."), {})))
    if before[0].hash != record.fields["prev"][0]:
        return finding._replace(step="chain", sentence=(_("It does not follow the record numbered one less."), {}))
    return finding


def _follows(one: str, next: str) -> bool:
    return len(next) < 1_000 and len(one) < 1_000 and int(one) + 1 == int(next)


def _form(msgid: str, **figures: int | str) -> Fails:
    return Fails("form", msgid, **figures)
