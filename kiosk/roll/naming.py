"""What a cell of names holds beside the name: 张三（列席）, Bo Ek - absent, 3. 王五; and what is no name at all."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from kiosk.roll import vocabulary, words

_NUMBER = re.compile(r"^[(（]?(?:\d{1,4}[)）.、．:：]|\d{1,4}\s|[①-⑳])[)）]?\s*(?=[^\d\s])")
_BRACKETS = re.compile(r"\s*[（(\[【]([^）)\]】（(\[【]*)[）)\]】]\s*")
_BEHIND = re.compile(r"^(.*\S)\s*(?:\s[-–—/]\s*|[,，;；:：]\s*|\s{2,}|(?<=[\u2e80-\U0003ffff])\s+)(\S.*)$")
_MARKS = re.compile(r"\s*[*†‡✝＊※^#]+\s*$")
_ADDRESS = re.compile(r"\s*<[^<>@\s]+@[^<>\s]+>\s*$")

_SEVERAL = re.compile(r"[、/／+＋&;；|\n]|\s(?:and|und|et|og|och)\s", re.I)
_AND = re.compile(r"^[\u3400-\u9fff]{2,4}[和与及][\u3400-\u9fff]{2,4}$")
_FIGURES = re.compile(r"\d{5,}|\d\s*人")
_GARBLED = re.compile("锟斤拷|烫烫|屯屯|锘")
_LATIN_LEAD = re.compile("[\u00c2-\u00f4]")
_TWO = re.compile(r"^([\u3400-\u9fff]{2,3})[\s\u3000]+[\u3400-\u9fff]{2,3}$")


@dataclass
class Named:
    """A name, and what stood beside it that tells of votes: judged as a category, or as a status."""

    name: str
    beside: list[str] = field(default_factory=list)


def parted(cell: str, party: bool) -> Named:
    """A cell's name without its number in a list, its address, and what says who votes."""
    if words.is_ordinary(cell) and not cell[:1].isdigit():
        return Named(cell)
    text = html.unescape(cell) if "&" in cell and ";" in cell else cell
    found = Named(_ADDRESS.sub("", text).strip(' "“”'))
    found.name = _NUMBER.sub("", found.name) or found.name
    for part in list(_BRACKETS.finditer(found.name))[::-1]:
        rest = f"{found.name[: part.start()]} {found.name[part.end() :]}".strip()
        if rest and words.tells_of_votes(part[1], party):
            found.name = rest
            found.beside.append(words.plain(part[1]))
    behind = _BEHIND.match(found.name)
    if behind and words.tells_of_votes(behind[2], party) and not words.tells_of_votes(behind[1], party):
        found.name = behind[1].rstrip(" -–—/,，;；:：")
        found.beside.append(words.plain(behind[2]))
    if (mark := _MARKS.search(found.name)) and (rest := found.name[: mark.start()].strip()):
        found.name = rest
        found.beside.append(mark[0].strip())
    return Named(words.plain(found.name), found.beside)


def is_odd(name: str, unit: bool) -> bool:
    """Whether a name may be nobody's, or that of more than one person. A unit may have several owners."""
    if words.bare(name).strip("()[]【】<>《》") in vocabulary.NOBODY or not any(c.isalpha() for c in name):
        return True
    if "@" in name or "://" in name or _FIGURES.search(name) or name[:1].isdigit():
        return True
    if len(set(name.lower())) == 1 and len(name) > 2 and name.isascii():
        return True
    return not unit and (bool(_SEVERAL.search(name)) or bool(_AND.match(name)))


def may_be_two(cell: str) -> bool:
    """张三 李四 in one cell; 欧阳 建国 is one, and in a list where many are written so everybody is."""
    found = _TWO.match(cell.strip())
    return bool(found) and found[1] not in vocabulary.COMPOUND_SURNAMES if found else False


def misread(name: str) -> bool:
    """Whether a name was read in the wrong encoding by the program that wrote it: MÃ¼ller, 寮犱笁, 锟斤拷."""
    if name.isascii():
        return False
    if _GARBLED.search(name):
        return True
    encodings = []
    if _LATIN_LEAD.search(name):
        encodings = ["cp1252", "latin-1"]
    elif 0xE4 <= name[0].encode("gb18030", "replace")[0] <= 0xE9:
        encodings = ["gb18030"]  # a Chinese character in UTF-8 begins so
    for encoding in encodings:
        try:
            meant = name.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        if encoding != "gb18030":
            return len(meant) < len(name)
        return len(name) > 2 and len(meant) > 1 and all(c >= "\u3400" for c in meant)
    return False
