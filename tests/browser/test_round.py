"""A whole round with the chair at the console and the hall's screen; the tellers send what their pages send."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from kiosk.meeting_file import make_meeting, run
from tests.ballots.acts import Acts, Made
from tests.browser.test_console import ROLL
from tests.conftest import Served

SLOW_MS = 20_000
NAMES = ["王芳", "李强", "古丽·买买提"]
TEN = [*NAMES, "José Álvarez Fernández", "欧阳娜娜", "张伟", "扎西多吉", "赵敏", "钱多", "周正"]


@pytest.fixture(scope="module")
def meeting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    path = tmp_path_factory.mktemp("round") / "meeting.kiosk"
    make_meeting(path, title="Members' meeting", preset="party-grassroots", organisation="临江镇", place="Town hall")
    served = Served(path)
    run(path, "import_roll", {"rows": ROLL, "roll_version": 0, "source": "roll.csv"}, "import-roll")
    for member in range(1, 13):
        served.post("/checkin/scans", {"member": member, "source": "search"}, "desk")
    served.post("/checkin/declarations", {"present": 12, "measure": "checked_in"})
    yield served
    served.stop()


@pytest.fixture
def acts(meeting: Served) -> Acts:
    def post(path: str, fields: Made, role: str) -> tuple[int, Any]:
        return meeting.post(path, fields, role)

    return Acts(post)


@pytest.fixture
def open_page(chromium: Callable[..., Browser]) -> Callable[..., Page]:
    def opened(url: str, width: int = 1280, height: int = 800) -> Page:
        page = chromium().new_page(viewport={"width": width, "height": height}, locale="en-GB")
        page.set_default_timeout(SLOW_MS)
        page.goto(url)
        return page

    return opened


def step(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible(timeout=SLOW_MS)


def press(page: Page, name: str | re.Pattern[str]) -> None:
    page.locator(".con-step").get_by_role("button", name=name).first.click()


def test_a_round_by_the_chair_s_hand_says_the_same_in_the_hall_on_paper_and_by_the_command(
    meeting: Served, acts: Acts, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    chair, hall = open_page(meeting.enter("chair")), open_page(meeting.enter("screen"), 1920, 1080)
    chair.get_by_role("navigation", name="Agenda").get_by_role("button", name="Voting").click()
    chair.get_by_label("Title of the round").fill("Election of the committee")
    chair.get_by_label("Offices, one on each line, each with its number of seats").fill("委员 2")
    press(chair, "Prepare: Election of the committee")
    step(chair, "Who stands")
    chair.get_by_label("Not on the roll: one name on each line").fill("\n".join(NAMES))
    press(chair, "Add to the list")
    press(chair, "By strokes of the surname")
    press(chair, "Put 3 names on the paper")
    step(chair, "Adopt the rules")
    press(chair, "The rules are adopted by a clear majority")
    press(chair, "Yes: The rules are adopted by a clear majority")
    step(chair, "Seal the boxes")
    expect(hall.get_by_text("古丽·买买提")).to_be_visible(timeout=SLOW_MS)
    chair.get_by_label("The number of each box's seal, one on each line").fill("A-17")
    press(chair, "The box is sealed")
    step(chair, "Count the present")
    chair.get_by_label("Papers printed").fill("14")
    press(chair, "Freeze 12 present and hand out the papers")
    step(chair, "Hand out the papers")
    chair.get_by_label("Issued", exact=True).fill("12")
    chair.get_by_label("Kept and cut", exact=True).fill("2")
    expect(chair.get_by_text("Issued 12 + exchanged 0 + kept 2 = 14; printed 14")).to_be_visible()
    press(chair, "Record: 12 papers issued")
    press(chair, "Open the boxes: voting begins")
    expect(hall.get_by_text("At most 2 ○, as many as there are seats; fewer is valid.")).to_be_visible(timeout=SLOW_MS)
    press(chair, "Make the last call")
    expect(hall.get_by_text("Last call: please put your paper in now")).to_be_visible(timeout=SLOW_MS)
    chair.get_by_role("button", name=re.compile("Close the boxes")).hover()
    chair.mouse.down()
    step(chair, "Count the papers that came back")
    chair.mouse.up()
    chair.get_by_label("Box 1, seal A-17").fill("12")
    press(chair, "Record: 12 papers back")
    step(chair, "Doubtful papers, then the count")
    tellers_count(meeting, acts)
    expect(chair.get_by_text("The result is reported by the chief scrutineer")).to_be_visible(timeout=SLOW_MS)
    expect(hall.locator("body")).not_to_contain_text("elected")
    acts.report()
    expect(hall.locator(".outcome-line")).to_contain_text("more than 1/2 of the 12 present, that is 7", timeout=SLOW_MS)
    expect(hall.locator("body")).not_to_contain_text("✓ elected")
    told = chair.locator(".vote-sentences li").all_inner_texts()
    press(chair, re.compile("Declare elected: 王芳"))
    expect(hall.locator(".elected, .outcome em").first).to_be_visible(timeout=SLOW_MS)
    expect(hall.locator(".elected")).to_contain_text("王芳", timeout=SLOW_MS)
    press(chair, "王芳 accepts")
    expect(hall.locator(".sentences")).to_be_visible(timeout=SLOW_MS)
    assert hall.locator(".sentences li").all_inner_texts() == told
    assert on_paper(open_page, meeting, acts) == told == by_the_command(meeting, acts, tmp_path)
    assert told[0] == "王芳: 9 for, 3 against, 0 abstain; more than half of the 12 present is 7; elected."


def tellers_count(meeting: Served, acts: Acts) -> None:
    """Both teams paper by paper, team B with a slip that is found and mended."""
    panel = console(meeting)
    acts.id = panel["id"]
    acts.names = {one["name"]: str(one["id"]) for one in panel["candidates"]}
    papers: list[Made] = [{"王芳": "for", "李强": "for", "古丽·买买提": "against"}] * 7
    papers += [{"王芳": "for", "李强": "against", "古丽·买买提": "for"}] * 2
    papers += [dict.fromkeys(NAMES, "against")] * 3
    acts.papers(papers, slip={4: {}})
    acts.sign()


def console(meeting: Served) -> Made:
    from tests.support.sockets import Socket

    socket = Socket(meeting.url, meeting.token("chair"))
    try:
        found: Made = socket.join({"view": "console"})["panels"]["ballots"]["round"]
    finally:
        socket.close()
    return found


def on_paper(open_page: Callable[..., Page], meeting: Served, acts: Acts) -> list[str]:
    page = open_page(meeting.enter("secretary", to=f"/ballots/rounds/{acts.id}/record"))
    return page.locator(".sentences li").all_inner_texts()


def by_the_command(meeting: Served, acts: Acts, tmp_path: Path) -> list[str]:
    file = tmp_path / f"round-{acts.id}.json"
    file.write_bytes(meeting.text(f"/ballots/rounds/{acts.id}.json", "chair")[1])
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "verdict", str(file), "--json"], capture_output=True, text=True
    )
    found: list[str] = json.loads(done.stdout)["sentences"]
    return found


def test_the_record_of_ten_candidates_is_one_page_and_a_paper_one_of_its_own(
    meeting: Served, acts: Acts, open_page: Callable[..., Page]
) -> None:
    acts.prepare({"委员": 8}, title="Election of ten", eligible=206).list(TEN).adopt()
    acts.vote(present=178)
    acts.rule_out(2)
    acts.write_in("吴用")
    acts.sheets({name: 160 - 8 * place for place, name in enumerate(TEN)}, 176, {"吴用": 3})
    acts.sign()
    acts.on("incidents", text="The seal of box 2 was renewed in front of everybody", name="Signer")
    acts.report()
    acts.declare()
    acts.on("sealing", bags=["F-1", "F-2"], keeper="Archive", until="2027-05-01")
    page = open_page(meeting.enter("chair"))
    for what, size in [
        ("record?copy=internal", "A4"),
        ("record?copy=public", "A4"),
        ("paper", "A5"),
        ("paper?size=large", "A4"),
    ]:
        for language in ("en", "zh-Hans"):
            page.goto(f"{meeting.url}/ballots/rounds/{acts.id}/{what}{'&' if '?' in what else '?'}language={language}")
            printed = page.pdf(prefer_css_page_size=True, print_background=True)
            assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) == 1, (what, language)
            assert size in what or overflow(page) == [], (what, language)


def overflow(page: Page) -> list[str]:
    """What stands below the sheet's own edge."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('.sheet *, .ballot *')].filter((one) =>
        one.getBoundingClientRect().bottom > one.closest('section.sheet, section.ballot').getBoundingClientRect().bottom + 1)
        .map((one) => one.tagName + one.className)"""
    )
    return found
