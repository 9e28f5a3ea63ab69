"""What the law asks of a result, played in real pages: each play asks the chair's page, the hall, a phone, the minutes and
the result sheet, and they say the same. With KIOSK_TOLD set to a folder, what they said is written there.
"""

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
from tests.browser.test_law import decided
from tests.conftest import Served
from tests.support.members import person

SLOW_MS = 60_000
LOCALE = os.environ.get("KIOSK_LOOK", "en-GB")
SIZES = ((1920, 1080), (1280, 800), (390, 844))


class Play:
    """A meeting with everybody at their page: `chair`, `hall`, `phone`, `chief`, `minutes`."""

    def __init__(self, served: Served, browser: Browser) -> None:
        self.served, self.browser = served, browser
        self.acts = Acts(self._post)
        self.chair = self._page("chair")
        self.chair.goto(f"{served.url}/console")
        self.voting()
        self.hall = self._page("screen", 1920, 1080)
        self.phone = self._page("public", 390, 844)
        self.chief = self._page("chief_scrutineer")
        self.minutes = self._page("secretary")

    def _post(self, path: str, fields: Made, role: str) -> tuple[int, Any]:
        return self.served.post(path, fields, role)

    def _page(self, role: str, width: int = 1280, height: int = 800) -> Page:
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, locale=LOCALE, reduced_motion="reduce"
        )
        context.set_default_timeout(SLOW_MS)
        page = context.new_page()
        page.goto(self.served.enter(role) if role != "public" else self.served.url)
        return page

    def voting(self) -> None:
        self.chair.get_by_role("navigation", name="Agenda").get_by_role("button", name="Voting").click()

    def says(self, page: Page, *words: str | re.Pattern[str], where: str = "body") -> None:
        for one in words:
            expect(page.locator(where)).to_contain_text(one, timeout=SLOW_MS)

    def hold(self, page: Page, name: re.Pattern[str]) -> None:
        button = page.get_by_role("button", name=name).first
        button.hover()
        page.mouse.down()
        expect(button).to_have_count(0, timeout=SLOW_MS)
        page.mouse.up()

    def written(self) -> tuple[str, str]:
        """The minutes and the public sheet as they stand now, each in one line."""
        self.minutes.goto(f"{self.served.url}/minutes")
        told = self.minutes.locator("article.doc").inner_text()
        sheet = self.minutes.context.new_page()
        sheet.goto(f"{self.served.url}/ballots/rounds/{self.acts.id}/record")
        shown = sheet.locator(".sheet.record").inner_text()
        sheet.close()
        return flat(told), flat(shown)

    def tell(self, name: str) -> None:
        """For whoever writes down or looks at what was said."""
        folder = os.environ.get("KIOSK_TOLD")
        if not folder:
            return
        said = {
            "chair": self.chair.locator(".con-step"),
            "hall": self.hall.locator(".main"),
            "phone": self.phone.locator(".phone-result"),
        }
        for who, place in said.items():
            text = flat(place.inner_text()) if place.count() else "(nothing)"
            with (Path(folder) / "told.txt").open("a", encoding="utf-8") as file:
                file.write(f"{name} | {who} | {text}\n")
        for who, page in (("chair", self.chair), ("hall", self.hall), ("phone", self.phone)):
            size = page.viewport_size
            for width, height in SIZES if who != "phone" else SIZES[2:]:
                page.set_viewport_size({"width": width, "height": height})
                page.screenshot(path=f"{folder}/{name}-{who}-{width}.png", full_page=width == 390 and who != "hall")
            assert size
            page.set_viewport_size(size)
        for locale in filter(None, os.environ.get("KIOSK_LOOKS", "").split(",")):
            self._look(folder, name, locale)

    def _look(self, folder: str, name: str, locale: str) -> None:
        """The same pages in another language, for whoever looks at them."""
        for who, path in (("chair", "/console"), ("screen", ""), ("public", "")):
            context = self.browser.new_context(locale=locale, reduced_motion="reduce")
            page = context.new_page()
            page.goto(self.served.enter(who) if who != "public" else self.served.url)
            if path:
                page.goto(f"{self.served.url}{path}")
                page.locator(".con-agenda li button").last.click()
            for width, height in SIZES if who != "public" else SIZES[2:]:
                page.set_viewport_size({"width": width, "height": height})
                page.locator(".vote-head, .main, .phone").first.wait_for()
                page.screenshot(path=f"{folder}/{locale}-{name}-{who}-{width}.png")
            context.close()


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.fixture
def play(tmp_path: Path, chromium: Callable[..., Browser]) -> Iterator[Play]:
    path = tmp_path / "meeting.kiosk"
    make_meeting(path, title="Congress", preset="party-grassroots", organisation="", place="Hall")
    served = Served(path)
    rows = [person(f"Member {one:02}", number=f"{one:03}") for one in range(3)]
    run(path, "import_roll", {"rows": rows, "roll_version": 0, "source": "roll.csv"}, "import-roll")
    yield Play(served, chromium())
    served.stop()


