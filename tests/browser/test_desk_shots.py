"""Pictures of the desk at the three sizes and in three languages, for people to look at: shots/desk/ (not kept).

They are taken when KIOSK_SHOTS is set; without it the same pages are only checked by axe and for scrolling.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_desk import Door, door, scan, verdict

__all__ = ["door"]
SIZES = {"1920x1080": (1920, 1080), "1280x800": (1280, 800), "390x844": (390, 844)}
WANTED = os.environ.get("KIOSK_SHOTS")
AXE = Path(__file__).parents[2] / "static/vendor/axe.js"


def look(page: Page, name: str) -> None:
    page.wait_for_timeout(250)
    if WANTED:
        folder = Path("shots/desk")
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name}.png")
    assert page.evaluate("() => document.documentElement.scrollHeight <= window.innerHeight"), f"{name} scrolls"
    if AXE.exists():
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("async () => (await axe.run()).violations.map(v => v.id + ' ' + v.nodes[0].html)")
        assert found == [], f"{name}: {found}"


def again(page: Page) -> None:
    page.reload()
    expect(page.locator(".link-live")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-TW"] if WANTED else ["en", "zh-Hans"])
@pytest.mark.parametrize("size", SIZES if WANTED else ["390x844"])
def test_every_state_of_the_desk_fits_and_is_accessible(
    door: Door, chromium: Callable[..., Browser], size: str, language: str
) -> None:
    width, height = SIZES[size]
    context = chromium().new_context(viewport={"width": width, "height": height}, locale=language)
    page = context.new_page()
    page.goto(door.served.enter("supervisor", "签到台 2" if language != "en" else "Desk 2", to="/desk"))
    expect(page.locator(".link-live")).to_be_visible()

    def picture(name: str) -> None:
        look(page, f"{name}-{size}-{language}")

    picture("ready")
    for name, number in (("admitted", "001"), ("admitted_nonvoting", "005")):
        scan(page, door.codes[number])
        verdict(page, name)
        picture(name)
    door.served.post("/checkin/scans", {"code": door.codes["002"]}, "desk", "Desk 1")
    scan(page, door.codes["002"])
    verdict(page, "already_in")
    picture("already_in")
    scan(page, "ABCDEFGHJKMNPQRS")
    verdict(page, "unknown_code")
    picture("unknown_code")
    member = door.served.get("/roll/search?q=002")[1]["members"][0]["id"]
    door.served.post("/checkin/departures", {"member": member})
    again(page)
    scan(page, door.codes["002"])
    verdict(page, "returned")
    picture("returned")
    member = door.served.get("/roll/search?q=004")[1]["members"][0]["id"]
    door.served.post("/roll/badges/replacements", {"member": member})
    scan(page, door.codes["004"])
    verdict(page, "revoked")
    picture("revoked")
    page.fill(".find", "王")
    expect(page.locator(".found-row")).to_have_count(2)
    picture("found")
    page.press(".find", "Enter")
    picture("identity")
    page.locator(".act-back").click()
    page.fill(".find", "")
    page.locator(".bottom .act").first.click()
    picture("take-back")
    page.locator(".act-back").click()
    page.locator(".bottom .act").nth(1).click()
    picture("walk-in")
    page.locator(".act-back").click()
    context.set_offline(True)
    scan(page, door.codes["003"])
    verdict(page, "accepted_here")
    picture("accepted-here")
    context.set_offline(False)
    verdict(page, "admitted")
    door.served.post("/checkin/closing", {})
    again(page)
    picture("shut")
    scan(page, door.codes["004"][::-1])
    verdict(page, "unknown_code")
