"""By a double click: a page makes a meeting or opens an earlier one, for whoever has its key."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.parse
import urllib.request
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from markupsafe import escape

from kiosk.agenda import queries as agenda
from kiosk.cli.launcher import begin_app, known
from kiosk.meeting import queries as meetings
from kiosk.meeting_file import make_meeting
from kiosk.rules import quorum
from kiosk.rules.agenda_templates import TEMPLATES
from kiosk.store import database as files

FORM = {
    "title": "Members' meeting 党员大会",
    "preset": "party-grassroots",
    "organisation": "Branch",
    "place": "Hall",
    "hall": "zh-Hans",
    "template": "recommendation",
}


@pytest.fixture
def chosen() -> list[Path]:
    return []


@pytest.fixture
def page(tmp_path: Path, chosen: list[Path]) -> FlaskClient:
    return begin_app(tmp_path, "the-key", make_meeting, chosen.append).test_client()


def test_a_meeting_is_made_from_the_page(page: FlaskClient, chosen: list[Path], tmp_path: Path) -> None:
    assert page.get("/the-key").status_code == 200
    assert page.post("/the-key", data=FORM).status_code == 200
    db = files.reader(chosen[0])
    made, steps = meetings.current(db), agenda.steps(db)
    db.close()
    assert [step.title for step in steps][:2] == ["Preparation", "Check-in"]
    assert len(steps) == len(TEMPLATES["recommendation"].steps)
    assert (made.title, made.organisation, made.language) == (FORM["title"], "Branch", "zh-Hans")
    assert chosen[0].parent == tmp_path and "党员大会" in chosen[0].name


def test_every_agenda_is_offered_with_a_line_and_the_one_that_fits_the_rules_is_chosen(page: FlaskClient) -> None:
    offered = page.get("/the-key").get_data(as_text=True)
    for key, template in TEMPLATES.items():
        assert f'value="{key}"' in offered and str(escape(template.about)) in offered
    assert 'value="members-election" checked' in offered
    for preset in quorum.PRESETS:  # what the page's script goes by
        fits = next((key for key, template in TEMPLATES.items() if template.preset == preset), "")
        assert f'value="{preset}" data-template="{fits}"' in offered
    again = page.post("/the-key", data={**FORM, "title": ""}).get_data(as_text=True)
    assert 'value="recommendation" checked' in again


def test_without_an_agenda_the_steps_are_the_programs(page: FlaskClient, chosen: list[Path]) -> None:
    page.post("/the-key", data={**FORM, "template": ""})
    db = files.reader(chosen[0])
    assert agenda.steps(db) == []
    db.close()


def test_an_earlier_one_is_opened(page: FlaskClient, chosen: list[Path], tmp_path: Path) -> None:
    make_meeting(tmp_path / "last-year.kiosk", title="Last year", preset="roberts")
    (tmp_path / "nonsense.kiosk").write_bytes(b"nonsense")
    assert [one["title"] for one in known(tmp_path)] == ["Last year"]
    assert b"Last year" in page.get("/the-key").data
    page.post("/the-key", data={"open": "last-year.kiosk"})
    assert chosen == [tmp_path / "last-year.kiosk"]


@pytest.mark.parametrize("changed", [{"title": ""}, {"title": "x" * 121}, {"title": "a\nb"}, {"preset": "none"}, {"hall": "xx"}, {"template": "none"}, {"open": "../../etc/passwd"}, {"open": "nothing.kiosk"}])  # fmt: skip
def test_what_makes_no_sense_is_told_and_makes_nothing(
    page: FlaskClient, chosen: list[Path], tmp_path: Path, changed: dict[str, str]
) -> None:
    answer = page.post("/the-key", data={**FORM, **changed})
    assert answer.status_code == 400 and b'role="alert"' in answer.data
    assert chosen == [] and list(tmp_path.iterdir()) == []


def test_a_title_leads_out_of_no_folder(page: FlaskClient, chosen: list[Path], tmp_path: Path) -> None:
    page.post("/the-key", data={**FORM, "title": "../../../etc/passwd"})
    assert chosen[0].parent == tmp_path and ".." not in chosen[0].name


def test_the_same_title_is_not_made_twice(page: FlaskClient, chosen: list[Path]) -> None:
    page.post("/the-key", data=FORM)
    assert page.post("/the-key", data=FORM).status_code == 400 and len(chosen) == 1


def test_without_the_key_there_is_nothing(page: FlaskClient, chosen: list[Path]) -> None:
    for path in ("/", "/another-key", "/the-key%00"):
        assert page.get(path).status_code == 404
        assert page.post(path, data=FORM).status_code in (404, 405)
    assert chosen == []


@pytest.mark.slow
def test_from_the_page_to_the_served_meeting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command itself, up to the first answer of the meeting."""
    process = subprocess.Popen(
        [sys.executable, "-u", "-W", "ignore", "-m", "kiosk", "start", "--folder", str(tmp_path / "meetings"), "--no-browser"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, "KIOSK_HOME": str(tmp_path / "home")},
    )  # fmt: skip
    try:
        assert process.stdout
        url = process.stdout.readline().split()[-1]
        with urllib.request.urlopen(url, urllib.parse.urlencode(FORM).encode(), timeout=30) as answer:
            assert answer.status == 200
        served = next(line for line in process.stdout if line.startswith("The meeting is served at")).split()[-1]
        port = served.rsplit(":", 1)[1]
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=30) as answer:
            assert answer.status == 200
    finally:
        process.terminate()
        process.wait(10)
        process.stdout and process.stdout.close()
