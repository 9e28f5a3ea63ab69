"""Who may give a command, and whose its receipt is: ids are public, and worth nothing to anybody else."""

from __future__ import annotations

import ast
import inspect
import io
import itertools
import json
import sqlite3
import tarfile
import zipfile
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.app import REGISTRY, create_app
from kiosk.minutes.record_export import write_record
from kiosk.rules import badge_codes
from kiosk.security.auth import ROLES, new_token, token_hash
from kiosk.store import database as files
from kiosk.store import journal, migration
from kiosk.store.registry import Module, Registry
from kiosk.store.writer import CommandRequest, CommandResponse, CommandWriter
from tests.conftest import Hall

OLDER = Path(__file__).parent / "older" / "form-1-requests.tar.xz"
DEVICES = [role for role in ROLES if role != "public"]
BY_FIRST_KEY = "devices.entering.pair_first"  # as the laptop, not as whoever posts it


def _given_by_routes(hall: Hall) -> dict[str, set[str]]:
    """For each command and work the roles of the routes whose functions name it, directly or by a helper beside them."""
    found: dict[str, set[str]] = {}
    for endpoint, view in hall.app.view_functions.items():
        module = inspect.getmodule(view)
        if endpoint == BY_FIRST_KEY or module is None or not module.__name__.startswith("kiosk."):
            continue
        functions = {node.name: node for node in ast.parse(inspect.getsource(module)).body if hasattr(node, "name")}
        todo, seen = [view.__name__], set()
        while todo:
            name = todo.pop()
            if name in seen or name not in functions:
                continue
            seen.add(name)
            for node in ast.walk(functions[name]):
                if isinstance(node, ast.Name):
                    todo.append(node.id)
                if isinstance(node, ast.Constant) and node.value in REGISTRY.roles:
                    found.setdefault(str(node.value), set()).update(view.roles)  # type: ignore[attr-defined]
    return found


def test_routes_and_registry_name_the_same_roles(hall: Hall) -> None:
    given = _given_by_routes(hall)
    assert {name: set(REGISTRY.roles[name]) for name in given} == given
    assert all(not REGISTRY.roles[name] for name in REGISTRY.roles if name not in given), "the laptop's own"


def test_a_command_without_roles_is_found_at_start(hall: Hall) -> None:
    careless = Module(name="careless", commands={"careless": lambda act: None})  # type: ignore[dict-item,arg-type,return-value]
    with pytest.raises(ValueError, match="careless"):
        CommandWriter(hall.path, Registry((*REGISTRY.slices, careless)))


def _decided_by(hall: Hall, command: str, device: int) -> tuple[str, CommandResponse]:
    """An entry of that command by a device, as a refusal, which any command may end in; its id and its answer."""
    command_id, answer = f"of-{command}", {"code": "not_now", "message": f"told to device {device} alone"}
    data = {
        "facts": {"command": command, "code": "not_now"},
        "request": journal.digest(journal.canonical([command, {}])),
        "status": 409,
        "answer": answer,
    }
    db = files.writer(hall.path)
    db.execute("begin immediate")
    journal.append(db, journal.head(db), journal.head(db).at, f"device {device}", "refused", data, command_id)
    db.execute("commit")
    db.close()
    return command_id, CommandResponse(409, answer)


def test_every_command_sent_again_by_every_other_role_gets_nothing_it_may_not_have(hall: Hall) -> None:
    devices = {role: hall.device(role) for role in DEVICES}
    for command in REGISTRY.commands:
        command_id, told = _decided_by(hall, command, hall.device("desk", "Desk 9"))
        kept = REGISTRY.receipts.get(command, "own")
        for role, device in [*devices.items(), ("public", None), ("anonymous", None)]:
            request = CommandRequest(command, command_id, {}, device, role if device is None else "", role)
            answer = hall.writer.run(request)
            if REGISTRY.roles[command].isdisjoint((role, "public")):
                assert (answer.status, answer.body["code"]) == (403, "not_your_role"), (command, role)
            elif kept == "own":
                assert (answer.status, answer.body["code"]) == (409, "other_device"), (command, role)
            else:
                assert answer == told, (command, role)
        own = hall.run(command, role="desk", name="Desk 9", command_id=command_id)
        seq = hall.db.execute("select seq from entry where command_id = ?", (command_id,)).fetchone()[0]
        if REGISTRY.roles[command].isdisjoint(("desk", "public")):
            assert own.status == 200 and set(own.body) == {"decided", "status", "seq", "at", "epoch"}, command
            assert (own.body["decided"], own.body["status"], own.body["seq"]) == (True, 409, seq)
        else:
            assert own == told, command
        other = hall.run(command, role="desk", name="Desk 9", command_id=command_id, other=1)
        assert other.body["code"] == "command_id_used", command


