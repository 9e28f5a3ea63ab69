"""Decisions from the signed tally to the declaration and after it.

Two acts: the result is reported, the elected are declared; by whom is the meeting's rule. A declared result is corrected
only by a new version with a reason; the old one is kept, and the answer says whether who is elected changes. Nothing is
decided silently: a tie and an empty seat are decided by acts of their own.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from kiosk.ballots import queries
from kiosk.ballots.results import seats
from kiosk.ballots.results.invariants import need_sound, need_valid
from kiosk.ballots.rounds.commands import need_round
from kiosk.store.errors import CommandRejected, need_distinct
from kiosk.store.registry import CommandContext, Decision

ACCEPTANCES = ("accepted", "declined", "awaiting_approval")


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


def report_result(act: CommandContext, *, round: int) -> Decision:
    """The result is read out: the figures, and the verdict with its arithmetic."""
    row = need_round(act, round, "signed")
    _need_speaker(act, row["reported_by"])
    facts = {"round": round, "version": row["version"], "verdict": verdict_of(act.db, row)}
    return Decision("result_reported", facts, facts)


def declare_elected(act: CommandContext, *, round: int) -> Decision:
    """The elected are declared, in the order of their votes."""
    row = need_round(act, round, "reported")
    _need_speaker(act, row["declared_by"])
    told = verdict_of(act.db, row)
    need_valid(told, act.language)
    if row["advisory"] is not None:
        raise CommandRejected("advisory", "This vote was advisory, below the quorum: nobody is declared by it.")
    settled = {one["office"] for one in queries.ties_in_force(act.db, row)}
    for one in told["offices"]:
        if one["revote"]["names"] and one["name"] not in settled:
            raise CommandRejected("tie_open", "%(names)s are tied: decide that first.", names=one["revote"]["names"])
    chosen = queries.chosen_in_order(act.db, row)
    need_sound(act.db, row, told["offices"], chosen)
    facts = {
        "round": round,
        "version": row["version"],
        "offices": told["offices"],
        "by_decision": sorted({name for _, name in chosen}),
        "chosen": [list(pair) for pair in chosen],
    }
    return Decision("elected_declared", facts, facts)


def _need_speaker(act: CommandContext, by: str) -> None:
    """Who reports and who declares was settled when the round was prepared; the operator acts for the chair."""
    speaks = "chair" if act.role == "operator" else act.role
    if speaks not in (by, "laptop"):
        raise CommandRejected("another_speaks", _SPEAKERS[by])


_SPEAKERS = {
    "chair": _("In this round the chair says this."),
    "chief_scrutineer": _("In this round the chief scrutineer says this."),
}


def record_acceptance(
    act: CommandContext, *, round: int, elected: str, outcome: str, reason: str = "", office: str | None = None
) -> Decision:
    """An elected accepts, declines (at once or later), or waits for the approval of a higher body. Who is elected to two
    offices says for which, `office`; what is said later replaces what was said before, until the seat is decided on."""
    row = need_round(act, round, *queries.ANNOUNCED)
    places = [one for one, name in seats.elected_pairs(act.db, row) if name == elected]
    if not places or (office is not None and office not in places):
        raise CommandRejected("not_elected", "%(name)s is not among the elected.", name=elected)
    if office is None and len(places) > 1:
        raise CommandRejected(
            "which_office", "%(name)s is elected to %(offices)s: say for which.", name=elected, offices=places
        )
    for_office = office or places[0]
    if outcome != "declined" and seats.gone_on(act.db, row, for_office, elected):
        raise CommandRejected("seat_decided", "The seat that %(name)s declined has been decided on.", name=elected)
    facts: dict[str, Any] = {"round": round, "name": elected, "outcome": outcome, "office": for_office}
    if reason:
        facts["reason"] = reason
    return Decision("acceptance_recorded", facts, facts)


def correct_result(act: CommandContext, *, round: int, figures: Mapping[str, Any], reason: str) -> Decision:
    """A result is not corrected by typing figures: it is counted again (`open_recount`)."""
    need_round(act, round)
    raise CommandRejected(
        "count_again", "A result is corrected by counting again: open a recount of the batches that are in doubt."
    )


def note_incident(act: CommandContext, *, round: int, text: str, signer: str) -> Decision:
    """Something that belongs in the record and blocks nothing, signed by the chief scrutineer's name."""
    need_round(act, round)
    facts = {"round": round, "text": text, "name": signer}
    return Decision("incident_noted", facts, {"incident": act.seq})


def seal_papers(act: CommandContext, *, round: int, bags: list[str], keeper: str, until: str) -> Decision:
    """The papers are sealed: the bags' numbers, who keeps them, until when."""
    need_round(act, round, "declared", "accepted", "declined", "awaiting_approval", "void")
    facts = {"round": round, "bags": bags, "keeper": keeper, "until": until}
    return Decision("papers_sealed", facts, facts)


def raise_objection(act: CommandContext, *, round: int, text: str, objector: str, recount: bool) -> Decision:
    """A member objects, or demands a recount, at any stage."""
    need_round(act, round)
    facts = {"round": round, "text": text, "name": objector, "recount": recount}
    return Decision("objection_raised", facts, {"objection": act.seq})


def answer_objection(act: CommandContext, *, objection: int, granted: bool, outcome: str) -> Decision:
    """What was decided about an objection or a demand to count again, and what came of it."""
    row = act.db.execute(
        "select * from round_note where id = ? and kind in ('objection', 'recount')", (objection,)
    ).fetchone()
    if row is None:
        raise CommandRejected("no_such_objection", "There is no such objection.", status=404)
    answered = [json.loads(one["text"])["objection"] for one in queries.notes(act.db, row["round"], "answer")]
    if objection in answered:
        raise CommandRejected("answered_already", "This objection is answered already.")
    facts = {"round": row["round"], "objection": objection, "granted": granted, "outcome": outcome}
    return Decision("objection_answered", facts, facts)


def record_committee_decision(
    act: CommandContext,
    *,
    title: str,
    body: str,
    document: str,
    decided_on: str,
    names: Sequence[str],
    votes: Mapping[str, int] | None = None,
    after_round: int | None = None,
) -> Decision:
    """What a committee decided elsewhere, with the document that says so; who goes on from it."""
    need_distinct(names)
    if after_round is not None and queries.one(act.db, after_round) is None:
        raise CommandRejected("no_such_round", "There is no such round.", status=404)
    facts = {
        "title": title,
        "body": body,
        "document": document,
        "decided_on": decided_on,
        "names": list(names),
        "votes": dict(votes or {}),
        "after_round": after_round,
    }
    return Decision("committee_decided", facts, {"decision": act.seq})


def verdict_of(db: sqlite3.Connection, row: sqlite3.Row) -> dict[str, Any]:
    """The verdict of the version that stands."""
    return queries.verdict_of(db, row)
