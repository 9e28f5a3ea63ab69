"""One catalogue: every sentence of Python, pages and JavaScript is translated, with the same figures."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract

from kiosk.i18n.catalog import LANGUAGES, messages, negotiate_locale, translate
from kiosk.i18n.zh_hant import to_traditional

ROOT = Path(__file__).parent.parent
KEYWORDS = {
    "_": None,
    "translate": (2,),
    "CommandRejected": (2,),
    "ValidationError": (1,),
    "Panel": (2,),
    "Message": (1,),
    "words": (1,),
    "_refuse": (2,),
    "unusable": (1,),
}
# In JavaScript sentences stand inside templates inside templates, which no general lexer of them reads.
SAID_BY_SCRIPT = re.compile(r"""\bt\(\s*("(?:[^"\\]|\\.)*")""")
FIGURE = re.compile(r"%\((\w+)\)s")
TRANSLATED = [code for code in LANGUAGES if code != "en"]


def _sources() -> Iterator[tuple[str, Path]]:
    for path in sorted((ROOT / "kiosk").rglob("*.py")):
        yield "python", path
    for path in sorted((ROOT / "kiosk" / "templates").rglob("*.html")):
        yield "jinja2.ext:babel_extract", path


def said() -> dict[str, str]:
    """Every msgid of the program, with the place of its first use."""
    found: dict[str, str] = {}
    for method, path in _sources():
        for line, message, _, _ in extract(method, BytesIO(path.read_bytes()), keywords=KEYWORDS):
            for msgid in (message,) if isinstance(message, str) else message:
                if msgid:
                    found.setdefault(msgid, f"{path.relative_to(ROOT)}:{line}")
    for path in sorted((ROOT / "static" / "js").rglob("*.js")):
        for msgid in SAID_BY_SCRIPT.findall(path.read_text("utf-8")):
            found.setdefault(json.loads(msgid), str(path.relative_to(ROOT)))
    return found


def test_no_sentence_stands_within_an_f_string() -> None:
    """There the catalogue's reader sees it from Python 3.12 on alone: it was never translated, and nothing told."""
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sorted((ROOT / "kiosk").rglob("*.py"))
        for text in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and getattr(call.func, "id", getattr(call.func, "attr", "")) in KEYWORDS
        if any(isinstance(given, ast.Constant) and isinstance(given.value, str) for given in call.args)
    ]
    assert found == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_is_translated(language: str) -> None:
    known = messages(language)
    untranslated = [f"{place}: {msgid}" for msgid, place in said().items() if msgid not in known]
    assert untranslated == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_same_figures(language: str) -> None:
    wrong = [
        msgid for msgid, text in messages(language).items() if set(FIGURE.findall(msgid)) != set(FIGURE.findall(text))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_left_over(language: str) -> None:
    assert sorted(messages(language).keys() - said().keys()) == []


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        (["zh-TW"], "zh-Hant"),
        (["zh-HK", "en"], "zh-Hant"),
        (["zh-CN"], "zh-Hans"),
        (["zh-SG"], "zh-Hans"),
        (["zh-Hant-TW"], "zh-Hant"),
        (["zh-Hans-HK"], "zh-Hans"),
        (["en-GB", "zh"], "en"),
        (["de", "zh"], "zh-Hans"),
        (["de"], "en"),
        ([], "en"),
    ],
)
def test_the_language_a_device_accepts(accepted: list[str], expected: str) -> None:
    assert negotiate_locale(None, accepted) == expected


def test_a_device_keeps_the_language_it_chose() -> None:
    assert negotiate_locale("zh-Hans", ["en"]) == "zh-Hans"
    assert negotiate_locale("klingon", ["en"]) == "en"


def test_a_sentence_without_translation_is_said_in_english() -> None:
    assert translate("zh-Hans", "Nobody has translated %(what)s.", what="this") == "Nobody has translated this."


@pytest.mark.parametrize(
    ("simplified", "expected"),
    [
        ("印制数与发出、换发、留存之和不符", "印製數與發出、換發、留存之和不符"),
        ("请看大屏幕，再打印选票", "請看大螢幕，再列印選票"),
        ("程序问题：请 %(name)s 发言", "秩序問題：請 %(name)s 發言"),
        ("您已经支持过这个问题。", "您已經支持過這個問題。"),
        ("用计算器逐步验算“取值”", "用計算機逐步驗算「取值」"),
        ("请到签到台核对", "請到簽到台核對"),
        ("按人数和面积表决", "按人數和面積表決"),
        ("候选人参加；请先结束发言；并举手表决；最多只能", "候選人參加；請先結束發言；並舉手表決；最多只能"),
        ("会前程序", "會前程序"),
    ],
)
def test_traditional_chinese_has_its_own_characters_and_words(simplified: str, expected: str) -> None:
    assert to_traditional(simplified) == expected
