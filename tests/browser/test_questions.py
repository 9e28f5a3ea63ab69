"""Asking in real browsers: phones that ask and support, a tablet that many share, a helper who types."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from kiosk.meeting_file import make_meeting, run
from kiosk.rules import badge_codes
from kiosk.store import database as files
from tests.browser.badge import photograph
from tests.conftest import Served
from tests.support.members import person

SOON_MS = 10_000
SCRIPTS = ["<img src=x onerror=hurt()>", "<script>hurt()</script>", '"><svg onload=hurt()>', "javascript:hurt() &amp;"]
TURNED = "Li \u202egnaw"
# What a page counts by, and the tablet's own clock with it.
SHIFT = """() => { for (const clock of [performance, Date]) {
  const now = clock.now.bind(clock); clock.now = () => now() + %d; } }"""


class Asking:
    """A served meeting whose questions are open; the chair acts by HTTP."""

    def __init__(self, served: Served) -> None:
        self.served = served

    def chair(self, path: str, role: str = "chair", **fields: Any) -> dict[str, Any]:
        status, body = self.served.post(path, fields, role)
        assert status == 200, (path, body)
        found: dict[str, Any] = body
        return found

    def act(self, question: int, what: str, **fields: Any) -> None:
        self.chair(f"/qa/questions/{question}/{what}", **fields)

    def clear(self) -> None:
        db = files.reader(self.served.path)
        left = db.execute("select id, state from question where state in ('pending', 'live', 'on_screen')").fetchall()
        db.close()
        for id, state in left:
            self.act(id, "answered" if state == "on_screen" else "archival")

    def live(self, text: str) -> int:
        """A question in the queue, of which no test is the asker."""
        return int(self.chair("/qa/questions", text=text, way="slip")["question"])

    def code(self, member: int) -> str:
        db = files.reader(self.served.path)
        generation = db.execute("select generation from member where id = ?", (member,)).fetchone()[0]
        code = badge_codes.make(files.secret(db), member, generation)
        db.close()
        return code


@pytest.fixture(scope="module")
def meeting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asking]:
    path = tmp_path_factory.mktemp("questions") / "meeting.kiosk"
    make_meeting(path, title="Members' meeting", preset="party-grassroots")
    rows = [person(f"Member {n}", number=f"{n:03}") for n in range(1, 4)]
    run(path, "import_roll", {"rows": rows, "roll_version": 0, "source": "test"}, "import-roll")
    made = Asking(Served(path))
    for n in (1, 2):
        assert made.chair("/checkin/scans", "desk", code=made.code(n))["verdict"] == "admitted"
    yield made
    made.served.stop()


@pytest.fixture
def asking(meeting: Asking) -> Asking:
    """As every test finds it: open to anybody, named to the chair, an empty queue, nothing on the screen."""
    meeting.clear()
    meeting.chair("/qa/rules", who="anybody", naming="chair", approval=True)
    meeting.chair("/qa/respondents", names=["Wang Fang", "Li Qiang"])
    meeting.chair("/qa/opening", minutes=60)
    return meeting


@pytest.fixture
def open_page(chromium: Callable[..., Browser]) -> Callable[..., Page]:
    def opened(url: str, width: int = 390, height: int = 844) -> Page:
        page = chromium().new_page(viewport={"width": width, "height": height}, locale="en-GB")
        page.set_default_timeout(SOON_MS)
        page.add_init_script("window.hurt = () => { window.harmed = true; }")
        page.goto(url)
        return page

    return opened


# By a scanner, quicker than any hand, and than a busy machine passes on single keys.
SCANNED = """(code) => {
  for (const key of code) {
    const pressed = { key, code: /[0-9]/.test(key) ? `Digit${key}` : `Key${key}`, bubbles: true };
    (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", pressed));
  }
}"""


def ask(page: Page, text: str, name: str = "") -> int:
    """Write and send it; the number it was given."""
    page.get_by_label("Your question").fill(text)
    if name:
        page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Send the question").click()
    arrived = page.locator("[data-arrived=true], .stand-sent h1")
    expect(arrived).to_have_text(re.compile(r"^Question \d+ has arrived"), timeout=SOON_MS)
    found = re.search(r"\d+", arrived.inner_text())
    assert found
    return int(found.group())


def moderating(page: Page) -> Page:
    """The console at its step of questions."""
    page.get_by_role("navigation", name="Agenda").get_by_role("button", name="Questions").click()
    return page


def fate(page: Page, text: str) -> Any:
    return expect(page.locator(".qa-own", has_text=text).locator(".qa-fate"), text)


def kept(page: Page) -> str:
    """All that the browser keeps, and all that stands on the page and in its fields."""
    told: str = page.evaluate(
        "async () => JSON.stringify([{...localStorage}, {...sessionStorage}, document.documentElement.outerHTML,"
        " [...document.querySelectorAll('input, textarea')].map(e => e.value), document.cookie, location.href,"
        f" await ({IN_DATABASES})(), await ({IN_CACHES})()])"
    )
    return told


def _own(page: Page) -> list[dict[str, str]]:
    """What the browser's two stores hold beside the newest signed head, which every screen shows to everybody."""
    return [
        {key: value for key, value in store.items() if not re.fullmatch("kiosk [0-9a-f]{16} head", key)}
        for store in json.loads(kept(page))[:2]
    ]


# every row of every table of IndexedDB
IN_DATABASES = """async () => {
  const asked = (request) => new Promise((done, failed) => { request.onsuccess = () => done(request.result); request.onerror = () => failed(request.error); });
  const found = [];
  for (const { name } of await indexedDB.databases()) {
    const base = await asked(indexedDB.open(name));
    for (const table of base.objectStoreNames) found.push([name, table, await asked(base.transaction(table).objectStore(table).getAll())]);
    base.close();
  }
  return found;
}"""
# every address and every body that a service worker keeps; plain HTTP has none
IN_CACHES = """async () => {
  const found = [];
  if (!window.caches) return found;
  for (const name of await caches.keys()) {
    const shelf = await caches.open(name);
    for (const request of await shelf.keys()) found.push([request.url, await (await shelf.match(request)).text()]);
  }
  return found;
}"""


def test_a_phone_asks_another_supports_and_the_asker_is_told_each_step(
    asking: Asking, open_page: Callable[..., Page]
) -> None:
    phone, other = open_page(asking.served.url, 320, 640), open_page(asking.served.url)
    chair = moderating(open_page(asking.served.enter("chair"), 1280, 800))
    ask(phone, "When is the road mended", name="Old Chen")
    fate(phone, "road").to_have_text("Waiting: the chair reads it first.")
    expect(other.get_by_text("the road")).to_have_count(0)
    chair.get_by_role("tab", name="To read").click()
    read = chair.locator(".qm-row", has_text="road")
    expect(read).to_contain_text("Old Chen")
    read.get_by_role("button", name="Edit").click()
    read.get_by_label("The question's words").fill("When will the road be mended?")
    read.get_by_role("button", name="Keep these words").click()
    expect(read).to_contain_text("as it was asked: When is the road mended")
    read.get_by_role("button", name="Approve").click()
    fate(phone, "road").to_have_text(re.compile(r"^Accepted: number \d+ in the queue"))
    expect(phone.locator("[data-arrived=true]")).to_have_count(0)
    expect(phone.locator(".qa-own")).to_contain_text("You wrote: When is the road mended")
    waiting = other.locator(".qa-queue li", has_text="When will the road be mended?")
    waiting.get_by_role("button", name="Support").click()
    expect(waiting.get_by_role("button", pressed=True)).to_be_visible()
    expect(waiting).to_contain_text("Supporters: 1")
    expect(phone.locator(".qa-queue li", has_text="road")).to_contain_text("yours · Supporters: 1")
    other.reload()
    expect(waiting.get_by_role("button", pressed=True)).to_be_visible()
    waiting.get_by_role("button", pressed=True).click()
    expect(waiting).to_contain_text("Supporters: 0")
    waiting.get_by_role("button", name="Support").click()
    hall = open_page(asking.served.enter("screen"), 1280, 800)
    chair.get_by_role("tab", name="Queue").click()
    queued = chair.locator(".qm-row", has_text="road")
    expect(queued).to_contain_text("Supporters: 1")
    queued.get_by_role("button", name="Show", exact=True).click()
    fate(phone, "road").to_have_text(re.compile("^On the hall screen now"))
    expect(hall.locator(".asking blockquote")).to_have_text("When will the road be mended?")
    expect(hall.locator(".asking")).to_contain_text("1 supports it")
    chair.locator(".qm-turns button").first.click()
    fate(phone, "road").to_have_text(re.compile("^On the hall screen now: .+ is answering.$"))
    expect(hall.locator(".answering-clock")).to_have_text(re.compile(r"^[12]:\d\d$"))
    expect(other.locator(".qa-shown")).to_contain_text("When will the road be mended?")
    expect(other.locator(".qa-clock b")).to_have_text(re.compile(r"^[12]:\d\d$"))
    chair.get_by_role("button", name="It is answered").click()
    fate(phone, "road").to_have_text("Answered.")
    expect(hall.locator(".asking")).to_have_count(0)
    expect(other.locator(".qa-shown")).to_have_count(0)
    assert phone.evaluate("() => document.documentElement.scrollWidth") == 320, "nothing is wider than the phone"
    assert "Old Chen" not in other.content() + hall.content()


def test_what_is_dismissed_merged_or_withdrawn_its_asker_is_told_and_why(
    asking: Asking, open_page: Callable[..., Page]
) -> None:
    target = asking.live("Who pays for the new roof?")
    phone = open_page(asking.served.url)
    first, second = ask(phone, "Why is my neighbour so loud?"), ask(phone, "And who is paying for a roof?")
    asking.act(first, "dismissal", reason="personal")
    fate(phone, "neighbour").to_have_text("✕ Not put: about a person's private life.")
    asking.act(first, "back")
    fate(phone, "neighbour").to_have_text("Waiting: the chair reads it first.")
    asking.act(target, "merging", questions=[second])
    fate(phone, "paying").to_have_text(re.compile(f"^Merged with question {target}, which asks the same. Accepted"))
    expect(phone.locator(".qa-own", has_text="paying")).to_contain_text("Who pays for the new roof?")
    asking.act(target, "screen")
    fate(phone, "paying").to_have_text(re.compile("On the hall screen now"))
    own = phone.locator(".qa-own", has_text="neighbour")
    own.get_by_role("button", name="Withdraw this question").click()
    fate(phone, "neighbour").to_have_text("↩ Withdrawn by you.")
    own.get_by_role("button", name="Put it back").click()
    fate(phone, "neighbour").to_have_text("Waiting: the chair reads it first.")


def test_what_was_typed_survives_a_lost_network_a_refusal_and_a_reload(
    asking: Asking, open_page: Callable[..., Page]
) -> None:
    phone = open_page(asking.served.url)
    phone.get_by_label("Your question").fill("Is this kept when the network goes?")
    phone.reload()
    expect(phone.get_by_label("Your question")).to_have_value("Is this kept when the network goes?")
    sent: list[str] = []
    phone.route("**/qa/questions", lambda route: (sent.append(route.request.post_data or ""), route.abort())[1])
    phone.get_by_role("button", name="Send the question").click()
    expect(phone.get_by_text("No connection. Your question is kept on this phone")).to_be_visible()
    phone.unroute("**/qa/questions")
    with phone.expect_request("**/qa/questions") as again:
        phone.reload()
    expect(phone.locator("[data-arrived=true]")).to_be_visible()
    known = {json.loads(fields)["command_id"] for fields in [*sent, again.value.post_data or ""]}
    assert len(sent) > 1 and len(known) == 1, "sent again it is the same command"
    expect(phone.locator(".qa-own")).to_have_count(1)
    phone.get_by_label("Your question").fill(f"Who is {TURNED}?")
    phone.get_by_role("button", name="Send the question").click()
    expect(phone.get_by_text("The question holds characters that cannot be shown.")).to_be_visible()
    expect(phone.get_by_label("Your question")).to_have_value(f"Who is {TURNED}?")


def test_the_page_closes_by_itself_at_the_time_that_is_shown(asking: Asking, open_page: Callable[..., Page]) -> None:
    phone = open_page(asking.served.url)
    expect(phone.get_by_text("60 minutes left")).to_be_visible()
    phone.get_by_label("Your question").fill("Am I in time?")
    phone.context.set_offline(True)  # nobody tells it the time any more
    phone.evaluate(SHIFT % (60 * 60_000 - 30_000))
    expect(phone.get_by_text(re.compile(r"^[23]\d seconds left$"))).to_be_visible()
    phone.evaluate(SHIFT % 30_000)
    expect(phone.get_by_text("No questions are taken now.")).to_be_visible()
    expect(phone.get_by_role("button", name="Send the question")).to_be_disabled()
    expect(phone.get_by_text("What you wrote is kept on this phone.")).to_be_visible()


def test_a_token_that_is_not_known_any_more_is_replaced_by_itself(
    asking: Asking, open_page: Callable[..., Page]
) -> None:
    phone = open_page(asking.served.url)
    ask(phone, "Does my token hold?")
    phone.evaluate(
        "() => { for (const k of Object.keys(localStorage)) if (k.endsWith('asker'))"
        " localStorage.setItem(k, JSON.stringify({token: 'v1.' + '0'.repeat(24), name: ''})) }"
    )
    phone.reload()
    ask(phone, "And after it was lost?")


def test_one_badge_supports_once_from_two_phones_typed_or_photographed(
    asking: Asking, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    number = asking.live("May members alone decide?")
    asking.chair("/qa/rules", who="members")
    phones = [open_page(asking.served.url) for _ in range(2)]
    phones[0].get_by_label("Or type the letters").fill(asking.code(3))
    phones[0].get_by_role("button", name="That is my badge").click()
    expect(phones[0].get_by_role("alert").filter(has_text="has not checked in")).to_be_visible()
    phones[0].get_by_label("Or type the letters").fill(asking.code(1).lower())
    phones[0].get_by_role("button", name="That is my badge").click()
    badge = photograph(asking.code(1), tmp_path / "badge.png")
    with phones[1].expect_response("**/qa/mine"):  # what this badge supports: nothing yet
        phones[1].get_by_label("Photograph the code on the badge").set_input_files(badge)
    for phone in phones:
        expect(phone.get_by_text("You ask as Member 1.")).to_be_visible()
        row = phone.locator(".qa-queue li", has_text="members alone")
        row.get_by_role("button", name="Support").click()
        expect(row.get_by_role("button", pressed=True)).to_be_visible()
        expect(row).to_contain_text("Supporters: 1")
    phones[1].get_by_role("button", name="Not Member 1?").click()
    expect(phones[1].get_by_role("heading", name="First your badge")).to_be_visible()
    expect(phones[1].get_by_role("button", pressed=True)).to_have_count(0)
    db = files.reader(asking.served.path)
    assert db.execute("select votes from question where id = ?", (number,)).fetchone()[0] == 1
    db.close()


def test_a_shared_tablet_lets_nothing_of_one_person_reach_the_next(
    asking: Asking, open_page: Callable[..., Page]
) -> None:
    asking.live("Will there be a bus?")
    asking.chair("/qa/rules", who="members")
    tablet = open_page(asking.served.enter("stand"), 1280, 800)
    asked: list[Request] = []
    tablet.on("request", lambda request: asked.append(request))
    expect(tablet.get_by_role("button", name="Ask a question")).to_be_visible()  # until then it enters
    before = kept(tablet)

    def read_badge(code: str) -> None:
        tablet.get_by_label("Or type the letters").fill(code)
        tablet.get_by_role("button", name="That is my badge").click()

    tablet.get_by_role("button", name="Support a question").click()
    read_badge(asking.code(1))
    row = tablet.locator(".qa-queue li", has_text="a bus")
    row.get_by_role("button", name="Support").click()
    expect(row.get_by_role("button", pressed=True)).to_be_visible()
    tablet.get_by_role("button", name="Back", exact=True).click()
    expect(tablet.get_by_text("Member 1")).to_be_visible()
    tablet.get_by_role("button", name="Ask a question").click()
    ask(tablet, "Something only I know?")
    told = {
        part
        for request in asked
        if request.post_data
        for part in re.findall(r'"[vm][0-9a-f]+\.\w+"', request.post_data)
    }
    assert len(told) == 1, "one person, one token"
    token = told.pop().strip('"')
    tablet.get_by_role("button", name="Next person").click()
    expect(tablet.get_by_role("button", name="Ask a question")).to_be_visible()
    asked.clear()
    for mark in ("Member 1", "Something only I know", token, asking.code(1)):
        assert mark not in kept(tablet), mark
    assert _own(tablet) == [{}, {}], "nothing is kept in the browser but the public head of the journal"
    assert json.loads(kept(tablet))[-2:] == json.loads(before)[-2:], "nor in a database or a cache"
    assert tablet.evaluate("history.state") is None and tablet.evaluate("name") == ""
    tablet.get_by_role("button", name="Support a question").click()
    expect(tablet.get_by_role("heading", name="First your badge")).to_be_visible()
    tablet.evaluate(SCANNED, asking.code(2))
    expect(row.get_by_role("button", name="Support")).to_have_attribute("aria-pressed", "false")
    expect(row).to_contain_text("Supporters: 1")
    row.get_by_role("button", name="Support").click()
    expect(row).to_contain_text("Supporters: 2")
    assert not any(token in (request.post_data or "") for request in asked), "nor is it sent"
    tablet.evaluate(SCANNED, asking.code(1))  # the next one did not wait for the button
    expect(tablet.get_by_text("Member 1")).to_be_visible()
    expect(tablet.get_by_text("Member 2")).to_have_count(0)
    expect(tablet.locator(".qa-queue")).to_have_count(0)


def test_a_tablet_that_nobody_touches_counts_and_clears_itself(asking: Asking, open_page: Callable[..., Page]) -> None:
    tablet = open_page(asking.served.enter("stand"), 1280, 800)
    tablet.get_by_role("button", name="Ask a question").click()
    tablet.get_by_label("Your question").fill("I was called away in the middle of")
    tablet.evaluate(SHIFT % 32_000)
    expect(tablet.get_by_role("alert").filter(has_text="Is somebody still here?")).to_be_visible()
    tablet.get_by_role("button", name="I am still here").click()
    expect(tablet.get_by_role("button", name="I am still here")).to_have_count(0)
    expect(tablet.get_by_label("Your question")).to_have_value("I was called away in the middle of")
    tablet.evaluate(SHIFT % 46_000)
    expect(tablet.get_by_label("Your question")).to_have_count(0)
    tablet.get_by_role("button", name="Ask a question").click()
    expect(tablet.get_by_label("Your question")).to_have_value("")
    assert "called away" not in kept(tablet)


def test_a_helper_types_a_slip_and_taps_a_row_for_the_microphone(
    asking: Asking, open_page: Callable[..., Page]
) -> None:
    page = open_page(asking.served.enter("desk"), 1280, 800)
    expect(page.get_by_role("link", name="A question for somebody")).to_be_visible()
    page.goto(f"{asking.served.url}/stand")
    page.get_by_label("The question, word for word").fill("From the last row, on paper?")
    page.get_by_role("button", name="Send the question").click()
    expect(page.locator("[data-arrived=true]")).to_contain_text("The chair reads it first")
    page.get_by_label("Microphone", exact=True).check()
    page.get_by_role("button", name="Row 7").click()
    page.get_by_role("button", name="Send the question").click()
    expect(page.locator("[data-arrived=true]")).to_contain_text("stands in the queue")
    expect(page.get_by_text("At the microphone: Row 7")).to_be_visible()
    page.locator(".qa-own", has_text="Row 7").get_by_role("button", name="Take it back").click()
    expect(page.locator(".qa-own", has_text="Row 7")).to_contain_text("Withdrawn.")


def test_scripts_in_every_field_are_text_on_every_page(asking: Asking, open_page: Callable[..., Page]) -> None:
    """In question, edit, name, place, label, respondent, note, list, title and Wi-Fi; a reason is only from the list."""
    asking.chair("/qa/rules", naming="named", approval=True)
    asking.chair("/qa/respondents", names=[*SCRIPTS, "Wang Fang"])
    asking.chair("/floor/lists", title=SCRIPTS[1], source="request", seconds_each=60)
    asking.chair("/qa/opening")  # what began last is on the screen
    asking.chair("/meeting/changes", wifi_name=SCRIPTS[0], title=SCRIPTS[1], organisation=SCRIPTS[2])
    large = {role: open_page(asking.served.enter(role), 1280, 800) for role in ("stand", "screen", "desk", "chair")}
    large["cue"], large["cards"] = (
        open_page(asking.served.enter("chair"), 1280, 800),
        open_page(asking.served.enter("chair")),
    )
    large["cue"].goto(f"{asking.served.url}/cue")
    large["cards"].goto(f"{asking.served.url}/qa/cards")
    large["speaker"] = open_page(asking.served.enter("speaker"), 1280, 800)
    large["desk"].goto(f"{asking.served.url}/stand")
    chair, phone = moderating(large["chair"]), open_page(asking.served.url)
    for script in SCRIPTS[:3]:
        number = ask(phone, f"What about {script}?", name=script)
        asking.act(number, "words", text=f"Edited: what about {script}?")
        asking.act(number, "labels", labels=[script[:24]])
        assert asking.served.post(f"/qa/questions/{number}/dismissal", {"reason": script})[1]["code"] == "malformed"
    chair.get_by_role("tab", name="To read").click()
    for script in SCRIPTS[:3]:
        row = chair.locator(".qm-row", has_text=f"Edited: what about {script}?")
        for told in (f"as it was asked: What about {script}?", f"#{script[:24]}"):
            expect(row).to_contain_text(told)
    asking.act(number - 2, "dismissal", reason="other")
    for one in (number, number - 1):
        asking.act(one, "approval")
    asking.chair("/qa/questions", "operator", way="microphone", place=SCRIPTS[0])
    for addressee in ("chair", "speaker"):
        asking.chair("/qa/notes", "desk", addressee=addressee, text=SCRIPTS[0])
    for page in (chair, large["cue"], large["speaker"]):
        expect(page.locator(".qm-note, .cue-note, .lectern-note")).to_contain_text(SCRIPTS[0])
    large["stand"].get_by_role("button", name="Support a question").click()
    for script in SCRIPTS[1:3]:
        for page in (phone, large["stand"]):
            expect(page.locator(".qa-queue li", has_text=f"Edited: what about {script}?")).to_be_visible()
        expect(large["screen"].locator(".queueing li", has_text=script)).to_be_visible()
        expect(phone.locator(".qa-whom", has_text=script)).to_be_visible()
    expect(phone.locator(".qa-own", has_text=SCRIPTS[2])).to_contain_text(f"You wrote: What about {SCRIPTS[2]}?")
    asking.act(number, "screen")
    asking.act(number, "asker", shown=True)
    asking.chair("/qa/answers", respondent=_respondent(asking, SCRIPTS[0]))
    for page in (phone, large["screen"]):
        expect(page.locator(".qa-shown, .asking")).to_contain_text(f"Asked by {SCRIPTS[2]}")
        expect(page.locator(".qa-clock, .answering-name")).to_contain_text(SCRIPTS[0])
    for page in (large["desk"], large["speaker"]):
        expect(page.locator(".qa-shown, .lectern-question")).to_contain_text(SCRIPTS[2])
    large["stand"].get_by_role("button", name="Back", exact=True).click()
    expect(large["stand"].get_by_role("button", name=re.compile("Ask to speak"))).to_contain_text(SCRIPTS[1])
    expect(large["cards"].locator("h2").first).to_have_text(SCRIPTS[1])
    expect(large["cards"].locator("figure").first).to_contain_text(SCRIPTS[0])
    for tab in ("Queue", "Done"):
        chair.get_by_role("tab", name=tab).click()
        expect(chair.locator(".qm-list")).to_contain_text("what about <")
    for name, page in {**large, "phone": phone}.items():
        assert page.evaluate("() => window.harmed") is None, name
        assert page.locator("img[src=x], script:text('hurt'), svg[onload]").count() == 0, name
    for form in ("json", "csv"):
        file = large["cards"].request.get(f"{asking.served.url}/qa/questions.{form}")
        assert "onerror=hurt()" in file.text()
        assert file.headers["content-disposition"].startswith("attachment"), "kept as a file, never opened as a page"
        assert file.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("label", ["Your question", "Your name"])
def test_what_turns_the_writing_round_is_refused_by_a_sentence(
    asking: Asking, open_page: Callable[..., Page], label: str
) -> None:
    phone = open_page(asking.served.url)
    phone.get_by_label("Your question").fill("Who is it?")
    phone.get_by_label(label).fill(TURNED)
    phone.get_by_role("button", name="Send the question").click()
    expect(
        phone.get_by_text(re.compile("holds characters that cannot be shown. Please write it anew."))
    ).to_be_visible()
    expect(phone.get_by_label(label)).to_have_value(TURNED)


def _respondent(asking: Asking, name: str) -> int:
    db = files.reader(asking.served.path)
    found: int = db.execute("select id from respondent where name = ? and gone = 0", (name,)).fetchone()[0]
    db.close()
    return found
