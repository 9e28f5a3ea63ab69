"""What may stand on a screen, and which two questions say nearly the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.rules.question_text import Unfit, fit, most_alike


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  请问村里的路\n什么时候修？ ", "请问村里的路 什么时候修？"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("Wo ist das Geld? 👨‍👩‍👧 ok", "Wo ist das Geld? 👨‍👩‍👧 ok"),
        ("متى تُصلح الطريق؟", "متى تُصلح الطريق؟"),
        ("cafe\u0301 price", "café price"),
        ("Привет, 世界, hello", "Привет, 世界, hello"),
    ],
)
def test_words_are_kept_as_they_were_meant(written: str, kept: str) -> None:
    assert fit(written, 200) == kept


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "no_words"),
        ("  \n\t ", "no_words"),
        ("?!…", "no_words"),
        ("a", "no_words"),
        ("x" * 201, "too_long"),
        ("safe\u202etxt.exe", "not_showable"),
        ("one\u2066two\u2069", "not_showable"),
        ("nul\0here", "not_showable"),
        ("half \ud800 pair", "not_showable"),
        ("zero\u200bwidth", "not_showable"),
        ("\ufeffmark", "not_showable"),
        ("own \ue000 use", "not_showable"),
        ("Z" + "\u0316\u0317\u0318\u0319" + "algo", "not_showable"),
    ],
)
def test_what_cannot_be_shown_is_refused_by_name(written: str, code: str) -> None:
    with pytest.raises(Unfit) as refused:
        fit(written, 200)
    assert refused.value.code == code


@given(st.text(max_size=60))
def test_what_was_kept_is_kept_again_as_it_is(written: str) -> None:
    try:
        kept = fit(written, 60)
    except Unfit:
        return
    assert fit(kept, 60) == kept and len(kept) <= 60


def test_a_question_that_says_nearly_the_same_is_found() -> None:
    known = {1: "村里的路什么时候修？", 2: "Who pays for the new roof?", 3: "学校的饭为什么这么贵？"}
    assert most_alike("我们村里的路什么时候修", known) == 1
    assert most_alike("who pays for the NEW ROOF", known) == 2
    assert most_alike("什么时候开会？", known) is None
    assert most_alike("路", {}) is None
