"""Every page of the program, as its routes name them: no violation that axe knows, usable at 200 % zoom and by keys alone.

The pages are read from the routes, so that a new one cannot be forgotten: one served meeting, one context for each role.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kiosk.app import REGISTRY, create_app
from kiosk.meeting_file import make_meeting, run
from tests.ballots.acts import Acts
from tests.browser.test_console import ROLL, check_in
from tests.browser.test_desk import scan
from tests.conftest import Served
from tests.support.relay import Relay

AXE = Path(__file__).parents[2] / "static/vendor/axe.js"
WIDE = {"width": 1280, "height": 800}
ZOOMED = {"width": 640, "height": 400}  # what 1280×800 is at 200 %
PATIENCE_MS = 20_000
NO_PAGES = re.compile(r"^/(static|language|enter|healthz|socket\.io)|\.(json|svg|csv|css|md|docx|xlsx|zip|txt)$")
NEVER_ZOOMED = re.compile(
    r"^/(hall|roll/badges|roll/members/\d+/badge|qa/cards|paper-kit|ballots/rounds/\d+/\w+)$"
)  # the back row's, and sheets in millimetres
# Nothing may be cut, and the page may scroll in one direction only.
SIDEWAYS = """() => {
  const wide = document.documentElement.scrollWidth - innerWidth;
  const cut = [...document.querySelectorAll("button, a, label, h1, h2, h3, p, td, th, summary")].filter((node) => {
    const style = getComputedStyle(node);
    const shown = node.checkVisibility() && node.clientWidth > 1 && style.clipPath === "none";
    return shown && style.overflowX !== "visible" && style.textOverflow !== "ellipsis" && node.scrollWidth > node.clientWidth + 1;
  });
  const out = [...document.querySelectorAll("button, a, input, select, textarea")].filter((node) => {
    const { left, right, width } = node.getBoundingClientRect();
    return node.checkVisibility() && width > 1 && node.type !== "file" && (left < -1 || right > innerWidth + 1);
  });
  return [wide > 1 ? `${wide} px wider than the window` : "", ...cut.map((n) => `cut: ${n.outerHTML.slice(0, 120)}`),
    ...out.map((n) => `outside: ${n.outerHTML.slice(0, 120)}`)].filter(Boolean);
}"""
# A button that names its key in a kbd needs no place in the order of Tab.
UNREACHED = """() => [...document.querySelectorAll("button, a[href], input, select, textarea, summary")]
  .filter((node) => node.checkVisibility() && !node.disabled && node.tabIndex < 0 && !node.querySelector("kbd") && !node.closest("[role=listbox], [role=radiogroup], [role=tablist]"))
  .map((node) => node.outerHTML.slice(0, 120))"""


def pages(served: Served) -> list[tuple[str, str]]:
    """Every address that may be a page, with the first role that may open it."""
    app = create_app(served.path)
    found = []
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not NO_PAGES.search(rule.rule) and "<path" not in rule.rule:
            roles = app.view_functions[rule.endpoint].roles  # type: ignore[attr-defined]
            address = re.sub(r"<int:\w+>", "1", rule.rule.replace("<int:round>", str(served.round)))  # type: ignore[attr-defined]
            shown = (
                roles[0],
                *roles[-1:] * (address.removeprefix("/") in REGISTRY.views),
            )  # a view may differ by who looks
            found += [(role, address) for role in (("public",) if "public" in roles else set(shown))]
    app.extensions["kiosk"].writer.close()
    assert len(found) > 15
    return sorted(found)


@pytest.fixture(scope="module")
def meeting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A rehearsal in its middle: a quorum, a list of speakers, questions, a round whose papers are being counted."""
    path = tmp_path_factory.mktemp("pages") / "meeting.kiosk"
    make_meeting(path, title="Meeting", preset="party-grassroots", template="members-election", rehearsal=True)
    served = Served(path)
    run(path, "import_roll", {"rows": ROLL, "roll_version": 0, "source": "roll.csv"}, "import-roll")
    check_in(served, range(1, 12))
    acts = Acts(served.post)
    acts.do("/checkin/declarations", present=11, measure="checked_in")
    acts.do("/agenda/stages/2/publication", names=["Member 01", "Member 02"])
    acts.do("/agenda/steps/1/skip", reason="done_before")
    acts.do("/qa/opening", minutes=60)
    acts.do("/floor/lists", title="Speeches", source="hand", seconds_each=300, speakers=[{"name": "Member 01"}])
    standing = ["Member 01", "Member 02"]
    acts.prepare({"Member": 1}).list(standing).adopt().vote(present=11)
    acts.sheets({"Member 01": 8, "Member 02": 3}, 11)
    acts.sign()
    acts.report()
    acts.declare()
    counting = Acts(served.post).prepare({"Deputy": 1}).list(standing).adopt()
    counting.vote(present=11)
    counting.on("batches", "chief_scrutineer", batches=[11], method="papers")
    served.round = acts.id  # type: ignore[attr-defined]  # the one that is over, whose sheets are printed
    yield served
    served.stop()


