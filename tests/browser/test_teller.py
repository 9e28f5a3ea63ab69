"""Counting in real browsers: two teams by keys alone, a caller, a sheet, and the chief scrutineer who leads them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from bench.support.rounds import PaperRound
from tests.conftest import Served

SOON_MS = 15_000
NAMES = ("王芳", "李强", "张伟", "Alexandra Constantinopoulos-Featherstonehaugh")


@pytest.fixture
def open_page(chromium: Callable[..., Browser], served: Served) -> Callable[[str], Page]:
    """A device of a role on its page; what goes wrong in its console is kept as `page.troubles`."""

    def opened(role: str, language: str = "en-GB") -> Page:
        page = chromium().new_context(viewport={"width": 1280, "height": 800}, locale=language).new_page()
        page.set_default_timeout(SOON_MS)
        page.goto(served.enter(role, to="/teller"))
        expect(page.get_by_text("Connecting to the meeting")).to_have_count(0, timeout=SOON_MS)
        return page

    return opened


def round_of(
    served: Served, papers: int, *, seats: int = 2, names: tuple[str, ...] = NAMES, **others: Any
) -> PaperRound:
    return PaperRound(served, [("委员", seats, names)], papers, **others)


def sound(page: Page) -> None:
    """axe finds nothing, and nothing is wider than the page, on a tablet and on a phone."""
    page.evaluate("async () => { await import('/static/vendor/axe.js') }")
    found = page.evaluate(
        "axe.run(document, {iframes: false}).then((r) => r.violations.map((v) => `${v.id}: ${v.nodes[0].html}`))"
    )
    assert found == []
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        stage = page.locator(".teller-stage")
        assert stage.evaluate("(e) => e.scrollWidth <= e.clientWidth + 1"), width


def type_keys(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def on_paper(page: Page, number: str) -> None:
    expect(page.locator(".pile-number")).to_have_text(number, timeout=SOON_MS)


def marks(page: Page) -> list[str | None]:
    return [line.get_attribute("data-mark") for line in page.locator(".paper-line").all()]


def soon(what: Locator, text: str | re.Pattern[str]) -> None:
    expect(what).to_contain_text(text, timeout=SOON_MS)


def test_a_team_counts_by_keys_alone_and_goes_on_after_a_reload_and_without_the_laptop(
    served: Served, open_page: Callable[[str], Page]
) -> None:
    round = round_of(served, 4)
    round.vote()
    (batch,) = round.open(4)
    page = open_page("teller_a")
    on_paper(page, "1")
    type_keys(page, "1", "Enter", "2", "0", "Enter", "Enter")  # Enter between two marks, and without one
    on_paper(page, "2")

    sound(page)

    with page.expect_response("**/draft"):
        type_keys(page, "1", "1", "Backspace", "2")
    page.reload()
    on_paper(page, "2")
    assert marks(page)[:2] == ["for", "against"], "what was begun goes on"
    type_keys(page, "0", "1")
    with page.expect_response("**/papers"):
        type_keys(page, "Enter")

    page.route("**/papers", lambda route: route.abort())
    type_keys(page, "1", "1", "1", "0")
    soon(page.locator(".sum-over"), "3 ○, at most 2: the paper is invalid")
    type_keys(page, "Enter", "1")
    on_paper(page, "4")
    soon(page.locator(".teller-link"), "Not at the laptop yet: 1")
    page.unroute("**/papers")
    expect(page.locator(".teller-link")).to_have_text("● saved", timeout=SOON_MS)
    type_keys(page, "Enter", "0", "0", "0", "0")  # one press too many is not taken for another paper
    soon(page.locator(".sum-over"), "All names are marked")
    type_keys(page, "Enter")
    soon(page.locator(".whole h1"), "The whole batch is entered.")
    type_keys(page, "Enter")
    soon(page.locator(".whole h1"), "Batch 1 is handed in.")

    wang, li, _, alexandra = round.names.values()
    first: dict[str, str] = {wang: "for", li: "against"}
    papers = [first, {wang: "for", li: "against", alexandra: "for"}, round.circle(*NAMES[:3]), round.circle(NAMES[0])]
    slipped = [papers[0], {wang: "for", li: "for", alexandra: "for"}, *papers[2:]]
    round.enter(batch, "b", slipped)
    assert round.finish(batch, "b")["differences"] == [[2, int(li)]]
    soon(page.locator(".pile-word"), "Look again: paper")
    on_paper(page, "2")
    expect(page.locator('.paper-line[data-doubted="true"]')).to_have_count(1)
    type_keys(page, "Enter", "Enter", "Enter")  # from the name in question to the end: what is right is left
    soon(page.locator(".whole h1"), "You have looked at every paper in question.")
    type_keys(page, "Enter")
    soon(page.locator(".whole h1"), "Batch 1 is handed in.")
    round.enter_paper(batch, "b", 2, papers[1])
    round.finish(batch, "b")
    soon(page.locator(".whole h1"), "Every batch is agreed.")


def test_a_caller_calls_by_keys_and_the_hall_counts_along(served: Served, open_page: Callable[[str], Page]) -> None:
    round = round_of(served, 3)
    round.vote()
    (batch,) = round.open(3, method="called")
    page = open_page("teller_a")
    soon(page.locator(".whole h1"), "Team B enters batch 1 first.")
    wang, li = NAMES[:2]
    round.enter(batch, "b", [round.circle(wang), round.circle(li), {}])
    round.finish(batch, "b")
    soon(page.locator(".pile-word"), "Calling paper")
    type_keys(page, "1", "1", "Backspace", "Enter", "Enter", "Enter")
    on_paper(page, "2")
    expect(page.locator(".paper-count")).to_have_text(["1", "0", "0", "0"], timeout=SOON_MS)
    type_keys(page, "Backspace")  # the end of the paper is taken back, too
    on_paper(page, "1")
    type_keys(page, "Enter")
    on_paper(page, "2")
    expect(page.locator(".teller-link")).to_have_text(
        "● saved", timeout=SOON_MS
    )  # else the browser asks before it leaves
    page.reload()
    on_paper(page, "2")
    sound(page)
    type_keys(page, "0", "1", "Enter", "Enter", "Enter")
    on_paper(page, "3")
    type_keys(page, "Enter", "Enter", "Enter", "Enter")
    soon(page.locator(".whole h1"), "The whole batch is entered.")
    type_keys(page, "Enter")
    soon(page.locator(".whole h1"), "Every batch is agreed.")


def fill(page: Page, figures: dict[str, str]) -> None:
    for name, figure in figures.items():
        page.locator(f'[name="{name}"]').fill(figure)


def test_every_identity_broken_on_a_sheet_gives_its_sentence_and_nothing_is_handed_in(
    served: Served, open_page: Callable[[str], Page]
) -> None:
    round = round_of(served, 20, seats=5, names=("A", "B", "C", "D", "E", "F"))
    round.vote()
    (batch,) = round.open(20, method="sheet")
    page = open_page("teller_a")
    ids = list(round.names.values())
    send = page.get_by_role("button", name="Hand in batch 1")
    refused = page.locator(".teller-refused")
    page.locator('[name="valid"]').focus()
    type_keys(page, "2", "0", "Enter", "0", "Enter", "0", "Enter")  # Enter goes from field to field
    expect(page.locator(f'[name="{ids[0]}-0"]')).to_be_focused()
    fill(page, {f"{id}-{place}": "0" for id in ids for place in range(3)})
    sound(page)
    send.click()
    soon(page.locator(".sheet-foot .sum-over"), "Every figure of every name is zero.")
    fill(page, {f"{id}-0": "17" for id in ids[:5]} | {f"{ids[5]}-0": "16"} | {f"{id}-1": "3" for id in ids[:5]})
    fill(page, {f"{ids[5]}-1": "4", "valid": "19"})
    send.click()
    soon(refused, "Valid 19 + invalid 0 = 19, but the batch holds 20.")
    fill(page, {"valid": "20", f"{ids[0]}-2": "1"})
    send.click()
    soon(refused, "A: for 17 + against 3 + abstain 1 = 21, but valid 20.")
    fill(page, {f"{ids[0]}-2": "0"})
    send.click()  # case 16: 5 × 17 + 16 = 101
    soon(refused, "Votes for all names together 101 > 5 marks × 20 valid papers = 100.")
    assert round.ask(f"/ballots/batches/{batch}/finish", "teller_a", 409)["code"] == "no_sheet"
    fill(page, {f"{ids[5]}-0": "15", f"{ids[5]}-1": "5"})
    send.click()
    soon(page.locator(".whole h1"), "Batch 1 is handed in.")


def test_the_chief_scrutineer_leads_from_the_papers_to_the_sentence_that_is_read_out(
    served: Served, open_page: Callable[[str], Page]
) -> None:
    round = round_of(served, 40, seats=1, names=NAMES[:2], public_count=False)
    page = open_page("chief_scrutineer")
    said = page.locator(".act-said")
    for label, name in (("Team A", "钱一"), ("Team B", "李强"), ("Chief scrutineer", "吴四")):
        page.get_by_label(label).fill(name)
    page.get_by_role("button", name="Name those who count").click()
    soon(said.filter(has_text="李强"), "李强 is a candidate and cannot be teller or scrutineer.")
    page.get_by_label("Team B").fill("周三")
    page.get_by_role("button", name="Name those who count").click()
    round.ask(round.path("adoption"), votes=40, against=0, abstain=0)
    round.ask(round.path("issuing"), printed=42, votes=40, persons=40)
    page.get_by_label("Issued").fill("41")
    page.get_by_label("Spare").fill("1")
    page.get_by_role("button", name="Record the papers handed out").click()
    soon(said.first, "Issued 41 > votes present 40.")
    page.get_by_label("Issued").fill("40")
    page.get_by_role("button", name="Record the papers handed out").click()
    soon(page.locator(".ledger"), "Note: the papers printed are not those issued, exchanged and kept")
    page.get_by_label("Seals").fill("A-1, A-2")
    page.get_by_role("button", name="Record the seals").click()
    expect(page.locator("form", has_text="Record the seals").get_by_label("Seals")).to_have_value(
        "A-1, A-2", timeout=SOON_MS
    )
    round.ask(round.path("voting"))
    round.ask(round.path("last-call"))
    round.ask(round.path("closing"))
    page.get_by_label("Box 1, seal A-1").fill("30")
    page.get_by_label("Box 2, seal A-2").fill("10")
    page.get_by_role("button", name="Record the papers returned").click()
    page.get_by_label("Papers", exact=True).fill("41")
    page.get_by_role("button", name="Record the ruling").click()
    soon(said.first, "Invalid 41 > returned 40.")
    sound(page)
    page.get_by_text("Paper by paper", exact=True).click()
    page.get_by_role("button", name="Begin the count: batches 1").click()
    soon(page.locator(".batch").first, "0 / 40")
    batch = 1  # counted through the meeting
    papers = [round.circle("王芳")] * 30 + [round.circle("李强")] * 10
    round.enter(batch, "a", papers)
    soon(page.locator(".batch").first, "40 / 40")
    round.finish(batch, "a")
    soon(page.locator(".batch").first, "handed in")
    round.enter(batch, "b", papers)
    round.finish(batch, "b")
    page.get_by_role("button", name="Finish the count").click()
    soon(page.locator(".identities"), "王芳: for 30 + against 0 + abstain 10 = valid 40")
    soon(page.locator(".step-note"), "Both teams of tellers sign first.")
    round.adopt_scrutineers("吴四", "钱一")
    for role, name in (("teller_a", "钱一"), ("teller_b", "周三")):
        round.ask(round.path("signatures"), role, name=name)
    page.get_by_label("Type your name again to sign").fill("钱一")
    page.get_by_role("button", name="Sign the tally").click()
    soon(said.first, "钱一 was not named for this")
    page.get_by_label("Type your name again to sign").fill("吴四")
    page.get_by_role("button", name="Sign the tally").click()
    soon(
        page.locator(".reading-words"),
        "王芳: 30 for, 0 against, 10 abstain; more than half of the 40 present is 21; elected.",
    )
    sound(page)
    page.get_by_role("button", name="I have read it out: report the result").dblclick()
    soon(page.locator(".reading h1"), "The result is reported.")
    soon(page.locator(".step-note"), "In this round the chair declares the elected.")
    round.ask(round.path("declaration"))
    soon(page.locator(".reading h1"), "The elected are declared.")


def test_more_papers_back_than_were_issued_shut_the_count_on_every_page(
    served: Served, open_page: Callable[[str], Page]
) -> None:
    round = round_of(served, 20, seats=1, names=NAMES[:2])
    round.issue()
    page, team = open_page("chief_scrutineer"), open_page("teller_a")
    page.get_by_label("Box 1, seal A-1").fill("21")
    page.get_by_role("button", name="Record the papers returned").click()
    soon(page.locator(".whole"), "Returned 21 > issued 20")
    soon(team.locator(".whole h1"), "This round is void.")
