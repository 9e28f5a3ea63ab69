"""Wedge scanners of every layout: the badge is read or refused by name, never as another person."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, Page, expect

from kiosk.rules import badge_codes
from tests.browser.test_desk import SCANNED, Door, door, verdict

__all__ = ["door"]

# Four rows of each layout as printed on its keys, at the same places; the first row is typed with Shift where `shifted`.
PLACES = [
    *(f"Digit{n}" for n in "1234567890"), *(f"Key{c}" for c in "QWERTYUIOP"), *(f"Key{c}" for c in "ASDFGHJKL"),
    "Semicolon", *(f"Key{c}" for c in "ZXCVBNM"), "Comma", "Period", "Slash",
]  # fmt: skip
PLAIN = {
    "us": "1234567890qwertyuiopasdfghjkl;zxcvbnm,./",
    "qwertz": "1234567890qwertzuiopasdfghjklöyxcvbnm,.-",
    "azerty": "&é\"'(-è_çàazertyuiopqsdfghjklmwxcvbn,;:!",
    "dvorak": "1234567890',.pyfgcrlaoeuidhtns;qjkxbmwvz",
    "russian": "1234567890йцукенгшщзфывапролджячсмитьбю.",
}
SHIFTED = {
    "us": "!@#$%^&*()QWERTYUIOPASDFGHJKL:ZXCVBNM<>?",
    "qwertz": '!"§$%&/()=QWERTZUIOPASDFGHJKLÖYXCVBNM;:_',
    "azerty": "1234567890AZERTYUIOPQSDFGHJKLMWXCVBN?./§",
    "dvorak": '!@#$%^&*()"<>PYFGCRLAOEUIDHTNS:QJKXBMWVZ',
    "russian": '!"№;%:?*()ЙЦУКЕНГШЩЗФЫВАПРОЛДЖЯЧСМИТЬБЮ,',
}
SCANNERS = ("us", "qwertz", "azerty", "dvorak")


def keys(text: str, scanner: str, tablet: str, caps: bool = False) -> list[dict[str, str]]:
    """The keys that a scanner of one layout presses for a text, as a tablet of another hears them."""
    heard = []
    for character in text:
        if character in "]-_":  # what stands around a code; where it is on the keyboard does not matter
            heard.append({"key": character, "code": "BracketRight"})
            continue
        shift = character in SHIFTED[scanner]
        place = (SHIFTED if shift else PLAIN)[scanner].index(character)
        shown = (PLAIN if shift == (caps and PLAIN[tablet][place].isalpha()) else SHIFTED)[tablet][place]
        heard.append({"key": shown, "code": PLACES[place]})
    return heard


def code_of(chance: random.Random) -> str:
    return badge_codes.make(chance.randbytes(32), 1, 0)


def test_a_code_is_found_whatever_the_layouts_and_whatever_stands_around_it(
    chromium: Callable[..., Browser], door: Door
) -> None:
    chance = random.Random(20261130)
    cases = []
    for _ in range(1_500):
        code, scanner = code_of(chance), chance.choice(SCANNERS)
        before, after = chance.choice(["", "]Q1", "]C0", "ID", "7", "ABC-"]), chance.choice(["", "X", "99", "-END"])
        typed = before + (code.lower() if chance.random() < 0.3 else code) + after
        heard = keys(typed, scanner, chance.choice([*PLAIN]), caps=chance.random() < 0.3)
        for key in heard:
            if chance.random() < 0.05:
                key["key"] = chance.choice(["Process", "Unidentified", "Dead"])
        cases.append({"code": code, "keys": heard})
    for _ in range(500):  # both agree, and keys come without `code`
        code, layout = code_of(chance), chance.choice(SCANNERS)
        cases.append(
            {"code": code, "keys": [{"key": one["key"], "code": ""} for one in keys(f"]Q1{code}", layout, layout)]}
        )
    page = door.desk(chromium())
    found: dict[str, Any] = page.evaluate(
        """async (cases) => {
          const { codesTyped } = await import("/static/js/desk/layouts.js");
          const { chosen } = await import("/static/js/desk/codes.js");
          const roll = new Set(cases.map(({ code }) => code));
          const right = { kept: 0, chosen: 0, alone: 0, others: 0 };
          for (const { code, keys } of cases) {
            const codes = codesTyped(keys).map((one) => one.code);
            right.kept += codes.includes(code);
            const read = chosen(codes, (one) => roll.has(one));
            right.chosen += read === code;
            right.others += read !== null && read !== code && roll.has(read);
            right.alone += chosen(codes, null) === code;
          }
          return right;
        }""",
        cases,
    )
    assert found["kept"] == found["chosen"] == len(cases) and found["others"] == 0
    assert found["alone"] > 0.85 * len(cases), "without the roll the check character alone decides"


def press(page: Page, heard: list[dict[str, str]]) -> None:
    """Real key events of the browser, each with its own key and place."""
    session = page.context.new_cdp_session(page)
    for key in [*heard, {"key": "Enter", "code": "Enter"}]:
        text = key["key"] if len(key["key"]) == 1 else ""
        session.send("Input.dispatchKeyEvent", {"type": "keyDown", **key, "text": text})
        session.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})
    session.detach()


def test_scanners_of_four_layouts_are_read_at_a_desk(door: Door, chromium: Callable[..., Browser]) -> None:
    page = door.desk(chromium())
    scans = [
        ("001", "]Q1", "qwertz", "us", False),
        ("002", "", "azerty", "azerty", True),
        ("003", "", "dvorak", "qwertz", False),
        ("004", "X", "us", "azerty", False),
        ("005", "", "azerty", "russian", False),
    ]
    for number, before, scanner, tablet, caps in scans:
        page.focus(".find")  # where this machine is too busy for a scanner's pace, the field hears slow ones too
        press(page, keys(before + door.codes[number], scanner, tablet, caps))
        expect(page.locator(".verdict-about")).to_contain_text(f"No. {number}")
        verdict(page, "admitted_nonvoting" if number == "005" else "admitted")
        expect(page.locator(".find")).to_have_value("")
    assert door.entries().count("checked_in") == 5 and door.entries().count("turned_away") == 0
    typed, scanned = (badge_codes.make(b"another meeting's secret", member, 0) for member in (1, 2))
    page.evaluate(SCANNED, scanned)  # at once, as no slow machine can make it
    verdict(page, "unknown_code")
    page.fill(".find", f"]Q1{typed}")
    with page.expect_response("**/checkin/scans*"):
        page.get_by_role("button", name="Use the code").click()
    verdict(page, "unknown_code")
    assert (door.entries().count("checked_in"), door.entries().count("turned_away")) == (5, 2)


def test_a_slow_scanner_is_read_where_the_field_has_the_focus(door: Door, chromium: Callable[..., Browser]) -> None:
    page = door.desk(chromium())
    page.focus(".find")
    for key in keys(f"]Q1{door.codes['001']}", "qwertz", "us"):
        page.keyboard.down("Shift")  # as real scanners send capital letters
        press_one(page, key)
        page.keyboard.up("Shift")
        page.wait_for_timeout(130)
    verdict(page, "admitted")
    page.fill(".find", "")
    page.evaluate("""(code) => { const field = document.querySelector(".find");
      field.value = `]Q1${code}`; field.dispatchEvent(new Event("input", { bubbles: true })) }""", door.codes["002"])  # fmt: skip
    expect(page.locator(".verdict-about")).to_contain_text("No. 002")  # keys that no event tells of


def press_one(page: Page, key: dict[str, str]) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Input.dispatchKeyEvent", {"type": "keyDown", **key, "text": key["key"]})
    session.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})
    session.detach()
