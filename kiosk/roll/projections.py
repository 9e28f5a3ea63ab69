"""The tables of the roll, written from its entries."""

from __future__ import annotations

import json
import sqlite3

from kiosk.store.journal import Entry

COLUMNS = ("number", "name", "group_name", "category", "with_vote", "weight_thousandths", "phone", "note")
MORE = "additional_votes"  # entries made before there were any do not name them
CHANGED = ("id", *COLUMNS, MORE)
ADDED = (*CHANGED, "position", "code_hash")

_INSERT = (
    "insert into member (id, number, name, group_name, category, with_vote, weight_thousandths, phone, note, walk_in,"
    " position, generation, code_hash) values (:id, :number, :name, :group_name, :category, :with_vote,"
    " :weight_thousandths, :phone, :note, 1, :position, 0, :code_hash)"
)
_ENROL = (
    "insert into member (id, number, name, group_name, category, with_vote, weight_thousandths, phone, note, walk_in,"
    " position, additional_votes, generation, code_hash) select id, number, name, group_name, category, with_vote,"
    " weight_thousandths, phone, note, 0, position, coalesce(additional_votes, 0), 0, code_hash from {source}"
)
# as json.dumps writes it
_BEFORE = " || ', ' || ".join(f"""'"{column}": ' || json_quote(m.{column})""" for column in (*COLUMNS, MORE))


def roll_imported(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute(
        "insert into roll_import (seq, at, source, added, changed) values (?, ?, ?, ?, ?)",
        (entry.seq, entry.at, facts["source"], len(facts["added"]), len(facts["changed"])),
    )
    added, given = entry.listed("added", ADDED)
    db.execute(f"insert into roll_import_change (seq, member) select ?, id from {added}", (entry.seq, *given))
    if facts["changed"]:
        changed, to = entry.listed("changed", CHANGED)
        db.execute(
            f"insert into roll_import_change (seq, member, before) select ?, m.id, '{{' || {_BEFORE} || '}}'"
            f" from {changed} c cross join member m on m.id = c.id",
            (entry.seq, *to),
        )
        _change(db, changed, to)
    db.execute(_ENROL.format(source=added), given)
    if answers := facts.get("answers"):
        db.execute(
            "insert into roll_answer (headings, answers, seq) values (?, ?, ?)"
            " on conflict do update set answers = excluded.answers, seq = excluded.seq",
            (answers["headings"], json.dumps(answers, ensure_ascii=False, sort_keys=True), entry.seq),
        )


def import_undone(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute("update roll_import set undone_seq = ? where seq = ?", (entry.seq, facts["import"]))
    _take_off(db, facts["removed"], "", entry.seq)
    _change(db, *entry.listed("restored", CHANGED))
    db.executemany(
        "insert or replace into roll_stayed (member, seq) values (?, ?)", [(one, entry.seq) for one in facts["stayed"]]
    )


def member_removed(db: sqlite3.Connection, entry: Entry) -> None:
    _take_off(db, [entry.facts["member"]], entry.facts["reason"], entry.seq)


def _take_off(db: sqlite3.Connection, members: list[int], reason: str, seq: int) -> None:
    ids = json.dumps(members)
    db.execute(
        "insert into removed_member (id, number, name, group_name, reason, seq)"
        " select id, number, name, group_name, ?, ? from member where id in (select value from json_each(?))",
        (reason, seq, ids),
    )
    db.execute("delete from exclusion where member in (select value from json_each(?))", (ids,))
    db.execute("delete from roll_stayed where member in (select value from json_each(?))", (ids,))
    db.execute("delete from member where id in (select value from json_each(?))", (ids,))


def _change(db: sqlite3.Connection, changed: str, given: tuple[str, ...]) -> None:
    # two members may have swapped numbers: free them first
    db.execute(f"update member set number = 'moving ' || id where id in (select id from {changed})", given)
    db.execute(
        f"update member set {', '.join(f'{column} = c.{column}' for column in COLUMNS)},"
        f" {MORE} = coalesce(c.{MORE}, member.{MORE}) from {changed} c where member.id = c.id",
        given,
    )


def walk_in_added(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute(_INSERT, entry.facts)


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
