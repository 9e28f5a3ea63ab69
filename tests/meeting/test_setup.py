"""Setting up: what is to be done, whether the laptop is ready, the paper kit."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.server import diagnostics
from kiosk.server.diagnostics import Power
from kiosk.server.endpoints import Endpoints
from tests.conftest import Hall
from tests.support.members import enrol, person


@pytest.mark.parametrize(
    ("found", "state"),
    [
        (diagnostics.disk(3 * 1024**3), "ready"), (diagnostics.disk(1024**3), "look"), (diagnostics.disk(1024**2), "stop"),
        (diagnostics.battery(Power(20, True)), "ready"), (diagnostics.battery(Power(80, False)), "look"),
        (diagnostics.battery(Power(20, False)), "stop"), (diagnostics.battery(Power(None, True)), "ready"), (diagnostics.battery(None), "look"),
        (diagnostics.sleep(False), "ready"), (diagnostics.sleep(True), "look"), (diagnostics.sleep(None), "look"),
        (diagnostics.network([], Endpoints("http://127.0.0.1:8080")), "stop"),
        (diagnostics.network(["10.0.0.5"], Endpoints("http://127.0.0.1:8080")), "stop"),
        (diagnostics.network(["10.0.0.5"], Endpoints("http://10.0.0.5:8080")), "ready"),
        (diagnostics.network(["10.0.0.6"], Endpoints("http://10.0.0.5:8080")), "stop"),
        (diagnostics.installed(Path("nowhere")), "stop"),
    ],
)  # fmt: skip
def test_what_is_not_ready_says_what_helps(found: diagnostics.Finding, state: str) -> None:
    assert found.state == state
    assert bool(found.remedy) == (state != "ready")


def test_that_a_tablet_reaches_the_laptop_is_known_when_one_did(hall: Hall) -> None:
    endpoints = hall.kiosk.endpoints
    endpoints.plain_url = "http://10.0.0.5:8080"
    hall.client().get("/join", environ_overrides={"REMOTE_ADDR": "127.0.0.1"})
    hall.client().get("/join", environ_overrides={"REMOTE_ADDR": "10.0.0.5"})
    assert diagnostics.reach(endpoints, 0).state == "look"
    hall.client().get("/join", environ_overrides={"REMOTE_ADDR": "10.0.0.77"})
    found = diagnostics.reach(endpoints, endpoints.reached[1] + 130_000)
    assert (found.state, found.figures) == ("ready", {"address": "10.0.0.77", "minutes": 2})


def test_the_power_is_read_as_each_system_tells_it(tmp_path: Path) -> None:
    battery = tmp_path / "BAT0"
    battery.mkdir()
    (battery / "capacity").write_text("43\n")
    (battery / "status").write_text("Discharging\n")
    assert diagnostics._linux_power(tmp_path) == Power(43, False)
    assert diagnostics._linux_power(tmp_path / "none") == Power(None, True)
    (battery / "capacity").write_text("?")
    assert diagnostics._linux_power(tmp_path) is None
    mac = (
        "Now drawing from 'Battery Power'\n -InternalBattery-0 (id=1)\t83%; discharging; 3:12 remaining present: true\n"
    )
    assert diagnostics._mac_power(mac) == Power(83, False)
    assert diagnostics._mac_power("Now drawing from 'AC Power'\n") == Power(None, True)
    assert diagnostics._mac_sleeps("Battery Power:\n sleep 1\nAC Power:\n sleep 0\n") is False
    assert diagnostics._windows_power("77 1\r\n") == Power(77, False)
    assert diagnostics._windows_power("") == Power(None, True)


def test_the_setup_page_is_told_every_finding_in_its_language(hall: Hall) -> None:
    for language, words in (("en", "of the disk are free"), ("zh-Hans", "磁盘剩余")):
        told = hall.client("chair").get(f"/setup/readiness?language={language}").json
        assert {one["key"] for one in told["findings"]} == {
            "installed",
            "disk",
            "battery",
            "sleep",
            "network",
            "reach",
            "https",
            "clock",
            "plain_http",
        }  # type: ignore[index]
        assert any(words in one["sentence"] for one in told["findings"]), told  # type: ignore[index]
        assert not any("%(" in one["sentence"] + one["remedy"] for one in told["findings"])  # type: ignore[index]


def test_the_paper_kit_has_everybody_once_and_every_sheet_that_is_needed(hall: Hall) -> None:
    enrol(
        hall,
        *(person(f"Member {n}", group_name="East" if n % 2 else "West") for n in range(60)),
        person("Guest", group_name="West", with_vote=0),
    )
    page = hall.client("secretary").get("/paper-kit").data.decode()
    listed = re.findall(r'<th scope="row">([^<]+)</th>', page)
    assert sorted(listed) == sorted({*listed}) and len(listed) == 61
    assert page.count("Sheet 1 of 2") == 2
    for title in ("The chair&#39;s script", "Tally sheet", "Runoff paper", "Result form", "Sign-in list"):
        assert title in page, title
    assert "Needed are 48 of 60" in page
    assert "主持词" in hall.client("chair").get("/paper-kit?language=zh-Hans").data.decode()
