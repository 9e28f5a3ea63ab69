"""Text that everybody reads in the same way: no control characters, and none that turns the writing round."""

from __future__ import annotations

import unicodedata

_REFUSED = ("Cc", "Cs", "Co", "Zl", "Zp")
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def showable(text: str) -> bool:
    """Whether a line of text can be shown as it was written; joiners inside of names and emoji can."""
    return text.isprintable() or not any(c in _TURNING or unicodedata.category(c) in _REFUSED for c in text)
