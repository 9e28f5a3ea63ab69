"""One of a thing in English, on pages and in Python alike."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.language import say
from kiosk.singular import NOUNS, VERBS, singular

PAGES = Path(__file__).parents[1] / "static/js/singular.js"


@pytest.mark.parametrize(
    ("several", "one"),
    [
        ("Count 45 papers in 1 batches", "Count 45 papers in 1 batch"),
        ("1 boxes are sealed", "1 box is sealed"),
        ("The first 1 go on, by votes", "The first goes on, by votes"),
        ("11 papers of 101 batches", "11 papers of 101 batches"),
        ("1.1 seats, 2/1 votes, 3:1 votes", "1.1 seats, 2/1 votes, 3:1 votes"),
        ("Question 1 was answered.", "Question 1 was answered."),
        ("(1 exclusions wait)", "(1 exclusion waits)"),
    ],
)
def test_one_is_said_otherwise_than_several(several: str, one: str) -> None:
    assert singular(several) == one


def test_the_catalogue_says_it_in_english_alone() -> None:
    assert say("en", "%(count)s minutes left", count=1) == "1 minute left"
    assert "1" in say("zh-Hans", "%(count)s minutes left", count=1)


def test_the_pages_know_the_same_words() -> None:
    text = PAGES.read_text("utf-8")
    known = dict(re.findall(r'(\w+): "(\w+)"', text))
    assert known == NOUNS | VERBS
