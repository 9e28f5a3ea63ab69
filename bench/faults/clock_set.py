"""The laptop's clock is set during a meeting: `python -m bench.faults.clock_set [--faketime LIBRARY]`.

A server whose time of day is moved by libfaketime (its steady clock stays real), a console, a hall screen and a
lectern in Chromium. During speeches the time of day is set to an hour on, an hour behind, two hours on and 200 days
behind: the speech's length must be right to 0.2 s, the console must say it within 2 s, hall and lectern must agree
within 0.1 s. Then the server is stopped, the time of day set, and it starts again: a speech that ran meanwhile has lost
and won nothing. The length is judged by the times in the server's answers, each of which lies between the sending and
the coming of its answer by this machine's steady clock: a slow answer widens the bounds and proves nothing wrong. The
machine's clock is never touched. Exits 1 and names what did not hold.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import click
from playwright.sync_api import Browser, Page, expect, sync_playwright
from rich.console import Console

from bench.faults.clocks import post
from bench.support import fixtures
from kiosk.store.meeting_clock import steady_ms

HOUR_MS = 3_600_000
MOVES_MS = (HOUR_MS, -HOUR_MS, 2 * HOUR_MS, -200 * 24 * HOUR_MS)  # on and back in turn: each is told in other words
SPEECH_MS, TOLD_MS, AGREE_MS = 200, 2_000, 100
LIBRARY = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"
PROBES = 20
SPEAKERS = ("王芳", "李强", "张伟", "Anna", "Ben", "Carl", "Dora", "Emil", "Fatma")


class Moved(NamedTuple):
    """What one setting of the clock came to, in milliseconds: by how much at most the speech's length was wrong, until when
    the console told it, by how much hall and lectern differed (these two None where they were not measured)."""

    moved_ms: int
    speech_ms: float
    told_ms: float | None = None
    apart_ms: float | None = None

    def __str__(self) -> str:
        told = "not measured" if self.told_ms is None else f"after {self.told_ms:.0f} ms"
        apart = "not measured" if self.apart_ms is None else f"{self.apart_ms:.1f} ms"
        return (
            f"moved by {self.moved_ms / 1000:+.0f} s: speech off by at most {self.speech_ms:.0f} ms, "
            f"told: {told}, hall and lectern apart: {apart}"
        )

    @property
    def troubles(self) -> list[str]:
        limits = {"speech_ms": SPEECH_MS, "told_ms": TOLD_MS, "apart_ms": AGREE_MS}
        return [
            f"clock moved by {self.moved_ms} ms: {name} is {found:.0f}, at most {most}"
            for name, most in limits.items()
            if (found := getattr(self, name)) is not None and abs(found) > most
        ]


class Pages(NamedTuple):
    """A console, a hall screen and a lectern of one meeting."""

    console: Page
    hall: Page
    lectern: Page


def open_pages(browser: Browser, url: str, enter: Callable[[Page, str], object]) -> Pages:
    """`enter(page, role)` makes a page a device of that role, which leads to its view; each follows its clock once more
    for the measure."""
    pages = []
    for role, view in (("chair", "console"), ("screen", "hall"), ("speaker", "speaker")):
        page = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB").new_page()
        enter(page, role)
        page.wait_for_url(f"{url}/{view}*")
        page.evaluate(f"async () => {{ window.followed = (await import('/static/js/live.js')).follow('{view}'); }}")
        page.wait_for_function("() => window.followed.snapshot.value !== null")
        pages.append(page)
    return Pages(*pages)


def set_in_a_speech(
    pages: Pages, act: Callable[[str], Any], speaker: int, set_wall: Callable[[int], object], moved_ms: int
) -> Moved:
    """Give the floor, set the time of day to so much from what it really is, end the speech."""
    before = probed(act)
    begun = act(f"/floor/speakers/{speaker}/floor")
    pages.console.wait_for_timeout(1_000)
    set_wall(moved_ms)
    moved = time.perf_counter()
    words = "was set forward" if moved_ms > 0 else "was set back"
    expect(pages.console.get_by_text(words)).to_be_visible()
    told = time.perf_counter()
    apart = _off(pages.hall) - _off(pages.lectern)
    ended = act("/floor/end")
    speech_ms = wrong_by(begun, ended, before, probed(act))
    return Moved(moved_ms, speech_ms, (told - moved) * 1000, apart)


def _off(page: Page) -> float:
    """How far a page's idea of the meeting's time is from this machine's clock, which both pages share."""
    off: float = page.evaluate("() => window.followed.now() - Date.now()")
    return off


