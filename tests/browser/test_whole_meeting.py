"""One members' meeting in real pages, from an empty file to signed minutes, and the same numbers wherever they stand.

Fourteen devices in one Chromium, each with a profile of its own: the chair, the supervisor, two desks, two teams of
tellers, the chief scrutineer, the observer, the secretary, two screens and three phones. Only the mass of the sign-ins
goes by HTTP. While the seal of the draw stands its twenty seconds, the hall adopts its rules and its scrutineers.
"""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from kiosk.cli.main import main
from kiosk.rules.draw_records import check
from kiosk.store import database as files
from tests.conftest import Served

SLOW_MS = 20_000
VOTERS, GUESTS, EXCLUDED, PRESENT, NEEDED = 24, 2, 2, 20, 18
BASE = VOTERS - EXCLUDED
PRINTED, DOUBTFUL = 22, 1
CANDIDATES = ("王芳", "李强", "古丽·买买提", "Anna Wolkenstein")
TITLE = "Election of the committee"
DICE = "604712993310"
# Marks by place on the paper: 1 for, 2 against, 0 none; two seats, so that three marks are too many.
PILE = ("1122",) * 12 + ("1212",) * 4 + ("0011", "0000", "1112")
VOTES = {0: 16, 1: 12, 2: 5, 3: 1}
MAJORITY = 11  # more than half of the 20 present
PAPERS = {"printed": 22, "issued": 20, "exchanged": 0, "spare": 2, "returned": 20, "valid": 18, "invalid": 2}


class Hall:
    """Everybody at their device; `chair.step(…)` and the like say what they do there."""

    def __init__(self, served: Served, browser: Browser, codes: dict[str, str]) -> None:
        self.served, self.browser, self.codes = served, browser, codes
        self.pages: dict[str, Page] = {}

    def page(self, name: str, role: str = "", width: int = 1280, height: int = 800) -> Page:
        if name not in self.pages:
            context = self.browser.new_context(
                viewport={"width": width, "height": height}, locale="en-GB", reduced_motion="reduce"
            )
            context.set_default_timeout(SLOW_MS)
            self.pages[name] = context.new_page()
            self.pages[name].goto(self.served.enter(role or name, name) if role != "public" else self.served.url)
        return self.pages[name]

    @property
    def chair(self) -> Page:
        return self.page("chair")

    def turn(self, title: str) -> None:
        """The chair turns to a step of the agenda."""
        said = self.chair.locator("span", has_text=re.compile(f"^{re.escape(title)}$"))
        self.chair.locator(".con-agenda li button").filter(has=said).click()

    def step(self, title: str) -> None:
        """The chair turns to a step and calls it up where it has to be called up."""
        self.turn(title)
        begin = self.chair.get_by_role("button", name=f"Begin: {title}", exact=True)
        expect(begin.or_(self.chair.locator(".con-step .con-panel:not(.agenda-next)")).first).to_be_visible()
        if begin.count():
            begin.click()
            expect(begin).to_have_count(0, timeout=SLOW_MS)

    def end(self, title: str) -> None:
        end = self.chair.get_by_role("button", name=f"End: {title}", exact=True)
        end.click()
        expect(end).to_have_count(0, timeout=SLOW_MS)

    def press(self, name: str | re.Pattern[str]) -> None:
        self._panel().get_by_role("button", name=name).first.click()

    def confirm(self, name: str) -> None:
        """What has consequences is asked first."""
        self.press(re.compile(f"^{name}"))
        self.press(re.compile(f"^Yes: {name}"))

    def post(self, path: str, role: str, **fields: Any) -> dict[str, Any]:
        status, body = self.served.post(path, fields, role)
        assert status == 200, (path, body)
        return dict(body)

    def _panel(self) -> Locator:
        return self.chair.locator(".con-step")


