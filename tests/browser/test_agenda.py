"""The agenda in real Chromium: the next item is the biggest button, and the hall and the cue card follow it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from kiosk.meeting_file import run
from tests.browser.test_console import ROLL, check_in, choose_step
from tests.conftest import Served

PATIENCE_MS = 15_000


def test_the_chair_goes_through_the_agenda(serve: Callable[..., Served], chromium: Callable[..., Browser]) -> None:
    meeting = serve(template="members-election")
    run(meeting.path, "import_roll", {"rows": ROLL, "roll_version": 0, "source": "roll.csv"}, "import-roll")
    check_in(meeting, range(1, 11))
    meeting.post("/checkin/declarations", {"present": 10, "measure": "checked_in"}, "chair")
    context = chromium().new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
    context.set_default_timeout(PATIENCE_MS)
    expect.set_options(timeout=PATIENCE_MS)
    page, hall = opened(context.new_page(), meeting.enter("chair")), opened(context.new_page(), meeting.enter("screen"))
    cue = opened(context.new_page(), page.url.replace("/console", "/cue"))

    expect(page.get_by_role("heading", name="The stages before the meeting")).to_be_visible()
    page.get_by_text("Skip this step").click()
    page.get_by_role("button", name="done before the meeting").click()
    expect(cue.get_by_text("We come to item 3: Opening, with the national anthem.")).to_be_visible()
    page.get_by_role("button", name="Begin: Opening, with the national anthem").click()
    expect(hall.get_by_role("heading", name="Opening, with the national anthem")).to_be_visible()
    expect(cue.get_by_text("The meeting is opened. Please rise for the anthem.")).to_be_visible()
    page.get_by_role("button", name="End: Opening, with the national anthem").click()

    choose_step(page, "Hand out papers and vote")
    expect(page.get_by_role("button", name="Begin: Hand out papers and vote")).to_be_disabled()
    page.locator(".con-checks").get_by_role("button", name="Adopt the scrutineers").click()
    page.get_by_role("button", name="Begin: Adopt the scrutineers").click()
    expect(page.get_by_label("Scrutineers, one to a line")).to_have_value("Member 12")
    expect(hall.locator(".agenda-before")).to_have_text("✓ Opening, with the national anthem")
    # what was passed over is still to come
    expect(hall.locator(".agenda-following")).to_contain_text("Adopt the rules of the election")
    page.get_by_role("button", name="Against and abstain counted").click()
    page.get_by_label("Against", exact=True).fill("1")
    page.get_by_label("Abstained", exact=True).fill("2")
    page.get_by_role("button", name="Record: adopted").click()
    page.get_by_role("button", name="Yes: Record: adopted").click()
    expect(page.get_by_text("✓ adopted").first).to_be_visible()

    page.get_by_role("button", name="Change the agenda").click()
    page.get_by_label("Title", exact=True).fill("Coffee")
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("button", name="Back to the meeting").click()
    expect(page.get_by_role("navigation", name="Agenda").get_by_role("button", name="Coffee")).to_be_visible()


def opened(page: Page, url: str) -> Page:
    page.goto(url)
    return page
