"""What people paste: a chain of sign-ups (接龙), a numbered list, contacts."""

from __future__ import annotations

import quopri
import re
import unicodedata
from collections.abc import Iterator

from kiosk.roll import headings
from kiosk.roll.grid import ROWS_MOST, Book, Cell, Sheet
from kiosk.roll.limits import too_many_rows
from kiosk.roll.words import is_like_a_name

_CHAIN = re.compile(r"^\s*#?\s*接[龙龍]")
_NUMBERED = re.compile(
    r"^\s*[(（【\[]?(\d{1,5}|[\u2460-\u2473])(?:\s*[.、．)）】\]:：]\s*|(?<=[\u2460-\u2473])|\s+)(?=\S)(.*)$"
)
_DIVIDED = re.compile(r"[,;\t|，]|\s{2,}\S")
_BRACKETS = re.compile(r"[（(\[【]([^）)\]】]*)[）)\]】]")
_GROUP = re.compile(
    r"(支部|党委|小组|小組|代表团|代表團|组|組|队|隊|室|班|科|处|處|部|栋|棟|楼|樓|branch|group|section)$", re.I
)
_PHONE = re.compile(r"^\+?[\d-]{7,}$")
_FIELDS = ("counter", "name", "group", "category", "phone", "note")
_CONTACT = {"FN": "name", "TEL": "phone", "ORG": "group", "NOTE": "note", "CATEGORIES": "category"}
_SKIPPED = {"VERSION", "PRODID", "PHOTO", "LOGO", "KEY", "REV", "UID", "BEGIN", "END", "N"}


def is_chain(text: str) -> bool:
    """Whether a text is a chain of sign-ups or a numbered list without a separator."""
    lines = [line for line in text[:20_000].lstrip("\ufeff").splitlines() if line.strip()]
    if not lines:
        return False
    numbered = [line for line in lines if _NUMBERED.match(line)]
    if _CHAIN.match(lines[0]) and numbered:
        return True
    divided = sum(bool(_DIVIDED.search(line.strip())) for line in lines)
    if divided * 2 >= len(lines) or any(headings.strength(line.split()) for line in lines[:10]):
        return False
    named = [line for line in lines if is_like_a_name(_BRACKETS.sub("", line))]
    if numbered:
        return len(numbered) >= 2 and len(numbered) * 10 >= len(lines) * 6
    brackets = any(_BRACKETS.search(line) for line in named)
    return brackets and len(named) >= 2 and len(named) * 10 >= len(lines) * 6


def chain(encoding: str, text: str, name: str) -> Book:
    """One person a line: 3. 王五 一支部（列席）. What has no number stands as it is: a title, or a mistake to be seen."""
    sheet = Sheet("", fields=dict(enumerate(_FIELDS)), titles=dict.fromkeys(range(1, len(_FIELDS)), ""))
    every = text.lstrip("\ufeff").splitlines()
    began, numbers = False, any(_NUMBERED.match(line) for line in every)
    for number, line in enumerate(every, 1):
        if not line.strip():
            continue
        if len(sheet.rows) >= ROWS_MOST:
            raise too_many_rows(name, ROWS_MOST)
        found = _NUMBERED.match(line)
        name_alone = is_like_a_name(_BRACKETS.sub("", line))
        if found is None and not (name_alone and (began or not numbers)):
            sheet.rows[number] = {0: Cell(line.strip())}
            sheet.marks.add(number)
            continue
        began = True
        if found is None and numbers:
            sheet.doubts.add(number)  # a name without a number in a numbered list
        cells = (
            {"counter": unicodedata.normalize("NFKC", found[1]), **_signed_up(found[2])}
            if found
            else _signed_up(line.strip())
        )
        sheet.rows[number] = {_FIELDS.index(key): Cell(cell) for key, cell in cells.items() if cell}
    return Book(encoding, [sheet])


