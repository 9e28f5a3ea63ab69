"""What each page may be shown of the questions: the hall, everybody's phone, the chair, and others at a console.

Whatever is sent of a question is made here; what is not named here reaches nobody.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from kiosk.meeting import queries as meetings
from kiosk.qa import queries

Row = sqlite3.Row
Block = dict[str, Any]

LIVE_SHOWN_MOST = 60
DONE_SHOWN_MOST = 20
HALL_SHOWN_MOST = 6
FATES_MOST = 600


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
    running = queries.answering(db)
    return [
        {
            "id": row["id"],
            "name": row["name"],
            "asked": asked.get(row["id"], 0),
            "answers": given.get(row["id"], (0, 0))[0],
            "answer_ms": given.get(row["id"], (0, 0))[1],
            "running": bool(running and running["respondent"] == row["id"]),
        }
        for row in queries.respondents(db)
    ]


def shown(db: sqlite3.Connection) -> Block | None:
    """The question on the screen as the hall may see it: who asks it only when the chair shows that."""
    row = queries.on_screen(db)
    return _with_clock(db, row) if row else None


def _with_clock(db: sqlite3.Connection, row: Row) -> Block:
    names = {one["id"]: one["name"] for one in queries.respondents(db)}
    answer = queries.last_answer(db, row["id"])
    return {
        **_public(row, queries.rules(db)),
        "place": row["place"],
        "asker": row["asker"] if row["asker_shown"] else "",
        "turns": [{"id": id, "name": names[id]} for id in queries.turns(row) if id in names],
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


def _public(row: Row, chosen: queries.Rules) -> Block:
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
    if not queries.used(db):
        return None
    chosen, taken = queries.rules(db), queries.intake(db, now)
    waiting = queries.queue(db, chosen.sequence)
    return {
        "state": taken.state,
        "closes_at": taken.closes_at,
        "screen": shown(db),
        "next": [_public(row, chosen) for row in waiting[:HALL_SHOWN_MOST]],
        "count": len(waiting),
        "respondents": [{"id": row["id"], "name": row["name"]} for row in queries.respondents(db)],
    }


def public(db: sqlite3.Connection, now: int) -> Block | None:
    """The queue for phones and shared tablets: what is approved, and of every other question its state alone."""
    if not queries.used(db):
        return None
    chosen, taken = queries.rules(db), queries.intake(db, now)
    waiting = queries.queue(db, chosen.sequence)
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
        "respondents": [{"id": row["id"], "name": row["name"]} for row in queries.respondents(db)],
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
