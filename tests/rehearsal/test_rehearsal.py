"""The invented meeting, and a short rehearsal over real HTTP."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.rehearsal.arrivals import Desk
from kiosk.rehearsal.counters import count_rounds, papers
from kiosk.rehearsal.members import excluded_of, members
from kiosk.rehearsal.people import CANDIDATES
from kiosk.rehearsal.voting import Chair
from kiosk.storage import Storage
from tests.conftest import Served
from tests.sockets import Socket

ROOT = Path(__file__).parent.parent.parent


def test_216_members_212_with_a_vote_4_probationary_6_to_be_left_out() -> None:
    people = members()
    assert len(people) == 216
    assert sum(person.category == "预备党员" for person in people) == 4
    assert excluded_of(216) == 6


def test_names_of_all_the_kinds_that_occur() -> None:
    names = [person.name for person in members()]
    assert any(len(name) == 2 for name in names)
    assert any(len(name) == 4 for name in names)
    assert any("·" in name for name in names)
    assert any(name.replace(" ", "").replace("'", "").isalpha() and ord(name[0]) < 0x250 for name in names)
    assert any(ord(c) > 0xFFFF for name in names for c in name)
    assert max(Counter(names).values()) >= 2


def test_the_same_number_gives_the_same_people_each_with_a_number_of_their_own() -> None:
    assert members(300) == members(300)
    assert len({person.number for person in members(5_000)}) == 5_000


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_a_rehearsal_that_is_ended_leaves_nothing_behind(tmp_path: Path, ending: signal.Signals) -> None:
    command = [sys.executable, "-W", "ignore", "-m", "kiosk", "demo", "--no-browser", "--port", "0", "--members", "5"]
    env = {**os.environ, "PYTHONUNBUFFERED": "1", "TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=env) as demo:
        assert demo.stdout
        assert any("Ctrl-C" in line for line in demo.stdout)
        assert list(tmp_path.iterdir())
        demo.send_signal(ending)
        _ended(demo)
    assert list(tmp_path.iterdir()) == []


def test_a_rehearsal_goes_to_its_declaration_and_its_file_holds(tmp_path: Path) -> None:
    """Everybody comes over the real HTTP path, the chair declares, Ctrl-C ends it, the file can be verified."""
    kept = tmp_path / "rehearsal.kiosk"
    command = [sys.executable, "-W", "ignore", "-m", "kiosk", "demo", "--autopilot", "--speed", "60", "--port", "0"]
    command += ["--no-browser", "--members", "60", "--keep", str(kept)]
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=env
    ) as demo:
        assert demo.stdout
        url = next(found[0] for line in demo.stdout if (found := re.search(r"http://[\d.]+:\d+", line)))
        until = time.monotonic() + 30
        while not _phone(url)["declared"]:
            assert time.monotonic() < until, "the quorum was not declared"
            time.sleep(0.2)
        demo.send_signal(signal.SIGINT)
        _ended(demo)
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "verify", str(kept)], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def _ended(demo: subprocess.Popen[str]) -> None:
    try:
        demo.communicate(timeout=10)
    except subprocess.TimeoutExpired:
        demo.kill()
    assert demo.wait() == 0


def _phone(url: str) -> dict[str, object]:
    page = Socket(url)
    try:
        attendance: dict[str, object] = page.join({"view": "phone"})["attendance"]
        return attendance
    finally:
        page.close()


def test_invented_papers_hold_a_tie_of_the_third_and_fourth_and_no_over_vote() -> None:
    pile = papers([(3, [1, 2, 3, 4, 5])], 45)
    votes = [sum(str(id) in marks for marks in pile) for id in (1, 2, 3, 4, 5)]
    assert votes[0] > votes[1] > votes[2] == votes[3] > votes[4] > 0
    assert max(len(marks) for marks in pile) <= 3
    assert max(len(marks) for marks in papers([(1, [1, 2, 3, 4, 5])], 45)) == 1


def test_from_five_names_to_one_with_a_runoff_and_a_decision(serve: Callable[..., Served]) -> None:
    """The chair, two teams and the chief scrutineer over real HTTP, a hundred times as fast as in the hall."""
    served = serve()
    for count in range(20):
        served.post("/roll/walk-ins", {"name": f"Member {count}", "with_vote": True}, "chair")
        served.post("/checkin/scans", {"member": count + 1, "source": "search"}, "desk")
    storage = Storage(served.path)
    desks = [Desk(served.url, served.token(role)) for role in ("teller_a", "teller_b", "chief_scrutineer")]
    stop = threading.Event()
    counting = threading.Thread(target=count_rounds, args=(*desks, storage.reader, 100.0, stop), daemon=True)
    counting.start()
    chair = Desk(served.url, served.token("chair"))
    try:
        Chair(chair, storage.reader, 100.0, "en").lead(list(CANDIDATES))
    finally:
        stop.set()
        counting.join(10)
        for desk in (chair, *desks):
            desk.close()
    db = storage.reader()
    rounds = db.execute("select kind, state, after_round from ballot_round order by id").fetchall()
    assert [row["kind"] for row in rounds] == ["recommendation", "runoff", "election"]
    assert [row["state"] for row in rounds] == ["declared", "declared", "accepted"] and rounds[1]["after_round"]
    decided = json.loads(db.execute("select names from committee_decision").fetchone()[0])
    assert decided == list(CANDIDATES[:2])
    assert [json.loads(row["text"])["way"] for row in db.execute("select text from round_note where kind = 'tie'")] == [
        "revote"
    ]
    storage.close()
