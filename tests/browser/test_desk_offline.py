"""A desk without the laptop, in real Chromium: on plain HTTP, and over wss with the program's own authority."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, Route, expect

from bench.support import fixtures
from kiosk.checkin.queries import statements
from kiosk.store import database as files
from kiosk.store.backups import BackupWriter
from kiosk.store.meeting_clock import MeetingClock
from tests.browser.badge import film
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.conftest import Served
from tests.support.relay import Relay

PLAIN = "hall.test"  # to a browser 127.0.0.1 is as good as HTTPS
BY_NAME = f"--host-resolver-rules=MAP {PLAIN} 127.0.0.1"
MEMBERS = 60
DESK_BEHIND_MS = 3_600_000
PATIENCE_MS = 90_000
AWAY_SECONDS = float(os.environ.get("KIOSK_AWAY_SECONDS", "0"))  # the long form is `bench/away`
UNKNOWN = ["ABCDEFGHJKMNPQRS", "BCDEFGHJKMNPQRST", "CDEFGHJKMNPQRSTU"]
# what a wedge scanner does, at once: typing forty badges key by key takes a minute on a loaded machine
WEDGE = """async (codes) => {
  for (const code of codes) {
    for (const letter of code) dispatchEvent(new KeyboardEvent("keydown", { code: /[0-9]/.test(letter) ? `Digit${letter}` : `Key${letter}` }));
    dispatchEvent(new KeyboardEvent("keydown", { code: "Enter" }));
    await new Promise((done) => setTimeout(done, 300));
  }
}"""


# a scan is the desk's own once it has waited for the laptop in vain; until then it is sent as one made with it
DECIDED = """async ([count, patience]) => {
  const { queue } = await import("/static/js/desk/state.js");
  const until = performance.now() + patience;
  while (queue.waiting.value.filter((one) => one.shown).length < count && performance.now() < until) await new Promise((done) => setTimeout(done, 50));
  return queue.waiting.value.filter((one) => one.shown).length;
}"""


class Site:
    """A served meeting whose tablets come through a network that can be cut."""

    def __init__(self, served: Served, codes: list[str], secure: bool) -> None:
        self.served = served
        self.codes = codes
        self.secure = secure
        self.network = Relay(self.target)

    @property
    def target(self) -> int:
        return int((self.served.secure_url if self.secure else self.served.url).rsplit(":", 1)[1])

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.network.port}" if self.secure else f"http://{PLAIN}:{self.network.port}"

    def desk(self, context: BrowserContext, name: str) -> Page:
        page = context.new_page()
        page.goto(f"{self.url}/enter/{self.served.token('desk', name)}")
        expect(page.locator(".link-live")).to_be_visible(timeout=PATIENCE_MS)
        expect(page.locator("[data-known=true]")).to_be_visible(timeout=PATIENCE_MS)
        page.keyboard.press("Shift")  # the first key opens the sound, which may take longer than a made-up key waits
        return page

    def again(self) -> None:
        """The laptop starts once more, and the network leads to it."""
        self.served.start()
        self.network.target = self.target

    def present(self) -> list[int]:
        return [row[0] for row in self.ask("select member from attendance where state = 'inside' order by 1")]

    def ask(self, sql: str) -> list[Any]:
        with closing(files.reader(self.served.path)) as db:
            return db.execute(sql).fetchall()

    def console(self) -> dict[str, Any]:
        from tests.support.sockets import Socket

        page = Socket(self.served.url, self.served.token("supervisor"))
        try:
            return page.join({"view": "console"})
        finally:
            page.close()


@pytest.fixture
def make_site(tmp_path: Path) -> Iterator[Callable[..., Site]]:
    made: list[Site] = []

    def make(secure: bool = False) -> Site:
        laid = fixtures.lay(tmp_path / "meeting.kiosk", MEMBERS)
        served = Served(laid.path, tls=tmp_path / "home" if secure else None)
        made.append(Site(served, laid.codes.read_text().split(), secure))
        return made[-1]

    yield make
    for site in made:
        site.network.cut()
        site.served.stop()


def read(page: Page, codes: list[str]) -> None:
    page.evaluate(WEDGE, codes)


def waiting(page: Page, count: int) -> None:
    expect(page.locator(".top-figure[role=status]")).to_contain_text(str(count), timeout=PATIENCE_MS)


def decided_there(page: Page, count: int) -> None:
    assert page.evaluate(DECIDED, [count, PATIENCE_MS]) == count


def states(page: Page, words: str) -> None:
    expect(page.locator(".statement")).to_contain_text(re.compile(words), timeout=PATIENCE_MS)


def test_two_desks_on_plain_http_go_on_while_the_server_is_away(
    make_site: Callable[..., Site], chromium: Callable[..., Browser]
) -> None:
    site = make_site()
    browser = chromium(BY_NAME)
    contexts = [browser.new_context(), browser.new_context()]
    contexts[1].add_init_script(f"{{ const real = Date.now; Date.now = () => real() - {DESK_BEHIND_MS}; }}")
    desks = [site.desk(context, f"Desk {number}") for number, context in enumerate(contexts, 1)]
    site.served.kill()
    site.network.cut()
    for page, codes in zip(desks, (site.codes[:12], site.codes[8:20]), strict=True):
        expect(page.locator(".link-away")).to_be_visible(timeout=PATIENCE_MS)
        read(page, codes)
        expect(page.locator("[data-verdict=accepted_here]")).to_be_visible()
        waiting(page, 12)
        decided_there(page, 12)
    one, two = desks
    expect(two.locator(".verdict-line")).to_contain_text("Not yet counted")
    one.wait_for_timeout(AWAY_SECONDS * 1000)
    one.keyboard.press("F5")
    expect(one.get_by_text("If the page is gone: use the paper list.")).to_be_visible()
    asked: list[str] = []
    two.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    two.mouse.click(5, 5)
    two.evaluate("() => { setTimeout(() => location.reload(), 0) }")
    expect(two.get_by_text("If the page is gone: use the paper list.")).to_be_visible()
    assert asked == ["beforeunload"]
    site.again()
    site.network.join()
    for page in desks:
        waiting(page, 0)
        states(page, "12 made, 12 received")
    assert len(site.present()) == 20
    assert {len(one["scans"]) for one in site.console()["panels"]["checkin"]["conflicts"]} == {1}
    assert len(site.console()["panels"]["checkin"]["conflicts"]) == 4
    (wrongest,) = site.ask("select max(abs(at - device_at)), count(device_at) from scan")
    assert wrongest[0] < DESK_BEHIND_MS // 2 and wrongest[1] == 24, "a desk goes by the meeting's clock, not by its own"


def test_who_was_let_in_while_the_scan_was_still_on_its_way_is_told_to_the_supervisor(
    make_site: Callable[..., Site], chromium: Callable[..., Browser]
) -> None:
    site = make_site()
    browser = chromium(BY_NAME)
    one, two = [site.desk(browser.new_context(), f"Desk {number}") for number in (1, 2)]
    two.route("**/checkin/scans", lambda route: None)
    read(two, site.codes[:2])  # asked, and no answer: the desk lets them in by itself
    decided_there(two, 2)
    read(one, site.codes[:1])
    expect(one.locator("[data-verdict=admitted]")).to_be_visible()
    two.unroute_all()  # what was held goes on its way
    waiting(two, 0)
    expect(two.locator(".chip-late")).to_contain_text("1")
    assert site.present() == [1, 2]
    (conflict,) = site.console()["panels"]["checkin"]["conflicts"]
    assert (conflict["member"]["id"], conflict["device"], conflict["first"]["device"]) == (1, "Desk 2", "Desk 1")


@pytest.fixture
def trusting(playwright: Playwright, tmp_path: Path) -> Iterator[Callable[..., BrowserContext]]:
    """A browser with a profile of its own that trusts the program's authority, as a tablet does after the install."""
    if not shutil.which("certutil"):
        missing = "no certutil (libnss3-tools) on this machine: a browser cannot be made to trust an authority"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)
    opened: list[BrowserContext] = []

    def start(authority: Path, *flags: str) -> BrowserContext:
        home = tmp_path / f"profile-{len(opened)}"
        store = home / ".pki" / "nssdb"
        store.mkdir(parents=True)
        for command in (["-N", "--empty-password"], ["-A", "-t", "C,,", "-n", "kiosk", "-i", str(authority)]):
            subprocess.run(["certutil", "-d", f"sql:{store}", *command], check=True)
        opened.append(
            playwright.chromium.launch_persistent_context(
                home / "profile",
                executable_path=CHROMIUM,
                args=[*FLAGS, *flags],
                env={**os.environ, "HOME": str(home)},
                viewport={"width": 1280, "height": 800},
                locale="en",
            )
        )
        return opened[-1]

    yield start
    for context in opened:
        context.close()


