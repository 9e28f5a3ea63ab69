"""Life happens: a candidate withdraws after the papers are printed, and a declared round is annulled.

Who withdraws stays on the paper; the votes are counted and told, and elect nobody: the seat goes the way of an empty one.
A declared round is annulled by two roles, with a reason, as when an objection is upheld; its seats are open again.
"""

from __future__ import annotations

import json

from kiosk.ballots import queries
from kiosk.ballots.rounds.commands import need_no_recount, need_round
from kiosk.store.errors import Refused
from kiosk.store.registry import Act, Decided

BEFORE_RESULT = ("prepared", "issuing", "voting", "closed", "returned", "counting")


def withdraw_candidate(act: Act, *, round: int, candidate: int, reason: str) -> Decided:
    """A candidate withdraws before the figures stand."""
    need_no_recount(need_round(act, round, *BEFORE_RESULT))
    known = {one["id"]: one for one in queries.candidates(act.db, round)}
    if candidate not in known:
        raise Refused("no_such_candidate", "There is no such name on the paper.", status=404)
    if known[candidate]["withdrawn"]:
        raise Refused("withdrawn_already", "%(name)s has withdrawn already.", name=known[candidate]["name"])
    facts = {"round": round, "candidate": candidate, "name": known[candidate]["name"], "reason": reason}
    return Decided("candidate_withdrawn", facts, facts)


def annul_round(act: Act, *, round: int, reason: str, objection: int | None = None) -> Decided:
    """A declared round is annulled: asked for by one role and confirmed by another, which says so again."""
    need_round(act, round, *queries.ANNOUNCED)
    speaks = "chair" if act.role == "operator" else act.role
    asked = [json.loads(one["text"]) for one in queries.notes(act.db, round, "annulment")]
    facts = {"round": round, "reason": reason, "role": speaks, "objection": objection}
    if not any(one["role"] != speaks for one in asked):
        return Decided("annulment_asked", facts, {**facts, "annulled": False})
    return Decided("round_annulled", facts, {**facts, "annulled": True})
