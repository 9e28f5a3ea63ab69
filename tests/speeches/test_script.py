"""The script that is printed in the docs, and the draw worked by hand there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.speeches.records import TAMPERED, TRANSCRIPT, VECTOR

DOCS = Path(__file__).parent.parent.parent / "docs"


def _run(path: Path) -> tuple[int, str]:
    command = [sys.executable, "-W", "ignore", str(DOCS / "check_draw.py"), str(path)]
    done = subprocess.run(command, capture_output=True, text=True)
    return done.returncode, done.stdout.strip()


@pytest.mark.parametrize("content", [VECTOR, TRANSCRIPT.encode()], ids=["vector", "transcript"])
def test_the_script_finds_true_what_is_true(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "draw.txt").write_bytes(content)
    assert _run(tmp_path / "draw.txt") == (0, "holds")


@pytest.mark.parametrize(
    "name",
    [
        "a digit of a value",
        "a name",
        "two places of the order",
        "an unknown line",
        "junk behind the commitment",
        "spaces behind the values",
        "CRLF",
        "BOM",
        "a name twice",
    ],
)
def test_the_script_refuses_what_a_lenient_reader_would_take(tmp_path: Path, name: str) -> None:
    tamper = next(tamper for one, tamper, _ in TAMPERED if one == name)
    (tmp_path / "draw.txt").write_bytes(tamper(TRANSCRIPT))
    code, said = _run(tmp_path / "draw.txt")
    assert (code, said.startswith("FAILS: ")) == (1, True)


def test_the_draw_by_hand_in_the_docs_is_that_of_the_vector() -> None:
    text = (DOCS / "draw.md").read_text("utf-8")
    rows = re.findall(r"\| `(\w{4})` \| (\d+) \| ÷ (\d) \| (\d) \| the \w+: (\S+) \|", text)
    assert len(rows) == 4
    order = re.findall("^order: (.+)$", VECTOR.decode(), re.M)
    for (word, number, left, remainder, name), drawn in zip(rows, order, strict=False):
        assert (int(word, 16), int(word, 16) % int(left), name) == (int(number), int(remainder), drawn)
