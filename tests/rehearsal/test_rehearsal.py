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

from kiosk.app import create_app
from kiosk.meeting_file import make_meeting
from kiosk.server.wsgi import ThreadedServer
from kiosk.simulation import control_page as page
from kiosk.simulation.attendee_bots import Arrivals, Phone, until_over
from kiosk.simulation.demo import of_this_computer
from kiosk.simulation.device_socket import sit
from kiosk.simulation.members import excluded_of, members
from kiosk.simulation.officials import CANDIDATES
from kiosk.simulation.pacing import Pacing
from kiosk.simulation.simulation import Simulation
from kiosk.simulation.teller_bots import papers
from kiosk.store import database as files
from tests.conftest import Served
from tests.support.sockets import Socket

ROOT = Path(__file__).parent.parent.parent
PATIENCE_SECONDS = 180


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


def test_names_are_written_in_the_characters_of_the_language() -> None:
    pairs = {(a.name, b.name) for a, b in zip(members(), members(language="zh-Hant"), strict=True)}
    assert ("欧阳建国", "歐陽建國") in pairs and ("José Álvarez", "José Álvarez") in pairs


def test_the_same_number_gives_the_same_people_each_with_a_number_of_their_own() -> None:
    assert members(300) == members(300)
    assert len({person.number for person in members(5_000)}) == 5_000


@pytest.mark.slow
@pytest.mark.parametrize(
    ("ending", "before"),
    [(signal.SIGINT, signal.SIG_DFL), (signal.SIGTERM, signal.SIG_DFL), (signal.SIGINT, signal.SIG_IGN)],
)
def test_a_rehearsal_that_is_ended_leaves_nothing_behind(
    tmp_path: Path, ending: signal.Signals, before: signal.Handlers
) -> None:
    """At the very moment when it says how; also when a script started it in the background, where Ctrl-C is not heard."""
    command = [sys.executable, "-W", "ignore", "-m", "kiosk", "demo", "--no-browser", "--port", "0", "--members", "5"]
    env = {**os.environ, "PYTHONUNBUFFERED": "1", "TMPDIR": str(tmp_path)}
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=env, preexec_fn=lambda: signal.signal(ending, before)
    ) as demo:
        assert demo.stdout
        assert any("Ctrl-C" in line for line in demo.stdout)
        assert list(tmp_path.iterdir())
        demo.send_signal(ending)
        _ended(demo)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_rehearsal_plays_to_signed_minutes_and_its_record_holds(tmp_path: Path) -> None:
    """Everything over real HTTP, sixty times as fast but for the seal's twenty seconds; once paused, and one part taken
    and given back. Then the kept file, the draw, and the exported record are checked as anybody would."""
    kept, record = tmp_path / "rehearsal.kiosk", tmp_path / "record"
    command = [sys.executable, "-W", "ignore", "-m", "kiosk", "demo", "--autopilot", "--speed", "60", "--port", "0"]
    command += ["--no-browser", "--members", "40", "--language", "en", "--keep", str(kept)]
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=env
    ) as demo:
        assert demo.stdout
        ending = threading.Timer(PATIENCE_SECONDS, demo.send_signal, (signal.SIGINT,))
        ending.start()
        url = next(found[0] for line in demo.stdout if (found := re.search(r"http://[\d.]+:\d+", line)))
        _stands_still_while_paused(url)
        over = any("The meeting is over" in line for line in demo.stdout)
        ending.cancel()
        demo.send_signal(signal.SIGINT)
        _ended(demo)
    assert over, "the rehearsal did not come to its end"
    kiosk("verify", kept)
    kiosk("export", kept, "--to", record)
    kiosk("verify", record)
    kiosk("draw", "verify", *(record / "internal" / "draws").glob("draw-*.txt"))
    subprocess.run([sys.executable, ROOT / "docs" / "check_record.py", record], check=True)
    _what_happened(kept)


def _stands_still_while_paused(url: str) -> None:
    laptop = Phone(url)
    try:
        assert laptop.post("/rehearsal/tempo", paused=True)["paused"]
        first = _checked_in(url)
        time.sleep(0.5)
        assert _checked_in(url) - first <= 4, "people went on arriving"  # whoever was at a desk already
        assert laptop.post("/rehearsal/parts", part="teller_a", taken=True)["taken"] == ["teller_a"]
        assert laptop.post("/rehearsal/parts", part="teller_a", taken=False)["taken"] == []
        assert not laptop.post("/rehearsal/tempo", paused=False)["paused"]
    finally:
        laptop.close()


def _what_happened(path: Path) -> None:
    db = files.reader(path)
    rounds = db.execute("select kind, state, after_round from ballot_round order by id").fetchall()
    assert [row["kind"] for row in rounds] == ["recommendation", "runoff", "election"]
    assert [row["state"] for row in rounds] == ["declared", "declared", "accepted"] and rounds[1]["after_round"]
    decided = json.loads(db.execute("select names from committee_decision").fetchone()[0])
    assert len(decided) == 2 and set(decided) < set(CANDIDATES)
    ties = db.execute("select text from round_note where kind = 'tie'").fetchall()
    assert [json.loads(row["text"])["way"] for row in ties] == ["revote"]
    assert {row["role"] for row in db.execute("select role from minutes_signature")} == {"chair", "secretary"}
    db.close()


