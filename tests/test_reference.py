"""The reference is made from the registry and is current."""

from __future__ import annotations

from pathlib import Path

from kiosk.cli.docgen import reference

PAGE = Path(__file__).parent.parent / "docs" / "reference.md"


def test_the_reference_is_current() -> None:
    assert PAGE.read_text("utf-8") == reference(), "make it anew: python -m kiosk.cli.docgen > docs/reference.md"


def test_every_command_says_what_it_does() -> None:
    bare = [line for line in reference().splitlines() if line.startswith("- ") and line.endswith(": ")]
    assert bare == []
