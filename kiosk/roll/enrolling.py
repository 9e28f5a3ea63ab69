"""What an import writes: its rows with ids, positions and codes; made beforehand for a long one, so that the decisive
transaction only checks that the roll has not moved, names the rows and moves them."""

from __future__ import annotations

import copy
import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from kiosk.rules import badge_codes
from kiosk.store import database as files
from kiosk.store import journal

Row = dict[str, Any]
COLUMNS = ("number", "name", "group_name", "category", "with_vote", "weight_thousandths", "phone", "note")
ADDED = (*COLUMNS, "id", "position", "code_hash", "additional_votes")
STAGED_AT_ONCE = 200  # rows: a slice takes the writer about two milliseconds


class Staged(journal.Encoded):
    """Rows as JSON, of which a temporary table of the writer holds the same."""

    def __init__(self, pieces: Sequence[bytes], count: int) -> None:
        super().__init__(b"[" + b",".join(one[1:-1] for one in pieces) + b"]", count)
        self.pieces = pieces

    def for_one_import(self) -> Staged:
        """The same with a table of its own: two requests may want the same import at once."""
        other = copy.copy(self)
        other.table = f"temp.roll_{secrets.token_hex(8)}_staged"
        return other


class Ready(journal.Encoded):
    """The rows of the command `import_roll` as JSON, with what they come to while the roll stays as it is."""

    def __init__(self, rows: list[Row], added: Staged, changed: Staged) -> None:
        super().__init__(journal.canonical(rows).encode(), len(rows))
        self.added, self.changed = added, changed

    def for_one_import(self) -> Ready:
        other = copy.copy(self)
        other.added, other.changed = self.added.for_one_import(), self.changed.for_one_import()
        return other

    def slices(self) -> Iterator[tuple[str, bytes]]:
        """What is to be staged: tables and rows."""
        for part in (self.added, self.changed):
            for piece in part.pieces or [b"[]"]:
                yield part.table, piece


def next_place(db: sqlite3.Connection) -> tuple[int, int]:
    """The next id and position; the id of somebody who was taken off is not given again: their badge may be about."""
    found: tuple[int, int] = db.execute(
        "select max(coalesce(max(id), 0), (select coalesce(max(id), 0) from removed_member)) + 1,"
        " coalesce(max(position), 0) + 1 from member"
    ).fetchone()
    return found


def enrolled(db: sqlite3.Connection, rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The added rows, each with id, position and the hash of its badge's code, and the changed ones."""
    secret = files.secret(db)
    next_id, position = next_place(db)
    added, changed = [], []
    for row in rows:
        if row.get("id") is None:
            code = badge_codes.digest(badge_codes.make(secret, next_id, 0))
            added.append({**row, "id": next_id, "position": position, "code_hash": code})
            next_id, position = next_id + 1, position + 1
        else:
            changed.append(row)
    return added, changed


def ready(db: sqlite3.Connection, rows: list[Row]) -> Ready:
    """All that an import of these rows needs, for the roll as it stands."""
    staged = []
    for part in enrolled(db, rows):
        starts = range(0, len(part), STAGED_AT_ONCE)
        pieces = [journal.canonical(part[start : start + STAGED_AT_ONCE]).encode() for start in starts]
        staged.append(Staged(pieces, len(part)))
    return Ready(rows, *staged)


def stage(db: sqlite3.Connection, table: str, rows: str) -> None:
    """Put a slice of rows into a temporary table of this connection."""
    db.execute(
        f"create temp table if not exists {table.removeprefix('temp.')} as select {journal.picked(ADDED)} from json_each('[]')"
    )
    db.execute(f"insert into {table} select {journal.picked(ADDED)} from json_each(?)", (rows,))


def unstage(db: sqlite3.Connection, table: str) -> None:
    db.execute(f"drop table if exists {table}")