def test_whoever_acts_on_a_page_of_the_rehearsal_has_that_part(tmp_path: Path) -> None:
    stage = Simulation(tmp_path / "rehearsal.kiosk", 20, "en", Pacing(1))
    app = create_app(stage.path, ThreadedServer(), fit=lambda app: page.fit(app, stage))
    try:
        client = app.test_client()
        bearer = {"Authorization": f"Bearer {stage.own['chair'].token}"}
        asked = {"command_id": "rehearsal-0001", "scene": "attendance"}
        assert client.post("/display/takes", json=asked, headers=bearer).status_code == 200
        assert client.get("/rehearsal/state").get_json()["taken"] == ["chair"]
        elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
        assert client.get("/rehearsal/state", environ_base=elsewhere).status_code == 403
        assert client.get("/rehearsal", environ_base=elsewhere).status_code == 403
    finally:
        app.extensions["kiosk"].writer.close()
        app.extensions["kiosk"].storage.close()


def test_invented_desks_give_a_sign_of_life_and_true_counts_while_all_stands_still(
    tmp_path: Path, serve: Callable[..., Served]
) -> None:
    path = tmp_path / "rehearsal.kiosk"
    make_meeting(path, title="Rehearsal", preset="party-grassroots", rehearsal=True)
    served = serve(path)
    tempo, told = Pacing(1), threading.Semaphore(0)
    tempo.pause()

    def rest(seconds: float) -> None:
        told.release()
        tempo.rest(0)

    arrivals = Arrivals(served.url, [served.token("desk")], [], lambda seconds: None)
    arrivals.desks[0].scan(code="2345678923456789", source="typed")
    staying = until_over(arrivals.stay, rest)
    for _ in range(3):  # at the third rest two reports were answered
        assert told.acquire(timeout=30)
    tempo.end()
    staying.join(30)
    assert not staying.is_alive()
    arrivals.desks[0].close()
    db = files.reader(path)
    reports = db.execute("select made, received, waiting from desk_report_working").fetchall()
    assert [tuple(row) for row in reports] == [(1, 1, 0)]
    db.close()


def test_the_page_of_who_plays_by_itself_lies_open_until_the_rehearsal_ends(
    tmp_path: Path, serve: Callable[..., Served]
) -> None:
    path = tmp_path / "rehearsal.kiosk"
    make_meeting(path, title="Rehearsal", preset="party-grassroots", rehearsal=True)
    served = serve(path)
    token, tempo = served.token("teller_a", "Team A"), Pacing(1)
    sitting = until_over(sit, served.url, token, tempo.need)
    console = Socket(served.url, served.token("chair"))
    console.join({"view": "console"})
    while not next(one for one in console.next()["devices"] if one["name"] == "Team A")["connected"]:
        pass
    console.close()
    tempo.end()
    served.stop()
    sitting.join(30)
    assert not sitting.is_alive()


@pytest.mark.parametrize(("asked", "spoken"), [({}, "zh-Hant"), ({"language": "en"}, "en")])
def test_every_page_speaks_the_rehearsals_language_until_another_is_chosen(
    tmp_path: Path, asked: dict[str, str], spoken: str
) -> None:
    stage = Simulation(tmp_path / "rehearsal.kiosk", 5, "zh-Hant", Pacing(1))
    app = create_app(stage.path, ThreadedServer(), fit=lambda app: page.fit(app, stage))
    try:
        client = app.test_client()
        for name, value in asked.items():
            client.set_cookie(name, value)
        for address in ("/", "/rehearsal"):
            told = client.get(address, headers={"Accept-Language": "de, en;q=0.8"}).get_data(as_text=True)
            assert f'<html lang="{spoken}"' in told
    finally:
        app.extensions["kiosk"].writer.close()
        app.extensions["kiosk"].storage.close()


@pytest.mark.parametrize(
    ("computer", "language"),
    [("zh_CN", "zh-Hans"), ("zh_TW", "zh-Hant"), ("en_GB", "en"), (None, "en"), ("de_DE", "en"),
     ("Chinese (Simplified)_China", "zh-Hans"), ("Chinese (Traditional)_Taiwan", "zh-Hant")],
)  # fmt: skip
def test_without_a_language_it_is_held_in_that_of_this_computer(
    monkeypatch: pytest.MonkeyPatch, computer: str | None, language: str
) -> None:
    monkeypatch.setattr("locale.getlocale", lambda category: (computer, "UTF-8"))
    assert of_this_computer() == language


def test_nobody_waits_for_a_part_that_is_played_and_all_wait_for_a_pause() -> None:
    tempo = Pacing(1000, ("chair",))
    tempo.wait("desk", 1)
    tempo.pause()
    done = threading.Event()

    def come() -> None:
        tempo.wait("desk", 1)
        done.set()

    threading.Thread(target=come, daemon=True).start()
    assert not done.wait(0.1)
    tempo.resume()
    assert done.wait(5)


def kiosk(*arguments: object) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", *map(str, arguments)], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, (arguments, done.stdout, done.stderr)


def _ended(demo: subprocess.Popen[str]) -> None:
    try:
        demo.communicate(timeout=10)
    except subprocess.TimeoutExpired:
        demo.kill()
    assert demo.wait() == 0


def _checked_in(url: str) -> int:
    page = Socket(url)
    try:
        return int(page.join({"view": "phone"})["attendance"]["checked_in"])
    finally:
        page.close()


def test_invented_papers_hold_a_tie_of_the_third_and_fourth_and_no_over_vote() -> None:
    pile = papers([(3, [1, 2, 3, 4, 5])], 45)
    votes = [sum(str(id) in marks for marks in pile) for id in (1, 2, 3, 4, 5)]
    assert votes[0] > votes[1] > votes[2] == votes[3] > votes[4] > 0
    assert max(len(marks) for marks in pile) <= 3
    assert max(len(marks) for marks in papers([(1, [1, 2, 3, 4, 5])], 45)) == 1
