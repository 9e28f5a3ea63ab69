"""Put people on a hall's roll, in few words."""

from __future__ import annotations

from typing import Any

from kiosk.roll import queries
from kiosk.rules import badge_codes
from kiosk.store import database as files
from tests.conftest import Hall


def person(name: str, **others: Any) -> dict[str, Any]:
    """A prepared row of an import."""
    return {
        "number": "", "name": name, "group_name": "第一支部", "category": "", "with_vote": 1, "weight_thousandths": 1000,
        "phone": "", "note": "", **others,
    }  # fmt: skip


def enrol(hall: Hall, *people: dict[str, Any]) -> list[int]:
    """Import prepared people; their ids in order. Numbers are given where they are missing."""
    known = hall.db.execute("select count(*) from member").fetchone()[0]
    rows = [{**one, "number": one["number"] or f"{known + i:03d}"} for i, one in enumerate(people, 1)]
    answer = hall.run("import_roll", rows=rows, roll_version=queries.version(hall.db), source="test")
    assert answer.status == 200, answer
    return list(range(known + 1, known + len(people) + 1))


def enrol_many(hall: Hall, count: int, **others: Any) -> list[int]:
    return enrol(hall, *(person(f"Member {i}", **others) for i in range(count)))


def code_of(hall: Hall, member: int) -> str:
    """The code on a member's badge."""
    generation = hall.db.execute("select generation from member where id = ?", (member,)).fetchone()[0]
    return badge_codes.make(files.secret(hall.db), member, generation)
