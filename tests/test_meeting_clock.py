"""The meeting's clock: the laptop's time of day is set, and nothing that is counted notices."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from kiosk.app import REGISTRY
from kiosk.meeting_file import make_meeting
from kiosk.store import database as files
from kiosk.store import journal
from kiosk.store.meeting_clock import MeetingClock, behind_ms, boot, steady_ms
from kiosk.store.verification import verify
from kiosk.store.writer import CommandRequest, CommandWriter
from tests.support.clocks import Hands

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
MOVES = pytest.mark.parametrize("moved_ms", [HOUR_MS, -HOUR_MS, -200 * DAY_MS])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "meeting.kiosk"
    make_meeting(made, title="Meeting", preset="roberts", time_zone="Asia/Shanghai")
    return made


def at_head(path: Path) -> int:
    with closing(files.reader(path)) as db:
        return journal.head(db).at


def hands(path: Path, **more: int | str) -> Hands:
    """A laptop whose time of day is ten seconds after the file's last entry."""
    return Hands(at_head(path) + 10_000, **more)  # type: ignore[arg-type]


class Desks:
    """A door to the file, whose desks are opened and closed for something to happen."""

    def __init__(self, path: Path, source: Hands) -> None:
        self.writer = CommandWriter(path, REGISTRY, clock=MeetingClock(source))
        self._count = 0

    def act(self) -> int:
        """The time of one act."""
        self._count += 1
        name = "close_desks" if self._count % 2 else "open_desks"
        answer = self.writer.run(CommandRequest(name, f"{id(self)}-{self._count:08d}", {}))
        return int(answer.body["at"]) if answer.status == 200 else self.act()


def moves(path: Path) -> list[tuple[int, int, int]]:
    with closing(files.reader(path)) as db:
        rows = db.execute("select moved_ms, correction_ms, restarted from clock_correction order by seq")
        return [tuple(row) for row in rows]


@MOVES
def test_a_clock_that_is_set_changes_no_duration_and_is_recorded(path: Path, moved_ms: int) -> None:
    source = hands(path)
    desks = Desks(path, source)
    first = desks.act()
    source.passes(30_000)
    source.wall_ms += moved_ms
    second = desks.act()
    source.wall_ms -= moved_ms
    source.passes(1_000)
    third = desks.act()
    desks.writer.close()
    assert (second - first, third - second) == (30_000, 1_000)
    assert moves(path) == [(moved_ms, moved_ms, 0), (-moved_ms, 0, 0)]
    assert verify(path, REGISTRY).trouble is None


def test_a_small_difference_is_drift_and_is_passed_over(path: Path) -> None:
    source = hands(path)
    desks = Desks(path, source)
    desks.act()
    source.wall_ms += 2_000
    desks.act()
    assert moves(path) == []
    source.wall_ms += 1
    desks.act()
    desks.writer.close()
    assert moves(path) == [(2_001, 2_001, 0)]


def test_it_is_noticed_though_nobody_does_anything(path: Path) -> None:
    source = hands(path)
    told: list[int] = []
    door = CommandWriter(path, REGISTRY, clock=MeetingClock(source), told=lambda group: told.append(group.recorded))
    source.wall_ms += HOUR_MS
    while not told:
        door._thread.join(0.05)
    door.close()
    assert ([seq > 0 for seq in told], moves(path)) == ([True], [(HOUR_MS, HOUR_MS, 0)])


def test_a_clock_that_is_put_right_at_once_is_noticed_twice(path: Path) -> None:
    source = hands(path)
    told: list[int] = []
    door = CommandWriter(path, REGISTRY, clock=MeetingClock(source), told=lambda group: told.append(group.recorded))
    for step, by_ms in enumerate((-HOUR_MS, HOUR_MS), 1):
        source.wall_ms += by_ms
        for _ in range(200):
            if len(told) < step:
                door._thread.join(0.05)
    door.close()
    assert moves(path) == [(-HOUR_MS, -HOUR_MS, 0), (HOUR_MS, 0, 0)]


@MOVES
def test_a_restart_without_a_reboot_goes_on_exactly(path: Path, moved_ms: int) -> None:
    source = hands(path)
    before = Desks(path, source)
    first = before.act()
    before.writer.close()
    source.passes(60_000)
    source.wall_ms += moved_ms
    with closing(files.reader(path)) as db:
        assert behind_ms(db, journal.head(db).at, source) == 0
    after = Desks(path, source)
    assert after.writer.clock.now() - first == 60_000
    assert after.act() - first == 60_000
    after.writer.close()
    assert moves(path) == [(moved_ms, moved_ms, 0)]


def test_a_command_beside_the_server_goes_by_the_same_clock(path: Path) -> None:
    source = hands(path)
    server = Desks(path, source)
    first = server.act()
    source.passes(5_000)
    source.wall_ms += HOUR_MS
    beside = Desks(path, source)
    assert beside.act() - first == 5_000
    beside.writer.close()
    source.passes(1_000)
    assert server.act() - first == 6_000
    server.writer.close()
    assert moves(path) == [(HOUR_MS, HOUR_MS, 0)]


def test_after_a_reboot_it_begins_again_and_a_correction_ends(path: Path) -> None:
    source = hands(path)
    desks = Desks(path, source)
    source.wall_ms += HOUR_MS
    last = desks.act()
    desks.writer.close()
    rebooted = Hands(source.wall_ms + DAY_MS, boot="second boot", steady_ms=500)
    desks = Desks(path, rebooted)
    assert desks.act() == rebooted.wall_ms > last
    desks.writer.close()
    assert moves(path) == [(HOUR_MS, HOUR_MS, 0), (-HOUR_MS, 0, 1)]


def test_after_a_reboot_a_flat_battery_is_asked_about(path: Path) -> None:
    last = at_head(path)
    flat = Hands(last - 200 * DAY_MS, boot="second boot")
    with closing(files.reader(path)) as db:
        assert behind_ms(db, last, flat) == 200 * DAY_MS
        assert behind_ms(db, last, Hands(last - 1_000, boot="second boot")) == 0
    desks = Desks(path, flat)
    assert desks.act() == last  # time never goes back
    flat.passes(7_000)
    assert desks.act() == last + 7_000
    desks.writer.close()
    assert moves(path) == [(-200 * DAY_MS, -200 * DAY_MS, 1)]


def test_a_file_whose_boot_cannot_be_named_begins_at_each_run(path: Path) -> None:
    source = hands(path, boot="")
    first = Desks(path, source)
    last = first.act()
    first.writer.close()
    source.passes(1_000)
    again = Desks(path, source)
    assert again.act() == last + 1_000
    again.writer.close()
    with closing(files.reader(path)) as db:
        assert db.execute("select count(*) from meeting_clock_working where boot = ''").fetchone()[0] == 0


def test_this_laptop_has_a_steady_clock_and_names_its_boot() -> None:
    before = steady_ms()
    assert 0 <= steady_ms() - before < 60_000
    assert len(boot()) == 16 and boot() == boot()
