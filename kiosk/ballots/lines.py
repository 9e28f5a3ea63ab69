"""How many votes are needed, and of which base: the line of each name, in heads and by weight."""

from __future__ import annotations

from typing import NamedTuple

from kiosk.ballots.figures import Candidate, Office, Round, Rules


class Measured(NamedTuple):
    """One name beside its lines, and whether it passes them."""

    candidate: Candidate
    base_name: str
    base: int
    needed: int
    weight_base: int | None
    weight_needed: int | None
    passes: bool


def measured(rules: Rules, round: Round, office: Office, one: Candidate, rivals: bool) -> Measured:
    """One name of an office; `rivals` where more names stand than seats."""
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
    return Measured(one, name, base, needed, weight_base, weight_needed, by_heads and by_weight and one.votes > 0)


def line(numerator: int, denominator: int, operator: str, base: int) -> int:
    """The least number of votes that is more than (or at least) n/d of the base; at least one."""
    least = numerator * base // denominator + 1 if operator == ">" else -(-numerator * base // denominator)
    return max(1, least)


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
