#!/usr/bin/env python3
"""The one command: sets everything up beside this file the first time, then runs it.

    python3 run.py            a rehearsal in the browser (kiosk demo)
    python3 run.py check      every gate: style, types, all tests; what a commit must pass
    python3 run.py test       all tests; with --fast those that need neither a browser nor seconds
    python3 run.py bench      the benchmarks
    python3 run.py COMMAND …  any command of kiosk: new, import, serve, …

Standard library only. What is installed is pinned by hash in requirements.lock.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
MARK = VENV / "set-up"
PARTS = ROOT / "static" / "vendor" / "stamp"  # written last by hatch_build.py
DECIDING = ("requirements.lock", "pyproject.toml", "hatch_build.py", "package-lock.json")
LOG_LINES = 12
TOGETHER = ["-rs", "-n", "3", "--dist", "loadfile", "--no-loadscope-reorder"]
TRIED = (3, 13)  # the newest Python that the whole suite was run with


def main(arguments: list[str]) -> int:
    if sys.version_info[:2] < (3, 11):  # noqa: UP036  # whoever has an older one starts this file, too
        return stop(f"Kiosk needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    if sys.version_info[:2] > TRIED:
        print(
            f"Kiosk was not tried with Python {sys.version.split()[0]} yet, only up to {'.'.join(map(str, TRIED))}.",
            file=sys.stderr,
        )
    try:
        set_up()
    except KeyboardInterrupt:
        return stop("Interrupted; start again when you like.")
    except OSError as error:
        return stop(f"The set-up could not write here: {error}")
    if arguments[:1] in (["check"], ["test"], ["bench"]):
        os.chdir(ROOT)
    if arguments[:1] == ["check"]:
        return check()
    if arguments[:1] == ["test"]:
        return run([str(PYTHON), "-m", *tests(arguments[1:])])
    if arguments[:1] == ["bench"]:
        return run([str(PYTHON), "-m", "bench", *arguments[1:]])
    return run([str(PYTHON), "-P", "-m", "kiosk", *(arguments or ["demo"])])  # -P: a folder kiosk/ here is not ours


def tests(chosen: list[str]) -> list[str]:
    """The tests that were chosen; all of them in three processes, since much of their time is waiting, the long ones first.
    What is skipped is named."""
    if chosen == ["--fast"]:
        chosen = ["-m", "not browser and not slow", *TOGETHER]
    return ["pytest", *(chosen or TOGETHER)]


def check() -> int:
    """Every gate, the cheap ones first; it stops at the first that does not hold."""
    for gate in (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]):
        if failed := subprocess.call([str(PYTHON), "-m", *gate]):
            return failed
    return run([str(PYTHON), "-m", *tests([])])


def set_up() -> None:
    """Make .venv and install the lock and the project, unless just these were installed before."""
    deciding = b"".join((ROOT / name).read_bytes() for name in DECIDING)
    wanted = hashlib.sha256(deciding + sys.version.encode() + str(ROOT).encode()).hexdigest()
    if PYTHON.exists() and PARTS.is_file() and MARK.is_file() and MARK.read_text() == wanted:
        return
    print("Setting up, about a minute, only this once …", flush=True)
    if not PYTHON.exists() or not works():
        shutil.rmtree(VENV, ignore_errors=True)
        step([sys.executable, "-m", "venv", str(VENV)], "Python's venv is missing. On Debian: apt install python3-venv")
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet"]
    print("  Python packages", flush=True)
    step(
        [*pip, "--require-hashes", "-r", str(ROOT / "requirements.lock")],
        "The packages could not be installed. Is there a network?",
    )
    print("  front-end parts and the program", flush=True)
    step([*pip, "--no-deps", "--editable", str(ROOT)], "The program could not be installed. Is there a network?")
    make_double_click()
    MARK.write_text(wanted)


def make_double_click() -> None:
    """A file beside this one that starts the program by a double click."""
    if os.name == "nt":
        (ROOT / "Kiosk.bat").write_text(
            '@"%~dp0.venv\\Scripts\\python.exe" "%~dp0run.py" start\r\n@if errorlevel 1 pause\r\n'
        )
        return
    name = "Kiosk.command" if sys.platform == "darwin" else "kiosk-start.sh"
    (ROOT / name).write_text('#!/bin/sh\ncd "$(dirname "$0")" && exec .venv/bin/python run.py start\n')
    (ROOT / name).chmod(0o755)


def works() -> bool:
    """Whether the environment is of this Python and whole enough to hold pip."""
    found = subprocess.run(
        [str(PYTHON), "-c", "import sys, pip; print(sys.version)"], capture_output=True, text=True, cwd=ROOT
    )
    return found.returncode == 0 and found.stdout.strip() == sys.version.strip()


def step(command: list[str], failure: str) -> None:
    """One step of the set-up; when it fails: one sentence, and the end of what it said."""
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        if "venv" in command:
            shutil.rmtree(VENV, ignore_errors=True)
        tail = "\n".join(f"    {line}" for line in done.stdout.strip().splitlines()[-LOG_LINES:])
        sys.exit(f"{failure}\n{tail}")


def run(command: list[str]) -> int:
    """Become that program, so that whoever stops this one stops it; Windows cannot, and waits for it."""
    if os.name != "nt":
        os.execv(command[0], command)
    child = subprocess.Popen(command)
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue


def stop(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
