"""One catalogue of sentences for Python, templates and JavaScript.

The msgids are English; `translations/<language>/*.po` hold the others. The catalogue is read from the .po
files at start, so that there is no compiled copy that could be stale. Traditional Chinese is made from Simplified.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kiosk.i18n.cjk_spacing import interpolate_cjk
from kiosk.i18n.singular import singular
from kiosk.i18n.zh_hant import to_traditional

LANGUAGES = {"en": "English", "zh-Hans": "简体中文", "zh-Hant": "繁體中文"}
COMMA = ", "  # between things that are listed
_TRADITIONAL = ("hant", "tw", "hk", "mo")


@cache
def messages(language: str) -> dict[str, str]:
    """msgid → translation of one language; empty for English."""
    if language == "zh-Hant":
        return {msgid: to_traditional(text) for msgid, text in messages("zh-Hans").items()} | _own(language)
    return _own(language)


def _own(language: str) -> dict[str, str]:
    if language == "en":
        return {}  # without loading what reads the others
    from importlib.resources import files

    from babel.messages.pofile import read_po

    folder = files("kiosk").joinpath("translations", language.replace("-", "_"))
    found: dict[str, str] = {}
    if not folder.is_dir():
        return found
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".po"):
            with file.open("rb") as text:
                found |= {str(m.id): str(m.string) for m in read_po(text) if m.id and m.string and not m.fuzzy}
    return found


def translate(language: str, msgid: str, **figures: object) -> str:
    """The sentence in the language, with its figures; English where it is not translated."""
    sentence = messages(language).get(msgid, msgid)
    if not figures:
        return sentence
    told = {name: format_list(language, one) if isinstance(one, list | tuple) else one for name, one in figures.items()}
    return singular(sentence, told) % told if language == "en" else interpolate_cjk(sentence, told)


def format_list(language: str, things: Sequence[object]) -> str:
    """One after the other: "Ann, Ben", 「王芳、李强」."""
    return messages(language).get(COMMA, COMMA).join(map(str, things))


def negotiate_locale(cookie: str | None, accepted: list[str]) -> str:
    """The language of a device: its own choice, else the first accepted that we have."""
    if cookie in LANGUAGES:
        return cookie
    for tag in accepted:
        first, *others = tag.lower().split("-")
        if first == "zh":
            return "zh-Hant" if others and others[0] in _TRADITIONAL else "zh-Hans"
        if first == "en":
            return "en"
    return "en"
