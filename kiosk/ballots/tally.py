"""The verdict of a round: who is elected, by which arithmetic. Exact integers, standard library only; areas too.

A round is judged in three steps: do the papers add up (`identities`), how many votes are needed (`line`), who passes
and ranks within the seats (`judge`). Nothing is decided silently: a tie at the last seat and a seat that nobody can
fill are told, with who decides, and no winner is made up.

The verdict is said in sentences (msgid, figures), the same on the screen, on paper and in the minutes; never a
percentage without its base.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

BASES = ("present", "eligible", "returned", "valid", "yes_plus_no", "cast_without_blank", "weight")
OPERATORS = (">", ">=")
BALLOTS = ("approve", "yes_no_abstain", "one", "motion")
TIES = ("revote_tied", "lot", "chair", "unresolved")
SHORTFALLS = ("new_round", "reduce_with_consent", "vacant")
MINIMA = ("seats", "one_more", "one_fifth_more", "none")
INVALID_OF_100 = 3

Figures = dict[str, int | str | list[str]]
Clause = tuple[str, Figures]
Sentence = tuple[Clause, ...]  # said one after the other, with a semicolon between


class Floor(NamedTuple):
    """The lower line of a later round, where the rules have one: village elections, one third."""

    numerator: int
    denominator: int
    operator: str


class Win(NamedTuple):
    """How many votes win: more than, or at least, so great a part of which base."""

    base: str
    numerator: int
    denominator: int
    operator: str
    rivals_base: str | None = None  # another base where more names stand than seats
    floor: Floor | None = None


class Rules(NamedTuple):
    """The rules of a round: a preset with what the meeting adopted otherwise."""

    win: Win
    ballot: str = "approve"
    min_candidates: str = "none"
    overvote: str = "paper"
    returned_limit: str = "issued"
    tie: str = "revote_tied"
    shortfall: str = "new_round"
    write_ins: bool = True
    write_in_cross: bool = False  # each name written in needs an × beside a listed one; what has none is an over-vote
    cascade: str = "none"
    invalid_in_base: bool = True
    abstain_in_base: bool = True
    weights: bool = False  # heads and area must both pass
    area: bool = False  # what is weighed are thousandths of a square metre, and said so
    proxies: str = "none"
    proxies_most: int | None = 0
    advance: int = 0  # so many go on to the next stage, by rank; 0: the round elects
    decisive: bool = True
    later_round: bool = False  # the floor of `win` holds instead of its line


class Papers(NamedTuple):
    """What became of the ballot papers; None is what was not counted."""

    printed: int | None
    issued: int
    exchanged: int
    spare: int | None
    returned: int
    valid: int
    invalid: int
    blank: int = 0  # valid papers without a mark
    voters: int | None = None  # who came to the box, where the rules hold the returned papers to that
    returned_weight: int | None = None
    valid_weight: int | None = None


class Candidate(NamedTuple):
    """One name and its votes; `against` and `abstain` are None where they were not asked (write-ins)."""

    name: str
    office: str
    votes: int
    against: int | None = None
    abstain: int | None = None
    write_in: bool = False
    votes_weight: int = 0
    against_weight: int = 0
    abstain_weight: int = 0


class Office(NamedTuple):
    """What is filled, and by how many; `invalid` papers count for other offices of the same paper alone."""

    name: str
    seats: int
    invalid: int = 0


class Round(NamedTuple):
    """Everything that a verdict needs. `present` are the persons and votes present when papers were issued."""

    offices: tuple[Office, ...]
    eligible: int
    present: int
    papers: Papers
    candidates: tuple[Candidate, ...]
    eligible_weight: int | None = None
    present_weight: int | None = None


class Broken(NamedTuple):
    """An identity that does not hold: its code, and the formula with both numbers."""

    code: str
    clause: Clause


class Result(NamedTuple):
    """One office: the least number of votes that wins (None where every name has its own), and who is where.

    `revote` are the tied and the seats that are left for them; `shortfall` the seats that nobody can fill now.
    """

    office: str
    seats: int
    needed: int | None
    elected: tuple[str, ...]
    advanced: tuple[str, ...]
    revote: tuple[str, ...]
    revote_seats: int
    shortfall: int
    sentences: tuple[Sentence, ...]


class Verdict(NamedTuple):
    """The whole: `void` or `broken` where nobody can be elected, warnings, and each office."""

    void: str | None
    broken: tuple[str, ...]
    warnings: tuple[str, ...]
    results: tuple[Result, ...]
    sentences: tuple[Sentence, ...]


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


def line(numerator: int, denominator: int, operator: str, base: int) -> int:
    """The least number of votes that is more than (or at least) n/d of the base; at least one."""
    least = numerator * base // denominator + 1 if operator == ">" else -(-numerator * base // denominator)
    return max(1, least)


def judge(rules: Rules, round: Round) -> Verdict:
    """The verdict of a round under its rules."""
    void = [one for one in identities(rules, round) if one.code == "returned_above_issued"]
    broken = [one for one in identities(rules, round) if one.code != "returned_above_issued"]
    told: list[Sentence] = [(one.clause,) for one in (*void, *broken)]
    results: list[Result] = []
    carried: tuple[Candidate, ...] = ()
    for office in round.offices:
        names = (*(one for one in round.candidates if one.office == office.name), *carried)
        result = _nobody(rules, round, office, names) if told else _result(rules, round, office, names)
        results.append(result)
        carried = _losers(result, names) if rules.cascade == "down" else ()
    said = told or [sentence for result in results for sentence in result.sentences]
    return Verdict(
        void[0].code if void else None,
        tuple(dict.fromkeys(one.code for one in broken)),
        tuple(warnings(rules, round)),
        tuple(results),
        tuple(said),
    )


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


def marks_most(rules: Rules, office: Office) -> int:
    """How many names one paper may mark for an office."""
    return 1 if rules.ballot in ("one", "motion") else max(office.seats, rules.advance)


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


def candidates_least(rules: Rules, seats: int) -> int:
    """How many names must stand for so many seats; one fifth more is rounded up."""
    return {
        "none": 0,
        "seats": seats,
        "one_more": seats + 1,
        "one_fifth_more": seats - (-seats // 5),
    }[rules.min_candidates]


def bases(rules: Rules, round: Round, office: Office, one: Candidate, name: str) -> tuple[int, int | None]:
    """The base of one name's line, in heads and (where the rules weigh) by weight."""
    papers = round.papers
    valid = papers.valid - office.invalid
    heads = {
        "present": round.present,
        "eligible": round.eligible,
        "returned": papers.returned if rules.invalid_in_base else valid,
        "valid": valid,
        "cast_without_blank": (papers.returned if rules.invalid_in_base else valid) - papers.blank,
        "yes_plus_no": one.votes + (one.against or 0),
        "weight": 0,
    }[name]
    if not rules.abstain_in_base and name in ("returned", "valid", "cast_without_blank"):
        heads -= one.abstain or 0
    return heads, _weight_base(rules, round, one, name)


