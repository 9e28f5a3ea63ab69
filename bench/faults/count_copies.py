"""Copies in the midst of a count: `python -m bench.faults.count_copies [--papers 200]`.

Two teams enter papers by HTTP while copy after copy is written, also of the batch's last paper before both finish. No
byte of a copy, nor of what lies beside it while it is written, may tell a single paper; each copy holds and is served.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import NamedTuple

import click
from rich.console import Console

from bench.support import fixtures, processes
from bench.support.rounds import Devices, PaperRound
from kiosk.app import REGISTRY
from kiosk.store.backups import BackupWriter
from kiosk.store.meeting_clock import MeetingClock
from kiosk.store.verification import verify

NAMES = ("王芳", "李强", "张伟")


class Outcome(NamedTuple):
    """How many copies were read while so many papers were entered; `troubles` is empty when none told of a paper."""

    copies: int
    papers: int
    troubles: list[str]


def count_and_copy(folder: Path, papers: int) -> Outcome:
    """One batch, entered by both teams and agreed."""
    stick = folder / "stick"
    stick.mkdir()
    laid = fixtures.lay(folder / "counted.kiosk", 20)
    copies = BackupWriter(laid.path, stick, MeetingClock().now, REGISTRY.uncopied)
    keys: set[str] = set()
    troubles: list[str] = []
    written, ended = [0], threading.Event()

    def note(path: str, fields: dict[str, object]) -> None:
        if path.endswith("/papers"):
            keys.add(str(fields["key"]))

    def copy_again_and_again() -> None:
        while not ended.is_set():
            look = set(keys)
            copies.write()
            written[0] += 1
            troubles.extend(_told(stick, look))

    with processes.served("kiosk", laid.path, laid.codes) as server:
        devices = Devices(laid.path, server.url, lambda path: server.url, note)
        one = PaperRound(devices, [("委员", 1, NAMES)], papers, title="Counted")
        one.vote()
        (batch,) = one.open(papers)
        copying = threading.Thread(target=copy_again_and_again)
        copying.start()
        try:
            one.agree(batch, [one.circle(NAMES[0])] * papers)
        finally:
            ended.set()
            copying.join()
    copies.write()
    troubles += _told(stick, keys)
    if trouble := verify(stick / laid.path.name, REGISTRY).trouble:
        troubles.append(trouble)
    return Outcome(written[0] + 1, len(keys), troubles)


def _told(stick: Path, keys: set[str]) -> list[str]:
    """Which entered papers the bytes on the stick tell of, by the keys under which they were entered."""
    found = b"".join(path.read_bytes() for path in stick.iterdir())
    return [f"a copy tells of the paper {key}" for key in keys if key.encode() in found]


@click.command()
@click.option("--papers", default=200, show_default=True, type=click.IntRange(1, 2_000))
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default=Path.cwd, help="On which disk.")
def main(papers: int, folder: Path) -> None:
    """Write copies in the midst of a count."""
    screen = Console(highlight=False)
    with fixtures.folder(folder.resolve()) as place:
        outcome = count_and_copy(place, papers)
    screen.print(f"{outcome.copies} copies while {outcome.papers} papers were entered")
    for trouble in outcome.troubles:
        screen.print(f"[red]{trouble}")
    if outcome.troubles:
        raise SystemExit(1)
    screen.print("No copy tells of a paper.")


if __name__ == "__main__":
    main()
