"""The desk in real Chromium: every way in, every verdict, and what happens without the network."""

from __future__ import annotations

import csv
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kiosk.cli.main import main
from kiosk.meeting_file import make_meeting
from kiosk.store import database as files
from tests.browser.badge import film, photograph
from tests.conftest import Served

ROLL = """number,name,group,category
001,欧阳建国,机关支部,正式党员
002,王伟,第一支部,正式党员
003,王伟,第三支部,正式党员
004,Anna Wolkenstein,第一支部,正式党员
005,曾小贤,第二支部,预备党员
"""
FAKE_CAMERA = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")


class Door:
    """A served meeting with a small roll, and the codes of its badges by number."""

    def __init__(self, served: Served, codes: dict[str, str]) -> None:
        self.served = served
        self.codes = codes

    def desk(self, browser: Browser, role: str = "desk", name: str = "Desk 1", language: str = "en") -> Page:
        page = browser.new_context(viewport={"width": 1280, "height": 800}, locale=language).new_page()
        page.goto(self.served.enter(role, name, to="/desk"))
        expect(page.locator(".link-live")).to_be_visible()
        expect(page.locator("[data-known=true]")).to_be_visible()
        return page

    def entries(self) -> list[str]:
        """The kinds of all entries, in order."""
        with closing(files.reader(self.served.path)) as db:
            return [row[0] for row in db.execute("select kind from entry order by seq")]

    def checked_in(self) -> int:
        status, answer = self.served.get("/healthz")
        assert status == 200
        return int(answer["seq"])


@pytest.fixture
def door(tmp_path: Path, serve: Callable[..., Served]) -> Door:
    path, roll, badges = tmp_path / "meeting.kiosk", tmp_path / "roll.csv", tmp_path / "badges.csv"
    make_meeting(path, title="Members' meeting", preset="party-grassroots")
    roll.write_text(ROLL, encoding="utf-8")
    main.main(["import", str(path), str(roll)], standalone_mode=False)
    main.main(["badges", str(path), "-o", str(badges)], standalone_mode=False)
    with badges.open(encoding="utf-8-sig") as file:
        codes = {row["number"]: row["code"] for row in csv.DictReader(file)}
    return Door(serve(path), codes)


def verdict(page: Page, name: str) -> None:
    expect(page.locator(f'[data-verdict="{name}"]')).to_be_visible(timeout=10_000)


SCANNED = """(code) => {
  for (const letter of code) dispatchEvent(new KeyboardEvent("keydown", { code: /[0-9]/.test(letter) ? `Digit${letter}` : `Key${letter}` }));
  dispatchEvent(new KeyboardEvent("keydown", { code: "Enter" }));
}"""


def scan(page: Page, code: str) -> None:
    """A scanner's keys within one moment, however busy this machine is."""
    page.evaluate(SCANNED, code)


def scan_by_keys(page: Page, code: str) -> None:
    """What a wedge scanner does: real keys at a machine's pace, and Enter."""
    page.keyboard.type(code)
    page.keyboard.press("Enter")


def own_count(page: Page) -> str:
    return page.locator(".top-figure b").first.inner_text()


def test_a_badge_before_the_camera_is_counted_and_the_hall_shows_it(
    door: Door, chromium: Callable[..., Browser], tmp_path: Path
) -> None:
    hall = chromium().new_page()
    hall.goto(door.served.enter("screen", "Hall"))
    door.served.post("/display/takes", {"scene": "attendance"}, "chair")
    badge = film(door.codes["001"], tmp_path / "badge.mjpeg")
    page = door.desk(chromium(*FAKE_CAMERA, f"--use-file-for-fake-video-capture={badge}"))
    page.get_by_role("button", name="Camera", exact=True).click()
    verdict(page, "admitted")
    expect(page.locator(".verdict-name")).to_have_text("欧阳建国")
    expect(page.locator(".verdict-give")).to_contain_text("red card ×1")
    expect(page.locator(".top-figure b").first).to_have_text("1")
    expect(hall.locator(".figure .n")).to_have_attribute("data-value", "1")


def test_a_photograph_is_read_where_the_page_has_no_camera(
    door: Door, chromium: Callable[..., Browser], tmp_path: Path
) -> None:
    browser = chromium("--host-resolver-rules=MAP hall.test 127.0.0.1")
    page = browser.new_page()
    page.goto(door.served.enter("desk", "Desk 1").replace("127.0.0.1", "hall.test"))
    expect(page.locator(".link-live")).to_be_visible()
    assert page.evaluate("() => window.isSecureContext") is False
    page.set_input_files("input[type=file]", photograph(door.codes["001"], tmp_path / "badge.png"))
    verdict(page, "admitted")


