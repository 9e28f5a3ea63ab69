"""Two desks a day apart on a network that flaps: `python -m bench.faults.flaps [--scans 2000] [--seed 1]`.

Each desk let people in without the laptop, one yesterday, one today; some members came to both. They hand their scans in
by batches while the network is cut again and again: in the midst of a request, before its answer, in the midst of the
answer; between the desks the server is killed. Every scan must be answered once and for all: sent again it gets the
same bytes; the state must be that of a quiet network, and the file must hold. Exits 1 and names what did not.
"""

from __future__ import annotations

import contextlib
import json
import random
import socket
import time
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import click
from rich.console import Console

from bench.faults.offline_merge import State, state
from bench.support import fixtures, processes
from kiosk.app import REGISTRY
from kiosk.store import database as files
from kiosk.store.verification import verify

BATCH = 40
CUT_SHARE = 0.6
TRIES_MOST = 200
DAY_MS = 24 * 3600 * 1000
Scan = dict[str, Any]


class Outcome(NamedTuple):
    """What came of it; `troubles` is empty when nothing was lost or done twice."""

    scans: int
    cuts: int
    present: int
    conflicts: int
    troubles: list[str]


class Network:
    """Requests that are cut at random; the client tries again until it has the whole answer."""

    def __init__(self, chance: random.Random, cut_share: float = CUT_SHARE) -> None:
        self._chance = chance
        self._cut_share = cut_share
        self.cuts = 0

    def post(self, url: str, token: str, scans: list[Scan]) -> list[dict[str, Any]]:
        """The receipts of one batch; RuntimeError when it never gets through."""
        place = urlsplit(url)
        body = json.dumps({"scans": scans}).encode()
        head = (
            f"POST /checkin/scans/batch HTTP/1.1\r\nHost: {place.netloc}\r\nAuthorization: Bearer {token}\r\n"
            f"Content-Type: application/json\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n"
        ).encode()
        for _ in range(TRIES_MOST):
            answer = self._once((str(place.hostname), int(place.port or 80)), head + body)
            if answer is not None:
                status, _, rest = answer.partition(b"\r\n\r\n")
                if status.startswith(b"HTTP/1.1 200"):
                    receipts: list[dict[str, Any]] = json.loads(rest)["receipts"]
                    return receipts
        raise RuntimeError("a batch never got through")

    def _once(self, address: tuple[str, int], told: bytes) -> bytes | None:
        cut = self._chance.random() < self._cut_share
        kind = self._chance.choice(("request", "answer", "midst")) if cut else ""
        self.cuts += cut
        with contextlib.suppress(OSError), socket.create_connection(address, timeout=30) as wire:
            if kind == "request":
                wire.sendall(told[: self._chance.randrange(len(told))])
                return None
            wire.sendall(told)
            if kind == "answer":
                time.sleep(self._chance.uniform(0, 0.05))
                return None
            answer = b""
            while more := wire.recv(512 if kind else 65_536):
                answer += more
                if kind:
                    return None
            return answer
        return None


def flap(folder: Path, scans: int, seed: int) -> Outcome:
    """So many scans of two desks, over a network that flaps and over a quiet one."""
    chance = random.Random(seed)
    laid = fixtures.lay(folder / "flaps.kiosk", scans)
    quiet = fixtures.copy(laid.path, folder / "quiet.kiosk")
    known = laid.codes.read_text().split()
    desks = [fixtures.pair(laid.path, "desk") for _ in range(2)]
    fixtures.copy(laid.path, quiet)
    now = time.time_ns() // 1_000_000
    handed = [_offline(chance, known, desk, now - (DAY_MS if desk == 0 else 0), scans // 2) for desk in range(2)]
    network = Network(chance)
    troubles = _hand_in(laid.path, laid.codes, desks, handed, network)
    _hand_in(quiet, laid.codes, desks, handed, Network(chance, 0))
    found, wanted = _state(laid.path), _state(quiet)
    if found != wanted:
        troubles.append("the state is not that of a quiet network")
    troubles += [
        f"{path.name}: {trouble}" for path in (laid.path, quiet) if (trouble := verify(path, REGISTRY).trouble)
    ]
    return Outcome(sum(map(len, handed)), network.cuts, len(found.present), len(found.conflicts), troubles)


def _offline(chance: random.Random, known: list[str], desk: int, at: int, count: int) -> list[Scan]:
    """One desk's scans: mostly members of its own half, some of the other's, some that nobody knows."""
    half = known[desk * len(known) // 2 : (desk + 1) * len(known) // 2]
    seen: set[str] = set()
    made = []
    for number in range(count):
        code = chance.choice(half) if chance.random() < 0.9 else chance.choice(known)
        shown = "already_here" if code in seen else "accepted"
        if chance.random() < 0.02:
            code, shown = f"NOBODY{desk}{number}", "unknown"
        seen.add(code)
        fields = {
            "code": code,
            "source": "camera",
            "device_at": at + number * 1_000,
            "provisional": True,
            "shown": shown,
        }
        made.append({"command_id": f"offline-{desk}-{chance.getrandbits(64):016x}", **fields})
    return made


def _hand_in(path: Path, codes: Path, desks: list[str], handed: list[list[Scan]], network: Network) -> list[str]:
    """One desk after the other, the server killed between them; then everything once more over a quiet network."""
    receipts: dict[str, dict[str, Any]] = {}
    troubles: list[str] = []
    for token, scans in zip(desks, handed, strict=True):
        server = processes.Server("kiosk", path, codes)
        for first in range(0, len(scans), BATCH):
            for receipt in network.post(server.url, token, scans[first : first + BATCH]):
                receipts[receipt["command_id"]] = receipt
        server.process.kill()
        server.process.wait()
        processes.end(server.process)
    again = Network(random.Random(0), 0)
    with processes.served("kiosk", path, codes) as served:
        for token, scans in zip(desks, handed, strict=True):
            for first in range(0, len(scans), BATCH):
                for receipt in again.post(served.url, token, scans[first : first + BATCH]):
                    if receipt != receipts.get(receipt["command_id"]):
                        troubles.append(f"{receipt['command_id']} was answered otherwise")
    wrong = [one for one in receipts.values() if one["status"] != 200]
    troubles += [f"{one['command_id']} was answered {one['status']}" for one in wrong]
    if len(receipts) != sum(map(len, handed)):
        troubles.append(f"{sum(map(len, handed))} scans were handed in, {len(receipts)} answered")
    return troubles


def _state(path: Path) -> State:
    with closing(files.reader(path)) as db:
        return state(db)


@click.command()
@click.option("--scans", default=2_000, show_default=True, type=click.IntRange(20, 20_000))
@click.option("--seed", default=1, show_default=True)
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default=Path.cwd, help="On which disk.")
def main(scans: int, seed: int, folder: Path) -> None:
    """Two desks a day apart on a network that flaps."""
    with fixtures.folder(folder.resolve()) as place:
        outcome = flap(place, scans, seed)
    screen = Console(highlight=False)
    screen.print(
        f"{outcome.scans} scans over {outcome.cuts} cuts: {outcome.present} present, {outcome.conflicts} conflicts"
    )
    for trouble in outcome.troubles:
        screen.print(f"[red]{trouble}")
    if outcome.troubles:
        raise SystemExit(1)
    screen.print("Every scan was answered once; the state is that of a quiet network; the file holds.")


if __name__ == "__main__":
    main()
