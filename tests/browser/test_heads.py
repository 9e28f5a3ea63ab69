"""Phones and tablets are the witnesses: what they saw signed is kept there, compared, and told when the file lacks it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from click.testing import CliRunner
from playwright.sync_api import Browser, Page, Route, expect

from kiosk.cli.main import main
from kiosk.store import database as files
from tests.conftest import Served

TRIES = 4  # of one sending, before it waits for the next snapshot
KEPT = "() => JSON.parse(Object.entries(localStorage).find(([key]) => key.endsWith(' head'))?.[1] ?? 'null')?.last.seq"


def saw(page: Page, seq: int) -> None:
    """Wait until a page has kept a signed head of this entry or a later one."""
    page.wait_for_function(f"(seq) => ({KEPT})() >= seq", arg=seq)


def entry(served: Served, kind: str) -> int:
    """The newest entry of a kind."""
    with closing(files.reader(served.path)) as db:
        found: int = db.execute("select max(seq) from entry where kind = ?", (kind,)).fetchone()[0]
        return found


def put_back(copy: Path, path: Path) -> None:
    """The file as it was, under its own name and place."""
    for suffix in ("-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    path.write_bytes(copy.read_bytes())


def test_what_devices_saw_finds_a_file_that_went_back(
    plain: Browser, serve: Callable[..., Served], tmp_path: Path
) -> None:
    served = serve()
    desk = plain.new_context(service_workers="block").new_page()
    desk.goto(served.enter("desk", "Desk 1"))
    phone = plain.new_context(viewport={"width": 390, "height": 844}, service_workers="block").new_page()
    phone.goto(f"{served.url}/heads")
    console = plain.new_context(viewport={"width": 1280, "height": 800}).new_page()
    console.goto(served.enter("chair", "Console"))
    expect(console).to_have_url(re.compile("/console"))
    for page in (desk, phone):
        saw(page, 2)
    older = tmp_path / "older.kiosk"
    served.token("chair")
    with closing(files.reader(served.path)) as db, closing(sqlite3.connect(older)) as copy:
        db.backup(copy)
    assert served.post("/checkin/closing", {})[0] == 200
    seen = entry(served, "desks_closed")
    for page in (desk, phone):
        saw(page, seen)

    tried: list[Route] = []

    def lose(route: Route) -> None:
        tried.append(route)
        route.abort()

    desk.route("**/heads/seen", lose)
    served.kill()
    put_back(older, served.path)
    served.start(served.port)
    expect(phone.get_by_role("heading", name="One that the laptop went back from")).to_be_visible()
    phone.get_by_role("button", name="Compare with the laptop").last.click()
    expect(phone.locator(".answer")).to_contain_text(
        re.compile("It does not agree: the journal ends at entry|has another head")
    )
    phone.get_by_role("button", name="Compare with the laptop").first.click()
    expect(phone.locator(".answer")).to_contain_text("It agrees")

    while len(tried) < TRIES:
        desk.wait_for_event("requestfailed", timeout=120_000)
    alarm = console.locator(".con-stop", has_text=re.compile("Desk 1 saw (another )?entry"))
    assert alarm.count() == 0
    desk.unroute("**/heads/seen")
    assert served.post("/checkin/closing", {})[0] == 200
    expect(alarm).to_contain_text(re.compile("Entries were lost|the journal was rewritten"))
    alarm.get_by_text("It was looked into").click()
    alarm.get_by_label("What was found or done").fill("an old copy was put back")
    alarm.get_by_role("button", name="Write down the finding").click()
    expect(alarm).to_have_count(0)

    record = tmp_path / "record"
    assert CliRunner().invoke(main, ["export", str(served.path), "--to", str(record)]).exit_code == 0
    lines = record / "public" / "journal.jsonl"
    saw(phone, entry(served, "record_written"))  # after the end of the record
    phone.reload()
    expect(phone.get_by_label("Entry")).not_to_have_value("")
    phone.locator("input[type=file]").set_input_files(lines)
    phone.get_by_role("button", name="Compare", exact=True).click()
    expect(phone.locator(".answer")).to_contain_text("has the head that this device saw")
    changed = tmp_path / "journal.jsonl"
    changed.write_text(lines.read_text("utf-8").replace('"kind":"desks_closed"', '"kind":"desks_opened"', 1), "utf-8")
    phone.locator("input[type=file]").set_input_files(changed)
    phone.get_by_role("button", name="Compare", exact=True).click()
    expect(phone.locator(".answer")).to_contain_text("The chain of this file breaks")
