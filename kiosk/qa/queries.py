"""What is known of the questions, and what each page may be shown of them. Times in milliseconds since 1970."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any, NamedTuple

from kiosk.meeting import queries as meetings
from kiosk.qa import order

Row = sqlite3.Row
Block = dict[str, Any]

LIVE_SHOWN_MOST = 60
DONE_SHOWN_MOST = 20
HALL_SHOWN_MOST = 6
FATES_MOST = 600


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
    waiting = [order.Waiting(row["id"], row["way"], row["votes"], row["rank"]) for row in rows.values()]
    return [rows[id] for id in order.arranged(sequence, waiting, _heard(db))]


def _heard(db: sqlite3.Connection) -> dict[str, int]:
    return dict(
        db.execute(
            "select way, max(first_shown_at) from question where first_shown_at is not null group by way"
        ).fetchall()
    )


def board(db: sqlite3.Connection, now: int) -> list[Block]:
    """What each who answers was asked and used: questions to them alone, answers given, time in milliseconds."""
    asked = dict(
        db.execute(
            "select respondent, count(*) from question where respondent is not null and trial = 0"
            " and first_shown_at is not null group by 1"
        ).fetchall()
    )
    given = {
        row[0]: (row[1], row[2])
        for row in db.execute(
            "select a.respondent, count(distinct a.question), sum(coalesce(a.ended_at, ?) - a.began_at) from answer a"
            " join question q on q.id = a.question where q.trial = 0 group by 1",
            (now,),
        )
    }
    running = answering(db)
    return [
        {
            "id": row["id"],
            "name": row["name"],
            "asked": asked.get(row["id"], 0),
            "answers": given.get(row["id"], (0, 0))[0],
            "answer_ms": given.get(row["id"], (0, 0))[1],
            "running": bool(running and running["respondent"] == row["id"]),
        }
        for row in respondents(db)
    ]


def shown(db: sqlite3.Connection) -> Block | None:
    """The question on the screen as the hall may see it: who asks it only when the chair shows that."""
    row = on_screen(db)
    return _with_clock(db, row) if row else None


def _with_clock(db: sqlite3.Connection, row: Row) -> Block:
    names = {one["id"]: one["name"] for one in respondents(db)}
    answer = last_answer(db, row["id"])
    return {
        **_public(row, rules(db)),
        "place": row["place"],
        "asker": row["asker"] if row["asker_shown"] else "",
        "turns": [{"id": id, "name": names[id]} for id in turns(row) if id in names],
        "clock": _clock(answer, names) if answer else None,
    }


def _clock(answer: Row, names: dict[int, str]) -> Block:
    """An answer's clock in absolute times, as the speaking clock's: every page counts from them by itself."""
    return {
        "speaker": answer["respondent"],
        "name": names.get(answer["respondent"], ""),
        "seconds": answer["seconds"],
        "began_at": answer["began_at"],
        "paused_at": answer["ended_at"],
        "paused_ms": 0,
        "ended_at": answer["ended_at"],
    }


def _public(row: Row, chosen: Rules) -> Block:
    """A question as everybody may see it."""
    return {
        "id": row["id"],
        "text": row["text"],
        "way": row["way"],
        "place": row["place"],
        "respondent": row["respondent"],
        "votes": row["votes"] if chosen.votes_shown else None,
    }


def hall(db: sqlite3.Connection, now: int) -> Block | None:
    """For the hall screen: the question on it, else what comes first in the queue; and how long questions are taken."""
    if not used(db):
        return None
    chosen, taken = rules(db), intake(db, now)
    waiting = queue(db, chosen.sequence)
    return {
        "state": taken.state,
        "closes_at": taken.closes_at,
        "screen": shown(db),
        "next": [_public(row, chosen) for row in waiting[:HALL_SHOWN_MOST]],
        "count": len(waiting),
        "respondents": [{"id": row["id"], "name": row["name"]} for row in respondents(db)],
    }


def public(db: sqlite3.Connection, now: int) -> Block | None:
    """The queue for phones and shared tablets: what is approved, and of every other question its state alone."""
    if not used(db):
        return None
    chosen, taken = rules(db), intake(db, now)
    waiting = queue(db, chosen.sequence)
    done = db.execute(
        "select * from question where state = 'answered' order by state_at desc, id desc limit ?", (DONE_SHOWN_MOST,)
    ).fetchall()
    return {
        "meeting": meetings.mark(db),
        "state": taken.state,
        "closes_at": taken.closes_at,
        "who": chosen.who,
        "naming": chosen.naming,
        "approval": chosen.approval,
        "characters_most": chosen.characters_most,
        "respondents": [{"id": row["id"], "name": row["name"]} for row in respondents(db)],
        "screen": shown(db),
        "live": [_public(row, chosen) for row in waiting[:LIVE_SHOWN_MOST]],
        "live_count": len(waiting),
        "answered": [_public(row, chosen) for row in done],
        "fates": _fates(db),
    }


def _fates(db: sqlite3.Connection) -> Block:
    """What became of each question that stands in no list, by its number: so that its asker is told at once."""
    rows = db.execute(
        "select id, state, reason, merged_into from question where state not in ('live', 'on_screen', 'answered')"
        " order by id desc limit ?",
        (FATES_MOST,),
    )
    return {str(row[0]): [row[1], row[3] if row[1] == "merged" else row[2]] for row in rows}


def internal(row: Row) -> Block:
    """A question as the chair sees it: with what its asker chose to tell the chair."""
    return {
        "id": row["id"],
        "asked_at": row["asked_at"],
        "text": row["text"],
        "original": row["original"],
        "respondent": row["respondent"],
        "way": row["way"],
        "place": row["place"],
        "asker": row["asker"],
        "naming": row["naming"],
        "similar": row["similar"],
        "labels": json.loads(row["labels"]),
        "state": row["state"],
        "state_at": row["state_at"],
        "reason": row["reason"],
        "merged_into": row["merged_into"],
        "votes": row["votes"],
        "trial": bool(row["trial"]),
        "asker_shown": bool(row["asker_shown"]),
    }


def overlooked(row: Row) -> Block:
    """A question as others at a console see it: a name that is for the chair is not among it."""
    told = internal(row)
    return {**told, "asker": ""} if told["naming"] == "chair" else told
