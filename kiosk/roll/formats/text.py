"""Text: the encodings people have, and tables separated by commas, semicolons, tabs, bars or blanks."""

from __future__ import annotations

import contextlib
import csv
import io
import re
import unicodedata
from collections import deque
from collections.abc import Callable, Iterator

from kiosk.roll import headings
from kiosk.roll.grid import CELLS_MOST, COLUMNS_MOST, ROWS_MOST, Book, Cell, Sheet
from kiosk.roll.limits import too_many_rows, too_much, unusable

RECORD_LINES_MOST = 10  # a cell may hold line breaks; a quotation mark that is never closed must not eat the file
LINES_MOST = 1_200_000  # a spreadsheet's last row, and some
SAMPLE_CHARACTERS = 20_000
SAMPLE_LINES = 100
LINE_MOST = 200_000
UNREAD = "\ufffd"  # what stands for bytes that could not be read
BLANKS = "  "  # two or more blanks
SEPARATORS = (",", ";", "\t", "|", "，", BLANKS)
_CONTROL = frozenset(range(32)) - {*b"\t\r\n"}
_MARKED = re.compile(r"(~~|\*\*|__|\*|_|`)(.+)\1")
_RUNS = re.compile(rb"[\x80-\xff]{3,}")
_RULE = re.compile(r"^[\s|:+-]*-{2,}[\s|:+-]*$")


def delimited(encoding: str, text: str, name: str, progress: Callable[[int], None]) -> Book:
    """A table of lines; what no separator divides is a list of one column."""
    declared = re.match(r"\ufeff?sep=(.)\r?\n", text)
    sheet = Sheet("")
    separator = declared[1] if declared else _separator(text[:SAMPLE_CHARACTERS].splitlines()[:SAMPLE_LINES])
    cells_left = CELLS_MOST
    widths: dict[int, int] = {}
    for number, cells in _records(text, separator, name):
        if number % 1_000 == 0:
            progress(number)
        if separator == "|" and _RULE.match("|".join(cells)):
            sheet.marks.add(number)
        if separator == "|" and len(cells) > 2 and not cells[0].strip() and not cells[-1].strip():
            cells = cells[1:-1]  # a table of bars may begin and end with one
        row = {place: Cell(plain) for place, cell in enumerate(cells) if (plain := unwrapped(cell))}
        if separator == "|":
            _emphasis(row)
        widths[number] = len(cells)
        cells_left -= len(row)
        if len(row) > COLUMNS_MOST or cells_left < 0:
            raise too_much(name)
        if row:
            sheet.rows[number] = row
            if len(sheet.rows) > ROWS_MOST + SAMPLE_LINES:
                raise too_many_rows(name, ROWS_MOST)
    sheet.widths = widths if separator not in (BLANKS, " ") else {}
    if declared:
        sheet.marks.add(1)
        sheet.rows.setdefault(1, {0: Cell(declared[0].strip("\ufeff\r\n"))})
    return Book(encoding, [sheet], told=True)


def _emphasis(row: dict[int, Cell]) -> None:
    """~~struck out~~ and **strong** in a table of Markdown."""
    for cell in row.values():
        if found := _MARKED.fullmatch(cell.text):
            cell.text, cell.struck = found[2].strip(), found[1] == "~~"


def unwrapped(cell: str) -> str:
    """A cell without what protects it from a spreadsheet: ="002", '001, a tab before it."""
    if cell.isalnum():
        return cell
    text = cell.strip("\ufeff \t\r\n\u3000\xa0")
    if text.startswith('="') and text.endswith('"') and len(text) > 3:
        text = text[2:-1].replace('""', '"').strip()
    if text[:1] == "'" and text[1:2].isalnum() and any(c.isdigit() for c in text):
        text = text[1:]
    return text


def _separator(lines: list[str]) -> str:
    """The separator that finds the most headings in one line; without a header the one that divides evenly."""
    lines = [line for line in lines if line.strip()]

    def fits(separator: str) -> tuple[int, float, int]:
        rows = [[cell.strip(' "') for cell in split(line, separator)] for line in lines]
        known = max((headings.strength(cells) for cells in rows), default=0)
        return known, _evenly(rows), sum(len(row) - 1 for row in rows)

    best = max(SEPARATORS, key=fits)
    one_blank = [line.split() for line in lines]
    if not fits(best)[1] and max((headings.strength(cells) for cells in one_blank), default=0) >= 2:
        return " "
    return best


def _evenly(rows: list[list[str]]) -> float:
    """The share of lines that are divided into the same number of cells, at least two."""
    counts = [len(row) for row in rows if len(row) > 1]
    return max((counts.count(count) for count in set(counts)), default=0) / len(rows) if rows else 0.0


