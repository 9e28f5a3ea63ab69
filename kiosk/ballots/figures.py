"""What a verdict is made of: the rules of a round, its papers, its names with their votes. Exact integers alone."""

from __future__ import annotations

from typing import NamedTuple

BASES = ("present", "eligible", "returned", "valid", "yes_plus_no", "cast_without_blank", "weight")
OPERATORS = (">", ">=")
BALLOTS = ("approve", "yes_no_abstain", "one", "motion")
TIES = ("revote_tied", "lot", "chair", "unresolved")
SHORTFALLS = ("new_round", "reduce_with_consent", "vacant")
MINIMA = ("seats", "one_more", "one_fifth_more", "none")

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


def marks_most(rules: Rules, office: Office) -> int:
    """How many names one paper may mark for an office."""
    return 1 if rules.ballot in ("one", "motion") else max(office.seats, rules.advance)


def candidates_least(rules: Rules, seats: int) -> int:
    """How many names must stand for so many seats; one fifth more is rounded up."""
    return {
        "none": 0,
        "seats": seats,
        "one_more": seats + 1,
        "one_fifth_more": seats - (-seats // 5),
    }[rules.min_candidates]


def weighed(rules: Rules, thousandths: int) -> int | str:
    """A weight as it is said: an area in square metres, exactly, anything else as it was given."""
    return area(thousandths) if rules.area else thousandths


def area(thousandths: int) -> str:
    """Thousandths of a square metre as square metres, exactly: 80550 is 80.55."""
    metres, rest = divmod(thousandths, 1000)
    return f"{metres}.{rest:03}".rstrip("0").rstrip(".")


def rank(rules: Rules, one: Candidate) -> int:
    """By what names are ranked: votes, or weight where that alone counts."""
    return one.votes_weight if rules.win.base == "weight" else one.votes
