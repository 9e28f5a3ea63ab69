"""The verdict of a round: who is elected, by which arithmetic. Exact integers, standard library only; areas too.

A round is judged in three steps: do the papers add up (`identities.py`), how many votes are needed (`lines.py`), who
passes and ranks within the seats (here). Nothing is decided silently: a tie at the last seat and a seat that nobody can
fill are told, with who decides, and no winner is made up. `figures.py` has what is judged, `spoken.py` the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kiosk.rules.ballots.balance_checks import composition, identities, warnings
from kiosk.rules.ballots.cascade import carried_on
from kiosk.rules.ballots.round import (
    Candidate,
    Office,
    Round,
    Rules,
    Sentence,
    advisory,
    by_weight,
    goes_on,
    places,
    rank,
)
from kiosk.rules.ballots.silent import with_the_silent
from kiosk.rules.ballots.statements import heading, sentences, silent
from kiosk.rules.ballots.thresholds import Measured, in_force, measured, rivalry
from kiosk.rules.ballots.validity import Validity, validity


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

    @property
    def placed(self) -> tuple[str, ...]:
        """Who is elected, goes on or is tied: who stands for no lower office any more."""
        return (*self.elected, *self.advanced, *self.revote)


class Verdict(NamedTuple):
    """The whole: `void` or `broken` where nobody can be elected, warnings, each office, and whether as many took part
    as must (rules version 1 asked nothing)."""

    void: str | None
    broken: tuple[str, ...]
    warnings: tuple[str, ...]
    results: tuple[Result, ...]
    sentences: tuple[Sentence, ...]
    validity: Validity | None = None


def judge(rules: Rules, round: Round) -> Verdict:
    """The verdict of a round under its rules."""
    found = list(identities(rules, round))
    void = [one for one in found if one.code == "returned_above_issued"]
    broken = [one for one in found if one.code != "returned_above_issued"]
    told: list[Sentence] = [(one.clause,) for one in (*void, *broken)]
    warned = tuple(warnings(rules, round))
    returned, round = round, with_the_silent(rules, round)
    held = validity(rules, round) if rules.version > 1 else None
    if held and not held.met:
        told.append(held.sentence)
    results = _results(rules, round, nobody=bool(told))
    warned += tuple(composition(rules, round, [name for one in results for name in one.elected]))
    if rules.cascade != "none" and any(one.revote for one in results[:-1]):
        warned += ("lower_office_waits",)
    said = told or [*silent(rules, returned, round), *(sentence for result in results for sentence in result.sentences)]
    codes = tuple(dict.fromkeys(one.code for one in broken))
    return Verdict(void[0].code if void else None, codes, warned, tuple(results), tuple(said), held)


def _results(rules: Rules, round: Round, *, nobody: bool) -> list[Result]:
    results: list[Result] = []
    names: tuple[Candidate, ...] = ()
    placed: set[str] = set()
    for office in round.offices:
        own = [one for one in round.candidates if one.office == office.name]
        before = placed if rules.version > 1 else results[-1].placed if results else ()
        names = carried_on(rules, before, names, own)
        result = _nobody(rules, round, office, names) if nobody else _result(rules, round, office, names)
        results.append(result)
        placed.update(result.placed)
    return results


def _result(rules: Rules, round: Round, office: Office, names: Sequence[Candidate]) -> Result:
    seats = places(rules, office)
    standing = _standings(rules, round, office, names)
    passing = [one.candidate for one in standing if _may_win(rules, one)]
    passing.sort(key=lambda one: -rank(rules, one))
    within, tied = _cut(rules, passing, seats)
    if advisory(rules):
        within, tied = passing if in_force(rules) else [], []
    left = seats - len(within) if tied else 0
    short = 0 if tied or rules.ballot == "motion" or advisory(rules) else seats - len(within)
    chosen = tuple(one.name for one in within)
    later = goes_on(rules) or advisory(rules)
    told = (*heading(rules, round, office), *sentences(rules, standing, within, tied, left, short))
    return Result(
        office.name,
        office.seats,
        _one_line(rules, standing, round, office),
        () if later else chosen,
        chosen if later else (),
        tuple(one.name for one in tied),
        left,
        short,
        told,
    )


def _may_win(rules: Rules, one: Measured) -> bool:
    if one.candidate.withdrawn or (one.candidate.write_in and not rules.write_ins):
        return False
    return one.candidate.votes > 0 if rules.version == 1 and rules.advance else one.passes


def _standings(rules: Rules, round: Round, office: Office, names: Sequence[Candidate]) -> list[Measured]:
    rivals = rivalry(rules, office, names)
    return [measured(rules, round, office, one, rivals) for one in names]


def _cut(rules: Rules, passing: Sequence[Candidate], seats: int) -> tuple[list[Candidate], list[Candidate]]:
    """Who is within the seats for certain, and who shares the last ones."""
    if len(passing) <= seats:
        return list(passing), []
    last = rank(rules, passing[seats - 1])
    if rank(rules, passing[seats]) < last:
        return list(passing[:seats]), []
    within = [one for one in passing if rank(rules, one) > last]
    return within, [one for one in passing if rank(rules, one) == last]


def _one_line(rules: Rules, standing: Sequence[Measured], round: Round, office: Office) -> int | None:
    """The office's line; None where every name has another. Who goes on by rank needs one vote."""
    if rules.version == 1 and rules.advance:
        return 1
    empty = Candidate("", office.name, 0)
    lines = {_asked(rules, one) for one in standing} or {_asked(rules, measured(rules, round, office, empty, False))}
    return lines.pop() if len(lines) == 1 else None


def _asked(rules: Rules, one: Measured) -> int:
    """What a name needs, in what decides: votes, or weight where that alone counts."""
    alone = rules.version > 1 and by_weight(rules) and one.weight_needed is not None
    return one.weight_needed or 0 if alone else one.needed


def _nobody(rules: Rules, round: Round, office: Office, names: Sequence[Candidate]) -> Result:
    """The shape of a result where the papers do not add up, or the round is not valid."""
    standing = _standings(rules, round, office, names)
    return Result(office.name, office.seats, _one_line(rules, standing, round, office), (), (), (), 0, 0, ())