@pytest.fixture
def hall(tmp_path: Path, serve: Callable[..., Served], chromium: Callable[..., Browser]) -> Hall:
    """`kiosk new`, `kiosk serve`, and the roll as an Excel file through the chair's page."""
    path = tmp_path / "meeting.kiosk"
    kiosk("new", path, "--title", "Members' meeting", "--template", "members-election", "--place", "Town hall")
    one = Hall(serve(path), chromium(), {})
    chair = one.chair
    chair.get_by_text("Skip this step").click()
    chair.get_by_role("button", name="done before the meeting").click()
    one.step("Preparation")
    with chair.expect_popup() as opened:
        chair.get_by_role("link", name="Import a roll").click()
    opened.value.set_input_files("input[type=file]", workbook(tmp_path / "roll.xlsx"))
    opened.value.get_by_role("button", name=f"Import {VOTERS + GUESTS} people").click()
    expect(opened.value.get_by_role("heading", name="The roll is imported")).to_be_visible(timeout=SLOW_MS)
    opened.value.close()
    kiosk("badges", path, "-o", tmp_path / "badges.csv")
    with (tmp_path / "badges.csv").open(encoding="utf-8-sig") as file:
        one.codes = {row["number"]: row["code"] for row in csv.DictReader(file)}
    return one


def kiosk(*arguments: object) -> None:
    main.main([str(one) for one in arguments], standalone_mode=False)


def workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Number", "Name", "Group", "Category"])
    for n in range(1, VOTERS + GUESTS + 1):
        category = "正式党员" if n <= VOTERS else "预备党员"
        sheet.append([f"{n:03}", f"Member {n:02}", "North" if n % 2 else "South", category])
    book.save(path)
    return path


def test_a_whole_meeting_says_the_same_numbers_in_minutes_screen_file_and_database(hall: Hall, tmp_path: Path) -> None:
    people_come(hall)
    the_quorum_is_declared(hall)
    the_draw_is_sealed(hall)
    rules_and_scrutineers_are_adopted(hall)
    order = the_order_is_drawn(hall)
    the_candidates_speak(hall, order)
    phones_ask(hall)
    votes_are_cast(hall, order)
    papers_are_counted(hall)
    told = the_result_is_declared(hall, order)
    minutes = the_minutes_are_signed(hall)
    every_number_is_the_same(hall, order, told, minutes, tmp_path)


def people_come(hall: Hall) -> None:
    """Two desks take codes from real badges; whoever is 23 or 24 is abroad and stands on the list of exclusions."""
    for number in (23, 24):
        hall.post("/roll/exclusions", "chair", member=number, reason="abroad", approved_by="the town committee")
    screens = [hall.page(name, "screen", 1920, 1080) for name in ("Stage", "Foyer")]
    for place, name in enumerate(("Desk 1", "Desk 2")):
        desk = hall.page(name, "desk")
        expect(desk.locator(".link-live")).to_be_visible(timeout=SLOW_MS)
        expect(desk.locator("[data-known=true]")).to_be_visible(timeout=SLOW_MS)
        for badge in (f"{1 + place:03}", f"{3 + place:03}"):
            desk.locator(".find").fill(hall.codes[badge])
            desk.locator(".find").press("Enter")
            expect(desk.locator(".verdict-about")).to_contain_text(badge, timeout=SLOW_MS)
            expect(desk.locator("[data-verdict=admitted]")).to_be_visible()
    desk.locator(".find").fill(hall.codes["026"])
    desk.locator(".find").press("Enter")
    expect(desk.locator("[data-verdict=admitted_nonvoting]")).to_be_visible(timeout=SLOW_MS)
    scans = [{"command_id": f"scan-{n:06}", "code": hall.codes[f"{n:03}"]} for n in (*range(5, PRESENT + 1), 1)]
    status, answer = hall.served.post("/checkin/scans/batch", {"scans": scans}, "desk", "Desk 3")
    receipts = answer["receipts"]
    assert status == 200 and [one["body"]["verdict"] for one in receipts][-2:] == ["admitted", "already_in"]
    for screen in screens:
        expect(screen.locator(".figure .n")).to_have_attribute("data-value", str(PRESENT), timeout=SLOW_MS)


