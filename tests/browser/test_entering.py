"""A browser becomes a device: by the key of the start, by the laptop's code, by an address; nothing is lost on the way."""

from __future__ import annotations

import re
from collections.abc import Callable

import qrcode
from playwright.sync_api import Browser, expect
from qrcode.constants import ERROR_CORRECT_Q

from tests.conftest import Served

BYTES_MOST = 151


def test_the_first_console_and_a_tablet_come_in(plain: Browser, serve: Callable[..., Served]) -> None:
    """The key makes one console, whose page goes on after a lost answer; then it lets a tablet in, which survives a
    restart between the admission and its entering."""
    served = serve()
    console = plain.new_context(viewport={"width": 1280, "height": 800}).new_page()
    lost = []

    def lose_the_first_answer(route: object) -> None:
        if lost:
            return route.continue_()  # type: ignore[attr-defined]
        lost.append(route.fetch())  # type: ignore[attr-defined]
        route.abort()  # type: ignore[attr-defined]

    console.route("**/devices/first", lose_the_first_answer)
    console.goto(f"{served.url}/enter/{served.bootstrap_token}")
    expect(console).to_have_url(re.compile(r"/console\?device=\d+$"))
    expect(console.get_by_role("button", name="Pair a device")).to_be_visible()
    other = plain.new_context().new_page()
    other.goto(f"{served.url}/enter/{served.bootstrap_token}")
    expect(other.get_by_role("alert")).to_contain_text("not valid any more")

    tablet = plain.new_context(viewport={"width": 390, "height": 844}).new_page()
    tablet.goto(f"{served.url}/join")
    tablet.get_by_role("button", name="Check-in desk").click()
    tablet.route("**/enter", lambda route: route.abort())
    console.get_by_role("button", name=re.compile("Let in .* as Desk 1")).click()
    expect(console.locator(".con-device", has_text="Desk 1")).to_be_visible()
    served.kill()
    served.start(served.port)
    tablet.unroute("**/enter")
    expect(tablet).to_have_url(re.compile(r"/desk\?device=\d+$"))
    names = [cookie["name"] for cookie in tablet.context.cookies()]
    assert [name for name in names if re.fullmatch("kiosk_[0-9a-f]{8}", name)] == names
    assert tablet.evaluate("sessionStorage.length") == 0


def test_the_page_draws_the_same_codes_as_the_laptop(plain: Browser, served: Served) -> None:
    """Module by module, for lengths that an address may have."""
    page = plain.new_context().new_page()
    page.goto(f"{served.url}/join")
    texts = [
        ("https://192.168.178.123:8443/enter/" + "aB-_9" * 30)[:length]
        for length in (1, 43, 68, 75, 91, BYTES_MOST, BYTES_MOST + 1)
    ]
    drawn = page.evaluate("async (texts) => texts.map((await import('/static/js/qr.js')).qr)", texts)
    assert drawn.pop() is None, "longer than the largest code"
    for text, code in zip(texts, drawn, strict=False):
        known = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=0, mask_pattern=3)
        known.add_data(text.encode(), optimize=0)
        known.make(fit=True)
        rows = enumerate(known.get_matrix())
        path = "".join(f"M{x} {y}h1v1h-1z" for y, row in rows for x, dark in enumerate(row) if dark)
        assert code == {"modules": known.modules_count, "path": path}, len(text)
