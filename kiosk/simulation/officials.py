"""Who else has a part in a rehearsal: the supervisor who confirms, and the secretary who adds to the minutes and signs."""

from __future__ import annotations

import sqlite3

from kiosk.agenda import queries as agenda
from kiosk.minutes import queries as minutes
from kiosk.simulation.pacing import Part
from kiosk.speeches.draw import queries as draws

CANDIDATES = ("王芳", "李强", "欧阳娜娜", "张伟", "古丽·买买提")
SCRUTINEERS = ("周正", "孙平", "吴敏")
SIGNERS = {"chair": "赵建国", "secretary": "钱秀英"}
COMPARE_SECONDS = 2.0
WRITE_SECONDS = 3.0
ADDED = {
    "en": "All rose for the anthem. The chair welcomed the observers of the higher committee.",
    "zh-Hans": "全体起立，奏唱国歌。主持人欢迎上级党委观察员到会指导。",
    "zh-Hant": "全體起立，奏唱國歌。主持人歡迎上級黨委觀察員到會指導。",
}


def supervise(part: Part) -> None:
    """Compare each value with the dice, as a person does who needs a moment for it, and confirm it."""
    while True:
        part.look()
        one = draws.last(part.db)
        if one is None or one.state != "committed":
            continue
        for slot, value in one.values.items():
            if slot not in one.final:
                part.wait(COMPARE_SECONDS)
                part.post(f"/speeches/draws/{one.number}/confirmations", slot=slot, value=value.value)


def write_up(part: Part, language: str) -> None:
    """When the meeting is closed: who chaired and who wrote, an addition, then the signature."""
    part.until(closed)
    part.wait(WRITE_SECONDS)
    if not minutes.officers(part.db):
        names = {role: part.spelled(name) for role, name in SIGNERS.items()}
        part.post("/minutes/officers", chair=names["chair"], secretary=names["secretary"])
    if not minutes.additions(part.db):
        part.post("/minutes/additions", section="opening", text=ADDED[language])
    while not signed(part.db, "secretary"):
        part.wait(WRITE_SECONDS)
        sign(part)


def sign(part: Part) -> None:
    """Under the act that is the last now; when another came between, it is refused and asked again."""
    part.post("/minutes/signatures", head=minutes.to_sign(part.db).hash, name=part.spelled(SIGNERS[part.name]))


def closed(db: sqlite3.Connection) -> bool:
    """Whether the agenda is completed."""
    return all(one.state in ("done", "skipped") for one in agenda.judged(db))


def signed(db: sqlite3.Connection, role: str) -> bool:
    return any(row["role"] == role for row in minutes.signatures(db))


def over(db: sqlite3.Connection) -> bool:
    """The minutes bear both signatures."""
    return closed(db) and all(signed(db, role) for role in SIGNERS)
