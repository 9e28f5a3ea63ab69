"""What must add up before anybody is elected, each with its formula and both numbers; and what is told and blocks nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kiosk.ballots.figures import Candidate, Clause, Figures, Round, Rules, area, candidates_least, marks_most

INVALID_OF_100 = 3


class Broken(NamedTuple):
    """An identity that does not hold: its code, and the formula with both numbers."""

    code: str
    clause: Clause


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


def identities(rules: Rules, round: Round) -> Iterator[Broken]:
    """What must add up, each with its formula and both numbers where it does not."""
    papers = round.papers
    if papers.issued > round.present:
        yield Broken(
            "issued_above_present",
            (_("Issued %(issued)s > votes present %(present)s."), {"issued": papers.issued, "present": round.present}),
        )
    limit, said = papers.issued, _("Returned %(returned)s > issued %(limit)s: the round is void.")
    if rules.returned_limit == "voters" and papers.voters is not None:
        limit, said = papers.voters, _("Returned %(returned)s > voters %(limit)s: the round is void.")
    if papers.returned > limit:
        yield Broken("returned_above_issued", (said, {"returned": papers.returned, "limit": limit}))
    if papers.valid + papers.invalid != papers.returned:
        figures = {"valid": papers.valid, "invalid": papers.invalid, "returned": papers.returned}
        figures["sum"] = papers.valid + papers.invalid
        yield Broken(
            "returned_sum",
            (_("Valid %(valid)s + invalid %(invalid)s = %(sum)s, but returned %(returned)s."), {**figures}),
        )
    for office in round.offices:
        yield from candidate_identities(
            marks_most(rules, office),
            papers.valid - office.invalid,
            [c for c in round.candidates if c.office == office.name],
        )


def candidate_identities(marks: int, valid: int, candidates: Sequence[Candidate]) -> Iterator[Broken]:
    """What must add up on so many valid papers (a batch, or all) on which so many names may be marked."""
    for one in candidates:
        total = one.votes + (one.against or 0) + (one.abstain or 0)
        counted = one.against is not None or one.abstain is not None
        if total > valid or (counted and not one.write_in and total != valid):
            figures: Figures = {
                "name": one.name,
                "for": one.votes,
                "against": one.against or 0,
                "abstain": one.abstain or 0,
            }
            yield Broken(
                "candidate_sum",
                (
                    _(
                        "%(name)s: for %(for)s + against %(against)s + abstain %(abstain)s = %(sum)s, but valid %(valid)s."
                    ),
                    {**figures, "sum": total, "valid": valid},
                ),
            )
    given = sum(one.votes for one in candidates)
    if given > marks * valid:
        yield Broken(
            "for_above_seats",
            (
                _("Votes for all names together %(given)s > %(marks)s marks × %(valid)s valid papers = %(most)s."),
                {"given": given, "marks": marks, "valid": valid, "most": marks * valid},
            ),
        )


def area_identities(round: Round) -> Iterator[Broken]:
    """What must add up by area where papers are named; a name whose office leaves papers out is not asked."""
    papers = round.papers
    valid, returned, eligible = papers.valid_weight or 0, papers.returned_weight or 0, round.eligible_weight
    if valid > returned:
        said = _("Valid %(valid)s m² > returned %(returned)s m².")
        yield Broken("area_sum", (said, {"valid": area(valid), "returned": area(returned)}))
    if eligible is not None and returned > eligible:
        said = _("Returned %(returned)s m² > eligible %(eligible)s m².")
        yield Broken("area_sum", (said, {"returned": area(returned), "eligible": area(eligible)}))
    spoilt = {office.name for office in round.offices if office.invalid}
    for one in round.candidates:
        sum = one.votes_weight + one.against_weight + one.abstain_weight
        if sum != valid and not one.write_in and one.office not in spoilt:
            said = _(
                "%(name)s: for %(for)s + against %(against)s + abstain %(abstain)s = %(sum)s m², but valid %(valid)s m²."
            )
            yield Broken("area_sum", (said, {"name": one.name, **_areas(one), "sum": area(sum), "valid": area(valid)}))


def _areas(one: Candidate) -> Figures:
    weights = (one.votes_weight, one.against_weight, one.abstain_weight)
    return dict(zip(("for", "against", "abstain"), map(area, weights), strict=True))


def warnings(rules: Rules, round: Round) -> Iterator[str]:
    """What is told and blocks nothing."""
    papers = round.papers
    if papers.issued < round.present:
        yield "issued_below_present"
    if papers.returned < papers.issued:
        yield "returned_below_issued"
    if papers.invalid * 100 > INVALID_OF_100 * papers.returned:
        yield "invalid_above_3_percent"
    if papers.printed is not None and papers.printed != papers.issued + papers.exchanged + (papers.spare or 0):
        yield "printed_sum"
    for office in round.offices:
        listed = sum(not one.write_in for one in round.candidates if one.office == office.name)
        if listed < candidates_least(rules, office.seats):
            yield "too_few_candidates"
            return
