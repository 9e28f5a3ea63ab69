"""A binary workbook (XLSB), written record by record after [MS-XLSB]: there is no library that writes one."""

from __future__ import annotations

import io
import struct
import zipfile

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
_RELATIONS = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_RELATION = (
    '<Relationship Id="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>'
)
_ERRORS = {"#N/A": 0x2A, "#REF!": 0x17}


def xlsb(sheets: dict[str, list[list[str | float | bool | None]]], hidden: frozenset[str] = frozenset()) -> bytes:
    """Sheets by name; a text that begins with # is an error."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("[Content_Types].xml", _TYPES)
        packed.writestr("_rels/.rels", _RELATIONS.format(_RELATION.format("rId1", "officeDocument", "xl/workbook.bin")))
        related = [
            _RELATION.format(f"rId{n}", "worksheet", f"worksheets/sheet{n}.bin") for n in range(1, len(sheets) + 1)
        ]
        packed.writestr("xl/_rels/workbook.bin.rels", _RELATIONS.format("".join(related)))
        bundles = b"".join(
            _record(156, struct.pack("<II", int(name in hidden), n) + _text(f"rId{n}") + _text(name))
            for n, name in enumerate(sheets, 1)
        )
        packed.writestr("xl/workbook.bin", _record(131) + _record(143) + bundles + _record(144) + _record(132))
        for n, rows in enumerate(sheets.values(), 1):
            packed.writestr(f"xl/worksheets/sheet{n}.bin", _sheet(rows))
    return out.getvalue()


def _sheet(rows: list[list[str | float | bool | None]]) -> bytes:
    wide = max(len(row) for row in rows)
    found = _record(129) + _record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, wide - 1)) + _record(145)
    for number, row in enumerate(rows):
        found += _record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, 0, 0, 0))
        found += b"".join(_cell(column, value) for column, value in enumerate(row) if value is not None)
    return found + _record(146) + _record(130)


def _cell(column: int, value: str | float | bool) -> bytes:
    place = struct.pack("<II", column, 0)
    if isinstance(value, bool):
        return _record(4, place + bytes([value]))
    if isinstance(value, str):
        return _record(3, place + bytes([_ERRORS[value]])) if value in _ERRORS else _record(6, place + _text(value))
    return _record(5, place + struct.pack("<d", value))


def _record(kind: int, data: bytes = b"") -> bytes:
    return _varied(kind) + _varied(len(data)) + data


def _varied(number: int) -> bytes:
    found = b""
    while True:
        number, low = number >> 7, number & 0x7F
        found += bytes([low | (0x80 if number else 0)])
        if not number:
            return found


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text.encode("utf-16-le")) // 2) + text.encode("utf-16-le")
