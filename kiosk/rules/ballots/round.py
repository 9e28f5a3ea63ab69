"""What a verdict is made of: the rules of a round, its papers, its names with their votes. Exact integers alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

BASES = ("present", "eligible", "returned", "valid", "yes_plus_no", "cast_without_blank", "weight")
OPERATORS = (">", ">=")
KINDS = ("recommendation", "pre_election", "trust", "election", "motion")
TAKES_PART = ("present", "returned")
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


class Valid(NamedTuple):
    """How many must take part for the round to be held at all: so great a part of those entitled, and at least so many
    persons. Measured on those present, or on the papers that came back; `weight`: by weight as well."""

    base: str = "present"
    numerator: int = 0
    denominator: int = 1
    operator: str = ">="
    weight: bool = False
    least: int = 0


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
    version: int = 2  # of the rules: 1 are those of records without a version
    kind: str = "election"
    valid: Valid | None = None  # None: no number is set
    papers_to: str = "present"  # "entitled": papers go out without attendance
    runoff: bool = False  # among the tied
    runoff_most: bool = False  # the text lets the most votes elect in a runoff
    plurality: bool = False  # the most votes elect
    line: bool = True  # False: votes are told, and nobody passes anything by them
    advance_line: Win | None = None  # what goes on must pass this too
    silent: str = "absent"  # "majority": delivered papers that never came back are counted with the majority
    weight_alone: bool = False  # where votes are weighed, heads are not asked
    weight_base: str = "returned"  # of what the line by weight is taken where `win.base` is "weight"
    additional_votes: bool = False  # weight above the heads is at most a fifth of them
    written: bool = False  # opinions of the absent, handed in before, count
    women_least: int = 0  # fewer women among the elected are told as a warning
    relatives_apart: bool = False  # near relatives elected together are told as a warning
    below_law: tuple[str, ...] = ()  # codes of what the adopted rules ask less of than the law does
    papers_are: str = "persons"  # "votes": who has additional votes gets a paper for each, and each weighs one


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
    late: int = 0  # came after the end: enveloped, not returned
    delivered: int | None = None  # to those entitled, where papers go out without attendance
    delivered_weight: int | None = None


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
    written_for: int = 0  # opinions of the absent, handed in before
    written_against: int = 0
    withdrawn: bool = False  # after the papers were printed: the votes are told and elect nobody
    woman: bool = False
    relatives: tuple[str, ...] = ()  # names of near relatives
    from_above: int = 0  # of the votes, those that were added from a higher office


class Office(NamedTuple):
    """What is filled, and by how many; `invalid` papers are void for this office alone (`illegal` in a round's file),
    `blank` ones leave it blank. None is what was not stated."""

    name: str
    seats: int
    invalid: int = 0
    blank: int | None = None
    invalid_stated: bool = False


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
    if rules.ballot == "one" or (rules.ballot == "motion" and rules.version == 1):
        return 1
    return max(office.seats, rules.advance)


def candidates_least(rules: Rules, seats: int) -> int:
    """How many names must stand for so many seats; one fifth more is rounded up."""
    return {
        "none": 0,
        "seats": seats,
        "one_more": seats + 1,
        "one_fifth_more": seats - (-seats // 5),
    }[rules.min_candidates]


def most_votes(rules: Rules) -> bool:
    """Whether the most votes elect: no preset does so unless its rules say it."""
    if rules.version == 1:
        return False
    return rules.plurality or (rules.runoff and rules.runoff_most)


def by_weight(rules: Rules) -> bool:
    """Whether weight alone decides, and heads are not asked."""
    return rules.win.base == "weight" or (rules.weights and rules.weight_alone)


def goes_on(rules: Rules) -> bool:
    """Whether names go on from this round to a later one, and nobody is elected by it."""
    return rules.advance > 0 or (rules.version > 1 and rules.kind in ("recommendation", "pre_election"))


def advisory(rules: Rules) -> bool:
    """Whether nobody is elected by this round, and it names nobody who goes on either."""
    return rules.version > 1 and (rules.kind == "trust" or not rules.decisive) and not goes_on(rules)


def places(rules: Rules, office: Office) -> int:
    """How many names can come out of a round: those who go on, or the seats."""
    return rules.advance or office.seats


def opposable(rules: Rules, office: Office, one: Candidate) -> bool:
    """Whether the paper lets a voter say no to this name: then yes is judged against no. Where several may be marked,
    or one of several, or the name was written in, no mark is no answer."""
    if one.against is None or one.write_in or rules.ballot == "one":
        return False
    return rules.ballot in ("yes_no_abstain", "motion") or marks_most(rules, office) == 1


def answers(rules: Rules, names: Sequence[Candidate]) -> int:
    """How many times the papers answer an office's names other than for them: no to a name, or abstained where the paper
    has a box for it. Each paper that does not leave the office blank gives one answer at least."""
    asked = rules.ballot in ("yes_no_abstain", "motion")
    listed = [one for one in names if not one.write_in]
    return sum((one.against or 0) + (one.abstain or 0 if asked else 0) for one in listed)


def weighed(rules: Rules, thousandths: int) -> int | str:
    """A weight as it is said: an area in square metres, exactly, anything else as it was given."""
    if not rules.area:
        return thousandths
    return area(thousandths) if rules.version == 1 else grouped(thousandths)


def grouped(thousandths: int) -> str:
    """An area as it is read aloud: 2,283.5."""
    metres, rest = divmod(thousandths, 1000)
    return f"{metres:,}" + f".{rest:03}".rstrip("0").rstrip(".")


def area(thousandths: int) -> str:
    """Thousandths of a square metre as square metres, exactly: 80550 is 80.55."""
    metres, rest = divmod(thousandths, 1000)
    return f"{metres}.{rest:03}".rstrip("0").rstrip(".")


def rank(rules: Rules, one: Candidate) -> int:
    """By what names are ranked: votes, or weight where that alone counts."""
    return one.votes_weight if by_weight(rules) else one.votes
