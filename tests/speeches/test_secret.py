"""Before the reveal the secret is in no byte that leaves the file: no answer, page, room, log or export."""

from __future__ import annotations

import base64
import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.app import REGISTRY
from kiosk.cli.main import main
from kiosk.security.auth import ROLES
from tests.conftest import Hall
from tests.support.members import enrol_many

NAMES = ["王芳", "李强", "欧阳娜娜", "张伟", "古丽·买买提"]
SLOTS = ["Balls [3d10]", "[12d10]"]
STAND_MS = 60_000


def _shapes(secret: str) -> list[bytes]:
    """The ways in which 32 bytes are written down; of base64 what does not depend on the place it begins at."""
    raw, text = bytes.fromhex(secret), secret.encode()
    coded = [encode(one[skip:])[:-4] for one in (raw, text) for skip in range(3) for encode in (base64.b64encode, base64.urlsafe_b64encode)]  # fmt: skip
    return [raw, text, text.upper(), *coded]


def _pages(hall: Hall) -> Iterator[bytes]:
    """What every GET route gives to every role, headers included."""
    addresses = [
        re.sub(r"<int:\w+>", "1", rule.rule).replace("<path:name>", "css/base.css").replace("<code>", "en").replace("<token>", "none")
        for rule in hall.app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
    ]  # fmt: skip
    for role in ROLES:
        client = hall.client(role)
        for address in addresses:
            answer = client.get(address, buffered=True)
            yield str(answer.headers).encode() + answer.data


def _rooms(hall: Hall) -> Iterator[bytes]:
    """What every role is sent when it asks to join every room."""
    socketio = hall.app.extensions["socketio"]
    for role in ROLES:
        page = socketio.test_client(hall.app, auth={} if role == "public" else {"token": hall.token(role)})
        for view in REGISTRY.views:
            page.emit("join", {"view": view})
        told = page.get_received()
        assert len(told) == len(REGISTRY.views)
        assert any(one["name"] == "snapshot" for one in told)
        yield json.dumps(told, ensure_ascii=False).encode()
        page.disconnect()


def _written(hall: Hall, folder: Path) -> Iterator[bytes]:
    """What the command line prints and writes about the file."""
    for arguments in (["badges", str(hall.path), "-o", str(folder / "badges.csv")], ["badges", str(hall.path), "-o", str(folder / "badges.html")], ["verify", str(hall.path)], ["draw", "verify", str(hall.path)]):  # fmt: skip
        yield CliRunner().invoke(main, arguments).output.encode()
    yield from (file.read_bytes() for file in sorted(folder.iterdir()))


@pytest.mark.slow
def test_the_secret_leaves_the_file_with_the_reveal_and_not_before(
    hall: Hall, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    folder = tmp_path / "written"
    folder.mkdir()
    enrol_many(hall, 3)
    chair, supervisor = hall.client("chair"), hall.client("supervisor")
    said = []

    def post(asker: object, path: str, **fields: object) -> None:
        answer = asker.post(f"/speeches/draws{path}", json={"command_id": hall.command_id(), **fields})  # type: ignore[attr-defined]
        assert answer.status_code == 200, answer.data
        said.append(answer.data)

    post(chair, "", names=NAMES, slots=SLOTS)
    post(chair, "/1/commitment", stand_ms=STAND_MS)
    hall.later(STAND_MS)
    post(chair, "/1/values", slot=0, value="482")
    post(supervisor, "/1/confirmations", slot=0, value="482")
    post(chair, "/1/values", slot=1, value="604712993310")
    secret = hall.db.execute("select secret from draw_secret_working").fetchone()[0]
    entries = [json.dumps([str(value) for value in row]).encode() for row in hall.db.execute("select * from entry")]
    everything = [*said, *entries, *_pages(hall), *_rooms(hall), *_written(hall, folder)]
    everything += [caplog.text.encode(), *(one.encode() for one in capfd.readouterr())]
    shapes = _shapes(secret)
    assert not [text[:200] for text in everything if any(shape in text for shape in shapes)]
    post(supervisor, "/1/confirmations", slot=1, value="604712993310")
    assert secret.encode() in hall.client().get("/speeches/draws/1.txt").data
    assert any(shape in text for text in _pages(hall) for shape in shapes)
