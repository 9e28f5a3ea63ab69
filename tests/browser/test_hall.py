"""The hall screen in real Chromium: it follows, it says when it is old, and text is never anything but text."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kiosk.meeting_file import run
from tests.conftest import Served

ROLL = [
    {"number": f"{n:02}", "name": f"Member {n:02}", "group_name": "<b>North</b>" if n % 2 else "South", "category": "", "with_vote": 1, "weight_thousandths": 1000, "phone": "", "note": ""}
    for n in range(1, 11)
]  # fmt: skip
SCRIPTS = (
    "<img src=x onerror=\"document.title='executed'\">{{7*7}}${7*7}",
    "\"><svg onload=\"document.title='executed'\"><script>document.title='executed'</script>",
)
TOKENS = Path(__file__).parent.parent.parent / "static" / "css" / "tokens.css"


@pytest.fixture
def meeting(served: Served) -> Served:
    run(served.path, "import_roll", {"rows": ROLL, "roll_version": 0, "source": "roll.csv"}, "import-roll")
    return served


@pytest.fixture
def hall(meeting: Served, chromium: Callable[..., Browser]) -> Page:
    page = chromium().new_page(viewport={"width": 1920, "height": 1080})
    page.goto(meeting.enter("screen"))
    expect(page.locator(".hall")).to_be_visible()
    return page


def _check_in(meeting: Served, *members: int) -> None:
    for member in members:
        assert meeting.post("/checkin/scans", {"member": member, "source": "search"}, "desk")[0] == 200


def test_the_number_rises_and_the_line_is_reached(meeting: Served, hall: Page) -> None:
    _check_in(meeting, 1)
    expect(hall.locator(".figure .n")).to_have_attribute("data-value", "1", timeout=2_000)
    expect(hall.locator(".state")).to_contain_text("7 more")
    _check_in(meeting, *range(2, 9))
    expect(hall.locator(".figure .n")).to_have_attribute("data-value", "8", timeout=2_000)
    expect(hall.locator(".state.met")).to_have_text("Quorum reached")


def test_a_screen_whose_server_went_says_so_and_comes_back(meeting: Served, hall: Page) -> None:
    _check_in(meeting, 1, 2)
    expect(hall.locator(".figure .n")).to_have_attribute("data-value", "2")
    meeting.kill()
    expect(hall.locator(".stale")).to_be_visible(timeout=8_000)
    expect(hall.locator(".figure .n")).to_have_attribute("data-value", "2")
    meeting.start(meeting.port)
    _check_in(meeting, 3)
    expect(hall.locator(".figure .n")).to_have_attribute("data-value", "3", timeout=10_000)
    expect(hall.locator(".stale")).to_have_count(0)


def test_text_is_shown_as_text(meeting: Served, hall: Page, chromium: Callable[..., Browser]) -> None:
    console, phone = chromium().new_page(), chromium().new_page()
    console.goto(meeting.enter("chair"))
    phone.goto(meeting.url)
    for text in SCRIPTS:
        meeting.post("/meeting/changes", {"title": text, "organisation": text, "place": text})
        for scene in ("welcome", "message", "attendance", "blank"):
            taken = meeting.post("/display/takes", {"scene": scene, "text": text if scene == "message" else ""})
            assert taken[0] == 200, taken
            expect(hall.locator(f'[data-scene="{scene}"]')).to_be_visible()
            expect(hall.locator("body")).to_contain_text(text)
        for page in (console, phone):
            expect(page.locator("body")).to_contain_text(text)
        assert "executed" not in [page.title() for page in (hall, console, phone)]
        assert hall.evaluate("document.querySelectorAll('img, .hall script').length") == 0
    for page in (console, phone):
        page.reload()  # what the page is made with is text, too
        expect(page.locator("body")).to_contain_text(SCRIPTS[-1])
        assert page.title() != "executed"


def test_a_groups_name_is_text_too(meeting: Served, hall: Page) -> None:
    _check_in(meeting, 1)
    expect(hall.locator(".groups")).to_contain_text("<b>North</b>")


LONG = {
    "en": "Extraordinary general assembly of the owners of Linden Street",
    "zh-Hans": "中国共产党临江镇委员会二〇二六年度第三次全体党员大会暨换届选举与表彰先进基层党组织优秀共产党员优秀党务工作者会议",
}
CLIPPED = """() => [...document.querySelectorAll('.stage *')].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width && (box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1);
}).map((one) => one.className || one.tagName)"""

ORDERLY = """() => {
    const boxes = ['.title', '.count', '.bars', '.foot'].map((one) => document.querySelector(one).getBoundingClientRect());
    return document.fonts.status === 'loaded' && boxes.every((box, place) => !place || boxes[place - 1].bottom <= box.top + 1);
}"""


@pytest.mark.parametrize("language", LONG)
def test_a_long_title_two_lines_and_long_names_keep_their_room(
    serve: Callable[..., Served], chromium: Callable[..., Browser], language: str
) -> None:
    meeting = serve(preset="owners", title=LONG[language], language=language, rehearsal=True)
    group = (
        "临江镇第一社区居民委员会流动党员临时支部委员会" if language != "en" else "Staircase by the river, upper floors"
    )
    rows = [
        {**row, "group_name": f"{group} {place // 2}", "weight_thousandths": 91_234_567}
        for place, row in enumerate(ROLL)
    ]
    run(meeting.path, "import_roll", {"rows": rows, "roll_version": 0, "source": "roll.csv"}, "import-roll")
    _check_in(meeting, *range(1, 9))
    declared = meeting.post("/checkin/declarations", {"present": 8, "measure": "checked_in"})
    assert declared[0] == 200
    page = chromium().new_page()
    page.goto(meeting.enter("screen"))
    expect(page.locator(".declared")).to_be_visible()
    for width, height in ((1920, 1080), (1080, 1920), (1024, 768)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(ORDERLY)  # once the typefaces are there
        assert page.evaluate(CLIPPED) == [], width
        if width > height:
            least = 0.04 * min(height, width * 9 / 16)
            size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.title')).fontSize)")
            assert size >= least - 0.1, width


def test_no_page_asks_an_address_outside(meeting: Served, chromium: Callable[..., Browser]) -> None:
    page = chromium().new_page()
    asked: list[str] = []
    trouble: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: message.type in ("error", "warning") and trouble.append(message.text))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    for role, path in (
        ("screen", "/hall"),
        ("chair", "/console"),
        ("chair", "/cue"),
        ("desk", "/desk"),
        ("desk", "/rows"),
        ("desk", "/paper"),
        ("secretary", "/roll/import"),
    ):
        page.goto("about:blank")  # the page before asks for nothing more while it has no cookie
        page.context.clear_cookies()
        page.goto(meeting.enter(role, to=path))
        expect(page.locator("#app > *").first).to_be_visible()
    page.goto("about:blank")
    page.goto(f"{meeting.enter('observer')}?language=en")  # with a question mark the page at the address itself enters
    expect(page).to_have_url(re.compile("/observer"))
    expect(page.locator("#app > *").first).to_be_visible()
    own = (meeting.url, meeting.url.replace("http", "ws"), "data:", "blob:")
    assert [url for url in asked if not url.startswith(own)] == []
    assert trouble == []
    assert any("/static/vendor/" in url and url.endswith(".woff2") for url in asked)


def test_a_preview_shows_what_is_ready_and_not_what_is_shown(meeting: Served, chromium: Callable[..., Browser]) -> None:
    page = chromium().new_page()
    meeting.post("/display/previews", {"scene": "message", "text": "Ready"})
    page.goto(meeting.enter("chair", to="/hall?preview"))
    expect(page.get_by_text("Ready")).to_be_visible()
    page.goto(f"{meeting.url}/hall")
    expect(page.locator('[data-scene="welcome"]')).to_be_visible()


@pytest.mark.parametrize("theme", ["congress", "night", "paper"])
def test_the_back_row_can_read_every_theme(theme: str) -> None:
    """Contrast by WCAG's formula, computed from the numbers of the style sheet."""
    block = re.search(rf"\.{theme} \{{(.*?)\}}", TOKENS.read_text(), re.DOTALL)
    assert block
    tokens = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block[1]))
    for ground in ("field", "deep", "glow"):
        assert _contrast(tokens["text"], tokens[ground]) >= 7, ground
        assert _contrast(tokens["soft"], tokens[ground]) >= 4.5, ground
        assert _contrast(tokens["accent"], tokens[ground]) >= 4.5, ground
    assert _contrast(tokens["on-good"], tokens["good"]) >= 7


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
