"""Prints that a weak toner or a sharp knife has spoilt are read all the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, expect

from tests.browser.badge import faint, film
from tests.browser.test_desk import FAKE_CAMERA, Door, door, verdict

__all__ = ["door"]


def test_photographs_of_faint_and_cut_prints_are_read(
    door: Door, chromium: Callable[..., Browser], tmp_path: Path
) -> None:
    browser = chromium(
        "--host-resolver-rules=MAP hall.test 127.0.0.1"
    )  # where a page has no camera, it takes photographs
    page = browser.new_page(locale="en")
    page.goto(door.served.enter("desk", "Desk 1").replace("127.0.0.1", "hall.test"))
    expect(page.locator(".link-live")).to_be_visible()
    kinds: list[dict[str, int]] = [
        {"levels": 22, "around": 140},  # darker than the print around it
        {"levels": 22, "shade": 60},
        {"levels": 12},
        {"levels": 8, "border": 1},
        {"levels": 200, "border": 0, "around": 255},  # cut off to the edge, on white paper and on a grey table
    ]
    for place, kind in enumerate(kinds, 1):
        path = tmp_path / f"{place}.png"
        faint(door.codes[f"00{place}"], **kind).save(path)
        page.set_input_files("input[type=file]", path)
        expect(page.locator(".verdict-about")).to_contain_text(f"No. 00{place}")
        verdict(page, "admitted_nonvoting" if place == 5 else "admitted")
    without_border: list[dict[str, int]] = [  # on black, grey and white tables, and in a shadow
        {"levels": 22, "border": 0, "around": 255},
        {"levels": 22, "border": 0, "around": 0, "shade": 60},
        {"levels": 12, "border": 0, "around": 140},
        {"levels": 12, "border": 1, "around": 90, "shade": 60},
        {"levels": 60, "border": 0, "around": 90},
    ]
    for place, kind in enumerate(without_border):
        path, number = tmp_path / f"cut-{place}.png", ("001", "002")[place % 2]
        faint(door.codes[number], **kind).save(path)
        page.set_input_files("input[type=file]", path)
        expect(page.locator(".verdict-about")).to_contain_text(f"No. {number}")
    blank = tmp_path / "blank.png"
    Image.new("RGB", (640, 480), "#8a8f96").save(blank)
    before = door.checked_in()
    page.set_input_files("input[type=file]", blank)
    expect(page.get_by_role("heading", name="No code found in the photo")).to_be_visible()
    assert door.checked_in() == before, "noise is no badge"


def test_a_faint_print_is_read_by_the_live_camera(door: Door, chromium: Callable[..., Browser], tmp_path: Path) -> None:
    seen = faint(door.codes["001"], 22, around=140, shade=40)
    badge = film("", tmp_path / "badge.mjpeg", seen)
    page = door.desk(chromium(*FAKE_CAMERA, f"--use-file-for-fake-video-capture={badge}"))
    page.get_by_role("button", name="Camera", exact=True).click()
    verdict(page, "admitted")
    expect(page.locator(".verdict-name")).to_have_text("欧阳建国")
