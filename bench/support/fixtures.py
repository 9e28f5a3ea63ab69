"""The ground a round stands on: a private folder, meetings with invented members, their codes and tokens."""

from __future__ import annotations

import contextlib
import os
import random
import secrets
import shutil
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from kiosk.meeting_file import make_meeting, run
from kiosk.rules import badge_codes as codes
from kiosk.security.auth import new_token, token_hash
from kiosk.store import database as files

FSYNCS = 200
PAGE = b"x" * 8192
MEMORY_FILE_SYSTEMS = ("tmpfs", "ramfs")
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高单曾"
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂兰"


class Ground(NamedTuple):
    """A meeting's file to copy from, with every member's code and the tokens of a desk, a hall screen, a chair."""

    path: Path
    codes: Path
    desk: str
    screen: str
    chair: str


@contextlib.contextmanager
def folder(parent: Path) -> Iterator[Path]:
    """A private folder, removed afterwards."""
    made = parent / f".kiosk-bench-{os.getpid()}"
    made.mkdir(parents=True)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def lay(path: Path, members: int) -> Ground:
    """A new meeting's file with so many members and three paired devices."""
    make_meeting(path, title="Bench", preset="party-grassroots")
    rows = roll(members)
    run(path, "import_roll", {"rows": rows, "roll_version": 0, "source": "invented"}, secrets.token_urlsafe(12))
    db = files.reader(path)
    secret = files.secret(db)
    known = path.with_suffix(".codes")
    known.write_text(
        "\n".join(codes.make(secret, row[0], 0) for row in db.execute("select id from member order by id"))
    )
    db.close()
    return Ground(path, known, pair(path, "desk"), pair(path, "screen"), pair(path, "chair"))


def roll(members: int, seed: int = 7) -> list[dict[str, Any]]:
    """Invented members as rows of an import, the same for the same seed."""
    chance = random.Random(seed)
    return [
        {
            "number": f"{i:06d}",
            "name": chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.choice((1, 2)))),
            "group_name": f"Branch {i * 40 // members + 1}",
            "category": "",
            "with_vote": int(chance.random() > 0.02),
            "weight_thousandths": 1000,
            "phone": f"138{chance.randrange(10**8):08d}",
            "note": "",
        }
        for i in range(1, members + 1)
    ]


def pair(path: Path, role: str) -> str:
    """The token of a newly paired device."""
    command_id, token = secrets.token_urlsafe(12), new_token()
    run(
        path,
        "pair_device",
        {"role": role, "name": f"{role} {command_id[:4]}", "token_hash": token_hash(token)},
        command_id,
    )
    return token


def copy(source: Path, to: Path) -> Path:
    """A whole copy of a meeting's file at rest."""
    db = sqlite3.connect(source)
    db.execute("pragma wal_checkpoint(truncate)")
    db.close()
    for suffix in ("", "-wal", "-shm", ".lock"):
        Path(f"{to}{suffix}").unlink(missing_ok=True)
    shutil.copyfile(source, to)
    return to


def in_memory(path: Path) -> bool | None:
    """Whether a folder lies in memory, where nothing can be said of durability; None where that is not known."""
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return None
    best, kind = "", ""
    for line in mounts.read_text().splitlines():
        _, point, file_system = line.split()[:3]
        if path.resolve().is_relative_to(point) and len(point) >= len(best):
            best, kind = point, file_system
    return kind in MEMORY_FILE_SYSTEMS


def fsync_ms(where: Path) -> dict[str, float]:
    """What the disk itself needs to make two pages durable."""
    path = where / "fsync"
    taken = []
    with path.open("wb", buffering=0) as file:
        for _ in range(FSYNCS):
            file.write(PAGE)
            started = time.perf_counter()
            os.fsync(file.fileno())
            taken.append((time.perf_counter() - started) * 1000)
    path.unlink()
    return {"p50": quantile(taken, 0.5), "p99": quantile(taken, 0.99)}


def quantile(values: list[float], share: float) -> float:
    """The value that so large a share does not exceed; 0 of nothing."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0
