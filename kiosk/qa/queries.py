"""What is known of the questions. Times in milliseconds since 1970."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any, NamedTuple

from kiosk.rules import queue_order

Row = sqlite3.Row
Block = dict[str, Any]


class Rules(NamedTuple):
    """How questions are taken; the defaults are in force until the chair chooses others."""

    who: str = "anybody"
    naming: str = "chair"
    approval: bool = True
    sequence: str = "turns"
    votes_shown: bool = True
    characters_most: int = 200
    waiting_most: int = 3
    pending_most: int = 300
    answer_seconds: int = 120


class Intake(NamedTuple):
    """Whether questions are taken, and until when (None: until the chair closes)."""

    state: str
    since_at: int
    closes_at: int | None


def rules(db: sqlite3.Connection) -> Rules:
    row = db.execute(f"select {', '.join(Rules._fields)} from question_rules").fetchone()
    if row is None:
        return Rules()
    return Rules(*row)._replace(approval=bool(row["approval"]), votes_shown=bool(row["votes_shown"]))


def intake(db: sqlite3.Connection, now: int) -> Intake:
    """As the chair set it; past its closing time it is closed."""
    row = db.execute("select state, since_at, closes_at from question_intake").fetchone()
    if row is None:
        return Intake("closed", 0, None)
    found = Intake(*row)
    over = found.closes_at is not None and now >= found.closes_at
    return found._replace(state="closed") if over else found


def used(db: sqlite3.Connection) -> bool:
    """Whether the meeting has to do with questions at all."""
    return db.execute("select 1 from question_intake union all select 1 from question limit 1").fetchone() is not None


def begun_at(db: sqlite3.Connection) -> int | None:
    """When questions were opened, or the last one was put on the screen; None while there is nothing of that."""
    found: int | None = db.execute(
        "select max(at) from (select since_at as at from question_intake where state = 'open'"
        " union all select state_at from question where state = 'on_screen')"
    ).fetchone()[0]
    return found


def one(db: sqlite3.Connection, id: int) -> Row | None:
    row: Row | None = db.execute("select * from question where id = ?", (id,)).fetchone()
    return row


def by_token(db: sqlite3.Connection, token_hash: str) -> Row | None:
    """The question that its asker follows by this token."""
    row: Row | None = db.execute("select * from question where token_hash = ?", (token_hash,)).fetchone()
    return row


def next_id(db: sqlite3.Connection) -> int:
    found: int = db.execute("select coalesce(max(id), 0) + 1 from question").fetchone()[0]
    return found


def in_state(db: sqlite3.Connection, *states: str) -> list[Row]:
    """The questions in one of these states, the oldest first; trial questions too."""
    marks = ", ".join("?" * len(states))
    return db.execute(f"select * from question where state in ({marks}) order by id", states).fetchall()


def count_in(db: sqlite3.Connection, state: str) -> int:
    found: int = db.execute("select count(*) from question where state = ?", (state,)).fetchone()[0]
    return found


def waiting_among(db: sqlite3.Connection, questions: Sequence[int]) -> int:
    """How many of these questions wait to be read."""
    found: int = db.execute(
        "select count(*) from json_each(?) j join question q on q.id = j.value where q.state = 'pending'",
        (json.dumps(list(questions)),),
    ).fetchone()[0]
    return found


def last_step(db: sqlite3.Connection, id: int) -> Row | None:
    """The last step of a question that can still be taken back."""
    row: Row | None = db.execute(
        "select * from question_step where question = ? and undone_seq is null and back = 0 and before is not null"
        " order by seq desc limit 1",
        (id,),
    ).fetchone()
    return row


def steps(db: sqlite3.Connection, id: int) -> list[Row]:
    return db.execute("select * from question_step where question = ? order by seq", (id,)).fetchall()


def on_screen(db: sqlite3.Connection) -> Row | None:
    row: Row | None = db.execute("select * from question where state = 'on_screen'").fetchone()
    return row


def turns(row: Row) -> list[int]:
    """Who answers a question and in which order, as it was put; empty before."""
    found: list[int] = json.loads(row["turns"])
    return found


def has_voted(db: sqlite3.Connection, root: int, voter: str) -> bool:
    """Whether somebody supports a question, or one that is merged into it."""
    return (
        db.execute(
            "select 1 from question q cross join question_vote v on v.question = q.id and v.voter = ? where q.root = ?",
            (voter, root),
        ).fetchone()
        is not None
    )


def votes_of(db: sqlite3.Connection, voter: str) -> list[int]:
    """The questions that somebody supports, those they were merged into."""
    rows = db.execute(
        "select distinct q.root from question_vote v join question q on q.id = v.question where v.voter = ? order by 1",
        (voter,),
    )
    return [row[0] for row in rows]


def respondents(db: sqlite3.Connection) -> list[Row]:
    """Who answers, in their order."""
    return db.execute("select * from respondent where gone = 0 order by position").fetchall()


def respondent(db: sqlite3.Connection, id: int) -> str:
    """The name of somebody who answers, or answered; empty when there is none."""
    row = db.execute("select name from respondent where id = ?", (id,)).fetchone()
    return row[0] if row else ""


def put_to_all(db: sqlite3.Connection) -> int:
    """How many questions to all have been put."""
    found: int = db.execute(
        "select count(*) from question where respondent is null and first_shown_at is not null and trial = 0"
    ).fetchone()[0]
    return found


def answering(db: sqlite3.Connection) -> Row | None:
    """The answer that is being given."""
    row: Row | None = db.execute("select * from answer where ended_at is null").fetchone()
    return row


def last_answer(db: sqlite3.Connection, question: int) -> Row | None:
    row: Row | None = db.execute(
        "select * from answer where question = ? order by id desc limit 1", (question,)
    ).fetchone()
    return row


def notes(db: sqlite3.Connection, addressee: str) -> list[Block]:
    """The notes that wait to be acknowledged, the oldest first."""
    rows = db.execute(
        "select id, text, sent_at, sent_by from backstage_note where addressee = ? and acknowledged_at is null order by id",
        (addressee,),
    )
    return [dict(row) for row in rows]


def note(db: sqlite3.Connection, id: int) -> Row | None:
    row: Row | None = db.execute("select * from backstage_note where id = ?", (id,)).fetchone()
    return row


def queue(db: sqlite3.Connection, sequence: str) -> list[Row]:
    """The approved questions in the order in which they are put."""
    rows = {row["id"]: row for row in in_state(db, "live")}
    waiting = [queue_order.Waiting(row["id"], row["way"], row["votes"], row["rank"]) for row in rows.values()]
    return [rows[id] for id in queue_order.arranged(sequence, waiting, _heard(db))]


def _heard(db: sqlite3.Connection) -> dict[str, int]:
    return dict(
        db.execute(
            "select way, max(first_shown_at) from question where first_shown_at is not null group by way"
        ).fetchall()
    )