def _weight_base(rules: Rules, round: Round, one: Candidate, base: str) -> int | None:
    if not rules.weights and base != "weight":
        return None
    papers = round.papers
    returned = papers.returned_weight if papers.returned_weight is not None else round.present_weight
    found = {
        "present": round.present_weight,
        "eligible": round.eligible_weight,
        "valid": papers.valid_weight if papers.valid_weight is not None else returned,
        "yes_plus_no": one.votes_weight + one.against_weight,
    }.get(base, returned)
    return round.eligible_weight or 0 if found is None else found


class _Standing(NamedTuple):
    """One name with its lines."""

    candidate: Candidate
    base_name: str
    base: int
    needed: int
    weight_base: int | None
    weight_needed: int | None
    passes: bool


def _standing(rules: Rules, round: Round, office: Office, one: Candidate, rivals: bool) -> _Standing:
    win = rules.win
    n, d, operator = win.numerator, win.denominator, win.operator
    if rules.later_round and win.floor:
        n, d, operator = win.floor
    name = win.rivals_base if rivals and win.rivals_base else win.base
    base, weight_base = bases(rules, round, office, one, name)
    needed = line(n, d, operator, base)
    weight_needed = None if weight_base is None else line(n, d, operator, weight_base)
    by_heads = win.base == "weight" or one.votes >= needed
    by_weight = weight_needed is None or one.votes_weight >= weight_needed
    return _Standing(one, name, base, needed, weight_base, weight_needed, by_heads and by_weight and one.votes > 0)


def _rank(rules: Rules, one: Candidate) -> int:
    return one.votes_weight if rules.win.base == "weight" else one.votes


def _result(rules: Rules, round: Round, office: Office, names: Sequence[Candidate]) -> Result:
    seats = rules.advance or office.seats
    standing = _standings(rules, round, office, names)
    passing = [one.candidate for one in standing if _may_win(rules, one)]
    passing.sort(key=lambda one: -_rank(rules, one))
    within, tied = _cut(rules, passing, seats)
    left = seats - len(within) if tied else 0
    short = 0 if tied or rules.ballot == "motion" else seats - len(within)  # a motion that fails leaves no seat empty
    chosen = tuple(one.name for one in within)
    return Result(
        office.name,
        office.seats,
        _one_line(rules, standing, round, office),
        () if rules.advance else chosen,
        chosen if rules.advance else (),
        tuple(one.name for one in tied),
        left,
        short,
        tuple(_sentences(rules, standing, within, tied, left, short)),
    )


