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

from kiosk import skeletons
from kiosk.ballots import file, queries
from kiosk.ballots.figures import Round
from kiosk.ballots.identities import area_identities
from kiosk.ballots.rounds import need_round
from kiosk.ballots.tally import judge
from kiosk.refusals import Refused, need_distinct
from kiosk.slices import Act, Decided, Facts
from kiosk.speeches import queries as draws

SUBJECTS = ("motion", "rules", "scrutineers")
ACCEPTANCES = ("accepted", "declined", "awaiting_approval")
TIE_WAYS = ("revote", "lot", "chair", "consent")
SHORTFALL_WAYS = ("new_round", "reduced", "vacant")


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


def report_result(act: Act, *, round: int) -> Decided:
    """The result is read out: the figures, and the verdict with its arithmetic."""
    row = need_round(act, round, "signed")
    _need_speaker(act, row["reported_by"])
    facts = {"round": round, "version": row["version"], "verdict": verdict_of(act.db, row)}
    return Decided("result_reported", facts, facts)


def declare_elected(act: Act, *, round: int) -> Decided:
    """The elected are declared, in the order of their votes."""
    row = need_round(act, round, "reported")
    _need_speaker(act, row["declared_by"])
    told = verdict_of(act.db, row)
    open_ties = [one for one in told["offices"] if one["revote"]["names"]]
    if open_ties and not queries.notes(act.db, round, "tie"):
        raise Refused("tie_open", "%(names)s are tied: decide that first.", names=open_ties[0]["revote"]["names"])
    decided = sorted(queries.chosen_among_tied(act.db, round))
    facts = {"round": round, "version": row["version"], "offices": told["offices"], "by_decision": decided}
    return Decided("elected_declared", facts, facts)


def _need_speaker(act: Act, by: str) -> None:
    """Who reports and who declares was settled when the round was prepared; the operator acts for the chair."""
    speaks = "chair" if act.role == "operator" else act.role
    if speaks not in (by, "laptop"):
        raise Refused("another_speaks", _SPEAKERS[by])


_SPEAKERS = {
    "chair": _("In this round the chair says this."),
    "chief_scrutineer": _("In this round the chief scrutineer says this."),
}


def record_acceptance(act: Act, *, round: int, elected: str, outcome: str) -> Decided:
    """An elected accepts, declines, or waits for the approval of a higher body."""
    row = need_round(act, round, "declared", "accepted", "declined", "awaiting_approval")
    told = verdict_of(act.db, row)
    if elected not in {one for office in told["offices"] for one in office["elected"]} | queries.chosen_among_tied(
        act.db, round
    ):
        raise Refused("not_elected", "%(name)s is not among the elected.", name=elected)
    facts = {"round": round, "name": elected, "outcome": outcome}
    return Decided("acceptance_recorded", facts, facts)


def decide_tie(
    act: Act, *, round: int, way: str, names: list[str], draw: int | None = None, reason: str = ""
) -> Decided:
    """Who of the tied has the seats, or that the meeting votes again between them."""
    row = need_round(act, round, "reported")
    tied = [one["revote"] for one in verdict_of(act.db, row)["offices"] if one["revote"]["names"]]
    if not tied:
        raise Refused("no_tie", "Nobody is tied.")
    known = {name for one in tied for name in one["names"]}
    seats = sum(one["seats"] for one in tied)
    if way != "revote" and (not set(names) <= known or len(set(names)) != seats):
        raise Refused("tie_unfit", "%(seats)s of the tied must be named.", seats=seats)
    if way == "lot":
        _need_lot(act.db, draw, known, names)
    facts: Facts = {
        "round": round,
        "way": way,
        "names": [] if way == "revote" else names,
        "draw": draw,
        "reason": reason,
    }
    return Decided("tie_decided", facts, facts)


def _need_lot(db: sqlite3.Connection, draw: int | None, tied: set[str], names: Sequence[str]) -> None:
    """A lot is the order of a draw that everybody can check: the first of the tied have the seats."""
    drawn = draws.draw(db, draw or 0)
    if drawn is None or drawn.state not in ("revealed", "hand"):
        raise Refused("draw_first", "Draw lots between the tied first.")
    order = [name for name in drawn.order if name in tied]
    if set(order) != tied or order[: len(names)] != list(names):
        raise Refused("not_as_drawn", "The names do not stand in the order of draw %(number)s.", number=drawn.number)


def decide_shortfall(act: Act, *, round: int, way: str, votes: int | None = None, against: int = 0) -> Decided:
    """What becomes of the seats that nobody passed for; fewer seats need the meeting's consent."""
    row = need_round(act, round, "reported")
    if not any(one["shortfall"] for one in verdict_of(act.db, row)["offices"]):
        raise Refused("no_shortfall", "Every seat is filled.")
    if way == "reduced" and votes is not None and votes <= against:
        raise Refused(
            "not_carried", "%(votes)s for and %(against)s against: not adopted.", votes=votes, against=against
        )
    facts = {"round": round, "way": way, "votes": votes, "against": against}
    return Decided("shortfall_decided", facts, facts)


