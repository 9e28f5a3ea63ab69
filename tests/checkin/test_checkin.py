"""Verdicts, undo, leaving and returning, proxies: each as the desk sees it."""

from __future__ import annotations

import threading

import pytest

from kiosk.store.writer import CommandRequest
from tests.conftest import Hall
from tests.support.members import code_of, enrol, enrol_many, person

MINUTE = 60_000


def test_a_badge_admits_and_says_what_to_give(hall: Hall) -> None:
    (li,) = enrol(hall, person("李强", note="needs a wheelchair place"))
    answer = hall.run("check_in", role="desk", name="Desk 1", code=code_of(hall, li), source="camera")
    assert answer.status == 200
    assert answer.body["verdict"] == "admitted"
    assert answer.body["member"]["name"] == "李强"
    assert answer.body["give"] == {"card": "red", "votes": 1}
    assert answer.body["note"] == "needs a wheelchair place"
    assert {"seq", "at", "epoch"} <= answer.body.keys()


def test_somebody_without_a_vote_is_admitted_and_not_counted(hall: Hall) -> None:
    (guest,) = enrol(hall, person("Guest", with_vote=0))
    assert hall.run("check_in", member=guest, source="search").body["verdict"] == "admitted_nonvoting"
    attendance = hall.snapshot("phone")["attendance"]
    assert (attendance["checked_in"], attendance["guests"]) == (0, 1)


def test_a_second_scan_names_the_first(hall: Hall) -> None:
    (li,) = enrol(hall, person("李强"))
    first = hall.run("check_in", role="desk", name="Desk 1", member=li)
    hall.later(5 * MINUTE)
    again = hall.run("check_in", role="desk", name="Desk 2", member=li)
    assert again.body["verdict"] == "already_in"
    assert again.body["first"] == {"seq": first.body["seq"], "at": first.body["at"], "device": "Desk 1"}


def test_back_after_leaving_is_returned(hall: Hall) -> None:
    (li,) = enrol(hall, person("李强"))
    hall.run("check_in", member=li)
    assert hall.run("depart", member=li).status == 200
    assert hall.snapshot("phone")["attendance"]["checked_in"] == 0
    assert hall.run("check_in", member=li).body["verdict"] == "returned"
    assert hall.snapshot("phone")["attendance"]["checked_in"] == 1


def test_nobody_leaves_who_is_not_inside(hall: Hall) -> None:
    (li,) = enrol(hall, person("李强"))
    assert hall.run("depart", member=li).body["code"] == "not_inside"


def test_an_unknown_code_is_kept_as_it_was_read(hall: Hall) -> None:
    answer = hall.run("check_in", code="NOTACODE", source="wedge")
    assert answer.body["verdict"] == "unknown_code"
    assert hall.db.execute("select code from scan").fetchone()[0] == "NOTACODE"


def test_a_member_who_is_not_on_the_roll(hall: Hall) -> None:
    assert hall.run("check_in", member=99, source="search").body["verdict"] == "not_on_roll"


def test_a_replaced_badge_is_named_as_revoked_and_the_new_one_holds(hall: Hall) -> None:
    (li,) = enrol(hall, person("李强"))
    old = code_of(hall, li)
    assert hall.run("replace_badge", role="supervisor", member=li).status == 200
    assert hall.run("check_in", code=old).body["verdict"] == "revoked"
    assert hall.run("check_in", code=code_of(hall, li)).body["verdict"] == "admitted"


def test_closed_desks_admit_nobody_but_by_a_supervisors_ruling(hall: Hall) -> None:
    (li,) = enrol(hall, person("李强"))
    hall.run("close_desks", role="chair")
    assert hall.run("check_in", role="desk", member=li).body["verdict"] == "closed"
    assert (
        hall.run("admit", role="supervisor", member=li, reason="came with the late bus").body["verdict"] == "admitted"
    )


@pytest.mark.parametrize(("after", "verdict"), [(0, "closed"), (MINUTE, "admitted"), (3 * MINUTE, "closed")])
def test_the_desks_keep_their_hours(hall: Hall, after: int, verdict: str) -> None:
    (li,) = enrol(hall, person("李强"))
    hall.run("set_desk_hours", opens_at=hall.now + MINUTE, closes_at=hall.now + 3 * MINUTE)
    hall.later(after)
    assert hall.run("check_in", member=li).body["verdict"] == verdict