def the_quorum_is_declared(hall: Hall) -> None:
    hall.step("Exclusions")
    for label, counted in (("For", "18"), ("Against", "0"), ("Abstained", "2")):
        hall.chair.get_by_label(label, exact=True).fill(counted)
    hall.confirm("Record: passed, 18 to 0")
    expect(hall.chair.get_by_text(f"2 are left out; the base is {BASE} and {NEEDED} are needed.")).to_be_visible()
    hall.step("Declare the quorum")
    hall.press(f"Declare: {PRESENT} present")
    expect(hall.chair.get_by_role("heading", name="The quorum is declared")).to_be_visible(timeout=SLOW_MS)
    for title in ("Opening, with the national anthem", "Report on the preparation of the election"):
        hall.step(title)
        hall.end(title)


def the_draw_is_sealed(hall: Hall) -> None:
    hall.step("Draw the order of the speeches")
    hall.chair.get_by_label("Names").fill("\n".join(CANDIDATES))
    hall.press(f"Freeze the list: {len(CANDIDATES)} names")
    hall.chair.get_by_text("The seal stands 60 seconds").click()
    hall.chair.get_by_label("Seconds, 20 at least").fill("20")
    hall.press("The list is right: seal the draw")
    expect(hall.page("Stage").locator(".draw-groups .read")).to_have_count(8, timeout=SLOW_MS)


def rules_and_scrutineers_are_adopted(hall: Hall) -> None:
    """Meanwhile: the round is prepared, its rules and the scrutineers are adopted, everybody else takes their place."""
    hall.turn("Hand out papers and vote")
    hall.press("Prepare it already")
    hall.chair.get_by_label("Title of the round").fill(TITLE)
    hall.chair.get_by_label("Offices, one on each line, each with its number of seats").fill("委员 2")
    hall.press(f"Prepare: {TITLE}")
    expect(hall.chair.get_by_role("heading", name="Who stands")).to_be_visible(timeout=SLOW_MS)
    hall.step("Adopt the rules of the election")
    hall.chair.get_by_label("For (empty: a clear majority)").fill("19")
    hall.chair.get_by_label("Against", exact=True).fill("1")
    hall.confirm("The rules are adopted: 19 to 1")
    hall.step("Adopt the scrutineers")
    hall.chair.get_by_label("Scrutineers, one to a line").fill("Member 05\nMember 06\nMember 07")
    hall.confirm("Record: 3 names adopted")
    expect(hall.chair.get_by_text("✓ adopted")).to_be_visible(timeout=SLOW_MS)
    for role in ("supervisor", "teller_a", "teller_b", "chief_scrutineer", "observer", "secretary"):
        hall.page(role)
    for n in (1, 2, 3):
        hall.page(f"phone {n}", "public", 390, 844)


def the_order_is_drawn(hall: Hall) -> list[str]:
    supervisor = hall.page("supervisor")
    supervisor.get_by_role("navigation", name="Agenda").get_by_role("button", name="Draw the order").click()
    hall.step("Draw the order of the speeches")
    hall.chair.get_by_label("12 digits, as they were read").fill(DICE)
    hall.press("Enter")
    hold(supervisor, re.compile("The dice show this"))
    drawn = hall.page("Stage").locator(".draw-names li span")
    expect(drawn).to_have_count(len(CANDIDATES), timeout=SLOW_MS)
    found = check(hall.served.text("/speeches/draws/1.txt")[1])
    assert found.step is None and found.record
    order = list(found.record.fields["order"])
    assert drawn.all_inner_texts() == order and sorted(order) == sorted(CANDIDATES)
    expect(hall.page("phone 1").locator(".sealed li")).to_have_count(len(CANDIDATES), timeout=SLOW_MS)
    return order


