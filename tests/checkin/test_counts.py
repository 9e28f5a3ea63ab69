"""Counters say what counting anew would say."""

from __future__ import annotations

import random
from typing import Any

import pytest

from kiosk.roll import queries as roll
from tests.conftest import Hall
from tests.support.members import enrol, enrol_many, person

COUNTED_ANEW = (
    "select m.group_name, m.with_vote, count(*), sum(m.weight_thousandths), coalesce(sum(a.state = 'inside'), 0),"
    " coalesce(sum((a.state = 'inside') * m.weight_thousandths), 0)"
    " from member m left join attendance a on a.member = m.id group by 1, 2 order by 1, 2"
)


def _agree(hall: Hall) -> None:
    kept = hall.db.execute(
        "select group_name, with_vote, members, thousandths, inside, inside_thousandths from turnout where members > 0 order by 1, 2"
    ).fetchall()
    assert [tuple(row) for row in kept] == [tuple(row) for row in hall.db.execute(COUNTED_ANEW)]
    scans = hall.db.execute(
        "select coalesce(device, 0), count(*), sum(verdict in ('admitted', 'admitted_nonvoting') and voided_seq is null),"
        " sum(verdict in ('unknown_code', 'revoked', 'not_on_roll', 'closed')) from scan group by 1 order by 1"
    ).fetchall()
    kept = hall.db.execute("select device, scans, checked_in, failed from desk_count order by 1").fetchall()
    assert [tuple(row) for row in kept] == [tuple(row) for row in scans]
    minutes = hall.db.execute("select at / 60000, count(*) from attendance group by 1 order by 1").fetchall()
    kept = hall.db.execute("select * from arrival where people > 0 order by 1").fetchall()
    assert [tuple(row) for row in kept] == [tuple(row) for row in minutes]


@pytest.mark.parametrize("seed", range(4))
def test_after_any_acts_the_counters_agree(hall: Hall, seed: int) -> None:
    chance = random.Random(seed)
    members = enrol(
        hall,
        *(person(f"M{i}", group_name=f"G{i % 3}", with_vote=i % 2, weight_thousandths=1000 + i) for i in range(1, 25)),
    )
    seqs = [1]
    for _ in range(120):
        hall.later(chance.randrange(30_000))
        member = chance.choice(members)
        act = chance.choice(("scan", "scan", "leave", "void", "unknown", "change"))
        if act == "scan":
            seqs.append(hall.run("check_in", role="desk", name=f"Desk {member % 3}", member=member).body["seq"])
        elif act == "leave":
            hall.run("depart", role="desk", member=member)
        elif act == "void":
            hall.run("void_checkin", role="supervisor", seq=chance.choice(seqs), reason="practice")
        elif act == "unknown":
            hall.run("check_in", code="NOBODY")
        else:
            _change(hall, member, chance)
    _agree(hall)


def _change(hall: Hall, member: int, chance: random.Random) -> None:
    """The roll again, with another group, right or weight for somebody who may be inside."""
    row = hall.db.execute("select number, name from member where id = ?", (member,)).fetchone()
    changed: dict[str, Any] = person(
        row["name"],
        id=member,
        number=row["number"],
        group_name=f"G{chance.randrange(4)}",
        with_vote=chance.randrange(2),
        weight_thousandths=chance.randrange(1, 5000),
    )
    answer = hall.run("import_roll", rows=[changed], roll_version=roll.version(hall.db), source="test")
    assert answer.status == 200, answer


def test_groups_are_shown_in_the_order_of_the_roll(hall: Hall) -> None:
    enrol(
        hall, person("A", group_name="第二支部"), person("B", group_name="第一支部"), person("C", group_name="第二支部")
    )
    groups = hall.scene("attendance")["attendance"]["groups"]
    assert [(group["name"], group["base"]) for group in groups] == [("第二支部", 2), ("第一支部", 1)]


def test_arrivals_are_counted_by_minute_and_a_mistake_is_no_arrival(hall: Hall) -> None:
    hall.at(hall.now - hall.now % 60_000 + 60_000)
    first, second, third = enrol_many(hall, 3)
    hall.run("check_in", member=first)
    hall.later(60_000)
    hall.run("check_in", member=second)
    seq = hall.run("check_in", role="desk", member=third).body["seq"]
    hall.run("void_checkin", role="desk", seq=seq)
    counted = dict(hall.db.execute("select minute, people from arrival").fetchall())
    assert counted == {hall.now // 60_000 - 1: 1, hall.now // 60_000: 1}
    _agree(hall)


def test_leaving_and_returning_is_counted_for_the_meeting(hall: Hall) -> None:
    a, b = enrol_many(hall, 2)
    for member in (a, b):
        hall.run("check_in", member=member)
        hall.run("depart", member=member)
    hall.run("check_in", member=a)
    panel = hall.snapshot("console", "chair")["panels"]["checkin"]
    assert panel["movements"] == {"left": 2, "returned": 1, "away": 1}


def test_the_desk_sees_its_own_counts_alone(hall: Hall) -> None:
    a, b = enrol_many(hall, 2)
    hall.run("check_in", role="desk", name="Desk 1", member=a)
    hall.run("check_in", role="desk", name="Desk 1", code="NOBODY")
    hall.run("check_in", role="desk", name="Desk 2", member=b)
    assert hall.snapshot("desk", "desk", "Desk 1")["own"] == {"scans": 2, "checked_in": 1, "failed": 1, "received": 2}
    assert hall.snapshot("desk", "desk", "Desk 3")["own"] == {
        "scans": 0,
        "checked_in": 0,
        "failed": 0,
        "received": 0,
    }