def test_a_desk_takes_back_its_own_last_check_in(hall: Hall) -> None:
    (li,) = enrol(hall, person("李强"))
    seq = hall.run("check_in", role="desk", member=li).body["seq"]
    assert hall.run("void_checkin", role="desk", seq=seq).status == 200
    assert hall.snapshot("phone")["attendance"]["checked_in"] == 0
    assert hall.run("check_in", role="desk", member=li).body["verdict"] == "admitted"
    assert hall.run("void_checkin", role="desk", seq=seq).body["code"] == "nothing_to_void"


def test_a_desk_may_not_take_back_after_five_minutes_nor_anothers(hall: Hall) -> None:
    (li,) = enrol(hall, person("李强"))
    seq = hall.run("check_in", role="desk", name="Desk 1", member=li).body["seq"]
    assert hall.run("void_checkin", role="desk", name="Desk 2", seq=seq).body["code"] == "not_your_last"
    hall.later(5 * MINUTE + 1)
    assert hall.run("void_checkin", role="desk", name="Desk 1", seq=seq).body["code"] == "too_late"
    assert hall.run("void_checkin", role="supervisor", seq=seq).body["code"] == "reason_needed"
    assert hall.run("void_checkin", role="supervisor", seq=seq, reason="wrong person").status == 200


def test_only_the_last_five_may_be_taken_back(hall: Hall) -> None:
    seqs = [hall.run("check_in", role="desk", member=m).body["seq"] for m in enrol_many(hall, 6)]
    assert hall.run("void_checkin", role="desk", seq=seqs[0]).body["code"] == "not_your_last"
    assert hall.run("void_checkin", role="desk", seq=seqs[1]).status == 200


def test_sixteen_devices_with_one_badge_admit_once(hall: Hall) -> None:
    (li,) = enrol(hall, person("李强"))
    code = code_of(hall, li)
    scans = [
        CommandRequest(
            "check_in", f"scan-of-desk-{i:02d}", {"code": code}, hall.device("desk", f"Desk {i}"), f"Desk {i}", "desk"
        )
        for i in range(16)
    ]
    verdicts = []
    together = threading.Barrier(16)

    def scan(request: CommandRequest) -> None:
        together.wait()
        verdicts.append(hall.writer.run(request).body)

    desks = [threading.Thread(target=scan, args=(request,)) for request in scans]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()
    admitted = [v for v in verdicts if v["verdict"] == "admitted"]
    told = [v for v in verdicts if v["verdict"] == "already_in"]
    assert (len(admitted), len(told)) == (1, 15)
    assert {v["first"]["at"] for v in told} == {admitted[0]["at"]}
    assert all(v["first"]["device"].startswith("Desk ") for v in told)


def test_a_late_provisional_scan_changes_nothing_and_is_a_conflict(hall: Hall) -> None:
    (li,) = enrol(hall, person("李强"))
    first = hall.run("check_in", role="desk", name="Desk 1", member=li)
    hall.run("depart", member=li)
    late = hall.run("check_in", role="desk", name="Desk 2", member=li, provisional=True)
    assert late.body["verdict"] == "already_in"
    assert late.body["conflict"]["seq"] == first.body["seq"]
    assert hall.snapshot("phone")["attendance"]["checked_in"] == 0


def test_the_party_allows_no_proxies(hall: Hall) -> None:
    a, b = enrol_many(hall, 2)
    assert hall.run("record_proxy", grantor=a, holder=b, seen_by="desk").body["code"] == "no_proxies"


def test_a_village_allows_three_and_the_grantors_arrival_revokes_one(make_hall) -> None:  # type: ignore[no-untyped-def]
    hall = make_hall(preset="village")
    holder, *grantors = enrol_many(hall, 5)
    hall.run("check_in", member=holder)
    for grantor in grantors[:3]:
        assert hall.run("record_proxy", grantor=grantor, holder=holder, seen_by="Desk 1").status == 200
    assert hall.run("record_proxy", grantor=grantors[3], holder=holder, seen_by="x").body["code"] == "too_many_proxies"
    attendance = hall.snapshot("phone")["attendance"]
    assert (attendance["checked_in"], attendance["votes"]) == (1, 4)
    assert hall.run("check_in", member=grantors[0]).body["verdict"] == "admitted"
    attendance = hall.snapshot("phone")["attendance"]
    assert (attendance["checked_in"], attendance["votes"]) == (2, 4)
