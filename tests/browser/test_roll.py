"""Importing a roll in real Chromium: a file with bad rows, in both languages, large, cancelled, and badges that can be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.conftest import Served
from tests.roll.files import people, spoiled, table

Opener = Callable[..., Page]


@pytest.fixture
def keeper(served: Served, chromium: Callable[..., Browser]) -> Opener:
    """Open the page as the operator."""
    browser = chromium()

    def opened(locale: str = "en-GB", width: int = 1280, height: int = 800) -> Page:
        page = browser.new_page(viewport={"width": width, "height": height}, locale=locale)
        page.set_default_timeout(30_000)
        page.goto(served.enter("operator", "Console", to="/roll/import"))
        expect(page.locator("h1")).to_be_visible()
        return page

    return opened


@pytest.fixture
def gbk(tmp_path: Path) -> Path:
    path = tmp_path / "名册.csv"
    path.write_bytes(spoiled()[0].encode("gbk"))
    return path


def choose(page: Page, path: Path) -> None:
    page.set_input_files("input[type=file]", path)


def test_bad_rows_are_seen_and_the_good_ones_imported(keeper: Opener, served: Served, gbk: Path) -> None:
    page = keeper()
    choose(page, gbk)
    expect(page.locator("h1")).to_have_text("288 people can be taken")
    expect(page.locator(".imp-not")).to_contain_text("Cannot be taken: 12")
    rows = page.locator(".imp-troubles tbody tr")
    expect(rows).to_have_count(12)
    expect(rows.first).to_contain_text("26")
    expect(rows.first).to_contain_text("it has no name")
    expect(rows.nth(1)).to_contain_text("the number 045 is used in row 46 already")
    expect(page.locator(".imp-details")).to_contain_text("GB18030, the header is in row 1.")
    assert served.get("/roll/search?q=001")[1]["members"] == []
    page.get_by_role("button", name="Import 288 people").click()
    expect(page.get_by_role("heading", name="The roll is imported")).to_be_visible()
    expect(page.locator(".imp-big")).to_contain_text("New: 288. Changed: 0.")
    assert served.get("/roll/search?q=001")[1]["members"][0]["number"] == "001"


def test_the_page_speaks_chinese_and_the_same_file_again_changes_nothing(keeper: Opener, gbk: Path) -> None:
    page = keeper("zh-CN")
    choose(page, gbk)
    expect(page.locator(".imp-troubles tbody tr").first).to_contain_text("没有姓名")
    page.get_by_role("button", name="导入 288 人").click()
    expect(page.get_by_role("heading", name="名册已导入")).to_be_visible()
    choose(page, gbk)
    expect(page.locator(".imp-same")).to_contain_text("名册中已有这些内容")
    expect(page.locator(".go")).to_have_count(0)


def test_differences_and_who_is_gone_are_shown_before(keeper: Opener, tmp_path: Path) -> None:
    page = keeper()
    (tmp_path / "a.csv").write_text(table(people(10)), encoding="utf-8")
    rows = people(9)
    rows[0][2] = "机关支部"
    (tmp_path / "b.csv").write_text(table([*rows, ["099", "新人", "", "正式党员", ""]]), encoding="utf-8")
    choose(page, tmp_path / "a.csv")
    page.get_by_role("button", name="Import 10 people").click()
    choose(page, tmp_path / "b.csv")
    expect(page.locator(".imp-changes li")).to_contain_text("机关支部")
    expect(page.locator(".imp-people li")).to_contain_text("010")
    expect(page.locator(".imp-lines")).to_contain_text("10 → becomes  11")
    page.get_by_role("button", name="Import 1 new and 1 changed people").click()
    expect(page.locator(".imp-big")).to_contain_text("New: 1. Changed: 1.")


def test_what_is_no_roll_is_one_sentence_and_the_page_waits_for_another(keeper: Opener, tmp_path: Path) -> None:
    page = keeper()
    (tmp_path / "photo.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(3_000))
    choose(page, tmp_path / "photo.csv")
    expect(page.get_by_role("alert")).to_have_text(
        "✕ photo.csv is a picture (binary data): type the names into a table, or paste them as text."
    )
    with (tmp_path / "huge.csv").open("wb") as file:
        file.truncate(40 * 1024 * 1024)
    choose(page, tmp_path / "huge.csv")
    expect(page.get_by_role("alert")).to_contain_text("too large for a roll: at most 32 MB")
    expect(page.locator(".imp-main")).to_be_visible()


def test_a_file_can_be_dropped_on_the_page(keeper: Opener) -> None:
    page = keeper()
    page.evaluate(
        """text => {
            const carried = new DataTransfer();
            carried.items.add(new File([text], "dropped.csv"));
            dispatchEvent(new DragEvent("drop", { dataTransfer: carried, cancelable: true }));
        }""",
        table(people(5)),
    )
    expect(page.locator(".imp-source")).to_have_text("dropped.csv")


def test_a_long_reading_shows_its_rows_and_can_be_cancelled(keeper: Opener, tmp_path: Path) -> None:
    page = keeper()
    (tmp_path / "large.csv").write_text(
        table([[str(i), *row[1:]] for i, row in enumerate(people(190_000))]), encoding="utf-8"
    )
    choose(page, tmp_path / "large.csv")
    expect(page.locator(".imp-figure b")).not_to_have_text("0")
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator(".imp-main")).to_be_visible()
    page.wait_for_timeout(300)
    expect(page.locator(".imp-main")).to_be_visible()  # what was given up does not come back


def test_an_import_of_twenty_thousand(keeper: Opener, tmp_path: Path) -> None:
    page = keeper()
    (tmp_path / "large.csv").write_text(
        table([[str(i), *row[1:]] for i, row in enumerate(people(20_000))]), encoding="utf-8"
    )
    choose(page, tmp_path / "large.csv")
    page.get_by_role("button", name="Import 20,000 people").click()
    expect(page.locator(".imp-big")).to_contain_text("New: 20,000. Changed: 0.", timeout=20_000)


def test_a_preview_that_was_overtaken_is_asked_for_again(keeper: Opener, served: Served, gbk: Path) -> None:
    page = keeper()
    choose(page, gbk)
    expect(page.locator(".go")).to_be_visible()
    served.post("/roll/walk-ins", {"name": "司马光"}, "supervisor")
    page.get_by_role("button", name="Import 288 people").click()
    expect(page.get_by_role("alert")).to_contain_text("The roll was changed since this preview was made")
    expect(page.locator(".imp-main")).to_be_visible()


def test_the_laptop_away_is_one_sentence(keeper: Opener, gbk: Path) -> None:
    page = keeper()

    def cut(route: Route) -> None:
        route.abort()

    page.route("**/roll/previews", cut)
    choose(page, gbk)
    expect(page.get_by_role("alert")).to_contain_text("The laptop cannot be reached")


def test_no_step_scrolls_sideways_or_fails_axe(keeper: Opener, gbk: Path) -> None:
    page = keeper("zh-CN")
    axe = (Path(__file__).parents[2] / "static/vendor/axe.js").read_text("utf-8")

    page.evaluate(axe)

    def checked() -> None:
        for width, height in ((1920, 1080), (1280, 800), (390, 844)):
            page.set_viewport_size({"width": width, "height": height})
            assert not page.evaluate("() => document.documentElement.scrollWidth > innerWidth"), width
            found = page.evaluate(
                "async () => (await axe.run()).violations.map(one => [one.id, one.nodes.map(n => n.html)])"
            )
            assert found == [], width

    checked()
    choose(page, gbk)
    expect(page.locator(".imp-troubles")).to_be_visible()
    checked()
    page.locator(".go").click()
    expect(page.locator(".imp-tick")).to_be_visible()
    checked()


def test_the_badges_on_the_printed_sheet_are_read_by_the_desk(
    keeper: Opener, served: Served, gbk: Path, chromium: Callable[..., Browser], tmp_path: Path
) -> None:
    page = keeper()
    choose(page, gbk)
    page.locator(".go").click()
    with page.expect_popup() as opened:
        page.get_by_role("link", name="A4, 8 on a sheet").click()
    sheet = opened.value
    expect(sheet.locator("article")).to_have_count(288)
    desk = chromium("--host-resolver-rules=MAP hall.test 127.0.0.1").new_page()  # no camera there: photographs
    desk.goto(served.enter("desk", "Desk 1").replace("127.0.0.1", "hall.test"))
    expect(desk.locator(".link-live")).to_be_visible()
    for place in (0, 7, 100):
        badge = sheet.locator("article").nth(place)
        badge.screenshot(path=tmp_path / "badge.png")
        desk.set_input_files("input[type=file]", tmp_path / "badge.png")
        expect(desk.locator(".verdict-name")).to_have_text(badge.locator(".name").inner_text())
