"""Who cannot sign is named with the reason, and a substitute signs instead.

As when a teller falls ill between the count and its signatures, or is gone when a result is counted again.
"""

from __future__ import annotations

from kiosk.ballots import queries
from kiosk.ballots.results.signing import BEFORE_SIGNING, need_adopted, need_no_candidate
from kiosk.ballots.rounds.commands import need_round
from kiosk.rules import skeletons
from kiosk.store.errors import CommandRejected
from kiosk.store.registry import CommandContext, Decision


def appoint_substitute(
    act: CommandContext, *, round: int, for_role: str, absent: str, reason: str, substitute: str
) -> Decision:
    """`substitute` signs for `absent`, who was to sign as `for_role`; empty where another of the same team signs."""
    row = need_round(act, round, *BEFORE_SIGNING, "counted")
    due = queries.due(act.db, row)
    if absent not in due[for_role]:
        raise CommandRejected("not_due", "%(name)s is not among those who are to sign as this.", name=absent)
    if any(
        (one["role"], one["name"]) == (for_role, absent) for one in queries.signatures(act.db, round, row["version"])
    ):
        raise CommandRejected("signed_already", "This is signed already.")
    others = [name for name in due[for_role] if name != absent]
    if not substitute:
        if not others or for_role == "chief_scrutineer":
            raise CommandRejected("substitute_first", "Nobody else signs for %(name)s: name a substitute.", name=absent)
    else:
        every = [name for names in due.values() for name in names if name != absent]
        if skeletons.first_two_alike([*every, substitute]):
            raise CommandRejected("counts_twice", "A name stands twice among those who count.")
        need_no_candidate(act.db, round, substitute)
        if for_role == "chief_scrutineer":
            need_adopted(act.db, substitute)
    named = [*others, *([substitute] if substitute else [])]
    facts = {
        "round": round,
        "role": for_role,
        "absent": absent,
        "reason": reason,
        "substitute": substitute,
        "names": named,
    }
    return Decision("substitute_appointed", facts, facts)
