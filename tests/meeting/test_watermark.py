"""Every page of a rehearsal is marked as one, and no page of a real meeting: asked of every route of the program."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from kiosk.i18n.catalog import translate
from tests.conftest import Hall
from tests.support.members import enrol_many

MARK = "/meeting/watermark.css"
WORDS = "Rehearsal: not a record"


def pages(hall: Hall, language: str = "en") -> Iterator[tuple[str, str]]:
    """Every address that answers with a page, and what it says; addresses with parts are asked for the first."""
    for rule in hall.app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()):
            continue
        roles = hall.app.view_functions[rule.endpoint].roles  # type: ignore[attr-defined]
        address = re.sub(r"<int:\w+>", "1", rule.rule).replace("<token>", "none")
        role = "public" if "public" in roles else roles[0]
        answer = hall.client(role).get(
            address, headers={"Accept": "text/html", "Accept-Language": language}, buffered=True
        )
        if (answer.mimetype == "text/html" and answer.status_code < 300) or answer.status_code >= 400:
            yield address, answer.text


@pytest.mark.slow
@pytest.mark.parametrize("rehearsal", [True, False])
def test_every_page_of_a_rehearsal_is_marked_and_of_no_other_meeting(
    make_hall: Callable[..., Hall], rehearsal: bool
) -> None:
    hall = make_hall(rehearsal=rehearsal)
    enrol_many(hall, 2)
    # a document that is downloaded stands alone, and carries the same words itself
    found = {address: MARK in page or WORDS in page for address, page in pages(hall) if "<html" in page}
    assert len(found) >= 10 and {"/", "/console", "/desk", "/hall", "/roll/badges", "/agenda/stages"} <= set(found)
    assert [address for address, marked in found.items() if marked is not rehearsal] == []


def test_a_badge_that_is_cut_out_of_its_sheet_says_so_itself(make_hall: Callable[..., Hall]) -> None:
    hall = make_hall(rehearsal=True)
    enrol_many(hall, 3)
    page = hall.client("chair").get("/roll/badges").text
    assert page.count("Members&#x27; meeting · rehearsal</header>") == 3


def test_the_mark_is_said_in_the_page_s_language(make_hall: Callable[..., Hall]) -> None:
    hall = make_hall(rehearsal=True)
    assert "Rehearsal: not a record" in hall.client().get(MARK).text
    assert translate("zh-Hans", "Rehearsal: not a record") in hall.client().get(f"{MARK}?language=zh-Hans").text
    assert f"{MARK}?language=zh-Hans" in hall.client("chair").get("/console?language=zh-Hans").text


def test_every_view_of_a_rehearsal_knows_that_it_is_one(make_hall: Callable[..., Hall]) -> None:
    """What a page draws by itself, and what a program reads, says so, too."""
    from kiosk.app import REGISTRY

    hall = make_hall(rehearsal=True)
    for name, view in REGISTRY.views.items():
        role = "public" if "public" in view.roles else view.roles[0]
        told = hall.snapshot(name, role)
        assert name == "teller" or told["meeting"]["rehearsal"] is True, name
