"""Acts of the law by the chair's hand: an advisory vote below the quorum, a poll after the hands, statutes in words."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kiosk.meeting_file import make_meeting, run
from tests.browser.test_law import SLOW_MS, acts_of, console, served, voting
from tests.conftest import Served
from tests.support.members import person


def look(page: Page, name: str) -> None:
    if where := os.environ.get("KIOSK_LOOK_AT"):
        page.screenshot(path=f"{where}/acts-{name}.png", full_page=True)


@pytest.fixture
def party(tmp_path: Path) -> Iterator[Served]:
    found = served(tmp_path, "party-grassroots", 3)
    yield found
    found.stop()


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Served]:
    path = tmp_path / "meeting.kiosk"
    make_meeting(path, title="Meeting", preset="company", organisation="", place="Hall")
    found = Served(path)
    shares = {"S1": 600, "S2": 300, "S3": 100}
    rows = [person(f"Holder {key}", number=key, weight_thousandths=n * 1000) for key, n in shares.items()]
    run(path, "import_roll", {"rows": rows, "roll_version": 0, "source": "roll.csv"}, "import-roll")
    for member in (1, 2, 3):
        found.post("/checkin/scans", {"member": member, "source": "search"}, "desk")
    yield found
    found.stop()


@pytest.fixture
def association(tmp_path: Path) -> Iterator[Served]:
    found = served(tmp_path, "association", 12)
    yield found
    found.stop()


def held(page: Page, name: str | re.Pattern[str], path: str) -> None:
    """A button is held until it has done it."""
    with page.expect_response(path):
        page.get_by_role("button", name=name).hover()
        page.mouse.down()
    page.mouse.up()


def test_an_advisory_vote_by_chair_and_chief_scrutineer(party: Served, chromium: Callable[..., Browser]) -> None:
    acts = acts_of(party).prepare({"委员": 1}, eligible=100)
    acts.list(["王芳", "李强"])
    acts.adopt()
    acts.on("boxes", seals=["A-1"])
    chair = console(party, chromium)
    voting(chair)
    chair.get_by_label("Present with a vote").fill("79")
    expect(chair.locator(".con-sum").first).to_contain_text("one more is needed", timeout=SLOW_MS)
    chair.get_by_label("Present with a vote").fill("70")
    expect(chair.locator(".con-sum").first).to_contain_text("10 more are needed", timeout=SLOW_MS)
    chair.get_by_text("An advisory vote", exact=True).click()
    chair.get_by_label("Reason").fill("The bus is late")
    look(chair, "advisory-asked")
    held(chair, re.compile("Ask for an advisory vote"), "**/advisory")
    chief = chair.context.browser.new_page()  # type: ignore[union-attr]
    chief.set_default_timeout(SLOW_MS)
    chief.goto(party.enter("chief_scrutineer"))
    expect(chief.locator(".second")).to_contain_text("70 present of the 80 needed: The bus is late", timeout=SLOW_MS)
    look(chief, "advisory-chief")
    chief.get_by_role("button", name="Confirm the advisory vote").click()
    expect(chair.get_by_text("Advisory vote, below the quorum: The bus is late")).to_be_visible(timeout=SLOW_MS)
    chair.get_by_label("Papers printed").fill("72")
    look(chair, "advisory-allowed")
    chair.get_by_role("button", name=re.compile("Freeze 70")).click()
    expect(chair.locator(".vote-head h2")).to_have_text("Hand out the papers", timeout=SLOW_MS)
    acts.on("papers-out", "chief_scrutineer", issued=70, exchanged=0, spare=2)
    for step in ("voting", "last-call", "closing"):
        acts.on(step)
    acts.on("papers-back", "chief_scrutineer", boxes={"1": 70}, late=0)
    acts.sheets({"王芳": 60, "李强": 5}, 70)
    acts.sign()
    acts.report()
    hall = chair.context.browser.new_page(viewport={"width": 1920, "height": 1080})  # type: ignore[union-attr]
    hall.goto(party.enter("screen"))
    expect(hall.locator(".result h2")).to_contain_text("advisory vote, below the quorum", timeout=SLOW_MS)
    look(hall, "advisory-hall")
    phone = chair.context.browser.new_page(viewport={"width": 390, "height": 844})  # type: ignore[union-attr]
    phone.goto(f"{party.url}/")
    expect(phone.locator(".phone-result h2")).to_contain_text("advisory vote, below the quorum", timeout=SLOW_MS)
    look(phone, "advisory-phone")
    expect(chair.get_by_role("button", name=re.compile("^Declare elected"))).to_have_count(0)
    chair.get_by_role("button", name="Prepare the round again").click()
    expect(chair.locator(".vote-differs")).to_contain_text("Taken over: rules", timeout=SLOW_MS)
    look(chair, "again")


def test_a_poll_after_the_hands_decides_instead(company: Served, chromium: Callable[..., Browser]) -> None:
    chair = console(company, chromium)
    voting(chair)
    chair.get_by_role("button", name="A vote by hands").click()
    chair.get_by_label("What is voted on").fill("Resolution 1")
    chair.get_by_label("What is decided").select_option(label="a matter that needs more")
    chair.get_by_label("Present, counted just before").fill("9")
    chair.get_by_label("Against", exact=True).fill("1")
    expect(chair.locator(".con-unmet")).to_contain_text("count the hands in favour", timeout=SLOW_MS)
    expect(chair.get_by_role("button", name="Record: adopted")).to_be_disabled()
    look(chair, "hands-clear")
    chair.get_by_label("Present, counted just before").fill("3")
    chair.get_by_role("button", name="Against and abstain counted").click()
    expect(chair.locator(".con-sum")).to_contain_text("at least 75 % of the 3 for and against is 3", timeout=SLOW_MS)
    chair.get_by_role("button", name="Record: not adopted").click()
    chair.get_by_text("A poll is demanded", exact=True).click()
    chair.get_by_label("Demanded by (may be empty)").fill("Holder S1")
    look(chair, "poll-demand")
    chair.get_by_role("button", name="Record: a poll is demanded").click()
    expect(chair.locator(".vote-noted").first).to_contain_text("it decides instead", timeout=SLOW_MS)
    chair.get_by_role("button", name="Prepare the poll: Resolution 1").click()
    look(chair, "poll-prepare")
    chair.get_by_role("button", name="Prepare: Resolution 1").click()
    expect(chair.locator(".vote-head h2")).to_have_text("Who stands", timeout=SLOW_MS)


def test_statutes_are_set_in_words_and_block_votes_asked(association: Served, chromium: Callable[..., Browser]) -> None:
    chair = console(association, chromium)
    voting(chair)
    chair.get_by_role("button", name="A vote by hands").click()
    chair.get_by_label("What is voted on").fill("The board")
    chair.get_by_label("Names adopted by it").fill("Ada\nBen")
    chair.get_by_label("Present, counted just before").fill("12")
    expect(chair.locator(".con-why.con-unmet")).to_contain_text("Several names in one vote", timeout=SLOW_MS)
    chair.get_by_label("These names are").select_option(label="elected to an office")
    expect(chair.locator(".con-why.con-unmet")).to_contain_text("only where the statutes allow", timeout=SLOW_MS)
    chair.get_by_label("The statutes on a block vote").select_option(label="yes, they allow a block vote")
    chair.get_by_label("The line").select_option(label="statutes: at least two thirds")
    look(chair, "block")
    chair.get_by_role("button", name="Record: 2 names adopted").click()
    expect(chair.locator(".vote-noted li").first).to_contain_text("Ada, Ben", timeout=SLOW_MS)
    acts = acts_of(association).prepare({"Chair": 1}, preset="association", eligible=12)
    acts.list(["Ada", "Ben"])
    chair.get_by_role("button", name="Change the rules").click()
    chair.get_by_label("Must take part").select_option(label="at least one third of those entitled")
    chair.get_by_label("The most votes elect, without a line").select_option(label="yes")
    look(chair, "rules")
    chair.get_by_role("button", name="Keep these rules").click()
    expect(chair.locator(".vote-rules")).to_contain_text("at least one third of those entitled", timeout=SLOW_MS)
    status, told = association.post(
        f"/ballots/rounds/{acts.id}/adoption", {"votes": None, "against": 0, "abstain": 0}, "chair"
    )
    assert status == 200, told
    acts.on("boxes", seals=["A-1"])
    expect(chair.locator(".con-sum").first).to_contain_text("Of 12 eligible 4 must be present", timeout=SLOW_MS)
