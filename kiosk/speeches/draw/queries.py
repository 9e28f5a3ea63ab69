"""What is known of the draws: their steps, their values, and what a page may be shown of them."""

from __future__ import annotations

import json
import sqlite3
from typing import Any, NamedTuple

from kiosk.meeting import queries as meetings
from kiosk.rules import draw as rule

SHOWN_MS = 2_600  # how long a name stands alone on the screen before the next one comes


class Value(NamedTuple):
    """A slot's value as typed; `confirmed_by` is None until it is final."""

    value: str
    device: int | None
    typed_by: str
    confirmed_by: str | None


class Drawn(NamedTuple):
    """A draw and how far it is: frozen, committed, revealed, void or hand. Times in milliseconds since 1970."""

    number: int
    state: str
    subject: str
    frozen: rule.Draw
    frozen_at: int
    commitment: str | None
    committed_at: int
    stand_ms: int
    stick: bool
    revealed_at: int | None
    order: tuple[str, ...]
    picks: list[list[Any]]
    record: str | None
    hash: str | None
    values: dict[int, Value]

    @property
    def final(self) -> set[int]:
        return {slot for slot, value in self.values.items() if value.confirmed_by is not None}

    def opened(self, at: int) -> bool:
        """Whether the last slot's dice may be thrown at that time: from there on there is no way back."""
        others = len(self.final) >= len(self.frozen.slots) - 1
        return self.state == "committed" and others and at >= self.committed_at + self.stand_ms


def draw(db: sqlite3.Connection, number: int) -> Drawn | None:
    row = db.execute("select * from draw where number = ?", (number,)).fetchone()
    if row is None:
        return None
    values = db.execute("select * from draw_value where draw = ? order by slot", (number,)).fetchall()
    return Drawn(
        row["number"],
        row["state"],
        row["subject"],
        rule.Draw(
            row["meeting"],
            row["number"],
            row["previous"],
            tuple(json.loads(row["slots"])),
            tuple(json.loads(row["names"])),
        ),
        row["frozen_at"],
        row["commitment"],
        row["committed_at"] or 0,
        row["stand_ms"] or 0,
        bool(row["stick"]),
        row["revealed_at"],
        tuple(json.loads(row["drawn"])),
        json.loads(row["picks"]),
        row["record"],
        row["hash"],
        {v["slot"]: Value(v["value"], v["typed_device"], v["typed_by"], v["confirmed_by"]) for v in values},
    )


def last(db: sqlite3.Connection) -> Drawn | None:
    """The draw with the highest number."""
    row = db.execute("select max(number) from draw").fetchone()
    return draw(db, row[0]) if row[0] else None


def last_over(db: sqlite3.Connection) -> Drawn | None:
    """The last draw whose record is made: revealed, void or by hand."""
    row = db.execute("select max(number) from draw where record is not null").fetchone()
    return draw(db, row[0]) if row[0] else None


def last_order(db: sqlite3.Connection, subject: str) -> Drawn | None:
    """The last draw for that subject whose order is out."""
    row = db.execute("select max(number) from draw where subject = ? and drawn <> '[]'", (subject,)).fetchone()
    return draw(db, row[0]) if row[0] else None


def seal(db: sqlite3.Connection) -> dict[str, Any]:
    """What every device keeps of the last sealed draw, to compare it ever after; `meeting` tells one file from
    another. Null before the first seal."""
    row = db.execute(
        "select number, commitment, hash from draw where commitment is not null order by number desc limit 1"
    ).fetchone()
    return {"seal": {**dict(row), "meeting": meetings.mark(db)} if row else None}


def all_draws(db: sqlite3.Connection) -> list[Drawn]:
    numbers = db.execute("select number from draw order by number").fetchall()
    return [one for row in numbers if (one := draw(db, row[0]))]


def secret(db: sqlite3.Connection, one: Drawn) -> str | None:
    """The secret kept for just this list; None when there is none. For commands alone: no page is ever told."""
    row = db.execute(
        "select secret from draw_secret_working where draw = ? and material = ?",
        (one.number, rule.digest(rule.material(one.frozen))),
    ).fetchone()
    return row[0] if row else None


def on_stick(db: sqlite3.Connection, number: int) -> bool:
    """Whether a verified copy of this file, with the secret in it, was written to the stick."""
    row = db.execute("select on_stick from draw_secret_working where draw = ?", (number,)).fetchone()
    return bool(row and row[0])


def proposal(db: sqlite3.Connection, number: int) -> dict[str, Any] | None:
    """What was asked and needs a second role."""
    row = db.execute("select * from draw_proposal where draw = ?", (number,)).fetchone()
    return {**json.loads(row["facts"]), "device": row["device"], "role": row["role"], "at": row["at"]} if row else None


def shown_until(one: Drawn) -> int | None:
    """When the last name of a draw that is over has been shown; None while it is not over."""
    if one.record is None:
        return None
    return (one.revealed_at or 0) + (len(one.order) * SHOWN_MS if one.state == "revealed" else 0)


def shown(one: Drawn | None) -> dict[str, Any] | None:
    """A draw as everybody may see it: list, commitment, values as typed, and once drawn the order with its arithmetic."""
    if one is None:
        return None
    return {
        "number": one.number,
        "state": one.state,
        "subject": one.subject,
        "names": list(one.frozen.names),
        "slots": [_slot(one, place, label) for place, label in enumerate(one.frozen.slots)],
        "commitment": one.commitment,
        "committed_at": one.committed_at or None,
        "stands_until": one.committed_at + one.stand_ms if one.committed_at else None,
        "order": list(one.order),
        "picks": one.picks,
        "revealed_at": one.revealed_at,
        "show_ms": SHOWN_MS,
        "hash": one.hash,
    }


def _slot(one: Drawn, place: int, label: str) -> dict[str, Any]:
    value = one.values.get(place)
    dice = rule.DICE.search(label)
    return {
        "label": label,
        "card": bool(rule.CARD.search(label)),
        "dice": {"count": int(dice[1]), "sides": int(dice[2])} if dice else None,
        "value": value.value if value else None,
        "typed_by": value.typed_by if value else None,
        "device": value.device if value else None,
        "confirmed_by": value.confirmed_by if value else None,
    }
