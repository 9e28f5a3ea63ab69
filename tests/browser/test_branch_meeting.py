"""A whole meeting of a Party branch in real pages: 25 members, 22 come, two motions by hands, from the door to the signed
minutes; every number is the law's (支部工作条例 Article 11): half present, more than half of those who should attend.
"""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from kiosk.cli.main import main
from kiosk.meeting_file import make_meeting, run
from kiosk.store import database as files
from tests.conftest import Served
from tests.support.members import person

SLOW_MS = 60_000
MEMBERS, PRESENT = 25, 22
QUORUM, MAJORITY = 13, 13  # at least half of 25; more than half of 25
MOTIONS = (("The budget", 7, 7, 8, False), ("Admission of Zhao Min", 4, 2, 16, True))
CHECKER = Path(__file__).parent.parent.parent / "docs" / "check_record.py"


def test_a_branch_of_25_from_the_door_to_the_minutes(
    tmp_path: Path, serve: Callable[..., Served], chromium: Callable[..., Browser]
) -> None:
    served = branch(tmp_path, serve)
    codes = badges(served.path, tmp_path)
    pages = {name: open_page(served, chromium(), name) for name in ("chair", "desk", "screen", "public", "secretary")}
    they_come(served, pages, codes)
    the_quorum_is_declared(pages)
    for motion in MOTIONS:
        vote_by_hands(pages["chair"], *motion)
    minutes = the_minutes_are_signed(served, pages)
    every_number_is_the_law_s(minutes)
    the_record_holds(served.path, tmp_path)


def branch(tmp_path: Path, serve: Callable[..., Served]) -> Served:
    path = tmp_path / "branch.kiosk"
    make_meeting(path, title="Branch meeting", preset="party-branch", organisation="Third branch", place="Room 2")
    rows = [person(f"Member {one:02}", number=f"{one:03}") for one in range(1, MEMBERS + 1)]
    run(path, "import_roll", {"rows": rows, "roll_version": 0, "source": "roll.csv"}, "import-roll")
    return serve(path)


def badges(path: Path, tmp_path: Path) -> dict[str, str]:
    main.main(["badges", str(path), "-o", str(tmp_path / "badges.csv")], standalone_mode=False)
    with (tmp_path / "badges.csv").open(encoding="utf-8-sig") as file:
        return {row["number"]: row["code"] for row in csv.DictReader(file)}


def open_page(served: Served, browser: Browser, role: str) -> Page:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB", reduced_motion="reduce")
    context.set_default_timeout(SLOW_MS)
    page = context.new_page()
    page.goto(served.enter(role) if role != "public" else served.url)
    return page


def step(chair: Page, title: str) -> None:
    chair.get_by_role("navigation", name="Agenda").get_by_role("button", name=title).click()


def they_come(served: Served, pages: dict[str, Page], codes: dict[str, str]) -> None:
    """Two by the desk's page; the others as a desk sends them."""
    desk = pages["desk"]
    expect(desk.locator("[data-known=true]")).to_be_visible(timeout=SLOW_MS)
    for number in ("001", "002"):
        desk.locator(".find").fill(codes[number])
        desk.locator(".find").press("Enter")
        expect(desk.locator(".verdict-about")).to_contain_text(number, timeout=SLOW_MS)
    scans = [{"command_id": f"scan-{n:06}", "code": codes[f"{n:03}"]} for n in range(3, PRESENT + 1)]
    assert served.post("/checkin/scans/batch", {"scans": scans}, "desk")[0] == 200
    expect(pages["screen"].locator(".figure .n")).to_have_attribute("data-value", str(PRESENT), timeout=SLOW_MS)
    expect(pages["public"].locator(".attendance")).to_contain_text(f"{PRESENT} of {MEMBERS}", timeout=SLOW_MS)


def the_quorum_is_declared(pages: dict[str, Page]) -> None:
    chair = pages["chair"]
    step(chair, "Declare the quorum")
    expect(chair.locator(".con-step")).to_contain_text(str(QUORUM), timeout=SLOW_MS)
    chair.locator(".con-step").get_by_role("button", name=f"Declare: {PRESENT} present").click()
    expect(chair.get_by_role("heading", name="The quorum is declared")).to_be_visible(timeout=SLOW_MS)
    expect(pages["public"].locator(".attendance")).to_contain_text(f"{PRESENT} present of {MEMBERS}", timeout=SLOW_MS)


