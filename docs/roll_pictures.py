"""The pictures of docs/rolls.md: a preview of the tests' own files in each language. `docs/pictures.py` makes them too."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, expect, sync_playwright

from kiosk.meeting_file import make_meeting, run
from kiosk.security.auth import new_token, token_hash

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "pictures"
CASES = ROOT / "tests" / "roll" / "cases"
SIZE = {"width": 1280, "height": 800}
TAKEN = (960, 600)
LANGUAGES = {"en": "en-GB", "zh-Hans": "zh-CN"}
ASIDE = """编号,姓名,支部,是否列席,备注
1,张三（列席）,一支部,,
2,李四,一支部,是,
3,王五,二支部,,已退会
4,赵六、钱七,二支部,,
5,待定,二支部,,
"""


def pictures(browser: Browser, url: str, token: str, language: str) -> None:
    """A picture of each file, as the console's page shows it first."""
    with TemporaryDirectory() as folder:
        aside = Path(folder) / "roll.csv"
        aside.write_text(ASIDE, "utf-8")
        files = {
            "totals": CASES / "08c-totals.csv",
            "votes": CASES / "12a-categories.csv",
            "headerless": CASES / "27-headerless.csv",
            "spoiled": CASES / "06c-error-values.xlsx",
            "aside": aside,
        }
        page = browser.new_page(viewport=SIZE, locale=LANGUAGES[language])
        page.goto(f"{url}/enter/{token}")
        page.wait_for_url("**/console*")
        for name, file in files.items():
            page.goto(f"{url}/roll/import")
            page.set_input_files("input[type=file]", file)
            expect(page.locator(".imp-source")).to_have_text(file.name)
            page.wait_for_timeout(500)
            picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").resize(TAKEN).quantize(64)
            picture.save(FOLDER / f"roll-{name}-{language}.png", optimize=True)
        page.close()


def main(browser: Browser) -> None:
    with TemporaryDirectory() as folder:
        file, token = Path(folder) / "meeting.kiosk", new_token()
        make_meeting(file, title="Meeting", preset="party-grassroots")
        device = {"role": "operator", "name": "Console", "token_hash": token_hash(token)}
        run(file, "pair_device", device, os.urandom(12).hex())
        command = [sys.executable, "-W", "ignore", "-m", "kiosk", "serve", str(file), "--port", "0", "--no-tls"]
        command += ["--no-mdns", "--host", "127.0.0.1"]
        quiet = {**os.environ, "PYTHONUNBUFFERED": "1"}
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=quiet) as running:
            assert running.stdout
            try:
                url = next(found[0] for line in running.stdout if (found := re.search(r"http://127[\d.]+:\d+", line)))
                for language in LANGUAGES:
                    pictures(browser, url, token, language)
            finally:
                running.terminate()
                running.wait()


if __name__ == "__main__":
    with sync_playwright() as playwright:
        chromium = os.environ.get("KIOSK_CHROMIUM") or "/usr/bin/chromium"
        main(playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"]))
