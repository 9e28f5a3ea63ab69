"""What the exported record takes from the rounds: the record of a result as a file."""

from __future__ import annotations

import sqlite3

from kiosk.ballots.results import record
from kiosk.meeting import queries as meetings
from kiosk.store import journal


def report(db: sqlite3.Connection, row: sqlite3.Row, *, internal: bool) -> bytes:
    """The record of a round's standing result as Word, as of the last entry of the journal, in the meeting's language."""
    from kiosk.ballots.printing import docx  # python-docx takes a tenth of a second that every other start is spared

    return docx.of(record.record(db, row, journal.head(db).at, internal, meetings.current(db).language))
