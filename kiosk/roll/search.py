"""Finding a member by what a volunteer hears or reads: name in either script, pinyin, initials, number, phone tail.

Pure: an index in memory, made from the roll's rows. For each member it holds lower-case keys; a query finds those
that begin with it, names whose words begin with its words in any order, and names that hold it. Every reading of every
character is a key (单 is dan and shan); a character that no table reads stands for any syllable (𠮷野: jiye, jy).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice, product
from typing import Any

READINGS_MOST = 16
IN_ORDER_MOST = 256  # ways to read one name, looked at
PHONE_TAIL_LEAST = 3
_BETWEEN = re.compile(r"[\s·•・‧,，、()（）\-‐–]+")
_SYLLABLE, _INITIAL = "[a-z]{1,6}", "[a-z]"
WORDS_MOST = 8
MEMBERS_AT_ONCE = 20
Member = dict[str, Any]


class Index:
    """Search over members given as dicts with id, number, name, group_name, phone, position. `rest` is called after
    every few of them."""

    def __init__(self, members: Iterable[Member], rest: Callable[[], None] = lambda: None) -> None:
        self._members: list[Member] = []
        self._keys: list[str] = []
        self._unread: dict[int, re.Pattern[str]] = {}
        for place, member in enumerate(members):
            if place % MEMBERS_AT_ONCE == 0:
                rest()
            self._members.append(member)
            self._keys.append(_keys(member))
            if pattern := _unread(member["name"]):
                self._unread[place] = pattern

    def find(self, query: str, most: int = 20) -> list[Member]:
        """Best match first: the whole key, then its beginning, then anywhere in the name or the phone's tail."""
        wanted = folded(query)
        if not wanted:
            return []
        whole, beginning = f"\n{wanted}\n", f"\n{wanted}"
        tail = f"{wanted}\t" if wanted.isdecimal() and len(wanted) >= PHONE_TAIL_LEAST else None
        best: tuple[list[Member], ...] = ([], [], [])
        for member, keys in zip(self._members, self._keys, strict=True):
            if wanted not in keys:
                continue
            if whole in keys:
                best[0].append(member)
            elif beginning in keys:
                best[1].append(member)
            elif (tail and tail in keys) or not wanted.isascii():
                best[2].append(member)
        others = [*self._by_words(query), *self._guessed(wanted)]
        return list({member["position"]: member for member in (*best[0], *best[1], *others, *best[2])}.values())[:most]

    def _by_words(self, query: str) -> list[Member]:
        """Names of which every word of the query begins some word, in any order."""
        asked_for = [word for part in _BETWEEN.split(query)[:WORDS_MOST] if (word := folded(part))]
        if len(asked_for) < 2:
            return []
        first = f"\n{asked_for[0]}"
        pairs = zip(self._members, self._keys, strict=True)
        return [member for member, keys in pairs if first in keys and _begin(asked_for, keys, member["name"])]

    def _guessed(self, wanted: str) -> list[Member]:
        """Names with a character that no table reads, which may be any syllable."""
        return [self._members[place] for place, pattern in self._unread.items() if pattern.fullmatch(wanted)]


