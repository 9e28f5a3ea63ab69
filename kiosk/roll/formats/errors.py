"""Where the errors of a binary workbook stand: calamine gives nothing for them, and an empty cell says something else.

XLS after [MS-CFB] and [MS-XLS], XLSB after [MS-XLSB]: only the records of errors are read. What is broken or odd has none.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator

TEXTS = {
    0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A", 43: "#GETTING_DATA",
}  # fmt: skip
Errors = dict[tuple[int, int], str]  # row from 1, column from 0
BYTES_MOST = 64 * 1024 * 1024
_FREE = 0xFFFFFFF0  # and beyond: no sector


def of_xls(content: bytes) -> list[Errors]:
    """The errors of each sheet, in the order of their streams."""
    try:
        return list(_sheets(_stream(content)))
    except (struct.error, IndexError, ValueError):
        return []


def of_xlsb(content: bytes) -> list[Errors]:
    """The errors of each sheet, in the order of the parts' numbers."""
    found = []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = [part for part in packed.infolist() if part.filename.startswith("xl/worksheets/sheet")]
            if sum(part.file_size for part in parts) > BYTES_MOST:
                return []
            for part in sorted(parts, key=lambda one: (len(one.filename), one.filename)):
                found.append(_of_part(packed.read(part)))
    except (zipfile.BadZipFile, IndexError, struct.error):
        return []
    return found


def _of_part(data: bytes) -> Errors:
    found: Errors = {}
    place, row = 0, 0
    while place < len(data):
        kind, place = _varied(data, place)
        size, place = _varied(data, place)
        if kind == 0:
            row = struct.unpack_from("<I", data, place)[0]
        elif kind in (3, 11):  # BrtCellError, BrtFmlaError
            column, code = struct.unpack_from("<I", data, place)[0], data[place + 8]
            found[row + 1, column] = TEXTS.get(code, "#N/A")
        place += size
    return found


def _varied(data: bytes, place: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        byte = data[place]
        number, shift, place = number | (byte & 0x7F) << shift, shift + 7, place + 1
        if byte < 0x80 or shift > 28:
            return number, place


def _sheets(stream: bytes) -> Iterator[Errors]:
    """Each substream of a worksheet; the first is the workbook's own."""
    found: Errors | None = None
    for kind, data in _records(stream):
        if kind == 0x0809:  # BOF; 0x0010: a worksheet
            found = {} if struct.unpack_from("<H", data, 2)[0] == 0x0010 else None
        elif found is None:
            continue
        elif kind == 0x000A:  # EOF
            yield found
            found = None
        elif kind == 0x0205 and data[7]:  # BoolErr
            _add(found, data, data[6])
        elif kind == 0x0006 and data[12:14] == b"\xff\xff" and data[6] == 2:  # Formula with an error for its value
            _add(found, data, data[8])


def _add(found: Errors, data: bytes, code: int) -> None:
    row, column = struct.unpack_from("<HH", data)
    found[row + 1, column] = TEXTS.get(code, "#N/A")


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        yield kind, stream[place + 4 : place + 4 + size]
        place += 4 + size


def _stream(content: bytes) -> bytes:
    """The stream "Workbook" (or "Book") of a compound file; ValueError when it is none, or a small one."""
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    fat_sectors = struct.unpack_from("<109I", content, 76)
    fat: list[int] = []
    for sector in fat_sectors:
        if sector < _FREE:
            fat += struct.unpack_from(f"<{size // 4}I", content, (sector + 1) * size)
    directory = _chain(content, fat, struct.unpack_from("<I", content, 48)[0], size)
    for place in range(0, len(directory), 128):
        name = directory[place : place + max(0, directory[place + 64] - 2)].decode("utf-16-le", "replace")
        if name in ("Workbook", "Book"):
            start, length = struct.unpack_from("<II", directory, place + 116)
            if length < 4096:
                break
            return _chain(content, fat, start, size)[:length]
    raise ValueError("no such stream")


def _chain(content: bytes, fat: list[int], sector: int, size: int) -> bytes:
    parts: list[bytes] = []
    while sector < _FREE:
        parts.append(content[(sector + 1) * size : (sector + 2) * size])
        if len(parts) > len(fat):
            raise ValueError("a chain without an end")
        sector = fat[sector]
    return b"".join(parts)
