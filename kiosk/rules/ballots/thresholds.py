"""How many votes are needed, and of which base: the line of each name, in heads and by weight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kiosk.rules.ballots.round import (
    Candidate,
    Office,
    Round,
    Rules,
    Win,
    by_weight,
    goes_on,
    marks_most,
    most_votes,
    opposable,
)


class Measured(NamedTuple):
    """One name beside its lines, and whether it passes them. `win` is the line in force; None: no line is drawn."""

    candidate: Candidate
    base_name: str
    base: int
    needed: int
    weight_base: int | None
    weight_needed: int | None
    passes: bool
    win: Win | None = None


def measured(rules: Rules, round: Round, office: Office, one: Candidate, rivals: bool) -> Measured:
    """One name of an office; `rivals` where more names stand than seats, or others were written in."""
    win = in_force(rules)
    if win is None:
        return Measured(one, "most", 0, 1, None, None, (one.votes_weight if by_weight(rules) else one.votes) > 0)
    name = _base_name(rules, win, office, one, rivals)
    base, weight_base = bases(rules, round, office, one, name)
    n, d, operator = win.numerator, win.denominator, win.operator
    needed = line(n, d, operator, base)
    weight_needed = None if weight_base is None else line(n, d, operator, weight_base)
    by_heads = by_weight(rules) or one.votes >= needed
    heavy = weight_needed is None or one.votes_weight >= weight_needed
    return Measured(one, name, base, needed, weight_base, weight_needed, by_heads and heavy and one.votes > 0, win)


def in_force(rules: Rules) -> Win | None:
    """The line that holds in this round: of who goes on, of a later round, or the preset's; None where none is drawn."""
    if rules.version > 1 and (goes_on(rules) or not rules.line):
        return rules.advance_line
    if most_votes(rules):
        return None
    if rules.later_round and rules.win.floor:
        numerator, denominator, operator = rules.win.floor
        return rules.win._replace(numerator=numerator, denominator=denominator, operator=operator)
    return rules.win


def weighed_base(rules: Rules, office: Office, one: Candidate, rivals: bool) -> str:
    """Of what a name's line by weight is taken; empty where no line is drawn."""
    win = in_force(rules)
    name = "" if win is None else _base_name(rules, win, office, one, rivals)
    return rules.weight_base if name == "weight" else name


def _base_name(rules: Rules, win: Win, office: Office, one: Candidate, rivals: bool) -> str:
    """A base is never a name's own votes: who has rivals, or cannot be voted against, is judged by the papers that mark
    the office."""
    name = win.rivals_base if rivals and win.rivals_base else win.base
    if rules.version > 1 and name == "yes_plus_no" and not opposable(rules, office, one):
        return "cast_without_blank"
    return name


def line(numerator: int, denominator: int, operator: str, base: int) -> int:
    """The least number of votes that is more than (or at least) n/d of the base; at least one."""
    least = numerator * base // denominator + 1 if operator == ">" else -(-numerator * base // denominator)
    return max(1, least)


def bases(rules: Rules, round: Round, office: Office, one: Candidate, name: str) -> tuple[int, int | None]:
    """The base of one name's line, in heads and (where the rules weigh) by weight."""
    papers = round.papers
    valid = papers.valid - office.invalid
    # Robert's counts what is void as cast, for the whole paper and for one office alike
    cast = papers.returned if rules.invalid_in_base else valid
    blank = blank_of(rules, round, office) or 0
    heads = {
        "present": round.present,
        "eligible": round.eligible,
        "returned": cast,
        "valid": valid,
        "cast_without_blank": cast - blank,
        "yes_plus_no": one.votes + (one.against or 0),
        "weight": 0,
    }[name]
    return heads - _abstained(rules, office, one, name, blank), _weight_base(rules, round, office, one, name)


def _abstained(rules: Rules, office: Office, one: Candidate, base: str, blank: int) -> int:
    """Who abstains is not in the base where the rules leave them out; who did not mark the office at all, where a name
    cannot be voted against."""
    if rules.abstain_in_base or base not in ("returned", "valid", "cast_without_blank"):
        return 0
    if rules.version == 1:
        return one.abstain or 0
    if base == "cast_without_blank":
        return 0
    return (one.abstain or 0) if opposable(rules, office, one) else blank