TWO = {"副书记": "甲乙丙", "委员": "丁戊己庚"}
VOTES = {"甲": 50, "乙": 50, "丙": 50, "丁": 50, "戊": 50, "己": 50, "庚": 4}


def test_the_plays_of_a_result(play: Play) -> None:
    seventy_of_a_hundred(play)
    two_ties(play)
    a_second_decision(play)
    rules_are_not_corrected(play)
    a_correction(play)
    a_tie_by_a_correction(play)
    papers_are_missing(play)
    an_elected_declines(play)
    an_annulment(play)


def seventy_of_a_hundred(play: Play) -> None:
    acts, chair = play.acts, play.chair
    acts.prepare({"副书记": 2, "委员": 2}, eligible=100, title="Election")
    ids = {one["name"]: one["id"] for one in acts.offices}
    listed = [{"name": name, "office": ids[office]} for office, names in TWO.items() for name in names]
    told = acts.on("candidates", candidates=listed)["candidates"]
    acts.names = {one["name"]: str(one["id"]) for one in told}
    acts.adopt()
    acts.on("boxes", seals=["A-1"])
    chair.get_by_label("Present with a vote").fill("70")
    chair.get_by_label("Papers printed").fill("100")
    play.says(chair, "Of 100 eligible 80 must be present: 10 more are needed.")
    expect(chair.get_by_role("button", name=re.compile("Freeze 70"))).to_be_disabled()
    play.tell("70-of-100")
    play.says(play.hall, "Candidates · put forward by the organisation")
    expect(play.phone.locator(".phone-result")).to_have_count(0)
    chair.get_by_label("Present with a vote").fill("80")
    chair.get_by_role("button", name=re.compile("Freeze 80")).click()
    expect(chair.locator(".vote-head h2")).to_have_text("Hand out the papers")


def two_ties(play: Play) -> None:
    acts, chair = play.acts, play.chair
    acts.on("papers-out", "chief_scrutineer", issued=80, exchanged=0, spare=18)
    for step in ("voting", "last-call", "closing"):
        acts.on(step)
    acts.on("papers-back", "chief_scrutineer", boxes={"1": 80}, late=0)
    acts.sheets(VOTES, 80)
    acts.sign()
    acts.report()
    tie = chair.locator(".draw-other h3")
    expect(tie).to_contain_text("副书记: Tied: 甲, 乙, 丙; seats left for them: 2")
    play.says(play.phone, "Tied: 甲, 乙, 丙; seats left for them: 2", "Tied: 丁, 戊, 己; seats left for them: 2")
    play.says(play.hall, "Tied: 甲, 乙, 丙; seats left for them: 2")
    play.tell("two-ties")
    minutes, sheet = play.written()
    assert "乙 副书记 50 30 0 tied" in minutes and "丁 委员 50 30 0 tied" in minutes
    assert "乙 50 30 0 tied" in sheet
    decided(chair, ["甲", "乙"])
    expect(tie).to_contain_text("委员: Tied: 丁, 戊, 己")
    decided(chair, ["丁", "戊"])
    expect(chair.get_by_role("button", name=re.compile("^Declare elected"))).to_have_text(
        "Declare elected: 副书记: 甲, 乙; 委员: 丁, 戊"
    )


