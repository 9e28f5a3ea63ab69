"""The ceremony with three people at three devices, and clocks that agree."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from bench.faults.clocks import two_screens
from kiosk.rules import draw as rule
from kiosk.rules.draw_records import check
from tests.conftest import Served

NAMES = ["王芳", "李强", "<b>Anna</b>"]
DICE = "604712993310"
READ = """async (picture) => {
  const { prepareZXingModule, readBarcodes } = await import("/static/vendor/zxing/reader/index.js");
  await prepareZXingModule({ overrides: { locateFile: (name) => `/static/vendor/zxing/${name}` }, fireImmediately: true });
  const image = new Blob([Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0))]);
  const [found] = await readBarcodes(image, { formats: ["QRCode"] });
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(found.bytes);
}"""


def _open(chromium: Callable[..., Browser], url: str) -> Page:
    page = chromium().new_page(viewport={"width": 1280, "height": 800}, locale="en-GB")
    page.goto(url)
    return page


def _hold(page: Page, name: str) -> None:
    page.get_by_role("button", name=re.compile(name)).hover()
    page.mouse.down()
    page.wait_for_timeout(1_300)
    page.mouse.up()


def test_a_draw_from_the_list_to_the_order_on_the_screen(served: Served, chromium: Callable[..., Browser]) -> None:
    chair, supervisor = _open(chromium, served.enter("chair")), _open(chromium, served.enter("supervisor"))
    hall, phone = _open(chromium, served.enter("screen")), _open(chromium, served.url)
    desk, stand = _open(chromium, served.enter("desk")), _open(chromium, served.enter("stand"))
    for page in (chair, supervisor):
        page.get_by_role("navigation", name="Agenda").get_by_role("button", name="The draw").click()
    chair.get_by_label("Names").fill("\n".join(NAMES))
    chair.get_by_text("What is thrown: 12 dice with 10 sides").click()
    chair.get_by_role("button", name="Add something before the dice").click()
    chair.get_by_label("Before").select_option("Card with digits")
    chair.get_by_label("Label, if it needs one").first.fill("Card of the delegates")
    chair.get_by_role("button", name="Freeze the list: 3 names").click()
    chair.get_by_text("The seal stands 60 seconds").click()
    seal = chair.get_by_role("button", name="The list is right: seal the draw")
    chair.get_by_label("Seconds, 20 at least").fill("19")
    expect(seal).to_be_disabled()
    chair.get_by_label("Seconds, 20 at least").fill("20")
    seal.click()
    expect(hall.locator(".draw-groups .read")).to_have_count(8)
    expect(phone.get_by_text("✓ The same as this phone saw first.")).to_be_visible()
    expect(chair.get_by_text("A card whose holder is absent counts as 0")).to_be_visible(timeout=30_000)
    chair.get_by_label("Value").fill("0")
    chair.get_by_role("button", name="Enter").click()
    expect(chair.get_by_text("Thrown last, when everything else is confirmed.")).to_be_visible()
    _hold(supervisor, "It is right: confirm")
    chair.get_by_label("12 digits, as they were read").fill(DICE)
    chair.get_by_role("button", name="Enter").click()
    expect(chair.get_by_text("confirms it on another device")).to_be_visible()
    expect(hall.locator(".draw-dice p b")).to_have_text(list(DICE))
    expect(hall.locator(".draw-others li")).to_have_text("Card of the delegates 0 ✓")
    _hold(supervisor, "The dice show this")
    expect(hall.locator(".draw-reveal")).to_be_visible()
    expect(hall.locator(".draw-names li")).to_have_count(3, timeout=15_000)
    _, text = served.text("/speeches/draws/1.txt")
    found = check(text)
    assert found.step is None and found.record
    assert hall.locator(".draw-names li span").all_inner_texts() == list(found.record.fields["order"])
    assert _scanned(hall) == text.decode()
    expect(chair.locator(".draw-final li")).to_have_count(3)
    expect(phone.locator(".sealed li")).to_have_count(3)
    _every_device_compares(served, phone, desk, stand)


def _scanned(hall: Page) -> str:
    """What a phone reads that is held before the screen."""
    expect(hall.locator(".draw-done img")).to_be_visible()
    picture = base64.b64encode(hall.locator(".draw-done figure").screenshot()).decode()
    return str(hall.evaluate(READ, picture))


def _every_device_compares(served: Served, phone: Page, desk: Page, stand: Page) -> None:
    """One keeps another seal than it is told, one is given another text than was sealed; a third agrees."""
    phone.evaluate("() => Object.keys(localStorage).forEach((key) => localStorage.setItem(key, 'f'.repeat(64)))")
    desk.evaluate("() => localStorage.clear()")
    other = rule.prepare("Members' meeting", 1, rule.ZEROS, ["[12d10]"], ["Somebody else"])
    desk.route("**/speeches/draws/1.txt", lambda route: route.fulfill(body=rule.transcript(other, [DICE], "1" * 64)))
    for page in (phone, desk, stand):
        page.reload()
    expect(phone.get_by_role("alert")).to_contain_text("is not the one this device saw first (ffff")
    expect(desk.locator("#seal")).to_contain_text("The text of draw 1 does not agree", timeout=10_000)
    expect(stand.locator("#app")).not_to_be_empty()
    expect(stand.locator("#seal")).to_have_count(0)


def test_two_screens_with_wrong_clocks_agree_and_go_on_without_the_server(
    served: Served, chromium: Callable[..., Browser]
) -> None:
    """The browsers' clocks stand three minutes apart; with a minute without a server: `python -m bench.faults.clocks`."""
    served.post(
        "/floor/lists", {"title": "Speeches", "source": "hand", "seconds_each": 300, "speakers": [{"name": "王芳"}]}
    )
    served.post("/floor/speakers/1/floor", {})
    found = two_screens(chromium(), served.enter("screen"), served.kill, lambda: served.start(served.port), 3)
    assert found.troubles == []
