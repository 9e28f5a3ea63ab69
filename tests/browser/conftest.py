"""Real Chromium for the browser tests; without one they are skipped, and say so, or fail where CI is set."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, Response, expect, sync_playwright

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"]
NAMES += ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"]
CHROMIUM = os.environ.get("KIOSK_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
HERE = Path(__file__).parent
expect.set_options(timeout=15_000)  # a machine that does many things at once is slow, not wrong
# Each window would load two pages for an address bar that nobody sees. The switch replaces the one that Playwright
# gives, so that the names of that one stand here too.
UNUSED = [
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup",
    "AimEnabled", "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades", "LensOverlay", "MediaRouter", "OptimizationHints", "PaintHolding", "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
]  # fmt: skip
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
    f"--disable-features={','.join(UNUSED)}",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


INSIDE = "() => !location.pathname.startsWith('/enter/') || document.querySelector('[role=alert]') !== null"
ADDRESS = re.compile(r"(https?://[^/]+)/enter/([^#]+)#?(.*)")  # where, the token, and the page to go to
TOKEN = re.compile(r"[\w-]{43}")
_goto = Page.goto


def _goto_and_enter(page: Page, url: str, **options: Any) -> Response | None:
    """Going to an address that makes a browser a device leads to the device's page, or to the one behind the #.

    Where the address is the laptop's own, the token is posted as the page at that address would post it, which saves
    loading that page two hundred times; by another name, a key, or a token that is refused, the page does it itself.
    """
    found = ADDRESS.fullmatch(url)
    if not found:
        return _goto(page, url, **options)
    laptop, token, to = found.groups()
    if laptop.startswith("http://127.0.0.1:") and TOKEN.fullmatch(token):
        asked, own = page.context.request, {"Origin": laptop}
        entered = asked.post(f"{laptop}/enter", data={"token": token}, headers=own)
        if entered.ok:
            return _goto(page, laptop + (to or entered.json()["page"]), **options)
    answer = _goto(page, url, **options)
    page.wait_for_function(INSIDE)
    return _goto(page, laptop + to, **options) if to else answer


Page.goto = _goto_and_enter  # type: ignore[assignment,method-assign]


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    if CHROMIUM is None:
        missing = "no Chromium on this machine (set KIOSK_CHROMIUM to its path): the browser tests did not run"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def plain(playwright: Playwright) -> Iterator[Browser]:
    """One browser for all tests that need no flags of their own: every page has a fresh profile all the same."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def chromium(playwright: Playwright, plain: Browser) -> Iterator[Callable[..., Browser]]:
    """A browser: chromium("--more-flags"); what a test opened in it is closed afterwards."""
    started: list[Browser] = []

    def start(*flags: str) -> Browser:
        if not flags:
            return plain
        started.append(playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *flags]))
        return started[-1]

    yield start
    for context in plain.contexts:
        context.close()
    for browser in started:
        browser.close()
