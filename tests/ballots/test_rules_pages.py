"""Each preset has a page of the docs, and what it calls a button stands on a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.rules.ballots.presets import PRESETS
from tests.test_language import said

PAGES = Path(__file__).parents[2] / "docs" / "rules"
PARTS = ["What the law asks", "Where it is asked", "What the program checks", "What you still do by hand"]


@pytest.mark.parametrize("preset", list(PRESETS))
def test_a_preset_has_its_page(preset: str) -> None:
    text = (PAGES / f"{preset}.md").read_text("utf-8")
    assert re.findall(r"^## (.+)$", text, re.M) == PARTS
    assert f"({preset}.md)" in (PAGES / "README.md").read_text("utf-8")


@pytest.mark.slow
def test_words_in_bold_stand_on_the_pages() -> None:
    known = set(said())
    named = {word for path in PAGES.glob("*.md") for word in re.findall(r"\*\*(.+?)\*\*", path.read_text("utf-8"))}
    assert named and sorted(named - known) == []