def _may_win(rules: Rules, one: _Standing) -> bool:
    if one.candidate.write_in and not rules.write_ins:
        return False
    return one.candidate.votes > 0 if rules.advance else one.passes


def _standings(rules: Rules, round: Round, office: Office, names: Sequence[Candidate]) -> list[_Standing]:
    rivals = sum(not one.write_in for one in names) > office.seats
    return [_standing(rules, round, office, one, rivals) for one in names]


def _cut(rules: Rules, passing: Sequence[Candidate], seats: int) -> tuple[list[Candidate], list[Candidate]]:
    """Who is within the seats for certain, and who shares the last ones."""
    if len(passing) <= seats:
        return list(passing), []
    last = _rank(rules, passing[seats - 1])
    if _rank(rules, passing[seats]) < last:
        return list(passing[:seats]), []
    within = [one for one in passing if _rank(rules, one) > last]
    return within, [one for one in passing if _rank(rules, one) == last]


def _one_line(rules: Rules, standing: Sequence[_Standing], round: Round, office: Office) -> int | None:
    """The office's line; None where every name has another. Who goes on by rank needs one vote."""
    if rules.advance:
        return 1
    empty = Candidate("", office.name, 0)
    lines = {one.needed for one in standing} or {_standing(rules, round, office, empty, False).needed}
    return lines.pop() if len(lines) == 1 else None


def _nobody(rules: Rules, round: Round, office: Office, names: Sequence[Candidate]) -> Result:
    """The shape of a result where the papers do not add up."""
    standing = _standings(rules, round, office, names)
    return Result(office.name, office.seats, _one_line(rules, standing, round, office), (), (), (), 0, 0, ())


