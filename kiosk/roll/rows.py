"""One row of a roll: taken, or in trouble, which is told by its number, what is wrong, and with what."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from kiosk.plain import showable
from kiosk.roll.headings import INVISIBLE, PARTS, whole_name
from kiosk.roll.sheets import UNREAD

CELL_MOST = 400
NO_VOTE_CATEGORIES = (
    "预备",
    "預備",
    "列席",
    "旁听",
    "旁聽",
    "来宾",
    "來賓",
    "嘉宾",
    "observer",
    "guest",
    "probation",
    "non-voting",
    "nonvoting",
)
_YES = {"有", "是", "yes", "y", "true", "1", "✓", "√", "有选举权", "有選舉權"}
_NO = {"无", "無", "否", "没有", "沒有", "no", "n", "false", "0", "×", "✗", "无选举权", "無選舉權", "none"}
Row = dict[str, Any]


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


@dataclass
class Trouble:
    """A row that cannot be taken: its number in the file, why, with what, and who it seems to be."""

    row: int
    code: str
    sentence: str
    figures: dict[str, Any]
    name: str


def row(number: int, cells: dict[str, str], numbers: dict[str, int]) -> Row | Trouble:
    """A row's cells by column, understood; `numbers` are those of the rows before, and takes this one's."""
    texts = {column: _plain(value) for column, value in cells.items()}
    if "name" not in texts:
        texts["name"] = whole_name(*(texts.get(part, "") for part in PARTS))
    texts["note"] = " ".join(texts.get("note", "").split())
    trouble = _trouble(texts, numbers)
    found: Row = {
        column: texts.get(column, "") for column in ("number", "name", "group_name", "category", "phone", "note")
    }
    if trouble is None:
        weight = _weight(texts.get("weight_thousandths", ""))
        vote = _vote(texts.get("with_vote", ""), found["category"])
        if weight is None:
            trouble = (
                "bad_weight",
                _("the weight %(value)s is not a positive number"),
                {"value": texts["weight_thousandths"][:40]},
            )
        elif vote is None:
            trouble = (
                "bad_vote",
                _("the voting right %(value)s is neither yes nor no"),
                {"value": texts["with_vote"][:40]},
            )
        else:
            found |= {"weight_thousandths": weight, "with_vote": int(vote)}
    if trouble:
        return Trouble(number, *trouble, name=_shown(texts.get("name", "")))
    if found["number"]:
        numbers[found["number"]] = number
    return found


def _plain(cell: str) -> str:
    """A cell in NFC, without blanks around it and without marks that nobody sees (phone books put them in)."""
    return unicodedata.normalize("NFC", cell).translate(INVISIBLE).replace("\u3000", " ").strip()


def _trouble(texts: dict[str, str], numbers: dict[str, int]) -> tuple[str, str, dict[str, Any]] | None:
    if any(UNREAD in text for text in texts.values()):
        return "unreadable", _("it holds bytes that cannot be read"), {}
    if not all(map(showable, texts.values())):
        return "control_characters", _("it holds characters that cannot be shown"), {}
    if any(len(text) > CELL_MOST for text in texts.values()):
        return "too_long", _("a cell has more than %(most)s characters"), {"most": CELL_MOST}
    if not texts.get("name"):
        return "no_name", _("it has no name"), {}
    if texts["name"].isdecimal():
        return "no_name", _("%(value)s is no name, but a number"), {"value": texts["name"][:40]}
    if texts.get("number") in numbers:
        return (
            "number_used",
            _("the number %(number)s is used in row %(row)s already"),
            {"number": texts["number"][:40], "row": numbers[texts["number"]]},
        )
    return None


def _weight(text: str) -> int | None:
    """A positive decimal as thousandths; 1000 when nothing is given; None when it is none or finer than that."""
    if not text:
        return 1000
    try:
        thousandths = Decimal(unicodedata.normalize("NFKC", text).replace(",", "")) * 1000
    except InvalidOperation:
        return None
    if not thousandths.is_finite() or thousandths <= 0 or thousandths > 10**12 or thousandths != int(thousandths):
        return None
    return int(thousandths)


def _vote(text: str, category: str) -> bool | None:
    """The voting right as given, else from the category; None when it is neither yes nor no."""
    word = unicodedata.normalize("NFKC", text).lower().strip()
    if word in _YES:
        return True
    if word in _NO:
        return False
    if word:
        return None
    return not any(sign in category.lower() for sign in NO_VOTE_CATEGORIES)


def _shown(name: str) -> str:
    return "".join(c for c in name if c.isprintable())[:60]
