"""The chair of a rehearsal reads the questions that come in, puts some of them, and hears the answers."""

from __future__ import annotations

import random
import sqlite3
import threading

from kiosk.qa import queries as questions
from kiosk.simulation.officials import CANDIDATES
from kiosk.simulation.pacing import Part
from kiosk.speeches.draw import queries as draws

ANSWER_SECONDS = 4
QUESTIONS_PUT = 3
READING_SECONDS = 5
MINUTES_OPEN = 10


def take_questions(part: Part, asked: threading.Event) -> None:
    """Read what comes in until all are asked, put some questions, each answered in turn; put away the noise."""
    drawn = draws.last(part.db)
    part.post("/qa/respondents", names=list(drawn.order) if drawn else list(map(part.spelled, CANDIDATES)))
    part.post("/qa/rules", who="members", naming="chair", sequence="votes")
    part.post("/qa/opening", minutes=MINUTES_OPEN)
    while len(questions.in_state(part.db, "answered")) < QUESTIONS_PUT:
        _read(part, READING_SECONDS)
        while not questions.in_state(part.db, "live") and not asked.is_set():
            _read(part, 1)
        if not _put_next(part):
            break
    while not asked.is_set():
        _read(part, 1)
    _read(part, 1)
    part.post("/qa/closing")


def _read(part: Part, seconds: int) -> None:
    for _ in range(seconds):
        _read_waiting(part)
        part.wait(1)
        part.look()


def _read_waiting(part: Part) -> None:
    live = {row["id"] for row in questions.in_state(part.db, "live")}
    for row in questions.in_state(part.db, "pending"):
        if _repeats_oneself(part.db, row):
            part.post(f"/qa/questions/{row['id']}/dismissal", reason="duplicate")
            part.post(f"/qa/questions/{row['id']}/mute")
            continue
        part.post(f"/qa/questions/{row['id']}/approval")
        if row["similar"] in live:
            part.post(f"/qa/questions/{row['similar']}/merging", questions=[row["id"]])


def _repeats_oneself(db: sqlite3.Connection, row: sqlite3.Row) -> bool:
    before = questions.one(db, row["similar"]) if row["similar"] else None
    return before is not None and row["member"] is not None and before["member"] == row["member"]


def _put_next(part: Part) -> bool:
    """The first of the queue, answered by two; whether there was one."""
    lined_up = questions.queue(part.db, questions.rules(part.db).sequence)
    if not lined_up:
        return False
    shown = part.post(f"/qa/questions/{lined_up[0]['id']}/screen")
    for respondent in shown.get("turns", [])[:2]:
        part.wait(1)
        part.post("/qa/answers", respondent=respondent, seconds=ANSWER_SECONDS)
        part.wait(ANSWER_SECONDS * random.uniform(0.6, 1.1))
    part.post(f"/qa/questions/{lined_up[0]['id']}/answered")
    return True