def _signed_up(text: str) -> dict[str, str]:
    """张三 一支部（列席） → name, group and category."""
    cells: dict[str, str] = {}
    notes = []
    for inside in _BRACKETS.findall(text):
        cells.setdefault("group" if _GROUP.search(inside.strip()) else "category", inside.strip())
    text = _BRACKETS.sub(" ", text)
    plus = re.search(r"[+＋]\s*\d+\s*人?", text)
    if plus:
        notes.append(plus[0])
        text = text.replace(plus[0], " ")
    parts = re.split(r"[\s,，;；]+", text.strip())
    first = parts[:1] if re.match(r"[\u2e80-\U0003ffff]", parts[0]) else _latin(parts)
    cells["name"] = " ".join(first)
    for word in parts[len(first) :]:
        key = "group" if _GROUP.search(word) else "phone" if _PHONE.match(word) else "note"
        if key == "note" or key in cells:
            notes.append(word)
        else:
            cells[key] = word
    cells["note"] = " ".join(notes)
    return cells


def _latin(parts: list[str]) -> list[str]:
    """The words of a Latin name: those before a number or a Chinese word."""
    name = parts[:1]
    for word in parts[1:]:
        if not word[:1].isalpha() or word[:1] >= "\u2e80" or _GROUP.search(word):
            break
        name.append(word)
    return name


def names_in_lines(text: str) -> list[list[str]] | None:
    """张三、李四、王五 on one or several lines, or 张三 李四 王五: the names by line; None when it is no such list."""
    if len(text) > 100_000:
        return None
    lines = [line.strip() for line in text.lstrip("\ufeff").splitlines()]
    held = [line for line in lines if line]
    if not held or len(held) > 2_000:
        return None
    marks = "、" if all("、" in line for line in held[:-1] or held) else ",，;；" if len(held) == 1 else ""
    split = [
        [one.strip() for one in re.split(f"[{marks}]" if marks else r"\s+", line) if one.strip()] for line in lines
    ]
    count = sum(map(len, split))
    if not all(is_like_a_name(one) for line in split for one in line) or count < 3:
        return None
    chinese = all(re.fullmatch("[\u3400-\u9fff]{2,4}", one) for line in split for one in line)
    if not marks and not (chinese and count >= 3 * len(held)):
        return None
    return split if count > len(held) else None


def names(encoding: str, lines: list[list[str]]) -> Book:
    """A list of names alone, several on a line: each place in a line is a column of its own."""
    sheet = Sheet("", titles={})
    for number, line in enumerate(lines, 1):
        if line:
            sheet.rows[number] = {place: Cell(one) for place, one in enumerate(line)}
    sheet.bare = True
    return Book(encoding, [sheet])


def vcards(encoding: str, text: str, name: str) -> Book:
    """Contacts as a table: one row each, a column for each property."""
    sheet = Sheet("")
    places: dict[str, int] = {}
    for number, card in enumerate(_cards(text), 1):
        if number > ROWS_MOST:
            raise too_many_rows(name, ROWS_MOST)
        row: dict[int, Cell] = {}
        for key, value in card.items():
            place = places.setdefault(key, len(places))
            row[place] = Cell(value)
        if row:
            sheet.rows[number] = row
        if card.get("KIND", "individual").lower() != "individual":
            sheet.doubts.add(number)  # a company, a group
    sheet.titles = {place: key for key, place in places.items()}
    sheet.fields = {place: _CONTACT.get(key, "") for key, place in places.items()}
    return Book(f"vCard, {encoding}", [sheet])


def _cards(text: str) -> Iterator[dict[str, str]]:
    card: dict[str, str] = {}
    whole = ""
    unfolded = re.sub(r"=\r?\n", "=\n", re.sub(r"\r?\n[ \t]", "", text)).replace("=\n", "")
    for line in unfolded.splitlines():
        head, _, value = line.partition(":")
        key, _, parameters = head.upper().rpartition(".")[2].partition(";")
        if "QUOTED-PRINTABLE" in parameters:
            value = quopri.decodestring(value.encode()).decode("utf-8", "replace")
        value = value.replace("\\,", ",").replace("\\;", ";").replace("\\n", " ").strip()
        if key == "BEGIN" and value.upper() == "VCARD":
            card, whole = {}, ""
        elif key == "END" and value.upper() == "VCARD":
            if whole and not card.get("FN"):
                card["FN"] = whole
            yield card
            card, whole = {}, ""
        elif key == "N":
            family, given = [*(part.strip() for part in value.split(";")), ""][:2]
            whole = family + given if family[:1] >= "\u2e80" else f"{given} {family}".strip()
        elif key == "TEL" and "TEL" in card:
            card["TEL"] += f" / {value}"
        elif key not in _SKIPPED and value:
            card.setdefault(key, value.replace(";", "/") if key == "ORG" else value)
