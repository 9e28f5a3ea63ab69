"""What the chief scrutineer is told: the ledger, the batches and how far each team is, and every identity with its numbers.

No figure of a team is here; the tally is there once every batch is agreed.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from kiosk.ballots import queries
from kiosk.ballots.count import team_entries
from kiosk.ballots.results import corrections
from kiosk.ballots.rounds import commands as rounds
from kiosk.rules.ballots.round import Candidate, Papers, Round, Rules, area, marks_most

Block = dict[str, Any]


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


# A miscount at the printer's is an incident for the record and blocks nothing.
PRINTED = _("printed %(printed)s = issued %(issued)s + exchanged %(exchanged)s + spare %(spare)s")


def chief(db: sqlite3.Connection, row: sqlite3.Row) -> Block:
    """The chief's own part of the page."""
    id = row["id"]
    return {
        "papers": {name: row[name] for name in ("printed", "issued", "exchanged", "spare", "late", "returned")},
        "returned_limit": queries.rules(row).returned_limit,
        "present": row["present_votes"],
        "eligible": row["eligible"],
        "boxes": [dict(one) for one in queries.boxes(db, id)],
        "rulings": [dict(one) for one in db.execute("select * from ruled_paper where round = ? order by id", (id,))],
        "ruled_out": sum(queries.ruled_invalid(db, id).values()),
        "reasons": list(rounds.INVALID_REASONS),
        "batches": [_batch(db, one) for one in queries.batches(db, id)],
        "counters": [{"role": one["role"], "name": one["name"]} for one in queries.counters(db, id)],
        "incidents": [json.loads(one["text"]) for one in queries.notes(db, id, "incident")],
        "due": queries.due(db, row),
        "recount": row["recount"] is not None,
        "sealing": [json.loads(one["text"]) for one in queries.notes(db, id, "sealing")],
        "void_reason": row["void_reason"],
        "asked": _asked(db, row),
        "warnings": _warnings(row),
    }


def _asked(db: sqlite3.Connection, row: sqlite3.Row) -> Block:
    """What another role asked for and a second one confirms: an advisory vote, an annulment."""
    open_ = {
        "advisory": row["state"] == "prepared" and row["advisory"] is None,
        "annulment": row["state"] in queries.ANNOUNCED,
    }
    notes = {kind: queries.notes(db, row["id"], kind) for kind, still in open_.items() if still}
    return {kind: json.loads(found[0]["text"]) for kind, found in notes.items() if found}


def _batch(db: sqlite3.Connection, row: sqlite3.Row) -> Block:
    """A batch and how far each team is with it: papers entered, handed in, and no figure."""
    told = {name: row[name] for name in ("id", "number", "papers", "method", "state", "slips")}
    if row["state"] == "agreed":
        return told
    closed = team_entries.closed_by(db, row["id"])
    differ = bool(team_entries.differences(db, row["id"], "a"))
    return {
        **told,
        "differ": differ,
        "teams": {
            team: {"entered": _entered(db, row, team), "finished": team in closed} for team in team_entries.TEAMS
        },
    }


def _entered(db: sqlite3.Connection, row: sqlite3.Row, team: str) -> int:
    if row["method"] == "sheet":
        return row["papers"] if team_entries.own_sheet(db, row["id"], team) else 0
    return len(team_entries.own_papers(db, row["id"], team))


def _warnings(row: sqlite3.Row) -> list[str]:
    """What is told while the papers are out and when they are back; those of the tally come with it."""
    found = []
    to_present = queries.rules(row).papers_to == "present"
    if to_present and row["issued"] is not None and row["issued"] < row["present_votes"]:
        found.append("issued_below_present")
    if row["issued"] is not None and row["printed"] != row["issued"] + row["exchanged"] + (row["spare"] or 0):
        found.append("printed_sum")
    if row["returned"] is not None and row["returned"] < row["issued"]:
        found.append("returned_below_issued")
    return found


def tally_of(db: sqlite3.Connection, row: sqlite3.Row) -> Block | None:
    """The figures of the version that stands, the verdict, and every identity as a formula with its numbers."""
    kept = queries.result(db, row["id"], row["version"])
    if kept is None:
        return None
    figures = json.loads(kept["figures"])
    chosen, read = queries.read_of(figures)
    verdict = queries.verdict(figures)
    correction = corrections.of(db, row)
    return {
        "version": row["version"],
        "offices": figures["offices"],
        "candidates": figures["candidates"],
        "papers": figures["papers"],
        "area": chosen.area,
        "slips": sum(one["slips"] for one in queries.batches(db, row["id"])),
        "warnings": verdict["warnings"],
        "verdict": verdict,
        "chosen": [list(pair) for pair in queries.chosen_in_order(db, row)],
        "correction": correction and {**correction, "sentences": corrections.sentences(correction)},
        "identities": [*_ledger(db, row, read), *_votes(chosen, read)],
    }


