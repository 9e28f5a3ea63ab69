"""One paper, several offices: who is not elected to the higher one may be heard for the lower.

`down`: with the same votes. `add` (下加): votes for the higher office are added to those for the lower one before the
lower is judged. In both a person holds one office alone, and stands once for each.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kiosk.rules.ballots.round import Candidate, Rules


def carried_on(
    rules: Rules, placed: Collection[str], above: Sequence[Candidate], own: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    """Who stands for an office: its `own` names, and under a cascade those of the office `above` that were not placed."""
    losers = [one for one in above if one.name not in placed] if rules.cascade != "none" else []
    if rules.version == 1 or rules.cascade == "none":
        return (*own, *losers)
    free = [one for one in own if one.name not in placed]
    heard = {one.name: one for one in losers}
    joined = [_joined(rules, one, heard.pop(one.name)) if one.name in heard else one for one in free]
    return (*joined, *heard.values())


def _joined(rules: Rules, lower: Candidate, higher: Candidate) -> Candidate:
    """One person who stands for both: the votes of both together, or the greater number."""
    if rules.cascade == "down":
        return higher if higher.votes > lower.votes else lower
    return lower._replace(
        votes=lower.votes + higher.votes,
        against=None,
        abstain=None,
        write_in=lower.write_in and higher.write_in,
        withdrawn=lower.withdrawn or higher.withdrawn,
        from_above=higher.votes,
        votes_weight=lower.votes_weight + higher.votes_weight,
    )
