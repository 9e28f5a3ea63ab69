"""Names that look the same: the skeletons of Unicode Technical Standard 39, section 4. A pure rule.

Two texts are confusable when their skeletons are equal: НИКА in Cyrillic and HИKA with Latin letters, 王芳 with and
without a variation selector. A skeleton is for comparing only, never to be shown. The table beside this file maps each
character to the one it looks like; `bench/support/confusables.py` makes it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from kiosk.rules.displayable_text import IGNORABLE

TABLE = Path(__file__).with_name("confusables.txt")
_UNSEEN = re.compile(f"[{IGNORABLE}]")
_NO_LETTERS = ("Z", "P", "C")  # blanks, points and what is invisible tell no two people apart; 1.1 is not 11


def skeleton(text: str) -> str:
    """NFD, without what is ignorable, each character as the one it looks like, NFD again."""
    plain = _UNSEEN.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFD", plain.translate(_table()))


@lru_cache(maxsize=65_536)
def keys(name: str) -> frozenset[str]:
    """What a name is compared by: the skeletons of its letters as written and in small letters, width made equal."""
    letters = ""
    for character in unicodedata.normalize("NFKC", name):
        if unicodedata.category(character)[0] not in _NO_LETTERS or (letters[-1:].isdigit() and character != " "):
            letters += character
    return frozenset(map(skeleton, (letters, letters.casefold()) if letters else (name,)))


def alike(one: str, other: str) -> bool:
    """Whether a reader may take one name for the other."""
    return not keys(one).isdisjoint(keys(other))


def first_two_alike(names: Sequence[str]) -> tuple[str, str] | None:
    """The first two of these names that are equal or look the same; None when all can be told apart."""
    seen: dict[str, str] = {}
    for name in names:
        for key in keys(name):
            if key in seen:
                return seen[key], name
        seen |= dict.fromkeys(keys(name), name)
    return None


@cache
def _table() -> dict[int, str]:
    lines = TABLE.read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if not line.startswith("# "))
    return {int(source, 16): "".join(chr(int(one, 16)) for one in target.split()) for source, target in pairs}
