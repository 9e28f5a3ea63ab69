"""Badges to print: A4 sheets of 8 or 10, cards of 90×54 mm, and a CSV for a printing house."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

import qrcode
from qrcode.constants import ERROR_CORRECT_Q

from kiosk import db as files
from kiosk.refusals import Unusable
from kiosk.roll import codes, queries

LAYOUTS = {"8": ("a4", 2, 4), "10": ("a4", 2, 5), "card": ("card", 1, 1)}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PAGE = """<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8"><title>{title}</title>
<link rel="stylesheet" href="{css}"></head>
<body class="sheet-{layout}">
"""
_STYLE = """<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8"><title>{title}</title><style>
{css}
</style></head>
<body class="sheet-{layout}">
"""


def member_code(db: sqlite3.Connection, row: sqlite3.Row) -> str:
    """The code on a member's badge."""
    return codes.make(files.secret(db), row["id"], row["generation"])


def write(db: sqlite3.Connection, title: str, path: Path, progress: Callable[[int], None] = lambda done: None) -> int:
    """Write badges as .html or .csv, by the name's ending; returns how many. Unusable for another ending."""
    rows = queries.rows(db)
    if path.suffix == ".csv":
        text = "".join(_csv(db, rows, progress))
    elif path.suffix in (".html", ".htm"):
        text = "".join(_sheets(db, rows, title, "8", progress))
    else:
        raise Unusable(f"{path} must end in .html or .csv.")
    path.write_text(text, "utf-8", newline="")
    return len(rows)


def sheets(db: sqlite3.Connection, title: str, layout: str) -> str:
    """All badges as one page to print."""
    return "".join(_sheets(db, queries.rows(db), title, layout, lambda done: None, linked=True))


def one(db: sqlite3.Connection, title: str, member: int) -> str:
    """One member's badge as a card to print."""
    rows = [row for row in queries.rows(db) if row["id"] == member]
    return "".join(_sheets(db, rows, title, "card", lambda done: None, linked=True))


def qr_path(text: str) -> tuple[str, int]:
    """A QR as SVG path data of one-unit modules (error level Q), and its side in modules."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=0)
    code.add_data(text)
    code.make(fit=True)
    matrix = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, line in enumerate(matrix) for x, dark in enumerate(line) if dark)
    return path, len(matrix)


def _csv(db: sqlite3.Connection, rows: list[sqlite3.Row], progress: Callable[[int], None]) -> Iterator[str]:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["number", "name", "group", "code"])
    for done, row in enumerate(rows, 1):
        writer.writerow([_harmless(row[name]) for name in ("number", "name", "group_name")] + [member_code(db, row)])
        progress(done)
    yield out.getvalue()


def _harmless(text: str) -> str:
    """A cell that a spreadsheet will not take for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _sheets(
    db: sqlite3.Connection,
    rows: list[sqlite3.Row],
    title: str,
    layout: str,
    progress: Callable[[int], None],
    *,
    linked: bool = False,
) -> Iterator[str]:
    """The page: linked to the server's style sheet, or with it inside, for a file that stands alone."""
    from kiosk.shell import static_folder

    per_page = LAYOUTS[layout][1] * LAYOUTS[layout][2]
    if linked:
        yield _PAGE.format(title=escape(title), css="/static/css/badges.css", layout=layout)
    else:
        css = (static_folder() / "css" / "badges.css").read_text("utf-8")
        yield _STYLE.format(title=escape(title), css=css, layout=layout)
    for start in range(0, len(rows), per_page):
        yield '<section class="page">\n'
        for row in rows[start : start + per_page]:
            yield _badge(db, row, title)
            progress(start + 1)
        yield "</section>\n"
    yield "</body></html>\n"


def _badge(db: sqlite3.Connection, row: sqlite3.Row, title: str) -> str:
    code = member_code(db, row)
    path, side = qr_path(code)
    width = sum(1 if c.isascii() else 2 for c in row["name"])
    size = "long" if width > 16 else "middle" if width > 10 else "short"
    spaced = " ".join(code[i : i + 4] for i in range(0, len(code), 4))
    kind = "voter" if row["with_vote"] else "guest"
    return (
        f'<article class="badge {kind}"><header>{escape(title)}</header>'
        f'<div class="who"><p class="name {size}">{escape(row["name"])}</p><p class="group">{escape(row["group_name"])}</p>'
        f'<p class="number">{escape(row["number"])}</p></div>'
        f'<svg class="qr" viewBox="-1 -1 {side + 2} {side + 2}" role="img" aria-label="QR"><path d="{path}"/></svg>'
        f"<footer>{spaced}</footer></article>\n"
    )
