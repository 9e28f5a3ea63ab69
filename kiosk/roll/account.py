"""Every cell of a file is accounted for: header, data, unused, a row in doubt or in trouble, title, or a sheet not read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from kiosk.roll.grid import Sheet
from kiosk.roll.tables import Parts

SAMPLES_MOST = 5
_BY_COLUMN = ("trouble", "doubt", "data")
FATES = ("header", "data", "unused", "doubt", "trouble", "title", "not_read")


@dataclass
class Account:
    """What became of the cells of the sheets of a file; `of` knows every cell that holds something."""

    sheets: list[Sheet]
    parts: dict[str, Parts]  # by sheet; a sheet that was not read is not there
    troubled: set[tuple[str, int]] = field(default_factory=set)
    doubtful: set[tuple[str, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._headers = {
            (name, row) for name, part in self.parts.items() for one in part.tables for row in one.header_rows
        }
        self._titles = {(name, row) for name, part in self.parts.items() for row in part.titles}
        self._rows: dict[tuple[str, int], frozenset[int]] = {}
        for name, part in self.parts.items():
            for table in part.tables:
                columns = frozenset(table.fields)
                for row in table.rows:
                    self._rows[(name, row)] = self._rows.get((name, row), frozenset()) | columns

    def of(self, sheet: str, row: int, column: int) -> str:
        """One of FATES. Never none: what no table wants is unused, and listed as such."""
        fate = self._of_row(sheet, row)
        wanted = fate not in _BY_COLUMN or column in self._rows.get((sheet, row), ())
        return fate if wanted else "unused"

    def counted(self) -> dict[str, int]:
        """How many cells that hold something of their own came to what."""
        found: Counter[str] = Counter()
        for sheet in self.sheets:
            for row, cells in sheet.rows.items():
                fate, own = self._of_row(sheet.name, row), [column for column, cell in cells.items() if not cell.copied]
                used = self._rows.get((sheet.name, row), frozenset()) if fate in _BY_COLUMN else own
                found[fate] += (wanted := sum(column in used for column in own))
                found["unused"] += len(own) - wanted
        return dict(+found)

    def _of_row(self, sheet: str, row: int) -> str:
        """What becomes of a row's cells, those of _BY_COLUMN only where a table wants their column."""
        if sheet not in self.parts:
            return "not_read"
        if (sheet, row) in self._titles:
            return "title"
        if (sheet, row) in self._headers:
            return "header"
        if (sheet, row) in self.troubled:
            return "trouble"
        return "doubt" if (sheet, row) in self.doubtful else "data"

    def unused(self) -> dict[tuple[str, int], list[str]]:
        """Columns that were not used, with samples of what they hold, by sheet and column: those with a heading, and
        those without one that hold something beside or below a table."""
        found: dict[tuple[str, int], list[str]] = {}
        for name, part in self.parts.items():
            for table in part.tables:
                for column in table.titles:
                    if column not in table.fields:
                        found.setdefault((name, column), [])
        for sheet in self.sheets:
            if sheet.name not in self.parts:
                continue
            for row, cells in sheet.rows.items():
                if (sheet.name, row) in self._titles or (sheet.name, row) in self._headers:
                    continue
                used = self._rows.get((sheet.name, row), frozenset())
                for column, cell in cells.items():
                    if column not in used and not cell.copied:
                        samples = found.setdefault((sheet.name, column), [])
                        if len(samples) < SAMPLES_MOST:
                            samples.append(cell.text[:80])
        return dict(sorted(found.items()))