def test_every_page_by_axe_by_keys_and_at_200_percent(meeting: Served, chromium: Callable[..., Browser]) -> None:
    browser, contexts, found = chromium(), {}, []
    for role, address in pages(meeting):
        if role not in contexts:
            contexts[role] = entered(browser, meeting, role)
        context, device = contexts[role]
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        if opened(page, f"{meeting.url}{address}{device}"):
            found += [f"{role} {address}: {one}" for one in troubles(page, address)]
        page.close()
    assert found == [], "\n".join(found)


def entered(browser: Browser, meeting: Served, role: str) -> tuple[BrowserContext, str]:
    """A browser that is this role's device, and what tells a page which device it is."""
    context = browser.new_context(viewport=WIDE, locale="en-GB", reduced_motion="reduce")
    if role == "public":
        return context, ""
    page = context.new_page()
    page.goto(meeting.enter(role))
    page.close()
    return context, "?" + page.url.partition("?")[2]


def opened(page: Page, url: str) -> bool:
    """Whether it is a page at all, and then one that has drawn itself."""
    try:
        answer = page.goto(url)
    except Exception as refused:  # a download is no page
        assert "Download is starting" in str(refused), refused
        return False
    if answer is None or answer.status != 200 or "text/html" not in (answer.header_value("content-type") or ""):
        return False
    if page.locator("main#app").count():
        expect(page.locator("main#app > *").first).to_be_visible(timeout=PATIENCE_MS)
        waits = page.locator("main#app > p[role=status]").or_(page.get_by_text("Connecting to the meeting"))
        expect(waits).to_have_count(0, timeout=PATIENCE_MS)
    return True


def troubles(page: Page, address: str) -> list[str]:
    """What axe finds, what Tab does not reach, and what is cut or runs sideways at 200 %."""
    page.evaluate(AXE.read_text("utf-8"))
    run = (
        "() => axe.run(document, {iframes: false}).then((r) => r.violations.map("
        "(v) => `${v.id}, ${v.nodes.length} times: ${v.nodes[0].html.slice(0, 160)}`))"
    )
    found: list[str] = [*page.evaluate(run), *(f"not reached by Tab: {one}" for one in page.evaluate(UNREACHED))]
    if address != "/hall" and not page.locator("h1").count():
        found.append("no heading of the first level")
    if not NEVER_ZOOMED.match(address):
        page.set_viewport_size(ZOOMED)
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        found += [f"at 200 %: {one}" for one in page.evaluate(SIDEWAYS)]
    return found


def test_a_desk_without_the_laptop_and_a_locked_one_are_looked_at_too(
    meeting: Served, chromium: Callable[..., Browser]
) -> None:
    """What no address leads to: on plain HTTP, through a network that is cut and comes back."""
    network = Relay(meeting.port)
    page = chromium("--host-resolver-rules=MAP hall.test 127.0.0.1").new_page(viewport=WIDE, locale="en-GB")
    found: list[str] = []

    def look(state: str) -> None:
        found.extend(f"{state}: {one}" for one in troubles(page, "/desk"))
        page.set_viewport_size(WIDE)

    try:
        page.goto(f"http://hall.test:{network.port}/enter/{meeting.token('desk', 'Desk away')}")
        expect(page.locator("[data-known=true]")).to_be_visible(timeout=PATIENCE_MS)
        network.cut()
        expect(page.locator(".link-away")).to_be_visible(timeout=PATIENCE_MS)
        look("ready without the laptop")
        scan(page, "ABCDEFGHJKMNPQRS")
        expect(page.locator("[data-verdict=unknown_here]")).to_be_visible(timeout=PATIENCE_MS)
        look("a badge that is not known")
        page.keyboard.press("F5")
        expect(page.get_by_text("If the page is gone: use the paper list.")).to_be_visible()
        look("a reload is warned against")
        network.join()
        expect(page.locator(".statement")).to_contain_text("1 made, 1 received", timeout=PATIENCE_MS)
        expect(page.get_by_text("If the page is gone")).to_have_count(0)
        look("the statement")
        page.get_by_role("button", name="For a supervisor: 1").click()
        expect(page.get_by_role("button", name="Looked into")).to_be_visible()
        look("the box for a supervisor")
        device = next(one["id"] for one in meeting.get("/devices")[1]["devices"] if one["name"] == "Desk away")
        assert meeting.post(f"/devices/{device}/pins", {"pin": "2580"})[0] == 200
        assert meeting.post("/devices/locks", {"why": "pressed"}, "desk", "Desk away")[1]["locked"]
        page.reload()
        expect(page.get_by_role("dialog", name="Locked")).to_be_visible(timeout=PATIENCE_MS)
        look("locked")
    finally:
        network.cut()
    assert found == [], "\n".join(found)


def test_every_view_has_a_page_of_its_name(meeting: Served) -> None:
    """The console's own view is a page, the phone's is the landing page: no view is left untested."""
    addresses = {address for _, address in pages(meeting)}
    assert {f"/{name}" for name in REGISTRY.views if name != "phone"} <= addresses and "/" in addresses
