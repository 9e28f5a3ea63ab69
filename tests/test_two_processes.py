"""The command line writes the same file while it is served."""

from __future__ import annotations

from tests.conftest import Served


def test_pairing_by_the_command_line_leaves_the_server_its_file(served: Served) -> None:
    for number in range(4):
        assert served.get("/devices")[0] == 200
        served.token("desk", f"Desk {number}")
        assert served.post("/checkin/scans", {"code": "ABCDEFGH23456789"}, "desk", f"Desk {number}")[0] == 200