class Faked:
    """A server under libfaketime; what it takes for the time of day stands in a file."""

    def __init__(self, path: Path, library: str) -> None:
        self._path = path
        self._library = library
        self._told = path.with_suffix(".faketime")
        self.set_wall(0)
        self.start()

    def set_wall(self, ms: int) -> None:
        partial = self._told.with_suffix(".partial")
        partial.write_text(f"{ms // 1000:+d}\n")
        partial.replace(self._told)

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kiosk", "serve", str(self._path), "--host", "127.0.0.1", "--port", "0", "--no-tls"],
            stdout=subprocess.PIPE,
            text=True,
            env={
                **os.environ,
                "PYTHONUNBUFFERED": "1",
                "LD_PRELOAD": self._library,
                "FAKETIME_DONT_FAKE_MONOTONIC": "1",
                "FAKETIME_TIMESTAMP_FILE": str(self._told),
                "FAKETIME_NO_CACHE": "1",
            },
        )
        assert self.process.stdout
        self.url = next(line.split()[-1] for line in self.process.stdout if "served at" in line)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)


def set_between_stop_and_start(server: Faked, act: Callable[[str], Any], speaker: int, moved_ms: int) -> Moved:
    """The same while nothing is served; told and apart are not measured."""
    before = probed(act)
    begun = act(f"/floor/speakers/{speaker}/floor")
    server.stop()
    server.set_wall(moved_ms)
    server.start()
    ended = act("/floor/end")
    return Moved(moved_ms, wrong_by(begun, ended, before, probed(act)))


def probed(act: Callable[[str], Any]) -> tuple[int, int]:
    """Between which bounds the meeting's clock is ahead of this machine's steady clock, by the answers to some acts."""
    least, most = -sys.maxsize, sys.maxsize
    for number in range(PROBES):
        asked = steady_ms()
        at = act("/checkin/opening" if number % 2 else "/checkin/closing")["at"]
        least, most = max(least, at - steady_ms() - 1), min(most, at - asked + 1)
    return least, most


def wrong_by(begun: Any, ended: Any, before: tuple[int, int], after: tuple[int, int]) -> float:
    """By how much a speech's length can have been wrong at most: what its two receipts do not explain, and what the
    clock that they go by can have gained or lost between the probes."""
    unexplained = abs(ended["used_ms"] - (ended["at"] - begun["at"]))
    return float(unexplained + max(after[1] - before[0], before[1] - after[0]))


@click.command()
@click.option("--faketime", default=LIBRARY, show_default=True, help="The library libfaketimeMT.so.1.")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default=Path.cwd(), help="On which disk.")
def main(faketime: str, folder: Path) -> None:
    """The laptop's clock is set during speeches, and between stop and start."""
    if not Path(faketime).is_file():
        raise click.ClickException(f"There is no {faketime}: install libfaketime, or name it by --faketime.")
    chromium = os.environ.get("KIOSK_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with fixtures.folder(folder.resolve()) as place, sync_playwright() as playwright:
        laid = fixtures.lay(place / "set.kiosk", 5)
        tokens = {"chair": laid.chair, "screen": laid.screen, "speaker": fixtures.pair(laid.path, "speaker")}
        server = Faked(laid.path, faketime)

        def act(path: str, **fields: Any) -> Any:
            return post(server.url, laid.chair, path, **fields)

        act("/floor/lists", title="Speeches", source="hand", seconds_each=600, speakers=[{"name": n} for n in SPEAKERS])
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        pages = open_pages(browser, server.url, lambda page, role: page.goto(f"{server.url}/enter/{tokens[role]}"))
        found = [set_in_a_speech(pages, act, n, server.set_wall, ms) for n, ms in enumerate(MOVES_MS, 1)]
        found += [
            set_between_stop_and_start(server, act, n, ms) for n, ms in enumerate((*MOVES_MS, 0), len(MOVES_MS) + 1)
        ]
        browser.close()
        server.stop()
    screen = Console(highlight=False)
    for one in found:
        screen.print(str(one))
    troubles = [trouble for one in found for trouble in one.troubles]
    for trouble in troubles:
        screen.print(f"[red]{trouble}")
    if troubles:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
