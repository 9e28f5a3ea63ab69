"""Make the README's pictures from a rehearsal: `python docs/pictures.py` writes docs/pictures/*.png.

Needs Chromium; everything that is seen is the program itself, with invented people.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "pictures"
CHROMIUM = os.environ.get("KIOSK_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
SPEED = 6
LANGUAGES = {"en": "en-GB", "zh-Hans": "zh-CN"}


@contextmanager
def rehearsal(language: str) -> Iterator[str]:
    """A rehearsal with its chair played; gives its address."""
    command = [sys.executable, "-W", "ignore", "-m", "kiosk", "demo", "--autopilot", "--no-browser", "--port", "0"]
    command += ["--speed", str(SPEED), "--language", language]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    ) as running:
        assert running.stdout
        try:
            yield next(found[0] for line in running.stdout if (found := re.search(r"http://[\d.]+:\d+", line)))
        finally:
            running.terminate()


def take(page: Page, name: str) -> None:
    """A picture in 256 colours: small enough for a page that people open."""
    page.wait_for_timeout(700)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(256, dither=Image.Dither.FLOYDSTEINBERG).save(FOLDER / f"{name}.png", optimize=True)


def pictures(browser: Browser, url: str, language: str) -> None:
    def opened(width: int, height: int) -> Page:
        return browser.new_page(viewport={"width": width, "height": height}, locale=LANGUAGES[language])

    start = opened(1280, 800)
    start.goto(f"{url}/rehearsal")
    doors = start.locator(".doors a").evaluate_all("all => all.map((one) => one.href)")
    code = start.locator(".badges code").first.inner_text()
    hall, console, desk, phone = opened(1280, 720), opened(1280, 800), opened(1280, 800), opened(390, 844)
    for page, address in zip((hall, console, desk), doors, strict=True):
        page.goto(address)
    phone.goto(url)
    expect(hall.locator(".figure .n")).to_have_attribute("data-value", re.compile(r"1[4-5]\d"), timeout=60_000)
    take(hall, f"hall-{language}")
    take(console, f"console-{language}")
    take(phone, f"phone-{language}")
    desk.locator(".find").fill(code.replace(" ", ""))
    desk.keyboard.press("Enter")
    expect(desk.locator("[data-verdict=admitted]")).to_be_visible()
    take(desk, f"desk-{language}")


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for language in LANGUAGES:
        with rehearsal(language) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            pictures(browser, url, language)
            browser.close()