def _losers(result: Result, names: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Who was not elected stands for the next office too, with the same votes."""
    placed = {*result.elected, *result.advanced, *result.revote}
    return tuple(one for one in names if one.name not in placed)


def _sentences(
    rules: Rules,
    standing: Sequence[_Standing],
    within: Sequence[Candidate],
    tied: Sequence[Candidate],
    left: int,
    short: int,
) -> Iterator[Sentence]:
    for one in sorted(standing, key=lambda one: -_rank(rules, one.candidate)):
        yield _about(rules, one, one.candidate in within, one.candidate in tied)
    if tied:
        names = [one.name for one in tied]
        votes = weighed(rules, tied[0].votes_weight) if rules.win.base == "weight" else tied[0].votes
        yield ((_TIED[rules.tie], {"names": names, "votes": votes, "seats": left}),)
    if short:
        yield ((_SHORT[rules.shortfall], {"seats": short}),)


def _about(rules: Rules, one: _Standing, within: bool, tied: bool) -> Sentence:
    """One name: its votes, the line with its base, and what follows."""
    votes = _votes(rules, one)
    passed = one.passes or rules.advance > 0
    outcome = "tied" if tied else "within" if within else "behind" if passed else "below"
    if rules.advance:
        return (votes, (_GOES_ON[outcome], {}))
    told = _ADOPTED if rules.ballot == "motion" else _OUTCOME if rules.decisive else _ADVISORY
    return (votes, *_lines(rules, one), (told[outcome], {}))


def _votes(rules: Rules, one: _Standing) -> Clause:
    candidate = one.candidate
    figures: Figures = {
        "name": candidate.name,
        "for": candidate.votes,
        "against": candidate.against or 0,
        "abstain": candidate.abstain or 0,
    }
    if one.weight_needed is not None:
        kind = "by_weight" if rules.win.base == "weight" else "by_both"
        weight = weighed(rules, candidate.votes_weight)
        return _VOTES[kind, _measure(rules)], {**figures, "weight": weight}
    asked = candidate.against is not None or candidate.abstain is not None
    return _VOTES["all" if asked else "for_only", "heads"], figures


def _lines(rules: Rules, one: _Standing) -> Iterator[Clause]:
    win = rules.win.floor if rules.later_round and rules.win.floor else rules.win
    half = (win.numerator, win.denominator, win.operator) == (1, 2, ">")
    kind = "half" if half else win.operator
    figures: Figures = {"fraction": f"{win.numerator}/{win.denominator}"}
    if rules.win.base != "weight":
        yield _LINE[kind, one.base_name], {**figures, "base": one.base, "needed": one.needed}
    if one.weight_needed is not None:
        base, needed = (weighed(rules, n) for n in (one.weight_base or 0, one.weight_needed))
        yield _LINE[kind, _measure(rules)], {**figures, "base": base, "needed": needed}


def _measure(rules: Rules) -> str:
    return "area" if rules.area else "weight"


def weighed(rules: Rules, thousandths: int) -> int | str:
    """A weight as it is said: an area in square metres, exactly, anything else as it was given."""
    return area(thousandths) if rules.area else thousandths


def area(thousandths: int) -> str:
    """Thousandths of a square metre as square metres, exactly: 80550 is 80.55."""
    metres, rest = divmod(thousandths, 1000)
    return f"{metres}.{rest:03}".rstrip("0").rstrip(".")


_VOTES = {
    ("all", "heads"): _("%(name)s: %(for)s for, %(against)s against, %(abstain)s abstain"),
    ("for_only", "heads"): _("%(name)s: %(for)s for"),
    ("by_both", "weight"): _("%(name)s: %(for)s for, by weight %(weight)s"),
    ("by_weight", "weight"): _("%(name)s: by weight %(weight)s for"),
    ("by_both", "area"): _("%(name)s: %(for)s for, with %(weight)s m²"),
    ("by_weight", "area"): _("%(name)s: %(weight)s m² for"),
}
_LINE = {
    ("half", "present"): _("more than half of the %(base)s present is %(needed)s"),
    ("half", "eligible"): _("more than half of the %(base)s eligible is %(needed)s"),
    ("half", "returned"): _("more than half of the %(base)s papers returned is %(needed)s"),
    ("half", "valid"): _("more than half of the %(base)s valid papers is %(needed)s"),
    ("half", "yes_plus_no"): _("more than half of the %(base)s votes for and against is %(needed)s"),
    ("half", "cast_without_blank"): _("more than half of the %(base)s papers that are not blank is %(needed)s"),
    ("half", "weight"): _("more than half of the weight of %(base)s is %(needed)s"),
    ("half", "area"): _("more than half of %(base)s m² is %(needed)s m²"),
    (">", "present"): _("more than %(fraction)s of the %(base)s present is %(needed)s"),
    (">", "eligible"): _("more than %(fraction)s of the %(base)s eligible is %(needed)s"),
    (">", "returned"): _("more than %(fraction)s of the %(base)s papers returned is %(needed)s"),
    (">", "valid"): _("more than %(fraction)s of the %(base)s valid papers is %(needed)s"),
    (">", "yes_plus_no"): _("more than %(fraction)s of the %(base)s votes for and against is %(needed)s"),
    (">", "cast_without_blank"): _("more than %(fraction)s of the %(base)s papers that are not blank is %(needed)s"),
    (">", "weight"): _("more than %(fraction)s of the weight of %(base)s is %(needed)s"),
    (">", "area"): _("more than %(fraction)s of %(base)s m² is %(needed)s m²"),
    (">=", "present"): _("at least %(fraction)s of the %(base)s present is %(needed)s"),
    (">=", "eligible"): _("at least %(fraction)s of the %(base)s eligible is %(needed)s"),
    (">=", "returned"): _("at least %(fraction)s of the %(base)s papers returned is %(needed)s"),
    (">=", "valid"): _("at least %(fraction)s of the %(base)s valid papers is %(needed)s"),
    (">=", "yes_plus_no"): _("at least %(fraction)s of the %(base)s votes for and against is %(needed)s"),
    (">=", "cast_without_blank"): _("at least %(fraction)s of the %(base)s papers that are not blank is %(needed)s"),
    (">=", "weight"): _("at least %(fraction)s of the weight of %(base)s is %(needed)s"),
    (">=", "area"): _("at least %(fraction)s of %(base)s m² is %(needed)s m²"),
}
AND_THEN = _("; ")  # between the clauses of a sentence
_OUTCOME = {
    "within": _("elected."),
    "below": _("not elected."),
    "behind": _("enough, but the seats are filled by those with more; not elected."),
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
_SHORT = {
    "new_round": _(
        "Seats that nobody passed for: %(seats)s. A new round is needed, or the meeting agrees to fewer seats."
    ),
    "reduce_with_consent": _(
        "Seats that nobody passed for: %(seats)s. The meeting may agree to fewer seats, or hold a new round."
    ),
    "vacant": _("Seats that nobody passed for: %(seats)s. They stay vacant."),
}
