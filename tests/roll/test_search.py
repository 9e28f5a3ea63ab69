"""Finding people by what a volunteer hears or reads."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.roll.search import Index, folded
from kiosk.simulation.members import SURNAMES
from tests.conftest import Hall
from tests.support.members import enrol, person

PEOPLE = [
    ("001", "王伟", "13800001234"), ("002", "欧阳建国", "13900005678"), ("003", "单雄信", ""), ("004", "曾国藩", ""),
    ("005", "Anna Wölkenstein", "+49 171 5559876"), ("006", "Nguyễn Thị Minh", ""), ("007", "劉備", ""),
    ("008", "古丽巴哈尔·买买提", ""), ("009", "吕布", ""), ("010", "王伟", "13800004321"), ("A-11", "Jean-Luc O'Neill", ""),
]  # fmt: skip


def member(place: int, number: str, name: str, phone: str) -> dict[str, Any]:
    return {"id": place, "number": number, "name": name, "group_name": "", "phone": phone, "position": place}


INDEX = Index(member(place, *one) for place, one in enumerate(PEOPLE, 1))


def found(query: str) -> list[str]:
    return [one["number"] for one in INDEX.find(query)]


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("欧阳", "002"), ("建国", "002"), ("ouyangjianguo", "002"), ("ou yang", "002"), ("OYJG", "002"), ("jianguo", "002"),
        ("shanxiongxin", "003"), ("danxiongxin", "003"), ("sxx", "003"), ("zengguofan", "004"), ("cengguofan", "004"), ("zgf", "004"),
        ("wolkenstein", "005"), ("Wölken", "005"), ("anna w", "005"), ("aw", "005"), ("nguyen", "006"), ("minh", "006"),
        ("刘备", "007"), ("劉備", "007"), ("liubei", "007"), ("买买提", "008"), ("maimaiti", "008"), ("古丽巴哈尔买", "008"),
        ("lvbu", "009"), ("lubu", "009"), ("lübu", "009"), ("010", "010"), ("10", "010"), ("a11", "A-11"), ("a-11", "A-11"),
        ("oneill", "A-11"), ("o'neill", "A-11"), ("4321", "010"), ("9876", "005"), ("ｏｙｊｇ", "002"), ("００２", "002"),
    ],
)  # fmt: skip
def test_a_person_is_found(query: str, number: str) -> None:
    assert found(query)[0] == number


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("maria ruiz", {"Maria Ruiz", "Ruiz, Maria"}), ("ruiz maria", {"Maria Ruiz", "Ruiz, Maria"}), ("Ruiz, Maria", {"Maria Ruiz", "Ruiz, Maria"}),
        ("mar rui", {"Maria Ruiz", "Ruiz, Maria"}), ("nguyen khai", {"Nguyễn Văn Khải"}), ("khai nguyen", {"Nguyễn Văn Khải"}),
        ("marie dupont", {"Anne-Marie Dupont"}), ("dupont anne", {"Anne-Marie Dupont"}), ("jianguo ouyang", {"欧阳 建国"}),
        ("san zhang", {"张三"}), ("guoqiang zhang", {"张国强"}), ("shan zhao", {"赵单"}), ("li li", {"李丽"}),
        ("𠮷野", {"𠮷野"}), ("jiye", {"𠮷野"}), ("jy", {"𠮷野"}), ("yoshino", set()), ("maria maria", set()), ("ruiz maria x", set()), ("zhang zhang", set()),
    ],
)  # fmt: skip
def test_words_are_found_in_any_order(query: str, names: set[str]) -> None:
    written = [
        "Maria Ruiz",
        "Ruiz, Maria",
        "Nguyễn Văn Khải",
        "𠮷野",
        "张三",
        "张国强",
        "李明",
        "李丽",
        "Anne-Marie Dupont",
        "欧阳 建国",
        "赵单",
    ]
    index = Index(member(place, f"{place:03}", name, "") for place, name in enumerate(written))
    assert {one["name"] for one in index.find(query)} == names


def test_two_of_the_same_name_are_both_found_in_roll_order() -> None:
    assert found("王伟") == found("wangwei") == found("ww") == ["001", "010"]


def test_the_whole_number_stands_before_longer_ones() -> None:
    many = Index(member(place, str(1000 - place), "张三", "") for place in range(1, 1000))
    assert [one["number"] for one in many.find("7")][:1] == ["7"]


def test_at_most_twenty_are_shown() -> None:
    assert len(Index(member(place, f"{place:03}", "张三", "") for place in range(500)).find("zhangsan")) == 20


@pytest.mark.parametrize(
    "query", ["", " ", "%", "_", "'; drop table member; --", "\0", "𠮷", "zzzz", "12", "🙂", "\n", "\t"]
)
def test_what_fits_nobody_finds_nobody(query: str) -> None:
    assert found(query) == []


@given(st.text(max_size=100))
def test_no_text_of_any_kind_breaks_the_search(query: str) -> None:
    assert len(INDEX.find(query)) <= 20
    assert folded(folded(query)) == folded(query) or not query.isascii()


def test_every_surname_is_found_by_the_reading_it_has_as_a_surname() -> None:
    read = {"单": "shan", "仇": "qiu", "解": "xie", "查": "zha", "曾": "zeng", "任": "ren", "尹": "yin", "薛": "xue"}
    assert set(read) <= set(SURNAMES)
    for surname, spoken in read.items():
        assert Index([member(1, "1", f"{surname}小明", "")]).find(f"{spoken}xiaoming")


def test_a_keystroke_over_twenty_thousand_members_costs_little_more_than_reading_their_names_once() -> None:
    """In the same run, so that a slow or busy machine is as slow in both."""
    people = Index(member(p, f"{p:05}", SURNAMES[p % len(SURNAMES)] + "伟芳军敏静"[p % 5] + "国庆明华"[p % 4], f"138{p * 7919 % 10**8:08}") for p in range(20_000))  # fmt: skip
    names = [f"{SURNAMES[p % len(SURNAMES)]}{p:05}" for p in range(20_000)]
    spent, reading = [], []
    for query in ("w", "wa", "wangwei", "王", "王伟", "1", "13", "138", "00017", "5678", "zzz"):
        for _ in range(3):
            before = time.perf_counter()
            people.find(query)
            spent.append(time.perf_counter() - before)
            before = time.perf_counter()
            sum(query in one.casefold() for one in names)
            reading.append(time.perf_counter() - before)
    assert sorted(spent)[len(spent) // 2] < 10 * sorted(reading)[len(reading) // 2]


def test_a_desk_is_told_apart_who_has_the_same_name_and_never_a_phone_in_full(hall: Hall) -> None:
    enrol(hall, person("王伟", phone="13800001234"), person("王伟", phone="13800004321", group_name="第二支部"), person("李静", phone="13700000000", note="helper"))  # fmt: skip
    hall.run("check_in", member=2, source="search")
    answer = hall.client("desk").get("/roll/search?q=wangwei")
    twins = answer.json["members"]  # type: ignore[index]
    assert [(one["number"], one["group"], one["namesake"], one["phone_tail"], one["state"]) for one in twins] == [
        ("001", "第一支部", True, "1234", None), ("002", "第二支部", True, "4321", "inside"),
    ]  # fmt: skip
    assert b"13800001234" not in answer.data
    alone = hall.client("desk").get("/roll/search?q=lj")
    assert alone.json["members"][0]["phone_tail"] is None  # type: ignore[index]
    assert b"0000000" not in alone.data and b"helper" not in alone.data


def test_who_came_onto_the_roll_just_now_is_found(hall: Hall) -> None:
    enrol(hall, person("王伟"))
    assert hall.client("desk").get("/roll/search?q=sima").json == {"members": []}
    hall.client("supervisor").post("/roll/walk-ins", json={"command_id": "walk-in-1", "name": "司马光"})
    assert hall.client("desk").get("/roll/search?q=sima").json["members"][0]["name"] == "司马光"  # type: ignore[index]


def test_the_first_search_of_a_large_roll_waits_for_its_index(hall: Hall) -> None:
    enrol(hall, *(person(f"张{'伟芳'[i % 2]}", number=f"{i:05}") for i in range(1_500)))
    assert len(hall.client("desk").get("/roll/search?q=zhangwei").json["members"]) == 20  # type: ignore[index]