def hold(page: Page, name: re.Pattern[str]) -> None:
    """A button that is done only after a second of holding."""
    button = page.get_by_role("button", name=name).first
    button.hover(timeout=SLOW_MS)
    page.mouse.down()
    expect(button).to_have_count(0, timeout=SLOW_MS)
    page.mouse.up()


def the_candidates_speak(hall: Hall, order: list[str]) -> None:
    hall.step("Speeches of the candidates")
    hall.press("Open this list")
    for name in order:
        hall.press(f"Give {name} the floor")
        expect(hall.page("Stage").locator("body")).to_contain_text(name, timeout=SLOW_MS)
    hall.press("End the speech")
    hall.end("Speeches of the candidates")


def phones_ask(hall: Hall) -> None:
    """Members with their badges: one asks, another supports, a third asks what is not put."""
    hall.step("Questions to the candidates")
    hall.post("/qa/rules", "chair", who="members", naming="chair", approval=True)
    hall.press("These answer")
    hall.press("Open until I close")
    first, second, third = (hall.page(f"phone {n}") for n in (1, 2, 3))
    for n, phone in enumerate((first, second, third), 1):
        phone.locator(".qa-badge input:not([type=file])").fill(hall.codes[f"{n:03}"])
        phone.get_by_role("button", name="That is my badge").click()
    for phone, text in ((first, "When will the road be mended?"), (third, "How old are you?")):
        phone.get_by_label("Your question").fill(text)
        phone.get_by_role("button", name="Send the question").click()
        expect(phone.locator("[data-arrived=true]")).to_be_visible(timeout=SLOW_MS)
    hall.chair.locator(".qm-row", has_text="road").get_by_role("button", name="Approve").click()
    second.locator(".qa-queue li", has_text="road").get_by_role("button", name="Support").click()
    old = hall.chair.locator(".qm-row", has_text="How old")
    old.get_by_role("button", name="Do not put it").click()
    old.get_by_role("button", name="not about this").click()
    hall.press("Show question 1")
    expect(hall.page("Foyer").get_by_text("When will the road be mended?")).to_be_visible(timeout=SLOW_MS)
    hall.chair.locator(".qm-turns button").first.click()
    hall.press("Stop the clock")
    hall.press("It is answered")
    hall.press("Take no more questions")
    hall.end("Questions to the candidates")


def votes_are_cast(hall: Hall, order: list[str]) -> None:
    """The chair opens and closes; what is counted of the papers the chief scrutineer writes down."""
    hall.step("Hand out papers and vote")
    hall.press(re.compile("Take over the names of the last draw"))
    hall.press(re.compile("As drawn"))
    hall.press("Put 4 names on the paper")
    chief = hall.page("chief_scrutineer")
    for role, name in (("Team A", "Member 05"), ("Team B", "Member 06"), ("Chief scrutineer", "Member 07")):
        chief.get_by_label(role, exact=True).fill(name)
    chief.get_by_role("button", name="Name those who count").click()
    chief.get_by_label("Seals").fill("A-17、A-18")
    chief.get_by_role("button", name="Record the seals").click()
    hall.chair.get_by_label("Papers printed").fill(str(PRINTED))
    hall.press(f"Freeze {PRESENT} present and hand out the papers")
    chief.get_by_label("Issued").fill(str(PRESENT))
    chief.get_by_label("Spare").fill("2")
    chief.get_by_role("button", name="Record the papers handed out").click()
    hall.press("Open the boxes: voting begins")
    expect(hall.page("Stage").locator("body")).to_contain_text("The boxes are open", timeout=SLOW_MS)
    hall.press("Make the last call")
    hold(hall.chair, re.compile("Close the boxes"))
    chief.get_by_label("Box 1, seal A-17").fill("12")
    chief.get_by_label("Box 2, seal A-18").fill("8")
    chief.get_by_role("button", name="Record the papers returned").click()


