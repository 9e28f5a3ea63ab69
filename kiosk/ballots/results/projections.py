"""The tables of results, of what is decided about them, and of votes by hands, written from their entries."""

from __future__ import annotations

import sqlite3

from kiosk.ballots.rounds.projections import round_voided
from kiosk.ballots.rows import as_json, moved, noted, one_row, result_kept
from kiosk.store.journal import Entry


def result_reported(db: sqlite3.Connection, entry: Entry) -> None:
    _stamp(db, entry, "reported_at")
    moved(db, entry, "reported")


def elected_declared(db: sqlite3.Connection, entry: Entry) -> None:
    _stamp(db, entry, "declared_at")
    db.execute("update ballot_round set recount = null where id = ?", (entry.facts["round"],))
    moved(db, entry, "declared")


def acceptance_recorded(db: sqlite3.Connection, entry: Entry) -> None:
    noted(db, entry, "acceptance")
    moved(db, entry, entry.facts["outcome"])


def tie_decided(db: sqlite3.Connection, entry: Entry) -> None:
    noted(db, entry, "tie")


def shortfall_decided(db: sqlite3.Connection, entry: Entry) -> None:
    noted(db, entry, "shortfall")


def result_corrected(db: sqlite3.Connection, entry: Entry) -> None:
    result_kept(db, entry)


def incident_noted(db: sqlite3.Connection, entry: Entry) -> None:
    noted(db, entry, "incident")


def papers_sealed(db: sqlite3.Connection, entry: Entry) -> None:
    noted(db, entry, "sealing")


def objection_raised(db: sqlite3.Connection, entry: Entry) -> None:
    noted(db, entry, "recount" if entry.facts["recount"] else "objection")


def objection_answered(db: sqlite3.Connection, entry: Entry) -> None:
    noted(db, entry, "answer")


def annulment_asked(db: sqlite3.Connection, entry: Entry) -> None:
    noted(db, entry, "annulment")


def round_annulled(db: sqlite3.Connection, entry: Entry) -> None:
    noted(db, entry, "annulment")
    round_voided(db, entry)


def committee_decided(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute(
        "insert into committee_decision (id, title, body, document, decided_on, names, votes, after_round)"
        " values (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            entry.seq,
            facts["title"],
            facts["body"],
            facts["document"],
            facts["decided_on"],
            as_json(facts["names"]),
            as_json(facts["votes"]),
            facts["after_round"],
        ),
    )


def _stamp(db: sqlite3.Connection, entry: Entry, column: str) -> None:
    facts = entry.facts
    one_row(
        db.execute(
            f"update tally_result set {column} = ? where round = ? and version = ?",
            (entry.at, facts["round"], facts["version"]),
        )
    )
