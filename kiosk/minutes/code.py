"""A QR as a picture for Word, which takes no vector: a PNG of one bit for each point (ISO/IEC 15948)."""

from __future__ import annotations

import struct
import zlib

import qrcode
from qrcode.constants import ERROR_CORRECT_M

EDGE_MODULES = 4
POINTS_EACH = 6  # points for each module, so that a printer's edges fall between them


def png(text: str) -> bytes:
    """The code with its quiet zone, black on white."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=EDGE_MODULES)
    code.add_data(text)
    code.make(fit=True)
    matrix = code.get_matrix()
    side = len(matrix) * POINTS_EACH
    lines = b"".join(_line(row) * POINTS_EACH for row in matrix)
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(lines)) + _chunk(b"IEND", b"")


def _line(row: list[bool]) -> bytes:
    """A row of points behind its filter byte; a set bit is white."""
    bits = "".join(("0" if dark else "1") * POINTS_EACH for dark in row)
    bits += "1" * (-len(bits) % 8)
    return b"\0" + int(bits, 2).to_bytes(len(bits) // 8, "big")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