def a_second_decision(play: Play) -> None:
    chair = play.chair
    chair.locator(".con-why", has_text="委员").get_by_role("button", name="Decide otherwise").click()
    decided(chair, ["丁", "己"])
    chair.get_by_role("button", name="Declare elected: 副书记: 甲, 乙; 委员: 丁, 己").click()
    play.says(chair, "甲 (副书记), do you accept?")
    play.says(play.phone, "Elected: 委员", "委员: The tied agreed on 丁, 己.")
    expect(play.phone.locator(".phone-result dd")).to_have_text(["甲", "乙", "丁", "己"])
    play.says(play.hall, "Elected: 副书记")
    play.tell("second-decision")
    minutes, sheet = play.written()
    assert "Declared elected, by office. 副书记: 甲, 乙. 委员: 丁, 己." in minutes
    assert "This replaces an earlier decision." in minutes and "戊 委员 50 30 0 not elected" in minutes
    assert (
        "委员: The tied agreed on: 丁, 己" in sheet
        and "丁, 戊" not in sheet.split("Signer")[0].split("tied agreed")[-1]
    )
    for name in "甲乙丁己":
        chair.get_by_role("button", name=f"{name} accepts", exact=True).click()
    expect(chair.locator(".con-checks .con-done")).to_have_count(4, timeout=SLOW_MS)


def rules_are_not_corrected(play: Play) -> None:
    """No page offers it, and no request does it."""
    acts, chair = play.acts, play.chair
    expect(chair.get_by_role("button", name="Change the rules")).to_have_count(0)
    fields = {"preset": "association", "changes": {}}
    assert acts.on("rules", status=409, **fields)["code"] == "round_elsewhere"
    figures = play.served.get(f"/ballots/rounds/{acts.id}.json")[1]
    refused = acts.on(
        "corrections", status=409, figures={**figures, "preset": "association", "present": 10}, reason="?"
    )
    assert refused["message"].startswith("A result is corrected by counting again")


def again(play: Play, reason: str) -> None:
    chair = play.chair
    chair.get_by_role("button", name="Count again", exact=True).click()
    chair.locator(".draw-other").get_by_label("Reason").fill(reason)
    play.hold(chair, re.compile("^Count all"))
    expect(chair.locator(".vote-head h2")).to_have_text("The count", timeout=SLOW_MS)


def a_correction(play: Play) -> None:
    """The teller of team A is gone; a substitute signs. 戊 is elected instead of 己."""
    acts, chair, chief = play.acts, play.chair, play.chief
    again(play, "A pile was misplaced")
    play.says(chair, "The result is being counted again. Until the new one is announced the old result stands.")
    play.says(play.phone, "Being counted again; until the new result is announced this one stands.")
    play.says(play.hall, "Election: being counted again")
    play.tell("being-counted-again")
    acts.again({**VOTES, "丁": 52, "戊": 51, "己": 47})
    acts.on("count", "chief_scrutineer")
    chief.get_by_text("Somebody cannot sign").click()
    chief.get_by_label("Reason").fill("Taken ill")
    chief.get_by_label("Substitute").fill("Sun the substitute")
    chief.get_by_role("button", name="Name the substitute").click()
    expect(chief.locator(".signed")).to_contain_text("Sun the substitute")
    play.says(chair, "Signer teller_a cannot sign: Taken ill. Sun the substitute signs instead.")
    for role, name in (("teller_a", "Sun the substitute"), ("teller_b", ""), ("chief_scrutineer", "")):
        acts.on("signatures", role, name=name or f"Signer {role}")
    acts.report()
    why = "Counted again: A pile was misplaced."
    play.says(chief, why, "委员, 戊: 50 before, 51 now.", where=".reading-words")
    expect(chair.locator(".draw-other h3")).to_contain_text("副书记: Tied")
    decided(chair, ["甲", "乙"])
    expect(play.phone.locator(".phone-result")).to_contain_text("Being counted again")
    instead = "委员: 戊 elected instead of 己, by the new figures."
    play.says(chair, why, "委员, 丁: 50 before, 52 now.", instead)
    chair.get_by_role("button", name="Declare elected: 副书记: 甲, 乙; 委员: 丁, 戊").click()
    play.says(chair, "戊 (委员), do you accept?")
    play.says(play.phone, why, "委员, 己: 50 before, 47 now.", instead)
    expect(play.phone.locator(".phone-result dd")).to_have_text(["甲", "乙", "丁", "戊"])
    play.tell("correction")
    minutes, sheet = play.written()
    for told in (minutes, sheet):
        assert why in told and "委员, 戊: 50 before, 51 now." in told and instead in told, told
        assert "(team A) cannot sign" in told or "(Teller, team A) cannot sign" in told
    chair.get_by_role("button", name="戊 accepts", exact=True).click()


