"""A name that looks like another's is never silently a second person."""

from __future__ import annotations

from tests.conftest import Hall
from tests.support.members import code_of, enrol, person


def test_a_desk_is_told_of_a_name_that_only_looks_the_same(hall: Hall) -> None:
    ivanova, _, _, zhang, _ = enrol(hall, person("Anna Ivanova"), person("Аnnа Ivаnоvа"), person("李静"), person("張三"), person("张三"))  # fmt: skip
    flags = [
        hall.run("check_in", code=code_of(hall, member)).body["member"]["namesake"] for member in (ivanova, 3, zhang)
    ]
    assert flags == [True, False, True]


def test_who_was_added_later_is_told_of_too(hall: Hall) -> None:
    enrol(hall, person("杨啟明"))
    assert not hall.run("check_in", member=1, source="search").body["member"]["namesake"]
    asked = {"command_id": hall.command_id(), "name": "杨啓明", "with_vote": False, "another_person": True}
    added = hall.client("supervisor").post("/roll/walk-ins", json=asked).json
    assert added and added["member"]["namesake"]
    assert hall.run("check_in", member=1, source="search").body["member"]["namesake"]


def test_two_devices_of_one_name_are_marked_on_the_console(hall: Hall) -> None:
    for name in ("Desk 1", "Desk l", "Desk 2"):
        hall.device("desk", name)
    marked = {one["name"]: one["namesake"] for one in hall.snapshot("console", "chair")["devices"]}
    assert marked == {"Desk 1": True, "Desk l": True, "Desk 2": False, "chair": False}


def test_a_question_under_a_member_s_name_without_a_badge_is_marked_for_the_chair(hall: Hall) -> None:
    enrol(hall, person("张三"), person("李静"))
    for asker, member in (("張三", None), ("李静", 2), ("王五", None)):
        hall.run("ask", text=f"{asker}: when?", way="slip", asker=asker, member=member)
    waiting = hall.snapshot("console", "chair")["panels"]["questions"]["waiting"]
    assert [one["resembles"] for one in waiting] == ["张三", None, None]
    hidden = hall.snapshot("console", "supervisor")["panels"]["questions"]["waiting"]
    assert [(one["asker"], one["resembles"]) for one in hidden] == [("", None)] * 3


def test_a_walk_in_of_a_member_s_name_is_asked_about_before_anything_is_added(hall: Hall) -> None:
    enrol(hall, person("张三", number="005", group_name="一支部"), person("李静"))
    supervisor = hall.client("supervisor")
    fields = {"name": "張 三", "with_vote": True}

    def post(**more: object) -> tuple[int, str]:
        answer = supervisor.post("/roll/walk-ins", json={"command_id": hall.command_id(), **fields, **more})
        return answer.status_code, (answer.json or {}).get("message", "")

    assert post() == (409, "There is 张三, 005, 一支部, not yet in: is it this person?")
    hall.run("check_in", member=1, source="search")
    assert post() == (409, "There is 张三, 005, 一支部, in already: is it this person?")
    hall.run("depart", member=1)
    assert post() == (409, "There is 张三, 005, 一支部, gone out: is it this person?")
    assert hall.db.execute("select count(*) from member").fetchone()[0] == 2
    like = supervisor.get("/roll/namesakes?name=张三").json
    assert like and [(one["id"], one["state"]) for one in like["members"]] == [(1, "left")]
    assert hall.client("desk").get("/roll/namesakes?name=x").status_code == 403
    assert post(another_person=True)[0] == 200 and post(name="王五")[0] == 200
    assert hall.db.execute("select count(*) from member where walk_in = 1").fetchone()[0] == 2
