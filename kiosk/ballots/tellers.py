"""The tellers' own requests and page: one team, one batch, and nothing of the other team."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Blueprint, Response

from kiosk.access import current, roles
from kiosk.ballots import counting, queries
from kiosk.ballots.paper import MARKS
from kiosk.refusals import Malformed
from kiosk.slices import Facts, Look, View
from kiosk.web import body, kiosk, perform, rest, show, work

tellers = Blueprint("tellers", __name__)
TELLERS = ("teller_a", "teller_b")
CALLS_MOST = 1_000_000
SCRUBS_MOST = 20
SCRUB_SECONDS = 0.1


@tellers.get("/teller")
@roles(*TELLERS, "chief_scrutineer")
def page() -> str:
    return show("teller", "ballots/teller.html")


@tellers.post("/ballots/batches/<int:batch>/papers")
@roles(*TELLERS)
def enter_paper(batch: int) -> Response:
    """A working: `key` is of this paper's entry, so that sending it again is the same."""
    asked = body()
    marks = asked.object("marks")
    if len(marks) > 300 or not all(
        name.isdecimal() and len(name) < 16 and mark in MARKS for name, mark in marks.items()
    ):
        raise Malformed("The field %(field)s must be one of: %(options)s.", field="marks", options=", ".join(MARKS))
    paper = asked.integer("paper", least=1, most=counting.BATCH_MOST)
    return work("enter_paper", batch=batch, team=_team(), paper=paper, marks=marks, key=asked.text("key", most=64))


@tellers.post("/ballots/batches/<int:batch>/calls")
@roles("teller_a")
def call(batch: int) -> Response:
    """One call aloud: a name with its mark, or no name where the paper ends."""
    asked = body()
    candidate = asked.optional_integer("candidate", least=1)
    return work(
        "call",
        batch=batch,
        number=asked.integer("number", least=1, most=CALLS_MOST),
        candidate=candidate,
        mark=asked.choice("mark", MARKS, MARKS[0]),
        key=asked.text("key", most=64),
    )


@tellers.post("/ballots/batches/<int:batch>/calls/back")
@roles("teller_a")
def uncall(batch: int) -> Response:
    number = body().integer("number", least=1, most=CALLS_MOST)
    return work("uncall", batch=batch, number=number)


@tellers.post("/ballots/batches/<int:batch>/sheet")
@roles(*TELLERS)
def enter_sheet(batch: int) -> Response:
    asked = body()
    votes = asked.object("votes")
    if len(votes) > 300 or not all(name.isdecimal() and len(name) < 16 and _three(one) for name, one in votes.items()):
        raise Malformed("Each name needs three numbers: for, against, abstain.")
    return work(
        "enter_sheet",
        batch=batch,
        team=_team(),
        valid=asked.integer("valid", most=counting.BATCH_MOST),
        invalid=asked.integer("invalid", most=counting.BATCH_MOST),
        blank=asked.integer("blank", most=counting.BATCH_MOST),
        votes=votes,
    )


@tellers.post("/ballots/batches/<int:batch>/finish")
@roles(*TELLERS)
def finish(batch: int) -> Response:
    """The team has entered the batch; once both have, and agree, the totals are recorded and the papers erased."""
    body()
    done = work("finish_batch", batch=batch, team=_team())
    told = done.get_json()
    if done.status_code == 200 and told["both"] and not told["differences"]:
        done = perform("agree_batch", secrets.token_hex(16), batch=batch)
        forget(batch)
    return done


def forget(batch: int) -> None:
    """Erase what the teams entered, and scrub the file as soon as nobody is reading it."""
    work("erase_batch", batch=batch)
    for _ in range(SCRUBS_MOST):
        if kiosk().door.scrub():
            return
        rest()(SCRUB_SECONDS)


def teller(look: Look) -> Facts:
    """The batch at hand and what this device's own team has entered; of the other team whether it has finished."""
    row = queries.last(look.db)
    if row is None:
        return {"round": None}
    team = queries.TEAM_OF.get(look.role)
    batch = queries.open_batch(look.db, row["id"]) if row["state"] == "counting" else None
    batches = queries.batches(look.db, row["id"])
    return {
        "round": {"id": row["id"], "title": row["title"], "state": row["state"], "version": row["version"]},
        "team": team,
        "ballot": {"kind": queries.rules(row).ballot, "offices": _offices(look, row["id"])},
        "batches": [{"number": one["number"], "papers": one["papers"], "state": one["state"]} for one in batches],
        "batch": _batch(look, batch, team) if batch else None,
        "signed": [
            {"role": one["role"], "name": one["name"]} for one in queries.signatures(look.db, row["id"], row["version"])
        ],
    }


def _offices(look: Look, round: int) -> list[Facts]:
    names = queries.candidates(look.db, round)
    return [
        {
            "id": office["id"],
            "name": office["name"],
            "seats": office["seats"],
            "candidates": [
                {"id": one["id"], "name": one["name"], "write_in": one["origin"] == "write_in"}
                for one in names
                if one["office"] == office["id"]
            ],
        }
        for office in queries.offices(look.db, round)
    ]


def _batch(look: Look, row: Any, team: str | None) -> Facts:
    told: Facts = {"id": row["id"], "number": row["number"], "papers": row["papers"], "method": row["method"]}
    if team is None:
        return told
    closed = queries.closed_by(look.db, row["id"])
    found = queries.differences(look.db, row["id"], team)
    sheet = queries.own_sheet(look.db, row["id"], team)
    return {
        **told,
        "entered": [
            {str(id): mark for id, mark in one.items()} for one in queries.own_papers(look.db, row["id"], team)
        ],
        "sheet": queries.json_of(sheet) if sheet else None,
        "finished": team in closed,
        "other_finished": bool(closed - {team}),
        "look_again": {
            "papers": sorted({paper for paper, _ in found if paper is not None}),
            "names": sorted({name for _, name in found if name is not None}),
            "whole": any(name is None for _, name in found),
        }
        if found
        else None,
    }


def _team() -> str:
    return queries.TEAM_OF[current().role]


def _three(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 3
        and all(isinstance(n, int) and not isinstance(n, bool) and 0 <= n <= counting.BATCH_MOST for n in value)
    )


TELLER = View("teller", (*TELLERS, "chief_scrutineer"), teller, interval_ms=50, per_device=True, refresh_ms=20_000)
