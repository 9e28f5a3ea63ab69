"""The command line's table: every command under its own sentence, and nothing loaded that a command does not need."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.cli.main import COMMANDS, command, main

CASES = Path(__file__).parents[1]
QUICK = {
    "--help": [],
    "quorum": ["--eligible", "216", "--present", "173"],
    "verdict": [str(CASES / "ballots" / "cases" / "party-70of100.json")],
    "draw": ["verify", str(CASES / "speeches" / "vector-1.txt")],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_listed_by_its_own_sentence(name: str) -> None:
    told = " ".join((command(name).help or "").split())
    assert told.startswith(COMMANDS[name][1]) and COMMANDS[name][1].endswith(".")
    assert name in CliRunner().invoke(main, ["--help"]).output


@pytest.mark.parametrize("name", QUICK)
def test_what_needs_no_meeting_loads_no_server(name: str) -> None:
    asked = ["kiosk", name, *QUICK[name]]
    code = (
        f"import json, sys; sys.argv = {json.dumps(asked)}\nfrom kiosk.cli.main import main\n"
        "try: main()\nexcept SystemExit: print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stderr.splitlines()[-1]))
    assert done.stdout and "kiosk.cli.main" in loaded
    assert not loaded & {"flask", "socketio", "eventlet", "cryptography", "openpyxl", "babel"}
