"""The verdict in sentences (msgid, figures): the same on the screen, on paper and in the minutes; no part without its base."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kiosk.rules.ballots.round import (
    Candidate,
    Clause,
    Figures,
    Office,
    Round,
    Rules,
    Sentence,
    advisory,
    by_weight,
    goes_on,
    grouped,
    most_votes,
    rank,
    weighed,
)
from kiosk.rules.ballots.thresholds import Measured, in_force


def heading(rules: Rules, round: Round, office: Office) -> Iterator[Sentence]:
    """Where a paper fills several offices, whose names follow."""
    if rules.version > 1 and len(round.offices) > 1:
        yield ((_("%(office)s (seats: %(seats)s)"), {"office": office.name, "seats": office.seats}),)


def sentences(
    rules: Rules,
    standing: Sequence[Measured],
    within: Sequence[Candidate],
    tied: Sequence[Candidate],
    left: int,
    short: int,
) -> Iterator[Sentence]:
    """One for each name, from the most votes down; then the tie and the seats that stay empty."""
    for one in sorted(standing, key=lambda one: -rank(rules, one.candidate)):
        yield _about(rules, one, one.candidate in within, one.candidate in tied)
    if tied:
        names = [one.name for one in tied]
        votes = weighed(rules, tied[0].votes_weight) if by_weight(rules) else tied[0].votes
        yield ((_TIED[rules.tie], {"names": names, "votes": votes, "seats": left}),)
    if short:
        yield ((_FEWER if rules.version > 1 and goes_on(rules) else _SHORT[rules.shortfall], {"seats": short}),)


def _about(rules: Rules, one: Measured, within: bool, tied: bool) -> Sentence:
    """One name: its votes, the line with its base, and what follows."""
    votes = _votes(rules, one)
    passed = one.passes or (rules.version == 1 and rules.advance > 0)
    outcome = "tied" if tied else "within" if within else "behind" if passed else "below"
    if one.candidate.withdrawn:
        return (votes, (_("withdrew; cannot be elected."), {}))
    if goes_on(rules):
        return (votes, *(_lines(rules, one) if rules.version > 1 else ()), (_GOES_ON[outcome], {}))
    if advisory(rules) and in_force(rules) is None:
        return (votes, (_("advisory: the rules draw no line."), {}))
    told = _ADOPTED if rules.ballot == "motion" else _OUTCOME if rules.decisive and not advisory(rules) else _ADVISORY
    if most_votes(rules) and told is _OUTCOME:
        told = _MOST
    written = _in_writing(one.candidate) if rules.written else ()
    return (votes, *written, *_lines(rules, one), (told[outcome], {}))


def _in_writing(one: Candidate) -> Iterator[Clause]:
    """Of the votes, the opinions of the absent."""
    if one.written_for or one.written_against:
        figures: Figures = {"for": one.written_for, "against": one.written_against}
        yield _("of these in writing, from the absent: %(for)s for, %(against)s against"), figures


def silent(rules: Rules, before: Round, after: Round) -> Iterator[Sentence]:
    """Papers that were delivered and never came back, where the rules count them."""
    heads = after.papers.returned - before.papers.returned
    if not heads:
        return
    figures: Figures = {"papers": heads}
    weight = (after.papers.returned_weight or 0) - (before.papers.returned_weight or 0)
    if rules.area and rules.version > 1:
        figures["weight"] = grouped(weight)
        yield ((_("Papers delivered that never came back: %(papers)s, with %(weight)s m²"), figures), (_SILENT, {}))
    else:
        yield ((_("Papers delivered that never came back: %(papers)s"), figures), (_SILENT, {}))


def _votes(rules: Rules, one: Measured) -> Clause:
    candidate = one.candidate
    figures: Figures = {
        "name": candidate.name,
        "for": candidate.votes,
        "against": candidate.against or 0,
        "abstain": candidate.abstain or 0,
    }
    if one.weight_needed is not None:
        kind = "by_weight" if by_weight(rules) else "by_both"
        weight = weighed(rules, candidate.votes_weight)
        return _VOTES[kind, _measure(rules)], {**figures, "weight": weight}
    if candidate.from_above:
        own = candidate.votes - candidate.from_above
        return _ADDED, {**figures, "own": own, "above": candidate.from_above}
    asked = candidate.against is not None or candidate.abstain is not None
    return _VOTES["all" if asked else "for_only", "heads"], figures


def _lines(rules: Rules, one: Measured) -> Iterator[Clause]:
    win = in_force(rules) if rules.version > 1 else rules.win.floor if _floored(rules) else rules.win
    if win is None:
        return
    half = (win.numerator, win.denominator, win.operator) == (1, 2, ">")
    kind = "half" if half else win.operator
    figures: Figures = {"fraction": f"{win.numerator}/{win.denominator}"}
    if not by_weight(rules):
        name = "marking" if rules.version > 1 and one.base_name == "cast_without_blank" else one.base_name
        yield _LINE[kind, name], {**figures, "base": one.base, "needed": one.needed}
    if one.weight_needed is not None:
        line = _exact(rules, win.numerator, win.denominator, win.operator, one.weight_base or 0)
        base, needed = (weighed(rules, n) for n in (one.weight_base or 0, one.weight_needed))
        if line is not None:
            yield _EXACT[half], {**figures, "base": base, "line": line}
        else:
            yield _LINE[kind, _measure(rules)], {**figures, "base": base, "needed": needed}


def _floored(rules: Rules) -> bool:
    return rules.later_round and rules.win.floor is not None


def _exact(rules: Rules, numerator: int, denominator: int, operator: str, base: int) -> str | None:
    """The area that must be exceeded, as it is: more than 1,141.75 m². None where it has no such end."""
    if rules.version == 1 or not rules.area or operator != ">" or numerator * base * 10 % denominator:
        return None
    thousandths, rest = divmod(numerator * base * 10 // denominator, 10)
    if not rest:
        return grouped(thousandths)
    return f"{thousandths // 1000:,}.{thousandths % 1000:03}{rest}"


def _measure(rules: Rules) -> str:
    if rules.papers_are == "votes":
        return "votes"
    return "area" if rules.area else "weight"


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


_VOTES = {
    ("all", "heads"): _("%(name)s: %(for)s for, %(against)s against, %(abstain)s abstain"),
    ("for_only", "heads"): _("%(name)s: %(for)s for"),
    ("by_both", "weight"): _("%(name)s: %(for)s for, by weight %(weight)s"),
    ("by_weight", "weight"): _("%(name)s: by weight %(weight)s for"),
    ("by_both", "votes"): _("%(name)s: %(for)s for, %(against)s against, %(abstain)s abstain"),
    ("by_weight", "votes"): _("%(name)s: %(for)s for, %(against)s against, %(abstain)s abstain"),
    ("by_both", "area"): _("%(name)s: %(for)s for, with %(weight)s m²"),
    ("by_weight", "area"): _("%(name)s: %(weight)s m² for"),
}
_SILENT = _("by the owners' own rules they are counted with the majority of those that came back.")
_ADDED = _("%(name)s: %(own)s for this office + %(above)s for the higher one = %(for)s")
_LINE = {
    ("half", "present"): _("more than half of the %(base)s present is %(needed)s"),
    ("half", "eligible"): _("more than half of the %(base)s eligible is %(needed)s"),
    ("half", "returned"): _("more than half of the %(base)s papers returned is %(needed)s"),
    ("half", "valid"): _("more than half of the %(base)s valid papers is %(needed)s"),
    ("half", "yes_plus_no"): _("more than half of the %(base)s votes for and against is %(needed)s"),
    ("half", "cast_without_blank"): _("more than half of the %(base)s papers that are not blank is %(needed)s"),
    ("half", "marking"): _("more than half of the %(base)s papers that mark the office is %(needed)s"),
    ("half", "weight"): _("more than half of the weight of %(base)s is %(needed)s"),
    ("half", "votes"): _("more than half of all %(base)s votes is %(needed)s"),
    ("half", "area"): _("more than half of %(base)s m² is %(needed)s m²"),
    (">", "present"): _("more than %(fraction)s of the %(base)s present is %(needed)s"),
    (">", "eligible"): _("more than %(fraction)s of the %(base)s eligible is %(needed)s"),
    (">", "returned"): _("more than %(fraction)s of the %(base)s papers returned is %(needed)s"),
    (">", "valid"): _("more than %(fraction)s of the %(base)s valid papers is %(needed)s"),
    (">", "yes_plus_no"): _("more than %(fraction)s of the %(base)s votes for and against is %(needed)s"),
    (">", "cast_without_blank"): _("more than %(fraction)s of the %(base)s papers that are not blank is %(needed)s"),
    (">", "marking"): _("more than %(fraction)s of the %(base)s papers that mark the office is %(needed)s"),
    (">", "weight"): _("more than %(fraction)s of the weight of %(base)s is %(needed)s"),
    (">", "votes"): _("more than %(fraction)s of all %(base)s votes is %(needed)s"),
    (">", "area"): _("more than %(fraction)s of %(base)s m² is %(needed)s m²"),
    (">=", "present"): _("at least %(fraction)s of the %(base)s present is %(needed)s"),
    (">=", "eligible"): _("at least %(fraction)s of the %(base)s eligible is %(needed)s"),
    (">=", "returned"): _("at least %(fraction)s of the %(base)s papers returned is %(needed)s"),
    (">=", "valid"): _("at least %(fraction)s of the %(base)s valid papers is %(needed)s"),
    (">=", "yes_plus_no"): _("at least %(fraction)s of the %(base)s votes for and against is %(needed)s"),
    (">=", "cast_without_blank"): _("at least %(fraction)s of the %(base)s papers that are not blank is %(needed)s"),
    (">=", "marking"): _("at least %(fraction)s of the %(base)s papers that mark the office is %(needed)s"),
    (">=", "weight"): _("at least %(fraction)s of the weight of %(base)s is %(needed)s"),
    (">=", "votes"): _("at least %(fraction)s of all %(base)s votes is %(needed)s"),
    (">=", "area"): _("at least %(fraction)s of %(base)s m² is %(needed)s m²"),
}
_EXACT = {
    True: _("more than half of %(base)s m² is more than %(line)s m²"),
    False: _("more than %(fraction)s of %(base)s m² is more than %(line)s m²"),
}
AND_THEN = _("; ")  # between the clauses of a sentence
_OUTCOME = {
    "within": _("elected."),
    "below": _("not elected."),
    "behind": _("enough, but the seats are filled by those with more; not elected."),
    "tied": _("tied for the last seat."),
}
_MOST = {
    "within": _("elected by the most votes."),
    "below": _("not elected."),
    "behind": _("others have more votes; not elected."),
    "tied": _("tied for the last seat."),
}
_ADOPTED = {
    "within": _("adopted."),
    "below": _("not adopted."),
    "behind": _("not adopted."),
    "tied": _("not adopted."),
}
_ADVISORY = {
    "within": _("reached; advisory, nobody is elected by it."),
    "below": _("not reached; advisory."),
    "behind": _("reached; advisory, nobody is elected by it."),
    "tied": _("reached; advisory, nobody is elected by it."),
}
_GOES_ON = {
    "within": _("goes on."),
    "below": _("does not go on."),
    "behind": _("does not go on."),
    "tied": _("tied for the last place."),
}
_TIED = {
    "revote_tied": _(
        "%(names)s are tied with %(votes)s for %(seats)s places left: the meeting votes again between them."
    ),
    "lot": _("%(names)s are tied with %(votes)s for %(seats)s places left: the lot decides between them."),
    "chair": _("%(names)s are tied with %(votes)s for %(seats)s places left: the chair decides between them."),
    "unresolved": _(
        "%(names)s are tied with %(votes)s for %(seats)s places left: the rules name nobody who decides; ask the meeting."
    ),
}
_FEWER = _("Places that nobody passed for: %(seats)s. No more names go on.")
_SHORT = {
    "new_round": _(
        "Seats that nobody passed for: %(seats)s. A new round is needed, or the meeting agrees to fewer seats."
    ),
    "reduce_with_consent": _(
        "Seats that nobody passed for: %(seats)s. The meeting may agree to fewer seats, or hold a new round."
    ),
    "vacant": _("Seats that nobody passed for: %(seats)s. They stay vacant."),
}
