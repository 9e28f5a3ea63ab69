"""Votes of those who are not in the hall, where the rules know them.

Owners' own rules may count papers that were delivered and never came back with the majority of those that did; the
opinions of absent members of a Party branch, handed in before, are counted for and against. Both are off by default.
"""

from __future__ import annotations

from kiosk.rules.ballots.round import Candidate, Round, Rules


def with_the_silent(rules: Rules, round: Round) -> Round:
    """The round as it is judged: with the silent owners, and the opinions in writing, where the rules count them."""
    if rules.written:
        names = (one._replace(votes=one.votes + one.written_for, against=_plus(one)) for one in round.candidates)
        round = round._replace(candidates=tuple(names))
    papers = round.papers
    if rules.silent != "majority" or papers.delivered is None or papers.delivered <= papers.returned:
        return round
    heads = papers.delivered - papers.returned
    weight = max(0, (papers.delivered_weight or 0) - (papers.returned_weight or 0))
    return round._replace(
        papers=papers._replace(
            returned=papers.returned + heads,
            valid=papers.valid + heads,
            returned_weight=None if papers.returned_weight is None else papers.returned_weight + weight,
            valid_weight=None if papers.valid_weight is None else papers.valid_weight + weight,
        ),
        candidates=tuple(_followed(rules, one, heads, weight) for one in round.candidates),
    )


def _plus(one: Candidate) -> int | None:
    return (one.against or 0) + one.written_against if one.written_against else one.against


def _followed(rules: Rules, one: Candidate, heads: int, weight: int) -> Candidate:
    """The silent follow the majority of a name's votes, in heads and in weight; where the two differ they follow none."""
    votes, against = one.votes, one.against or 0
    heavy = (one.votes_weight, one.against_weight) if rules.weights else (votes, against)
    if one.against is None or one.write_in:
        return one
    if votes > against and heavy[0] > heavy[1]:
        return one._replace(votes=votes + heads, votes_weight=one.votes_weight + weight)
    if votes < against and heavy[0] < heavy[1]:
        return one._replace(against=against + heads, against_weight=one.against_weight + weight)
    return one._replace(abstain=(one.abstain or 0) + heads, abstain_weight=one.abstain_weight + weight)