def test_a_scanner_types_whatever_has_the_focus_and_leaves_no_digits(
    door: Door, chromium: Callable[..., Browser]
) -> None:
    page = door.desk(chromium(), role="supervisor", name="Supervisor")
    page.fill(".find", "before")
    page.focus(".find")
    for _ in range(4):  # where this machine is too busy to type at a scanner's pace, the badge is read again
        scan_by_keys(page, door.codes["002"])
        page.wait_for_timeout(1_500)
        if page.locator("[data-verdict=admitted]").count():
            break
        page.fill(".find", "")
    verdict(page, "admitted")
    expect(page.locator(".find")).to_have_value("")
    page.get_by_role("button", name="Walk-in").click()
    for _ in range(4):
        page.locator(".walk-in input").first.focus()
        page.keyboard.type(door.codes["003"], delay=20)  # a slow one, without a suffix
        page.wait_for_timeout(1_500)
        if page.locator("[data-verdict=admitted]").count():
            break
        page.locator(".walk-in input").first.fill("")
    verdict(page, "admitted")
    expect(page.locator(".verdict-about")).to_contain_text("No. 003")


def test_a_scanner_is_read_through_an_input_method(door: Door, chromium: Callable[..., Browser]) -> None:
    page = door.desk(chromium())
    page.focus(".find")
    page.context.new_cdp_session(page).send(
        "Input.imeSetComposition", {"text": "ni hao", "selectionStart": 6, "selectionEnd": 6}
    )
    page.evaluate(
        """code => { for (const letter of code) document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {
        key: "Process", code: /[0-9]/.test(letter) ? `Digit${letter}` : `Key${letter}`, isComposing: true, bubbles: true })) }""",
        door.codes["001"],
    )
    verdict(page, "admitted")
    expect(page.locator(".find")).to_have_value("")


def test_a_fast_typist_is_not_a_scanner(door: Door, chromium: Callable[..., Browser]) -> None:
    page = door.desk(chromium())
    page.focus(".find")
    page.keyboard.type("ouyangjianguo", delay=60)
    expect(page.locator(".found-row").first).to_contain_text("欧阳建国")


def test_a_code_can_be_typed(door: Door, chromium: Callable[..., Browser]) -> None:
    page = door.desk(chromium())
    code = door.codes["001"].lower()
    page.fill(".find", " ".join(code[i : i + 4] for i in range(0, 16, 4)))
    page.press(".find", "Enter")
    verdict(page, "admitted")


def test_initials_find_the_person_and_the_identity_is_asked(door: Door, chromium: Callable[..., Browser]) -> None:
    page = door.desk(chromium())
    page.fill(".find", "oyjg")
    expect(page.locator(".found-row")).to_contain_text("欧阳建国")
    page.press(".find", "Enter")
    expect(page.get_by_role("heading", name="Identity seen?")).to_be_visible()
    assert own_count(page) == "0"
    page.get_by_role("button", name="check in 欧阳建国").click()
    verdict(page, "admitted")


def test_the_same_badge_within_five_seconds_sends_nothing(door: Door, chromium: Callable[..., Browser]) -> None:
    page = door.desk(chromium())
    scan(page, door.codes["001"])
    verdict(page, "admitted")
    before = door.checked_in()
    scan(page, door.codes["001"])
    page.wait_for_timeout(400)
    verdict(page, "admitted")
    assert door.checked_in() == before


def test_another_desk_is_told_when_and_where_and_a_leaver_returns(door: Door, chromium: Callable[..., Browser]) -> None:
    browser = chromium()
    first, second = door.desk(browser), door.desk(browser, name="Desk 2")
    scan(first, door.codes["001"])
    verdict(first, "admitted")
    scan(second, door.codes["001"])
    verdict(second, "already_in")
    expect(second.locator(".verdict-line")).to_contain_text("at Desk 1. Same person? Let in.")
    second.get_by_role("button", name="Leaves the hall").click()
    second.get_by_role("button", name="欧阳建国 leaves the hall").click()
    verdict(second, "left")
    first.wait_for_timeout(5_100)  # beyond the five seconds of the page
    scan(first, door.codes["001"])
    verdict(first, "returned")


def test_a_guest_has_another_word_and_card(door: Door, chromium: Callable[..., Browser]) -> None:
    page = door.desk(chromium())
    scan(page, door.codes["005"])
    verdict(page, "admitted_nonvoting")
    expect(page.locator(".verdict-word")).to_contain_text("Guest: come in")


