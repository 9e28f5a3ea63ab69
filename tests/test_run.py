"""`run.py check` goes through every gate, and stops at the first that does not hold."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GATES = ["-m ruff check .", "-m ruff format --check .", "-m mypy", "-m pytest"]


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for Python is a shell script")
@pytest.mark.parametrize("failing", [None, *range(len(GATES))])
def test_every_gate_is_gone_through_up_to_the_first_that_fails(tmp_path: Path, failing: int | None) -> None:
    python, asked = tmp_path / "python", tmp_path / "asked"
    broken = "nothing" if failing is None else GATES[failing]
    python.write_text(f'#!/bin/sh\necho "$@" >> {asked}\ncase "$*" in "{broken}"*) exit 3;; esac\n')
    python.chmod(0o755)
    code = f"import pathlib, sys, run; run.PYTHON = pathlib.Path({str(python)!r}); sys.exit(run.check())"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT)
    assert done.returncode == (0 if failing is None else 3)
    lines = asked.read_text().splitlines()
    wanted = GATES if failing is None else GATES[: failing + 1]
    assert len(lines) == len(wanted) and all(line.startswith(gate) for line, gate in zip(lines, wanted, strict=True))
