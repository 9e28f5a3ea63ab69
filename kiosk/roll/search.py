"""Finding a member by what a volunteer hears or reads: name in either script, pinyin, initials, number, phone tail.

Pure: an index in memory, made from the roll's rows. For each member it holds lower-case keys; a query finds those
that begin with it, and names that hold it. Every reading of every character is a key (单 is dan and shan).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import islice, product
from typing import Any

READINGS_MOST = 16
PHONE_TAIL_LEAST = 3
_BETWEEN = re.compile(r"[\s·•・‧]+")
Member = dict[str, Any]


class Index:
    """Search over members given as dicts with id, number, name, group_name, phone, position."""

    def __init__(self, members: Iterable[Member]) -> None:
        self._members = sorted(members, key=lambda member: int(member["position"]))
        self._keys = [_keys(member) for member in self._members]

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
        return [*best[0], *best[1], *best[2]][:most]


def folded(text: str) -> str:
    """Lower case, simplified, without diacritics, spaces, dots and dashes: how keys and queries are compared."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    kept = "".join(c for c in plain if c.isalnum()).lower()
    return kept if kept.isascii() else _simplified(kept)


def _simplified(text: str) -> str:
    simplified: str = _converter().convert(text)
    return simplified


@cache
def _converter() -> Any:
    from opencc import OpenCC  # its tables and those of the readings take half a second that other commands are spared

    return OpenCC("t2s")


def _keys(member: Member) -> str:
    """All keys of a member between line feeds; the phone ends with a tab, so that its tail can be found."""
    name = folded(member["name"])
    number = folded(member["number"])
    keys = {name, number, number.lstrip("0"), *_spoken(name)}
    parts = [folded(part) for part in _BETWEEN.split(member["name"])]
    if len(parts) > 1:
        keys |= {*parts, "".join(part[:1] for part in parts)}.union(*map(_spoken, parts))
    phone = "".join(c for c in member["phone"] if c.isdigit())
    return "\n" + "\n".join(sorted(key for key in keys if key)) + f"\n{phone}\t"


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
