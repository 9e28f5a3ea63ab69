"""The ceremony with three people at three devices, and clocks that agree."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kiosk.speeches.check import check
from tests.conftest import Served

NAMES = ["王芳", "李强", "<b>Anna</b>"]
DICE = "604712993310"
AGREE_MS = 50
SHIFT_MS = 90_000


def _open(chromium: Callable[..., Browser], url: str, shift_ms: int = 0) -> Page:
    page = chromium().new_page(viewport={"width": 1280, "height": 800}, locale="en-GB")
    page.add_init_script(f"const real = Date.now.bind(Date); Date.now = () => real() + {shift_ms};")
    page.goto(url)
    return page


def test_a_draw_from_the_list_to_the_order_on_the_screen(
    served: Served, chromium: Callable[..., Browser], tmp_path: Path
) -> None:
    chair, supervisor = _open(chromium, served.enter("chair")), _open(chromium, served.enter("supervisor"))
    hall, phone = _open(chromium, served.enter("screen")), _open(chromium, served.url)
    for page in (chair, supervisor):
        page.get_by_role("navigation", name="Agenda").get_by_role("button", name="The draw").click()
    chair.get_by_label("Names").fill("\n".join(NAMES))
    chair.get_by_role("button", name="Freeze the list: 3 names").click()
    expect(chair.get_by_role("button", name="The list is right: seal the draw")).to_be_visible()
    status, answer = served.post("/speeches/draws/1/commitment", {"stand_ms": 20_000})
    assert status == 200
    expect(hall.locator(".draw-groups .read")).to_have_count(8)
    expect(hall.locator(".draw-groups")).to_contain_text(answer["commitment"][:4])
    expect(phone.get_by_text("✓ The same as this phone saw first.")).to_be_visible()
    expect(chair.get_by_label("12 dice, as they were read")).to_be_visible(timeout=30_000)
    chair.get_by_label("12 dice, as they were read").fill(DICE)
    chair.get_by_role("button", name="Enter").click()
    expect(chair.get_by_text("confirms it on another device")).to_be_visible()
    expect(hall.locator(".draw-dice p b")).to_have_text(list(DICE))
    confirm = supervisor.get_by_role("button", name=re.compile("The dice show this"))
    confirm.hover()
    supervisor.mouse.down()
    supervisor.wait_for_timeout(1_300)
    supervisor.mouse.up()
    expect(hall.locator(".draw-reveal")).to_be_visible()
    expect(hall.locator(".draw-names li")).to_have_count(3, timeout=15_000)
    _, text = served.text("/speeches/draws/1.txt")
    found = check(text)
    assert found.step is None and found.record
    assert [name.strip() for name in hall.locator(".draw-names li span").all_inner_texts()] == list(
        found.record.fields["order"]
    )
    expect(chair.locator(".draw-final li")).to_have_count(3)
    expect(phone.locator(".sealed li")).to_have_count(3)
    phone.evaluate("() => Object.keys(localStorage).forEach((key) => localStorage.setItem(key, 'f'.repeat(64)))")
    phone.reload()
    expect(phone.get_by_role("alert")).to_contain_text("✕ This phone saw another one first: ffff")


@pytest.mark.parametrize("away_seconds", [5])
def test_two_screens_with_wrong_clocks_agree_and_go_on_without_the_server(
    served: Served, chromium: Callable[..., Browser], away_seconds: int
) -> None:
    """The browsers' clocks stand three minutes apart."""
    screens = [_open(chromium, served.enter("screen"), shift) for shift in (-SHIFT_MS, SHIFT_MS)]
    served.post(
        "/floor/lists", {"title": "Speeches", "source": "hand", "seconds_each": 300, "speakers": [{"name": "王芳"}]}
    )
    served.post("/floor/speakers/1/floor", {})
    for page in screens:
        expect(page.locator(".speaking-clock")).to_be_visible()
        page.evaluate("async () => { window.followed = (await import('/static/js/live.js')).follow('hall'); }")
        page.wait_for_timeout(2_500)
    _agree(screens)
    served.kill()
    before = [page.locator(".speaking-clock").inner_text() for page in screens]
    screens[0].wait_for_timeout(away_seconds * 1_000)
    after = [page.locator(".speaking-clock").inner_text() for page in screens]
    assert all(one != other for one, other in zip(before, after, strict=True))
    _agree(screens)
    served.start(served.port)
    for page in screens:
        expect(page.locator(".stale")).to_have_count(0, timeout=15_000)
        page.wait_for_timeout(1_500)
    _agree(screens)


def _agree(screens: list[Page]) -> None:
    """Each page's idea of the time is the server's, which is this machine's."""
    for page in screens:
        least = time.time() * 1000
        told = page.evaluate("() => window.followed.now()")
        most = time.time() * 1000
        assert least - AGREE_MS <= told <= most + AGREE_MS
