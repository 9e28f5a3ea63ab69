"""The tables of the rounds, written from their entries."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from kiosk.journal import Entry

WORKINGS = (
    "team_paper_working",
    "call_working",
    "team_sheet_working",
    "team_batch_working",
    "team_draft_working",
)


def round_prepared(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute(
        "insert into ballot_round (id, title, kind, after_round, preset, changes, judged_as, rules_version, ballot_form,"
        " public_count, reported_by, declared_by, order_by, state, state_at, eligible, eligible_weight, void_reason, version)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'hand', 'prepared', ?, ?, ?, '', 0)",
        (
            entry.seq,
            facts["title"],
            facts["kind"],
            facts["after_round"],
            facts["preset"],
            _json(facts["changes"]),
            facts.get("judged_as"),
            facts.get("rules_version", 1),
            facts["ballot_form"],
            int(facts["public_count"]),
            facts["reported_by"],
            facts["declared_by"],
            entry.at,
            facts["eligible"],
            facts["eligible_weight"],
        ),
    )
    for position, one in enumerate(facts["offices"], 1):
        db.execute(
            "insert into office (id, round, name, seats, position) values (?, ?, ?, ?, ?)",
            (one["id"], entry.seq, one["name"], one["seats"], position),
        )
    for position, one in enumerate(facts["electors"], 1):
        db.execute(
            "insert into elector (round, position, name, member) values (?, ?, ?, ?)",
            (entry.seq, position, one["name"], one["member"]),
        )


def candidates_listed(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute("delete from ballot_candidate where round = ?", (entry.facts["round"],))
    for position, one in enumerate(entry.facts["candidates"], 1):
        db.execute(
            "insert into ballot_candidate (id, round, office, name, position, origin, supporters, stage, pledge, reader,"
            " member) values (:id, :round, :office, :name, :position, :origin, :supporters, :stage, :pledge, :reader, :member)",
            {**one, "round": entry.facts["round"], "position": position},
        )
    _one(
        db.execute(
            "update ballot_round set order_by = :order_by, order_draw = :draw where id = :round",
            {name: entry.facts[name] for name in ("order_by", "draw", "round")},
        )
    )


def rules_changed(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    _one(
        db.execute(
            "update ballot_round set preset = ?, changes = ?, ballot_form = coalesce(?, ballot_form) where id = ?",
            (facts["preset"], _json(facts["changes"]), facts.get("ballot_form"), facts["round"]),
        )
    )


def rules_adopted(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    hands = {"votes": facts["votes"], "against": facts["against"], "abstain": facts["abstain"], "at": entry.at}
    _one(
        db.execute(
            "update ballot_round set rules_hash = ?, adopted = ? where id = ?",
            (facts["rules_hash"], _json(hands), facts["round"]),
        )
    )


def issuing_opened(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute(
        "update ballot_round set printed = ?, present_persons = ?, present_votes = ?, present_weight = ? where id = ?",
        (facts["printed"], facts["persons"], facts["votes"], facts["weight"], facts["round"]),
    )
    _move(db, entry, "issuing")


def round_admitted(db: sqlite3.Connection, entry: Entry) -> None:
    _one(db.execute("update ballot_round set present_votes = :present where id = :round", entry.facts))


def papers_issued(db: sqlite3.Connection, entry: Entry) -> None:
    _one(
        db.execute(
            "update ballot_round set issued = :issued, exchanged = :exchanged, spare = :spare where id = :round",
            entry.facts,
        )
    )


def boxes_sealed(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute("delete from ballot_box where round = ?", (entry.facts["round"],))
    for number, seal in enumerate(entry.facts["seals"], 1):
        db.execute(
            "insert into ballot_box (round, number, seal) values (?, ?, ?)", (entry.facts["round"], number, seal)
        )


def voting_opened(db: sqlite3.Connection, entry: Entry) -> None:
    _move(db, entry, "voting")


def last_called(db: sqlite3.Connection, entry: Entry) -> None:
    _one(db.execute("update ballot_round set last_call_at = ? where id = ?", (entry.at, entry.facts["round"])))


def voting_closed(db: sqlite3.Connection, entry: Entry) -> None:
    _move(db, entry, "closed")


def papers_returned(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    for number, returned in facts["boxes"].items():
        _one(
            db.execute(
                "update ballot_box set returned = ? where round = ? and number = ?",
                (returned, facts["round"], int(number)),
            )
        )
    db.execute(
        "update ballot_round set returned = ?, late = ?, voters = ?, void_reason = ? where id = ?",
        (facts["returned"], facts["late"], facts.get("voters"), facts.get("reason", ""), facts["round"]),
    )
    _move(db, entry, "void" if facts["void"] else "returned")


def round_voided(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute("update ballot_round set void_reason = ? where id = ?", (entry.facts["reason"], entry.facts["round"]))
    _move(db, entry, "void")


def papers_ruled(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute(
        "insert into ruled_paper (id, round, valid, reason, papers, weight) values (?, ?, ?, ?, ?, ?)",
        (entry.seq, facts["round"], int(facts["valid"]), facts["reason"], facts["papers"], facts.get("weight")),
    )
    for member in facts.get("units", ()):
        db.execute("insert into ruled_unit (ruling, member) values (?, ?)", (entry.seq, member))


def ruling_taken_back(db: sqlite3.Connection, entry: Entry) -> None:
    _one(db.execute("delete from ruled_paper where id = ?", (entry.facts["ruling"],)))
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
    _move(db, entry, "counting")


def batch_agreed(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    _one(
        db.execute(
            "update batch set state = 'agreed', valid = ?, invalid = ?, blank = ?, slips = ? where id = ?",
            (facts["valid"], facts["invalid"], facts["blank"], facts["slips"], facts["batch"]),
        )
    )
    for table in WORKINGS:  # in the same commit: nothing of a single paper outlives the agreement
        db.execute(f"delete from {table} where batch = ?", (facts["batch"],))
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
    _one(
        db.execute(
            "update batch set returned_weight = ?, valid_weight = ? where id = ?",
            (weights["returned"], weights["valid"], batch),
        )
    )
    for candidate, figures in weights["votes"].items():
        _one(
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
    kept = stands["recount"] or _json({"state": facts["state"], "version": facts["version"], "reason": facts["reason"]})
    for batch in facts["batches"]:
        _reopen(db, batch)
    _one(db.execute("update ballot_round set recount = ? where id = ?", (kept, facts["round"])))
    _note(db, entry, "opened")
    _move(db, entry, "counting")


def candidate_withdrawn(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    _one(db.execute("update ballot_candidate set withdrawn = ? where id = ?", (facts["reason"], facts["candidate"])))


def annulment_asked(db: sqlite3.Connection, entry: Entry) -> None:
    _note(db, entry, "annulment")


def round_annulled(db: sqlite3.Connection, entry: Entry) -> None:
    _note(db, entry, "annulment")
    round_voided(db, entry)


def hands_taken_back(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    _one(db.execute("update hands_vote set taken_back = ? where id = ?", (facts["reason"], facts["vote"])))


def _reopen(db: sqlite3.Connection, id: int) -> None:
    batch = (id,)
    _one(
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
    _result(db, entry)
    _move(db, entry, "counted")


def counters_named(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute("delete from round_counter where round = ?", (facts["round"],))
    named = [(role, name) for role, names in sorted(facts["counters"].items()) for name in names]
    for position, (role, name) in enumerate(named, 1):
        db.execute(
            "insert into round_counter (round, position, role, name) values (?, ?, ?, ?)",
            (facts["round"], position, role, name),
        )


def tally_signed(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    if "incident" in facts:
        told = {"round": facts["round"], "text": facts["incident"], "name": facts["name"]}
        db.execute(
            "insert into round_note (id, round, kind, text, at) values (?, ?, 'incident', ?, ?)",
            (entry.seq, facts["round"], _json(told), entry.at),
        )
    db.execute(
        "insert into tally_signature (id, round, version, role, name) values (?, ?, ?, ?, ?)",
        (entry.seq, facts["round"], facts["version"], facts["role"], facts["name"]),
    )
    if facts["last"]:
        _move(db, entry, "signed")


def result_reported(db: sqlite3.Connection, entry: Entry) -> None:
    _stamp(db, entry, "reported_at")
    _move(db, entry, "reported")


def elected_declared(db: sqlite3.Connection, entry: Entry) -> None:
    _stamp(db, entry, "declared_at")
    db.execute("update ballot_round set recount = null where id = ?", (entry.facts["round"],))
    _move(db, entry, "declared")


def acceptance_recorded(db: sqlite3.Connection, entry: Entry) -> None:
    _note(db, entry, "acceptance")
    _move(db, entry, entry.facts["outcome"])


def tie_decided(db: sqlite3.Connection, entry: Entry) -> None:
    _note(db, entry, "tie")


def shortfall_decided(db: sqlite3.Connection, entry: Entry) -> None:
    _note(db, entry, "shortfall")


def result_corrected(db: sqlite3.Connection, entry: Entry) -> None:
    _result(db, entry)


def incident_noted(db: sqlite3.Connection, entry: Entry) -> None:
    _note(db, entry, "incident")


def papers_sealed(db: sqlite3.Connection, entry: Entry) -> None:
    _note(db, entry, "sealing")


def objection_raised(db: sqlite3.Connection, entry: Entry) -> None:
    _note(db, entry, "recount" if entry.facts["recount"] else "objection")


def objection_answered(db: sqlite3.Connection, entry: Entry) -> None:
    _note(db, entry, "answer")


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
            _json(facts["names"]),
            _json(facts["votes"]),
            facts["after_round"],
        ),
    )


def hands_voted(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute(
        "insert into hands_vote (id, title, method, present, votes, against, abstain, carried, names, blocks, subject, told,"
        " at) values (:seq, :title, :method, :present, :votes, :against, :abstain, :carried, :names, :blocks, :subject, :told,"
        " :at)",
        {
            **entry.facts,
            "carried": int(entry.facts["carried"]),
            "names": _json(entry.facts["names"]),
            "blocks": _json(entry.facts["blocks"]),
            "told": _json(entry.facts["told"]) if "told" in entry.facts else None,
            "seq": entry.seq,
            "at": entry.at,
        },
    )


def _move(db: sqlite3.Connection, entry: Entry, state: str) -> None:
    _one(
        db.execute(
            "update ballot_round set state = ?, state_at = ? where id = ?", (state, entry.at, entry.facts["round"])
        )
    )


def _result(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute(
        "insert into tally_result (round, version, seq, figures, reason) values (?, ?, ?, ?, ?)",
        (facts["round"], facts["version"], entry.seq, _json(facts["figures"]), facts["reason"]),
    )
    _one(db.execute("update ballot_round set version = ? where id = ?", (facts["version"], facts["round"])))


def _stamp(db: sqlite3.Connection, entry: Entry, column: str) -> None:
    facts = entry.facts
    _one(
        db.execute(
            f"update tally_result set {column} = ? where round = ? and version = ?",
            (entry.at, facts["round"], facts["version"]),
        )
    )


def _note(db: sqlite3.Connection, entry: Entry, kind: str) -> None:
    db.execute(
        "insert into round_note (id, round, kind, text, at) values (?, ?, ?, ?, ?)",
        (entry.seq, entry.facts["round"], kind, _json(entry.facts), entry.at),
    )


def _json(found: Any) -> str:
    return json.dumps(found, sort_keys=True, ensure_ascii=False)


def _one(done: sqlite3.Cursor) -> None:
    """An act on one round changes one row; anything else is a mistake that must be heard of."""
    if done.rowcount != 1:
        raise LookupError(f"{done.rowcount} rows were changed instead of one")
