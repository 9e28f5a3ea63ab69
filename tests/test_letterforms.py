"""Traditional characters stand in their own forms on every page and sheet, not in those of Simplified Chinese."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.http.middleware import static_folder
from kiosk.meeting import queries
from kiosk.roll import badges
from tests.conftest import Hall
from tests.meeting.test_watermark import pages
from tests.support.members import enrol_many

STYLES = sorted((static_folder() / "css").glob("*.css"))
NAMES_FONTS_ITSELF = {"tokens.css", "check.css"}  # the one place, and a page that is kept without the laptop
LETTERS = "/static/vendor/fonts/sans.css"
TRADITIONAL = "/static/vendor/fonts/sans-tc.css"
TOKENS = "/static/css/tokens.css"
OWN_FORMS = re.compile(r':lang\(zh-Hant\) \{\s*--sans: "Noto Sans TC"')


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_a_style_takes_its_letters_from_the_one_place_that_knows_the_language(style: Path) -> None:
    text = style.read_text("utf-8")
    if style.name in NAMES_FONTS_ITSELF:
        assert OWN_FORMS.search(text)
    else:
        without_a_fallback = re.sub(r"var\(--(sans|serif),[^)]*\)", "", text)
        assert " SC" not in without_a_fallback


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_every_page_and_sheet_brings_the_letters_of_its_language(make_hall: Callable[..., Hall], language: str) -> None:
    hall = make_hall(language=language)
    enrol_many(hall, 2)
    linked = {address: page for address, page in pages(hall, language) if '<link rel="stylesheet"' in page}
    assert {"/console", "/hall", "/roll/badges", "/paper-kit", "/qa/cards", "/agenda/stages"} <= set(linked)
    for address, page in linked.items():
        assert f'<html lang="{language}"' in page and LETTERS in page and TOKENS in page, address
        assert (TRADITIONAL in page) is (language == "zh-Hant"), address


def test_a_file_of_badges_that_stands_alone_names_traditional_fonts(hall: Hall, tmp_path: Path) -> None:
    enrol_many(hall, 1)
    meeting = queries.current(hall.db)._replace(language="zh-Hant")
    badges.write(hall.db, meeting, tmp_path / "badges.html")
    page = (tmp_path / "badges.html").read_text("utf-8")
    assert '<html lang="zh-Hant"' in page and OWN_FORMS.search(page) and "font-family: var(--sans)" in page
