"""`hall-draw/1`: a speaking order that nobody can fix and anybody can check. Standard library only.

A secret is fixed by a commitment before dice are thrown; names, dice and secret together give the order. The text M
holds what is known before, E the commitment and the values thrown; H is lower-case hex SHA-256 of UTF-8 text:

    C       = H("hall-draw/1 commit\\n" + H(M) + "\\n" + s + "\\n")
    seed    = H("hall-draw/1 seed\\n"   + H(M) + "\\n" + H(E) + "\\n" + s + "\\n")
    block j = H("hall-draw/1 stream\\n" + seed + "\\n" + j + "\\n")

The blocks are read as words of 4 hex digits. While m > 1 names are left a word w is taken; w ≥ 65536 − 65536 mod m is
discarded, else the name at w mod m is the next. The claim: fair if the dice are fair, or if nobody who influences a
value or a void knows the secret. `docs/draw.md` has the form of the text and a draw worked by hand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

FORM = "hall-draw/1"
NAMES_MOST = 4_096
ZEROS = "0" * 64
WORDS = 65_536
DICE = re.compile(r"(?:^| )\[([1-9][0-9]?)d(10|6)\]$")
CARD = re.compile(r"(?:^| )\[card\]$")
FACES = {"10": "0123456789", "6": "123456"}
VALUE_MOST = 64
VALUE = re.compile(r"[0-9]{1,64}")
_REFUSED = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0 ]"
)


class Unfit(ValueError):
    """What cannot be drawn or recorded, in one sentence: (msgid, figures)."""

    def __init__(self, msgid: str, **figures: int | str) -> None:
        super().__init__(msgid % figures)
        self.msgid = msgid
        self.figures: dict[str, Any] = figures


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


class Draw(NamedTuple):
    """What is fixed before anything is thrown: `number` counts a meeting's draws from 1, `previous` is the hash of
    the record numbered one less (64 zeros for the first)."""

    meeting: str
    number: int
    previous: str
    slots: tuple[str, ...]
    names: tuple[str, ...]


class Pick(NamedTuple):
    """One word of the stream: its four hex digits, how many names were left, the remainder (from 0), and the name it
    picked; None when it was discarded. The last name needs no word: its `word` is empty."""

    word: str
    left: int
    remainder: int
    name: str | None


def canonical(text: str) -> str:
    """A meeting's title, a slot or a name as it is hashed: NFC, single spaces, trimmed. Unfit for
    text that is empty or holds what cannot be seen or spoken."""
    if any(c in "\t\n\r" for c in text):
        raise Unfit(_("A text holds a tab or a line end."))
    text = "".join(" " if unicodedata.category(c) == "Zs" else c for c in unicodedata.normalize("NFC", text))
    text = re.sub(" +", " ", text).strip(" ")
    if not text:
        raise Unfit(_("A text is empty."))
    for c in text:
        if unicodedata.category(c) in _REFUSED or c == "\ufffd":
            raise Unfit(
                _("“%(text)s” holds the character %(character)s, which cannot be seen."),
                text=text,
                character=f"U+{ord(c):04X}",
            )
    return text


def alike(text: str) -> str:
    """What two names have in common that look the same: equal for 张伟 and 张 伟, for ＡＮＮＡ and Anna."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold())


def prepare(meeting: str, number: int, previous: str, slots: Sequence[str], names: Sequence[str]) -> Draw:
    """A draw in its canonical form, names sorted by their bytes; Unfit when it cannot be drawn."""
    if not 1 <= len(names) <= NAMES_MOST:
        raise Unfit(_("A draw needs 1 to %(most)s names."), most=NAMES_MOST)
    clean = sorted((canonical(name) for name in names), key=lambda name: name.encode())
    seen: dict[str, str] = {}
    for name in clean:
        if (key := alike(name)) in seen:
            raise Unfit(
                _("The names %(one)s and %(other)s look the same: add to one what tells them apart."),
                one=seen[key],
                other=name,
            )
        seen[key] = name
    labels = [canonical(slot) for slot in slots]
    if not labels or len(set(labels)) != len(labels):
        raise Unfit(_("A draw needs at least one slot, and no two of one label."))
    if not safe(labels[-1]):
        raise Unfit(_("The last slot must be dice: at least [9d10] or [12d6]."))
    if any((found := DICE.search(label)) and int(found[1]) > VALUE_MOST for label in labels):
        raise Unfit(_("A slot holds at most %(most)s dice."), most=VALUE_MOST)
    return Draw(canonical(meeting), number, previous, tuple(labels), tuple(clean))


