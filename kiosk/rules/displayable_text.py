"""Text that everybody reads in the same way: nothing invisible, nothing that turns the writing round or climbs over it.

Unicode's default-ignorable characters (DerivedCoreProperties) are refused where nobody can see them, and allowed where
their script needs them: joiners between letters of Arabic, Indic and Mongolian writing and in emoji, a variation
selector after the ideograph, the emoji or the Mongolian letter it varies. See docs/decisions/0015.
"""

from __future__ import annotations

import re
import unicodedata

MARKS_MOST = 3  # combining marks on one letter: Vietnamese, Hebrew and polytonic Greek need as many
IGNORABLE = (  # Default_Ignorable_Code_Point, Unicode 15
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_UNSEEN = re.compile(f"[{IGNORABLE}\ufff9-\ufffb\u2800\ufdd0-\ufdef]")  # with annotations, the blank of Braille
_REFUSED = ("Cc", "Cs", "Co", "Zl", "Zp")

_CURSIVE = "\u0600-\u074f\u0750-\u077f\u07c0-\u07ff\u0870-\u08ff\u1820-\u18aa\ufb50-\ufdff\ufe70-\ufefc"
_INDIC = "\u0900-\u0dff\u1000-\u109f\u1780-\u17d3\ua8e0-\ua8ff"
_VIRAMA = "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca\u1039\u103a\u17d2"
_IDEOGRAPH = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_EMOJI = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001faff"
)
_IN_PLACE = re.compile(
    "|".join(
        (
            f"(?<=[{_CURSIVE}])\u200c(?=[{_CURSIVE}])",
            f"(?<=[{_CURSIVE}])\u200d",  # also at the end: it keeps the joined form of the last letter
            f"(?<=[{_INDIC}])[\u200c\u200d](?=[{_INDIC}])",
            f"(?<=[{_VIRAMA}])[\u200c\u200d]",
            "(?<=[\u1820-\u18aa])[\u180b-\u180d\u180f]",
            "(?<=[\u1820-\u18aa])\u180e(?=[\u1820-\u18aa])",
            f"(?<=[{_IDEOGRAPH}])[\ufe00-\ufe02\U000e0100-\U000e01ef]",
            f"(?<=[{_EMOJI}])[\ufe0e\ufe0f]",
            "(?<=[0-9#*])\ufe0f(?=\u20e3)",
            f"(?<=[{_EMOJI}\ufe0f])\u200d(?=[{_EMOJI}])",
            "(?<=\U0001f3f4)[\U000e0020-\U000e007e]{2,6}\U000e007f",
        )
    )
)


def is_displayable(text: str) -> bool:
    """Whether a line of text can be shown as it was written, and holds nothing that a reader cannot see."""
    if text.isascii():
        return text.isprintable()
    if _UNSEEN.search(text) and _UNSEEN.search(_IN_PLACE.sub("", text)):
        return False
    return not any(unicodedata.category(c) in _REFUSED or ord(c) & 0xFFFE == 0xFFFE for c in text) and not _piled(text)


def _piled(text: str) -> bool:
    """Whether some letter carries more marks than any writing needs: they climb over the lines around it."""
    run = 0
    for character in unicodedata.normalize("NFD", text):
        run = run + 1 if unicodedata.category(character) in ("Mn", "Me") and not _stands(character) else 0
        if run > MARKS_MOST:
            return True
    return False


def _stands(character: str) -> bool:
    """A selector changes its letter, and a Tibetan subjoined letter is a letter."""
    return "\ufe00" <= character <= "\ufe0f" or "\u0f90" <= character <= "\u0fbc" or character >= "\U000e0100"
