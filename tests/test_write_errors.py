"""A disk that takes nothing: everybody is told why in a sentence that fits, and the same server goes on afterwards.

The calls of a real server fail by a preloaded library (`bench/faults.c`), so that it needs Linux and a C compiler.
The long form, under load, is `bench/faults/disk.py`.
"""

from __future__ import annotations

import resource
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bench.faults import disk
from bench.support import fixtures
from kiosk.app import REGISTRY
from kiosk.store.verification import verify
from kiosk.store.write_errors import explained
from tests.conftest import Served

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not (shutil.which("gcc") or shutil.which("cc")),
    reason="without Linux and a C compiler no disk can be made to fail",
)


@pytest.fixture
def failing(tmp_path: Path, serve: Callable[..., Served]) -> Iterator[tuple[Served, list[str], Path]]:
    """A server, the codes of its members' badges, and the file that says what fails."""
    control, place = tmp_path / "control", tmp_path / "disk"
    control.touch()
    place.mkdir()
    laid = fixtures.lay(place / "meeting.kiosk", 60)
    with disk.preloaded(disk.built(tmp_path), place, control):
        served = serve(laid.path)
    yield served, laid.codes.read_text().split(), control
    served.stop()
    assert verify(laid.path, REGISTRY).trouble is None


def test_each_trouble_of_the_disk_is_told_by_its_sentence_and_over_when_it_is_over(
    failing: tuple[Served, list[str], Path],
) -> None:
    served, codes, control = failing
    served.token("desk")
    for number, (fault, (line, code)) in enumerate(disk.FAULTS.items()):
        if not line.endswith(" 1"):
            continue  # those that fail now and then are for the long form
        scan = {"command_id": f"scan-{number:08d}", "code": codes[number], "source": "camera"}
        control.write_text(line)
        status, body = served.post("/checkin/scans", scan, role="desk")
        assert (status, body["code"]) == (503, code), fault
        control.write_text("")
        status, body = served.post("/checkin/scans", scan, role="desk")
        assert (status, body["verdict"]) == (200, "admitted"), fault


def test_at_a_limit_on_the_size_of_files_the_log_begins_anew(failing: tuple[Served, list[str], Path]) -> None:
    """The log may grow no further while the file itself has room: it goes into the file, and nobody is refused."""
    served, codes, _ = failing
    served.token("desk")
    log = Path(f"{served.path}-wal")
    scanned = iter(codes)
    while log.stat().st_size < served.path.stat().st_size + 400_000:
        served.post("/checkin/scans", {"code": "NOBODY", "source": "typed"}, role="desk")
    before = resource.prlimit(served.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(served.process.pid, resource.RLIMIT_FSIZE, (log.stat().st_size, before[1]))
    for code in [next(scanned) for _ in range(10)]:
        status, body = served.post("/checkin/scans", {"code": code, "source": "camera"}, role="desk")
        assert (status, body["verdict"]) == (200, "admitted")
    resource.prlimit(served.process.pid, resource.RLIMIT_FSIZE, before)


def test_a_damaged_file_and_a_held_one_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "damaged.kiosk"
    with closing(sqlite3.connect(path)) as db:
        db.execute("create table one (text)")
        db.executemany("insert into one values (?)", [("x" * 900,)] * 50)
        db.commit()
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with closing(sqlite3.connect(path)) as db, pytest.raises(sqlite3.DatabaseError) as found:
        db.execute("insert into one values ('y')")
        db.commit()
    assert explained(found.value, path).code == "file_damaged"
    path.write_bytes(whole)
    with closing(sqlite3.connect(path, timeout=0)) as db, closing(sqlite3.connect(path)) as other:
        other.execute("begin exclusive")
        with pytest.raises(sqlite3.OperationalError) as held:
            db.execute("insert into one values ('y')")
    assert explained(held.value, path).code == "not_written"