def test_over_wss_a_desk_goes_on_through_a_killed_server_a_cut_network_and_a_reload(
    make_site: Callable[..., Site], trusting: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    site = make_site(secure=True)
    assert site.served.tls
    authority = site.served.tls / "authority.pem"
    badge = film(site.codes[0], tmp_path / "badge.mjpeg")
    camera = (
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={badge}",
    )
    one = site.desk(trusting(authority, *camera), "Desk 1")
    two = site.desk(trusting(authority), "Desk 2")
    for page in (one, two):
        expect(page.locator("[data-reloadable=true]")).to_be_visible(timeout=PATIENCE_MS)
    one.get_by_role("button", name="Camera", exact=True).click()
    expect(one.locator("[data-verdict=admitted]")).to_be_visible(timeout=PATIENCE_MS)
    one.get_by_role("button", name="Camera off").click()
    site.served.kill()
    expect(one.locator(".link-away")).to_be_visible(timeout=PATIENCE_MS)
    fresh = site.codes[1:33]  # 32 badges, 5 of them twice, and 3 that nobody has
    read(one, fresh[:20] + UNKNOWN[:1])
    expect(one.locator("[data-verdict=unknown_here]")).to_be_visible()
    site.network.cut()
    read(one, fresh[20:] + UNKNOWN[1:])
    one.wait_for_timeout(5_100)  # beyond the five seconds in which a badge is the same reading
    read(one, fresh[:5])
    expect(one.locator("[data-verdict=already_here]")).to_be_visible()
    waiting(one, 40)
    one.on("dialog", lambda dialog: dialog.accept())
    one.reload()
    waiting(one, 40)
    expect(one.locator("[data-reloadable=true]")).to_be_visible()
    one.wait_for_timeout(5_100)
    read(one, [site.codes[0]])
    expect(one.locator("[data-verdict=already_here]")).to_be_visible()
    read(two, fresh[25:32])  # seven that the first desk let in as well
    waiting(two, 7)
    decided_there(one, 41)
    decided_there(two, 7)
    site.again()
    site.network.join()
    for page in (one, two):
        waiting(page, 0)
    states(one, "42 made, 42 received")
    states(two, r"(\d+) made, \1 received")  # one more where a first try arrived after all
    expect(one.locator(".top-figure b").first).not_to_have_text("0")
    assert site.present() == list(range(1, 34))
    told = site.console()
    assert len(told["panels"]["checkin"]["conflicts"]) == 7
    assert {
        tuple(sorted((one["first"]["device"], one["device"]))) for one in told["panels"]["checkin"]["conflicts"]
    } == {("Desk 1", "Desk 2")}
    assert [row[0] for row in site.ask("select code from scan where verdict = 'unknown_code' order by seq")] == UNKNOWN
    boxed = sum(
        int(page.locator(".chip-late").inner_text().rsplit(" ", 1)[1])
        for page in (one, two)
        if page.locator(".chip-late").count()
    )
    assert boxed == 3 + 7
    assert [desk["statement"]["difference"] for desk in told["devices"] if desk["statement"]] == [0, 0]


def test_pages_follow_to_a_copy_and_send_again_what_it_lacks(
    make_site: Callable[..., Site], chromium: Callable[..., Browser], tmp_path: Path
) -> None:
    site = make_site()
    browser = chromium(BY_NAME)
    desks = [site.desk(browser.new_context(), f"Desk {number}") for number in (1, 2)]
    read(desks[0], site.codes[:6])
    waiting(desks[0], 0)
    stick = tmp_path / "stick"
    stick.mkdir()
    BackupWriter(site.served.path, stick, MeetingClock().now).write()
    read(desks[0], site.codes[6:10])
    read(desks[1], site.codes[10:14])
    for page in desks:
        waiting(page, 0)
    until = time.monotonic() + 15
    while len(site.present()) < 14 and time.monotonic() < until:
        desks[1].wait_for_timeout(100)  # the last scan may not have been kept yet when the queue was looked at
    assert len(site.present()) == 14
    site.served.kill()
    spare = Served(stick / site.served.path.name)
    try:
        site.network.target = spare.port
        with closing(files.reader(spare.path)) as db:
            for page, made in zip(desks, (10, 4), strict=True):
                states(page, f"{made} made, {made} received")
            present = db.execute("select count(*) from attendance").fetchone()[0]
            waits = db.execute("select count(*) from scan where conflict is not null").fetchone()[0]
            scans = db.execute(
                "select count(*), count(distinct command_id) from scan join entry using (seq)"
            ).fetchone()
        assert (present, waits, tuple(scans)) == (14, 0, (14, 14))
    finally:
        spare.stop()


def test_each_scan_arrives_once_whatever_became_of_its_desk(
    make_site: Callable[..., Site], chromium: Callable[..., Browser], tmp_path: Path
) -> None:
    """Answers were lost and the desk is paired anew; it is moved to another role; a replaced desk hands in to the spare
    laptop, with what only the first laptop had received. Each time the statement is equal."""
    site = make_site()
    context = chromium(BY_NAME).new_context()
    first = site.desk(context, "Desk 1")
    first.route("**/checkin/scans**", lose_the_answer)
    read(first, site.codes[:4])
    soon(lambda: len(site.present()) == 4)
    site.network.cut()
    read(first, site.codes[4:8])
    decided_there(first, 8)
    first.close(run_before_unload=False)
    site.network.join()
    _end(site, "Desk 1")
    second = site.desk(context, "Desk 2")
    soon(lambda: _statement(site, "Desk 2") == (8, 8, 0))
    assert len(site.present()) == 8 and _statement(site, "Desk 1") in (None, (0, 0, 0))
    soon(lambda: _told(site, "Desk 2")["pending"] == 0)  # else the move is refused by what it said last

    site.network.cut()
    expect(second.locator(".link-away")).to_be_visible(timeout=PATIENCE_MS)
    read(second, site.codes[8:12])
    decided_there(second, 4)
    second.close(run_before_unload=False)
    device = site.ask("select id from device where name = 'Desk 2'")[0][0]
    status, told = site.served.post(f"/devices/{device}/moves", {"role": "screen"}, role="chair")
    assert (status, told["code"]) == (409, "device_away"), "a screen hands nothing in"
    assert site.served.post(f"/devices/{device}/moves", {"role": "supervisor"}, role="chair")[0] == 200
    site.network.join()
    console = context.new_page()
    console.goto(f"{site.url}/?device={device}")
    soon(lambda: _statement(site, "Desk 2") == (12, 12, 0))
    console.close()

    stick = tmp_path / "stick"
    stick.mkdir()
    BackupWriter(site.served.path, stick, MeetingClock().now).write()
    assert site.served.post(f"/devices/{device}/moves", {"role": "desk"}, role="chair")[0] == 200
    third = context.new_page()
    third.goto(f"{site.url}/?device={device}")
    expect(third.locator(".link-live")).to_be_visible(timeout=PATIENCE_MS)
    read(third, site.codes[12:16])
    soon(lambda: len(site.present()) == 16)  # of these four the copy knows nothing
    soon(lambda: _statement(site, "Desk 2") == (16, 16, 0))
    third.close(run_before_unload=False)
    site.served.stop()
    spare = Served(stick / site.served.path.name)
    try:
        site.served, site.network.target = spare, spare.port
        assert len(site.present()) == 12
        _end(site, "Desk 2")
        site.desk(context, "Desk 3")
        soon(lambda: len(site.present()) == 16)
        soon(lambda: _statement(site, "Desk 3") == (16, 16, 0))
        verdicts = site.ask("select verdict, count(*) from scan group by 1")
        assert [tuple(row) for row in verdicts] == [("admitted", 16)]
    finally:
        context.close()
        spare.stop()


def lose_the_answer(route: Route) -> None:
    """The laptop is asked (by its address, for this fetch knows no names), and what it says never arrives."""
    here = {"origin": route.request.headers["origin"].replace(PLAIN, "127.0.0.1")}
    with contextlib.suppress(Error):
        route.fetch(url=route.request.url.replace(PLAIN, "127.0.0.1"), headers={**route.request.headers, **here})
    with contextlib.suppress(Error):
        route.abort()


def soon(true: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_MS / 1000
    while not true() and time.monotonic() < until:
        time.sleep(0.1)
    assert true()


def _end(site: Site, name: str) -> None:
    device = site.ask(f"select id from device where name = '{name}' and revoked_at is null")[0][0]
    assert site.served.post(f"/devices/{device}/revocations", {}, role="chair")[0] == 200


def _told(site: Site, name: str) -> dict[str, Any]:
    """What the server knows of a device."""
    (told,) = (one for one in site.served.get("/devices")[1]["devices"] if one["name"] == name)
    return dict(told)


def _statement(site: Site, name: str) -> tuple[int, int, int] | None:
    """(made, received, difference) of a desk, as the console is told."""
    with closing(files.reader(site.served.path)) as db:
        rows = db.execute("select id from device where name = ?", (name,)).fetchall()
        found = statements(db).get(rows[-1][0])
    return (found["made"], found["received"], found["difference"]) if found else None
