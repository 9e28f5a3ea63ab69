"""Fill the disk under load: `python -m bench.faults.full_disk [--rounds 10]`.

The server's files may grow no further than a limit that is set on its process while desks scan; then the limit is
lifted. With `--mount`, as root on Linux, a small file system is really full instead. Nobody may have been answered yes
whose entry is missing, everybody else must have got a sentence, and the same server must go on when there is room.
"""

from __future__ import annotations

import contextlib
import random
import resource
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import click
from rich.console import Console

from bench.support import fixtures, processes
from bench.support.scans import Desks
from kiosk.app import REGISTRY
from kiosk.store.verification import verify

MEMBERS = 300
ROOM_BYTES = 300_000
MOUNT_BYTES = 6_000_000
FULL_SECONDS = 1.0
PATIENCE_SECONDS = 20.0


class Outcome(NamedTuple):
    """What a round came to; `troubles` is empty when nothing was lost."""

    answered: int
    refused: dict[tuple[int, str], int]
    afterwards: int
    troubles: list[str]


def fill(folder: Path, seed: int, mounted: bool) -> Outcome:
    """Load, full, still load, room again, load; then everything is sent once more and the file checked."""
    with _mounted(folder / "small") if mounted else contextlib.nullcontext(folder) as place:
        path = place / f"full-{seed}.kiosk"
        return (
            under_load(path, seed, lambda process, _: _fill_by_mount(place))
            if mounted
            else under_load(path, seed, _fill_by_limit)
        )


def under_load(path: Path, seed: int, press: Callable[[int, Path], Callable[[], object]]) -> Outcome:
    """Desks scan while `press` lets the disk of a served meeting fail, and what it returns lets it work again."""
    laid = fixtures.lay(path, MEMBERS)
    tokens = [fixtures.pair(laid.path, "desk") for _ in range(3)]
    desks = Desks(tokens, laid.codes.read_text().split(), random.Random(seed))
    with processes.served("kiosk", laid.path, laid.codes) as server:
        desks.start(server.url)
        release = press(server.process.pid, laid.path)
        troubles = [] if _wait(lambda: bool(desks.refused)) else ["the disk never failed"]
        time.sleep(FULL_SECONDS)
        release()
        before = len(desks.answered)
        if not _wait(lambda: len(desks.answered) > before + 100):
            troubles.append("it did not go on when the disk worked again")
        desks.stop()
        if server.process.poll() is not None:
            troubles.append("the server ended")
        troubles += [f"{command_id} was answered otherwise" for command_id in desks.send_again(server.url)]
    if trouble := verify(laid.path, REGISTRY).trouble:
        troubles.append(trouble)
    kinds = {kind: desks.refused.count(kind) for kind in set(desks.refused)}
    troubles += [f"an answer {status} {code}" for status, code in kinds if (status, code) not in ALLOWED]
    return Outcome(len(desks.answered), kinds, len(desks.answered) - before, troubles)


ALLOWED = {(503, code) for code in ("disk_full", "disk_read_only", "disk_failing", "size_limit", "not_written", "busy")}


def _wait(done: object) -> bool:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if done():  # type: ignore[operator]
            return True
        time.sleep(0.02)
    return False


def _fill_by_limit(process: int, path: Path) -> Callable[[], object]:
    before = resource.prlimit(process, resource.RLIMIT_FSIZE)
    wal = path.with_name(f"{path.name}-wal")
    size = (wal.stat().st_size if wal.exists() else 0) + ROOM_BYTES
    resource.prlimit(process, resource.RLIMIT_FSIZE, (size, before[1]))
    return lambda: resource.prlimit(process, resource.RLIMIT_FSIZE, before)


def _fill_by_mount(place: Path) -> Callable[[], object]:
    ballast = place / "ballast"
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"\0" * 4_096)
    return ballast.unlink


@contextlib.contextmanager
def _mounted(place: Path) -> Iterator[Path]:
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={MOUNT_BYTES}", "none", str(place)], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


@click.command()
@click.option("--rounds", default=10, show_default=True, type=click.IntRange(1, 100))
@click.option("--mount", "mounted", is_flag=True, help="Fill a small file system of its own; needs root.")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default=Path.cwd, help="On which disk.")
def main(rounds: int, mounted: bool, folder: Path) -> None:
    """Fill the disk under load."""
    screen = Console(highlight=False)
    lost = False
    with fixtures.folder(folder.resolve()) as place:
        for number in range(rounds):
            outcome = fill(place, number, mounted)
            refused = ", ".join(f"{count} × {status} {code}" for (status, code), count in outcome.refused.items())
            screen.print(f"{outcome.answered} answered, {outcome.afterwards} of them afterwards; refused: {refused}")
            for trouble in outcome.troubles:
                screen.print(f"[red]{trouble}")
            lost = lost or bool(outcome.troubles)
    if lost:
        raise SystemExit(1)
    screen.print("Nobody was answered yes whose entry is missing; it went on when there was room.")


if __name__ == "__main__":
    main()
