"""The floor of a rehearsal, on a real server: forty questions of 25 people, one of them noisy."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import cast

from kiosk.app import REGISTRY
from kiosk.meeting_file import make_meeting, run
from kiosk.rules import badge_codes
from kiosk.simulation import questions
from kiosk.simulation.attendee_bots import Desk, Phone
from kiosk.simulation.audience_bots import ASKERS, QUESTIONS, ask_when_open
from kiosk.simulation.pacing import Pacing, Part
from kiosk.store import database as files
from kiosk.store.verification import differences, rebuild
from tests.conftest import Served
from tests.support.members import person

MEMBERS = 30


def test_forty_questions_are_asked_and_the_noisy_one_is_put_away(tmp_path: Path, serve: Callable[..., Served]) -> None:
    path = tmp_path / "rehearsal.kiosk"
    make_meeting(path, title="Rehearsal", preset="party-grassroots")
    rows = [{**person(f"Member {i}"), "number": f"{i:03d}"} for i in range(MEMBERS)]
    run(path, "import_roll", {"rows": rows, "roll_version": 0, "source": "test"}, "import-000001")
    db = files.reader(path)
    badges = [{"code": badge_codes.make(files.secret(db), member, 0)} for member in range(1, MEMBERS + 1)]
    served = serve(path)
    inside = [{"command_id": f"scan-{n:06d}", "code": badge["code"]} for n, badge in enumerate(badges[2:])]
    assert served.post("/checkin/scans/batch", {"scans": inside}, "desk")[0] == 200
    readers = threading.local()

    def reader() -> sqlite3.Connection:
        readers.db = getattr(readers, "db", None) or files.reader(path)
        return cast(sqlite3.Connection, readers.db)

    asked, tempo = threading.Event(), Pacing(60)

    def ask() -> None:
        ask_when_open(served.url, badges, "en", Part("phones", Phone(served.url), reader, tempo), asked)
        reader().close()

    asking = threading.Thread(target=ask)
    asking.start()
    chair = Part("chair", Desk(served.url, served.token("chair")), reader, tempo)
    questions.take_questions(chair, asked)
    chair.close()
    asking.join(60)
    reader().close()
    exported = served.get("/qa/questions.json")[1]
    noise = [one for one in exported if one["text"].startswith("And what about ME")]
    assert len(exported) - len(noise) == QUESTIONS
    assert len({one["asker"] for one in exported}) == ASKERS
    assert 1 <= len(noise) <= 4 and {one["state"] for one in noise[1:]} <= {"dismissed"}
    assert sum(one["state"] == "answered" for one in exported) == questions.QUESTIONS_PUT
    assert all(not one["steps"][-1]["taken_back"] for one in exported)
    fresh = rebuild(db, REGISTRY)
    assert list(differences(db, fresh)) == []
    fresh.close()
    db.close()
