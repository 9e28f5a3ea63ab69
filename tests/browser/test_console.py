"""The console and the cue card in real Chromium, against a real server."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from kiosk.meeting_file import run
from tests.conftest import Served

ROLL = [
    {
        "number": f"{n:02}",
        "name": f"Member {n:02}",
        "group_name": "North" if n % 2 else "South",
        "category": "member",
        "with_vote": 1,
        "weight_thousandths": 1000,
        "phone": "",
        "note": "teller" if n == 12 else "",
    }
    for n in range(1, 13)
]
AT_ONCE_MS = 8_000


@pytest.fixture
def meeting(served: Served) -> Served:
    """Twelve members, two of them to be left out: 10 needed of 12, or 8 of 10."""
    run(served.path, "import_roll", {"rows": ROLL, "roll_version": 0, "source": "roll.csv"}, "import-roll")
    for member in (11, 12):
        fields = {"member": member, "reason": "abroad", "approved_by": "committee"}
        run(served.path, "exclude", fields, f"exclude-{member}")
    return served


@pytest.fixture
def open_page(chromium: Callable[..., Browser]) -> Callable[..., Page]:
    browser = chromium()

    def opened(url: str, width: int = 1280, height: int = 800) -> Page:
        page = browser.new_page(viewport={"width": width, "height": height}, locale="en-GB")
        page.set_default_timeout(AT_ONCE_MS)
        page.goto(url)
        return page

    return opened


def check_in(meeting: Served, members: range) -> None:
    for member in members:
        status, body = meeting.post("/checkin/scans", {"member": member, "source": "search"}, "desk")
        assert (status, body["verdict"]) == (200, "admitted")


def choose_step(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Agenda").get_by_role("button", name=name).click()


def test_the_chair_declares_the_quorum(meeting: Served, open_page: Callable[..., Page]) -> None:
    check_in(meeting, range(1, 11))
    page = open_page(meeting.enter("chair"))
    choose_step(page, "Declare the quorum")
    expect(page.get_by_text("10 × 5 = 50 ≥ 48 = 12 × 4")).to_be_visible()
    page.get_by_role("button", name="Declare: 10 present", exact=True).click()
    expect(page.get_by_role("heading", name="The quorum is declared")).to_be_visible()
    expect(page.locator(".con-most b")).to_have_text("10")
    expect(page.locator(".con-record code")).to_have_text(re.compile(r"^([0-9a-f]{4} ?){4}$"))


def test_the_vote_on_exclusions_moves_both_lines(meeting: Served, open_page: Callable[..., Page]) -> None:
    check_in(meeting, range(1, 9))
    page = open_page(meeting.enter("chair"))
    expect(page.get_by_role("heading", name="Exclusions")).to_be_visible()
    expect(page.get_by_text("8 needed if the exclusions pass, 10 if not.")).to_be_visible()
    for label, counted in (("For", "7"), ("Against", "0"), ("Abstained", "1")):
        page.get_by_label(label, exact=True).fill(counted)
    page.get_by_role("button", name="Record: passed, 7 to 0").click()
    page.get_by_role("button", name="Yes: Record: passed, 7 to 0").click()
    expect(page.get_by_text("2 are left out; the base is 10 and 8 are needed.")).to_be_visible()
    choose_step(page, "Declare the quorum")
    expect(page.get_by_role("button", name="Declare: 8 present", exact=True)).to_be_visible()


def test_the_particulars_are_changed_and_the_hall_shows_them(meeting: Served, open_page: Callable[..., Page]) -> None:
    hall = open_page(meeting.enter("screen"), 1920, 1080)
    page = open_page(meeting.enter("chair"))
    choose_step(page, "Preparation")
    page.get_by_text("The meeting's particulars").click()
    page.get_by_label("Title on the hall screen").fill("Election of the committee")
    page.get_by_label("Wi-Fi of the hall").fill("Hall")
    page.get_by_label("Its password").fill("12345678")
    page.get_by_role("button", name="Save the particulars").click()
    expect(page.get_by_text("✓ saved")).to_be_visible()
    expect(hall.get_by_text("Election of the committee")).to_be_visible()
    assert "12345678" not in str(meeting.get("/devices")) + page.content()
    meeting.post("/display/takes", {"scene": "codes"}, "chair")
    expect(hall.get_by_text("Hall", exact=True)).to_be_visible()


def test_hours_that_end_before_they_begin_are_refused_in_a_sentence(
    meeting: Served, open_page: Callable[..., Page]
) -> None:
    page = open_page(meeting.enter("chair"))
    choose_step(page, "Preparation")
    page.get_by_text("The meeting's particulars").click()
    page.get_by_label("Open from").fill("2030-01-01T19:00")
    page.get_by_label("Open until").fill("2030-01-01T18:00")
    page.get_by_role("button", name="Save the hours").click()
    expect(page.get_by_text("The desks cannot close before they open.")).to_be_visible()


def test_a_head_count_is_offered_beside_the_desks_number(meeting: Served, open_page: Callable[..., Page]) -> None:
    check_in(meeting, range(1, 12))
    meeting.post("/checkin/headcounts", {"block": "A 1-5", "count": 10}, "desk")
    page = open_page(meeting.enter("chair"))
    choose_step(page, "Declare the quorum")
    expect(page.get_by_text("fewer in the rows")).to_be_visible()
    expect(page.get_by_role("button", name="Declare: 10 present", exact=True)).to_be_visible()
    page.get_by_role("button", name="Use the desks' number, 11").click()
    expect(page.get_by_role("button", name="Declare: 11 present", exact=True)).to_be_visible()


def test_helpers_who_are_missing_are_named_before_the_declaration(
    meeting: Served, open_page: Callable[..., Page]
) -> None:
    check_in(meeting, range(1, 11))
    page = open_page(meeting.enter("chair"))
    choose_step(page, "Declare the quorum")
    expect(page.get_by_text("Not checked in yet: 1 teller (South 1)")).to_be_visible()


def test_a_scene_that_is_taken_shows_in_the_hall_and_can_be_taken_back(
    meeting: Served, open_page: Callable[..., Page]
) -> None:
    console = open_page(meeting.enter("chair"))
    hall = open_page(meeting.enter("screen"), 1920, 1080)
    console.get_by_role("button", name="Message", exact=True).click()
    console.get_by_label("Message for the hall").fill("We begin in ten minutes")
    console.get_by_label("Message for the hall").blur()
    expect(console.frame_locator(".con-screen-next iframe").get_by_text("We begin in ten minutes")).to_be_visible()
    console.get_by_role("button", name="Take: Message").click()
    expect(hall.get_by_text("We begin in ten minutes")).to_be_visible()
    expect(console.frame_locator(".con-screen-live iframe").get_by_text("We begin in ten minutes")).to_be_visible()
    console.get_by_role("button", name=re.compile("Take back")).click()
    expect(hall.get_by_text("We begin in ten minutes")).to_be_hidden()


def test_the_line_crossed_downward_is_told_to_the_chair_and_not_to_the_hall(
    meeting: Served, open_page: Callable[..., Page]
) -> None:
    check_in(meeting, range(1, 11))
    meeting.post("/checkin/declarations", {"present": 10, "measure": "checked_in"}, "chair")
    console = open_page(meeting.enter("chair"))
    expect(console.get_by_role("heading", name="The quorum is declared")).to_be_visible()
    meeting.post("/checkin/departures", {"member": 1}, "desk")
    alarm = "Only 9 are in the hall now; 10 were needed when the quorum was declared."
    expect(console.get_by_text(alarm)).to_be_visible()
    hall = open_page(meeting.enter("screen"), 1920, 1080)
    expect(hall.locator("body")).not_to_contain_text("Only 9")


def test_closing_the_desks_is_held_and_a_tap_does_nothing(meeting: Served, open_page: Callable[..., Page]) -> None:
    page = open_page(meeting.enter("chair"))
    choose_step(page, "Check-in")
    close = page.get_by_role("button", name=re.compile("Close the desks"))
    close.click()
    expect(page.get_by_text("The desks are open.")).to_be_visible()
    close.hover()
    page.mouse.down()
    expect(page.get_by_text("The desks are closed.")).to_be_visible()
    page.mouse.up()
    page.get_by_role("button", name="Open the desks").click()
    expect(page.get_by_text("The desks are open.")).to_be_visible()


def test_who_is_missing_is_shown_on_demand(meeting: Served, open_page: Callable[..., Page]) -> None:
    check_in(meeting, range(1, 8))
    page = open_page(meeting.enter("supervisor"))
    page.get_by_role("button", name=re.compile("North .*missing")).click()
    expect(page.get_by_text("Member 09")).to_be_visible()
    expect(page.get_by_text("Member 07")).to_be_hidden()


def test_a_device_is_paired_by_reading_a_code(meeting: Served, open_page: Callable[..., Page]) -> None:
    page = open_page(meeting.enter("chair"))
    page.get_by_role("button", name="Pair a device").click()
    page.get_by_role("button", name="An address for one device instead").click()
    page.get_by_role("button", name="Pair: Desk 1").click()
    expect(page.get_by_role("img", name="Code of the address")).to_be_visible()
    tablet = open_page(page.locator(".con-address").get_attribute("href") or "")
    expect(tablet).to_have_url(re.compile("/desk"))
    expect(page.get_by_text("Desk 1 is connected.")).to_be_visible()


def test_a_tablet_that_read_the_laptops_code_shows_three_digits_and_is_let_in(
    meeting: Served, open_page: Callable[..., Page]
) -> None:
    page = open_page(meeting.enter("chair"))
    page.get_by_role("button", name="Pair a device").click()
    expect(page.get_by_role("img", name="Code of the address")).to_be_visible()
    tablet = open_page(page.locator(".con-address").get_attribute("href") or "")
    tablet.get_by_role("button", name="Shared tablet").click()
    digits = tablet.locator(".join-code").inner_text()
    second = open_page(tablet.url)
    second.get_by_role("button", name="Check-in desk").click()
    expect(
        page.get_by_role("button", name=f"{second.locator('.join-code').inner_text()} Check-in desk")
    ).to_be_in_viewport()
    expect(page.locator(".con-knock")).to_be_in_viewport(ratio=1)  # and the code for the next, without scrolling
    expect(page.get_by_role("img", name="Code of the address")).to_be_in_viewport(ratio=0.9)
    page.get_by_role("button", name=f"Let in {digits} as Shared tablet").click()
    expect(tablet).to_have_url(re.compile("/stand"), timeout=15_000)
    expect(tablet.get_by_text("No questions are taken now.")).to_be_visible()  # its socket has joined
    row = page.locator(".con-device", has_text="Shared tablet")
    row.get_by_role("button").first.click()
    page.get_by_role("button", name="Which one is it?").click()
    expect(tablet.get_by_role("alert")).to_contain_text("Shared tablet")


def test_the_cue_card_says_what_to_read_out(meeting: Served, open_page: Callable[..., Page]) -> None:
    check_in(meeting, range(1, 4))
    page = open_page(meeting.enter("chair"))
    expect(page).to_have_url(re.compile("/console"))
    page.goto(page.url.replace("/console", "/cue"))
    expect(page.get_by_text("3 of 12 are here. We need 10, that is 7 more.")).to_be_visible()


def test_a_number_that_moved_is_refused_in_a_sentence_beside_the_button(
    meeting: Served, open_page: Callable[..., Page]
) -> None:
    check_in(meeting, range(1, 11))
    page = open_page(meeting.enter("chair"))
    choose_step(page, "Declare the quorum")

    def somebody_comes_meanwhile(route: Route) -> None:
        check_in(meeting, range(11, 12))
        route.continue_()

    page.route("**/checkin/declarations", somebody_comes_meanwhile)
    page.get_by_role("button", name="Declare: 10 present", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("The number has moved to 11; please look again.")
    expect(page.get_by_role("button", name="Declare: 11 present", exact=True)).to_be_visible()


def test_a_screen_that_went_dark_is_named(meeting: Served, open_page: Callable[..., Page]) -> None:
    page = open_page(meeting.enter("chair"))
    hall = open_page(meeting.enter("screen", "Stage"), 1920, 1080)
    expect(page.get_by_role("button", name="Stage").get_by_text("connected")).to_be_visible()
    hall.close()
    expect(page.get_by_text(re.compile("Stage: last heard of .* ago, and may show an old picture"))).to_be_visible(
        timeout=10_000
    )


# titles and buttons whose text is cut, and numbers that broke into two lines
CUT = """() => [...document.querySelectorAll('.con-header h1, .con-step button, .con-groups button b')]
  .filter((e) => e.offsetParent && (e.matches('b') ? new Set([...e.childNodes].map((part) => {
    const range = document.createRange(); range.selectNodeContents(part); return range.getClientRects().length;
  })).has(2) : e.scrollHeight > e.clientHeight + 1 && !e.matches('h1')
    || e.matches('h1') && 2 * parseFloat(getComputedStyle(e).fontSize) * 1.3 > 2 * parseFloat(getComputedStyle(e).lineHeight)))
  .map((e) => e.textContent)"""


def test_nothing_is_wider_than_the_page_and_axe_finds_nothing(meeting: Served, open_page: Callable[..., Page]) -> None:
    check_in(meeting, range(1, 9))
    page = open_page(meeting.enter("chair"))
    expect(page.get_by_role("heading", name="Exclusions")).to_be_visible()
    page.evaluate("async () => { await import('/static/vendor/axe.js') }")
    for width, height in ((1920, 1080), (1280, 800), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        turn_to(page, "Exclusions", width)
        expect(page.get_by_role("heading", name="Exclusions")).to_be_visible()
        assert page.evaluate(
            "document.querySelector('.con-step').scrollWidth <= document.querySelector('.con-step').clientWidth"
        )
        found = page.evaluate(
            "axe.run(document, {iframes: false}).then((r) => r.violations.map((v) => `${v.id}: ${v.nodes[0].html}`))"
        )
        assert found == []
        turn_to(page, "Check-in", width)
        expect(page.locator(".con-ready")).to_be_visible()
        page.evaluate("document.querySelector('.con-ready').append(' with a name that takes more than a single line')")
        assert page.evaluate(CUT) == []


def turn_to(page: Page, step: str, width: int) -> None:
    if width < 500:
        page.get_by_role("button", name="Agenda", exact=True).click()
    choose_step(page, step)