def a_tie_by_a_correction(play: Play) -> None:
    acts, chair = play.acts, play.chair
    again(play, "A member doubts")
    acts.again({**VOTES, "丁": 52, "戊": 49, "己": 49})
    acts.on("count", "chief_scrutineer")
    for role, name in (("teller_a", "Sun the substitute"), ("teller_b", ""), ("chief_scrutineer", "")):
        acts.on("signatures", role, name=name or f"Signer {role}")
    acts.report()
    decided(chair, ["甲", "乙"])
    expect(chair.locator(".draw-other h3")).to_contain_text("委员: Tied: 戊, 己; seats left for them: 1")
    decided(chair, ["戊"])
    play.says(chair, "Who is elected does not change.")
    chair.get_by_role("button", name="Declare elected: 副书记: 甲, 乙; 委员: 丁, 戊").click()
    play.says(
        play.phone, "Counted again: A member doubts.", "委员, 戊: 51 before, 49 now.", "Who is elected does not change."
    )
    play.tell("tie-by-a-correction")
    minutes, sheet = play.written()
    assert "委员: The tie was decided, by agreement: 戊." in minutes and "Version 3" in sheet


def papers_are_missing(play: Play) -> None:
    """A recount finds one paper too few: recorded, stopped, and the old result stands."""
    chair = play.chair
    again(play, "Another doubt")
    chair.get_by_role("button", name="A pile holds another number of papers").click()
    chair.get_by_label("Papers in batch 1").fill("79")
    play.says(chair, "Together 79, but there should be 80.", "If they are not found, record it and stop the recount")
    play.tell("papers-missing")
    chair.get_by_role("button", name="Record that the papers do not add up").click()
    play.says(chair, "batch 1: 79 instead of 80. Together 79, but 80 were counted before.")
    chair.get_by_role("button", name="Stop the recount", exact=True).click()
    chair.locator(".draw-other").get_by_label("Reason").fill("One paper is missing")
    play.hold(chair, re.compile("^Stop the recount; the old result stands"))
    expect(chair.locator(".vote-head h2")).to_have_text("The elected", timeout=SLOW_MS)
    expect(play.phone.locator(".phone-result")).to_have_attribute("data-state", "declared")
    minutes, _ = play.written()
    assert "The recount was stopped: One paper is missing. The result before stands, version 3." in minutes


def an_elected_declines(play: Play) -> None:
    chair = play.chair
    chair.get_by_role("button", name="An elected declines").click()
    chair.get_by_label("Who declines").select_option(label="乙 (副书记)")
    chair.locator(".draw-other").get_by_label("Reason").fill("A new post elsewhere")
    play.hold(chair, re.compile("乙 declines the election"))
    play.says(chair, "Seats that are empty: 1")
    play.says(play.phone, "乙 declined the election; the seat for 副书记 is open.")
    play.says(play.hall, "甲")
    play.tell("declined")
    chair.get_by_role("button", name=re.compile("^Hold a new round")).click()
    play.says(play.phone, "A new round is held for the empty seats.")
    chair.get_by_role("button", name="Prepare the new round for the empty seats").click()
    expect(chair.get_by_label("Offices, one on each line")).to_have_value("副书记 1")
    chair.get_by_role("button", name="Back").click()
    minutes, sheet = play.written()
    assert "乙: declines the election. The seat for 副书记 is open. Reason: A new post elsewhere." in minutes
    assert "Of the empty seats (1) it was decided: a new round." in minutes
    assert "乙 declined the election; the seat for 副书记 is open." in sheet


def an_annulment(play: Play) -> None:
    acts, chair = play.acts, play.chair
    chair.get_by_role("button", name="Annul the round").click()
    chair.locator(".draw-other").get_by_label("Reason").fill("The notice was late")
    chair.get_by_role("button", name="Ask that “Election” be annulled").click()
    play.says(chair, "Annulment asked for: The notice was late")
    acts.on("annulment", "chief_scrutineer", reason="The notice was late")
    play.says(chair, "The round is annulled", "Prepare the round again")
    for page in (play.hall, play.phone):
        play.says(page, "This round is annulled; its seats are open again", "The notice was late")
    play.tell("annulled")
    minutes, _ = play.written()
    assert "annulled the declared round: The notice was late." in minutes