def blank_of(rules: Rules, round: Round, office: Office) -> int | None:
    """The valid papers that leave an office blank: as they were stated, or derived where one seat and one choice let
    them be and the void marks were stated; None where nobody can know."""
    if rules.version == 1:
        return round.papers.blank
    if office.blank is not None:
        return office.blank
    mine = [one for one in round.candidates if one.office == office.name]
    if office.invalid_stated and office.seats == 1 and marks_most(rules, office) == 1 and _one_choice(mine):
        marked = sum(one.votes + (one.against or 0) for one in mine)
        return max(0, round.papers.valid - office.invalid - marked)
    return round.papers.blank if len(round.offices) == 1 else None


def _one_choice(names: Sequence[Candidate]) -> bool:
    """Whether each paper that marks the office shows in exactly one name's figures."""
    return len(names) == 1 or not any(one.against for one in names)


def asks_blank(rules: Rules, office: Office, names: Sequence[Candidate], rivals: bool) -> bool:
    """Whether the line of any name of an office rests on the papers that mark it."""
    win = in_force(rules)
    if win is None:
        return False
    asked = {_base_name(rules, win, office, one, rivals) for one in names}
    if "cast_without_blank" in asked:
        return True
    left_out = not rules.abstain_in_base and bool(asked & {"returned", "valid"})
    return left_out and not all(opposable(rules, office, one) for one in names)


def rivalry(rules: Rules, office: Office, names: Sequence[Candidate]) -> bool:
    """Whether the names of an office stand against each other: more than seats are listed, or others were written in."""
    written = rules.version > 1 and any(one.write_in and one.votes > 0 for one in names)
    return written or sum(not one.write_in for one in names) > office.seats


def _weight_base(rules: Rules, round: Round, office: Office, one: Candidate, base: str) -> int | None:
    if not rules.weights and base != "weight":
        return None
    if rules.version == 1:
        return _first_weight_base(rules, round, one, base)
    found = weight_known(rules, round, office, one, rules.weight_base if base == "weight" else base)
    return round.eligible_weight or 0 if found is None else found


def weight_known(rules: Rules, round: Round, office: Office, one: Candidate, base: str) -> int | None:
    """The weight of a base; None where the figures do not tell it: nobody may guess it."""
    if base in ("present", "eligible"):
        return round.present_weight if base == "present" else round.eligible_weight
    if base == "yes_plus_no":
        return one.votes_weight + one.against_weight
    returned, valid = _weights(round)
    whole = base != "valid" and rules.invalid_in_base
    cast = returned if whole else valid
    if cast is None or (office.invalid and not whole):
        return None
    blank = blank_of(rules, round, office) or 0
    if base == "cast_without_blank":
        marked = _marked_weight(rules, round, office) if blank else 0
        return cast if not blank else None if marked is None or valid is None else cast - valid + marked
    if rules.abstain_in_base:
        return cast
    if opposable(rules, office, one):
        return cast - one.abstain_weight
    return None if blank else cast


def _weights(round: Round) -> tuple[int | None, int | None]:
    """What the papers weigh that came back, and the valid ones: where none is invalid, one weight tells both."""
    papers = round.papers
    returned, valid = papers.returned_weight, papers.valid_weight
    if papers.valid != papers.returned:
        return returned, valid
    return (valid if returned is None else returned), (returned if valid is None else valid)


def _marked_weight(rules: Rules, round: Round, office: Office) -> int | None:
    """What the papers weigh that mark an office, where each shows in exactly one name's figures."""
    mine = [one for one in round.candidates if one.office == office.name]
    if office.invalid or office.seats > 1 or marks_most(rules, office) > 1 or not _one_choice(mine):
        return None
    return sum(one.votes_weight + one.against_weight for one in mine)


def _first_weight_base(rules: Rules, round: Round, one: Candidate, base: str) -> int | None:
    """As rules version 1 had it."""
    papers = round.papers
    returned = papers.returned_weight if papers.returned_weight is not None else round.present_weight
    found = {
        "present": round.present_weight,
        "eligible": round.eligible_weight,
        "valid": papers.valid_weight if papers.valid_weight is not None else returned,
        "yes_plus_no": one.votes_weight + one.against_weight,
    }.get(rules.weight_base if base == "weight" else base, returned)
    return round.eligible_weight or 0 if found is None else found
