"""A represented person comes in person: whoever holds the proxy has the paper, and it must not be handed out twice."""

from __future__ import annotations

import sqlite3

from kiosk.checkin import queries, round_at_hand
from kiosk.roll import queries as roll
from kiosk.store.errors import CommandRejected
from kiosk.store.registry import CommandContext, Decision, Facts

FINDINGS = ("taken_back", "in_box", "none")  # none: the holder had no paper of this person


def out(db: sqlite3.Connection, grantor: int) -> Facts | None:
    """Where a represented person's paper is while they come: `paper` is `holder` (take it back), `maybe` (the boxes are
    open: ask) or `box` (no paper this round); None when nobody was given it."""
    holder = queries.proxy_holder(db, grantor)
    if holder is None or queries.attended(db, holder) is None:
        return None
    round, state = round_at_hand.papers_out(db) or (None, "")
    paper = {"": "holder", "issuing": "holder", "voting": "maybe"}.get(state, "box")
    return {"holder": holder, "round": round, "paper": paper}


def waiting(db: sqlite3.Connection) -> list[Facts]:
    """Arrivals whose paper nobody has settled, the oldest first."""
    rows = db.execute("select * from proxy_paper where settled_seq is null order by seq").fetchall()
    return [{**dict(row), "grantor": _person(db, row["grantor"]), "holder": _person(db, row["holder"])} for row in rows]


def settle_proxy_paper(act: CommandContext, *, arrival: int, finding: str) -> Decision:
    """What became of the paper: taken back and given to the person, in the box already, or there was none."""
    row = act.db.execute("select * from proxy_paper where seq = ? and settled_seq is null", (arrival,)).fetchone()
    if row is None:
        raise CommandRejected("nothing_to_settle", "Nothing waits to be settled for this member.")
    facts = {"arrival": arrival, "grantor": row["grantor"], "holder": row["holder"], "finding": finding}
    return Decision("proxy_paper_settled", facts, {"arrival": arrival, "finding": finding})


def _person(db: sqlite3.Connection, member: int) -> Facts | None:
    person = roll.member(db, member)
    return roll.member_snapshot(person) if person else None
