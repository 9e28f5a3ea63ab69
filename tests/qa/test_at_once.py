"""One badge at two phones at the same moment, on a real server."""

from __future__ import annotations

import json
import os
import threading
import urllib.request
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kiosk.meeting_file import make_meeting, run
from kiosk.rules import badge_codes
from kiosk.store import database as files
from tests.conftest import Served
from tests.support.members import person

MEMBERS = 6
QUESTIONS = 5


def test_a_badge_votes_once_however_many_phones_tap_at_once(tmp_path: Path, serve: Callable[..., Served]) -> None:
    path = tmp_path / "votes.kiosk"
    make_meeting(path, title="Votes", preset="party-grassroots")
    rows = [{**person(f"Member {i}"), "number": f"{i:03d}"} for i in range(MEMBERS)]
    run(path, "import_roll", {"rows": rows, "roll_version": 0, "source": "test"}, "import-000001")
    db = files.reader(path)
    badges = [badge_codes.make(files.secret(db), member, 0) for member in range(1, MEMBERS + 1)]
    db.close()
    served = serve(path)
    for badge in badges:
        assert served.post("/checkin/scans", {"code": badge}, role="desk")[0] == 200
    served.post("/qa/rules", {"who": "members"})
    served.post("/qa/opening", {})
    for number in range(QUESTIONS):
        served.post("/qa/questions", {"way": "slip", "text": f"Question number {number}?"})
    told = _vote_at_once(served, badges)
    assert told == Counter({200: MEMBERS * QUESTIONS, 409: MEMBERS * QUESTIONS})
    status, listed = served.get("/qa/questions.json")
    assert status == 200 and [one["votes"] for one in listed] == [MEMBERS] * QUESTIONS


def _vote_at_once(served: Served, badges: list[str]) -> Counter[int]:
    """Two phones for each badge, all of them tapping each question behind one gate."""
    told: Counter[int] = Counter()
    gate = threading.Barrier(2 * len(badges))
    lock = threading.Lock()

    def phone(badge: str) -> None:
        asker = _post(served, "/qa/askers", badge=badge)[1]["asker"]
        for question in range(1, QUESTIONS + 1):
            gate.wait(30)
            status, _ = _post(served, f"/qa/questions/{question}/votes", asker=asker)
            with lock:
                told[status] += 1

    phones = [threading.Thread(target=phone, args=(badge,)) for badge in badges for _ in range(2)]
    for one in phones:
        one.start()
    for one in phones:
        one.join(60)
    return told


def _post(served: Served, path: str, **fields: Any) -> tuple[int, Any]:
    """As a phone's page does: without a token, from our own origin."""
    data = json.dumps({"command_id": os.urandom(12).hex(), **fields}).encode()
    headers = {"Content-Type": "application/json", "Origin": served.url}
    return served._ask(urllib.request.Request(served.url + path, data, headers, method="POST"))
