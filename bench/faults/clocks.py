"""Two hall screens whose browsers' clocks stand 90 s off, one early and one late: `python -m bench.faults.clocks [--away 60]`.

They must compute the same time within 50 ms, and it must be the server's; go on while the server is gone; and agree
again after its return. Needs Chromium. Exits 1 and names what did not agree.
"""

from __future__ import annotations

import json
import os
import shutil
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import click
from playwright.sync_api import Browser, Page, expect, sync_playwright
from rich.console import Console

from bench.support import fixtures, processes

AGREE_MS = 50
SHIFT_MS = 90_000
SETTLE_MS = 2_500  # the first measures of the round trip
AWAY_SECONDS = 60.0
CLOCK = ".speaking-clock"


class Agreement(NamedTuple):
    """By how many milliseconds each screen's time was off the server's: at first, without a server, after its return.
    `stood` is whether a speaker's clock stood still meanwhile."""

    at_first: list[float]
    away: list[float]
    returned: list[float]
    stood: bool

    @property
    def troubles(self) -> list[str]:
        found = [
            f"{when}: off by {early} and {late} ms"
            for when, (early, late) in zip(("at first", "away", "returned"), self[:3], strict=True)
            if max(abs(early), abs(late), abs(early - late)) > AGREE_MS
        ]
        return found + (["a clock stood still without the server"] if self.stood else [])


def two_screens(
    browser: Browser, url: str, leave: Callable[[], object], come_back: Callable[[], object], away_seconds: float
) -> Agreement:
    """`url` leads to the hall screen; somebody has the floor. `leave` ends the server, `come_back` serves again there."""
    screens = [_open(browser, url, shift) for shift in (-SHIFT_MS, SHIFT_MS)]
    at_first = [_off(page) for page in screens]
    leave()
    before = [page.locator(CLOCK).inner_text() for page in screens]
    screens[0].wait_for_timeout(away_seconds * 1_000)
    away = [_off(page) for page in screens]
    stood = any(page.locator(CLOCK).inner_text() == text for page, text in zip(screens, before, strict=True))
    come_back()
    for page in screens:
        expect(page.locator(".stale")).to_have_count(0, timeout=30_000)
        page.wait_for_timeout(SETTLE_MS)
    return Agreement(at_first, away, [_off(page) for page in screens], stood)


def _open(browser: Browser, url: str, shift_ms: int) -> Page:
    page = browser.new_page(viewport={"width": 1280, "height": 720}, locale="en-GB")
    page.add_init_script(f"window.real = Date.now.bind(Date); Date.now = () => window.real() + {shift_ms};")
    page.goto(url)
    expect(page.locator(CLOCK)).to_be_visible()
    page.evaluate("async () => { window.followed = (await import('/static/js/live.js')).follow('hall'); }")
    page.wait_for_timeout(SETTLE_MS)
    return page


def _off(page: Page) -> float:
    """How far a page's idea of the time is from this machine's, which is the server's."""
    off: float = page.evaluate("() => window.followed.now() - window.real()")
    return round(off, 1)


@click.command()
@click.option("--away", default=AWAY_SECONDS, show_default=True, type=click.FloatRange(2, 600), help="Seconds.")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default=Path.cwd, help="On which disk.")
def main(away: float, folder: Path) -> None:
    """Two hall screens with wrong clocks, and a server that is gone for a while."""
    chromium = os.environ.get("KIOSK_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with fixtures.folder(folder.resolve()) as place, sync_playwright() as playwright:
        laid = fixtures.lay(place / "clocks.kiosk", 5)
        server = processes.Server("kiosk", laid.path, laid.codes)
        port = server.url.rsplit(":", 1)[1]

        def leave() -> None:
            server.process.kill()
            server.process.wait()

        def come_back() -> None:
            nonlocal server
            server = processes.Server("kiosk", laid.path, laid.codes, port)

        _give_floor(server.url, laid.chair)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        found = two_screens(browser, f"{server.url}/enter/{laid.screen}", leave, come_back, away)
        browser.close()
        processes.end(server.process)
    screen = Console(highlight=False)
    screen.print(f"off by ms: at first {found.at_first}, {found.away} after {away:g} s without the server,")
    screen.print(f"{found.returned} after its return")
    for trouble in found.troubles:
        screen.print(f"[red]{trouble}")
    if found.troubles:
        raise SystemExit(1)
    screen.print(f"Both screens are within {AGREE_MS} ms of the server, and of each other, and never stood still.")


def _give_floor(url: str, chair: str) -> None:
    post(url, chair, "/floor/lists", title="Speeches", source="hand", seconds_each=600, speakers=[{"name": "王芳"}])
    post(url, chair, "/floor/speakers/1/floor")


def post(url: str, token: str, path: str, **fields: Any) -> Any:
    """Post as the device of that token; the answer."""
    request = urllib.request.Request(
        f"{url}{path}",
        json.dumps({"command_id": os.urandom(12).hex(), **fields}).encode(),
        {"Content-Type": "application/json", "Authorization": f"Bearer {token}"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.loads(answer.read())


if __name__ == "__main__":
    main()
