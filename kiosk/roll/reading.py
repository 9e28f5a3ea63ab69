"""Read a roll from CSV or XLSX as people export it, and say what was understood.

CSV in UTF-8, UTF-16, GB18030 (GBK), Big5 or, for Latin names, Windows-1252, separated by comma, semicolon or tab;
XLSX with title rows above the header, merged title cells, numbers as text or as floats, blank rows behind. Columns
are known by the names people use. A row in trouble never stops the good ones: it is told by its number, what is
wrong, and with what. Bytes that no encoding explains and a quotation mark never closed spoil their own row only.
"""

from __future__ import annotations

import contextlib
import csv
import io
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from itertools import chain, islice
from pathlib import Path
from typing import Any

from kiosk.plain import showable
from kiosk.refusals import Refused

BYTES_MOST = 32 * 1024 * 1024
UNPACKED_MOST = 200 * 1024 * 1024
ROWS_MOST = 200_000
CELL_MOST = 400
HEADER_ROWS = 20
RECORD_LINES_MOST = 10  # a cell may hold line breaks; a quotation mark that is never closed must not eat the file
SAMPLE_CHARACTERS = 20_000
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
UNREAD = "\ufffd"  # what stands for bytes that could not be read
INVISIBLE = dict.fromkeys(
    [0xFEFF, 0x200B, 0x2060, 0xAD, *range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
UNITS = "房号 房號 房间号 房間號 单元号 單元號 室号 室號 unitno unitno. unitnumber roomnumber"
NAMES = {
    "number": "编号 編號 序号 序號 学号 學號 工号 工號 号码 會員編號 会员编号 number no no. nr id code member membernumber "
    + UNITS,
    "name": "姓名 名字 名称 名稱 业主姓名 业主 name fullname membername",
    "group_name": "支部 小组 小組 代表团 代表團 组别 組別 单位 單位 所在支部 党支部 部门 楼栋 樓棟 楼号 樓號 group branch "
    "unit delegation section building block staircase",
    "category": "类别 類別 身份 人员类别 党员类别 类型 category type status kind",
    "with_vote": "有无选举权 有無選舉權 选举权 選舉權 表决权 表決權 votingright vote voting righttovote withvote eligible",
    "weight_thousandths": "票权 票權 面积 面積 建筑面积 权重 權重 weight area votes shares",
    "phone": "电话 電話 手机 手機 手机号 联系电话 聯絡電話 phone mobile tel telephone",
    "note": "备注 備註 说明 note notes remark remarks comment",
}
_UNITS = frozenset(UNITS.split())
_COLUMN = {word: column for column, words in NAMES.items() for word in words.split()}
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
_CONTROL = frozenset(range(32)) - {*b"\t\r\n"}
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


@dataclass
class Read:
    """What was understood of a file."""

    encoding: str
    columns: dict[str, str]
    ignored: list[str]
    header_row: int
    rows: list[Row] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


def read_file(path: Path, progress: Callable[[int], None] = lambda rows: None) -> Read:
    """Read a roll from disk. Refused, one sentence, when it cannot be used as a roll at all."""
    if path.is_dir():
        raise _unusable("%(file)s is a folder, not a roll.", file=path)
    try:
        size = path.stat().st_size
        if size > BYTES_MOST:
            raise _too_large(path.name)
        with path.open("rb") as file:
            content = file.read(BYTES_MOST + 1)
    except FileNotFoundError:
        raise _unusable("There is no file %(file)s.", file=path) from None
    except OSError as error:
        raise _unusable("%(file)s cannot be read: %(why)s.", file=path, why=error.strerror) from None
    return read_roll(content, path.name, progress)


def read_roll(content: bytes, name: str, progress: Callable[[int], None] = lambda rows: None) -> Read:
    """Read a roll's bytes; Refused when they are no roll."""
    if len(content) > BYTES_MOST:
        raise _too_large(name)
    if not content.strip(b"\0\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise _unusable("%(file)s is empty.", file=name)
    if content.startswith(OLD_WORKBOOK):
        raise _unusable(
            "%(file)s is an old or a locked workbook: save it as XLSX without a password, or as CSV.", file=name
        )
    if content.startswith(b"PK\x03\x04"):
        encoding, table = "XLSX", _xlsx(content, name)
    else:
        encoding, table = _csv(content, name)
    return _understand(encoding, table, name, progress)


def _csv(content: bytes, name: str) -> tuple[str, Iterator[list[str]]]:
    encoding, text = _decoded(content, name)
    if text.count("\0") * 100 > len(text):
        raise _unusable("%(file)s is not a table: it holds binary data.", file=name)
    return encoding, _records(text, _separator(text[:SAMPLE_CHARACTERS]))


def _separator(sample: str) -> str:
    """The separator under which there is a header; of several, the one that stands there most often."""
    lines = sample.splitlines()[:HEADER_ROWS]

    def fits(separator: str) -> tuple[bool, int]:
        rows = ([cell.strip(' "') for cell in line.split(separator)] for line in lines)
        return any(_has_name(cells) for cells in rows), sample.count(separator)

    return max((",", ";", "\t"), key=fits)


def _records(text: str, separator: str) -> Iterator[list[str]]:
    """The table's rows; a quotation mark that is never closed is taken for a letter of its row."""
    lines = list(io.StringIO(text, newline=""))
    place = 0
    while place < len(lines):
        cells, used = _record(lines[place : place + RECORD_LINES_MOST], separator)
        place += used
        yield cells


def _record(lines: list[str], separator: str) -> tuple[list[str], int]:
    """The cells of the first row, and how many lines it takes."""
    plain = lines[0].rstrip("\r\n")
    if '"' in plain:
        for used in range(1, len(lines) + 1):
            with contextlib.suppress(csv.Error):
                return next(csv.reader(lines[:used], delimiter=separator, strict=True)), used
    return plain.split(separator), 1


def _decoded(content: bytes, name: str) -> tuple[str, str]:
    """Strict UTF-8 first; else the encoding that leaves the fewest bytes unread and understands the header best."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16", content.decode("utf-16", "replace")
    text = content.decode("utf-8-sig", "replace")
    unread = text.count(UNREAD)
    if unread * 10 <= len(content) - len(text):  # hardly any other text looks like UTF-8 by chance
        return "UTF-8", text
    found = []
    for encoding, label in (("gb18030", "GB18030"), ("big5", "Big5")):
        text = content.decode(encoding, "replace")
        sample = text[:SAMPLE_CHARACTERS]
        words = sum(sample.count(word) for word in _COLUMN if not word.isascii())
        found.append((words > 0, -text.count(UNREAD), _usual(sample, encoding), label, text))
    understood, unread, usual, label, text = max(found, key=lambda one: one[:3])
    if (
        not understood
        and usual * 2 < sum(not c.isascii() for c in text[:SAMPLE_CHARACTERS])
        and _CONTROL.isdisjoint(content)
    ):
        return "Windows-1252", content.decode("cp1252", "replace")
    if not understood and -unread * 20 > len(text):
        raise _unusable("%(file)s is in an encoding that is not known here: save it as CSV in UTF-8.", file=name)
    return label, text


def _usual(sample: str, encoding: str) -> int:
    """How many characters are among the everyday ones of an encoding, which stand first in it."""
    charset, first, last = ("gb2312", 0xB0, 0xD7) if encoding == "gb18030" else ("big5", 0xA4, 0xC6)
    return sum(first <= c.encode(charset, "ignore")[:1].ljust(1, b"\0")[0] <= last for c in sample)


def _xlsx(content: bytes, name: str) -> Iterator[list[str]]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > UNPACKED_MOST:
                raise _too_large(name)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        yield from _sheet_with_header([_sheet(sheet) for sheet in book.worksheets])
    except Refused:
        raise
    except Exception:  # openpyxl raises whatever a broken workbook makes it raise
        raise _unusable(
            "%(file)s is not a workbook that can be read: save it as XLSX or CSV again.", file=name
        ) from None


def _sheet(sheet: Any) -> Iterator[list[str]]:
    sheet.reset_dimensions()
    for row in sheet.iter_rows(values_only=True):
        yield [_cell(value) for value in row]


def _sheet_with_header(sheets: list[Iterator[list[str]]]) -> Iterator[list[str]]:
    """The first sheet that has a roll's header; the first of all where none has."""
    tops = []
    for sheet in sheets:
        top = list(islice(sheet, HEADER_ROWS))
        if any(_has_name(cells) for cells in top):
            return chain(top, sheet)
        tops.append(top)
    return iter(tops[0] if tops else [])


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(value, ".15g")  # as the spreadsheet shows it
    return str(value)


def _understand(encoding: str, table: Iterator[list[str]], name: str, progress: Callable[[int], None]) -> Read:
    header: dict[int, str] = {}
    titles_row: list[str] = []
    read: Read | None = None
    numbers: dict[str, int] = {}
    for number, cells in enumerate(table, 1):
        if read is None:
            header = _header(cells)
            if "name" in header.values():
                titles = {column: cells[i].strip() for i, column in header.items()}
                ignored = [c.strip() for i, c in enumerate(cells) if i not in header and c.strip()]
                read, titles_row = Read(encoding, titles, ignored, number), cells
            elif number >= HEADER_ROWS:
                break
            continue
        if number - read.header_row > ROWS_MOST:
            raise _unusable("%(file)s has more than %(most)s rows.", file=name, most=ROWS_MOST)
        if any(cell.strip() for cell in cells) and cells != titles_row:  # printed pages repeat the header
            _row(read, number, {column: cells[i] for i, column in header.items() if i < len(cells)}, numbers)
        if number % 1_000 == 0:
            progress(number)
    if read is None:
        raise _unusable("%(file)s has no column that is called a name (姓名, name) in its first rows.", file=name)
    if not read.rows and not read.troubles:
        raise _unusable("%(file)s has a header, but nobody below it.", file=name)
    return read


def _header(cells: list[str]) -> dict[int, str]:
    """Column places by the names people use; the first of each name holds, but a unit's before another number."""
    found: dict[int, str] = {}
    words = [_heading(cell) for cell in cells]
    numbers = {word for word in words if _COLUMN.get(word) == "number"} or {"unit"}  # a lone unit is a number
    numbers = numbers & _UNITS or numbers  # owners are known by their unit, not by the number of their row
    for place, word in enumerate(words):
        column = "number" if word in numbers else _COLUMN.get(word)
        if column == "number" and word not in numbers:
            continue
        if column and column not in found.values():
            found[place] = column
    return found


def _heading(cell: str) -> str:
    """A heading as it stands in NAMES; what is in brackets after it counts for nothing."""
    word = "".join(unicodedata.normalize("NFKC", cell).translate(INVISIBLE).lower().split()).replace("_", "")
    return word if word in _COLUMN else word.split("(")[0].strip(":*")


def _has_name(cells: list[str]) -> bool:
    return "name" in _header(cells).values()


def _row(read: Read, number: int, cells: dict[str, str], numbers: dict[str, int]) -> None:
    """One row: taken, or told as trouble."""
    texts = {column: _plain(value) for column, value in cells.items()}
    texts["note"] = " ".join(texts.get("note", "").split())
    trouble = _trouble(texts, numbers)
    row: Row = {
        column: texts.get(column, "") for column in ("number", "name", "group_name", "category", "phone", "note")
    }
    if trouble is None:
        weight = _weight(texts.get("weight_thousandths", ""))
        vote = _vote(texts.get("with_vote", ""), row["category"])
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
            row |= {"weight_thousandths": weight, "with_vote": int(vote)}
    if trouble:
        read.troubles.append(Trouble(number, *trouble, name=_shown(texts.get("name", ""))))
        return
    if row["number"]:
        numbers[row["number"]] = number
    read.rows.append(row)


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


def _unusable(sentence: str, **figures: object) -> Refused:
    return Refused("unusable_roll", sentence, status=400, **figures)


def _too_large(name: str) -> Refused:
    return Refused(
        "roll_too_large",
        "%(file)s is too large for a roll: at most %(most)s MB.",
        status=413,
        file=name,
        most=BYTES_MOST // 1024 // 1024,
    )