def safe(slot: str) -> bool:
    """Whether a slot's dice are enough to stand last: nobody can have tried their sums beforehand."""
    found = DICE.search(slot)
    return bool(found) and int(found[1]) >= (9 if found[2] == "10" else 12)  # type: ignore[index]


def fits(slot: str, value: str) -> bool:
    """Whether a value is of the kind that its slot's label declares; a label that declares none takes any digits."""
    if not VALUE.fullmatch(value):
        return False
    found = DICE.search(slot)
    return not found or (len(value) == int(found[1]) and set(value) <= set(FACES[found[2]]))


def digest(text: str) -> str:
    """H: lower-case hex SHA-256 of UTF-8 text."""
    return sha256(text.encode()).hexdigest()


def material(draw: Draw) -> str:
    """M: the text before the line `commit:`."""
    lines = [FORM, f"meeting: {draw.meeting}", f"draw: {draw.number}", f"prev: {draw.previous}"]
    lines += [f"slot: {slot}" for slot in draw.slots] + [f"name: {name}" for name in draw.names]
    return _text(lines)


def evidence(commitment: str, values: Sequence[str]) -> str:
    """E: the text from the line `commit:` up to the line `secret:`."""
    return _text([f"commit: {commitment}", *(f"value: {value}" for value in values)])


def commit(m: str, secret: str) -> str:
    """C, from M and the secret's 64 hex digits."""
    return digest(f"{FORM} commit\n{digest(m)}\n{secret}\n")


def seed(m: str, e: str, secret: str) -> str:
    return digest(f"{FORM} seed\n{digest(m)}\n{digest(e)}\n{secret}\n")


def words(seed: str) -> Iterator[str]:
    """The stream's words, four hex digits each, without an end."""
    block = 0
    while True:
        digits = digest(f"{FORM} stream\n{seed}\n{block}\n")
        yield from (digits[i : i + 4] for i in range(0, 64, 4))
        block += 1


def picks(names: Sequence[str], seed: str) -> Iterator[Pick]:
    """The shuffle step by step, as the screen shows it: 752a → 29994 → ÷ 5 remainder 4 → the fifth name left."""
    left = list(names)
    stream = words(seed)
    while len(left) > 1:
        word = next(stream)
        number, m = int(word, 16), len(left)
        if number >= WORDS - WORDS % m:
            yield Pick(word, m, number % m, None)
        else:
            yield Pick(word, m, number % m, left.pop(number % m))
    yield Pick("", 1, 0, left[0])


def order(names: Sequence[str], seed: str) -> tuple[str, ...]:
    return tuple(pick.name for pick in picks(names, seed) if pick.name is not None)


def transcript(draw: Draw, values: Sequence[str], secret: str) -> str:
    """The whole text of a draw that is over."""
    m = material(draw)
    e = evidence(commit(m, secret), values)
    return m + e + _text([f"secret: {secret}", *(f"order: {name}" for name in order(draw.names, seed(m, e, secret)))])


def void(draw: Draw, commitment: str, values: Sequence[str], secret: str | None, reason: str, by: Sequence[str]) -> str:
    """The record of a draw that was given up: what had been thrown, the secret or `lost`, why, and which two decided."""
    head = material(draw).replace(FORM, f"{FORM} void", 1)
    return head + evidence(commitment, values) + _text([f"secret: {secret or 'lost'}", *_decided(reason, by)])


def by_hand(draw: Draw, reason: str, by: Sequence[str], drawn: Sequence[str]) -> str:
    """The record of an order drawn with slips or balls and typed in."""
    lines = [f"{FORM} hand", f"meeting: {draw.meeting}", f"draw: {draw.number}", f"prev: {draw.previous}"]
    lines += [f"name: {name}" for name in draw.names]
    return _text([*lines, *_decided(reason, by), *(f"order: {name}" for name in drawn)])


def _decided(reason: str, by: Sequence[str]) -> list[str]:
    return [f"reason: {canonical(reason)}", *(f"by: {canonical(one)}" for one in by)]


def _text(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