def test_a_right_that_was_taken_while_the_command_waited_is_gone(hall: Hall) -> None:
    """The guard of the routes saw a chair; by the time its turn comes it is a screen, is locked, or is revoked."""
    chair = hall.device("chair", "Second chair")

    def close(command_id: str) -> tuple[int, Any]:
        answer = hall.writer.run(CommandRequest("close_desks", command_id, {}, chair, "Second chair", "chair"))
        return answer.status, answer.body.get("code")

    hall.run("set_desk_hours", opens_at=None, closes_at=None)
    assert close("close-0001")[0] == 200
    hall.work("set_pin", device=chair, pin="1234")
    hall.writer.run(CommandRequest("lock_device", None, {"idle": False}, chair))
    assert close("close-0002") == (403, "locked") == close("close-0001")
    assert hall.writer.run(CommandRequest("unlock_device", None, {"pin": "1234"}, chair)).body == {"locked": False}
    hall.writer.run(CommandRequest("move_device", hall.command_id(), {"device": chair, "role": "screen"}))
    assert close("close-0002") == (403, "not_your_role")
    assert hall.writer.run(CommandRequest("close_desks", "close-0001", {}, chair)).body["decided"]
    hall.run("revoke_device", device=chair)
    assert close("close-0002") == (401, "not_paired") == close("close-0001")
    assert hall.db.execute("select count(*) from entry where command_id = 'close-0002'").fetchone()[0] == 0


def test_handing_over_the_chair_can_be_sent_again_by_who_is_not_in_it_any_more(hall: Hall) -> None:
    desk = hall.device("operator")
    asked = {"command_id": "hand-over-1"}
    chair = hall.client("chair")
    first = chair.post(f"/devices/{desk}/chair", json=asked)
    again = chair.post(f"/devices/{desk}/chair", json=asked)
    assert (first.status_code, again.status_code) == (200, 200)
    told = {name: first.json[name] for name in ("seq", "at", "epoch")}  # type: ignore[index]
    assert again.json == {"decided": True, "status": 200, **told}
    for role in ("operator", "supervisor", "desk"):
        assert hall.client(role).post(f"/devices/{desk}/chair", json=asked).status_code in (403, 409), role


def test_a_scan_is_answered_to_any_desk_that_asks_the_same(hall: Hall) -> None:
    asked = {"command_id": "scan-of-nobody", "code": "X", "source": "typed"}
    first = hall.client("desk").post("/checkin/scans", json=asked)
    for role in ("supervisor", "secretary"):
        assert hall.client(role).post("/checkin/scans", json=asked).data == first.data
    batch = hall.client("desk", "Desk 2").post("/checkin/scans/batch", json={"scans": [asked]})
    assert batch.json["receipts"][0]["body"] == first.json  # type: ignore[index]
    assert hall.client("stand").post("/checkin/scans", json=asked).status_code == 403


@pytest.fixture(scope="module")
def older(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Hall, list[dict[str, Any]], list[dict[str, Any]]]]:
    """A whole meeting of the program before, its requests, and the entries of its public copy."""
    tmp_path = tmp_path_factory.mktemp("older")
    with tarfile.open(OLDER) as archive:
        archive.extractall(tmp_path, filter="data")
    path = tmp_path / "form-1-meeting.kiosk"
    migration.bring_up_to_date(path, REGISTRY)
    hall = Hall.__new__(Hall)
    hall.path, hall._numbers, hall._tokens, hall._ids = path, itertools.count(1), {}, {}
    hall.app = create_app(path)
    hall.kiosk = hall.app.extensions["kiosk"]
    hall.writer, hall.db = hall.kiosk.writer, files.reader(path)
    requests = [json.loads(line) for line in (tmp_path / "requests.jsonl").read_text("utf-8").splitlines()]
    write_record(hall.db, REGISTRY, tmp_path / "record")
    public = (tmp_path / "record" / "public" / "journal.jsonl").read_text("utf-8").splitlines()
    yield hall, requests, [json.loads(line) for line in public]
    hall.close()


