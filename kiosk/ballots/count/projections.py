"""The tables of the count, from doubtful papers to the signed tally, written from their entries."""

from __future__ import annotations

import sqlite3
from typing import Any

from kiosk.ballots.rows import as_json, moved, noted, one_row, result_kept
from kiosk.store.journal import Entry

WORKINGS = (
    "team_paper_working",
    "call_working",
    "team_sheet_working",
    "team_batch_working",
    "team_draft_working",
)


def papers_ruled(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute(
        "insert into ruled_paper (id, round, valid, reason, papers, weight) values (?, ?, ?, ?, ?, ?)",
        (entry.seq, facts["round"], int(facts["valid"]), facts["reason"], facts["papers"], facts.get("weight")),
    )
    for member in facts.get("units", ()):
        db.execute("insert into ruled_unit (ruling, member) values (?, ?)", (entry.seq, member))


def ruling_taken_back(db: sqlite3.Connection, entry: Entry) -> None:
    one_row(db.execute("delete from ruled_paper where id = ?", (entry.facts["ruling"],)))
    db.execute("delete from ruled_unit where ruling = ?", (entry.facts["ruling"],))


def write_in_named(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute(
        "insert into ballot_candidate (id, round, office, name, position, origin, supporters, stage, pledge, reader,"
        " member) values (?, ?, ?, ?, ?, 'write_in', 0, 'formal', '', '', ?)",
        (facts["candidate"], facts["round"], facts["office"], facts["name"], entry.seq, facts["member"]),
    )


def counting_opened(db: sqlite3.Connection, entry: Entry) -> None:
    for one in entry.facts["batches"]:
        db.execute(
            "insert into batch (id, round, number, papers, method, state, slips) values (?, ?, ?, ?, ?, 'open', 0)",
            (one["id"], entry.facts["round"], one["number"], one["papers"], entry.facts["method"]),
        )
    moved(db, entry, "counting")


def batch_agreed(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    one_row(
        db.execute(
            "update batch set state = 'agreed', valid = ?, invalid = ?, blank = ?, slips = ? where id = ?",
            (facts["valid"], facts["invalid"], facts["blank"], facts["slips"], facts["batch"]),
        )
    )
    _forget_workings(db, facts["batch"])  # in the same commit: nothing of a single paper outlives the agreement
    for candidate, (votes, against, abstain) in facts["votes"].items():
        db.execute(
            "insert into batch_votes (batch, candidate, votes, against, abstain) values (?, ?, ?, ?, ?)",
            (facts["batch"], int(candidate), votes, against, abstain),
        )
    if "weights" in facts:
        _weigh(db, facts["batch"], facts["units"], facts["weights"])
    blanks = facts.get("blanks", {})
    for office, invalid in facts["spoilt"].items():
        db.execute(
            "insert into batch_office (batch, office, invalid, blank) values (?, ?, ?, ?)",
            (facts["batch"], int(office), invalid, blanks.get(office)),
        )


def _weigh(db: sqlite3.Connection, batch: int, units: list[int], weights: dict[str, Any]) -> None:
    """What named papers say beside the votes: who returned one, and what the votes weigh."""
    one_row(
        db.execute(
            "update batch set returned_weight = ?, valid_weight = ? where id = ?",
            (weights["returned"], weights["valid"], batch),
        )
    )
    for candidate, figures in weights["votes"].items():
        one_row(
            db.execute(
                "update batch_votes set votes_weight = ?, against_weight = ?, abstain_weight = ?"
                " where batch = ? and candidate = ?",
                (*figures, batch, int(candidate)),
            )
        )
    for member in units:
        db.execute("insert into batch_unit (batch, member) values (?, ?)", (batch, member))


def batch_reopened(db: sqlite3.Connection, entry: Entry) -> None:
    _reopen(db, entry.facts["batch"])


def recount_opened(db: sqlite3.Connection, entry: Entry) -> None:
    """The old result stands until the new one is announced."""
    facts = entry.facts
    stands = db.execute("select recount, version from ballot_round where id = ?", (facts["round"],)).fetchone()
    kept = stands["recount"] or as_json(
        {"state": facts["state"], "version": facts["version"], "reason": facts["reason"]}
    )
    for batch in facts["batches"]:
        _reopen(db, batch)
    one_row(db.execute("update ballot_round set recount = ? where id = ?", (kept, facts["round"])))
    noted(db, entry, "opened")
    moved(db, entry, "counting")


def _reopen(db: sqlite3.Connection, id: int) -> None:
    batch = (id,)
    one_row(
        db.execute(
            "update batch set state = 'open', valid = null, invalid = null, blank = null, returned_weight = null,"
            " valid_weight = null where id = ?",
            batch,
        )
    )
    db.execute("delete from batch_votes where batch = ?", batch)
    db.execute("delete from batch_unit where batch = ?", batch)
    db.execute("delete from batch_office where batch = ?", batch)


def round_counted(db: sqlite3.Connection, entry: Entry) -> None:
    result_kept(db, entry)
    moved(db, entry, "counted")


def counters_named(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute("delete from round_counter where round = ?", (facts["round"],))
    named = [(role, name) for role, names in sorted(facts["counters"].items()) for name in names]
    _name(db, facts["round"], named)


def tally_signed(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    if "incident" in facts:
        told = {"round": facts["round"], "text": facts["incident"], "name": facts["name"]}
        db.execute(
            "insert into round_note (id, round, kind, text, at) values (?, ?, 'incident', ?, ?)",
            (entry.seq, facts["round"], as_json(told), entry.at),
        )
    db.execute(
        "insert into tally_signature (id, round, version, role, name) values (?, ?, ?, ?, ?)",
        (entry.seq, facts["round"], facts["version"], facts["role"], facts["name"]),
    )
    if facts["last"]:
        moved(db, entry, "signed")


def substitute_appointed(db: sqlite3.Connection, entry: Entry) -> None:
    """Who signs for a role is named anew; the others stay as they were named."""
    facts = entry.facts
    kept = db.execute(
        "select role, name from round_counter where round = ? and role <> ? order by position",
        (facts["round"], facts["role"]),
    ).fetchall()
    db.execute("delete from round_counter where round = ?", (facts["round"],))
    named = sorted([*(tuple(one) for one in kept), *((facts["role"], name) for name in facts["names"])], key=_role)
    _name(db, facts["round"], named)
    noted(db, entry, "substitute")


def _role(pair: tuple[str, str]) -> str:
    return pair[0]


def _name(db: sqlite3.Connection, round: int, named: list[tuple[str, str]]) -> None:
    for position, (role, name) in enumerate(named, 1):
        db.execute(
            "insert into round_counter (round, position, role, name) values (?, ?, ?, ?)",
            (round, position, role, name),
        )


def papers_found(db: sqlite3.Connection, entry: Entry) -> None:
    """Where the sum stays the batches get their new sizes, and both teams begin them anew."""
    facts = entry.facts
    noted(db, entry, "papers_found")
    if not facts["fits"]:
        return
    for batch, (_number, _before, papers) in zip(facts["batches"], facts["found"], strict=True):
        one_row(db.execute("update batch set papers = ? where id = ?", (papers, batch)))
        _forget_workings(db, batch)


def recount_stopped(db: sqlite3.Connection, entry: Entry) -> None:
    """The result before stands, in the state that it had."""
    facts = entry.facts
    noted(db, entry, "stopped")
    one_row(
        db.execute(
            "update ballot_round set recount = null, version = ? where id = ?", (facts["version"], facts["round"])
        )
    )
    for (batch,) in db.execute("select id from batch where round = ? and state = 'open'", (facts["round"],)).fetchall():
        _forget_workings(db, batch)
    moved(db, entry, facts["state"])


def _forget_workings(db: sqlite3.Connection, batch: int) -> None:
    for table in WORKINGS:
        db.execute(f"delete from {table} where batch = ?", (batch,))
