"""Decisions while questions are put: who answers, what is on the screen, how long an answer takes, notes backstage.

One question is on the screen at a time. When it goes to all, who answers first moves on by one from question to
question, in the order of the draw. Each answer has its own clock, so that the board shows that nobody got more.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from kiosk.qa import queries
from kiosk.rules import queue_order
from kiosk.store.errors import CommandRejected, need_distinct
from kiosk.store.registry import CommandContext, Decision

RESPONDENTS_MOST = 60
SECONDS_MOST = 3_600
NOTES_MOST = 10


def name_respondents(act: CommandContext, *, names: Sequence[str]) -> Decision:
    """Who answers, in their order; who was named before keeps their questions and their time."""
    need_distinct(names)
    known = {row["name"]: row["id"] for row in act.db.execute("select id, name from respondent")}
    following = max(known.values(), default=0) + 1
    listed = []
    for name in names:
        if name not in known:
            known[name], following = following, following + 1
        listed.append({"id": known[name], "name": name})
    return Decision("respondents_named", {"respondents": listed}, {"respondents": listed})


def show_question(act: CommandContext, *, question: int) -> Decision:
    """The question goes on the screen; the one before it has been answered if an answer was given, else it waits on."""
    row = queries.one(act.db, question)
    if row is None:
        raise CommandRejected("no_such_question", "There is no such question.", status=404)
    if row["state"] != "live":
        raise CommandRejected("moved_on", "Question %(number)s is elsewhere by now: look at it again.", number=question)
    facts = {
        "question": question,
        "before": "live",
        "state": "on_screen",
        "left": _left(act.db),
        "turns": _turns(act.db, row),
    }
    return Decision("question_shown", facts, {"question": question, "state": "on_screen", "turns": facts["turns"]})


def mark_answered(act: CommandContext, *, question: int) -> Decision:
    """The question has been answered; a clock that runs stops."""
    row = queries.one(act.db, question)
    if row is None or row["state"] not in ("on_screen", "live"):
        raise CommandRejected("moved_on", "Question %(number)s is elsewhere by now: look at it again.", number=question)
    facts = {"question": question, "before": row["state"], "state": "answered", "answer": _running(act.db, question)}
    return Decision("question_answered", facts, {"question": question, "state": "answered"})


def show_asker(act: CommandContext, *, question: int) -> Decision:
    """The asker's name stands beside the question, because the chair asks for it."""
    row = _shown(act.db, question)
    if not row["asker"] or row["naming"] != "named":
        raise CommandRejected("no_name_to_show", "This question was not asked under a name that the hall may see.")
    return Decision("asker_shown", {"question": question}, {"question": question})


def hide_asker(act: CommandContext, *, question: int) -> Decision:
    """The name goes off the screen again."""
    _shown(act.db, question)
    return Decision("asker_hidden", {"question": question}, {"question": question})


def start_answer(act: CommandContext, *, respondent: int, seconds: int | None = None) -> Decision:
    """Somebody answers the question on the screen; who answered before has finished."""
    row = queries.on_screen(act.db)
    if row is None:
        raise CommandRejected("no_question_shown", "No question is on the screen.")
    if respondent not in {one["id"] for one in queries.respondents(act.db)}:
        raise CommandRejected("no_such_respondent", "Nobody of that number answers questions here.")
    running = queries.answering(act.db)
    facts = {
        "question": row["id"],
        "respondent": respondent,
        "seconds": seconds or queries.rules(act.db).answer_seconds,
        "ended": running["id"] if running else None,
    }
    return Decision("answer_started", facts, {"answer": act.seq, **facts})


def extend_answer(act: CommandContext, *, seconds: int) -> Decision:
    """More time, or less, while the answer is given."""
    running = _answering(act.db)
    granted = running["seconds"] + seconds
    if not 1 <= granted <= SECONDS_MOST:
        raise CommandRejected(
            "no_such_time", "That leaves %(seconds)s seconds; at least one is needed.", seconds=granted
        )
    facts = {"answer": running["id"], "seconds": granted, "added": seconds}
    return Decision("answer_extended", facts, {"answer": running["id"], "seconds": granted})


def end_answer(act: CommandContext) -> Decision:
    """The answer is over; another may follow."""
    running = _answering(act.db)
    facts = {"answer": running["id"]}
    return Decision("answer_ended", facts, {**facts, "used_ms": act.at - running["began_at"]})


def send_note(act: CommandContext, *, addressee: str, text: str) -> Decision:
    """A note behind the scenes: it stays on the tablet until it is acknowledged."""
    if len(queries.notes(act.db, addressee)) >= NOTES_MOST:
        raise CommandRejected("notes_wait", "%(count)s notes wait there already.", count=NOTES_MOST)
    facts = {"addressee": addressee, "text": text, "sent_by": act.device_name}
    return Decision("note_sent", facts, {"note": act.seq})


def acknowledge_note(act: CommandContext, *, note: int) -> Decision:
    """The note was read."""
    row = queries.note(act.db, note)
    if row is None or row["acknowledged_at"] is not None:
        raise CommandRejected("no_such_note", "That note does not wait any more.")
    return Decision("note_acknowledged", {"note": note}, {"note": note})


def _left(db: sqlite3.Connection) -> dict[str, object] | None:
    """What becomes of the question that is on the screen now."""
    row = queries.on_screen(db)
    if row is None:
        return None
    answered = queries.last_answer(db, row["id"]) is not None
    return {
        "question": row["id"],
        "state": "answered" if answered else "live",
        "answer": _running(db, row["id"]),
    }


def _running(db: sqlite3.Connection, question: int) -> int | None:
    running = queries.answering(db)
    return running["id"] if running and running["question"] == question else None


def _turns(db: sqlite3.Connection, row: sqlite3.Row) -> list[int]:
    """Who answers: the one who was asked, or all, beginning one further than last time."""
    if row["respondent"] is not None:
        return [row["respondent"]]
    known: list[int] = queries.turns(row)
    if known:
        return known
    return queue_order.rotated([one["id"] for one in queries.respondents(db)], queries.put_to_all(db))


def _shown(db: sqlite3.Connection, question: int) -> sqlite3.Row:
    row = queries.on_screen(db)
    if row is None or row["id"] != question:
        raise CommandRejected("not_on_screen", "Question %(number)s is not on the screen.", number=question)
    return row


def _answering(db: sqlite3.Connection) -> sqlite3.Row:
    running = queries.answering(db)
    if running is None:
        raise CommandRejected("nobody_answers", "Nobody is answering just now.")
    return running
