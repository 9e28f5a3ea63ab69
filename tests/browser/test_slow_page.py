"""A hall screen on a network that hardly lets anything through: it shows the newest state, and its socket stays."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, WebSocket, expect

from kiosk.meeting_file import run
from tests.conftest import Served

MEMBERS = 150
BYTES_A_SECOND = 3_000
ROLL = [
    {"number": f"{n:03}", "name": f"Member {n}", "group_name": "North", "category": "", "with_vote": 1, "weight_thousandths": 1000, "phone": "", "note": ""}
    for n in range(1, MEMBERS + 1)
]  # fmt: skip


def test_a_throttled_screen_shows_the_newest_state_and_is_not_cut_off(
    served: Served, chromium: Callable[..., Browser]
) -> None:
    run(served.path, "import_roll", {"rows": ROLL, "roll_version": 0, "source": "roll.csv"}, "import-roll")
    page = chromium().new_page(viewport={"width": 1280, "height": 800})
    sockets: list[WebSocket] = []
    states: list[str] = []

    def opened(socket: WebSocket) -> None:
        sockets.append(socket)
        socket.on("framereceived", lambda told: states.append(str(told)) if '"snapshot"' in str(told)[:20] else None)

    page.on("websocket", opened)
    assert served.post("/checkin/scans", {"member": 1, "source": "search"}, "desk")[0] == 200
    page.goto(served.enter("screen"))
    expect(page.locator(".figure .n")).to_have_attribute("data-value", "1")
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    conditions = {"offline": False, "latency": 200, "uploadThroughput": BYTES_A_SECOND}
    network.send("Network.emulateNetworkConditions", {**conditions, "downloadThroughput": BYTES_A_SECOND})
    for member in range(2, MEMBERS + 1):
        assert served.post("/checkin/scans", {"member": member, "source": "search"}, "desk")[0] == 200
    expect(page.locator(".figure .n")).not_to_have_attribute("data-value", str(MEMBERS))  # it is slow indeed
    network.send("Network.emulateNetworkConditions", {**conditions, "latency": 0, "downloadThroughput": -1})
    expect(page.locator(".figure .n")).to_have_attribute("data-value", str(MEMBERS), timeout=5_000)
    assert len(sockets) == 1 and not sockets[0].is_closed()
    assert len(states) < MEMBERS / 2, len(states)
