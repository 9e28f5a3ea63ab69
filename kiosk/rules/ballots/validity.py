"""Is the round valid at all: did as many take part as the law, or the adopted rules, ask for? Exact integers.

Measured on the declaration on which papers were issued, or on the papers that came back. None of none never is enough.
"""

from __future__ import annotations

from typing import NamedTuple

from kiosk.rules.ballots.round import Clause, Figures, Round, Rules, Sentence, Valid, grouped


class Validity(NamedTuple):
    """Whether it is met, how many heads and how much weight are needed and missing, and the sentence."""

    met: bool
    needed: int
    missing: int
    missing_weight: int
    sentence: Sentence


def validity(rules: Rules, round: Round) -> Validity:
    """The validity of a round, told with its arithmetic."""
    asked = rules.valid
    if asked is None:
        return Validity(True, 0, 0, 0, ((_("The rules set no number that must take part: the round is valid."), {}),))
    papers = round.papers
    there, weight = (
        (round.present, round.present_weight) if asked.base == "present" else (papers.returned, papers.returned_weight)
    )
    needed = heads_needed(asked, round.eligible)
    missing = max(0, needed - there)
    figures: Figures = {"there": there, "base": round.eligible, "needed": needed}
    figures["fraction"] = f"{asked.numerator}/{asked.denominator}"
    said: Clause = (_SAID[asked.base, asked.operator if asked.numerator else "least"], figures)
    heavy, missing_weight = _by_weight(rules, asked, round.eligible_weight or 0, weight or 0)
    met = not missing and not missing_weight
    return Validity(met, needed, missing, missing_weight, (said, *heavy, _outcome(rules, missing, missing_weight)))


def heads_needed(asked: Valid, eligible: int) -> int:
    """The least number of heads that must take part, at least one; a number of persons asks no more than there are."""
    part = _part(asked, eligible) if asked.numerator else 1
    return max(1, part, min(asked.least, eligible))


def _part(asked: Valid, base: int) -> int:
    n, d = asked.numerator, asked.denominator
    return n * base // d + 1 if asked.operator == ">" else -(-n * base // d)


def _by_weight(rules: Rules, asked: Valid, base: int, there: int) -> tuple[Sentence, int]:
    if not asked.weight:
        return (), 0
    needed = max(1, _part(asked, base))
    figures: Figures = {"fraction": f"{asked.numerator}/{asked.denominator}"}
    told = {name: area_or(rules, n) for name, n in (("there", there), ("base", base), ("needed", needed))}
    return ((_WEIGHT["area" if rules.area else "weight"], {**figures, **told}),), max(0, needed - there)


def area_or(rules: Rules, weight: int) -> str:
    return grouped(weight) if rules.area else str(weight)


def _outcome(rules: Rules, missing: int, missing_weight: int) -> Clause:
    if not missing and not missing_weight:
        return _("the round is valid."), {}
    if not missing_weight:
        return _("short by %(missing)s: the round is not valid, nobody is elected."), {"missing": missing}
    weight = area_or(rules, missing_weight)
    figures: Figures = {"missing": missing, "weight": weight}
    return _MISSING["area" if rules.area else "weight"], figures


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


_SAID = {
    ("present", ">="): _("Present %(there)s of %(base)s; at least %(fraction)s is %(needed)s"),
    ("present", ">"): _("Present %(there)s of %(base)s; more than %(fraction)s is %(needed)s"),
    ("present", "least"): _("Present %(there)s of %(base)s; %(needed)s are needed"),
    ("returned", ">="): _("Papers returned %(there)s of %(base)s entitled; at least %(fraction)s is %(needed)s"),
    ("returned", ">"): _("Papers returned %(there)s of %(base)s entitled; more than %(fraction)s is %(needed)s"),
    ("returned", "least"): _("Papers returned %(there)s of %(base)s entitled; %(needed)s are needed"),
}
_WEIGHT = {
    "area": _("with %(there)s of %(base)s m², %(needed)s m² needed (%(fraction)s)"),
    "weight": _("with the weight of %(there)s of %(base)s, %(needed)s needed (%(fraction)s)"),
}
_MISSING = {
    "area": _("short by %(missing)s and by %(weight)s m²: the round is not valid, nobody is elected."),
    "weight": _("short by %(missing)s and by a weight of %(weight)s: the round is not valid, nobody is elected."),
}
