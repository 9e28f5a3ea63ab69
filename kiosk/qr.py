"""Codes that bring a phone to the meeting, and a draw's record onto it."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import Any

import qrcode
from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M


@lru_cache(maxsize=16)
def picture(text: str) -> dict[str, Any]:
    """A QR as SVG path data of the dark runs in units of a module, and its side in modules."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    matrix = code.get_matrix()
    path = "".join(_runs(y, line) for y, line in enumerate(matrix))
    return {"path": path, "modules": len(matrix)}


CODE_NAMES_MOST = 12


CODE_BYTES_MOST = 858  # version 20 of level L, 97 modules: each is still 1/244 of the screen's height


def fits_code(record: str, names: int) -> bool:
    """Whether a draw's record is short enough for a code that phones read from the screen; ADR 0008 has the sums."""
    return names <= CODE_NAMES_MOST and len(record.encode()) <= CODE_BYTES_MOST


@lru_cache(maxsize=4)
def text_code(record: str) -> str:
    """A draw's record as a code, an SVG with its quiet zone. One run of bytes, so that every reader gives exactly
    them back; the mask is fixed, because trying all eight would hold the server for a tenth of a second."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_L, border=0, mask_pattern=3)
    code.add_data(record.encode(), optimize=0)
    code.make(fit=True)
    side = code.modules_count
    runs = "".join(_runs(y, line) for y, line in enumerate(code.get_matrix()))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 {side + 8} {side + 8}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M-4-4h{side + 8}v{side + 8}h-{side + 8}z"/><path d="{runs}"/></svg>'
    )


def _runs(y: int, line: list[bool]) -> str:
    """The dark runs of a line as path data."""
    found, start = "", 0
    for dark, some in groupby(line):
        length = len(list(some))
        found += f"M{start} {y}h{length}v1h-{length}z" if dark else ""
        start += length
    return found


def wifi_text(name: str, password: str) -> str:
    """What a phone's camera understands as "join this network"."""

    def escaped(text: str) -> str:
        return "".join(f"\\{c}" if c in '\\;,:"' else c for c in text)

    kind = "WPA" if password else "nopass"
    return f"WIFI:T:{kind};S:{escaped(name)};P:{escaped(password)};;"