def test_an_unknown_code_says_what_to_do(door: Door, chromium: Callable[..., Browser]) -> None:
    page = door.desk(chromium())
    scan(page, "ABCDEFGHJKMNPQRS")
    verdict(page, "unknown_code")
    expect(page.locator(".verdict-line")).to_have_text("Look for the name below.")


def test_own_last_check_in_is_taken_back(door: Door, chromium: Callable[..., Browser]) -> None:
    page = door.desk(chromium())
    scan(page, door.codes["001"])
    verdict(page, "admitted")
    expect(page.locator(".top-figure b").first).to_have_text("1")
    page.get_by_role("button", name="Take back").click()
    page.locator(".recent .found-row").first.click()
    verdict(page, "undone")
    expect(page.locator(".top-figure b").first).to_have_text("0")


def test_a_scan_waits_for_the_network_and_is_counted_once(door: Door, chromium: Callable[..., Browser]) -> None:
    page = door.desk(chromium())
    page.context.set_offline(True)
    scan(page, door.codes["001"])
    verdict(page, "accepted_here")
    expect(page.locator(".top-waiting b")).to_have_text("1")
    page.context.set_offline(False)
    verdict(page, "admitted")
    expect(page.locator(".top-waiting")).to_have_count(0)
    expect(page.locator(".top-figure b").first).to_have_text("1")


def test_a_waiting_scan_survives_the_server_and_a_reload(door: Door, chromium: Callable[..., Browser]) -> None:
    page = door.desk(chromium())
    page.route("**/checkin/scans*", lambda route: route.abort())
    scan(page, door.codes["001"])
    verdict(page, "accepted_here")
    page.on("dialog", lambda dialog: dialog.accept())  # the page warns before it is left
    page.reload()
    expect(page.locator(".top-waiting b")).to_have_text("1")
    page.unroute("**/checkin/scans*")
    expect(page.locator(".last")).to_contain_text("欧阳建国")
    expect(page.locator(".top-figure b").first).to_have_text("1")


def test_a_walk_in_with_a_member_s_name_is_asked_about(door: Door, chromium: Callable[..., Browser]) -> None:
    page = door.desk(chromium(), role="supervisor", name="Supervisor")

    def ask(name: str) -> None:
        page.get_by_role("button", name="Walk-in").click()
        page.get_by_label("Name", exact=True).fill(name)
        page.get_by_role("button", name="Add to the roll and check in").click()

    ask("歐陽建國")
    expect(page.get_by_role("heading")).to_have_text(
        "There is 欧阳建国, No. 001, 机关支部, not yet in: is it this person?"
    )
    page.get_by_role("button", name="Back", exact=True).click()
    expect(page.get_by_label("Name", exact=True)).to_have_value("歐陽建國")
    page.get_by_role("button", name="Add to the roll and check in").click()
    page.locator(".found-row").click()
    page.get_by_role("button", name="check in 欧阳建国").click()
    verdict(page, "admitted")
    ask("王伟")
    expect(page.locator(".found-row")).to_have_count(2)
    page.get_by_role("button", name="Another person: add 王伟 to the roll").click()
    expect(page.locator(".verdict-about")).to_contain_text("No. W6")
    assert door.entries().count("walk_in_added") == 1


def test_a_supervisor_adds_a_walk_in(door: Door, chromium: Callable[..., Browser]) -> None:
    page = door.desk(chromium(), role="supervisor", name="Supervisor")
    page.get_by_role("button", name="Walk-in").click()
    page.get_by_label("Name", exact=True).fill("司马相如")
    page.get_by_role("button", name="Add to the roll and check in").click()
    verdict(page, "admitted_nonvoting")
    expect(page.locator(".verdict-name")).to_have_text("司马相如")


