"""What the hall screen shows, and the codes that bring a phone to the meeting."""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from itertools import groupby
from typing import Any

import qrcode
from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M

from kiosk.agenda import queries as agenda
from kiosk.ballots import hall as ballots
from kiosk.floor import queries as floor
from kiosk.meeting import queries as meetings
from kiosk.qa import queries as qa
from kiosk.speeches import queries as draws


def shown(db: sqlite3.Connection) -> sqlite3.Row | None:
    """The scene last taken by hand, or None while none was."""
    row: sqlite3.Row | None = db.execute("select * from scene").fetchone()
    return row


def scene(db: sqlite3.Connection) -> dict[str, Any]:
    """What is on the screen: as taken, or on automatic as the meeting goes."""
    row = shown(db)
    if row is not None and not row["automatic"]:
        return {"name": row["name"], "text": row["text"], "since": row["since_at"], "automatic": False}
    begun = _begun(db)
    if begun:
        since, name = max(begun)
        return {"name": name, "text": "", "since": max(since, row["since_at"] if row else 0), "automatic": True}
    first = db.execute("select min(at) from attendance").fetchone()[0]
    name = "welcome" if first is None else "attendance"
    since = first or meetings.current(db).created_at
    return {"name": name, "text": "", "since": max(since, row["since_at"] if row else 0), "automatic": True}


def _begun(db: sqlite3.Connection) -> list[tuple[int, str]]:
    """What the meeting is at, and since when: the screen follows what began last. A seal that stands is never put away
    for something else: the hall must be able to read it until the dice are confirmed."""
    found = []
    drawing = draws.last(db)
    if drawing is not None and drawing.state == "committed":
        return [(drawing.committed_at, "draw")]
    if drawing is not None:
        found.append((drawing.revealed_at or drawing.committed_at or drawing.frozen_at, "draw"))
    speeches = floor.begun_at(db)
    if speeches is not None:
        found.append((speeches, "speaker"))
    questions = qa.begun_at(db)
    if questions is not None:
        found.append((questions, "question"))
    round = ballots.begun(db)
    if round is not None:
        found.append(round)
    step = agenda.begun(db)
    if step is not None:
        found.append((step, "agenda"))
    return found


def preview(db: sqlite3.Connection) -> dict[str, Any] | None:
    """The scene the chair has ready."""
    row = db.execute("select name, text from preview_working").fetchone()
    return {"name": row["name"], "text": row["text"]} if row else None


def page_url(db: sqlite3.Connection) -> str | None:
    """Where phones find the meeting's page; None while it is not served."""
    row = db.execute("select url from serving_working").fetchone()
    return f"{row[0]}/" if row else None


@lru_cache(maxsize=16)
def qr(text: str) -> dict[str, Any]:
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
