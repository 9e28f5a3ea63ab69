"""What a body of an older program's page asks keeps its digest: sent again to a newer one, it is known as the same.

`tests/older/form-1-bodies.jsonl.gz` holds 851 bodies to the routes of commit 10902c6, every set of fields that its own
tests sent for 105 commands, with the digests that its door made of them. Here only reading a body is tested: the door
is asked which digest it would look for, and decides nothing.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from kiosk.store import journal
from kiosk.store.writer import CommandRequest, CommandResponse, CommandWriter, busy
from tests.conftest import Hall

BODIES = Path(__file__).parent / "older" / "form-1-bodies.jsonl.gz"


def test_every_body_of_an_older_page_keeps_its_digest(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    bodies = [json.loads(line) for line in gzip.decompress(BODIES.read_bytes()).decode().splitlines()]
    assert len(bodies) == 851 and len({one["digests"][0][0] for one in bodies}) == 105
    clients = {role: hall.client(role) for role in sorted({one["role"] for one in bodies})}
    arrived: list[list[str]] = []

    def looked_for(door: CommandWriter, requests: Sequence[CommandRequest]) -> list[CommandResponse]:
        asked = [[one.name, door._asked(one)] for one in requests if one.command_id]
        arrived.extend([one[0], journal.digest(journal.canonical(one))] for one in asked)
        return [busy(one) for one in requests]

    monkeypatch.setattr(CommandWriter, "execute_many", looked_for)
    others = []
    for one in bodies:
        arrived.clear()
        headers = {"Origin": "http://localhost"} if one["role"] == "public" else {}
        answer = clients[one["role"]].post(
            one["path"], data=one["body"].encode(), content_type="application/json", headers=headers
        )
        if arrived != one["digests"]:
            others.append((one["path"], one["body"], answer.get_data(as_text=True)))
    assert others == []
