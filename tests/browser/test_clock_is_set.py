"""The laptop's clock is set while pages look at it, and a page's own. The measure of it is `bench/clock_set`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.faults.clock_set import HOUR_MS, Pages, open_pages
from tests.conftest import Served

AGREE_MS = 100
# this machine's steady clock, which both pages share, whatever their performance.now() began at
OFF = "() => window.followed.now() - performance.timeOrigin - performance.now()"
SHIFTED = """(by) => {
  window.links = [];
  window.followed.link.subscribe((link) => window.links.push(link));
  const real = Date.now;
  Date.now = () => real() + by;
}"""


MOMENTS = """async ([at, later]) => {
  const { moment } = await import("/static/js/texts.js");
  return [moment(at, at + 1000), moment(at, at + later)];
}"""


@pytest.fixture
def wall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the server's time of day is ahead by, in milliseconds: a file."""
    file = tmp_path / "wall"
    file.write_text("0")
    monkeypatch.setenv("KIOSK_TEST_WALL", str(file))
    return file


def test_hall_and_lectern_go_on_together_and_the_console_says_what_happened(
    wall: Path, serve: Callable[..., Served], chromium: Callable[..., Browser]
) -> None:
    site = serve()
    pages = open_pages(chromium(), site.url, lambda page, role: page.goto(site.enter(role)))
    speakers = [{"name": "王芳"}]
    site.post("/floor/lists", {"title": "Speeches", "source": "hand", "seconds_each": 3_000, "speakers": speakers})
    begun = site.post("/floor/speakers/1/floor", {})[1]
    for ahead_ms, words in ((HOUR_MS, "was set forward"), (-HOUR_MS, "was set back")):
        _set(wall, ahead_ms)
        expect(pages.console.get_by_text(words)).to_be_visible()
        _agree(pages)
    day_ms = 24 * HOUR_MS
    same, other = pages.console.evaluate(MOMENTS, [1_760_000_000_000, day_ms])
    assert same in other and len(other) > len(same), "a time of another day is told with its date"
    _a_page_whose_own_clock_was_set_is_stale_until_the_next_snapshot(pages.lectern)
    _agree(pages)
    ended = site.post("/floor/end", {})[1]
    assert ended["used_ms"] == ended["at"] - begun["at"] < HOUR_MS


def _set(wall: Path, ahead_ms: int) -> None:
    partial = wall.with_suffix(".partial")
    partial.write_text(str(ahead_ms))
    partial.replace(wall)


def _agree(pages: Pages) -> None:
    """Hall and lectern, in a moment: a page on a busy machine first measures how long an answer takes."""
    for _ in range(150):
        apart = abs(pages.hall.evaluate(OFF) - pages.lectern.evaluate(OFF))
        if apart <= AGREE_MS:
            return
        pages.hall.wait_for_timeout(200)
    raise AssertionError(f"hall and lectern are {apart:.0f} ms apart")


def _a_page_whose_own_clock_was_set_is_stale_until_the_next_snapshot(page: Page) -> None:
    """As after a sleep. What it counts goes on by the meeting's clock."""
    page.evaluate(SHIFTED, HOUR_MS)
    page.wait_for_function("() => window.links.includes('stale') && window.links.at(-1) === 'live'")
    assert page.evaluate("links.slice(0, 2)") == ["live", "stale"]  # then its socket may be made anew
