"""The speeches from the chair's page: lists, groups, who is passed over, the clock, and the bell that sounds."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from tests.conftest import Served

GESTURE = "--autoplay-policy=document-user-activation-required"  # as on a tablet that nobody has set up
LISTENING = """
  window.strikes = [];
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (at) {
    if (this.frequency.value < 800) window.strikes.push(this.context.state);
    return start.call(this, at);
  };
"""
SPEAKERS = "王芳, North\n李强, South\n<b>Anna</b>, North\n张伟"


def _open(browser: Browser, url: str) -> Page:
    page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="en-GB")
    page.add_init_script(LISTENING)
    page.goto(url)
    return page


def _press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def _row(page: Page, name: str) -> Page:
    return page.locator(".floor-list li").filter(has_text=name)  # type: ignore[return-value]


def _more(page: Page, name: str, press: str) -> None:
    row = _row(page, name)
    row.get_by_role("button", name="More").click()
    row.get_by_role("button", name=press).click()
    expect(row.get_by_role("button", name="More")).to_be_visible()


def _next(page: Page, name: str) -> None:
    expect(page.locator(".con-do .con-go")).to_have_text(re.compile(re.escape(name)))


def test_the_chair_leads_the_speeches_from_the_page(served: Served, chromium: Callable[..., Browser]) -> None:
    browser = chromium(GESTURE)
    chair, hall, lectern = (_open(browser, served.enter(role)) for role in ("chair", "screen", "speaker"))
    chair.get_by_role("navigation", name="Agenda").get_by_role("button", name="Speeches").click()
    _a_list_is_prepared_and_turned_to(chair, hall)
    _people_are_passed_over_and_come_back(chair)
    _the_bell_sounds_where_it_was_armed(served, chair, hall, lectern)
    _each_speakers_time_is_kept(chair, hall)


def _a_list_is_prepared_and_turned_to(chair: Page, hall: Page) -> None:
    _press(chair, "By hand")
    chair.get_by_label("Title").fill("Candidates")
    chair.get_by_label("Minutes for each").fill("10")
    chair.get_by_label("Warning before the end").fill("541")
    chair.get_by_label("Minutes for a group together").fill("12")
    chair.get_by_label("Names, one on each line; the group after a comma").fill(SPEAKERS)
    _press(chair, "Prepare it for later")
    expect(_row(chair, "Candidates")).to_contain_text("prepared · 4 on it")
    expect(hall.locator("[data-scene=welcome]")).to_be_visible()
    _press(chair, "As people ask")
    chair.get_by_label("Title").fill("Debate")
    _press(chair, "Open this list")
    chair.get_by_label("Somebody asks to speak").fill("Old Chen")
    _press(chair, "Put on the list")
    expect(hall.locator(".draw-names li")).to_have_text(["1Old Chen"])
    _row(chair, "Candidates").get_by_role("button", name="Turn to it").click()
    expect(chair.get_by_role("heading", name="Candidates")).to_be_visible()
    expect(_row(chair, "Debate")).to_contain_text("left · 1 wait")
    expect(hall.locator(".draw-names li")).to_have_text(["1王芳", "2李强", "3<b>Anna</b>", "4张伟"])


def _people_are_passed_over_and_come_back(chair: Page) -> None:
    _press(chair, "Pass over")
    _next(chair, "李强")
    expect(_row(chair, "王芳")).to_contain_text("passed over")
    _more(chair, "王芳", "Back on the list")
    _next(chair, "王芳")
    _more(chair, "李强", "Not here")
    _row(chair, "王芳").get_by_role("button", name="More").click()
    chair.get_by_label("The statement is read by").fill("Secretary Li")
    _press(chair, "Save")
    expect(_row(chair, "王芳").locator("p").first).to_contain_text("North · read by Secretary Li")
    chair.get_by_label("Came late, speaks last").fill("Point Maker")
    chair.get_by_role("button", name="Point of order").click()
    _next(chair, "Point of order: give Point Maker the floor")
    chair.locator(".con-do .con-go").click()
    _press(chair, "End the speech")


def _the_bell_sounds_where_it_was_armed(served: Served, chair: Page, hall: Page, lectern: Page) -> None:
    """By a click on the hall screen, by its own button on the speaker's tablet; before that both are silent."""
    _next(chair, "王芳")
    chair.get_by_role("button", name="Started already").click()
    for page in (hall, lectern):
        expect(page.get_by_role("timer")).to_be_visible()
        expect(page.get_by_text("read by Secretary Li")).to_be_visible()
    _press(chair, "Ring the bell")
    expect(lectern.get_by_text("The bell: please come to the end")).to_be_visible()
    assert [page.evaluate("strikes") for page in (hall, lectern)] == [[], []]
    hall.mouse.move(300, 300)
    hall.get_by_role("button", name="Click once, so that the bell can sound here").click()
    expect(hall.get_by_text("The bell sounds on this screen")).to_be_visible()
    lectern.get_by_role("button", name="Tap once, so that the bell can sound here").click()
    expect(lectern.get_by_role("button", name="✓ The bell sounds here")).to_be_visible()
    _heard([hall, lectern], 1, lambda: _press(chair, "Ring the bell"))
    _heard([hall, lectern], 1, lambda: _press(chair, "−1 minute"))
    expect(hall.get_by_text("coming to the end")).to_be_visible()
    _heard([hall, lectern], 2, lambda: served.post("/floor/time", {"seconds": -539}))
    expect(hall.get_by_text("over time")).to_be_visible()
    expect(hall.locator(".arming")).to_have_count(0, timeout=15_000)
    for page in (chair, hall, lectern):
        page.evaluate("async () => { await import('/static/vendor/axe.js') }")
        assert page.evaluate("axe.run(document, {iframes: false}).then((r) => r.violations.map(({ id }) => id))") == []


def _heard(pages: list[Page], times: int, done: Callable[[], object]) -> None:
    for page in pages:
        page.evaluate("strikes.length = 0")
    done()
    for page in pages:
        page.wait_for_function("(times) => strikes.length >= times", arg=times)
        assert page.evaluate("strikes") == ["running"] * times


def _each_speakers_time_is_kept(chair: Page, hall: Page) -> None:
    _press(chair, "Stop the clock")
    expect(hall.get_by_text("clock stopped")).to_be_visible()
    chair.wait_for_timeout(1_100)
    _press(chair, "Go on")
    _press(chair, "End the speech")
    expect(_row(chair, "王芳").locator("small")).to_have_text(
        re.compile(r"planned 10:00 · 0:\d\d over time · stopped for 0:0\d")
    )
    expect(chair.locator(".floor-list").filter(has_text="Time of the groups").locator("li").first).to_contain_text(
        "North"
    )
    expect(hall.locator(".between-bars p")).to_have_count(2)
    expect(hall.locator(".between-bars b.over")).to_have_count(1)
