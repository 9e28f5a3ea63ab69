"""Named papers: owners vote by papers that bear their unit, and each weighs what the roll says of it.

Such a paper is not secret, yet it is compared and erased like any other: of a batch stay which units returned a paper,
and the totals in heads and in weight (thousandths, integers). A unit has one paper in a round.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from kiosk.ballots import queries
from kiosk.ballots.count import team_entries, totals
from kiosk.roll import queries as roll
from kiosk.rules.ballots import papers as rule
from kiosk.store.errors import CommandRejected
from kiosk.store.registry import Facts


def need_unit(db: sqlite3.Connection, row: sqlite3.Row, batch: int, team: str, paper: int, unit: str | None) -> int:
    """The member whose unit a paper names, once in this round: looked for in this team's own papers, in the agreed
    batches and among the papers ruled out, and nowhere in what the other team enters. Two papers whose units were
    confused are mended one after the other, so a paper that is entered again may name a unit of its own batch; the
    batch is not handed in before each stands once (`need_once`)."""
    if not unit:
        raise CommandRejected(
            "no_unit", "This round votes by named papers: name the unit of paper %(paper)s.", paper=paper
        )
    member = _found(db, row, unit)
    entered = team_entries.units_entered(db, row["id"], team)
    again = paper <= len(entered.get(batch, ()))
    if member in taken(db, row["id"]) or any(
        member in units for id, units in entered.items() if id != batch or not again
    ):
        raise CommandRejected("unit_twice", "Unit %(unit)s has a paper in this round already.", unit=unit)
    return member


def need_once(db: sqlite3.Connection, batch: int, team: str) -> None:
    """No unit stands on two papers of a team's batch."""
    units = team_entries.own_units(db, batch, team)
    for place, member in enumerate(units, 1):
        if member in units[place:]:
            figures = {"first": place, "second": units.index(member, place) + 1}
            raise CommandRejected(
                "unit_twice", "Unit %(unit)s stands on paper %(first)s and on paper %(second)s: look at both.",
                unit=roll.number(db, member), **figures,
            )  # fmt: skip


def need_units(db: sqlite3.Connection, row: sqlite3.Row, units: Sequence[str], papers: int) -> list[int]:
    """The members whose papers are ruled out together; a paper whose unit nobody can read names none."""
    if len(units) > papers:
        figures = {"units": len(units), "papers": papers}
        raise CommandRejected("more_units", "Units %(units)s > papers %(papers)s.", **figures)
    there = taken(db, row["id"])
    found: list[int] = []
    for unit in units:
        member = _found(db, row, unit)
        if member in there or member in found:
            raise CommandRejected("unit_twice", "Unit %(unit)s has a paper in this round already.", unit=unit)
        found.append(member)
    return sorted(found)


def _found(db: sqlite3.Connection, row: sqlite3.Row, unit: str) -> int:
    person = roll.member_by_number(db, unit)
    listed = {one["member"] for one in queries.electors(db, row["id"])}
    if person is None or not person["with_vote"] or (listed and person["id"] not in listed):
        raise CommandRejected("no_such_unit", "There is no unit %(unit)s with a vote in this round.", unit=unit)
    found: int = person["id"]
    return found


def need_none(units: bool) -> None:
    """A secret paper is never linked to a person."""
    if units:
        raise CommandRejected("secret_paper", "The papers of this round are secret: they name no unit.")


def taken(db: sqlite3.Connection, round: int) -> set[int]:
    """The units whose papers are recorded: in agreed batches, or ruled out."""
    return {*totals.units_returned(db, round), *totals.units_ruled(db, round)}


def weighed(db: sqlite3.Connection, ballot: rule.Ballot, batch: int) -> Facts:
    """What an agreed batch says beside its totals: who returned a paper, in the order of the roll's ids and not of the
    pile, and every total by weight."""
    units = team_entries.own_units(db, batch, team_entries.TEAMS[0])
    areas = roll.weights(db, units)
    found = rule.weigh(
        ballot, team_entries.own_papers(db, batch, team_entries.TEAMS[0]), [areas[unit] for unit in units]
    )
    votes = {str(id): list(figures) for id, figures in sorted(found.votes.items())}
    return {"units": sorted(units), "weights": {"returned": found.returned, "valid": found.valid, "votes": votes}}