def papers_are_counted(hall: Hall) -> None:
    """One paper is ruled out; team B enters the pile, team A calls it out, name by name, and the hall sees it grow."""
    chief, a, b = hall.page("chief_scrutineer"), hall.page("teller_a"), hall.page("teller_b")
    chief.get_by_label("Papers", exact=True).fill(str(DOUBTFUL))
    chief.get_by_role("button", name="Record the ruling").click()
    expect(chief.get_by_role("heading", name=f"Count {len(PILE)} papers")).to_be_visible(timeout=SLOW_MS)
    chief.get_by_role("button", name="Begin the count: batches 1").click()
    enter(b, PILE)
    enter(a, PILE)
    chief.get_by_role("button", name="Finish the count").click(timeout=SLOW_MS)
    for page, name in ((a, "Member 05"), (b, "Member 06"), (chief, "Member 07")):
        page.get_by_label("Type your name again to sign").fill(name, timeout=SLOW_MS)
        page.get_by_role("button", name="Sign the tally").click()


def enter(team: Page, pile: tuple[str, ...]) -> None:
    """By keys alone, each paper ended by Enter; then the whole batch is handed in."""
    number = team.locator(".pile-number")
    for place, marks in enumerate(pile, 1):
        expect(number).to_have_text(str(place), timeout=SLOW_MS)
        for mark in marks:
            team.keyboard.press(mark)
        team.keyboard.press("Enter")
    hand_in = team.get_by_role("button", name="Hand in batch 1")
    expect(hand_in).to_be_enabled(timeout=SLOW_MS)
    hand_in.click()
    expect(hand_in).to_have_count(0, timeout=SLOW_MS)


def the_result_is_declared(hall: Hall, order: list[str]) -> list[str]:
    """Reported by the chief scrutineer, declared by the chair, accepted by both; the sentences that the hall saw."""
    stage = hall.page("Stage")
    expect(hall.page("chief_scrutineer").locator(".reading-words")).to_be_visible(timeout=SLOW_MS)
    expect(stage.locator("body")).not_to_contain_text("elected")
    hall.page("chief_scrutineer").get_by_role("button", name="I have read it out: report the result").click()
    expect(stage.locator(".outcome strong")).to_have_text([str(VOTES[n]) for n in range(4)], timeout=SLOW_MS)
    expect(stage.locator(".outcome li b")).to_have_text(order)
    expect(stage.locator(".outcome-line")).to_contain_text(
        f"more than 1/2 of the {PRESENT} present, that is {MAJORITY}"
    )
    expect(stage.locator(".count-foot")).to_contain_text("Present 20 · issued 20 · returned 20 · valid 18 · invalid 2")
    hall.step("Announce the result")
    hall.press(f"Declare elected: {order[0]}, {order[1]}")
    for name in order[:2]:
        hall.press(f"{name} accepts")
    expect(hall.page("Foyer").locator(".elected")).to_contain_text(order[0], timeout=SLOW_MS)
    told = hall.chair.locator(".vote-sentences li").all_inner_texts()
    for title in ("Pledge of the elected", "Close the meeting"):
        hall.step(title)
        hall.end(title)
    return told


