"""What must add up before anybody is elected, each with its formula and both numbers; and what is told and blocks nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kiosk.rules.ballots.round import (
    Candidate,
    Clause,
    Figures,
    Office,
    Round,
    Rules,
    answers,
    area,
    candidates_least,
    marks_most,
)
from kiosk.rules.ballots.thresholds import asks_blank, blank_of, rivalry, weighed_base, weight_known

INVALID_OF_100 = 3
SECRETARY = ("书记", "書記", "secretary")


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
    if rules.papers_to == "entitled":
        if papers.issued > round.eligible:
            said = _("Issued %(issued)s > eligible %(eligible)s.")
            yield Broken("issued_above_eligible", (said, {"issued": papers.issued, "eligible": round.eligible}))
    elif rules.papers_are == "votes":
        there = papers_present(rules, round)
        if papers.issued > there:
            said = _("Issued %(issued)s > votes present %(present)s.")
            yield Broken("issued_above_present", (said, {"issued": papers.issued, "present": there}))
    elif papers.issued > round.present:
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
    if rules.version > 1:
        yield from _typed(rules, round)
    for office in round.offices:
        mine = [c for c in round.candidates if c.office == office.name]
        marked = _blank_identities(rules, round, office, mine) if rules.version > 1 else None
        if isinstance(marked, Broken):
            yield marked
            continue
        rests = rules.version > 1 and asks_blank(rules, office, mine, rivalry(rules, office, mine))
        other = answers(rules, mine) if rests and papers.blank <= papers.valid else None
        valid = papers.valid - office.invalid
        yield from candidate_identities(marks_most(rules, office), valid, mine, marked, rests, other)
    if rules.version > 1:
        yield from _persons(round)
        yield from _weights(rules, round)


def papers_present(rules: Rules, round: Round) -> int:
    """How many papers those present may have: one each, or one for each of their votes."""
    if rules.papers_are == "votes":
        return round.present if round.present_weight is None else round.present_weight
    return round.present


def _typed(rules: Rules, round: Round) -> Iterator[Broken]:
    """Figures typed are checked before they are used: what cannot be more than something else."""
    papers = round.papers
    pairs: list[tuple[str, str, int, int]] = [
        ("present_above_eligible", _("Votes present %(n)s > eligible %(most)s."), round.present, round.eligible),
        (
            "late_above_outstanding",
            _("Late %(n)s > papers outstanding %(most)s."),
            papers.late,
            max(0, papers.issued - papers.returned),
        ),
        ("blank_above_valid", _("Blank %(n)s > valid %(most)s."), papers.blank, papers.valid),
    ]
    if papers.voters is not None:
        pairs.append(("voters_above_eligible", _("Voters %(n)s > eligible %(most)s."), papers.voters, round.eligible))
    if papers.delivered is not None:
        pairs += [
            (
                "delivered_above_eligible",
                _("Papers delivered %(n)s > eligible %(most)s."),
                papers.delivered,
                round.eligible,
            ),
            (
                "returned_above_delivered",
                _("Papers returned %(n)s > papers delivered %(most)s."),
                papers.returned,
                papers.delivered,
            ),
        ]
    written = max((one.written_for + one.written_against for one in round.candidates), default=0)
    absent = max(0, round.eligible - round.present) if rules.written else 0
    pairs.append(
        ("written_above_absent", _("Opinions in writing %(n)s > absent who may give one %(most)s."), written, absent)
    )
    for code, said, n, most in pairs:
        if n > most:
            yield Broken(code, (said, {"n": n, "most": most}))
    if rules.kind == "pre_election" and rules.advance_line is None:
        said = _("The adopted rules must say who goes on from a pre-election: more than half of which base?")
        yield Broken("advance_line_missing", (said, {}))


def _blank_identities(rules: Rules, round: Round, office: Office, mine: Sequence[Candidate]) -> Broken | int | None:
    """How many valid papers mark an office; None where that is not known and not asked."""
    valid = round.papers.valid
    told: Figures = {"office": office.name, "valid": valid, "illegal": office.invalid}
    if office.invalid > valid:
        said = _("%(office)s: void for this office %(illegal)s > valid %(valid)s.")
        return Broken("illegal_above_valid", (said, told))
    blank = blank_of(rules, round, office)
    if blank is not None and blank < round.papers.blank <= valid:
        said = _("%(office)s: blank %(blank)s < papers without any mark %(least)s.")
        return Broken("blank_below_papers", (said, {**told, "blank": blank, "least": round.papers.blank}))
    if blank is None:
        if asks_blank(rules, office, mine, rivalry(rules, office, mine)):
            said = _("%(office)s: how many valid papers leave this office blank? Its line rests on the others.")
            return Broken("blank_missing", (said, told))
        return None
    if blank > valid - office.invalid and round.papers.blank > valid:
        return None  # that was told of the papers as a whole
    if blank > valid - office.invalid:
        said = _("%(office)s: blank %(blank)s > valid for this office %(most)s.")
        return Broken("blank_above_valid", (said, {**told, "blank": blank, "most": valid - office.invalid}))
    return valid - office.invalid - blank


def _persons(round: Round) -> Iterator[Broken]:
    """A paper that names one person for two offices is doubtful, so that a person has no more votes than valid papers."""
    given: dict[str, list[int]] = {}
    for one in round.candidates:
        given.setdefault(one.name, []).append(one.votes)
    for name, votes in given.items():
        total = sum(votes)
        if len(votes) > 1 and total > round.papers.valid:
            said = _("%(name)s: %(sum)s votes over all offices > valid %(valid)s.")
            yield Broken("person_above_valid", (said, {"name": name, "sum": total, "valid": round.papers.valid}))


def _weights(rules: Rules, round: Round) -> Iterator[Broken]:
    """Where votes are weighed every weight is known, and no part weighs more than its whole."""
    papers = round.papers
    weighs = rules.weights or rules.win.base == "weight" or bool(rules.valid and rules.valid.weight)
    if not weighs:
        return
    if round.eligible_weight is None:
        yield Broken("weight_missing", (_("The weight of all who are entitled is missing."), {}))
        return
    there = papers.returned_weight if papers.returned_weight is not None else round.present_weight
    if rules.valid and rules.valid.weight and rules.valid.base == "returned" and papers.returned_weight is None:
        yield Broken("weight_missing", (_("The weight of the papers returned is missing."), {}))
    if rules.valid and rules.valid.weight and rules.valid.base == "present" and round.present_weight is None:
        yield Broken("weight_missing", (_("The weight of those present is missing."), {}))
    here = round.present_weight if rules.papers_to == "present" else None
    wholes = [
        (there, round.eligible_weight),
        (round.present_weight, round.eligible_weight),
        (papers.returned_weight, papers.delivered_weight),
        (papers.returned_weight, here),
        (papers.valid_weight, there),
        (papers.delivered_weight, round.eligible_weight),
    ]
    wholes += [
        (one.votes_weight + one.against_weight + one.abstain_weight, papers.valid_weight) for one in round.candidates
    ]
    for part, whole in wholes:
        if part is not None and whole is not None and part > whole:
            said = _("A weight of %(part)s > the whole of %(whole)s.")
            yield Broken("area_sum", (said, {"part": _weight(rules, part), "whole": _weight(rules, whole)}))
    yield from _each_weight(rules, round)
    if rules.additional_votes and round.eligible_weight < round.eligible:
        said = _("All votes %(votes)s < members %(members)s: each has one vote at least.")
        yield Broken("weight_below_heads", (said, {"votes": round.eligible_weight, "members": round.eligible}))
    if rules.silent == "majority" and papers.delivered is not None and papers.delivered_weight is None:
        yield Broken("weight_missing", (_("The weight of the papers delivered is missing."), {}))
    if rules.additional_votes and (round.eligible_weight - round.eligible) * 5 > round.eligible:
        figures: Figures = {"additional": round.eligible_weight - round.eligible, "basic": round.eligible}
        said = _("Additional votes %(additional)s > one fifth of the %(basic)s basic votes.")
        yield Broken("additional_above_fifth", (said, figures))


def _each_weight(rules: Rules, round: Round) -> Iterator[Broken]:
    """Every vote weighs something: who has votes has their weight, and for, against and abstained weigh what the valid
    papers weigh."""
    whole = round.papers.valid_weight
    by_line = rules.weights or rules.win.base == "weight"
    for office in round.offices:
        mine = [one for one in round.candidates if one.office == office.name]
        rivals = rivalry(rules, office, mine)
        for one in mine:
            against = one.against and not one.against_weight
            opposed = against and weighed_base(rules, office, one, rivals) == "yes_plus_no"
            base = weighed_base(rules, office, one, rivals)
            if base and by_line and weight_known(rules, round, office, one, base) is None:
                said = _("%(name)s: the weight of the papers on which the line rests is not told.")
                yield Broken("weight_missing", (said, {"name": one.name}))
            elif (one.votes and not one.votes_weight) or opposed:
                yield Broken("weight_missing", (_("%(name)s: the weight of the votes is missing."), {"name": one.name}))
            elif whole is not None and not office.invalid and _all_weighed(one):
                sum = one.votes_weight + one.against_weight + one.abstain_weight
                if sum < whole:
                    said = _("%(name)s: for, against and abstained weigh %(sum)s, but the valid papers %(whole)s.")
                    told: Figures = {"name": one.name, "sum": _weight(rules, sum), "whole": _weight(rules, whole)}
                    yield Broken("area_sum", (said, told))


def _all_weighed(one: Candidate) -> bool:
    """Whether every side of a name that has votes has a weight, so that nothing is left out."""
    if one.against is None or one.abstain is None or one.write_in:
        return False
    sides = ((one.votes, one.votes_weight), (one.against, one.against_weight), (one.abstain, one.abstain_weight))
    return all(weight or not heads for heads, weight in sides)


def _weight(rules: Rules, n: int) -> int | str:
    return area(n) if rules.area else n


def candidate_identities(
    marks: int,
    valid: int,
    candidates: Sequence[Candidate],
    marked: int | None = None,
    rests: bool = False,
    other: int | None = None,
) -> Iterator[Broken]:
    """What must add up on so many valid papers (a batch, or all) on which so many names may be marked; `marked` are those
    that do not leave the office blank, where that is known, and `rests` whether a line may rest on them; `other` are the
    answers that are not for a name, where a line does."""
    for one in candidates:
        if marked is not None and marked < one.votes <= valid:
            said = _("%(name)s: for %(for)s > valid and not blank %(marked)s.")
            yield Broken("for_above_marked", (said, {"name": one.name, "for": one.votes, "marked": marked}))
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
    if rests and marked is not None and marks * marked < given <= marks * valid:
        said = _("Votes for all names together %(given)s > %(marks)s marks × %(marked)s papers not blank = %(most)s.")
        told: Figures = {"given": given, "marks": marks, "marked": marked, "most": marks * marked}
        yield Broken("for_above_marked", (said, told))
    if rests and marked is not None and other is not None and given + other < marked:
        said = _(
            "Marks for all names together %(given)s < %(marked)s papers not blank: %(missing)s more leave it blank."
        )
        yield Broken(
            "blank_below_unmarked",
            (said, {"given": given + other, "marked": marked, "missing": marked - given - other}),
        )
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
    yield from rules.below_law
    if papers.issued < papers_present(rules, round) and rules.papers_to == "present":
        yield "issued_below_present"
    if papers.returned < papers.issued:
        yield "returned_below_issued"
    if papers.invalid * 100 > INVALID_OF_100 * papers.returned:
        yield "invalid_above_3_percent"
    if papers.printed is not None and papers.printed != papers.issued + papers.exchanged + (papers.spare or 0):
        yield "printed_sum"
    for office in round.offices:
        listed = sum(not one.write_in for one in round.candidates if one.office == office.name)
        if listed < least_names(rules, office):
            yield "too_few_candidates"
            return


def composition(rules: Rules, round: Round, elected: Sequence[str]) -> Iterator[str]:
    """What the law wants of those elected together: told, and never a reason why somebody is not elected."""
    chosen = [one for one in round.candidates if one.name in elected]
    if elected and len({one.name for one in chosen if one.woman}) < rules.women_least:
        yield "too_few_women"
    if rules.relatives_apart and any(set(one.relatives) & set(elected) - {one.name} for one in chosen):
        yield "relatives_elected"


def least_names(rules: Rules, office: Office) -> int:
    """How many names an office asks for: of a committee's secretary one is enough, whatever the rest asks for."""
    single = rules.version > 1 and office.seats == 1 and any(word in office.name.lower() for word in SECRETARY)
    return min(1, candidates_least(rules, 1)) if single else candidates_least(rules, office.seats)
