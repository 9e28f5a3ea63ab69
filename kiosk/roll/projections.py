"""The tables of the roll, written from its entries."""

from __future__ import annotations

import sqlite3

from kiosk.journal import Entry

_INSERT = (
    "insert into member (id, number, name, group_name, category, with_vote, weight_thousandths, phone, note, walk_in,"
    " position, generation, code_hash) values (:id, :number, :name, :group_name, :category, :with_vote,"
    " :weight_thousandths, :phone, :note, {walk_in}, :position, 0, :code_hash)"
)


def roll_imported(db: sqlite3.Connection, entry: Entry) -> None:
    # two members may have swapped numbers: free them first
    db.executemany("update member set number = 'moving ' || id where id = :id", entry.facts["changed"])
    db.executemany(
        "update member set number = :number, name = :name, group_name = :group_name, category = :category,"
        " with_vote = :with_vote, weight_thousandths = :weight_thousandths, phone = :phone, note = :note where id = :id",
        entry.facts["changed"],
    )
    db.executemany(_INSERT.format(walk_in=0), entry.facts["added"])


def walk_in_added(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute(_INSERT.format(walk_in=1), entry.facts)


def badge_replaced(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute(
        "insert into revoked_code (code_hash, member, seq) values (?, ?, ?)",
        (facts["revoked"], facts["member"], entry.seq),
    )
    db.execute(
        "update member set generation = ?, code_hash = ? where id = ?",
        (facts["generation"], facts["code_hash"], facts["member"]),
    )


def exclusion_approved(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute(
        "insert into exclusion (member, reason, approved_by, approved_at) values (?, ?, ?, ?)",
        (facts["member"], facts["reason"], facts["approved_by"], entry.at),
    )


def exclusion_withdrawn(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute("delete from exclusion where member = ?", (entry.facts["member"],))


def exclusions_voted(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.executemany(
        "update exclusion set passed = ?, passed_seq = ? where member = ?",
        [(int(facts["passed"]), entry.seq, member) for member in facts["members"]],
    )
