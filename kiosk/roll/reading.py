"""Read a roll from CSV or XLSX as people export it, and say what was understood.

CSV in UTF-8, UTF-16, GB18030 (GBK), Big5 or, for Latin names, Windows-1252, separated by comma, semicolon or tab;
XLSX with title rows above the header, merged title cells, numbers as text or as floats, blank rows behind. Columns
are known by the names people use. A row in trouble never stops the good ones: it is told by its number, what is
wrong, and with what. Bytes that no encoding explains and a quotation mark never closed spoil their own row only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.roll import headings
from kiosk.roll.rows import Row, Trouble, row
from kiosk.roll.sheets import BYTES_MOST, HEADER_ROWS, table, too_large, unusable

ROWS_MOST = 200_000


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
        raise unusable("%(file)s is a folder, not a roll.", file=path)
    try:
        size = path.stat().st_size
        if size > BYTES_MOST:
            raise too_large(path.name)
        with path.open("rb") as file:
            content = file.read(BYTES_MOST + 1)
    except FileNotFoundError:
        raise unusable("There is no file %(file)s.", file=path) from None
    except OSError as error:
        raise unusable("%(file)s cannot be read: %(why)s.", file=path, why=error.strerror) from None
    return read_roll(content, path.name, progress)


def read_roll(content: bytes, name: str, progress: Callable[[int], None] = lambda rows: None) -> Read:
    """Read a roll's bytes; Refused when they are no roll."""
    encoding, rows = table(content, name)
    return _understand(encoding, rows, name, progress)


def _understand(encoding: str, rows: Iterator[list[str]], name: str, progress: Callable[[int], None]) -> Read:
    header: dict[int, str] = {}
    titles_row: list[str] = []
    read: Read | None = None
    numbers: dict[str, int] = {}
    for number, cells in enumerate(rows, 1):
        if read is None:
            header = headings.header(cells)
            if headings.names(header):
                titles = _titles({column: cells[i].strip() for i, column in header.items()})
                ignored = [c.strip() for i, c in enumerate(cells) if i not in header and c.strip()]
                read, titles_row = Read(encoding, titles, ignored, number), cells
            elif number >= HEADER_ROWS:
                break
            continue
        if number - read.header_row > ROWS_MOST:
            raise unusable("%(file)s has more than %(most)s rows.", file=name, most=ROWS_MOST)
        if any(cell.strip() for cell in cells) and cells != titles_row:  # printed pages repeat the header
            found = row(number, {column: cells[i] for i, column in header.items() if i < len(cells)}, numbers)
            _keep(read, found)
        if number % 1_000 == 0:
            progress(number)
    if read is None:
        raise unusable("%(file)s has no column that is called a name (姓名, name) in its first rows.", file=name)
    if not read.rows and not read.troubles:
        raise unusable("%(file)s has a header, but nobody below it.", file=name)
    return read


def _titles(titles: dict[str, str]) -> dict[str, str]:
    """By column; a name in two parts is one column, "First name + Surname"."""
    parts = [titles.pop(part) for part in headings.PARTS if part in titles]
    return titles if "name" in titles else {"name": " + ".join(parts), **titles}


def _keep(read: Read, found: Row | Trouble) -> None:
    if isinstance(found, Trouble):
        read.troubles.append(found)
    else:
        read.rows.append(found)
