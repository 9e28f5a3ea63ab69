"""Life happens: a candidate withdraws after the papers are printed, and a declared round is annulled.

Who withdraws stays on the paper; the votes are counted and told, and elect nobody: the seat goes the way of an empty one.
A declared round is annulled by two roles, with a reason, as when an objection is upheld; its seats are open again.
"""

from __future__ import annotations

import json

from kiosk.ballots import queries
from kiosk.ballots.rounds.commands import need_no_recount, need_round
from kiosk.store.errors import CommandRejected
from kiosk.store.registry import CommandContext, Decision

BEFORE_RESULT = ("prepared", "issuing", "voting", "closed", "returned", "counting")


def withdraw_candidate(act: CommandContext, *, round: int, candidate: int, reason: str) -> Decision:
    """A candidate withdraws before the figures stand."""
    need_no_recount(need_round(act, round, *BEFORE_RESULT))
    known = {one["id"]: one for one in queries.candidates(act.db, round)}
    if candidate not in known:
        raise CommandRejected("no_such_candidate", "There is no such name on the paper.", status=404)
    if known[candidate]["withdrawn"]:
        raise CommandRejected("withdrawn_already", "%(name)s has withdrawn already.", name=known[candidate]["name"])
    facts = {"round": round, "candidate": candidate, "name": known[candidate]["name"], "reason": reason}
    return Decision("candidate_withdrawn", facts, facts)


def annul_round(act: CommandContext, *, round: int, reason: str, objection: int | None = None) -> Decision:
    """A declared round is annulled: asked for by one role and confirmed by another, which says so again."""
    need_round(act, round, *queries.ANNOUNCED)
    speaks = "chair" if act.role == "operator" else act.role
    asked = [json.loads(one["text"]) for one in queries.notes(act.db, round, "annulment")]
    facts = {"round": round, "reason": reason, "role": speaks, "objection": objection}
    if not any(one["role"] != speaks for one in asked):
        return Decision("annulment_asked", facts, {**facts, "annulled": False})
    return Decision("round_annulled", facts, {**facts, "annulled": True})
