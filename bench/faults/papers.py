"""Two teams of simulated tellers enter a thousand papers: `python -m bench.faults.papers [--papers 1000] [--slips 2] [--seed 1]`.

Five seats, ten names; each team misreads a name on so many papers of a hundred. Every paper on which the teams differ
must be named by the comparison; papers on which both slipped alike are counted and reported, and but for those the
count must be true. With `--keys N` a real browser enters N papers by keys alone and the time for each is told. Exits 1
when a difference was missed or the count is not true.
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import time
from pathlib import Path
from typing import NamedTuple

import click
from rich.console import Console

from bench.support import fixtures, processes
from bench.support.rounds import Devices, Marks, PaperRound, Sends

NAMES = ("王芳", "李强", "张伟", "刘洋", "陈静", "杨勇", "赵敏")
SEATS = 5
BATCH = 50
Read = list[Marks]


class Outcome(NamedTuple):
    """What the count came to: papers on which teams slipped, what was found, and what was true."""

    papers: int
    slipped: int  # papers on which at least one team slipped
    differing: int  # papers on which the teams differed
    missed: int  # of those, papers that the comparison did not name
    coincident: int  # papers on which both slipped alike: nothing can find them
    true: bool  # the figures are those of the papers, but for the coincident slips
    seconds: float


def count(devices: Sends, papers: int, slips: int, seed: int) -> Outcome:
    """A whole round by two teams; each corrects its own slips on the papers that were named, and finds nothing else."""
    chance = random.Random(seed)
    round = PaperRound(devices, [("委员", SEATS, NAMES)], papers, public_count=False)
    round.vote()
    ids = list(round.names.values())
    truth = [_paper(chance, ids) for _ in range(papers)]
    sizes = [min(BATCH, papers - first) for first in range(0, papers, BATCH)]
    started = time.monotonic()
    slipped = differing = missed = 0
    recorded: Read = []
    for batch, size in zip(round.open(*sizes), sizes, strict=True):
        pile = truth[len(recorded) : len(recorded) + size]
        read = {team: [_slip(chance, paper, ids, slips) for paper in pile] for team in "ab"}
        differ = {place for place in range(size) if read["a"][place] != read["b"][place]}
        slipped += sum(any(read[team][place] != pile[place] for team in "ab") for place in range(size))
        differing += len(differ)
        named = _settle(round, batch, read, pile)
        missed += len(differ - named)
        recorded += read["a"]
    round.ask(round.path("count"), "chief_scrutineer")
    figures = [one["for"] for one in round.figures()["candidates"]]
    seconds = time.monotonic() - started
    coincident = sum(one != other for one, other in zip(recorded, truth, strict=True))
    return Outcome(papers, slipped, differing, missed, coincident, figures == _votes(recorded, ids), seconds)


def _settle(round: PaperRound, batch: int, read: dict[str, Read], pile: Read) -> set[int]:
    """Enter, compare, look again at what was named and at nothing else, until both agree; the places named."""
    for team in "ab":
        round.enter(batch, team, read[team])
    named: set[int] = set()
    while True:
        round.finish(batch, "a")
        found = round.finish(batch, "b")
        if found.get("state") == "agreed":
            return named
        places = {paper - 1 for paper, _ in found["differences"]}
        assert places, found
        named |= places
        for place in places:
            for team in "ab":
                if read[team][place] != pile[place]:
                    read[team][place] = pile[place]
                    round.enter_paper(batch, team, place + 1, pile[place])


def _paper(chance: random.Random, ids: list[str]) -> Marks:
    """A paper as people mark it: mostly full, some short, some blank, one in sixty with a mark too many."""
    most = SEATS + 1 if chance.random() < 1 / 60 else chance.choice((SEATS, SEATS, SEATS, SEATS - 1, SEATS - 2, 0))
    marked = set(chance.sample(ids, most))
    return {id: "for" if id in marked else "against" for id in ids if id in marked or chance.random() < 0.3}


def _slip(chance: random.Random, paper: Marks, ids: list[str], of_hundred: int) -> Marks:
    """The paper as a teller reads it: of so many in a hundred one name otherwise."""
    if chance.random() * 100 >= of_hundred:
        return dict(paper)
    name = chance.choice(ids)
    other = chance.choice([mark for mark in ("for", "against", None) if mark != paper.get(name)])
    return {id: mark for id, mark in {**paper, name: other}.items() if mark}


def _votes(papers: Read, ids: list[str]) -> list[int]:
    valid = [paper for paper in papers if sum(mark == "for" for mark in paper.values()) <= SEATS]
    return [sum(paper.get(id) == "for" for paper in valid) for id in ids]


def by_keys(url: str, token: str, papers: int, seed: int) -> list[float]:
    """Seconds for each of so many papers, seven names by keys alone, as fast as the page takes them."""
    from playwright.sync_api import expect, sync_playwright

    chance = random.Random(seed)
    taken = []
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=_chromium(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"{url}/enter/{token}")
        page.wait_for_url("**?device=*")
        page.goto(f"{url}/teller")
        for number in range(1, papers + 1):
            expect(page.locator(".pile-number")).to_have_text(str(number), timeout=30_000)
            started = time.monotonic()
            for _ in NAMES:
                page.keyboard.press(chance.choice("110"))
            page.keyboard.press("Enter")
            page.locator(".pile-number, .whole").first.wait_for()
            taken.append(time.monotonic() - started)
        expect(page.locator(".whole h1")).to_be_visible(timeout=30_000)
        browser.close()
    return taken


def _chromium() -> str:
    found = os.environ.get("KIOSK_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        raise click.ClickException("no Chromium on this machine: leave --keys out, or set KIOSK_CHROMIUM")
    return found


@click.command()
@click.option("--papers", default=1_000, show_default=True, type=click.IntRange(20, 5_000))
@click.option("--slips", default=2, show_default=True, type=click.IntRange(0, 50), help="Of 100 papers, by each team.")
@click.option("--seed", default=1, show_default=True)
@click.option("--keys", default=0, type=click.IntRange(0, 200), help="Papers typed in a real browser, too.")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default=Path.cwd, help="On which disk.")
def main(papers: int, slips: int, seed: int, keys: int, folder: Path) -> None:
    """Two teams of simulated tellers enter a thousand papers."""
    screen = Console(highlight=False)
    with fixtures.folder(folder.resolve()) as place:
        laid = fixtures.lay(place / "papers.kiosk", 50)
        with processes.served("kiosk", laid.path, laid.codes) as server:
            outcome = count(Devices(laid.path, server.url), papers, slips, seed)
        screen.print(
            f"{outcome.papers} papers by two teams in {outcome.seconds:.1f} s: {outcome.slipped} with a slip, "
            f"{outcome.differing} on which the teams differ, {outcome.missed} of them missed; "
            f"{outcome.coincident} slips coincide; the count is {'true otherwise' if outcome.true else 'NOT TRUE'}"
        )
        if keys:
            other = fixtures.lay(place / "keys.kiosk", 50)
            with processes.served("kiosk", other.path, other.codes) as server:
                devices = Devices(other.path, server.url)
                typed = PaperRound(devices, [("委员", SEATS, NAMES)], keys, public_count=False)
                typed.vote()
                typed.open(keys)
                taken = by_keys(server.url, devices.token("teller_a"), keys, seed)
            screen.print(
                f"by keys alone, {len(NAMES)} names: {len(NAMES) + 1} keys a paper; of the page's own time a paper takes "
                f"{statistics.median(taken) * 1000:.0f} ms (median), {max(taken) * 1000:.0f} ms (longest)"
            )
    if outcome.missed or not outcome.true:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
