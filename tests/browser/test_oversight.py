"""The console keeps an eye on the desks, in real Chromium, against a real server."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, expect

from kiosk.meeting_file import run
from tests.conftest import Served
from tests.support.members import person

NAMES = ["王芳", "欧阳修远", "Maximiliane von und zu Hohenstein-Wittelsbach", "李静", "Anna Ivanova"]


@pytest.fixture
def meeting(served: Served) -> Served:
    rows = [person(NAMES[n] if n < len(NAMES) else f"Member {n:02}", number=f"{n + 1:02}") for n in range(14)]
    run(served.path, "import_roll", {"rows": rows, "roll_version": 0, "source": "roll.csv"}, "import-roll")
    for member in range(1, 13):
        status, body = served.post("/checkin/scans", {"member": member, "source": "search"}, "desk")
        assert (status, body["verdict"]) == (200, "admitted")
    return served


def test_a_desk_s_work_is_seen_tried_and_taken_back(meeting: Served, chromium: Callable[..., Browser]) -> None:
    page = chromium().new_page(viewport={"width": 1280, "height": 800}, locale="en-GB")
    page.goto(meeting.enter("chair"))
    expect(page.get_by_text("desk signed 12 people in or out by name, without a badge, in 5 minutes.")).to_be_visible()
    page.get_by_role("navigation", name="Agenda").get_by_role("button", name="Check-in").click()

    page.get_by_role("button", name="Draw ten names").click()
    called = page.locator(".con-spot li")
    expect(called).to_have_count(10)
    write = page.get_by_role("button", name="Write down what was found")
    expect(write).to_be_disabled()
    missed = called.nth(0).locator("b").inner_text()
    for place in range(10):
        called.nth(place).get_by_role("button", name="seen" if place else "not seen", exact=True).click()
    write.click()
    expect(page.get_by_text("of 10 names out of 12, 9 seen, 1 not seen.")).to_be_visible()
    back = called.filter(has_text=missed).get_by_role("button", name="Take back")
    back.focus()
    page.keyboard.down("Enter")
    expect(page.locator(".con-most b")).to_have_text("11")
    page.keyboard.up("Enter")
    expect(called.filter(has_text=missed)).to_contain_text("does not count any more")

    row = page.locator(".con-desks tbody tr", has_text="desk").first
    expect(row.locator("td").nth(1)).to_have_text("11 (100 %)")
    row.get_by_role("button").click()
    expect(page.get_by_text("by name 11")).to_be_visible()
    page.get_by_role("button", name="Who?").click()
    expect(page.locator(".con-desks .con-names")).to_contain_text("Member")
    page.get_by_label("Reason").fill("nobody saw them")
    page.get_by_role("button", name="Take back all 11 since").focus()
    page.keyboard.down("Enter")
    expect(page.locator(".con-most b")).to_have_text("0")
    page.keyboard.up("Enter")
    expect(page.locator(".con-whole")).to_contain_text("11 people")