def test_a_proxy_is_recorded_where_the_rules_allow_it(
    serve: Callable[..., Served], chromium: Callable[..., Browser], tmp_path: Path
) -> None:
    path, roll = tmp_path / "owners.kiosk", tmp_path / "owners.csv"
    make_meeting(path, title="Owners", preset="association")
    roll.write_text(ROLL, encoding="utf-8")
    main.main(["import", str(path), str(roll)], standalone_mode=False)
    door = Door(serve(path), {})
    page = door.desk(chromium())
    page.locator(".find").fill("Anna")
    page.locator("#found-0").click()
    page.get_by_role("button", name="Identity seen: check in Anna Wolkenstein").click()
    verdict(page, "admitted")
    page.locator(".find").fill("Anna")
    page.locator("#found-0").click()
    page.get_by_role("button", name="Shows a proxy").click()
    page.get_by_label("Absent").fill("oyjg")
    page.get_by_role("button", name="欧阳建国").click()
    page.get_by_role("button", name="Document seen: Anna Wolkenstein votes for 欧阳建国").click()
    verdict(page, "represents")
    expect(page.get_by_text("2 votes in all")).to_be_visible()

    page.locator(".find").fill("oyjg")  # now he comes himself
    page.locator("#found-0").click()
    page.get_by_role("button", name="Identity seen: check in 欧阳建国").click()
    verdict(page, "admitted")
    expect(page.locator(".verdict-note")).to_have_text(
        "Anna Wolkenstein (No. 004) took the paper for this person. First take 1 back from Anna Wolkenstein, then give it here."
    )
    console = door.desk(chromium(), role="supervisor", name="Supervisor")
    console.goto(f"{door.served.url}/console")
    expect(console.get_by_text("1 person has come in person whom others represent")).to_be_visible()
    console.get_by_role("navigation", name="Agenda").get_by_role("button", name="Check-in").click()
    expect(console.get_by_text("Came in person; Anna Wolkenstein (No. 004) has the paper.")).to_be_visible()
    console.get_by_role("button", name="Taken back, and given to this person").click()
    expect(console.get_by_role("heading", name="Papers of proxies")).to_have_count(0)


def test_closed_desks_let_nobody_in_but_a_supervisor_may(door: Door, chromium: Callable[..., Browser]) -> None:
    assert door.served.post("/checkin/closing", {}, "chair")[0] == 200
    page = door.desk(chromium(), role="supervisor", name="Supervisor")
    scan(page, door.codes["001"])
    verdict(page, "closed")
    page.get_by_role("button", name="Let in, with a reason").click()
    page.get_by_label("Reason").fill("train was late")
    page.get_by_role("button", name="Let in 欧阳建国").click()
    verdict(page, "admitted")


def test_heads_are_counted_block_by_block(door: Door, chromium: Callable[..., Browser]) -> None:
    page = chromium().new_page()
    page.goto(door.served.enter("desk", "Rows", to="/rows"))
    page.get_by_label("New block").fill("A 1–5")
    page.get_by_role("button", name="Count this block").click()
    for _ in range(3):
        page.get_by_role("button", name="One more").click()
    page.get_by_role("button", name="Record 3 people in block A 1–5").click()
    expect(page.locator(".blocks-total b")).to_have_text("3")


def test_people_marked_on_paper_are_signed_in_together(door: Door, chromium: Callable[..., Browser]) -> None:
    page = chromium().new_page()
    page.goto(door.served.enter("secretary", "Secretary", to="/paper"))
    for number in ("001", "004"):
        page.get_by_label("Number or name on the paper list").fill(number)
        expect(page.locator(".tick")).to_contain_text(number)
        page.get_by_label("Number or name on the paper list").press("Enter")
    page.get_by_label("Typed in by").fill("李秘书")
    page.get_by_role("button", name="Sign in 2 from paper").click()
    expect(page.locator(".results")).to_contain_text("2 signed in from paper")


@pytest.mark.parametrize("left_open", [False, True], ids=["the page was closed", "the page is still open"])
def test_scans_of_a_desk_that_was_revoked_arrive_once_when_its_browser_is_paired_anew(
    door: Door, chromium: Callable[..., Browser], left_open: bool
) -> None:
    before = door.desk(chromium())
    before.route("**/checkin/scans**", lambda route: route.abort())  # they wait, as they do without the laptop
    for number in ("001", "002"):
        scan(before, door.codes[number])
        expect(before.locator("[data-verdict=accepted_here]")).to_be_visible()
    expect(before.locator(".top-figure[role=status]")).to_contain_text("2")
    device = door.served.get("/devices")[1]["devices"][0]
    assert device["name"] == "Desk 1"
    assert door.served.post(f"/devices/{device['id']}/revocations", {})[0] == 200
    page = before.context.new_page()
    if left_open:
        before.unroute("**/checkin/scans**")
    else:
        before.close()
    page.goto(door.served.enter("desk", "Desk 1 anew"))
    expect(page.locator(".top-figure b").first).to_have_text("2", timeout=30_000)
    expect(page.locator(".top-figure[role=status]")).to_contain_text("0")
    came = [entry for entry in door.entries() if entry == "checked_in"]
    assert came == ["checked_in"] * 2, "each once, whoever sent it"