def split(line: str, separator: str) -> list[str]:
    if separator == BLANKS:
        return re.split(r"\s{2,}|\t", line.strip())
    return line.split() if separator == " " else line.split(separator)


def _records(text: str, separator: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Row numbers and cells; a quotation mark that is never closed is taken for a letter of its row."""
    stream = iter(io.StringIO(text, newline=""))
    ahead: deque[str] = deque()
    number, nothing = 0, separator + " \t\r\n"
    while True:
        if not ahead:
            line = next(stream, None)
            if line is None:
                return
            ahead.append(line)
        number += 1
        if number > LINES_MOST:
            raise too_many_rows(name, LINES_MOST)
        if not ahead[0].strip(nothing):
            ahead.popleft()
            continue
        if len(ahead[0]) > LINE_MOST:
            raise too_much(name)
        if '"' in ahead[0] and separator not in (BLANKS, " "):
            while (
                len(ahead) < RECORD_LINES_MOST
                and sum(map(len, ahead)) < LINE_MOST
                and (line := next(stream, None)) is not None
            ):
                ahead.append(line)
            cells, used = _record(list(ahead), separator)
            for _ in range(used):
                ahead.popleft()
            yield number, cells
        else:
            yield number, split(ahead.popleft().rstrip("\r\n"), separator)


def _record(lines: list[str], separator: str) -> tuple[list[str], int]:
    """The cells of the first row, and how many lines it takes."""
    with contextlib.suppress(csv.Error):
        reader = csv.reader(lines, delimiter=separator, strict=True)
        return next(reader), reader.line_num
    return lines[0].rstrip("\r\n").split(separator), 1


def decoded(content: bytes, name: str) -> tuple[str, str]:
    """The encoding and the text; CommandRejected when it is none."""
    encoding, text = _decoded(content, name)
    if text.count("\0") * 100 > len(text):
        raise unusable("%(file)s is not a table: it holds binary data.", file=name)
    return encoding, text


def _decoded(content: bytes, name: str) -> tuple[str, str]:
    """Strict UTF-8 first; else the encoding that leaves the fewest bytes unread and understands the header best."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16", content.decode("utf-16", "replace")
    if wide := _unmarked(content):
        return wide
    text = content.decode("utf-8-sig", "replace")
    unread = text.count(UNREAD)
    if unread * 10 <= len(content) - len(text):  # hardly any other text looks like UTF-8 by chance
        return "UTF-8", text
    found = []
    for encoding, label in (("gb18030", "GB18030"), ("big5", "Big5")):
        text = content.decode(encoding, "replace")
        sample = text[:SAMPLE_CHARACTERS]
        words = sum(sample.count(word) for word in headings.COLUMN if not word.isascii())
        found.append((words > 0, -text.count(UNREAD), _usual(sample, encoding), label, text))
    understood, unread, usual, label, text = max(found, key=lambda one: one[:3])
    strange = not understood and usual * 2 < sum(not c.isascii() for c in text[:SAMPLE_CHARACTERS])
    if strange and _CONTROL.isdisjoint(content) and not _whole_words(content[:SAMPLE_CHARACTERS]):
        return "Windows-1252", content.decode("cp1252", "replace")
    if (strange and b"\0" not in content) or (not understood and -unread * 20 > len(text)):
        raise unusable("%(file)s is in an encoding that is not known here: save it as CSV in UTF-8.", file=name)
    return label, text


def _whole_words(sample: bytes) -> bool:
    """Whether words are made of bytes that no western text has more than one or two of in a row: Cyrillic, Greek, Thai,
    Japanese in encodings that are not known here."""
    letters = sum(byte >= 0x80 for byte in sample)
    return sum(len(one) for one in _RUNS.findall(sample)) * 2 > letters


def _unmarked(content: bytes) -> tuple[str, str] | None:
    """UTF-16 without its mark: commas, digits and line ends have a zero byte, always on the same side."""
    sample = content[:SAMPLE_CHARACTERS]
    if len(content) % 2 or b"\0" not in sample:
        return None
    for encoding, zeros, others in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        if b"\0" in zeros and b"\0" not in others:
            text = content.decode(encoding, "replace")
            plain = text[:SAMPLE_CHARACTERS]
            odd = sum(unicodedata.category(c) in ("Cn", "Co", "Cs", "Cc") for c in plain if c not in "\t\r\n")
            if odd == 0 and UNREAD not in plain and "\n" in plain:
                return "UTF-16", text
    return None


def _usual(sample: str, encoding: str) -> int:
    """How many characters are among the everyday ones of an encoding, which stand first in it."""
    charset, first, last = ("gb2312", 0xB0, 0xD7) if encoding == "gb18030" else ("big5", 0xA4, 0xC6)
    return sum(first <= c.encode(charset, "ignore")[:1].ljust(1, b"\0")[0] <= last for c in sample)
