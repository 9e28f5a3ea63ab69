"""The secretary's page and the observer's, in a real browser beside a real server."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from tests.conftest import Served

PATIENCE_MS = 20_000


def faults(page: Page) -> list[str]:
    """What axe finds."""
    page.evaluate("async () => { await import('/static/vendor/axe.js') }")
    found: list[str] = page.evaluate(
        "axe.run(document).then((r) => r.violations.map((v) => `${v.id}: ${v.nodes[0].html}`))"
    )
    return found


def test_what_the_secretary_adds_and_the_observer_notes_is_in_the_minutes_and_in_the_journal(
    served: Served, chromium: Callable[..., Browser]
) -> None:
    served.post("/meeting/changes", {"complaints_phone": "010-12388"})
    secretary = chromium().new_context(locale="en-GB").new_page()
    secretary.goto(served.enter("secretary"))
    secretary.get_by_role("link", name="Minutes").click()
    secretary.get_by_role("button", name="Add something to “Opening”").click(timeout=PATIENCE_MS)
    secretary.get_by_label("Added to “Opening”").fill("All stood up.\nThe <b>anthem</b> was sung.")
    secretary.get_by_role("button", name="Add it to the minutes").click()
    added = secretary.locator("[data-section=opening] [data-addition]")
    expect(added).to_contain_text("The <b>anthem</b> was sung.", timeout=PATIENCE_MS)
    added.get_by_role("button", name="Change").click()
    secretary.get_by_label("Other words").fill("All stood up, and sat down.")
    secretary.get_by_role("button", name="Save the words").click()
    expect(added).to_contain_text("and sat down", timeout=PATIENCE_MS)

    observer = chromium().new_context(locale="zh-CN").new_page()
    observer.goto(served.enter("observer"))
    expect(observer.locator(".obs-phone")).to_have_text("010-12388", timeout=PATIENCE_MS)
    observer.locator("textarea").fill("投票间后有人")
    observer.get_by_role("button", name="记入档案").click()
    expect(observer.locator(".obs-journal li").first).to_contain_text(
        "异常情况（观察员记录）：投票间后有人", timeout=PATIENCE_MS
    )
    served.post("/checkin/closing", {})
    expect(observer.locator(".obs-journal li").first).to_contain_text(
        "主持人宣布签到截止，不再入场。", timeout=PATIENCE_MS
    )
    observer.get_by_role("button", name="全部条目").click()
    expect(observer.locator(".obs-journal")).to_contain_text("会议记录的一条补充改了文字。")
    told = served.get("/healthz", "public")[1]["head"]
    expect(observer.locator(".obs-hash")).to_have_text(told, timeout=PATIENCE_MS)

    assert faults(secretary) == faults(observer) == []
    added.get_by_role("button", name="Strike").click()
    secretary.get_by_label("Why is it struck?").fill("not so")
    secretary.get_by_role("button", name="Strike it").click()
    expect(added).to_have_count(0, timeout=PATIENCE_MS)
    expect(secretary.locator("[data-section=incidents]")).to_contain_text("投票间后有人")
