"""The tables of the roll, written from its entries."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from kiosk.journal import Entry

_INSERT = (
    "insert into member (id, number, name, group_name, category, with_vote, weight_thousandths, phone, note, walk_in,"
    " position, generation, code_hash) values (:id, :number, :name, :group_name, :category, :with_vote,"
    " :weight_thousandths, :phone, :note, {walk_in}, :position, 0, :code_hash)"
)


_COLUMNS = ("number", "name", "group_name", "category", "with_vote", "weight_thousandths", "phone", "note")


def roll_imported(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute(
        "insert into roll_import (seq, at, source, added, changed) values (?, ?, ?, ?, ?)",
        (entry.seq, entry.at, facts["source"], len(facts["added"]), len(facts["changed"])),
    )
    db.executemany(
        "insert into roll_import_change (seq, member, before) values (?, ?, ?)",
        [(entry.seq, row["id"], None) for row in facts["added"]]
        + [(entry.seq, row["id"], _before(db, row["id"])) for row in facts["changed"]],
    )
    _change(db, facts["changed"])
    db.executemany(_INSERT.format(walk_in=0), facts["added"])
    if answers := facts.get("answers"):
        db.execute(
            "insert into roll_answer (headings, answers, seq) values (?, ?, ?)"
            " on conflict do update set answers = excluded.answers, seq = excluded.seq",
            (answers["headings"], json.dumps(answers, ensure_ascii=False, sort_keys=True), entry.seq),
        )


def import_undone(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute("update roll_import set undone_seq = ? where seq = ?", (entry.seq, facts["import"]))
    for member in facts["removed"]:
        _take_off(db, member, "", entry.seq)
    _change(db, facts["restored"])
    db.executemany(
        "insert or replace into roll_stayed (member, seq) values (?, ?)", [(one, entry.seq) for one in facts["stayed"]]
    )


def member_removed(db: sqlite3.Connection, entry: Entry) -> None:
    _take_off(db, entry.facts["member"], entry.facts["reason"], entry.seq)


def _take_off(db: sqlite3.Connection, member: int, reason: str, seq: int) -> None:
    db.execute(
        "insert into removed_member (id, number, name, group_name, reason, seq)"
        " select id, number, name, group_name, ?, ? from member where id = ?",
        (reason, seq, member),
    )
    db.execute("delete from exclusion where member = ?", (member,))
    db.execute("delete from roll_stayed where member = ?", (member,))
    db.execute("delete from member where id = ?", (member,))


def _before(db: sqlite3.Connection, member: int) -> str:
    row = db.execute(f"select {', '.join(_COLUMNS)} from member where id = ?", (member,)).fetchone()
    return json.dumps(dict(zip(_COLUMNS, row, strict=True)), ensure_ascii=False)


def _change(db: sqlite3.Connection, rows: list[dict[str, Any]]) -> None:
    # two members may have swapped numbers: free them first
    db.executemany("update member set number = 'moving ' || id where id = :id", rows)
    db.executemany(
        "update member set number = :number, name = :name, group_name = :group_name, category = :category,"
        " with_vote = :with_vote, weight_thousandths = :weight_thousandths, phone = :phone, note = :note where id = :id",
        rows,
    )


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
