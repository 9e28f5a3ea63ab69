"""Make the README's pictures from rehearsals: `python docs/pictures.py` writes docs/pictures/*.png.

Needs Chromium; everything that is seen is the program itself, with invented people. Each language is one rehearsal that
plays itself; it is held still for each picture, and goes on. About three minutes for each language.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import roll_pictures
from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "pictures"
CHROMIUM = os.environ.get("KIOSK_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
SPEED = 2.5
SLOW_MS = 240_000
LANGUAGES = {"en": "en-GB", "zh-Hans": "zh-CN"}
NARROW, DESK, STAGE = (390, 844), (1280, 800), (1280, 720)


@contextmanager
def rehearsal(language: str) -> Iterator[str]:
    """A rehearsal that plays itself; gives its address."""
    command = [sys.executable, "-W", "ignore", "-m", "kiosk", "demo", "--no-browser", "--port", "0"]
    command += ["--speed", str(SPEED), "--language", language]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    ) as running:
        assert running.stdout
        try:
            yield next(found[0] for line in running.stdout if (found := re.search(r"http://[\d.]+:\d+", line)))
        finally:
            running.terminate()


class Photographer:
    """The pages of one rehearsal, and the pause by which each picture is taken."""

    def __init__(self, browser: Browser, url: str, language: str) -> None:
        self._browser, self._url, self._language = browser, url, language
        self.start = self._opened(DESK)
        self.start.goto(f"{url}/rehearsal")
        self.doors: dict[str, str] = json.loads(self.start.locator("#app").get_attribute("data-doors") or "")

    def page(self, door: str, size: tuple[int, int]) -> Page:
        page = self._opened(size)
        page.goto(self._url + self.doors[door])
        return page

    def take(self, page: Page, name: str) -> None:
        """In 256 colours: small enough for a page that people open."""
        self._hold(paused=True)
        page.wait_for_timeout(700)
        picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        picture.quantize(256, dither=Image.Dither.FLOYDSTEINBERG).save(
            FOLDER / f"{name}-{self._language}.png", optimize=True
        )
        self._hold(paused=False)

    def _hold(self, *, paused: bool) -> None:
        fields: dict[str, Any] = {"command_id": os.urandom(8).hex(), "paused": paused}
        done = self.start.request.post(f"{self._url}/rehearsal/tempo", data=fields, headers={"Origin": self._url})
        assert done.ok, done.text()

    def _opened(self, size: tuple[int, int]) -> Page:
        width, height = size
        page = self._browser.new_page(viewport={"width": width, "height": height}, locale=LANGUAGES[self._language])
        page.set_default_timeout(SLOW_MS)
        return page


def pictures(browser: Browser, url: str, language: str) -> None:
    here = Photographer(browser, url, language)
    hall, console, desk, phone = (
        here.page("screen", STAGE), here.page("chair", DESK), here.page("desk", DESK), here.page("phones", NARROW)
    )  # fmt: skip
    code = here.start.locator(".badges code").first.inner_text()
    expect(hall.locator(".figure .n")).to_have_attribute("data-value", re.compile(r"1[3-5]\d"), timeout=SLOW_MS)
    here.take(hall, "hall")
    here.take(phone, "phone")
    here.take(console, "console")
    desk.locator(".find").fill(code.replace(" ", ""))
    desk.keyboard.press("Enter")
    expect(desk.locator("[data-verdict=admitted]")).to_be_visible(timeout=SLOW_MS)
    here.take(desk, "desk")
    expect(hall.locator(".draw-done")).to_be_visible(timeout=SLOW_MS)
    here.take(hall, "draw")
    expect(hall.locator(".board strong").first).to_have_text(re.compile(r"^[2-9]\d$"), timeout=SLOW_MS)
    here.take(hall, "count")
    elected = hall.locator(".result", has_text=re.compile("Election of the secretary|书记选举")).locator(".elected")
    expect(elected).to_be_visible(timeout=SLOW_MS)
    here.take(hall, "result")
    here.take(here.start, "rehearsal")
    expect(here.start.locator("[data-over=true]")).to_be_visible(timeout=SLOW_MS)
    minutes = here.page("secretary", DESK)
    minutes.goto(f"{url}/minutes")
    minutes.locator("[data-section^=round-] h2").last.evaluate(
        "(heading) => scrollBy(0, heading.getBoundingClientRect().top - 120)"
    )
    here.take(minutes, "minutes")


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for language in LANGUAGES:
        with rehearsal(language) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            pictures(browser, url, language)
            browser.close()
    with sync_playwright() as playwright:
        roll_pictures.main(playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"]))
