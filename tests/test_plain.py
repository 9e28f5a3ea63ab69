"""What can be shown: every script and emoji as people write them, nothing that turns the writing round."""

from __future__ import annotations

import pytest

from kiosk.rules.displayable_text import is_displayable


@pytest.mark.parametrize(
    "text",
    [
        "王芳", "Ana‑Lucía O’Neill", "عبد الله", "क्षेत्र", "👩‍👩‍👧", "می‌خواهم", "",
        "葛\U000e0100城", "神\ufe00田",  # ideographic variation sequences, as registers of persons hold them
        "ශ්\u200dරී", "നന്ദന\u0d4d\u200d", "র\u200d্যা", "ه\u200d", "ᠮᠣᠩ\u180bᠭᠣᠯ",
        "❤\ufe0f", "1\ufe0f\u20e3", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "Nguyễn Thế", "Nguye\u0302\u0303n", "ὠ\u0342\u0345", "བསྒྲུབས", "ศุภชัย ก้ำ", "𱍐",
    ],
)  # fmt: skip
def test_names_of_every_script_can_be_shown(text: str) -> None:
    assert is_displayable(text)


@pytest.mark.parametrize(
    "text", ["王\u202e芳", "a\u2066b", "a\u200fb", "a\x00b", "a\nb", "a\u2028b", "\ue000", "a\x1b[31m"]
)
def test_what_turns_breaks_or_hides_a_line_cannot(text: str) -> None:
    assert not is_displayable(text)


@pytest.mark.parametrize(
    "text",
    [
        "张\u200b三", "张\u2060三", "\ufeff张三", "张\u00ad三", "An\u034fna", "\u3164", "\u115f\u1160", "\u2800", "An\u200dna",
        "张\u200d三", "Anna\ufe0f", "An\U000e0100na", "王\U000e0100\U000e0101芳", "می\u200c\u200cخ", "Anna\U000e0041", "a\ufff9b",
        "\ufdd0", "\ufffe",
    ],
)  # fmt: skip
def test_what_nobody_can_see_cannot(text: str) -> None:
    assert not is_displayable(text)


def test_no_letter_carries_more_than_three_marks() -> None:
    assert is_displayable("Z\u0316\u0317\u0318algo")
    assert not is_displayable("Z\u0316\u0317\u0318\u0319algo") and not is_displayable("Nguyễ\u0316\u0317n")
