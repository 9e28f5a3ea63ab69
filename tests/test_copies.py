"""Copies on a stick, and going on from one on another machine. The long form under load is `bench/spare`."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bench.faults.count_copies import count_and_copy
from bench.faults.failover import go_on
from bench.support import fixtures
from kiosk.app import REGISTRY, create_app
from kiosk.meeting_file import make_meeting, run
from kiosk.rules import badge_codes
from kiosk.store import database as files
from kiosk.store import journal, signing_keys
from kiosk.store.backups import BackupWriter
from kiosk.store.file_identity import is_copy, remember
from kiosk.store.head_signer import begin_alone, missing_alone
from kiosk.store.meeting_clock import MeetingClock
from kiosk.store.verification import verify
from tests.conftest import Hall, Served
from tests.support.clocks import Hands
from tests.support.members import enrol_many
from tests.support.sockets import Socket


@pytest.mark.slow
def test_a_copy_taken_under_load_goes_on_and_desks_send_again_what_it_lacks(tmp_path: Path) -> None:
    outcome = go_on(tmp_path, seed=7)
    assert outcome.troubles == []
    assert outcome.in_the_copy > 100 and outcome.decided_anew > 100


def test_no_copy_that_is_written_during_a_count_tells_of_a_paper(tmp_path: Path) -> None:
    outcome = count_and_copy(tmp_path, papers=8)
    assert outcome.troubles == []
    assert outcome.papers == 16 and outcome.copies > 1


def test_a_served_meeting_leaves_the_papers_of_a_count_out_of_its_copies(tmp_path: Path) -> None:
    """And goes on from such a copy: the open batch is begun anew."""
    path = tmp_path / "meeting.kiosk"
    make_meeting(path, title="Members' meeting", preset="party-grassroots")
    (tmp_path / "stick").mkdir()
    app = create_app(path, copies=tmp_path / "stick")
    kiosk = app.extensions["kiosk"]
    try:
        with closing(files.writer(path)) as db:
            db.execute("insert into team_paper_working values (1, 'a', 1, '{\"1\":\"for\"}', null, 'key-of-paper')")
            db.execute("insert into team_draft_working values (1, 'a', 'draft-of-paper')")
        kiosk.copies.write()
    finally:
        kiosk.writer.close()
        kiosk.storage.close()
    told = b"".join(one.read_bytes() for one in (tmp_path / "stick").iterdir())
    assert b"key-of-paper" not in told and b"draft-of-paper" not in told
    assert b"key-of-paper" in b"".join(one.read_bytes() for one in tmp_path.glob("meeting.kiosk*"))
    assert verify(tmp_path / "stick" / path.name, REGISTRY).trouble is None


def test_a_copy_begins_a_new_epoch_and_says_where_it_goes_on_from(serve: Callable[..., Served], tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    site = serve()
    before = site.get("/healthz")[1]
    site.token("desk")
    head = BackupWriter(site.path, stick, MeetingClock().now).write()
    copy = stick / site.path.name
    spare = serve(path=copy)
    after = spare.get("/healthz")[1]
    assert after["epoch"] != before["epoch"]
    with closing(files.reader(copy)) as db:
        kind, data = db.execute("select kind, data from entry where seq = ?", (head.seq + 1,)).fetchone()
    facts = json.loads(data)["facts"]
    assert (kind, facts["from_seq"], facts["from_head"], facts["file"]) == ("continued", head.seq, head.hash, copy.name)
    page = Socket(spare.url, site.token("desk"))
    assert page.join({"view": "desk"})["epoch"] == after["epoch"], "a paired tablet is known there"
    page.close()
    spare.stop()
    spare.start()
    assert spare.get("/healthz")[1]["epoch"] == after["epoch"], "started again it is the same file"
    assert verify(copy, REGISTRY).trouble is None


def _report_what_was_seen(copy: Path, source: Hands) -> None:
    with closing(files.reader(copy)) as db:
        end, origin, epoch = journal.head(db), journal.origin(db), journal.epoch(db)
    signing_keys.note(origin, signing_keys.Noted(end.seq + 7, "cd" * 32, end.at, epoch))
    assert missing_alone(copy, REGISTRY, source)


def _begin_signing(copy: Path, source: Hands) -> None:
    assert begin_alone(copy, REGISTRY, source=source) == ""


def _pair_by_the_command_line(copy: Path, source: Hands) -> None:
    fields = {"role": "desk", "name": "Desk 1", "token_hash": "ab" * 32}
    run(copy, "pair_device", fields, "pair-by-hand-0001")


@pytest.mark.parametrize("first", [_report_what_was_seen, _begin_signing, _pair_by_the_command_line])
def test_whoever_writes_first_in_a_copy_goes_on_from_it_first(
    first: Callable[[Path, Hands], None], tmp_path: Path
) -> None:
    """On a laptop whose clock lies behind, which is an entry of its own."""
    path = tmp_path / "meeting.kiosk"
    make_meeting(path, title="Members' meeting", preset="roberts")
    remember(path, "http://127.0.0.1:8080")
    (tmp_path / "stick").mkdir()
    head = BackupWriter(path, tmp_path / "stick", MeetingClock().now).write()
    copy = tmp_path / "stick" / path.name
    source = Hands(head.at - 3_600_000, boot="the spare laptop")
    first(copy, source)
    begin_alone(copy, REGISTRY, source=source)
    with closing(files.reader(copy)) as db:
        after = list(journal.entries(db))[head.seq :]
        epoch = journal.epoch(db)
    assert [entry.kind for entry in after].index("continued") == 0
    assert [entry.kind for entry in after].count("continued") == 1
    assert (after[0].facts["from_seq"], after[0].facts["from_head"]) == (head.seq, head.hash)
    assert "clock_moved" in [entry.kind for entry in after[1:]]
    assert {entry.data["answer"]["epoch"] for entry in after[1:]} == {epoch} != {after[0].facts["from_epoch"]}
    assert verify(copy, REGISTRY).trouble is None


def test_a_file_that_was_copied_by_hand_is_a_copy_and_a_renamed_one_is_not(
    make_hall: Callable[..., Hall], tmp_path: Path
) -> None:
    hall = make_hall()
    remember(hall.path, "http://127.0.0.1:8080")
    original, renamed, copied = (tmp_path / f"{name}.kiosk" for name in ("original", "renamed", "copied"))
    fixtures.copy(hall.path, original)
    remember(original, "http://127.0.0.1:8080")
    fixtures.copy(original, copied)
    assert (_is_copy(original), _is_copy(copied)) == (False, True)
    original.rename(renamed)
    assert _is_copy(renamed) is False
    (tmp_path / "stick").mkdir()
    BackupWriter(renamed, tmp_path / "stick", MeetingClock().now).write()
    assert _is_copy(tmp_path / "stick" / renamed.name) is True


def _is_copy(path: Path) -> bool:
    with closing(files.reader(path)) as db:
        return is_copy(db, path)


def test_a_badge_that_was_replaced_after_the_copy_is_replaced_again_and_needs_no_other_print(
    serve: Callable[..., Served], tmp_path: Path
) -> None:
    """An older copy knows the lost badge alone: the newer one gives no right there until somebody replaces it again,
    and then the lost one gives none any more."""
    (tmp_path / "stick").mkdir()
    laid = fixtures.lay(tmp_path / "meeting.kiosk", 3)
    site = serve(path=laid.path)
    with closing(files.reader(laid.path)) as db:
        lost, newer = (badge_codes.make(files.secret(db), 1, generation) for generation in (0, 1))
    BackupWriter(laid.path, tmp_path / "stick", MeetingClock().now).write()
    assert _replaced(site) == 1
    assert _verdict(site, newer) == "admitted"
    site.kill()
    spare = serve(path=tmp_path / "stick" / laid.path.name)
    assert _verdict(spare, newer) == "unknown_code"
    assert _replaced(spare) == 1, "the same generation, so the badge that was printed is the right one"
    assert _verdict(spare, lost) == "revoked"
    assert _verdict(spare, newer) == "admitted"
    spare.stop()
    assert verify(spare.path, REGISTRY).trouble is None


def _replaced(site: Served) -> int:
    status, body = site.post("/roll/badges/replacements", {"member": 1}, role="chair")
    assert status == 200, body
    return int(body["generation"])


def _verdict(site: Served, code: str) -> str:
    return str(site.post("/checkin/scans", {"code": code, "source": "camera"}, role="desk")[1]["verdict"])


def test_a_declaration_is_on_the_stick_at_once(make_hall: Callable[..., Hall], tmp_path: Path) -> None:
    hall = make_hall()
    members = enrol_many(hall, 3)
    copies = BackupWriter(hall.path, tmp_path / "stick", MeetingClock().now)
    (tmp_path / "stick").mkdir()
    copies.keep(every_seconds=3_600)
    try:
        copy = tmp_path / "stick" / hall.path.name
        _until(lambda: _kinds(copy)[-1:] == ["roll_imported"])
        for member in members:
            hall.run("check_in", member=member)
        hall.run("declare_quorum", present=3, measure="checked_in")
        _until(lambda: "quorum_declared" in _kinds(copy))
    finally:
        copies.end()
    assert verify(copy, REGISTRY).trouble is None


def test_a_stick_that_was_pulled_out_is_told_on_the_console(make_hall: Callable[..., Hall], tmp_path: Path) -> None:
    hall = make_hall()
    copies = BackupWriter(hall.path, tmp_path / "gone", MeetingClock().now)
    copies.keep()
    try:
        _until(lambda: "no_copy" in _alarms(hall))
    finally:
        copies.end()


def _alarms(hall: Hall) -> list[str]:
    return [one["code"] for one in hall.snapshot("console", "chair")["alarms"]]


def _kinds(path: Path) -> list[str]:
    if not path.exists():
        return []
    with closing(sqlite3.connect(path)) as db:
        return [row[0] for row in db.execute("select kind from entry order by seq")]


def _until(done: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not done():
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.05)
