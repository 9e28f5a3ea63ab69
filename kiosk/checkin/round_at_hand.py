"""What the door must know of the round at hand: whose papers are out, and who stands in it."""

from __future__ import annotations

import sqlite3

from kiosk.rules import skeletons

SETTLED = ("reported", "declared", "accepted", "declined", "awaiting_approval", "void")  # nobody stands any more


def stands(db: sqlite3.Connection, member: int, name: str) -> bool:
    """Whether a member stands in the round at hand; by name, as it is read, where the paper does not say which
    member it is."""
    row = db.execute("select id, state from ballot_round order by id desc limit 1").fetchone()
    if row is None or row["state"] in SETTLED:
        return False
    listed = db.execute("select member, name from ballot_candidate where round = ? and withdrawn is null", (row["id"],))
    return any(
        one["member"] == member or (one["member"] is None and skeletons.alike(one["name"], name)) for one in listed
    )


def papers_out(db: sqlite3.Connection) -> tuple[int, str] | None:
    """The round whose papers are out or come back, and its state; None while no round's are."""
    row = db.execute(
        "select id, state from ballot_round where state in ('issuing', 'voting', 'closed', 'returned', 'counting',"
        " 'counted', 'signed', 'reported') order by id desc limit 1"
    ).fetchone()
    return (row[0], row[1]) if row else None
