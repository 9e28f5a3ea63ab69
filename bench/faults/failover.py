"""Go on from a copy on a spare laptop: `python -m bench.faults.failover [--rounds 5]`.

Desks scan while a copy of the file is written; they go on, and the server is killed. The copy must hold, and be served
on another port as another machine would: a new epoch, in which the desks send again everything they ever sent. What
the copy holds is answered with the same bytes, what it lacks is decided; nobody is lost, nobody counted twice.
"""

from __future__ import annotations

import json
import random
import time
import urllib.request
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import click
from rich.console import Console

from bench.support import fixtures, processes
from bench.support.scans import Desks
from kiosk.app import REGISTRY
from kiosk.store import database as files
from kiosk.store.backups import BackupWriter
from kiosk.store.meeting_clock import MeetingClock
from kiosk.store.verification import verify

MEMBERS = 1_500
BEFORE, AFTER = 400, 300  # scans answered before the copy is begun, and after it was written
PATIENCE_SECONDS = 60.0
BATCH_MOST = 200
SHOWN = {
    "admitted": "accepted",
    "admitted_nonvoting": "accepted",
    "already_in": "already_here",
    "returned": "already_here",
}


class Outcome(NamedTuple):
    """What a round came to; `troubles` is empty when nothing was lost or doubled."""

    sent: int
    in_the_copy: int
    decided_anew: int
    copy_seconds: float
    troubles: list[str]


def go_on(folder: Path, seed: int) -> Outcome:
    """Load, a copy under load, load, kill; the copy served; everything sent again."""
    stick = folder / f"stick-{seed}"
    stick.mkdir()
    laid = fixtures.lay(folder / f"meeting-{seed}.kiosk", MEMBERS)
    desks = Desks([laid.desk, fixtures.pair(laid.path, "desk")], laid.codes.read_text().split(), random.Random(seed))
    troubles: list[str] = []
    with processes.served("kiosk", laid.path, laid.codes) as first:
        before = _health(first.url)
        desks.start(first.url)
        _until(desks, BEFORE)
        started = time.perf_counter()
        copied = BackupWriter(laid.path, stick, MeetingClock().now).write()
        copy_seconds = time.perf_counter() - started
        _until(desks, len(desks.answered) + AFTER)
        first.process.kill()
        desks.stop()
    copy = stick / laid.path.name
    finding = verify(copy, REGISTRY)
    if finding.trouble or finding.head != copied.hash:
        troubles.append(f"the copy does not hold: {finding.trouble}")
    with processes.served("kiosk", copy, laid.codes) as spare:
        after = _health(spare.url)
        if after["epoch"] == before["epoch"]:
            troubles.append("the copy was served as the same epoch")
        old, new = _send_again(spare.url, desks, laid.desk, before["epoch"], after["epoch"], troubles)
    troubles += _missing(laid.path, copy, desks)
    if trouble := verify(copy, REGISTRY).trouble:
        troubles.append(trouble)
    return Outcome(len(desks.answered) + len(desks.unanswered), old, new, copy_seconds, troubles)


def _until(desks: Desks, count: int) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while len(desks.answered) < count:
        if time.monotonic() > until:
            raise RuntimeError("the desks are not answered")
        time.sleep(0.01)


def _send_again(url: str, desks: Desks, token: str, before: str, after: str, troubles: list[str]) -> tuple[int, int]:
    """How many scans the copy held, and how many were decided anew."""
    wanted = [_late(one.fields, json.loads(one.body)["verdict"]) for one in desks.answered.values()]
    wanted += [_late(fields, None) for fields in desks.unanswered.values()]
    counts = {before: 0, after: 0}
    for _ in range(2):  # once more, as if the receipts had been lost on the way
        counts = {before: 0, after: 0}
        for start in range(0, len(wanted), BATCH_MOST):
            for receipt in _post(url, token, wanted[start : start + BATCH_MOST]):
                if receipt["status"] != 200:
                    troubles.append(f"{receipt['command_id']} was refused: {receipt['body']}")
                    continue
                counts[receipt["body"]["epoch"]] += 1
                told = desks.answered.get(receipt["command_id"])
                if told and receipt["body"]["epoch"] == before and receipt["body"] != json.loads(told.body):
                    troubles.append(f"{receipt['command_id']} was answered otherwise")
    return counts[before], counts[after]


def _late(fields: dict[str, Any], verdict: str | None) -> dict[str, Any]:
    shown = "accepted" if verdict is None else SHOWN.get(verdict, "unknown")
    return {**fields, "provisional": True, "shown": shown}


def _missing(original: Path, copy: Path, desks: Desks) -> list[str]:
    """What the two files say of who is present, and of every scan that was sent."""
    with closing(files.reader(original)) as db:
        wanted = {row[0] for row in db.execute("select member from attendance")}
    with closing(files.reader(copy)) as db:
        present = {row[0] for row in db.execute("select member from attendance")}
        arrived = db.execute("select sum(people) from arrival").fetchone()[0]
        kept = {row[0] for row in db.execute("select e.command_id from scan s join entry e on e.seq = s.seq")}
    troubles = [f"member {member} is lost" for member in sorted(wanted - present)]
    if arrived != len(present):
        troubles.append(f"{arrived} arrivals of {len(present)} members")
    sent = desks.answered.keys() | desks.unanswered.keys()
    return troubles + [f"{command_id} is lost" for command_id in sent - kept]


def _health(url: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{url}/healthz", timeout=30) as answer:
        told: dict[str, Any] = json.loads(answer.read())
    return told


def _post(url: str, token: str, scans: list[dict[str, Any]]) -> list[dict[str, Any]]:
    request = urllib.request.Request(
        f"{url}/checkin/scans/batch",
        json.dumps({"scans": scans}).encode(),
        {"Content-Type": "application/json", "Authorization": f"Bearer {token}"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        receipts: list[dict[str, Any]] = json.loads(answer.read())["receipts"]
    return receipts


@click.command()
@click.option("--rounds", default=5, show_default=True, type=click.IntRange(1, 100))
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default=Path.cwd, help="On which disk.")
def main(rounds: int, folder: Path) -> None:
    """Go on from a copy that was written under load."""
    screen = Console(highlight=False)
    lost = False
    with fixtures.folder(folder.resolve()) as place:
        for number in range(rounds):
            one = go_on(place, number)
            screen.print(
                f"{one.sent} scans sent; a copy in {one.copy_seconds:.2f} s under load;"
                f" sent again: {one.in_the_copy} were in it, {one.decided_anew} decided anew"
            )
            for trouble in one.troubles:
                screen.print(f"[red]{trouble}")
            lost = lost or bool(one.troubles)
    if lost:
        raise SystemExit(1)
    screen.print("Nothing was lost, nothing doubled; every copy held.")


if __name__ == "__main__":
    main()