def correct_result(act: Act, *, round: int, figures: Mapping[str, Any], reason: str) -> Decided:
    """A new version of a reported or declared result, with its reason; the old one is kept."""
    row = need_round(act, round, "reported", "declared", "accepted", "declined", "awaiting_approval")
    try:
        rules, read = file.of(figures, 1)
    except ValueError as error:
        raise Refused("figures_unfit", "These figures cannot be: %(why)s", why=str(error)) from None
    judged = judge(rules, read)
    if judged.void or judged.broken:
        msgid, told = judged.sentences[0][0]
        raise Refused(judged.void or judged.broken[0], msgid, status=409, **told)
    if row["ballot_form"] == "named":
        _need_areas(read)
    before = [[*one["elected"], *one["advanced"]] for one in verdict_of(act.db, row)["offices"]]
    changes = before != [[*one.elected, *one.advanced] for one in judged.results]
    facts = {"round": round, "version": row["version"] + 1, "figures": dict(figures), "reason": reason}
    return Decided("result_corrected", facts, {"round": round, "version": facts["version"], "elected_change": changes})


def _need_areas(read: Round) -> None:
    """Votes by named papers are corrected with what they weigh, which adds up too."""
    for broken in area_identities(read):
        msgid, told = broken.clause
        raise Refused(broken.code, msgid, status=409, **told)


def note_incident(act: Act, *, round: int, text: str, signer: str) -> Decided:
    """Something that belongs in the record and blocks nothing, signed by the chief scrutineer's name."""
    need_round(act, round)
    facts = {"round": round, "text": text, "name": signer}
    return Decided("incident_noted", facts, {"incident": act.seq})


def seal_papers(act: Act, *, round: int, bags: list[str], keeper: str, until: str) -> Decided:
    """The papers are sealed: the bags' numbers, who keeps them, until when."""
    need_round(act, round, "declared", "accepted", "declined", "awaiting_approval", "void")
    facts = {"round": round, "bags": bags, "keeper": keeper, "until": until}
    return Decided("papers_sealed", facts, facts)


def raise_objection(act: Act, *, round: int, text: str, objector: str, recount: bool) -> Decided:
    """A member objects, or demands a recount."""
    need_round(act, round, "reported", "declared", "accepted", "declined", "awaiting_approval")
    facts = {"round": round, "text": text, "name": objector, "recount": recount}
    return Decided("objection_raised", facts, {"objection": act.seq})


def answer_objection(act: Act, *, objection: int, granted: bool, outcome: str) -> Decided:
    """What was decided about an objection or a demand to count again, and what came of it."""
    row = act.db.execute(
        "select * from round_note where id = ? and kind in ('objection', 'recount')", (objection,)
    ).fetchone()
    if row is None:
        raise Refused("no_such_objection", "There is no such objection.", status=404)
    answered = [json.loads(one["text"])["objection"] for one in queries.notes(act.db, row["round"], "answer")]
    if objection in answered:
        raise Refused("answered_already", "This objection is answered already.")
    facts = {"round": row["round"], "objection": objection, "granted": granted, "outcome": outcome}
    return Decided("objection_answered", facts, facts)


def record_committee_decision(
    act: Act,
    *,
    title: str,
    body: str,
    document: str,
    decided_on: str,
    names: Sequence[str],
    votes: Mapping[str, int] | None = None,
    after_round: int | None = None,
) -> Decided:
    """What a committee decided elsewhere, with the document that says so; who goes on from it."""
    need_distinct(names)
    if after_round is not None and queries.one(act.db, after_round) is None:
        raise Refused("no_such_round", "There is no such round.", status=404)
    facts = {
        "title": title,
        "body": body,
        "document": document,
        "decided_on": decided_on,
        "names": list(names),
        "votes": dict(votes or {}),
        "after_round": after_round,
    }
    return Decided("committee_decided", facts, {"decision": act.seq})


def vote_by_hands(
    act: Act,
    *,
    title: str,
    method: str,
    present: int,
    votes: int | None,
    against: int,
    abstain: int,
    names: Sequence[str] = (),
    blocks: Sequence[Sequence[Any]] = (),
    subject: str = "motion",
) -> Decided:
    """A clear majority seen by the chair; against and abstain counted, the rest for; or a full count, by row block.
    Several names can be adopted at once (`names`); scrutineers are named, and no candidate is one."""
    if subject == "scrutineers":
        _need_scrutineers(act.db, names)
    if method == "full" and blocks:
        votes, against, abstain = (sum(one[place] for one in blocks) for place in (1, 2, 3))
    in_favour = present - against - abstain if method == "counted" else votes
    if against + abstain + (votes or 0) > present:
        raise Refused(
            "hands_above_present",
            "Hands counted %(hands)s > present %(present)s.",
            hands=against + abstain + (votes or 0),
            present=present,
        )
    if method == "full" and votes is None:
        raise Refused("count_hands", "A full count needs the hands in favour as well.")
    carried = True if in_favour is None else in_favour > against
    facts = {
        "title": title,
        "method": method,
        "present": present,
        "votes": in_favour,
        "against": against,
        "abstain": abstain,
        "carried": carried,
        "names": list(names),
        "blocks": [list(one) for one in blocks],
        "subject": subject,
    }
    return Decided("hands_voted", facts, facts)


def _need_scrutineers(db: sqlite3.Connection, names: Sequence[str]) -> None:
    if not names:
        raise Refused("scrutineers_unnamed", "Name the scrutineers first.")
    need_distinct(names)
    row = queries.last(db)
    stands = {one["name"] for one in queries.candidates(db, row["id"])} if row else set()
    for name in names:
        if any(skeletons.alike(name, other) for other in stands):
            raise Refused("candidate_signs", "%(name)s is a candidate and cannot be teller or scrutineer.", name=name)


def verdict_of(db: sqlite3.Connection, row: sqlite3.Row) -> dict[str, Any]:
    """The verdict of the version that stands."""
    kept = queries.result(db, row["id"], row["version"])
    assert kept
    return queries.verdict(json.loads(kept["figures"]))
