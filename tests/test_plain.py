"""What can be shown: every script and emoji as people write them, nothing that turns the writing round."""

from __future__ import annotations

import pytest

from kiosk.plain import showable


@pytest.mark.parametrize("text", ["王芳", "Ana‑Lucía O’Neill", "عبد الله", "क्षेत्र", "👩‍👩‍👧", "می‌خواهم", ""])
def test_names_of_every_script_can_be_shown(text: str) -> None:
    assert showable(text)


@pytest.mark.parametrize(
    "text", ["王\u202e芳", "a\u2066b", "a\u200fb", "a\x00b", "a\nb", "a\u2028b", "\ue000", "a\x1b[31m"]
)
def test_what_turns_breaks_or_hides_a_line_cannot(text: str) -> None:
    assert not showable(text)
