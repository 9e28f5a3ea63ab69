"""Hand in the scans of four desks that had no connection in every order: `python -m bench.faults.offline_merge [--orders 1000]`.

The same scans must end in the same state whichever way they arrive: the same members present, the same counts, the
same unknown codes and the same conflicts. Orders are drawn by hypothesis, which shows the shortest that fails.
"""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import click
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

from bench.support import fixtures
from kiosk.app import REGISTRY
from kiosk.meeting_file import run
from kiosk.rules import badge_codes
from kiosk.store import database as files
from kiosk.store.verification import differences, rebuild
from kiosk.store.writer import CommandRequest, CommandWriter

DESKS = 4
MEMBERS = 40
SCANS_A_DESK = 18


class State(NamedTuple):
    """What must not depend on the order; scans are named by their command ids."""

    present: frozenset[int]
    counts: tuple[int, int]
    unknown: frozenset[str]
    conflicts: frozenset[frozenset[str]]


class Merging:
    """One meeting with a past, and what four desks scanned after they lost it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._chance = random.Random(seed)
        self._base = fixtures.lay(folder / "base.kiosk", MEMBERS).path
        self._trial = folder / "trial.kiosk"
        self._devices = self._pair()
        old = self._past()
        self.scans = [scan for desk in range(DESKS) for scan in self._offline(desk, old)]

    def after(self, order: list[int]) -> State:
        """The state when the scans arrive in this order; AssertionError when tables and journal differ."""
        fixtures.copy(self._base, self._trial)
        door = CommandWriter(self._trial, REGISTRY)
        try:
            door.execute_many([self.scans[place] for place in order])
            for request in self.scans:
                assert request.answer and request.answer.status == 200, request.answer
        finally:
            door.close()
        with closing(files.reader(self._trial)) as db:
            with closing(rebuild(db, REGISTRY)) as fresh:
                assert list(differences(db, fresh)) == []
            return state(db)

    def _pair(self) -> list[int]:
        for _ in range(DESKS + 1):
            fixtures.pair(self._base, "desk")
        with closing(files.reader(self._base)) as db:
            return [row[0] for row in db.execute("select id from device where role = 'desk' order by id desc")]

    def _past(self) -> dict[int, str]:
        """Who came before, who left, whose check-in was taken back, whose badge was replaced: the old codes."""
        for member in (1, 2, 3, 4):
            self._do("check_in", member=member)
        self._do("depart", member=2)
        for member in (3, 4):
            with closing(files.reader(self._base)) as db:
                seq = db.execute("select seq from attendance where member = ?", (member,)).fetchone()[0]
            self._do("void_checkin", seq=seq, reason="a mistake")
        old = {member: self._code(member) for member in (4, 5, 6)}
        for member in old:
            self._do("replace_badge", member=member)
        return old

    def _do(self, command: str, **fields: Any) -> None:
        run(self._base, command, fields, f"{self._chance.getrandbits(96):024x}")

    def _code(self, member: int) -> str:
        with closing(files.reader(self._base)) as db:
            generation = db.execute("select generation from member where id = ?", (member,)).fetchone()[0]
            return badge_codes.make(files.secret(db), member, generation)

    def _offline(self, desk: int, old: dict[int, str]) -> list[CommandRequest]:
        """One desk's scans: badges, some of them twice, old badges, badges it could not know, and unknown codes."""
        made, seen = [], set()
        for number in range(SCANS_A_DESK):
            member = self._chance.randrange(1, MEMBERS // 2)
            code = old[member] if member in old and self._chance.random() < 0.5 else self._code(member)
            shown: str | None = "already_here" if code in seen else self._chance.choice(["accepted"] * 6 + ["unknown"])
            if self._chance.random() < 0.1:
                shown = None  # another program's desk, which does not tell
            if self._chance.random() < 0.1:
                code, shown = f"NOBODY{desk}{number}", "unknown"
            seen.add(code)
            made.append(self._scan(desk, number, code, shown))
        return made

    def _scan(self, desk: int, number: int, code: str, shown: str | None) -> CommandRequest:
        fields: dict[str, Any] = {
            "code": code,
            "member": None,
            "source": "camera",
            "device_at": self._chance.randrange(2**45),  # no clock counts
            "provisional": True,
            "shown": shown,
            "typed_by": None,
        }
        return CommandRequest(
            "check_in", f"offline-{desk}-{number:02d}", fields, self._devices[desk], f"Desk {desk}", "desk"
        )


def state(db: Any) -> State:
    present = frozenset(row[0] for row in db.execute("select member from attendance where state = 'inside'"))
    voters, guests = db.execute("select sum(inside * with_vote), sum(inside * (1 - with_vote)) from turnout").fetchone()
    unknown = frozenset(
        row[0]
        for row in db.execute(
            "select e.command_id from scan s join entry e on e.seq = s.seq"
            " where s.verdict = 'unknown_code' and s.member is null"
        )
    )
    waiting = db.execute("select distinct member from scan where conflict is not null and settled_seq is null")
    conflicts = frozenset(
        frozenset(
            one[0]
            for one in db.execute(
                "select e.command_id from scan s join entry e on e.seq = s.seq where s.member = ?", (row[0],)
            )
        )
        for row in waiting
    )
    return State(present, (voters, guests), unknown, conflicts)


def merge_in_orders(folder: Path, orders: int, seed: int) -> State:
    """The one state in which so many orders end; AssertionError with the order that ends otherwise."""
    merging = Merging(folder, seed)
    wanted = merging.after(list(range(len(merging.scans))))

    @settings(
        max_examples=orders,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.permutations(range(len(merging.scans))))
    def any_order(order: list[int]) -> None:
        assert merging.after(order) == wanted

    any_order()
    return wanted


@click.command()
@click.option("--orders", default=1_000, show_default=True, type=click.IntRange(1, 100_000))
@click.option("--seed", default=1, show_default=True)
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default=Path.cwd, help="On which disk.")
def main(orders: int, seed: int, folder: Path) -> None:
    """Hand in the same scans in many orders."""
    with fixtures.folder(folder.resolve()) as place:
        state = merge_in_orders(place, orders, seed)
    Console(highlight=False).print(
        f"{orders} orders of {DESKS * SCANS_A_DESK} scans end alike: {len(state.present)} present,"
        f" {len(state.unknown)} unknown codes, {len(state.conflicts)} conflicts."
    )


if __name__ == "__main__":
    main()
