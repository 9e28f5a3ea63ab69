"""Real Chromium for the browser tests; without one they are skipped, and say so."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
]


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: the browser tests did not run")
    with sync_playwright() as running:
        yield running


@pytest.fixture
def chromium(playwright: Playwright) -> Iterator[Callable[..., Browser]]:
    """Start a browser: chromium("--more-flags")."""
    started: list[Any] = []

    def start(*flags: str) -> Browser:
        started.append(playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *flags]))
        return started[-1]

    yield start
    for browser in started:
        browser.close()
