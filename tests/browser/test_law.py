"""The law in a browser: no papers below the quorum, ties office by office and decided anew, hands under a branch's rules."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from kiosk.meeting_file import make_meeting, run
from tests.ballots.acts import Acts, Made
from tests.conftest import Served
from tests.support.members import person

SLOW_MS = 60_000


def served(tmp_path: Path, preset: str, members: int) -> Served:
    path = tmp_path / "meeting.kiosk"
    make_meeting(path, title="Meeting", preset=preset, organisation="", place="Hall")
    found = Served(path)
    rows = [person(f"Member {one:02}", number=f"{one:03}") for one in range(members)]
    run(path, "import_roll", {"rows": rows, "roll_version": 0, "source": "roll.csv"}, "import-roll")
    return found


@pytest.fixture
def party(tmp_path: Path) -> Iterator[Served]:
    found = served(tmp_path, "party-grassroots", 3)
    yield found
    found.stop()


@pytest.fixture
def branch(tmp_path: Path) -> Iterator[Served]:
    found = served(tmp_path, "party-branch", 25)
    for member in range(1, 23):
        found.post("/checkin/scans", {"member": member, "source": "search"}, "desk")
    yield found
    found.stop()


def acts_of(meeting: Served) -> Acts:
    def post(path: str, fields: Made, role: str) -> tuple[int, Any]:
        return meeting.post(path, fields, role)

    return Acts(post)


def console(meeting: Served, chromium: Callable[..., Browser]) -> Page:
    page = chromium().new_page(viewport={"width": 1280, "height": 800}, locale=os.environ.get("KIOSK_LOOK", "en-GB"))
    page.set_default_timeout(SLOW_MS)
    page.goto(meeting.enter("chair"))
    return page


def voting(page: Page) -> None:
    page.get_by_role("navigation", name="Agenda").get_by_role("button", name="Voting").click()


def test_quorum_ties_by_office_and_a_recount_by_the_chair_s_hand(
    party: Served, chromium: Callable[..., Browser]
) -> None:
    acts = acts_of(party)
    acts.prepare({"副书记": 2, "委员": 2}, eligible=100)
    ids = [one["id"] for one in acts.offices]
    listed = [
        {"name": name, "office": ids[place]} for place, names in enumerate(("甲乙丙", "丁戊己庚")) for name in names
    ]
    told = acts.on("candidates", candidates=listed)["candidates"]
    acts.names = {one["name"]: str(one["id"]) for one in told}
    acts.adopt()
    acts.on("boxes", seals=["A-1"])
    page = console(party, chromium)
    voting(page)
    page.get_by_label("Present with a vote").fill("70")
    page.get_by_label("Papers printed").fill("100")
    expect(page.locator(".con-sum")).to_contain_text("10 more are needed", timeout=SLOW_MS)
    expect(page.get_by_role("button", name=re.compile("Freeze 70"))).to_be_disabled()
    look(page, "quorum")
    page.get_by_label("Present with a vote").fill("80")
    page.get_by_role("button", name=re.compile("Freeze 80")).click()
    expect(page.locator(".vote-head h2")).to_have_text("Hand out the papers", timeout=SLOW_MS)
    acts.on("papers-out", "chief_scrutineer", issued=80, exchanged=0, spare=20)
    acts.on("voting")
    acts.on("last-call")
    acts.on("closing")
    acts.on("papers-back", "chief_scrutineer", boxes={"1": 80}, late=0)
    acts.sheets({"甲": 50, "乙": 50, "丙": 50, "丁": 50, "戊": 50, "己": 50, "庚": 4}, 80)
    acts.sign()
    acts.report()

    tie = page.locator(".draw-other")
    expect(tie.locator("h3")).to_contain_text("副书记: Tied: 甲, 乙, 丙; seats left for them: 2", timeout=SLOW_MS)
    look(page, "tie")
    decided(page, ["甲", "乙"])
    expect(tie.locator("h3")).to_contain_text("委员: Tied: 丁, 戊, 己", timeout=SLOW_MS)
    decided(page, ["丁", "戊"])
    expect(page.get_by_role("button", name=re.compile("Declare elected"))).to_have_text("Declare elected: 副书记: 甲, 乙; 委员: 丁, 戊", timeout=SLOW_MS)  # fmt: skip
    page.locator(".con-why", has_text="委员").get_by_role("button", name="Decide otherwise").click()
    decided(page, ["丁", "己"])
    look(page, "declare")
    page.get_by_role("button", name="Declare elected: 副书记: 甲, 乙; 委员: 丁, 己").click()
    expect(page.locator(".con-why").first).to_contain_text("do you accept?", timeout=SLOW_MS)

    page.get_by_role("button", name="Count again").click()
    page.get_by_label("Reason").fill("A pile was misplaced")
    look(page, "recount")
    with page.expect_response("**/recount"):
        page.get_by_role("button", name="Count all").hover()
        page.mouse.down()
    page.mouse.up()
    expect(page.locator(".vote-head h2")).to_have_text("The count", timeout=SLOW_MS)
    acts.again({"甲": 50, "乙": 50, "丙": 50, "丁": 51, "戊": 50, "己": 49, "庚": 4})
    acts.sign()
    acts.report()
    expect(tie.locator("h3")).to_contain_text("副书记: Tied", timeout=SLOW_MS)  # the new figures are decided anew
    decided(page, ["甲", "丙"])
    page.get_by_role("button", name="Declare elected: 副书记: 甲, 丙; 委员: 丁, 戊").click()
    expect(page.locator(".vote-after .vote-noted")).to_contain_text("A pile was misplaced", timeout=SLOW_MS)


def decided(page: Page, names: list[str]) -> None:
    """The tied agree, on the page."""
    page.get_by_text("The chair decides, or the tied agree").click()
    for name in names:
        page.locator(".draw-other .con-choice").get_by_role("button", name=name, exact=True).click()
    page.locator(".draw-other").get_by_label("Reason").fill("They agree")
    with page.expect_response("**/tie"):
        page.get_by_role("button", name=re.compile("The tied agree on")).click()


def test_a_branch_of_25_votes_by_hands_under_its_rules(branch: Served, chromium: Callable[..., Browser]) -> None:
    page = console(branch, chromium)
    voting(page)
    page.get_by_role("button", name="A vote by hands").click()
    page.get_by_label("What is voted on").fill("The budget")
    page.get_by_role("button", name="Against and abstain counted").click()
    page.get_by_label("Against").fill("7")
    page.get_by_label("Abstained").fill("7")
    expect(page.locator(".con-sum")).to_contain_text("8 for, 7 against, 7 abstain, of 22 present", timeout=SLOW_MS)
    expect(page.locator(".con-sum")).to_contain_text(
        "more than half of the 25 who should attend is 13", timeout=SLOW_MS
    )
    look(page, "hands")
    page.get_by_role("button", name="Record: not adopted").click()
    noted = page.locator(".vote-noted li")
    expect(noted.first).to_contain_text(
        "more than half of the 25 who should attend is 13; not adopted.", timeout=SLOW_MS
    )
    look(page, "noted")
    noted.first.get_by_text("Take back").click()
    expect(noted.first).to_contain_text("taken back", timeout=SLOW_MS)


def look(page: Page, name: str) -> None:
    """Pictures for whoever looks at them; none in a plain run."""
    folder = os.environ.get("KIOSK_PICTURES")
    if folder:
        for width, height in ((1920, 1080), (1280, 800), (390, 844)):
            page.set_viewport_size({"width": width, "height": height})
            page.screenshot(path=f"{folder}/ballots-{name}-{width}.png", full_page=width == 390)
        page.set_viewport_size({"width": 1280, "height": 800})


UNITS = ["1-101, 1-102, 1-103", "1-104", *(f"2-{one}" for one in range(101, 127))]  # 30 flats of 28 heads
AREAS = [300_000, 95_500, *([100_000] * 26)]


@pytest.fixture
def owners(tmp_path: Path) -> Iterator[Served]:
    path = tmp_path / "meeting.kiosk"
    make_meeting(path, title="业主大会", preset="owners", organisation="阳光花园", place="Hall")
    found = Served(path)
    rows = [
        person(f"业主 {unit[:5]}", number=unit, weight_thousandths=area)
        for unit, area in zip(UNITS, AREAS, strict=True)
    ]
    run(path, "import_roll", {"rows": rows, "roll_version": 0, "source": "roll.csv"}, "import-roll")
    for member in range(1, 19):
        found.post("/checkin/scans", {"member": member, "source": "search"}, "desk")
    yield found
    found.stop()


def counted(acts: Acts, papers: list[tuple[str, str]]) -> Made:
    """Named papers, (unit, mark), by both teams, to the report."""
    batch = acts.on("batches", "chief_scrutineer", batches=[len(papers)], method="papers")["batches"][0]["id"]
    name = next(iter(acts.names.values()))
    for team in ("teller_a", "teller_b"):
        for place, (unit, mark) in enumerate(papers, 1):
            fields = {
                "paper": place,
                "marks": {name: mark} if mark else {},
                "unit": unit,
                "key": f"{team}-{batch}-{place}",
            }
            acts.do(f"/ballots/batches/{batch}/papers", team, **fields)
        acts.do(f"/ballots/batches/{batch}/finish", team)
    acts.sign()
    return acts.report()["verdict"]


def test_an_owners_assembly_of_30_flats(owners: Served, chromium: Callable[..., Browser]) -> None:
    """One owner of three flats is one head, co-owners of one flat have one paper, four papers came from the absent, and
    the clause on silent owners is off: six more were served and are not counted."""
    acts, page, staff = acts_of(owners), console(owners, chromium), noting(owners, chromium)
    for back, valid in ((18, False), (22, True)):
        acts.prepare({"Motion": 1}, title=f"Repair {back}", kind="motion", preset="owners").list(
            ["Repair the roof"]
        ).adopt()
        if valid:
            noted(staff, "Papers delivered", UNITS[18:], "Papers delivered", 10)
            noted(staff, "Papers that came back before", UNITS[18:22], "Papers that came back before", 4)
        acts.on("boxes", seals=["A-1"])
        acts.on("issuing", printed=28, votes=18, persons=18)
        voting(page)
        acts.on("papers-out", "chief_scrutineer", issued=28, exchanged=0, spare=0)  # to all who are entitled
        for step in ("voting", "last-call", "closing"):
            acts.on(step)
        if valid:
            expect(page.locator(".con-sum").first).to_contain_text(
                "Papers delivered: 10; came back before the vote: 4.", timeout=SLOW_MS
            )
        page.get_by_label("Box 1, seal A-1").fill(str(back))
        page.get_by_role("button", name=f"Record: {back} papers back").click()
        needed = "✓ Papers returned 22 of 28" if valid else "✕ Papers returned 18 of 28"
        expect(page.locator(".con-sum").first).to_contain_text(needed, timeout=SLOW_MS)
        marks = [
            (unit.split(", ")[-1], "against" if place in (3, 4, 5) else "for")
            for place, unit in enumerate(UNITS[:back])
        ]
        told = counted(acts, marks)
        assert told["valid"] is valid, told["validity"]
        if valid:
            assert told["offices"][0]["elected"] == ["Repair the roof"]
            break
        expect(page.locator(".con-unmet").first).to_contain_text(
            "short by 1 and by 1.5 m²: the round is not valid", timeout=SLOW_MS
        )
        look(page, "owners")
        everywhere(owners, chromium, acts, "short by 1 and by 1.5 m²: the round is not valid, nobody is elected.")
        assert acts.on("declaration", status=409)["code"] == "not_valid"
        expect(page.get_by_role("button", name="Prepare the round again")).to_be_visible()
    acts.declare()
    voting(page)
    said = page.locator(".vote-sentences")
    expect(said).to_contain_text("19 for, with 2,095.5 m²", timeout=SLOW_MS)
    expect(said).to_contain_text("more than half of the 22 papers returned is 12", timeout=SLOW_MS)
    expect(said).to_contain_text("more than half of 2,395.5 m² is more than 1,197.75 m²; adopted.", timeout=SLOW_MS)
    sheet = everywhere(owners, chromium, acts, "more than half of 2,395.5 m² is more than 1,197.75 m²; adopted.")
    for words in ("Delivered before the vote 10", "Came back before the vote 4", "Eligible 28 · 2995.5 m²", "1-103"):
        assert words in sheet, sheet


def noting(meeting: Served, chromium: Callable[..., Browser]) -> Page:
    """The staff's page of what happens before the vote."""
    page = chromium().new_page(viewport={"width": 1280, "height": 800}, locale="en-GB")
    page.set_default_timeout(SLOW_MS)
    page.goto(meeting.enter("secretary"))
    page.goto(f"{meeting.url}/early")
    return page


