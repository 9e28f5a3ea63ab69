"""What the meeting decides where the rules leave a seat open: a tie in one office, and the seats that nobody passed for.

One decision is in force for each office and version of the result: a later one replaces the earlier, which stays in the
journal. Nobody decides silently, and nothing is decided for an office that is not open.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from kiosk.ballots import queries
from kiosk.ballots.results import seats
from kiosk.ballots.rounds.commands import need_round
from kiosk.rules.ballots.show_of_hands import fewer_seats
from kiosk.speeches.draw import queries as draws
from kiosk.store.errors import CommandRejected
from kiosk.store.registry import CommandContext, Decision, Facts

TIE_WAYS = ("revote", "lot", "chair", "consent")
SHORTFALL_WAYS = ("new_round", "reduced", "vacant")
Block = dict[str, Any]


def decide_tie(
    act: CommandContext,
    *,
    round: int,
    way: str,
    names: list[str],
    draw: int | None = None,
    reason: str = "",
    office: str | None = None,
) -> Decision:
    """Who of the tied of one office has its seats, or that the meeting votes again between them."""
    row = need_round(act, round, "reported")
    tied = {one["name"]: one["revote"] for one in queries.verdict_of(act.db, row)["offices"] if one["revote"]["names"]}
    if not tied:
        raise CommandRejected("no_tie", "Nobody is tied.")
    found = _office(tied, office)
    seats, known = tied[found]["seats"], tied[found]["names"]
    if way != "revote" and (not set(names) <= set(known) or len(names) != seats or len(set(names)) != seats):
        raise CommandRejected("tie_unfit", "%(seats)s of the tied must be named.", seats=seats)
    if way == "lot":
        _need_lot(act.db, draw, set(known), names)
    facts: Facts = {
        "round": round,
        "way": way,
        "names": [] if way == "revote" else names,
        "draw": draw,
        "reason": reason,
        "office": found,
        "version": row["version"],
        "replaces": any(one.get("office") == found for one in queries.ties_in_force(act.db, row)),
    }
    return Decision("tie_decided", facts, facts)


def _office(tied: dict[str, Any], asked: str | None) -> str:
    """Which office it is about: as it was said, or the only one that is tied."""
    if asked is None and len(tied) == 1:
        return next(iter(tied))
    if asked is None:
        offices = list(tied)
        raise CommandRejected("tie_office", "Several offices are tied (%(offices)s): say which one.", offices=offices)
    if asked not in tied:
        raise CommandRejected("no_tie", "Nobody is tied.")
    return asked


def _need_lot(db: sqlite3.Connection, draw: int | None, tied: set[str], names: Sequence[str]) -> None:
    """A lot is the order of a draw that everybody can check: the first of the tied have the seats."""
    drawn = draws.draw(db, draw or 0)
    if drawn is None or drawn.state not in ("revealed", "hand"):
        raise CommandRejected("draw_first", "Draw lots between the tied first.")
    order = [name for name in drawn.order if name in tied]
    if set(order) != tied or order[: len(names)] != list(names):
        raise CommandRejected(
            "not_as_drawn", "The names do not stand in the order of draw %(number)s.", number=drawn.number
        )


def decide_shortfall(
    act: CommandContext, *, round: int, way: str, votes: int | None = None, against: int = 0
) -> Decision:
    """What becomes of the seats that nobody passed for, or that an elected declined; fewer seats need the consent of half
    of the electors present, or are decided by the presidium (no votes)."""
    row = need_round(act, round, *queries.SHOWN)
    short = any(one["shortfall"] for one in queries.verdict_of(act.db, row)["offices"])
    if not (short and row["state"] == "reported") and not seats.declined(act.db, row):
        raise CommandRejected("no_shortfall", "Every seat is filled.")
    present = row["present_votes"] or 0
    if way == "reduced" and votes is not None and votes + against > present:
        raise CommandRejected(
            "hands_above_present",
            "Hands counted %(hands)s > present %(present)s.",
            hands=votes + against, present=present,
        )  # fmt: skip
    if way == "reduced" and votes is not None and not fewer_seats(votes, present):
        raise CommandRejected(
            "not_carried",
            "%(votes)s for and %(against)s against: not adopted; half of the %(present)s present is needed.",
            votes=votes, against=against, present=present,
        )  # fmt: skip
    facts: Facts = {"round": round, "way": way, "votes": votes, "against": against, "version": row["version"]}
    facts["seats"] = sum((seats.seats_open(act.db, row) or seats.seats_empty(act.db, row)).values())
    return Decision("shortfall_decided", facts, facts)
