"""Weights as people write them: 89,52 and 1.204,75, 89.52㎡, 1 204.75; how a column is to be read is judged on all of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from kiosk.roll.words import figure

Decimals = Literal["point", "comma"]
THOUSANDTHS_MOST = 10**12
WHOLE_LEAST = 100  # 1/3 is asked: three may own one unit
_UNIT = re.compile(
    r"\s*(m2|m²|qm|sqm|sq\.?\s?m|sqft|平方米|平方公尺|平米|平方|平|坪|票|股|户|份|shares?|votes?|stimmen?|anteile?|voix|votos?)"
    r"\.?$",
    re.I,
)
_POINT = re.compile(
    r"^(\d+\.\d+|\d{1,3}(,\d{3})+\.\d+|\d{1,3}(,\d{3}){2,}|\d{1,3}( \d{3})+\.\d+|\d{1,3}('\d{3})+(\.\d+)?)$"
)
_COMMA = re.compile(r"^(\d+,\d+|\d{1,3}(\.\d{3})+,\d+|\d{1,3}(\.\d{3}){2,}|\d{1,3}( \d{3})+,\d+|\d{1,3}('\d{3})+,\d+)$")
_EITHER = re.compile(r"^[1-9]\d{0,2}[.,]\d{3}$")  # 89,521: a thousand times more, or less
_WHOLE = re.compile(r"^(\d+|\d{1,3}( \d{3})+)$")
_SHARE = re.compile(r"^\d{1,4}\s*[/⁄]\s*\d{1,4}$")


def written(cell: str) -> str:
    """A weight without its unit."""
    return _UNIT.sub("", figure(cell).replace("\u2044", "/")).strip()


def kind(text: str) -> str:
    """What a written weight is: "whole", "point", "comma", "either", "share" (1/3) or "none"."""
    if _WHOLE.match(text):
        return "whole"
    if _EITHER.match(text):
        return "either"
    if _POINT.match(text):
        return "point"
    if _COMMA.match(text):
        return "comma"
    return "share" if _SHARE.match(text) else "none"


def parts_of_one_whole(texts: dict[int, str], kinds: dict[int, str]) -> dict[int, str]:
    """Where a whole column is written in per cent, or in parts of the same whole (125/1000), its numbers are weights as
    they stand: `texts` loses the sign, the kinds are judged anew."""
    ends = {text[-1:] if text.endswith("%") else text.replace(" ", "").partition("/")[2] for text in texts.values()}
    (end,) = ends if len(ends) == 1 else {""}
    if end != "%" and (not end.isdecimal() or int(end) < WHOLE_LEAST):
        return kinds
    for row, text in texts.items():
        texts[row] = text.rstrip("% ") if end == "%" else text.partition("/")[0].strip()
    return {row: kind(text) for row, text in texts.items()}


def judged(kinds: Iterable[str]) -> Decimals | Literal["whole", "mixed", "asked"]:
    """How a column is written; "mixed" when both ways stand in it, "asked" when nothing tells."""
    found = set(kinds)
    if {"point", "comma"} <= found:
        return "mixed"
    if "point" in found:
        return "point"
    if "comma" in found:
        return "comma"
    return "asked" if "either" in found else "whole"


def thousandths(text: str, decimals: Decimals) -> int | None:
    """A weight in thousandths; None when it is no positive number, too large, or finer than that."""
    plain = text.replace(" ", "").replace("'", "")
    plain = plain.replace(".", "").replace(",", ".") if decimals == "comma" else plain.replace(",", "")
    if not re.fullmatch(r"\d{1,15}(\.\d{1,15})?", plain) or not plain.isascii():
        return None
    value = Decimal(plain) * 1000
    if value <= 0 or value > THOUSANDTHS_MOST or value != int(value):
        return None
    return int(value)


def votes(cell: str) -> int | None:
    """Votes as a whole number, none where nothing stands; None for what is no such number."""
    text = written(cell).replace(" ", "")
    if text in ("", "-", "–", "—", "/", "无", "無", "0"):
        return 0
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else None


def is_fine(text: str) -> bool:
    """Whether a weight is a number, but finer than a thousandth."""
    return bool(re.fullmatch(r"[\d.,' ]*[.,]\d{4,}", text)) and text.strip("0., '") != ""


def decimal(value: int) -> str:
    """Thousandths as a decimal: 89520 → 89.52."""
    whole, rest = divmod(value, 1000)
    return f"{whole}.{rest:03d}".rstrip("0") if rest else str(whole)
