"""A village's proxies: near relatives, as many as the province says, no candidate among the holders, and a public list."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kiosk.meeting_file import make_meeting, run
from tests.ballots.acts import Acts, Made
from tests.conftest import Served
from tests.support.members import person
from tests.support.sockets import Socket


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Served]:
    path = tmp_path / "m.kiosk"
    make_meeting(path, title="村民选举", preset="village", organisation="", place="")
    rows = [person(f"村民{n:02}", number=f"{n:03}", group_name="一组") for n in range(1, 13)]
    run(path, "import_roll", {"rows": rows, "roll_version": 0, "source": "roll.csv"}, "import-roll")
    found = Served(path)
    yield found
    found.stop()


def gives(meeting: Served, grantor: int, holder: int, **more: Any) -> tuple[int, Any]:
    fields = {"grantor": grantor, "holder": holder, "seen_by": "Desk 1", **more}
    return meeting.post("/checkin/proxies", fields, "desk")


def test_proxies_of_a_village(village: Served) -> None:
    assert gives(village, 2, 1, near_relative=False)[1]["code"] == "not_near_relative"
    assert gives(village, 2, 1, near_relative=True)[0] == 200
    assert gives(village, 3, 1)[0] == 200  # as pages sent it before: nobody said
    assert village.post("/checkin/proxies-most", {"most": 4})[1]["code"] == "above_the_law"
    assert village.post("/checkin/proxies-most", {"most": 2}, "desk")[0] == 403
    assert village.post("/checkin/proxies-most", {"most": 2})[0] == 200
    assert gives(village, 4, 1, near_relative=True)[1]["code"] == "too_many_proxies"

    _, printed = village.text("/proxies")
    page = printed.decode()
    assert "村民01" in page and "村民02" in page and "村民03" in page and "村民04" not in page
    with closing(Socket(village.url)) as phone:
        told = phone.join({"view": "phone"})["proxies"]
    assert told == [
        {
            "holder": "村民01",
            "group": "一组",
            "grantors": [
                {"name": "村民02", "group": "一组", "near_relative": True},
                {"name": "村民03", "group": "一组", "near_relative": None},
            ],
        }
    ]


def test_a_candidate_holds_no_proxies(village: Served) -> None:
    def post(at: str, fields: Made, role: str) -> tuple[int, Any]:
        return village.post(at, fields, role)

    gives(village, 2, 1, near_relative=True)
    acts = Acts(post).prepare({"主任": 1}, preset="village")
    listed = [{"name": "村民01", "office": acts.offices[0]["id"]}]
    assert acts.on("candidates", status=409, candidates=listed)["code"] == "candidate_holds"
    acts.list(["村民05", "村民06"])
    assert gives(village, 7, 5, near_relative=True)[1]["code"] == "candidate_holds"
    assert gives(village, 7, 8, near_relative=True)[0] == 200


def test_a_candidate_written_otherwise_is_the_candidate_and_holds_no_proxies(village: Served) -> None:
    """Names are compared as they are read: with a wide digit or a blank between it is the same person."""

    def post(at: str, fields: Made, role: str) -> tuple[int, Any]:
        return village.post(at, fields, role)

    gives(village, 2, 1, near_relative=True)
    acts = Acts(post).prepare({"主任": 1}, preset="village")
    listed = [{"name": "村民０1", "office": acts.offices[0]["id"]}]
    assert acts.on("candidates", status=409, candidates=listed)["code"] == "candidate_holds"
    acts.list(["村民 05", "村民06"])
    assert gives(village, 7, 5, near_relative=True)[1]["code"] == "candidate_holds"


def test_the_list_of_preparation_has_what_a_village_needs(village: Served) -> None:
    assert [one["item"] for one in prepared(village)] == ["secret_booth", "called_out", "proxy_list"]
    assert village.post("/meeting/checklist", {"item": "secret_booth", "done": True})[0] == 200
    assert village.post("/meeting/checklist", {"item": "flags", "done": True})[1]["code"] == "no_such_item"
    assert village.post("/meeting/checklist", {"item": "secret_booth", "done": True}, "desk")[0] == 403
    assert prepared(village)[0]["done"] is True


def prepared(meeting: Served) -> list[Made]:
    with closing(Socket(meeting.url, meeting.token("chair"))) as console:
        snapshot = console.join({"view": "console"})
    found: list[Made] = snapshot["panels"]["prepare"]["checklist"]
    return found
