"""400 of 1,000 villagers in real pages: the count is entered by the chair's hand, and every page says why nobody is elected."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from kiosk.meeting_file import make_meeting, run
from tests.ballots.acts import Acts, Made
from tests.conftest import Served
from tests.support.members import person

SLOW_MS = 60_000
WHY = (
    "Papers returned 400 of 1000 entitled; more than 1/2 is 501; short by 101: the round is not valid, nobody is"
    " elected."
)


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Served]:
    path = tmp_path / "meeting.kiosk"
    make_meeting(path, title="村民选举", preset="village", organisation="石桥村", place="礼堂", language="en")
    rows = [person(f"村民{n:04}", number=f"{n:04}") for n in range(1, 1001)]
    run(path, "import_roll", {"rows": rows, "roll_version": 0, "source": "roll.csv"}, "import-roll")
    found = Served(path)
    yield found
    found.stop()


def opened(meeting: Served, chromium: Callable[..., Browser], role: str, path: str) -> Page:
    page = chromium().new_context(viewport={"width": 1280, "height": 800}, locale="en-GB").new_page()
    page.set_default_timeout(SLOW_MS)
    if role != "public":
        page.goto(meeting.enter(role))
        expect(page).not_to_have_url(re.compile("/enter"), timeout=SLOW_MS)
    page.goto(f"{meeting.url}{path}")
    return page


def heard(page: Page, words: str) -> str:
    """What a page says, once it says these words."""
    expect(page.locator("body")).to_contain_text(words, timeout=SLOW_MS)
    text = " ".join(page.locator("body").inner_text().split())
    if os.environ.get("KIOSK_SAY"):
        print(f"\n--- {page.url}\n{text}")
    return text


def test_400_of_1000_elect_nobody_and_every_page_says_so(village: Served, chromium: Callable[..., Browser]) -> None:
    def post(at: str, fields: Made, role: str) -> tuple[int, Any]:
        return village.post(at, fields, role)

    acts = Acts(post).prepare({"主任": 1}, title="选举主任", preset="village").list(["甲", "乙"]).adopt()
    acts.on("boxes", seals=["A-1"])
    acts.on("issuing", printed=1000, votes=0, persons=0)  # papers go out without attendance
    acts.on("papers-out", "chief_scrutineer", issued=900, exchanged=0, spare=100)
    acts.on("voting")
    assert acts.on("boxes", seals=["A-1", "mobile B-2"])["seals"] == ["A-1", "mobile B-2"]
    acts.on("papers-out", "chief_scrutineer", issued=950, exchanged=0, spare=50)  # voters come until the last call
    acts.on("last-call")
    acts.on("papers-out", "chief_scrutineer", status=409, issued=960, exchanged=0, spare=40)
    acts.on("closing")

    chair = opened(village, chromium, "chair", "/console")
    chair.get_by_role("navigation", name="Agenda").get_by_role("button", name="Voting").click()
    chair.get_by_label("Box 1, seal A-1").fill("350")
    chair.get_by_label("Box 2, seal mobile B-2").fill("50")
    chair.get_by_role("button", name=re.compile("Record: 400 papers back")).click()
    heard(chair, WHY)
    acts.sheets({"甲": 390, "乙": 10}, 400)
    acts.sign()
    verdict = acts.report()["verdict"]
    assert (verdict["valid"], verdict["offices"][0]["elected"]) == (False, [])
    assert acts.on("declaration", status=409)["code"] == "not_valid"

    expect(chair.get_by_role("button", name="Prepare the round again")).to_be_visible(timeout=SLOW_MS)
    heard(chair, WHY)
    hall = opened(village, chromium, "screen", "/hall")
    shown = heard(hall, "not valid")
    assert "elected:" not in shown.lower() and "Present" not in shown, "nobody was counted as present"
    heard(opened(village, chromium, "public", "/"), "not valid")
    sheet = opened(village, chromium, "secretary", f"/ballots/rounds/{acts.id}/record?copy=internal&language=en")
    told = heard(sheet, WHY)
    assert "box 1: 350" in told and "Not present" not in told  # nobody had to be there
    _, minutes = village.text("/minutes.md?language=en", "secretary")
    told = " ".join(minutes.decode().split())
    if os.environ.get("KIOSK_SAY"):
        print("\n--- minutes\n", told[max(0, told.find("not valid") - 1500) : told.find("not valid") + 300])
    assert WHY in told and "Votes present" not in told
