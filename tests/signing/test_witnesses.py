"""Phones and tablets are the witnesses: what a device saw and the file does not have is told to the chair."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kiosk.app import REGISTRY
from kiosk.cli.main import main
from kiosk.signing.queries import fingerprint
from kiosk.store import journal, signed_heads, signing_keys
from kiosk.store.head_signer import begin, missing_alone
from kiosk.store.signed_heads import Signed, message
from tests.conftest import Hall
from tests.support.members import enrol_many


def tell(hall: Hall, head: Signed, role: str = "desk", name: str | None = "Desk 3") -> tuple[int, Any]:
    fields = {key: value for key, value in head._asdict().items() if key != "origin"}
    answer = hall.client(role, name).post("/heads/seen", json={**fields, "command_id": os.urandom(8).hex()})
    return answer.status_code, answer.json


def elsewhere(hall: Hall, seq: int, hash: str = "ab" * 32) -> Signed:
    """A head that this laptop signed in a journal that is gone."""
    key, origin, epoch = signing_keys.find(journal.origin(hall.db)), journal.origin(hall.db), journal.epoch(hall.db)
    assert key
    return Signed(origin, epoch, seq, hash, key.public, key.sign(message(origin, epoch, seq, hash)), hall.now)


def alarms(hall: Hall) -> list[Any]:
    return [one for one in hall.snapshot("console", "chair")["alarms"] if one["code"] == "other_head"]


def test_every_page_is_told_the_newest_signed_head(hall: Hall) -> None:
    newest = signed_heads.last(hall.db)
    assert newest
    for view, role in (("phone", "public"), ("desk", "desk"), ("hall", "screen")):
        assert hall.snapshot(view, role)["signed"] == {**newest._asdict(), "fingerprint": fingerprint(hall.db)}, view


def test_a_desk_that_saw_more_than_the_file_has_is_heard(hall: Hall) -> None:
    enrol_many(hall, 2)
    known = signed_heads.last(hall.db)
    assert known and tell(hall, known) == (200, {"known": True})
    end = journal.head(hall.db).seq
    status, _ = tell(hall, elsewhere(hall, end + 50))
    assert status == 200
    (alarm,) = alarms(hall)
    assert alarm["level"] == "stop"
    figures = {"name": "Desk 3", "seq": end + 50, "seen_at": hall.now, "ends_at": end, "entry": end + 1}
    assert alarm["figures"] == figures
    assert tell(hall, elsewhere(hall, 2))[0] == 200
    assert len(alarms(hall)) == 2, "another entry under a number that the file has"
    hall.run("continue_meeting", file="copy.kiosk", epoch="0badc0de")
    assert {one["level"] for one in alarms(hall)} == {"warn"}, "after a copy was continued it is a note"


def test_a_head_that_nobody_signed_is_not_believed(hall: Hall) -> None:
    forged = elsewhere(hall, 500)._replace(signature="00" * 64)
    assert (tell(hall, forged)[1]["code"], alarms(hall)) == ("signature_fails", [])
    for wrong in ({"hash": "xy" * 32}, {"key": "00"}, {"epoch": "zz"}, {"seq": 0}):
        assert tell(hall, forged._replace(**wrong))[0] == 400, wrong
    assert tell(hall, elsewhere(hall, 500), "public", None)[0] in (401, 403)


def test_a_noted_head_is_compared_for_anybody(hall: Hall) -> None:
    end = journal.head(hall.db)
    ask = hall.client().get
    assert ask(f"/heads/known?seq={end.seq}&head={end.hash[:16].upper()}").json == {"known": True, "ends_at": end.seq}
    assert ask(f"/heads/known?seq={end.seq}&head={'0' * 16}").json["known"] is False
    assert ask(f"/heads/known?seq={end.seq + 9}&head={end.hash}").json["known"] is False
    for query in (
        "",
        f"seq=1&head={end.hash[:15]}",
        f"seq=x&head={end.hash}",
        f"seq=1&head={'g' * 16}",
        f"seq=0&head={end.hash}",
    ):
        assert ask(f"/heads/known?{query}").status_code == 400, query
    assert ask("/heads").status_code == 200


def test_a_laptop_that_saw_more_than_its_file_has_says_so_when_it_serves(
    hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_hall: Callable[..., Hall]
) -> None:
    end = journal.head(hall.db)
    assert missing_alone(hall.path, REGISTRY) == ""
    signing_keys.note(
        journal.origin(hall.db), signing_keys.Noted(end.seq + 7, "cd" * 32, hall.now, journal.epoch(hall.db))
    )
    said = missing_alone(hall.path, REGISTRY)
    assert f"saw entry {end.seq + 7} of this meeting" in said and f"this file ends at {end.seq}" in said
    (alarm,) = alarms(hall)
    assert (alarm["figures"]["name"], alarm["figures"]["ends_at"]) == ("laptop", end.seq)


def test_an_alarm_about_the_journal_stands_until_chair_or_supervisor_says_what_was_found(hall: Hall) -> None:
    assert tell(hall, elsewhere(hall, 900))[0] == 200
    copied_at = hall.now
    hall.run("continue_meeting", file="copy.kiosk", epoch="0badc0de")
    entry = journal.head(hall.db).seq
    standing = hall.snapshot("console", "supervisor")["alarms"]
    assert {"code": "continued", "level": "warn", "figures": {"entry": entry, "at": copied_at}} in standing
    assert [one["code"] for one in standing].count("other_head") == 1
    before = next(one["figures"]["entry"] for one in standing if one["code"] == "other_head")
    for role, alarm, reason, status in (
        ("desk", entry, "nothing", 403),
        ("operator", entry, "nothing", 403),
        ("supervisor", entry, "", 400),
        ("supervisor", entry, "badges 7 and 9 replaced again", 200),
        ("chair", entry, "twice", 409),
        ("chair", 1, "no alarm", 409),
        ("chair", before, "the stick of 19:40 was used", 200),
    ):
        fields = {"command_id": os.urandom(8).hex(), "entry": alarm, "reason": reason}
        assert hall.client(role).post("/heads/acknowledgements", json=fields).status_code == status, (role, reason)
    codes = {one["code"] for one in hall.snapshot("console", "chair")["alarms"]}
    assert not codes & {"continued", "other_head", "unsigned"}


def test_the_console_says_that_nobody_signs(hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIOSK_HOME", str(tmp_path / "another-laptop"))
    assert hall.snapshot("console", "chair")["alarms"][-1]["code"] == "unsigned"
    assert begin(hall.path, hall.writer.run) == ""
    assert "unsigned" not in [one["code"] for one in hall.snapshot("console", "chair")["alarms"]]


def test_new_says_that_no_key_could_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("KIOSK_HOME", str(tmp_path / "file"))
    made = CliRunner().invoke(main, ["new", str(tmp_path / "m.kiosk"), "--title", "T", "--preset", "roberts"])
    assert made.exit_code == 0 and "The meeting goes on unsigned." in made.stderr, made.output
