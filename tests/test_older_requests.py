"""A request that an older program decided, sent again, gets its old answer to the byte.

`tests/older/form-1-requests.tar.xz` holds the file of a whole rehearsal by the program of commit 10902c6, and every
request that came over HTTP and left an entry: path, token, body, and what was answered.
"""

from __future__ import annotations

import http.client
import json
import sqlite3
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kiosk.app import REGISTRY
from kiosk.store import migration
from kiosk.store.verification import verify
from kiosk.store.writer import CommandRequest, CommandWriter
from tests.conftest import Served

OLDER = Path(__file__).parent / "older"


@pytest.fixture
def older(tmp_path: Path) -> Path:
    with tarfile.open(OLDER / "form-1-requests.tar.xz") as archive:
        archive.extractall(tmp_path, filter="data")
    return tmp_path / "form-1-meeting.kiosk"


def entries(path: Path) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        return [
            {**dict(row), "data": json.loads(row["data"])} for row in db.execute("select * from entry order by seq")
        ]


def test_every_request_of_an_older_meeting_sent_again_gets_its_old_bytes(
    older: Path, serve: Callable[..., Served]
) -> None:
    before = entries(older)
    requests = [json.loads(line) for line in (older.parent / "requests.jsonl").read_text("utf-8").splitlines()]
    assert len(requests) == 287
    served = serve(older)
    differing = list(_differing(served, requests))
    served.stop()
    assert differing == []
    now = entries(older)
    assert now[: len(before)] == before
    assert [entry for entry in now[len(before) :] if entry["actor"].startswith("device ")] == []
    assert verify(older, REGISTRY).trouble is None


def _differing(served: Served, requests: list[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    with closing(http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)) as wire:
        for one in requests:
            headers = {"Content-Type": "application/json", "Origin": served.url}
            if one["token"]:
                headers["Authorization"] = f"Bearer {one['token']}"
            wire.request("POST", one["path"], one["body"].encode(), headers)
            answer = wire.getresponse()
            found = (answer.status, answer.read().decode())
            if found != (one["status"], one["answer"]):
                yield one["path"], one["answer"], found[1]


def test_a_device_that_was_paired_by_an_older_program_is_paired_once(older: Path) -> None:
    """Pairing by the command line: its request follows from the entry."""
    migration.bring_up_to_date(older, REGISTRY)
    paired = [entry for entry in entries(older) if entry["kind"] == "device_paired"]
    assert len(paired) == 19
    door = CommandWriter(older, REGISTRY)
    try:
        for entry in paired:
            answer = door.run(CommandRequest("pair_device", entry["command_id"], entry["data"]["facts"]))
            assert (answer.status, answer.body) == (200, entry["data"]["answer"])
    finally:
        door.close()
    assert len([entry for entry in entries(older) if entry["kind"] == "device_paired"]) == 19
