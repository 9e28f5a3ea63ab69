"""The guides: each role in both languages, one page each, and what they call a button is what stands on it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.i18n.catalog import messages
from tests.test_language import said

GUIDES = Path(__file__).parent.parent / "docs" / "guides"
ROLES = ("desk", "chair", "teller", "secretary")
LINES_MOST = 45  # a page of A4


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("ending", "trouble"), [("en", "**When something goes wrong**"), ("zh", "**出了问题**")])
def test_a_guide_is_a_page_and_says_what_to_do_when_something_goes_wrong(role: str, ending: str, trouble: str) -> None:
    text = (GUIDES / f"{role}.{ending}.md").read_text("utf-8")
    assert len(text.splitlines()) <= LINES_MOST
    assert text.split(trouble)[1].count("\n- ") >= 4


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("ending", "language"), [("en", "en"), ("zh", "zh-Hans")])
def test_words_in_bold_inside_a_line_stand_on_the_pages(role: str, ending: str, language: str) -> None:
    known = set(said()) if language == "en" else set(messages(language).values())
    text = (GUIDES / f"{role}.{ending}.md").read_text("utf-8")
    headings = {found for line in text.splitlines() if (found := re.fullmatch(r"\*\*(.+)\*\*", line))}
    named = set(re.findall(r"\*\*(.+?)\*\*", text)) - {found.group(1) for found in headings}
    assert named and sorted(named - known) == []