def vote_by_hands(chair: Page, title: str, against: int, abstain: int, favour: int, carried: bool) -> None:
    step(chair, "Voting")
    chair.get_by_role("button", name="A vote by hands").click()
    chair.get_by_label("What is voted on").fill(title)
    chair.get_by_role("button", name="Against and abstain counted").click()
    chair.get_by_label("Present, counted just before").fill(str(PRESENT))
    chair.get_by_label("Against", exact=True).fill(str(against))
    chair.get_by_label("Abstained").fill(str(abstain))
    told = chair.locator(".con-sum")
    expect(told).to_contain_text(f"{favour} for, {against} against, {abstain} abstain, of {PRESENT} present")
    expect(told).to_contain_text(f"more than half of the {MEMBERS} who should attend is {MAJORITY}")
    chair.get_by_role("button", name="Record: adopted" if carried else "Record: not adopted", exact=True).click()
    said = (
        f"more than half of the {MEMBERS} who should attend is {MAJORITY}; {'adopted' if carried else 'not adopted'}."
    )
    expect(chair.locator(".vote-noted li").first).to_contain_text(said, timeout=SLOW_MS)


def the_minutes_are_signed(served: Served, pages: dict[str, Page]) -> str:
    chair, secretary = pages["chair"], pages["secretary"]
    for page in (secretary, chair):
        page.goto(f"{served.url}/minutes")
    secretary.get_by_role("button", name="Name who chairs and who writes").click()
    secretary.get_by_label("In the chair").fill("Wang the branch secretary")
    secretary.get_by_label("Minutes written by").fill("Li who writes")
    secretary.get_by_role("button", name="Put it into the minutes").click()
    expect(secretary.locator("article.doc")).to_contain_text("Wang the branch secretary", timeout=SLOW_MS)
    chair.reload()
    for page, role, name in ((secretary, "secretary", "Li who writes"), (chair, "chair", "Wang the branch secretary")):
        page.get_by_label("Type your name to sign").fill(name)
        page.get_by_role("button", name="Sign the minutes").click()
        expect(page.locator(f"[data-signer={role}][data-state=signed]")).to_contain_text(name, timeout=SLOW_MS)
    return re.sub(r"\s+", " ", chair.locator("article.doc").inner_text())


def every_number_is_the_law_s(minutes: str) -> None:
    assert (
        f"Present {PRESENT} of {MEMBERS} eligible; at least 1/2 of {MEMBERS} is {QUORUM}: the quorum is met." in minutes
    )
    assert "In the chair Wang the branch secretary Minutes written by Li who writes" in minutes
    for title, against, abstain, favour, carried in MOTIONS:
        line = f"more than half of the {MEMBERS} who should attend is {MAJORITY}"
        outcome = "adopted" if carried else "not adopted"
        assert f"“{title}”, present {PRESENT}: {favour} for, {against} against, {abstain} abstain" in minutes, minutes
        assert f"{line}; {outcome}." in minutes
    assert "Absent, with a vote" in minutes and "Member 23" in minutes and "Member 25" in minutes


def the_record_holds(path: Path, tmp_path: Path) -> None:
    record = tmp_path / "record"
    for arguments in (["verify", str(path)], ["export", str(path), "--to", str(record)], ["verify", str(record)]):
        main.main(arguments, standalone_mode=False)
    checked = subprocess.run([sys.executable, str(CHECKER), str(record)], capture_output=True, text=True, timeout=300)
    assert checked.returncode == 0, checked.stdout
    db = files.reader(path)
    rows: list[Any] = db.execute(
        "select present, votes, against, abstain, carried from hands_vote order by id"
    ).fetchall()
    assert [tuple(row) for row in rows] == [(PRESENT, f, g, a, int(c)) for _, g, a, f, c in MOTIONS]
    declared = db.execute("select present, base, needed, met from declaration").fetchone()
    assert tuple(declared) == (PRESENT, MEMBERS, QUORUM, 1)
    db.close()
