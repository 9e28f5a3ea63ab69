"""Python and the visitor's browser judge the same records alike."""

from __future__ import annotations

import base64
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from kiosk.rules import draw
from kiosk.rules.draw_records import check, check_all
from tests.conftest import Served
from tests.speeches.records import TAMPERED, TRANSCRIPT, VECTOR, lines

CHECK = Path(__file__).parent.parent.parent / "static" / "js" / "draw" / "check.js"
RECORDS = 1_000
LETTERS = "甲乙丙丁戊己庚辛壬癸𠮷𬭎éñøабв한글ABCxyz"


@pytest.fixture
def page(chromium: Callable[..., Browser]) -> Page:
    page = chromium().new_page()
    page.goto("about:blank")
    page.add_script_tag(
        content=f"{CHECK.read_text()}\nObject.assign(window, {{ check, checkAll, sha256 }});", type="module"
    )
    page.wait_for_function("() => window.check")
    return page


def _asked(page: Page, contents: list[bytes], how: str = "all.map(check)") -> list[list[Any]]:
    found = page.evaluate(
        "(coded) => { const all = coded.map((one) => Uint8Array.from(atob(one), (c) => c.charCodeAt(0)));"
        f" return {how}.map(({{ step, sentence, remarks, hash, number }}) => [step, sentence, remarks, hash ?? null, number ?? null]); }}",
        [base64.b64encode(content).decode() for content in contents],
    )
    return list(found)


def _told(finding: Any) -> list[Any]:
    record = finding.record
    told = [
        finding.step,
        finding.sentence,
        finding.remarks,
        record and record.hash,
        record and record.fields["draw"][0],
    ]
    return list(json.loads(json.dumps(told)))


def _random(chance: random.Random) -> bytes:
    """A record of random names and dice, left as it is or touched at one place."""
    names = {"".join(chance.choices(LETTERS, k=chance.randint(1, 4))) for _ in range(chance.randint(1, 60))}
    names = list({draw.alike(name): draw.canonical(name) for name in names}.values())
    slots = [f"slot {i} [{chance.choice(('12d10', '9d10'))}]" for i in range(chance.randint(1, 3))]
    made = draw.prepare("大会 ’26", 1, draw.ZEROS, slots, names)
    values = ["".join(chance.choices("0123456789", k=int(slot.split("[")[1].split("d")[0]))) for slot in made.slots]
    content = bytearray(draw.transcript(made, values, draw.digest(str(chance.random()))).encode())
    if chance.random() < 0.5:
        place = chance.randrange(len(content))
        content[place : place + chance.randint(0, 2)] = chance.randbytes(chance.randint(0, 2))
    return bytes(content)


def test_the_browsers_own_sha_256_is_that_of_the_standard(page: Page) -> None:
    texts = ["", "abc", "a" * 55, "a" * 56, "a" * 63, "a" * 64, "a" * 65, "王" * 1_000, "x" * 100_000]
    assert page.evaluate("(texts) => texts.map(sha256)", texts) == [draw.digest(text) for text in texts]


def test_a_thousand_random_records_are_judged_alike(page: Page) -> None:
    chance = random.Random(2026)
    contents = [_random(chance) for _ in range(RECORDS)]
    large = draw.prepare("Large", 1, draw.ZEROS, ["[12d10]"], [f"{i:04}" for i in range(4_000)])
    contents += [VECTOR, draw.transcript(large, ["604712993310"], draw.digest("large")).encode()]
    expected = [_told(check(content)) for content in contents]
    assert _asked(page, contents) == expected
    assert {told[0] for told in expected} == {None, "form", "commitment", "order"}


def test_every_kind_of_tampering_is_judged_alike(page: Page) -> None:
    contents = [tamper(TRANSCRIPT) for _, tamper, _ in TAMPERED]
    assert _asked(page, contents) == [_told(check(content)) for content in contents]


def test_chains_are_judged_alike(page: Page) -> None:
    chance = random.Random(7)
    for _ in range(20):
        records = [*lines(), TRANSCRIPT.replace("6047", "6048").encode()]
        some = chance.sample(records, chance.randint(1, len(records)))
        assert _asked(page, some, "checkAll(all)") == [_told(finding) for finding in check_all(some)]


def test_the_page_checks_the_meetings_draws_and_goes_on_without_a_network(
    served: Served, chromium: Callable[..., Browser], tmp_path: Path
) -> None:
    names = ["王芳", "李强", "<img src=x onerror=\"document.title='executed'\">"]
    served.post("/speeches/draws", {"names": names})
    served.post("/speeches/draws/1/commitment", {"stand_ms": 20_000})
    page = chromium().new_page()
    page.goto(f"{served.url}/speeches/check?language=en")
    expect(page.get_by_role("heading", name="Check a draw")).to_be_visible()
    saved = tmp_path / "saved.html"
    saved.write_text(served_text(page, f"{served.url}/speeches/check?language=en"), "utf-8")
    page.context.set_offline(True)
    page.goto(saved.as_uri())
    page.get_by_role("textbox").fill(TRANSCRIPT)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_text("✓ It holds: form, commitment and order.")).to_be_visible()
    page.get_by_text("Follow it with a pocket calculator").click()
    expect(page.get_by_text("÷ 5 remainder")).to_be_visible()
    page.get_by_role("textbox").fill(TRANSCRIPT.replace("张伟", "张侻", 1))
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_text("✕ It fails at")).to_be_visible()
    page.get_by_role("button", name="简体中文").click()
    expect(page.get_by_text("不成立")).to_be_visible()
    assert page.title() != "executed"


def served_text(page: Page, url: str) -> str:
    """What a visitor saves: the bytes of the page."""
    return page.request.get(url).text()
