"""The verdict of a round: who is elected, by which arithmetic. Exact integers, standard library only; areas too.

A round is judged in three steps: do the papers add up (`identities.py`), how many votes are needed (`lines.py`), who
passes and ranks within the seats (here). Nothing is decided silently: a tie at the last seat and a seat that nobody can
fill are told, with who decides, and no winner is made up. `figures.py` has what is judged, `spoken.py` the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kiosk.ballots.figures import Candidate, Office, Round, Rules, Sentence, rank
from kiosk.ballots.identities import identities, warnings
from kiosk.ballots.lines import Measured, measured
from kiosk.ballots.spoken import sentences


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


def _result(rules: Rules, round: Round, office: Office, names: Sequence[Candidate]) -> Result:
    seats = rules.advance or office.seats
    standing = _standings(rules, round, office, names)
    passing = [one.candidate for one in standing if _may_win(rules, one)]
    passing.sort(key=lambda one: -rank(rules, one))
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
        tuple(sentences(rules, standing, within, tied, left, short)),
    )


def _may_win(rules: Rules, one: Measured) -> bool:
    if one.candidate.write_in and not rules.write_ins:
        return False
    return one.candidate.votes > 0 if rules.advance else one.passes


def _standings(rules: Rules, round: Round, office: Office, names: Sequence[Candidate]) -> list[Measured]:
    rivals = sum(not one.write_in for one in names) > office.seats
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
    if rules.advance:
        return 1
    empty = Candidate("", office.name, 0)
    lines = {one.needed for one in standing} or {measured(rules, round, office, empty, False).needed}
    return lines.pop() if len(lines) == 1 else None


def _nobody(rules: Rules, round: Round, office: Office, names: Sequence[Candidate]) -> Result:
    """The shape of a result where the papers do not add up."""
    standing = _standings(rules, round, office, names)
    return Result(office.name, office.seats, _one_line(rules, standing, round, office), (), (), (), 0, 0, ())


def _losers(result: Result, names: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Who was not elected stands for the next office too, with the same votes."""
    placed = {*result.elected, *result.advanced, *result.revote}
    return tuple(one for one in names if one.name not in placed)
