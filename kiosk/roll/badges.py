"""Badges to print: A4 sheets of 8 or 10, cards of 90×54 mm, and a CSV for a printing house."""

from __future__ import annotations

import csv
import io
import sqlite3
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

import qrcode
from qrcode.constants import ERROR_CORRECT_Q

from kiosk.i18n.catalog import translate
from kiosk.meeting.queries import Meeting
from kiosk.roll import queries
from kiosk.rules import badge_codes
from kiosk.signing import queries as signing
from kiosk.store import database as files
from kiosk.store.errors import UsageError

LAYOUTS = {"8": 8, "10": 10, "card": 1}  # badges on a page
QR_MASK = 3  # a fixed one: choosing the prettiest of eight takes eight times as long and reads no better
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# what a name needs at least, in widths of a Chinese character on one line, for each size of type
_SIZES = ((3.2, "short"), (5.2, "middle"), (7.4, "long"))
# what a text may need in all, in the same widths, for each size of type that wraps; the last holds whatever is longer
_NAMES = ((26.0, "longer"), (42.0, "longest"), (0.0, "least"))
_TITLES = ((23.0, "short"), (58.0, "long"), (0.0, "longest"))
_GROUPS = ((22.0, "short"), (40.0, "long"), (0.0, "longest"))
_NUMBERS = ((12.0, "short"), (0.0, "long"))
_HEAD = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
"""
_LOOK = ("tokens.css", "badges.css")


def member_code(db: sqlite3.Connection, row: sqlite3.Row) -> str:
    """The code on a member's badge."""
    return badge_codes.make(files.secret(db), row["id"], row["generation"])


def write(
    db: sqlite3.Connection, meeting: Meeting, path: Path, progress: Callable[[int], None] = lambda done: None
) -> int:
    """Write all badges as .html (it stands alone) or .csv; returns how many. Unusable for another ending."""
    rows = queries.rows(db)
    if path.suffix.lower() == ".csv":
        parts = _csv(db, rows)
    elif path.suffix.lower() in (".html", ".htm"):
        parts = _sheets(db, rows, meeting, "8", _inside())
    else:
        raise UsageError(f"{path} must end in .html or .csv.")
    done = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        for part in parts:
            file.write(part)
            progress(done := done + part.count("<article"))
    return len(rows)


def sheets(db: sqlite3.Connection, meeting: Meeting, layout: str) -> Iterator[str]:
    """All badges as a page of the server, sheet by sheet."""
    return _sheets(db, queries.rows(db), meeting, layout, _linked(meeting.language))


def one(db: sqlite3.Connection, meeting: Meeting, member: int) -> str:
    """One member's badge as a card to print."""
    rows = [row for row in queries.rows(db) if row["id"] == member]
    return "".join(_sheets(db, rows, meeting, "card", _linked(meeting.language)))


def qr_path(text: str) -> tuple[str, int]:
    """A QR as SVG path data, one stroke for each run of dark modules (error level Q), and its side in modules."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=0, mask_pattern=QR_MASK)
    code.add_data(text)
    code.make(fit=True)
    matrix = code.get_matrix()
    path = "".join(f"M{x} {y}h{n}v1h-{n}z" for y, line in enumerate(matrix) for x, n in _runs(line))
    return path, len(matrix)


def _runs(line: Iterable[bool]) -> Iterator[tuple[int, int]]:
    """Where each run of dark modules begins, and how long it is."""
    for dark, run in groupby(enumerate(line), key=lambda place: place[1]):
        places = [x for x, _ in run]
        if dark:
            yield places[0], len(places)


def _csv(db: sqlite3.Connection, rows: list[sqlite3.Row]) -> Iterator[str]:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["number", "name", "group", "code"])
    for row in rows:
        writer.writerow([_harmless(row[name]) for name in ("number", "name", "group_name")] + [member_code(db, row)])
    yield out.getvalue()


def _harmless(text: str) -> str:
    """A cell that a spreadsheet will not take for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _inside() -> str:
    """The style, inside a file that stands alone."""
    from kiosk.http.middleware import static_folder

    styles = "".join((static_folder() / "css" / name).read_text("utf-8") for name in _LOOK)
    return f"<style>\n{styles}</style>\n"


