"""Votes by hands, judged by the rules of the meeting: what must be in favour, of which base, told with its arithmetic.

Sources as for the presets (`presets.py`); Robert's 44:1-3, Companies Act 2006 s. 282-283 on a show of hands, BGB § 32, 33,
41, Farmers' Cooperatives Law Art. 30. Exact integers; an election's own motions have a base that the meeting chooses.
"""

from __future__ import annotations

from typing import NamedTuple

from kiosk.ballots.figures import Clause, Figures, Sentence
from kiosk.ballots.lines import line

MATTERS = ("ordinary", "statutes", "dissolution", "purpose", "special")
BASES = ("present", "eligible", "yes_plus_no")


class Line(NamedTuple):
    """Which part of which base must be in favour; `weighed` where heads alone decide nothing."""

    base: str
    numerator: int = 1
    denominator: int = 2
    operator: str = ">"
    weighed: bool = False


class Hands(NamedTuple):
    """What was counted; `votes` None: a majority that nobody had to count."""

    votes: int | None
    against: int
    abstain: int
    present: int
    eligible: int


class Judged(NamedTuple):
    """Whether it is carried; the least number in favour, and what the base was. None: it cannot be said so."""

    carried: bool | None
    needed: int
    base: int
    sentence: Sentence


THIRDS, QUARTERS = (2, 3, ">="), (3, 4, ">=")
LINES: dict[str, dict[str, Line]] = {
    "party-grassroots": {"ordinary": Line("eligible")},
    "party-branch": {"ordinary": Line("eligible")},
    "village": {"ordinary": Line("present")},
    "owners": {"ordinary": Line("eligible", weighed=True), "special": Line("eligible", *QUARTERS, weighed=True)},
    "cooperative": {"ordinary": Line("eligible"), "statutes": Line("eligible", *THIRDS),
                    "dissolution": Line("eligible", *THIRDS)},
    "society": {"ordinary": Line("present"), "statutes": Line("present", *THIRDS),
                "dissolution": Line("present", *THIRDS)},
    "council": {"ordinary": Line("eligible")},
    "association": {"ordinary": Line("yes_plus_no"), "statutes": Line("yes_plus_no", *QUARTERS),
                    "dissolution": Line("yes_plus_no", *QUARTERS), "purpose": Line("eligible", 1, 1, ">=")},
    "roberts": {"ordinary": Line("yes_plus_no"), "special": Line("yes_plus_no", *THIRDS)},
    "company": {"ordinary": Line("yes_plus_no"), "special": Line("yes_plus_no", 75, 100, ">=")},
}  # fmt: skip


def line_of(preset: str, matter: str = "ordinary", *, own: bool = False, own_base: str = "present") -> Line:
    """The line of a vote by hands; `own`: a motion of the meeting about itself (its rules, its scrutineers), which is
    taken of those present, or of those who should attend where the meeting says so."""
    known = LINES[preset]
    found = known.get(matter, known["ordinary"])
    if own and (found.weighed or found.base in ("present", "eligible")):
        return Line(own_base)
    return found


def judge(asked: Line, hands: Hands) -> Judged:
    """Carried or not. A majority that was not counted is believed where yes and no alone count; where the base is those
    present or entitled it is at most those present, less against and abstentions."""
    most = hands.present - hands.against - hands.abstain
    votes = hands.votes
    if votes is None and asked.base == "yes_plus_no":
        told = {"against": hands.against, "abstain": hands.abstain}
        return Judged(
            True, 0, 0, ((_("a clear majority; %(against)s against, %(abstain)s abstain"), {**told}), _DONE[True])
        )
    votes = most if votes is None else votes
    base = {"present": hands.present, "eligible": hands.eligible, "yes_plus_no": votes + hands.against}[asked.base]
    needed = line(asked.numerator, asked.denominator, asked.operator, base)
    figures: Figures = {"for": votes, "against": hands.against, "abstain": hands.abstain}
    counted: Clause = (_("%(for)s for, %(against)s against, %(abstain)s abstain"), figures)
    half = (asked.numerator, asked.denominator, asked.operator) == (1, 2, ">")
    drawn: Clause = (
        _LINE["half" if half else asked.operator, asked.base],
        {"fraction": f"{asked.numerator}/{asked.denominator}", "base": base, "needed": needed},
    )
    carried = base > 0 and votes >= needed
    return Judged(carried, needed, base, (counted, drawn, _DONE[carried]))


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


_DONE: dict[bool, Clause] = {True: (_("adopted."), {}), False: (_("not adopted."), {})}
_LINE = {
    ("half", "present"): _("more than half of the %(base)s present is %(needed)s"),
    ("half", "eligible"): _("more than half of the %(base)s who should attend is %(needed)s"),
    ("half", "yes_plus_no"): _("more than half of the %(base)s votes for and against is %(needed)s"),
    (">", "present"): _("more than %(fraction)s of the %(base)s present is %(needed)s"),
    (">", "eligible"): _("more than %(fraction)s of the %(base)s who should attend is %(needed)s"),
    (">", "yes_plus_no"): _("more than %(fraction)s of the %(base)s votes for and against is %(needed)s"),
    (">=", "present"): _("at least %(fraction)s of the %(base)s present is %(needed)s"),
    (">=", "eligible"): _("at least %(fraction)s of the %(base)s who should attend is %(needed)s"),
    (">=", "yes_plus_no"): _("at least %(fraction)s of the %(base)s votes for and against is %(needed)s"),
}
