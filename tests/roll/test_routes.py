"""The roll over HTTP: who may import, what a preview tells, and what nobody is told."""

from __future__ import annotations

import io
import json
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.test import TestResponse

from kiosk.http.background import Cancelled, Tell, stream
from kiosk.roll import preview
from kiosk.security.auth import ROLES
from tests.conftest import Hall, Served
from tests.roll.files import people, spoiled, table
from tests.support.members import enrol, person

KEEPERS = {"operator", "chair", "secretary"}


def upload(hall: Hall, content: bytes, role: str = "operator", accept: str = "application/json") -> TestResponse:
    head = b'--end\r\nContent-Disposition: form-data; name="file"; filename="roll.csv"\r\n\r\n'
    return hall.client(role).post(
        "/roll/previews",
        data=head + content + b"\r\n--end--\r\n",
        content_type="multipart/form-data; boundary=end",
        headers={"Accept": accept},
    )


def test_a_preview_is_made_then_imported(hall: Hall) -> None:
    made = upload(hall, spoiled()[0].encode("gbk")).json
    assert made and (made["encoding"], made["good"], made["added"], made["trouble_count"]) == ("GB18030", 288, 288, 12)
    asked = {"command_id": "import-01", "preview": made["preview"]}
    done = hall.client("operator").post("/roll/imports", json=asked)
    assert done.json and (done.status_code, done.json["added"], done.json["changed"]) == (200, 288, 0)
    assert hall.client("operator").post("/roll/imports", json=asked).data == done.data


def test_an_import_sent_again_after_a_restart_gets_its_answer(hall: Hall) -> None:
    asked = {"command_id": "import-01", "preview": upload(hall, table(people(3)).encode()).json["preview"]}  # type: ignore[index]
    done = hall.client("operator").post("/roll/imports", json=asked)
    preview._kept.clear()
    assert hall.client("operator").post("/roll/imports", json=asked).json == done.json
    gone = hall.client("operator").post("/roll/imports", json={**asked, "command_id": "import-02"})
    assert (gone.status_code, gone.json["code"]) == (404, "no_such_preview")  # type: ignore[index]


def test_a_preview_in_lines_tells_the_rows_read_so_far(hall: Hall) -> None:
    answer = upload(hall, table(people(3_500)).encode(), accept="application/x-ndjson")
    lines = [json.loads(line) for line in answer.data.splitlines()]
    assert [line["read"] for line in lines[:-1]] == [1_000, 2_000, 3_000]
    assert lines[-1]["good"] == 3_500 and lines[-1]["preview"]


def test_a_refusal_in_lines_is_the_last_line_in_the_reader_s_language(hall: Hall) -> None:
    client = hall.client("operator")
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "zh-CN"
    answer = client.post("/roll/previews", data={"file": (io.BytesIO(b"a,b\n"), "x.csv")}, headers={"Accept": "application/x-ndjson"})  # fmt: skip
    assert json.loads(answer.data) == {
        "status": 400,
        "code": "unusable_roll",
        "message": "x.csv 的前几行里没有“姓名”一列。",
    }


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"a,b\n1,2\n", b"PK\x03\x04junk"])
def test_what_is_no_roll_is_one_sentence(hall: Hall, content: bytes) -> None:
    answer = upload(hall, content)
    assert (answer.status_code, answer.json["code"]) == (400, "unusable_roll")  # type: ignore[index]


def test_a_form_without_a_file_is_one_sentence(hall: Hall) -> None:
    assert hall.client("operator").post("/roll/previews", data={"x": "y"}).json["code"] == "malformed"  # type: ignore[index]


def test_a_roll_above_the_limit_is_refused(hall: Hall) -> None:
    answer = upload(hall, b"\n" * (33 * 1024 * 1024))
    assert (answer.status_code, answer.json["code"]) == (413, "roll_too_large")  # type: ignore[index]


@pytest.mark.parametrize("role", [role for role in ROLES if role not in KEEPERS])
def test_only_those_who_keep_the_roll_preview_import_and_print(hall: Hall, role: str) -> None:
    client = hall.client(role)
    status = 401 if role == "public" else 403
    assert upload(hall, table(people(3)).encode(), role).status_code == status
    assert client.post("/roll/imports", json={"command_id": "import-01", "preview": "x"}).status_code == status
    assert client.get("/roll/badges").status_code == client.get("/roll/import").status_code == status
    assert hall.db.execute("select count(*) from member").fetchone()[0] == 0


def test_phones_notes_weights_and_codes_are_told_to_no_desk_screen_or_phone(hall: Hall) -> None:
    enrol(hall, person("王伟", phone="13912345678", note="in prison", weight_thousandths=87_654), person("李静"))
    hall.run("check_in", member=1, source="search")
    told = [json.dumps(hall.snapshot(view, role), ensure_ascii=False) for view, role in (("phone", "public"), ("hall", "screen"), ("desk", "desk"))]  # fmt: skip
    told += [
        hall.client(role).get("/roll/search?q=ww").text for role in ("desk", "supervisor", "secretary", "operator")
    ]
    told.append(hall.client("desk").get("/checkin/missing").text)
    for text in told:
        assert not any(secret in text for secret in ("13912345678", "5678", "prison", "87654", "code_hash"))


