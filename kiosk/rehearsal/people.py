"""Who else is in the hall of a rehearsal: the supervisor who confirms, and, when nobody is at the console, the chair."""

from __future__ import annotations

import random
import sqlite3
import threading
import time
from collections.abc import Callable

from kiosk.checkin import queries as checkin
from kiosk.floor import queries as floor
from kiosk.qa import queries as questions
from kiosk.rehearsal.arrivals import Arrivals, Desk
from kiosk.rehearsal.voting import Chair
from kiosk.speeches import queries as draws

CANDIDATES = ("王芳", "李强", "欧阳娜娜", "张伟", "古丽·买买提")
COMPARE_SECONDS = 3.0
LOOK_SECONDS = 0.3
STAND_MS = 20_000
SPEECH_SECONDS = 24
ANSWER_SECONDS = 10
QUESTIONS_PUT = 5
READING_SECONDS = 9.0
Reader = Callable[[], sqlite3.Connection]


def supervise(supervisor: Desk, reader: Reader, stop: threading.Event) -> None:
    """Compare each value with the dice, as a person does who needs a moment for it, and confirm it."""
    while not stop.wait(LOOK_SECONDS):
        one = draws.last(reader())
        if one is None or one.state != "committed":
            continue
        for slot, value in one.values.items():
            if slot not in one.final and not stop.wait(COMPARE_SECONDS):
                path = f"/speeches/draws/{one.number}/confirmations"
                supervisor.post(path, slot=slot, value=value.value)


def preside(
    chair: Desk, arrivals: Arrivals, reader: Reader, speed: float, asked: threading.Event, language: str
) -> None:
    """The chair's part: exclusions, quorum, a draw of five candidates, their speeches, questions, the votes."""
    chair.post("/roll/exclusions/votes", passed=True, **{"for": 96, "against": 1, "abstain": 3})
    arrivals.ended.wait()
    chair.post("/checkin/declarations", present=checkin.attendance(reader())["votes"], measure="checked_in")
    time.sleep(4 / speed)
    _draw(chair, reader)
    _hear(chair, reader, speed)
    take_questions(chair, reader, speed, asked)
    Chair(chair, reader, speed, language).lead(list(CANDIDATES))


def _draw(chair: Desk, reader: Reader) -> None:
    number = chair.post("/speeches/draws", names=list(CANDIDATES))["number"]
    time.sleep(3)
    chair.post(f"/speeches/draws/{number}/commitment", stand_ms=STAND_MS)
    time.sleep(STAND_MS / 1000 + 0.5)
    dice = "".join(random.choices("0123456789", k=12))
    chair.post(f"/speeches/draws/{number}/values", slot=0, value=dice)
    shown = draws.SHOWN_MS * len(CANDIDATES) / 1000
    while draws.draw(reader(), number).state != "revealed":  # type: ignore[union-attr]
        time.sleep(LOOK_SECONDS)
    time.sleep(shown + 4)


def _hear(chair: Desk, reader: Reader, speed: float) -> None:
    number = draws.last(reader()).number  # type: ignore[union-attr]
    made = chair.post(
        "/floor/lists",
        title="候选人演讲 / Speeches",
        source="draw",
        draw=number,
        seconds_each=SPEECH_SECONDS,
        warn_seconds=8,
    )
    while following := floor.following(reader(), made["list"]):
        time.sleep(2 / speed)
        chair.post(f"/floor/speakers/{following['id']}/floor")
        time.sleep(SPEECH_SECONDS * random.uniform(0.7, 1.15) / speed)
    chair.post("/floor/end")


def take_questions(chair: Desk, reader: Reader, speed: float, asked: threading.Event) -> None:
    """Read what comes in until all are asked, put five questions, each answered in turn; put away the noise."""
    drawn = draws.last(reader())
    chair.post("/qa/respondents", names=list(drawn.order) if drawn else list(CANDIDATES))
    chair.post("/qa/rules", who="members", naming="chair", sequence="votes")
    chair.post("/qa/opening", minutes=10)
    for _ in range(QUESTIONS_PUT):
        _read(chair, reader, until=time.monotonic() + READING_SECONDS / speed)
        while not questions.in_state(reader(), "live") and not asked.is_set():
            _read(chair, reader, until=time.monotonic() + LOOK_SECONDS)
        _put_next(chair, reader, speed)
    while not asked.is_set():
        _read(chair, reader, until=time.monotonic() + LOOK_SECONDS)
    chair.post("/qa/closing")


def _read(chair: Desk, reader: Reader, until: float) -> None:
    while time.monotonic() < until:
        _read_waiting(chair, reader())
        time.sleep(LOOK_SECONDS)


def _read_waiting(chair: Desk, db: sqlite3.Connection) -> None:
    live = {row["id"] for row in questions.in_state(db, "live")}
    for row in questions.in_state(db, "pending"):
        if _repeats_oneself(db, row):
            chair.post(f"/qa/questions/{row['id']}/dismissal", reason="duplicate")
            chair.post(f"/qa/questions/{row['id']}/mute")
            continue
        chair.post(f"/qa/questions/{row['id']}/approval")
        if row["similar"] in live:
            chair.post(f"/qa/questions/{row['similar']}/merging", questions=[row["id"]])


def _repeats_oneself(db: sqlite3.Connection, row: sqlite3.Row) -> bool:
    before = questions.one(db, row["similar"]) if row["similar"] else None
    return before is not None and row["member"] is not None and before["member"] == row["member"]


def _put_next(chair: Desk, reader: Reader, speed: float) -> None:
    lined_up = questions.queue(reader(), questions.rules(reader()).sequence)
    if not lined_up:
        return
    shown = chair.post(f"/qa/questions/{lined_up[0]['id']}/screen")
    for respondent in shown.get("turns", [])[:2]:
        time.sleep(2 / speed)
        chair.post("/qa/answers", respondent=respondent, seconds=ANSWER_SECONDS)
        time.sleep(ANSWER_SECONDS * random.uniform(0.6, 1.1) / speed)
    chair.post(f"/qa/questions/{lined_up[0]['id']}/answered")
