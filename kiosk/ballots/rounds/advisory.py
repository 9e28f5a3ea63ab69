"""An advisory vote below the quorum: nobody can waive the law, so it decides nothing and nobody is declared by it.

Two roles allow it with a reason, one after the other; then papers are issued and counted as ever, and everything that is
told says that it is advisory. Who comes later cannot make it an election: for that a new round is prepared.
"""

from __future__ import annotations

import json
import sqlite3

from kiosk.ballots import queries
from kiosk.store.errors import CommandRejected
from kiosk.store.registry import CommandContext, Decision


def allow_advisory(act: CommandContext, *, round: int, reason: str, present: int) -> Decision:
    """One role asks for an advisory vote with so many present, another confirms it."""
    row = queries.one(act.db, round)
    if row is None:
        raise CommandRejected("no_such_round", "There is no such round.", status=404)
    if row["state"] != "prepared":
        raise CommandRejected(
            "round_elsewhere", "The round “%(title)s” is at another step: look at it again.", title=row["title"]
        )
    if row["advisory"] is not None:
        raise CommandRejected("advisory_already", "This vote is advisory already.")
    held = queries.validity_at(row, present)
    if held is None or held.met:
        raise CommandRejected("enough_present", "Enough are present: the round may be held as it is.")
    speaks = "chair" if act.role == "operator" else act.role
    asked = [json.loads(one["text"]) for one in queries.notes(act.db, round, "advisory")]
    facts = {"round": round, "reason": reason, "role": speaks, "present": present, "needed": held.needed}
    if not any(one["role"] != speaks for one in asked):
        return Decision("advisory_asked", facts, {**facts, "advisory": False})
    return Decision("advisory_allowed", facts, {**facts, "advisory": True})


def need_no_waiver(row: sqlite3.Row, present: int) -> None:
    """Latecomers do not turn an advisory vote into an election."""
    held = queries.validity_at(row, present) if row["advisory"] is not None else None
    if held and held.met:
        raise CommandRejected(
            "advisory_stays",
            "With %(present)s present there would be enough: declare this advisory vote void and prepare the round again.",
            present=present,
        )
