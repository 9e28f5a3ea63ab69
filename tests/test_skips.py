"""Where CI is set, a skip that nobody accepted fails the run and is named; elsewhere it is a skip."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(("ci", "code"), [("true", 1), ("", 0)])
def test_a_skip_that_is_not_on_the_list_fails_the_run(tmp_path: Path, ci: str, code: int) -> None:
    (tmp_path / "conftest.py").write_text(
        "from tests.support.skips import Skips\ndef pytest_configure(config):\n    config.pluginmanager.register(Skips())\n"
    )
    (tmp_path / "test_it.py").write_text("import pytest\ndef test_it():\n    pytest.skip('no time')\n")
    asked = [sys.executable, "-m", "pytest", "-q", "-c", os.devnull, "--rootdir", str(tmp_path), str(tmp_path)]
    environment = {**os.environ, "CI": ci, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(asked, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == code, done.stdout + done.stderr
    assert ("test_it.py::test_it: no time" in done.stdout) == (code == 1)
