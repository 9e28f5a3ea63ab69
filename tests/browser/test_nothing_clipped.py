"""Long names, long titles and letters with tails are shown whole: on badges and on the desk's card."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from kiosk.meeting_file import make_meeting, run
from kiosk.rules import badge_codes
from kiosk.store import database as files
from tests.conftest import Served
from tests.support.members import person

TAILS = "Ággy Çğjpqy"
NAMES = [
    TAILS,
    "Jürgen-Philipp Gjærgy",
    "Nguyễn Thị Ngọc Quỳnh",
    "王芳",
    "古丽巴哈尔·买买提江",
    "上官婉儿欧阳修远司马相如诸葛孔明",
    "Maximiliane Friederike Gräfin von und zu Hohenstein-Wittgen",  # 59 letters
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunte",  # 60 without a blank
    "WOLFESCHLEGELSTEINHAUSENBERGERDORFFWELCHEVORALTERNWARENGEWIS",
    "甲" * 60,
]
GROUP = "城乡建设和社会治理综合协调办公室老干部第二党支部（含离退休人员及驻外工作人员临时小组）"
TITLE = "中国共产党临江镇第十七次党员代表大会暨二〇二六年度镇村两级干部述职述廉述学民主评议大会（第二次全体会议）"
WHOLE = ".badge, .badge * { overflow: visible !important; text-overflow: clip !important; max-height: none !important; -webkit-line-clamp: none !important }"


@pytest.fixture
def meeting(serve: Callable[..., Served], tmp_path_factory: pytest.TempPathFactory) -> Served:
    path = tmp_path_factory.mktemp("clipped") / "meeting.kiosk"
    make_meeting(path, title=TITLE, preset="party-grassroots")
    rows = [
        person(
            name,
            number=f"Nº-{place:03}-gpq",
            group_name=GROUP if place % 2 else "Gruppe Jypsen",
            with_vote=place % 3 > 0,
        )
        for place, name in enumerate(NAMES)
    ]
    rows = [{**row, "with_vote": int(row["with_vote"])} for row in rows]
    run(path, "import_roll", {"rows": rows, "roll_version": 0, "source": "roll.csv"}, "import-roll")
    return serve(path)


def test_badges_show_every_letter_whole(meeting: Served, chromium: Callable[..., Browser]) -> None:
    page = chromium().new_context(viewport={"width": 900, "height": 1250}, bypass_csp=True).new_page()
    for layout in ("8", "10", "card"):
        page.goto(meeting.enter("chair", to=f"/roll/badges?layout={layout}"))
        page.evaluate("() => document.fonts.ready")
        expect(page.locator(".badge")).to_have_count(len(NAMES))
        seen = page.screenshot(full_page=True)
        page.add_style_tag(content=WHOLE)
        assert page.screenshot(full_page=True) == seen, f"something is clipped on the sheet {layout}"
        assert page.evaluate(APART) == [], layout


# Within each badge: what stands over something else, or over the edge.
APART = """() => {
  const wrong = [];
  for (const badge of document.querySelectorAll(".badge")) {
    const outer = badge.getBoundingClientRect();
    const boxes = [...badge.querySelectorAll("header, .name, .group, .number, .vote, .qr, footer")].map((node) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = node.matches(".qr") ? node.getBoundingClientRect() : range.getBoundingClientRect();
      return { what: `${node.className.baseVal ?? node.className}${node.tagName}`, box };
    });
    const inked = (box) => ({ top: box.top + box.height * 0.1, bottom: box.bottom - box.height * 0.05 });
    boxes.forEach(({ what, box }, place) => {
      const name = badge.querySelector(".name").textContent;
      if (box.left < outer.left - 0.5 || box.right > outer.right + 0.5 || inked(box).top < outer.top || inked(box).bottom > outer.bottom) wrong.push([name, what, "edge"]);
      for (const other of boxes.slice(place + 1)) {
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const down = Math.min(inked(box).bottom, inked(other.box).bottom) - Math.max(inked(box).top, inked(other.box).top);
        if (across > 1 && down > 3) wrong.push([name, what, other.what, down]);
      }
    });
  }
  return wrong;
}"""


# The texts of whatever is larger than the box that shows it, and what lies outside of the window.
CLIPPED = """(selector) => [...document.querySelectorAll(selector)].filter((node) => {
  const style = getComputedStyle(node);
  const range = document.createRange();
  range.selectNodeContents(node);
  const text = range.getBoundingClientRect();
  const outside = text.left < -1 || text.right > innerWidth + 1 || text.top < -1 || text.bottom > innerHeight + 1;
  const hides = style.overflow !== "visible";
  return outside || (hides && (node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1));
}).map((node) => `${node.className}: ${node.textContent}`)"""


def clipped(page: Page, selector: str) -> list[str]:
    """What is clipped, once the page has taken in its size: the desk shows as many rows as there is room for."""
    with contextlib.suppress(Error):
        page.wait_for_function(f"(selector) => ({CLIPPED})(selector).length === 0", arg=selector, timeout=15_000)
    found: list[str] = page.evaluate(CLIPPED, selector)
    return found


SIZES = [(1280, 800), (1920, 1080), (390, 844)]


def test_the_desk_shows_every_name_whole(meeting: Served, chromium: Callable[..., Browser]) -> None:
    page = chromium().new_page()

    def whole(selector: str) -> None:
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            assert clipped(page, selector) == [], (width, height)
            assert page.locator(selector).first.is_visible()

    page.goto(meeting.enter("desk", "Desk 1"))
    expect(page.locator("[data-known=true]")).to_be_visible()
    page.keyboard.press("Shift")  # the first key opens the sound, which may take longer than a made-up key waits
    with closing(files.reader(meeting.path)) as db:
        secret = files.secret(db)
    for member in (1, 7, 9, 10, 3):
        page.evaluate(
            """(code) => { for (const letter of code) dispatchEvent(new KeyboardEvent("keydown", { code: /[0-9]/.test(letter) ? `Digit${letter}` : `Key${letter}` }));
            dispatchEvent(new KeyboardEvent("keydown", { code: "Enter" })) }""",
            badge_codes.make(secret, member, 0),
        )
        expect(page.locator(".verdict-name")).to_have_text(NAMES[member - 1])
        whole(".verdict-word span, .verdict-name, .verdict-about, .verdict-line, .verdict-give, .stage, .verdict")
    page.fill(".find", "N")
    expect(page.locator(".found-row").first).to_be_visible()
    whole(".found-row b, .found-row em")
    page.fill(".find", "甲甲甲")
    page.locator(".found-row").first.click()
    expect(page.locator(".panel-name")).to_be_visible()
    whole(".panel-name, .panel-about, .panel .act")