@pytest.mark.slow
def test_an_id_of_the_public_copy_is_worth_nothing(
    older: tuple[Hall, list[dict[str, Any]], list[dict[str, Any]]],
) -> None:
    """Every request of a meeting, sent again as every other role; and every id at routes that it does not belong to."""
    hall, requests, public = older
    ids = [entry["command_id"] for entry in public if entry["command_id"]]
    assert len(ids) > 280
    clients = {role: hall.client(role) for role in ROLES}
    before = hall.db.execute("select max(seq) from entry").fetchone()[0]
    for one, (role, client) in itertools.product(requests, clients.items()):
        if json.loads(one["body"]).get("command_id") in ids:
            answer = client.post(one["path"], data=one["body"], headers={"Origin": "http://localhost"})
            _need_nothing_told(one, answer.status_code, answer.data.decode(), role)
    routes = [(path, allowed) for path, allowed in _writes(hall)]
    for (path, allowed), (role, client) in itertools.product(routes, clients.items()):
        command_id = ids[(len(path) * 31 + len(role)) % len(ids)]
        answer = client.post(path, json={"command_id": command_id}, headers={"Origin": "http://localhost"})
        told = answer.get_json(silent=True) or {}
        assert "decided" not in told and told.get("verdict") is None, (path, role)
        if role not in allowed and "public" not in allowed:
            assert answer.status_code in (401, 403), (path, role)
    by_devices = (
        "select count(*) from entry where seq > ? and command_id in (select command_id from entry where seq <= ?)"
    )
    assert hall.db.execute(by_devices, (before, before)).fetchone()[0] == 0


def _need_nothing_told(one: dict[str, Any], status: int, text: str, role: str) -> None:
    """The old answer goes to whom a shared or a public receipt belongs; nobody else is told a byte of it."""
    path = one["path"]
    shared = path in ("/checkin/scans", "/qa/questions", "/qa/withdrawals", "/qa/renewals") or path.endswith("votes")
    if shared and status == one["status"]:
        assert text == one["answer"], (one["path"], role)
    else:
        code = json.loads(text)["code"]
        assert (status, code) in {
            (401, "not_paired"), (403, "not_your_role"), (409, "other_device"),
            (400, "malformed"), (403, "token_needed"), (404, "no_such_preview"), (409, "command_id_used"),
        }, (one["path"], role, status, text)  # fmt: skip
        assert one["answer"] not in text


def _writes(hall: Hall) -> Iterator[tuple[str, tuple[str, ...]]]:
    for rule in hall.app.url_map.iter_rules():
        if "POST" in (rule.methods or set()):
            path = rule.rule.replace("<int:", "<")
            for argument in rule.arguments:
                path = path.replace(f"<{argument}>", "1")
            yield path, hall.app.view_functions[rule.endpoint].roles  # type: ignore[attr-defined]


def _texts(path: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a folder, and every part of those that are archives themselves."""
    for file in sorted(path.rglob("*")):
        if file.is_file():
            content = file.read_bytes()
            yield str(file.relative_to(path)), content
            if zipfile.is_zipfile(io.BytesIO(content)):
                with zipfile.ZipFile(io.BytesIO(content)) as archive:
                    for name in archive.namelist():
                        yield f"{file.name}/{name}", archive.read(name)


def test_no_byte_of_a_public_copy_is_a_token_a_secret_or_a_code(
    older: tuple[Hall, list[dict[str, Any]], list[dict[str, Any]]],
) -> None:
    hall, requests, _ = older
    secret = files.secret(hall.db)
    members = hall.db.execute("select id, generation from member").fetchall()
    hidden = {one["token"].encode() for one in requests if one["token"]}
    hidden |= {secret, secret.hex().encode(), b64encode(secret).rstrip(b"=")}
    hidden |= {badge_codes.make(secret, row[0], row[1]).encode() for row in members}
    hidden |= {row[0].encode() for row in hall.db.execute("select token_hash from device")}
    assert len(hidden) > len(members) + 15
    public = dict(_texts(hall.path.parent / "record" / "public"))
    assert len(public) > 10
    assert [(name, word) for name, content in public.items() for word in hidden if word in content] == []


def test_a_token_has_the_chance_of_32_bytes_and_hashes_as_the_pages_do(make_hall: Callable[..., Hall]) -> None:
    assert len({new_token() for _ in range(100)}) == 100 and len(new_token()) == 43
    assert token_hash("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_the_tables_hold_no_token(hall: Hall) -> None:
    token = hall.token("chair")
    with sqlite3.connect(hall.path) as db:
        assert token not in "\n".join(db.iterdump())
