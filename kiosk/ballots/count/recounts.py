"""A result is corrected by counting again, never by typing: named batches, or all of them, by both teams from the papers.

Figures alone can change: rules, seats, names and electorate stay. The new figures are signed again, reported and
announced; until then the old result stands, and is shown as being counted again. A pile that holds another number of
papers than it should is told: papers may have changed piles, but the sum must be that of the boxes; else the recount is
stopped, and the result before stands.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from kiosk.ballots import queries
from kiosk.ballots.rounds.commands import need_round
from kiosk.store.errors import CommandRejected
from kiosk.store.registry import CommandContext, Decision


def open_recount(
    act: CommandContext, *, round: int, reason: str, batches: Sequence[int] = (), objection: int | None = None
) -> Decision:
    """Batches (by number; none named: all) are counted again, by demand or of the scrutineers' own will."""
    row = need_round(act, round, *queries.COUNTED)
    known = {one["number"]: one["id"] for one in queries.batches(act.db, round)}
    chosen = list(batches) or list(known)
    if not chosen or not set(chosen) <= set(known):
        raise CommandRejected("no_such_batch", "There is no such batch.", status=404)
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
    return Decision("recount_opened", facts, facts)


def find_papers(act: CommandContext, *, round: int, found: Mapping[str, int], reason: str) -> Decision:
    """What the open batches hold, by number in digits, when their papers are counted: recorded whatever it is. Where the sum stays,
    papers have changed piles, and the batches get their new sizes; what the teams had entered of them is erased."""
    row = need_round(act, round, "counting")
    batches = {one["number"]: one for one in queries.batches(act.db, round)}
    counted = {int(number): papers for number, papers in found.items()}
    if not counted or not set(counted) <= set(batches):
        raise CommandRejected("no_such_batch", "There is no such batch.", status=404)
    agreed = [number for number in counted if batches[number]["state"] == "agreed"]
    if agreed:
        raise CommandRejected("agreed_already", "Batch %(number)s is agreed already.", number=agreed[0])
    before = sum(one["papers"] for one in batches.values())
    there = before + sum(papers - batches[number]["papers"] for number, papers in counted.items())
    facts = {
        "round": round,
        "found": [[number, batches[number]["papers"], papers] for number, papers in sorted(counted.items())],
        "batches": [batches[number]["id"] for number in sorted(counted)],
        "sum": there,
        "expected": before,
        "fits": there == before and all(counted.values()),
        "recount": row["recount"] is not None,
        "reason": reason,
    }
    return Decision("papers_found", facts, facts)


def stop_recount(act: CommandContext, *, round: int, reason: str) -> Decision:
    """A recount that cannot come to an end is stopped before it has figures: the result before stands as it was."""
    row = need_round(act, round, "counting")
    if not row["recount"]:
        raise CommandRejected("no_recount", "This round is not being counted again.")
    kept = json.loads(row["recount"])
    facts = {"round": round, "reason": reason, "state": kept["state"], "version": kept["version"]}
    return Decision("recount_stopped", facts, facts)
