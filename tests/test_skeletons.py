"""Names that a reader may take for one another."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.rules.skeletons import alike, first_two_alike, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna Ivanova", "Аnnа Ivаnоvа"),  # Cyrillic letters among the Latin ones
        ("НИКА", "HИKA"),
        ("Ivan", "lvan"),
        ("Tom", "Torn"),
        ("Maria Ruiz", "MARIA  RUIZ"),
        ("O’Neill", "O'Neill"),
        ("Ａｎｎ", "Ann"),
        ("王芳", "王 芳"),
        ("王芳", "王\U000e0100芳"),  # an ideographic variation sequence
        ("王芳", "王\u200b芳"),
        ("立新", "⽴新"),  # a radical
        ("口天", "ロ天"),  # a katakana
        ("杨啟明", "杨啓明"),
        ("می‌خواهم", "میخواهم"),
        ("José", "Jose\u0301"),
    ],
)
def test_names_that_look_the_same(one: str, other: str) -> None:
    assert alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("王芳", "王方"), ("Maria Ruiz", "Mario Ruiz"), ("张三", "张三丰"), ("Motion 1.1", "Motion 11"), ("José", "Jose"),
     ("张三（一支部）", "张三（二支部）"), ("Desk 1", "Desk 2")],
)  # fmt: skip
def test_names_that_can_be_told_apart(one: str, other: str) -> None:
    assert not alike(one, other)


def test_the_first_two_of_a_list_are_named() -> None:
    assert first_two_alike(["Anna", "Tom", "Torn", "Anna"]) == ("Tom", "Torn")
    assert first_two_alike(["Anna", "Bert"]) is None
    assert first_two_alike(["…", "!"]) is None


@given(st.text(max_size=30))
def test_how_a_name_is_composed_makes_no_difference(text: str) -> None:
    assert skeleton(text) == skeleton(normalize("NFD", text)) and alike(text, normalize("NFC", text))
