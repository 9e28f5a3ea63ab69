"""The fingerprint leaves the laptop on paper before the meeting; the signed head on the hall screen and in the minutes."""

from __future__ import annotations

import io
import zipfile

from PIL import Image

from kiosk.app import REGISTRY
from kiosk.minutes import composer
from kiosk.minutes.code import png
from kiosk.minutes.html import page
from kiosk.minutes.markdown import markdown
from kiosk.minutes.word import word
from kiosk.signing.queries import fingerprint
from kiosk.store import signed_heads
from tests.conftest import Hall
from tests.support.members import enrol_many


def test_the_fingerprint_stands_on_badge_sheets_and_sign_in_lists(hall: Hall) -> None:
    enrol_many(hall, 12)
    shown = fingerprint(hall.db)
    assert len(shown.replace(" ", "")) == 16
    sheets = hall.client("chair").get("/roll/badges").text
    assert sheets.count(f'<p class="signed">The meeting\'s signing key: {shown}'.replace("'", "&#x27;")) == 2, sheets[
        :400
    ]
    assert hall.client("chair").get("/paper-kit").text.count(shown) >= 1


def test_the_hall_is_shown_the_fingerprint_and_the_signed_head(hall: Hall) -> None:
    told = hall.scene("codes")
    assert told["signed"]["fingerprint"] == fingerprint(hall.db)
    assert told["codes"]["signed"]["modules"] <= 61, "short enough to be read from the screen"


def test_the_minutes_hold_the_signed_head_in_every_form(hall: Hall) -> None:
    newest = signed_heads.last(hall.db)
    assert newest
    for public in (False, True):
        document = composer.minutes(hall.db, REGISTRY.sentences, "en", public)
        assert newest.code() in markdown(document)
        assert page(document).count('class="doc-code"') == 1
        with zipfile.ZipFile(io.BytesIO(word(document))) as archive:
            pictures = [name for name in archive.namelist() if name.startswith("word/media/")]
            assert [archive.read(name) for name in pictures] == [png(newest.code())]


def test_the_picture_of_a_code_is_the_code_itself() -> None:
    """Each module is a square of six points, black or white, inside a quiet zone of four modules."""
    picture = Image.open(io.BytesIO(png("KIOSK-HEAD/1")))
    picture.load()
    assert picture.mode == "1" and picture.size[0] == picture.size[1] and picture.size[0] % 6 == 0
    modules = picture.size[0] // 6
    assert all(picture.getpixel((x, 3)) for x in range(picture.size[0])), "the quiet zone is white"
    finder = [bool(picture.getpixel(((4 + n) * 6 + 2, 4 * 6 + 2))) for n in range(8)]
    assert finder == [False] * 7 + [True] and modules == 21 + 8
