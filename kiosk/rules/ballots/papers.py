"""Counting ballot papers and comparing two teams' entries: a pure rule.

A paper is a mapping of candidate to "for" or "against"; a name without a mark is an abstention. Nothing here knows
whose paper it is, and the order of papers never changes a total.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

MARKS = ("for", "against")
UNIT = 0  # in a difference: not a candidate but the unit that a named paper bears
Paper = Mapping[int, str]  # candidate → mark


class Ballot(NamedTuple):
    """What a paper may hold: each office's most marks, each candidate's office, and who was written in."""

    marks_most: Mapping[int, int]
    office_of: Mapping[int, int]
    write_ins: frozenset[int]
    overvote: str  # "paper": too many marks spoil the whole paper; "office": those of that office alone
    write_in_cross: bool = False  # a name is written in only for a listed one that an × stands beside


class Totals(NamedTuple):
    """A batch in figures: votes are {candidate: (for, against, abstain)}; of the valid papers, spoilt are {office: papers}
    that mark too many names for it, blanks those that mark none."""

    papers: int
    valid: int
    invalid: int
    blank: int
    votes: dict[int, tuple[int, int, int]]
    spoilt: dict[int, int]
    blanks: dict[int, int] = {}  # noqa: RUF012 (a named tuple is never changed)


class Weights(NamedTuple):
    """A batch of named papers by weight, in integer units: votes are {candidate: (for, against, abstain)}."""

    returned: int
    valid: int
    votes: dict[int, tuple[int, int, int]]


class Difference(NamedTuple):
    """Where two teams differ, and never by how much: a paper (None on a sheet) and a candidate (None: the papers)."""

    paper: int | None
    candidate: int | None


def overvoted(ballot: Ballot, paper: Paper) -> list[int]:
    """The offices for which a paper marks too many names, or more names are written in than the rules let it."""
    given: dict[int, int] = {}
    uncrossed: dict[int, int] = {}  # names written in, less the listed names with an ×
    for candidate, mark in paper.items():
        office, written = ballot.office_of[candidate], candidate in ballot.write_ins
        if mark == "for":
            given[office] = given.get(office, 0) + 1
        if written == (mark == "for"):
            uncrossed[office] = uncrossed.get(office, 0) + (1 if written else -1)
    too_many = {office for office, count in given.items() if count > ballot.marks_most[office]}
    if ballot.write_in_cross:
        too_many |= {office for office, count in uncrossed.items() if count > 0}
    return [office for office in given if office in too_many]


def is_valid(ballot: Ballot, paper: Paper) -> bool:
    return not (ballot.overvote == "paper" and overvoted(ballot, paper))


def count(ballot: Ballot, papers: Sequence[Paper]) -> Totals:
    """The totals of a batch. A write-in has votes for alone: who did not write a name said nothing about it."""
    valid = [paper for paper in papers if is_valid(ballot, paper)]
    spoilt = dict.fromkeys(ballot.marks_most, 0)
    blanks = dict.fromkeys(ballot.marks_most, 0)
    votes = {candidate: [0, 0, 0] for candidate in ballot.office_of}
    for paper in valid:
        too_many = overvoted(ballot, paper)
        marked = {ballot.office_of[candidate] for candidate in paper}
        for office in ballot.marks_most.keys() - marked:
            blanks[office] += 1
        for office in too_many:
            spoilt[office] += 1
        for candidate, office in ballot.office_of.items():
            if office in too_many:
                continue
            mark = paper.get(candidate)
            if mark or candidate not in ballot.write_ins:
                votes[candidate][MARKS.index(mark) if mark else 2] += 1
    return Totals(
        len(papers),
        len(valid),
        len(papers) - len(valid),
        sum(not paper for paper in valid),
        {candidate: (one[0], one[1], one[2]) for candidate, one in votes.items()},
        spoilt,
        blanks,
    )


def weigh(ballot: Ballot, papers: Sequence[Paper], weights: Sequence[int]) -> Weights:
    """The totals of named papers by weight: each paper counts as it does in heads, so many times as it weighs."""
    valid = 0
    votes = {candidate: [0, 0, 0] for candidate in ballot.office_of}
    for paper, weight in zip(papers, weights, strict=True):
        counted = count(ballot, [paper])
        valid += weight * counted.valid
        for candidate, figures in counted.votes.items():
            votes[candidate] = [sum + weight * n for sum, n in zip(votes[candidate], figures, strict=True)]
    return Weights(sum(weights), valid, {candidate: (v[0], v[1], v[2]) for candidate, v in votes.items()})


def compare_papers(first: Sequence[Paper], second: Sequence[Paper]) -> list[Difference]:
    """Paper by paper: totals alone miss most slips that cancel out."""
    found = [
        Difference(number, candidate)
        for number, (one, other) in enumerate(zip(first, second, strict=False), 1)
        for candidate in sorted({*one, *other})
        if one.get(candidate) != other.get(candidate)
    ]
    longer = max(len(first), len(second))
    return found + [Difference(number, None) for number in range(min(len(first), len(second)) + 1, longer + 1)]


def compare_units(first: Sequence[int], second: Sequence[int]) -> list[Difference]:
    """Of named papers, which bear another unit for the one team than for the other."""
    return [
        Difference(number, UNIT)
        for number, (one, other) in enumerate(zip(first, second, strict=False), 1)
        if one != other
    ]


def compare_totals(first: Totals, second: Totals) -> list[Difference]:
    """Sheet against sheet: which names, and whether the papers themselves."""
    found = [
        Difference(None, candidate)
        for candidate in sorted({*first.votes, *second.votes})
        if first.votes.get(candidate) != second.votes.get(candidate)
    ]
    if first._replace(votes={}) != second._replace(votes={}):
        found.append(Difference(None, None))
    return found
