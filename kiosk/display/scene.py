"""Which scene is on the screen: as taken by hand, or on automatic as the meeting goes."""

from __future__ import annotations

import sqlite3
from typing import Any

from kiosk.agenda import queries as agenda
from kiosk.ballots import scene as ballots
from kiosk.display.queries import shown
from kiosk.meeting import queries as meetings
from kiosk.qa import queries as qa
from kiosk.speeches.draw import queries as draws
from kiosk.speeches.queue import queries as floor


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
