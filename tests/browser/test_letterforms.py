"""Quotation marks among Latin letters are not as wide as a Chinese character, whatever a style says of its type."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from kiosk.http.middleware import static_folder

OF_A_PARAGRAPH = "getComputedStyle(document.querySelector('p')).fontFeatureSettings"


@pytest.mark.parametrize("names", [("tokens.css", "ballots-print.css"), ("tokens.css", "cards.css"), ("check.css",)])
def test_a_style_that_sets_its_type_at_once_does_not_widen_them_again(plain: Browser, names: tuple[str, ...]) -> None:
    """`font:` sets every feature back to normal, the narrow marks, too."""
    style = "".join((static_folder() / "css" / name).read_text("utf-8") for name in names)
    page = plain.new_page()
    try:
        for language, feature in (("en", '"palt"'), ("zh-Hans", "normal")):
            page.set_content(f"<html lang={language}><style>{style}</style><body><p>“Members’ meeting”</p>")
            assert page.evaluate(OF_A_PARAGRAPH) == feature
    finally:
        page.close()
