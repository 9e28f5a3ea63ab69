"""A result is corrected by counting again, never by typing: named batches, or all of them, by both teams from the papers.

Figures alone can change: rules, seats, names and electorate stay. The new figures are signed again, reported and
announced; until then the old result stands, and is shown as being counted again.
"""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.ballots import queries
from kiosk.ballots.rounds import need_round
from kiosk.refusals import Refused
from kiosk.slices import Act, Decided

FROM = ("counted", "signed", "reported", "declared", "accepted", "declined", "awaiting_approval")


def open_recount(
    act: Act, *, round: int, reason: str, batches: Sequence[int] = (), objection: int | None = None
) -> Decided:
    """Batches (by number; none named: all) are counted again, by demand or of the scrutineers' own will."""
    row = need_round(act, round, *FROM)
    known = {one["number"]: one["id"] for one in queries.batches(act.db, round)}
    chosen = list(batches) or list(known)
    if not chosen or not set(chosen) <= set(known):
        raise Refused("no_such_batch", "There is no such batch.", status=404)
    facts = {
        "round": round,
        "reason": reason,
        "batches": [known[number] for number in sorted(set(chosen))],
        "numbers": sorted(set(chosen)),
        "state": row["state"],
        "version": row["version"],
    }
    if objection is not None:
        facts["objection"] = objection
    return Decided("recount_opened", facts, facts)
