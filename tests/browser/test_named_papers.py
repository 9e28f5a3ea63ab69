"""Owners' named papers in real browsers: two teams by keys alone, one unit that they read otherwise, the verdict in m²."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from kiosk.meeting_file import make_meeting, run
from tests.ballots.acts import Acts, Made
from tests.browser.test_teller import sound
from tests.conftest import Served
from tests.support.members import person

SOON_MS = 20_000
MOTION = "关于动用维修资金维修3栋屋面的议案"
AREAS = {"1-101": 100_000, "1-102": 80_550, "2-101": 60_000, "2-102": 40_000, "3-101": 20_005}
PILE = [("3-101", "1"), ("1-101", "2"), ("2-102", "1"), ("1-102", "0"), ("2-101", "1")]  # unit, key of the mark


@pytest.fixture
def meeting(tmp_path: Path) -> Iterator[Served]:
    path = tmp_path / "meeting.kiosk"
    make_meeting(path, title="业主大会", preset="owners", organisation="阳光花园", place="Hall")
    served = Served(path)
    rows = [person(f"业主 {unit}", number=unit, weight_thousandths=area) for unit, area in AREAS.items()]
    run(path, "import_roll", {"rows": rows, "roll_version": 0, "source": "roll.csv"}, "import-roll")
    for member in range(1, 6):
        served.post("/checkin/scans", {"member": member, "source": "search"}, "desk")
    yield served
    served.stop()


@pytest.fixture
def acts(meeting: Served) -> Acts:
    def post(path: str, fields: Made, role: str) -> tuple[int, Any]:
        return meeting.post(path, fields, role)

    made = Acts(post).prepare({"议题": 1}, kind="motion", preset="owners", changes={"ballot": "motion"})
    made.list([MOTION]).adopt()
    made.vote(present=5)
    made.on("batches", "chief_scrutineer", batches=[5], method="papers")
    return made


def typed(page: Page, unit: str, mark: str) -> None:
    """One paper by keys: the unit, Enter to its marks, the mark, Enter to the next paper."""
    expect(page.locator("#unit")).to_be_focused(timeout=SOON_MS)
    page.keyboard.type(unit)
    page.keyboard.press("Enter")
    expect(page.locator("#unit")).not_to_be_focused(timeout=SOON_MS)
    page.keyboard.press(mark)
    page.keyboard.press("Enter")


def test_two_teams_enter_units_by_keys_find_the_one_they_read_otherwise_and_the_verdict_tells_the_area(
    meeting: Served, acts: Acts, chromium: Callable[..., Browser]
) -> None:
    def opened(role: str, path: str = "/teller") -> Page:
        page = chromium().new_context(viewport={"width": 1280, "height": 800}, locale="en-GB").new_page()
        page.set_default_timeout(SOON_MS)
        page.goto(meeting.enter(role, to=path))
        return page

    teams = [opened("teller_a"), opened("teller_b")]
    for page, slip in zip(teams, ({}, {3: "2-201"}), strict=True):
        for place, (unit, mark) in enumerate(PILE, 1):
            expect(page.locator(".pile-number")).to_have_text(str(place), timeout=SOON_MS)
            typed(page, slip.get(place, unit), mark)
            if slip and place == 3:  # no such unit: refused in a sentence, and typed again, wrongly still
                expect(page.locator(".teller-refused")).to_contain_text("There is no unit 2-201", timeout=SOON_MS)
                expect(page.locator(".pile-number")).to_have_text(str(place), timeout=SOON_MS)
                page.locator("#unit").fill("")
                typed(page, "2-101", mark)
                slip = {5: "2-102"}
        sound(page)
        page.keyboard.press("Enter")
    for page in teams:
        expect(page.locator(".pile-word")).to_have_text("Look again: paper", timeout=SOON_MS)
        expect(page.locator(".unit")).to_contain_text("look closely")
    for page, rights in zip(teams, ({}, {"3": "2-102", "5": "2-101"}), strict=True):
        for place in ("3", "5"):
            expect(page.locator(".pile-number")).to_have_text(place, timeout=SOON_MS)
            expect(page.locator("#unit")).to_be_focused(timeout=SOON_MS)
            if place in rights:
                page.keyboard.type(rights[place])
            page.keyboard.press("Enter")
            page.keyboard.press("Enter")
        expect(page.locator(".whole h1")).to_contain_text("You have looked at every paper", timeout=SOON_MS)
        page.keyboard.press("Enter")
    expect(teams[1].locator(".whole h1")).to_contain_text("Every batch is agreed", timeout=SOON_MS)

    acts.on("count", "chief_scrutineer")
    expect(teams[0].locator(".tally-table")).to_contain_text("120.005 m²", timeout=SOON_MS)
    expect(teams[0].locator(".identities")).to_contain_text(
        "for 120.005 + against 100 + abstain 80.55 = valid 300.555 m²"
    )
    sound(teams[0])
    acts.adopt_scrutineers()
    for role in ("teller_a", "teller_b", "chief_scrutineer"):
        acts.on("signatures", role, name=f"Signer {role}")
    chief = opened("chief_scrutineer")
    sentence = (
        f"{MOTION}: 3 for, with 120.005 m²; more than half of the 5 papers returned is 3;"
        " more than half of 300.555 m² is more than 150.2775 m²; not adopted."
    )
    expect(chief.locator(".reading-words")).to_contain_text(sentence, timeout=SOON_MS)
    acts.report()

    chief.goto(f"{meeting.url}/ballots/rounds/{acts.id}/record?copy=internal&language=en")
    assert chief.locator(".sentences li").all_inner_texts() == [sentence]
    assert chief.locator(".votes td small").all_inner_texts() == ["120.005 m²", "100 m²", "80.55 m²"]
    assert chief.locator(".units li b").all_inner_texts() == list(AREAS)
    chief.goto(f"{meeting.url}/ballots/rounds/{acts.id}/record?copy=public")
    expect(chief.locator(".units")).to_have_count(0)
    corrected(opened("chair", "/console"))


def corrected(page: Page) -> None:
    """What was told is counted again by both teams, and stands until then."""
    page.get_by_role("navigation", name="Agenda").get_by_role("button", name="Voting").click()
    page.get_by_role("button", name="Count again").click()
    page.get_by_label("Reason").fill("The paper of 1-101 is read again")
    with page.expect_response("**/recount"):
        page.get_by_role("button", name="Count all").hover()
        page.mouse.down()
    page.mouse.up()
    expect(page.locator(".vote-after .vote-noted")).to_contain_text("The paper of 1-101 is read again", timeout=SOON_MS)
    expect(page.locator(".vote-head h2")).to_have_text("The count", timeout=SOON_MS)
