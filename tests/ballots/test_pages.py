"""The worked cases through the pages' own HTTP routes, and a result that keeps every version of itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.ballots.acts import Acts, Made
from tests.conftest import Hall
from tests.members import enrol_many

NAMES = ("王芳", "李强", "张伟", "赵敏", "钱多", "周正")
PARTY: Made = {"ballot": "approve"}


@pytest.fixture
def acts(hall: Hall) -> Acts:
    """A round whose electorate is a number; its devices send over HTTP."""
    enrol_many(hall, 3)

    def post(path: str, fields: Made, role: str) -> tuple[int, Any]:
        answer = hall.client(role).post(path, json=fields)
        return answer.status_code, answer.get_json()

    return Acts(post)


def counted(
    acts: Acts, votes: list[int], *, seats: int, present: int = 165, valid: int | None = None, changes: Made | None = None,
    write_ins: dict[str, int] | None = None, **others: Any,
) -> Made:  # fmt: skip
    """From the preparation to the report; the verdict's one office."""
    acts.prepare({"委员": seats}, eligible=max(206, present), changes=changes or {}, **others)
    acts.list(NAMES[: len(votes)]).adopt()
    acts.vote(present=present)
    valid = present if valid is None else valid
    acts.rule_out(present - valid)
    for name in write_ins or {}:
        acts.write_in(name)
    acts.sheets(dict(zip(NAMES, votes, strict=False)), valid, write_ins)
    acts.sign()
    told: Made = acts.report()["verdict"]["offices"][0]
    return told


def test_case_1_more_papers_back_than_issued_voids_the_round(acts: Acts) -> None:
    acts.prepare({"委员": 1}, eligible=206).list(NAMES[:2]).adopt()
    assert acts.vote(present=165, returned=166)["state"] == "void"
    refused = acts.on("batches", "chief_scrutineer", 409, batches=[166], method="sheet")
    assert refused["code"] == "round_elsewhere"


def test_case_2_no_more_issued_than_present(acts: Acts) -> None:
    acts.prepare({"委员": 1}, eligible=206).list(NAMES[:2]).adopt()
    acts.on("boxes", seals=["A-1"])
    acts.on("issuing", printed=170, votes=165, persons=165)
    refused = acts.on("papers-out", "chief_scrutineer", 409, issued=166, exchanged=0, spare=4)
    assert refused["message"] == "Issued 166 > votes present 165."


def test_case_3_two_papers_fewer_back_is_valid_and_83_are_needed(acts: Acts) -> None:
    acts.prepare({"委员": 1}, eligible=206).list(NAMES[:2]).adopt()
    assert acts.vote(present=165, returned=163)["state"] == "returned"
    acts.sheets({"王芳": 83, "李强": 80}, 163)
    acts.sign()
    office = acts.report()["verdict"]["offices"][0]
    assert (office["needed"], office["elected"]) == (83, ["王芳"])


def test_case_4_six_marks_and_four_with_two_written_in_are_invalid(acts: Acts) -> None:
    acts.prepare({"委员": 5}, eligible=206).list(NAMES).adopt()
    acts.vote(present=5)
    acts.write_in("吴用")
    acts.write_in("郑和")
    papers = [dict.fromkeys(NAMES, "for"), dict.fromkeys(NAMES[:5], "for"), dict.fromkeys(NAMES[:2], "for"), {}]
    acts.papers([*papers, dict.fromkeys((*NAMES[:4], "吴用", "郑和"), "for")])
    acts.sign()
    acts.report()
    papers_told = acts.on("declaration")["version"] and figures(acts)["papers"]
    assert (papers_told["valid"], papers_told["invalid"], papers_told["blank"]) == (3, 2, 1)


def figures(acts: Acts) -> Made:
    found: Made = acts.post.__closure__[0].cell_contents.client("chair").get(f"/ballots/rounds/{acts.id}.json").get_json()  # type: ignore[attr-defined]  # fmt: skip
    return found
