"""Badge codes: 16 characters of an alphabet of 31, the last one a check.

The alphabet leaves out 0, 1, I, L and O. 31 is a prime, so that the weighted sum modulo 31 catches every wrong
character and every swap of two characters. 15 characters hold 74 bits, derived by HMAC-SHA-256 from the file's
secret, the member and how often the badge was replaced; the journal knows a code only by its SHA-256.
"""

from __future__ import annotations

import hmac
import unicodedata
from collections.abc import Sequence
from hashlib import sha256
from operator import mul

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 16
_BODIES = len(ALPHABET) ** (LENGTH - 1)
_PLACES = range(1, LENGTH)
_VALUE = {character: value for value, character in enumerate(ALPHABET)}
_IGNORED = str.maketrans("", "", " -\u3000\u2010\u2011\u2012\u2013\t\r\n")


def make(secret: bytes, member: int, generation: int) -> str:
    """The code of a member's badge; generation 0 is the first badge, each replacement one more."""
    drawn = int.from_bytes(hmac.digest(secret, f"badge {member} {generation}".encode(), "sha256"), "big")
    drawn %= _BODIES  # a number of 256 bits would be divided fifteen times
    values = []
    for _ in range(LENGTH - 1):
        drawn, value = divmod(drawn, len(ALPHABET))
        values.append(value)
    return "".join([ALPHABET[value] for value in values]) + _check(values)


def normalise(text: str) -> str:
    """What was meant: full-width and small letters, spaces and dashes put right."""
    return unicodedata.normalize("NFKC", text).upper().translate(_IGNORED)


def valid(code: str) -> bool:
    """Whether a normalised code has the form of a badge's code, its check character included."""
    return len(code) == LENGTH and all(c in _VALUE for c in code) and _check([_VALUE[c] for c in code[:-1]]) == code[-1]


def digest(code: str) -> str:
    """SHA-256 of a normalised code, as the journal keeps it."""
    return sha256(normalise(code).encode("utf-8", "replace")).hexdigest()


def _check(values: Sequence[int]) -> str:
    """The character that makes the sum of place times value divisible by 31."""
    total = sum(map(mul, _PLACES, values))
    # it stands at place 16, and 16·2 ≡ 1 (mod 31)
    return ALPHABET[-2 * total % len(ALPHABET)]
