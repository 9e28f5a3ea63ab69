"""A disk that fails under load: `python -m bench.faults.disk [--rounds 3]`; Linux, with gcc.

A library that is preloaded into the server lets its writes or fsyncs fail, as a broken disk, a quota, or a file system
that was remounted read-only would; then it lets them succeed again. As on a full disk: nobody may have been answered
yes whose entry is missing, everybody else got the sentence that fits, and the same server goes on.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import click
from rich.console import Console

from bench.faults.full_disk import Outcome, under_load
from bench.support import fixtures

FAULTS = {  # fault → what fails, how many of it, and the code of the refusal
    "fsync fails": (f"fsync {errno.EIO} 1", "disk_failing"),
    "each third fsync fails": (f"fsync {errno.EIO} 3", "disk_failing"),
    "writes fail": (f"write {errno.EIO} 1", "disk_failing"),
    "each fifth write fails": (f"write {errno.EIO} 5", "disk_failing"),
    "no room": (f"write {errno.ENOSPC} 1", "disk_full"),
    "the user's quota is used up": (f"write {errno.EDQUOT} 1", "disk_full"),
    "remounted read-only": (f"write {errno.EROFS} 1", "disk_read_only"),
    "the file may grow no further": (f"write {errno.EFBIG} 1", "size_limit"),
}


def fail(folder: Path, fault: str, seed: int = 7) -> Outcome:
    """Load, the fault, load again; RuntimeError where the library cannot be built."""
    line, code = FAULTS[fault]
    folder.mkdir()
    control, place = folder / "control", folder / "disk"
    place.mkdir()
    control.touch()

    def press(process: int, path: Path) -> Callable[[], object]:
        control.write_text(line)
        return lambda: control.write_text("")

    with preloaded(built(folder), place, control):
        outcome = under_load(place / "meeting.kiosk", seed, press)
    found = {kind for _, kind in outcome.refused}
    if code not in found:
        outcome.troubles.append(f"{fault}: told {sorted(found)}, not {code}")
    return outcome


def built(folder: Path) -> Path:
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        raise RuntimeError("there is no C compiler, so that no disk could be made to fail")
    library = folder / "faults.so"
    source = Path(__file__).with_name("faults.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(source), "-ldl"], check=True)
    return library


@contextlib.contextmanager
def preloaded(library: Path, folder: Path, control: Path) -> Iterator[None]:
    """Processes started meanwhile are given the library; this one keeps its own calls."""
    given = {"LD_PRELOAD": library, "KIOSK_FAULT_FOLDER": folder.resolve(), "KIOSK_FAULT_CONTROL": control}
    os.environ.update({name: str(value) for name, value in given.items()})
    try:
        yield
    finally:
        for name in given:
            del os.environ[name]


@click.command()
@click.option("--rounds", default=3, show_default=True, type=click.IntRange(1, 100))
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default=Path.cwd, help="On which disk.")
def main(rounds: int, folder: Path) -> None:
    """Let the disk fail under load."""
    screen = Console(highlight=False)
    lost = False
    with fixtures.folder(folder.resolve()) as place:
        for number, fault in ((n, fault) for n in range(rounds) for fault in FAULTS):
            outcome = fail(place / f"{number}-{fault.replace(' ', '-')}", fault, number)
            refused = ", ".join(f"{count} × {status} {code}" for (status, code), count in outcome.refused.items())
            screen.print(f"{fault}: {outcome.answered} answered, {outcome.afterwards} afterwards; refused: {refused}")
            for trouble in outcome.troubles:
                screen.print(f"[red]{trouble}")
            lost = lost or bool(outcome.troubles)
    if lost:
        raise SystemExit(1)
    screen.print("Nobody was answered yes whose entry is missing; each time it went on.")


if __name__ == "__main__":
    main()
