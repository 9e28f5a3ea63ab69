"""Figures among Chinese characters: the same in Python and on the pages."""

from __future__ import annotations

import pytest

from kiosk.i18n.catalog import translate
from kiosk.i18n.cjk_spacing import interpolate_cjk
from tests.support.page_modules import in_page_module

CASES = [
    ("%(name)s 在计票结果上签字", {"name": "吴敏"}, "吴敏在计票结果上签字"),
    ("%(name)s 在计票结果上签字", {"name": "Ann"}, "Ann 在计票结果上签字"),
    ("应选 %(office)s（%(n)s 名）", {"office": "书记", "n": 1}, "应选书记（1 名）"),
    ("%(n)s 人，%(m)s %%", {"n": 3, "m": 5}, "3 人，5 %"),
    ("%(name)s", {"name": ""}, ""),
]


@pytest.mark.parametrize(("sentence", "figures", "said"), CASES)
def test_a_space_stands_beside_what_is_latin_alone(sentence: str, figures: dict[str, object], said: str) -> None:
    assert interpolate_cjk(sentence, figures) == said


def test_the_catalogue_is_set_so() -> None:
    assert (
        translate("zh-Hans", "%(name)s signed the tally (%(role)s).", name="吴敏", role="乙组")
        == "吴敏在计票结果上签字（乙组）。"
    )


def test_the_pages_set_them_alike() -> None:
    said = "return page.setIn(given[0], (name) => String(given[1][name]))"
    assert in_page_module("setting.js", said, [case[:2] for case in CASES]) == [case[2] for case in CASES]
