"""One of a thing in English, on pages and in Python alike; what is set into a sentence stays as it was typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.i18n.catalog import translate
from kiosk.i18n.singular import NOUNS, VERBS, singular
from tests.support.page_modules import in_page_module

CASES = [
    ("Count %(papers)s papers in %(n)s batches", {"papers": 45, "n": 1}, "Count %(papers)s papers in %(n)s batch"),
    ("%(n)s boxes are sealed", {"n": 1}, "%(n)s box is sealed"),
    ("The first %(n)s go on, by votes", {"n": 1}, "The first goes on, by votes"),
    ("The first %(n)s go on, by votes", {"n": 3}, "The first %(n)s go on, by votes"),
    ("%(n)s papers of %(m)s batches", {"n": 11, "m": 101}, "%(n)s papers of %(m)s batches"),
    ("%(n)s seats, %(a)s/%(b)s votes", {"n": "1.1", "a": 2, "b": 1}, "%(n)s seats, %(a)s/%(b)s votes"),
    ("Question %(number)s was answered.", {"number": 1}, "Question %(number)s was answered."),
    ("(%(n)s exclusions wait)", {"n": 1}, "(%(n)s exclusion waits)"),
]


@pytest.mark.parametrize(("several", "figures", "one"), CASES)
def test_one_is_said_otherwise_than_several(several: str, figures: dict[str, object], one: str) -> None:
    assert singular(several, figures) == one


def test_the_catalogue_says_it_in_english_alone() -> None:
    assert translate("en", "%(count)s minutes left", count=1) == "1 minute left"
    assert "1" in translate("zh-Hans", "%(count)s minutes left", count=1)


def test_what_somebody_wrote_is_never_touched() -> None:
    wrote = "Why do 1 papers are missing, and the first 1 go home?"
    said = translate("en", "Question %(number)s was put before the hall: “%(text)s”", number=1, text=wrote)
    assert wrote in said


def test_the_pages_say_it_alike() -> None:
    said = "return page.singular(given[0], (name) => String(given[1][name]))"
    assert in_page_module("singular.js", said, [case[:2] for case in CASES]) == [case[2] for case in CASES]


def test_the_pages_know_the_same_words() -> None:
    text = (Path(__file__).parents[1] / "static/js/singular.js").read_text("utf-8")
    assert dict(re.findall(r'(\w+): "(\w+)"', text)) == NOUNS | VERBS