def noted(page: Page, kind: str, units: list[str], title: str, count: int) -> None:
    page.reload()
    page.get_by_label("What is noted").select_option(label=kind)
    page.get_by_label("Units, one on each line").fill("\n".join(unit.split(", ")[0] for unit in units))
    page.get_by_role("button", name=f"Record: {count} units").click()
    expect(page.locator(".early-sums li", has_text=title)).to_contain_text(str(count), timeout=SLOW_MS)


def everywhere(meeting: Served, chromium: Callable[..., Browser], acts: Acts, words: str) -> str:
    """Hall, phone, minutes and sheet say it; what the sheet says."""
    page = chromium().new_context(viewport={"width": 1280, "height": 800}, locale="en-GB").new_page()
    page.set_default_timeout(SLOW_MS)
    found = ""
    paths = {
        "public": "/",
        "screen": "/hall",
        "secretary": f"/ballots/rounds/{acts.id}/record?copy=internal&language=en",
    }
    for role, path in paths.items():
        if role != "public":
            page.goto(meeting.enter(role))
        page.goto(f"{meeting.url}{path}")
        expect(page.locator("body")).to_contain_text(words, timeout=SLOW_MS)
        found = " ".join(page.locator("body").inner_text().split())
        say(path, found)
    minutes = " ".join(meeting.text("/minutes.md?language=en", "secretary")[1].decode().split())
    assert words in minutes
    say("minutes", minutes[max(0, minutes.rfind(words) - 1200) : minutes.rfind(words) + 900])
    return found


def say(where: str, words: str) -> None:
    """For whoever reads them; nothing in a plain run."""
    if os.environ.get("KIOSK_SAY"):
        print(f"\n--- {where}\n{words}")
