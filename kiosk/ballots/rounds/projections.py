"""The tables of the rounds, from their preparation to the papers that came back, written from their entries."""

from __future__ import annotations

import sqlite3
from typing import Any

from kiosk.ballots.rows import as_json, moved, noted, one_row
from kiosk.store.journal import Entry


def round_prepared(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute(
        "insert into ballot_round (id, title, kind, after_round, poll_of, preset, changes, judged_as, rules_version, ballot_form,"
        " public_count, reported_by, declared_by, order_by, state, state_at, eligible, eligible_weight, void_reason, version)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'hand', 'prepared', ?, ?, ?, '', 0)",
        (
            entry.seq,
            facts["title"],
            facts["kind"],
            facts["after_round"],
            facts.get("poll_of"),
            facts["preset"],
            as_json(facts["changes"]),
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
    taken_over = [(role, name) for role, names in sorted(facts.get("counters", {}).items()) for name in names]
    for position, (role, name) in enumerate(taken_over, 1):
        db.execute(
            "insert into round_counter (round, position, role, name) values (?, ?, ?, ?)",
            (entry.seq, position, role, name),
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
            " member, woman, relatives) values (:id, :round, :office, :name, :position, :origin, :supporters, :stage,"
            " :pledge, :reader, :member, :woman, :relatives)",
            {"woman": False, **one, "relatives": _relatives(one), "round": entry.facts["round"], "position": position},
        )
    one_row(
        db.execute(
            "update ballot_round set order_by = :order_by, order_draw = :draw where id = :round",
            {name: entry.facts[name] for name in ("order_by", "draw", "round")},
        )
    )


def _relatives(one: dict[str, Any]) -> str:
    return as_json(one["relatives"]) if one.get("relatives") else ""


def rules_changed(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    one_row(
        db.execute(
            "update ballot_round set preset = ?, changes = ?, ballot_form = coalesce(?, ballot_form),"
            " eligible_weight = coalesce(?, eligible_weight) where id = ?",
            (
                facts["preset"],
                as_json(facts["changes"]),
                facts.get("ballot_form"),
                facts.get("eligible_weight"),
                facts["round"],
            ),
        )
    )


def rules_adopted(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    hands = {"votes": facts["votes"], "against": facts["against"], "abstain": facts["abstain"], "at": entry.at}
    one_row(
        db.execute(
            "update ballot_round set rules_hash = ?, adopted = ? where id = ?",
            (facts["rules_hash"], as_json(hands), facts["round"]),
        )
    )


def issuing_opened(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute(
        "update ballot_round set printed = ?, present_persons = ?, present_votes = ?, present_weight = ? where id = ?",
        (facts["printed"], facts["persons"], facts["votes"], facts["weight"], facts["round"]),
    )
    _in_person(db, facts)
    moved(db, entry, "issuing")


def _in_person(db: sqlite3.Connection, facts: dict[str, Any]) -> None:
    """Who came in person votes in person: their opinion in writing counts no more."""
    db.executemany(
        "update early_paper set taken_back = 'in person' where round = ? and member = ? and kind = 'opinion'"
        " and taken_back is null",
        [(facts["round"], member) for member in facts.get("in_person", [])],
    )


def round_admitted(db: sqlite3.Connection, entry: Entry) -> None:
    one_row(
        db.execute(
            "update ballot_round set present_votes = :present, present_weight = coalesce(:weight, present_weight)"
            " where id = :round",
            {"weight": None, **{key: value for key, value in entry.facts.items() if key != "in_person"}},
        )
    )
    _in_person(db, entry.facts)


def papers_issued(db: sqlite3.Connection, entry: Entry) -> None:
    one_row(
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
    moved(db, entry, "voting")


def last_called(db: sqlite3.Connection, entry: Entry) -> None:
    one_row(db.execute("update ballot_round set last_call_at = ? where id = ?", (entry.at, entry.facts["round"])))


def voting_closed(db: sqlite3.Connection, entry: Entry) -> None:
    moved(db, entry, "closed")


def papers_returned(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    for number, returned in facts["boxes"].items():
        one_row(
            db.execute(
                "update ballot_box set returned = ? where round = ? and number = ?",
                (returned, facts["round"], int(number)),
            )
        )
    db.execute(
        "update ballot_round set returned = ?, late = ?, voters = ?, void_reason = ? where id = ?",
        (facts["returned"], facts["late"], facts.get("voters"), facts.get("reason", ""), facts["round"]),
    )
    moved(db, entry, "void" if facts["void"] else "returned")


def round_voided(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute("update ballot_round set void_reason = ? where id = ?", (entry.facts["reason"], entry.facts["round"]))
    moved(db, entry, "void")


def advisory_asked(db: sqlite3.Connection, entry: Entry) -> None:
    noted(db, entry, "advisory")


def advisory_allowed(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    noted(db, entry, "advisory")
    one_row(db.execute("update ballot_round set advisory = ? where id = ?", (facts["reason"], facts["round"])))


def candidate_withdrawn(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    one_row(db.execute("update ballot_candidate set withdrawn = ? where id = ?", (facts["reason"], facts["candidate"])))