def folded(text: str) -> str:
    """Lower case, simplified, without diacritics, spaces, dots and dashes: how keys and queries are compared."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    kept = "".join(c for c in plain if c.isalnum()).lower()
    return kept if kept.isascii() else simplified(kept)


def simplified(text: str) -> str:
    """A text in simplified characters."""
    found: str = _converter().convert(text)
    return found


@cache
def _converter() -> Any:
    from opencc import OpenCC  # its tables and those of the readings take half a second that other commands are spared

    return OpenCC("t2s")


def _keys(member: Member) -> str:
    """All keys of a member between line feeds; the phone ends with a tab, so that its tail can be found."""
    name = folded(member["name"])
    number = folded(member["number"])
    keys = {name, number, number.lstrip("0"), *_spoken(name)}
    keys |= {reading for c in name if not c.isascii() for reading in (c, *_readings(c))}
    parts = [folded(part) for part in _BETWEEN.split(member["name"])]
    if len(parts) > 1:
        keys |= {*parts, "".join(part[:1] for part in parts)}.union(*map(_spoken, parts))
    phone = "".join(c for c in member["phone"] if c.isdigit())
    return "\n" + "\n".join(sorted(key for key in keys if key)) + f"\n{phone}\t"


def _begin(words: list[str], keys: str, name: str) -> bool:
    """Whether several words begin as many words of the name, each another one, in any order."""
    if not all(f"\n{word}" in keys for word in words):
        return False
    syllables: list[Sequence[str]] = []
    for part in map(folded, _BETWEEN.split(name)):
        if part:
            syllables += [(part,)] if part.isascii() else [(c, *_readings(c)) for c in part]
    return _matched(words, frozenset(range(len(syllables))), syllables)


def _matched(words: Sequence[str], free: frozenset[int], syllables: list[Sequence[str]]) -> bool:
    """Whether each word begins at another place; a word may run over several characters (guoqiang)."""
    if not words:
        return True
    endpoints = (left for place in free for left in _taken(words[0], place, free, syllables))
    return any(_matched(words[1:], left, syllables) for left in endpoints)


def _taken(word: str, place: int, free: frozenset[int], syllables: list[Sequence[str]]) -> Iterator[frozenset[int]]:
    """The places that are left when a word begins at one of them."""
    if place not in free:
        return
    for syllable in syllables[place]:
        if syllable.startswith(word):
            yield free - {place}
        elif word.startswith(syllable):
            yield from _taken(word[len(syllable) :], place + 1, free - {place}, syllables)


def _unread(name: str) -> re.Pattern[str] | None:
    """What the pinyin of a name may be that holds characters of no known reading; None when all are known."""
    letters = folded(name)
    if not any(ord(c) >= 0x3400 and _readings(c) == (c,) for c in letters):
        return None
    endpoints = [None if _readings(c) == (c,) and not c.isascii() else _readings(c) for c in letters]
    syllables = "".join(f"(?:{'|'.join(way)})" if way else _SYLLABLE for way in endpoints)
    initials = "".join(f"[{''.join({one[0] for one in way})}]" if way else _INITIAL for way in endpoints)
    return re.compile(f"{syllables}|{initials}")


def _spoken(name: str) -> set[str]:
    """Full pinyin, initials, and both without the surname, for each way of reading the name."""
    readings = [_readings(c) for c in name]
    if not any(len(c) > 1 or not c.isascii() for c in name):
        return set()
    found = set()
    for way in islice(product(*readings), READINGS_MOST):
        for start in range(min(3, len(way))):
            found.add("".join(way[start:]))
            found.add("".join(syllable[:1] for syllable in way[start:]))
    return found


def in_order(names: Sequence[str]) -> bool:
    """Whether names can stand in the order of their pinyin, character by character, by some reading of each."""
    last: tuple[str, ...] = ()
    for name in names:
        letters = [_readings(c) for c in name.casefold()]
        endpoints = sorted(tuple(way) for way in islice(product(*letters), IN_ORDER_MOST))
        later = [way for way in endpoints if way >= last]
        if not later:
            return False
        last = later[0]
    return True


@cache
def _readings(character: str) -> Sequence[str]:
    """Each toneless reading of a character, ü as v and as u; the character itself when it has none."""
    from pypinyin.constants import PINYIN_DICT

    found = []
    for reading in PINYIN_DICT.get(ord(character), "").split(","):
        marked = unicodedata.normalize("NFD", reading)
        for umlaut in ("v", "u"):
            plain = "".join(c for c in marked.replace("u\u0308", umlaut) if not unicodedata.combining(c))
            if plain and plain not in found:
                found.append(plain)
    return tuple(found) or (character,)
