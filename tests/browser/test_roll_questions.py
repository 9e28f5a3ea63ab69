"""A roll as a conversation, in real Chromium: every case file, a file with five questions, and both ways back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Served
from tests.roll.test_cases import CASES, NO_ROLL, RIGHT

FIVE = """编号,姓名,支部,身份,选举权
001,张三,一支部,正式党员,有
1,李四,一支部,正式党员,有
003,王五,一支部,工作人员,
004,赵六,二支部,正式党员,暂停
004,赵六,二支部,正式党员,有
,合计,5,,
"""


@pytest.fixture
def page(served: Served, chromium: Callable[..., Browser]) -> Page:
    page = chromium().new_page(viewport={"width": 1280, "height": 800}, locale="en-GB")
    page.set_default_timeout(60_000)
    page.goto(served.enter("operator", "Console", to="/roll/import"))
    expect(page.locator("h1")).to_be_visible()
    return page


def test_every_case_file_is_read_or_asked_about_on_the_page(page: Page) -> None:
    expect.set_options(timeout=60_000)
    for name in sorted({**RIGHT, **NO_ROLL}):
        page.locator(".imp").evaluate("(imp) => imp.querySelector('input[type=file]').value = ''")
        page.set_input_files("input[type=file]", CASES / name)
        if name in NO_ROLL:
            expect(page.get_by_role("alert")).to_contain_text(NO_ROLL[name])
            continue
        expect(page.locator(".imp-source")).to_have_text(name)
        party = RIGHT[name].preset == "party-grassroots"  # the meeting here is the Party's
        if party:
            expect(page.locator(".imp-ask")).to_have_count(len(RIGHT[name].asked.split()))
            expect(page.locator(".imp-sum h1 b")).to_have_text(str(len(RIGHT[name].people.split())))
            expect(page.locator(".imp-next")).to_have_count(1 if RIGHT[name].asked else 0)
        expect(page.get_by_role("alert")).to_have_count(0)
    expect.set_options(timeout=15_000)


def test_five_questions_are_answered_by_somebody_who_reads_only_the_page(
    page: Page, served: Served, tmp_path: Path
) -> None:
    (tmp_path / "five.csv").write_text(FIVE, "utf-8")
    page.set_input_files("input[type=file]", tmp_path / "five.csv")
    asked = page.locator(".imp-asks h2")
    expect(asked).to_have_text("Questions about this file: 5")
    expect(page.locator(".imp-next")).to_contain_text("Answer first:")

    def card(title: str) -> object:
        return page.locator(".imp-ask", has=page.get_by_role("heading", name=title, exact=True))

    card("Totals and signatures").get_by_role("button", name="They are not").click()  # type: ignore[attr-defined]
    expect(asked).to_have_text("Questions about this file: 4")
    card("Leading zeros").get_by_role("button", name="Different people").click()  # type: ignore[attr-defined]
    expect(asked).to_have_text("Questions about this file: 3")
    card("Rows twice").get_by_role("button", name="The same person").click()  # type: ignore[attr-defined]
    expect(asked).to_have_text("Questions about this file: 2")
    card("Who has a vote").get_by_role("button", name="Without a vote").click()  # type: ignore[attr-defined]
    expect(asked).to_have_text("Questions about this file: 1")
    card("Voting rights").get_by_role("button", name="Without a vote").last.click()  # type: ignore[attr-defined]
    expect(asked).to_have_text("All questions are answered")
    expect(page.locator(".imp-given li")).to_have_count(5)
    page.locator(".imp-given li", has_text="Leading zeros").get_by_role("button", name="Change").click()
    expect(asked).to_have_text("Questions about this file: 1")
    page.get_by_role("button", name="Different people").click()
    page.get_by_role("button", name="Import 4 people").click()
    expect(page.get_by_role("heading", name="The roll is imported")).to_be_visible()
    found = {
        one["name"]: one["with_vote"]
        for number in ("001", "1", "003", "004")
        for one in served.get(f"/roll/search?q={number}")[1]["members"]
    }
    assert found == {"张三": True, "李四": True, "王五": False, "赵六": False}
    page.get_by_role("button", name="Take it back …").click()
    page.get_by_role("button", name="Yes, take it back").click()
    expect(page.locator(".imp-told")).to_have_text(
        "Taken back: 4 taken off, 0 as before, 0 stay because they had come."
    )
    assert served.get("/roll/search?q=001")[1]["members"] == []


def test_a_column_is_mapped_by_hand_and_somebody_taken_off(page: Page, served: Served, tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_text("谁,组\n张三,一\n李四,二\n", "utf-8")
    page.set_input_files("input[type=file]", tmp_path / "odd.csv")
    expect(page.locator(".imp-next")).to_have_text("Answer first: Column of the names")
    page.get_by_role("button", name="Column A").click()
    expect(page.locator(".imp-next")).to_have_text("Answer first: First row")
    page.get_by_role("button", name="Headings").click()
    expect(page.locator(".imp-asks h2")).to_have_text("All questions are answered")
    page.get_by_label("What column B is").select_option("group")
    expect(page.locator(".imp-details")).to_contain_text("二")
    page.get_by_role("button", name="Import 2 people").click()
    expect(page.get_by_role("heading", name="The roll is imported")).to_be_visible()
    page.get_by_text("Take somebody off the roll …").click()
    page.get_by_label("Name or number").fill("李四")
    page.get_by_role("button", name="Take off", exact=True).click()
    page.get_by_label("Why is 2 李四 taken off?").fill("moved away")
    page.get_by_role("button", name="Take 李四 off the roll").click()
    expect(page.locator(".imp-told")).to_have_text("李四 was taken off the roll.")
    assert served.get("/roll/search?q=2")[1]["members"] == []