def the_minutes_are_signed(hall: Hall) -> str:
    """The observer notes, the secretary adds, both sign under one hash; an addition between would be noticed."""
    observer, secretary = hall.page("observer"), hall.page("secretary")
    observer.locator("textarea").fill("Somebody stood behind the booth.")
    observer.get_by_role("button", name="Put it in the record").click()
    expect(observer.locator(".obs-journal li").first).to_contain_text("behind the booth", timeout=SLOW_MS)
    secretary.get_by_role("link", name="Minutes").click()
    secretary.locator("[data-section=opening]").get_by_role("button").click(timeout=SLOW_MS)
    secretary.get_by_label("Added to “Opening”").fill("All stood for the anthem.")
    secretary.get_by_role("button", name="Add it to the minutes").click()
    expect(secretary.locator("[data-addition]")).to_contain_text("All stood for the anthem.", timeout=SLOW_MS)
    hall.chair.goto(f"{hall.served.url}/minutes")
    for page, role, name in ((secretary, "secretary", "Li the secretary"), (hall.chair, "chair", "Wang in the chair")):
        page.get_by_label("Type your name to sign").fill(name)
        page.get_by_role("button", name="Sign the minutes").click()
        expect(page.locator(f"[data-signer={role}][data-state=signed]")).to_contain_text(name, timeout=SLOW_MS)
    expect(hall.chair.locator("[data-state=signed]")).to_have_count(2)
    return hall.chair.locator("article.doc").inner_text()


def every_number_is_the_same(hall: Hall, order: list[str], told: list[str], minutes: str, tmp_path: Path) -> None:
    path = hall.served.path
    record = tmp_path / "record"
    kiosk("verify", path)
    kiosk("export", path, "--to", record)
    kiosk("verify", record)
    db = files.reader(path)
    of_the_database(db, order)
    [file] = (record / "internal" / "rounds").glob("round-*[0-9].json")
    of_the_file(json.loads(file.read_text("utf-8")), order)
    judged = subprocess.run(
        [sys.executable, "-m", "kiosk", "verdict", str(file), "--json"], capture_output=True, text=True
    )
    office = json.loads(judged.stdout)["offices"][0]
    assert (judged.returncode, office["needed"], office["elected"]) == (0, MAJORITY, order[:2])
    of_the_minutes(minutes, order, told)
    phone = hall.page("phone 1").locator(".attendance")
    expect(phone).to_contain_text(f"{PRESENT} present of {BASE}")
    heads = {row[0] for row in db.execute("select under_hash from minutes_signature")}
    assert len(heads) == 1 and f"{heads.pop()[:16]}" in minutes
    db.close()


def of_the_database(db: Any, order: list[str]) -> None:
    declared = db.execute("select present, base, needed, met from declaration").fetchall()
    assert [tuple(row) for row in declared] == [(PRESENT, BASE, NEEDED, 1)]
    inside = db.execute(
        "select count(*) from attendance a join member m on m.id = a.member where m.with_vote = 1"
    ).fetchone()[0]
    assert inside == PRESENT
    row = db.execute("select * from ballot_round").fetchone()
    assert row["present_votes"] == PRESENT
    assert {
        name: row[name] for name in ("printed", "issued", "exchanged", "spare", "returned")
    }.items() <= PAPERS.items()
    names = [row[0] for row in db.execute("select name from ballot_candidate order by position")]
    assert names == order


def of_the_file(figures: dict[str, Any], order: list[str]) -> None:
    assert figures["present"] == PRESENT
    assert {name: figures["papers"][name] for name in PAPERS} == PAPERS
    assert {one["name"]: one["for"] for one in figures["candidates"]} == {order[n]: VOTES[n] for n in range(4)}


def of_the_minutes(minutes: str, order: list[str], told: list[str]) -> None:
    flat = re.sub(r"\s+", " ", minutes)
    assert f"Came, with a vote {PRESENT} of {BASE} (90.9 %)" in flat
    assert f"Present {PRESENT} of {BASE} eligible; at least 4/5 of {BASE} is {NEEDED}: the quorum is met." in flat
    assert " ".join(map(str, PAPERS.values())) in flat
    for place, name in enumerate(order):
        outcome = "elected" if place < 2 else "not elected"
        assert re.search(rf"{re.escape(name)} 委员 {VOTES[place]} \d+ \d+ {outcome}", flat), name
    for sentence in told:
        assert sentence in flat
    for words in (
        "All stood for the anthem.",
        "Somebody stood behind the booth.",
        "Li the secretary",
        "for 19, against 1",
    ):
        assert words in flat, words
