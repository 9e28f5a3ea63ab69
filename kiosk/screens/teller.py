"""What the page of a team is told: the batch at hand and what this team has entered; of the other team, whether it has
finished. The chief scrutineer is told of both teams how far they are, and no figure before they agree."""

from __future__ import annotations

from typing import Any

from kiosk.ballots import queries
from kiosk.ballots.count import team_entries
from kiosk.roll import queries as roll
from kiosk.rules.ballots.papers import UNIT
from kiosk.rules.ballots.round import Office, marks_most
from kiosk.screens import chief_scrutineer
from kiosk.store.registry import Facts, View, ViewContext


def teller(look: ViewContext) -> Facts:
    """Of the round at hand; the tally once every batch is agreed."""
    row = queries.last(look.db)
    if row is None:
        return {"round": None}
    team = team_entries.TEAM_OF.get(look.role)
    batch = queries.open_batch(look.db, row["id"]) if row["state"] == "counting" else None
    batches, rules = queries.batches(look.db, row["id"]), queries.rules(row)
    told: Facts = {
        "round": {
            **{name: row[name] for name in ("id", "title", "kind", "state", "version", "reported_by", "declared_by")},
            "ballot": rules.ballot,
            "advance": rules.advance,
        },
        "team": team,
        "ballot": {**_ballot(look, row), "named": row["ballot_form"] == "named"},
        "batches": [{"number": one["number"], "papers": one["papers"], "state": one["state"]} for one in batches],
        "batch": _batch(look, batch, team) if batch else None,
        "signatures": [
            {"role": one["role"], "name": one["name"]} for one in queries.signatures(look.db, row["id"], row["version"])
        ],
        "unsigned": queries.unsigned(look.db, row),
        "tally": chief_scrutineer.tally_of(look.db, row) if row["state"] in queries.COUNTED else None,
    }
    if team:
        return {**told, "tally": told["tally"] and {**told["tally"], "verdict": None}}
    return {**told, "chief": chief_scrutineer.chief(look.db, row)}


def _ballot(look: ViewContext, row: Any) -> Facts:
    chosen = queries.rules(row)
    names = queries.candidates(look.db, row["id"])
    return {
        "kind": chosen.ballot,
        "overvote": chosen.overvote,
        "write_ins": chosen.write_ins,
        "write_in_cross": chosen.write_in_cross,
        "asks_blank": queries.asks_blank(chosen),
        "offices": [
            {
                "id": office["id"],
                "name": office["name"],
                "seats": office["seats"],
                "marks": marks_most(chosen, Office(office["name"], office["seats"])),
                "candidates": [
                    {"id": one["id"], "name": one["name"], "write_in": one["origin"] == "write_in"}
                    for one in names
                    if one["office"] == office["id"]
                ],
            }
            for office in queries.offices(look.db, row["id"])
        ],
    }


def _batch(look: ViewContext, row: Any, team: str | None) -> Facts:
    told: Facts = {"id": row["id"], "number": row["number"], "papers": row["papers"], "method": row["method"]}
    if team is None:
        return told
    closed = team_entries.closed_by(look.db, row["id"])
    found = team_entries.differences(look.db, row["id"], team)
    sheet = team_entries.own_sheet(look.db, row["id"], team)
    return {
        **told,
        "entered": [_marks(one) for one in team_entries.own_papers(look.db, row["id"], team)],
        "units": [roll.number(look.db, one) for one in team_entries.own_units(look.db, row["id"], team)],
        "called": _called(look, row) if team == "a" and row["method"] == "called" else None,
        "sheet": team_entries.json_of(sheet) if sheet else None,
        "draft": team_entries.draft(look.db, row["id"], team),
        "finished": team in closed,
        "other_finished": bool(closed - {team}),
        "look_again": {
            "papers": sorted({paper for paper, _ in found if paper is not None}),
            "names": sorted({name for _, name in found if name}),
            "units": sorted({paper for paper, name in found if name == UNIT and paper is not None}),
            "whole": any(name is None for _, name in found),
        }
        if found
        else None,
    }


def _called(look: ViewContext, row: Any) -> Facts:
    """How many calls there were, and what was called of the paper in the caller's hand, in its order."""
    calls = team_entries.calls(look.db, row["id"])
    return {
        "calls": len(calls),
        "at_hand": [[str(id), mark] for id, mark in team_entries.papers_called(calls)[1].items()],
    }


def _marks(paper: dict[int, str]) -> dict[str, str]:
    return {str(id): mark for id, mark in paper.items()}


TELLER = View("teller", queries.SIGNERS, teller, interval_ms=50, per_device=True, refresh_ms=20_000)