def test_a_walk_in_is_flagged_and_gets_a_number_of_its_own(hall: Hall) -> None:
    enrol(hall, person("王伟", number="W2"))
    answer = hall.client("supervisor").post("/roll/walk-ins", json={"command_id": "walk-in-1", "name": "司马光", "with_vote": True})  # fmt: skip
    assert answer.json["member"]["number"] == "W3"  # type: ignore[index]
    assert hall.db.execute("select walk_in from member where number = 'W3'").fetchone()[0] == 1
    assert hall.client("desk").post("/roll/walk-ins", json={"command_id": "walk-in-2", "name": "x"}).status_code == 403


@pytest.mark.parametrize("name", ["", " ", "a\x00b", "x" * 61, 5, None])
def test_a_walk_in_without_a_proper_name_is_refused(hall: Hall, name: Any) -> None:
    answer = hall.client("supervisor").post("/roll/walk-ins", json={"command_id": "walk-in-1", "name": name})
    assert answer.status_code == 400


def test_nobody_s_badge_cannot_be_replaced_or_printed(hall: Hall) -> None:
    client = hall.client("supervisor")
    answer = client.post("/roll/badges/replacements", json={"command_id": "replace-1", "member": 99})
    assert (answer.status_code, answer.json["code"]) == (409, "no_such_member")  # type: ignore[index]
    assert client.get("/roll/members/99/badge").status_code == 404


def test_the_lines_of_a_reading_come_while_it_goes_on_and_it_may_be_left(served: Served) -> None:
    content = table([[str(i), *row[1:]] for i, row in enumerate(people(60_000))]).encode()
    body = (
        b'--end\r\nContent-Disposition: form-data; name="file"; filename="x.csv"\r\n\r\n' + content + b"\r\n--end--\r\n"
    )
    with socket.create_connection(("127.0.0.1", served.port), timeout=60) as wire:
        wire.sendall(
            f"POST /roll/previews HTTP/1.1\r\nHost: hall\r\nAuthorization: Bearer {served.token('operator')}\r\n"
            f"Accept: application/x-ndjson\r\nContent-Type: multipart/form-data; boundary=end\r\n"
            f"Content-Length: {len(body)}\r\n\r\n".encode()
            + body
        )
        told = b""
        while b'{"read":1000}' not in told:
            told += wire.recv(4_096)
        assert b'"preview"' not in told
    assert served.get("/roll/search?q=1")[1] == {"members": []}


def test_work_beside_the_hub_ends_when_nobody_listens() -> None:
    ended = threading.Event()

    def endless(tell: Tell[int]) -> None:
        try:
            for number in range(10**9):
                tell(number)
        except Cancelled:
            ended.set()
            raise

    steps: Iterator[int] = stream(endless, lambda seconds: None)
    assert [next(steps), next(steps)] == [0, 1]
    steps.close()  # type: ignore[attr-defined]  # it is a generator
    assert ended.wait(5)


def test_what_goes_wrong_beside_the_hub_is_told_to_who_waits() -> None:
    def fails(tell: Tell[int]) -> None:
        tell(1)
        raise ValueError("no")

    steps = stream(fails, lambda seconds: None)
    assert next(steps) == 1
    with pytest.raises(ValueError, match="no"):
        next(steps)


def test_a_long_import_is_the_command_it_always_was(hall: Hall) -> None:
    """Made ready and put down in slices, it is the same request, entry and roll as its rows in one."""
    listed = [[f"{place:03}", *row[1:]] for place, row in enumerate(people(450))]
    first = upload(hall, table(listed).encode()).json["preview"]  # type: ignore[index]
    assert (
        hall.client("operator").post("/roll/imports", json={"command_id": "import-01", "preview": first}).json["added"]
        == 450
    )  # type: ignore[index]
    changed = [[*row[:2], "九支部", *row[3:]] for row in listed]
    again = upload(hall, table([*changed, ["900", "新人甲", "九支部", ""]]).encode()).json["preview"]  # type: ignore[index]
    sealed = preview.kept(again)
    assert sealed
    threads = [
        threading.Thread(
            target=lambda: hall.client("operator").post(
                "/roll/imports", json={"command_id": "import-02", "preview": again}
            )
        )
        for _ in range(2)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    rows = json.loads(sealed.fields["rows"].json)
    done = hall.run("import_roll", role="operator", command_id="import-02", **{**sealed.fields, "rows": rows})
    assert (done.status, done.body["added"], done.body["changed"]) == (200, 1, 450)
    groups = hall.db.execute("select group_name, count(*) from member group by 1").fetchall()
    assert [tuple(row) for row in groups] == [("九支部", 451)]
    before = hall.db.execute("select before from roll_import_change where member = 1 and before is not null").fetchone()
    assert json.dumps(json.loads(before[0]), ensure_ascii=False) == before[0]
