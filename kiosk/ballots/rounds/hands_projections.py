"""The tables of votes by hands, written from their entries."""

from __future__ import annotations

import sqlite3

from kiosk.ballots.rows import as_json, one_row
from kiosk.store.journal import Entry


def hands_voted(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute(
        "insert into hands_vote (id, title, method, present, votes, against, abstain, carried, names, blocks, subject, told,"
        " line, at) values (:seq, :title, :method, :present, :votes, :against, :abstain, :carried, :names, :blocks, :subject,"
        " :told, :line, :at)",
        {
            **facts,
            "carried": int(facts["carried"]),
            "names": as_json(facts["names"]),
            "blocks": as_json(facts["blocks"]),
            "told": as_json(facts["told"]) if "told" in facts else None,
            "line": as_json(facts["line"]) if "line" in facts else None,
            "seq": entry.seq,
            "at": entry.at,
        },
    )


def hands_taken_back(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    one_row(db.execute("update hands_vote set taken_back = ? where id = ?", (facts["reason"], facts["vote"])))


def poll_demanded(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    one_row(db.execute("update hands_vote set poll = ? where id = ?", (facts["by"], facts["vote"])))


def poll_withdrawn(db: sqlite3.Connection, entry: Entry) -> None:
    one_row(db.execute("update hands_vote set poll = null where id = ?", (entry.facts["vote"],)))
