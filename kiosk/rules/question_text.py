"""The words of a question: what may stand on a screen, and which two questions say nearly the same. A pure rule."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import pairwise

from kiosk.rules.displayable_text import is_displayable

CHARACTERS_LEAST = 2
ALIKE_OF_100 = 60


class Unfit(ValueError):
    """Words that cannot be taken; `code` is for programs, the sentence and its figures are for the asker."""

    def __init__(self, code: str, msgid: str, **figures: object) -> None:
        super().__init__(msgid)
        self.code, self.msgid, self.figures = code, msgid, figures


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


def fit(text: str, most: int) -> str:
    """The words as they are kept: NFC, each run of white space one space. Unfit when they cannot be shown."""
    kept = " ".join(unicodedata.normalize("NFC", text).split())
    if len(kept) > most:
        raise Unfit(
            "too_long",
            _("A question may have %(most)s characters; this one has %(count)s."),
            most=most,
            count=len(kept),
        )
    if not is_displayable(kept):
        raise Unfit("not_showable", _("The question holds characters that cannot be shown. Please write it anew."))
    if sum(character.isalnum() for character in kept) < CHARACTERS_LEAST:
        raise Unfit("no_words", _("The question has no words yet."))
    return kept


@lru_cache(maxsize=4_096)
def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring letters, case, width and punctuation left out: a measure for Hanzi and Latin alike."""
    letters = "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())
    return frozenset(a + b for a, b in pairwise(letters))


def likeness(one: frozenset[str], other: frozenset[str]) -> int:
    """How much two sets of pairs have in common, 0 to 100 (Dice's coefficient, rounded down)."""
    both = len(one) + len(other)
    return 200 * len(one & other) // both if both else 0


def most_alike(text: str, others: dict[int, str]) -> int | None:
    """The id of the question that says nearly the same; None when none does."""
    mine = pairs(text)
    best = max(((likeness(mine, pairs(words)), -id) for id, words in others.items()), default=(0, 0))
    return -best[1] if best[0] >= ALIKE_OF_100 else None