def _linked(language: str) -> str:
    """Letters and style of a page that the laptop serves; Traditional characters have forms of their own."""
    letters = ("sans.css", "sans-tc.css") if language == "zh-Hant" else ("sans.css",)
    linked = [f"vendor/fonts/{name}" for name in letters] + [f"css/{name}" for name in _LOOK]
    return "".join(f'<link rel="stylesheet" href="/static/{sheet}">\n' for sheet in linked)


def _sheets(
    db: sqlite3.Connection, rows: list[sqlite3.Row], meeting: Meeting, layout: str, style: str
) -> Iterator[str]:
    """The page, in parts that each end a sheet."""
    yield _HEAD.format(language=meeting.language, title=escape(meeting.title)) + style
    yield f'</head>\n<body class="sheet-{layout}">\n<main>\n<h1>{escape(meeting.title)}</h1>\n'
    key = signing.fingerprint(db)
    signed = (
        translate(meeting.language, "The meeting's signing key: %(shown)s", shown=key)
        if key and layout != "card"
        else ""
    )
    foot = f'<p class="signed">{escape(signed)}</p>\n' if signed else ""
    for start in range(0, len(rows), LAYOUTS[layout]):
        badges = (_badge(db, row, meeting) for row in rows[start : start + LAYOUTS[layout]])
        yield f'<section class="page">\n{"".join(badges)}{foot}</section>\n'
    yield "</main></body></html>\n"


def _badge(db: sqlite3.Connection, row: sqlite3.Row, meeting: Meeting) -> str:
    code = member_code(db, row)
    path, side = qr_path(code)
    spaced = " ".join(code[i : i + 4] for i in range(0, len(code), 4))
    rehearsal = translate(meeting.language, "rehearsal")
    title = f"{meeting.title} · {rehearsal}" if meeting.rehearsal else meeting.title
    kind = "voter" if row["with_vote"] else "guest"
    vote = (
        translate(meeting.language, "with a vote")
        if row["with_vote"]
        else translate(meeting.language, "guest, no vote")
    )
    return (
        f'<article class="badge {kind}"><header class="{_fitting(title, _TITLES)}">{escape(title)}</header>'
        f'<div class="who"><p class="name {_size(row["name"])}">{escape(row["name"])}</p>'
        f'<p class="group {_fitting(row["group_name"], _GROUPS)}">{escape(row["group_name"])}</p>'
        f'<p class="number {_fitting(row["number"], _NUMBERS)}">{escape(row["number"])}</p></div>'
        f'<svg class="qr" viewBox="-1 -1 {side + 2} {side + 2}" role="img" aria-label="QR"><path d="{path}"/></svg>'
        f'<p class="vote">{vote}</p><footer>{spaced}</footer></article>\n'
    )


def _size(name: str) -> str:
    """The type in which a name fits its badge: Chinese on one line, Latin on one line for each word."""
    words = name.replace("·", "· ").split() or [name]
    widest = max(sum(_width(c) for c in word) for word in words)
    needed = max(widest, sum(_width(c) for c in name) / 2)
    return next((size for most, size in _SIZES if needed <= most), _fitting(name, _NAMES))


def _fitting(text: str, sizes: Sequence[tuple[float, str]]) -> str:
    """The largest type in which a text that wraps has room."""
    needed = sum(_width(c) for c in text)
    return next((size for most, size in sizes[:-1] if needed <= most), sizes[-1][1])


def _width(character: str) -> float:
    """About how wide a character is, in widths of a Chinese one."""
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    return 0.72 if character.isupper() else 0.58
