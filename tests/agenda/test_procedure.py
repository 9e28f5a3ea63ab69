"""The ten stages: their days follow each other, a published list changes only with a reason, each prints on a page."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import Hall

NAMES = ["王芳", "李强", "Güler & Söhne <b>"]


def post(hall: Hall, path: str, status: int = 200, **fields: Any) -> dict[str, Any]:
    answer = hall.client("chair").post(path, json={"command_id": hall.command_id(), **fields})
    assert answer.status_code == status, answer.data
    found: dict[str, Any] = answer.get_json()
    return found


def test_a_list_is_published_and_changes_only_with_a_reason(hall: Hall) -> None:
    assert post(hall, "/agenda/stages/4/publication", names=NAMES)["version"] == 1
    again = "/agenda/stages/4/publication"
    assert post(hall, again, 409, names=NAMES[:2])["code"] == "reason_needed"
    assert post(hall, again, names=NAMES[:2], reason="withdrew")["version"] == 2
    assert post(hall, again, 409, names=["王芳", "王芳"], reason="x")["code"] == "named_twice"
    assert post(hall, again, 409, names=["王芳", "王\U000e0100芳"], reason="x")["code"] == "named_twice"
    assert post(hall, again, 409, names=[], reason="x")["code"] == "list_empty"
    assert post(hall, "/agenda/stages/11/publication", 404, names=[])["code"] == "no_such_stage"


def test_the_days_follow_the_order_of_the_stages(hall: Hall) -> None:
    post(hall, "/agenda/stages/2/day", day="2026-10-10")
    post(hall, "/agenda/stages/3/day", day="2026-10-10")
    told = post(hall, "/agenda/stages/1/day", 409, day="2026-10-11")
    assert told["message"] == "Stage 2 is on 2026-10-10: the stages follow each other."
    assert post(hall, "/agenda/stages/5/day", 409, day="2026-10-01")["code"] == "stages_out_of_order"
    assert post(hall, "/agenda/stages/1/day", 409, day="2026-02-30")["code"] == "no_such_day"


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Publication of the qualified"), ("zh-Hans", "公布符合条件人员")]
)
def test_a_stage_prints_in_both_languages_with_its_names_as_text(hall: Hall, language: str, title: str) -> None:
    post(hall, "/agenda/stages/4/day", day="2026-10-10")
    post(hall, "/agenda/stages/4/publication", names=NAMES, note="until 12 October")
    page = hall.client("observer").get(f"/agenda/stages/4?language={language}").text
    assert title in page and "王芳" in page and "until 12 October" in page
    assert "<b>" not in page and "Güler &amp; Söhne" in page


def test_all_ten_print_each_on_a_page_of_its_own(hall: Hall) -> None:
    assert hall.client("secretary").get("/agenda/stages").text.count("<article>") == 10
    assert hall.client("desk").get("/agenda/stages").status_code == 403
