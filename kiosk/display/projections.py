"""The table `scene`."""

from __future__ import annotations

import sqlite3

from kiosk.store.journal import Entry


def scene_taken(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    before = facts["before"] or {}
    db.execute(
        "insert or replace into scene (id, name, text, automatic, since_at, seq, before_name, before_text,"
        " before_automatic) values (1, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            facts["scene"],
            facts["text"],
            int(facts["automatic"]),
            entry.at,
            entry.seq,
            before.get("scene"),
            before.get("text"),
            int(before["automatic"]) if before else None,
        ),
    )