def _line(msgid: str, holds: bool, **figures: int | str) -> Block:
    return {"msgid": msgid, "figures": figures, "holds": holds, "hard": msgid != PRINTED}


def _ledger(db: sqlite3.Connection, row: sqlite3.Row, read: Round) -> Iterator[Block]:
    papers = read.papers
    boxes = sum(one["returned"] or 0 for one in queries.boxes(db, row["id"]))
    in_batches = sum(one["papers"] for one in queries.batches(db, row["id"]))
    ruled = sum(queries.ruled_invalid(db, row["id"]).values())
    if queries.rules(row).papers_to == "entitled":
        yield _line(
            _("issued %(issued)s ≤ eligible %(eligible)s"),
            papers.issued <= read.eligible,
            issued=papers.issued,
            eligible=read.eligible,
        )
    else:
        yield _line(
            _("issued %(issued)s ≤ votes present %(present)s"),
            papers.issued <= read.present,
            issued=papers.issued,
            present=read.present,
        )
    yield _returned(papers)
    if row["returned"] == papers.returned:  # a decision made elsewhere has no boxes
        yield _line(
            _("out of the boxes %(boxes)s = returned %(returned)s"),
            boxes == papers.returned,
            boxes=boxes,
            returned=papers.returned,
        )
        yield _line(
            _("in batches %(batches)s + ruled out %(ruled)s = returned %(returned)s"),
            in_batches + ruled == papers.returned,
            batches=in_batches,
            ruled=ruled,
            returned=papers.returned,
        )
    yield _line(
        _("valid %(valid)s + invalid %(invalid)s = returned %(returned)s"),
        papers.valid + papers.invalid == papers.returned,
        valid=papers.valid,
        invalid=papers.invalid,
        returned=papers.returned,
    )
    if papers.printed is not None:
        accounted = papers.issued + papers.exchanged + (papers.spare or 0)
        yield _line(
            PRINTED,
            papers.printed == accounted,
            printed=papers.printed,
            issued=papers.issued,
            exchanged=papers.exchanged,
            spare=papers.spare or 0,
        )


def _returned(papers: Papers) -> Block:
    if papers.voters is not None:
        holds, figures = papers.returned <= papers.voters, {"returned": papers.returned, "voters": papers.voters}
        return _line(_("returned %(returned)s ≤ voters %(voters)s"), holds, **figures)
    holds, figures = papers.returned <= papers.issued, {"returned": papers.returned, "issued": papers.issued}
    return _line(_("returned %(returned)s ≤ issued %(issued)s"), holds, **figures)


def _by_area(one: Candidate, valid: int) -> Block:
    weights = (one.votes_weight, one.against_weight, one.abstain_weight)
    told = dict(zip(("for", "against", "abstain"), map(area, weights), strict=True))
    return _line(
        _("%(name)s: for %(for)s + against %(against)s + abstain %(abstain)s = valid %(valid)s m²"),
        sum(weights) == valid,
        name=one.name,
        valid=area(valid),
        **told,
    )


def _votes(chosen: Rules, read: Round) -> Iterator[Block]:
    for office in read.offices:
        valid = read.papers.valid - office.invalid
        names = [one for one in read.candidates if one.office == office.name]
        for one in names:
            if one.against is None:
                continue
            total = one.votes + one.against + (one.abstain or 0)
            figures: dict[str, int | str] = {"name": one.name, "for": one.votes, "against": one.against}
            yield _line(
                _("%(name)s: for %(for)s + against %(against)s + abstain %(abstain)s = valid %(valid)s"),
                total == valid,
                abstain=one.abstain or 0,
                valid=valid,
                **figures,
            )
            if read.papers.valid_weight is not None and not office.invalid and chosen.area:
                yield _by_area(one, read.papers.valid_weight)
        given, marks = sum(one.votes for one in names), marks_most(chosen, office)
        yield _line(
            _("%(office)s: all votes for %(given)s ≤ %(marks)s marks × valid %(valid)s = %(most)s"),
            given <= marks * valid,
            office=office.name,
            given=given,
            marks=marks,
            valid=valid,
            most=marks * valid,
        )
