"""The bytes of a file as the rows of a table: CSV in the encodings people have, XLSX as it is exported."""

from __future__ import annotations

import contextlib
import csv
import io
import zipfile
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from kiosk.refusals import Refused
from kiosk.roll.headings import COLUMN, has_name

BYTES_MOST = 32 * 1024 * 1024
UNPACKED_MOST = 200 * 1024 * 1024
HEADER_ROWS = 20
RECORD_LINES_MOST = 10  # a cell may hold line breaks; a quotation mark that is never closed must not eat the file
SAMPLE_CHARACTERS = 20_000
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
UNREAD = "\ufffd"  # what stands for bytes that could not be read
_CONTROL = frozenset(range(32)) - {*b"\t\r\n"}


def table(content: bytes, name: str) -> tuple[str, Iterator[list[str]]]:
    """How a file is written, and its rows; Refused when it is no table."""
    if len(content) > BYTES_MOST:
        raise too_large(name)
    if not content.strip(b"\0\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise unusable("%(file)s is empty.", file=name)
    if content.startswith(OLD_WORKBOOK):
        raise unusable(
            "%(file)s is an old or a locked workbook: save it as XLSX without a password, or as CSV.", file=name
        )
    if content.startswith(b"PK\x03\x04"):
        return "XLSX", _xlsx(content, name)
    return _csv(content, name)


def _csv(content: bytes, name: str) -> tuple[str, Iterator[list[str]]]:
    encoding, text = _decoded(content, name)
    if text.count("\0") * 100 > len(text):
        raise unusable("%(file)s is not a table: it holds binary data.", file=name)
    return encoding, _records(text, _separator(text[:SAMPLE_CHARACTERS]))


def _separator(sample: str) -> str:
    """The separator under which there is a header; of several, the one that stands there most often."""
    lines = sample.splitlines()[:HEADER_ROWS]

    def fits(separator: str) -> tuple[bool, int]:
        rows = ([cell.strip(' "') for cell in line.split(separator)] for line in lines)
        return any(has_name(cells) for cells in rows), sample.count(separator)

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
        words = sum(sample.count(word) for word in COLUMN if not word.isascii())
        found.append((words > 0, -text.count(UNREAD), _usual(sample, encoding), label, text))
    understood, unread, usual, label, text = max(found, key=lambda one: one[:3])
    if (
        not understood
        and usual * 2 < sum(not c.isascii() for c in text[:SAMPLE_CHARACTERS])
        and _CONTROL.isdisjoint(content)
    ):
        return "Windows-1252", content.decode("cp1252", "replace")
    if not understood and -unread * 20 > len(text):
        raise unusable("%(file)s is in an encoding that is not known here: save it as CSV in UTF-8.", file=name)
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
                raise too_large(name)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        yield from _sheet_with_header([_sheet(sheet) for sheet in book.worksheets])
    except Refused:
        raise
    except Exception:  # openpyxl raises whatever a broken workbook makes it raise
        raise unusable(
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
        if any(has_name(cells) for cells in top):
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


def unusable(sentence: str, **figures: object) -> Refused:
    return Refused("unusable_roll", sentence, status=400, **figures)


def too_large(name: str) -> Refused:
    return Refused(
        "roll_too_large",
        "%(file)s is too large for a roll: at most %(most)s MB.",
        status=413,
        file=name,
        most=BYTES_MOST // 1024 // 1024,
    )
