"""A draw that broke off goes on with the same secret, here or from the stick."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.rules import draw as rule
from kiosk.speeches.draw import queries
from kiosk.store import database as files
from tests.conftest import Served
from tests.support.sockets import Socket

NAMES = ["王芳", "李强", "欧阳娜娜", "张伟", "古丽·买买提"]
DICE = "604712993310"


def _kept(path: Path) -> tuple[queries.Drawn, str | None]:
    db = files.reader(path)
    try:
        one = queries.draw(db, 1)
        assert one
        return one, queries.secret(db, one)
    finally:
        db.close()


def _finish(site: Served) -> queries.Drawn:
    """Throw and confirm."""
    assert site.post("/speeches/draws/1/values", {"slot": 0, "value": DICE})[0] == 200
    assert site.post("/speeches/draws/1/confirmations", {"slot": 0, "value": DICE}, "supervisor")[0] == 200
    return _kept(site.path)[0]


@pytest.mark.parametrize("seed", range(2))
def test_no_page_was_shown_a_commitment_whose_secret_is_not_on_disk(serve: Callable[..., Served], seed: int) -> None:
    """The server is killed somewhere between the list and the commitment."""
    site = serve()
    assert site.post("/speeches/draws", {"names": NAMES})[0] == 200
    page = Socket(site.url, site.token("screen"))
    page.join({"view": "hall"})
    sent = {"command_id": f"commitment-{seed}", "stand_ms": 20_000}
    asking = threading.Thread(target=_ask, args=(site, sent), daemon=True)
    asking.start()
    time.sleep(random.Random(seed).uniform(0, 0.03))
    site.kill()
    page.close()
    asking.join(10)
    one, secret = _kept(site.path)
    if one.commitment:
        assert secret and one.commitment == rule.commit(rule.material(one.frozen), secret)
    site.start()
    status, answer = site.post("/speeches/draws/1/commitment", sent)
    assert status == 200
    again, kept = _kept(site.path)
    assert answer["commitment"] == again.commitment
    if secret:
        assert kept == secret


def _ask(site: Served, fields: dict[str, object]) -> None:
    try:
        site.post("/speeches/draws/1/commitment", fields)
    except OSError:
        return


def test_a_draw_goes_on_from_the_copy_on_the_stick(
    serve: Callable[..., Served], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    site = serve(copies=stick)
    site.token("supervisor")
    site.post("/speeches/draws", {"names": NAMES})
    status, answer = site.post("/speeches/draws/1/commitment", {"stand_ms": 20_000})
    assert (status, answer["stick"]) == (200, True)
    _, secret = _kept(site.path)
    copy = stick / site.path.name
    site.kill()
    other = serve(path=copy)
    status, again = other.post("/speeches/draws/1/commitment", {"stand_ms": 20_000})
    assert (status, again["commitment"]) == (200, answer["commitment"])
    assert _kept(copy)[1] == secret
    other.kill()
    monkeypatch.setenv("KIOSK_TEST_BOOT", "another laptop")  # its own time of day is all that it knows
    last = serve(path=copy, ahead_ms=20_000)  # once more, when the seal has stood its time
    last.knows(site)
    over = _finish(last)
    assert over.state == "revealed"
    assert over.commitment == answer["commitment"]


def test_a_stick_that_is_full_or_gone_is_told_before_anything_is_shown(
    serve: Callable[..., Served], tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    site = serve(copies=stick)
    site.post("/speeches/draws", {"names": NAMES})
    stick.rmdir()
    status, answer = site.post("/speeches/draws/1/commitment", {"stand_ms": 20_000})
    assert (status, answer["code"]) == (409, "no_copy")
    assert _kept(site.path)[0].commitment is None
    stick.mkdir()
    assert site.post("/speeches/draws/1/commitment", {"stand_ms": 20_000})[0] == 200
