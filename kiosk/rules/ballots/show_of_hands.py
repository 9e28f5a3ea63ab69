"""Votes by hands, judged by the rules of the meeting: what must be in favour, of which base, told with its arithmetic.

Sources as for the presets (`presets.py`); Robert's 44:1-3, Companies Act 2006 s. 282-283 on a show of hands, BGB § 32, 33,
41, Farmers' Cooperatives Law Art. 30. Exact integers; an election's own motions have a base that the meeting chooses, and
where the law lets the statutes speak, their line is taken.
"""

from __future__ import annotations

from typing import NamedTuple

from kiosk.rules.ballots.round import Clause, Figures, Sentence
from kiosk.rules.ballots.thresholds import line

MATTERS = ("ordinary", "statutes", "dissolution", "purpose", "special")
BASES = ("present", "eligible", "yes_plus_no")


class Line(NamedTuple):
    """Which part of which base must be in favour; `weighed` where heads alone decide nothing."""

    base: str
    numerator: int = 1
    denominator: int = 2
    operator: str = ">"
    weighed: bool = False

    @property
    def half(self) -> bool:
        """Whether it asks for no more than one half."""
        return self.numerator * 2 <= self.denominator


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
    "roberts": {"ordinary": Line("yes_plus_no"), "special": Line("yes_plus_no", *THIRDS),
                "statutes": Line("yes_plus_no", *THIRDS)},
    "company": {"ordinary": Line("yes_plus_no"), "special": Line("yes_plus_no", 75, 100, ">="),
                "statutes": Line("yes_plus_no", 75, 100, ">=")},
}  # fmt: skip


STATUTES_SPEAK = ("society", "council", "association", "roberts", "cooperative")  # the law leaves the line to them
RAISE_ONLY = ("cooperative",)
SECRET = ("party-grassroots", "party-branch", "village")  # offices are filled by secret ballot alone
POLLS = ("company", "cooperative")  # a poll by shares, or by all votes, may be demanded after a show of hands


def line_of(preset: str, matter: str = "ordinary", *, own: bool = False, own_base: str = "present") -> Line:
    """The line of a vote by hands; `own`: a motion of the meeting about itself (its rules, its scrutineers), which is
    taken of those present, or of those who should attend where the meeting says so."""
    known = LINES[preset]
    found = known.get(matter, known["ordinary"])
    if own and (found.weighed or found.base in ("present", "eligible")):
        return Line(own_base)
    return found


def by_statutes(law: Line, numerator: int, denominator: int, operator: str) -> Line:
    """The line that the statutes set, of the same base."""
    return law._replace(numerator=numerator, denominator=denominator, operator=operator)


def lower(one: Line, other: Line) -> bool:
    """Whether a line asks for less than another of the same base."""
    mine, its = one.numerator * other.denominator, other.numerator * one.denominator
    return mine < its or (mine == its and (one.operator, other.operator) == (">=", ">"))


def uncounted(asked: Line, hands: Hands) -> bool:
    """Whether "a clear majority" leaves open if the line is reached: more than half is asked of yes and no, somebody is
    against, and nobody counted who is for."""
    unknown = hands.votes is None and asked.base == "yes_plus_no" and not asked.half and hands.against > 0
    return unknown and judge(asked, hands).carried is True  # where not even all the others are enough, nothing is open


def judge(asked: Line, hands: Hands) -> Judged:
    """Carried or not. Who was not counted is at most those present, less against and abstentions; a majority that nobody
    counted is believed where yes and no alone count and so many can be in favour at all."""
    most = hands.present - hands.against - hands.abstain
    votes = most if hands.votes is None else hands.votes
    base = {"present": hands.present, "eligible": hands.eligible, "yes_plus_no": votes + hands.against}[asked.base]
    needed = line(asked.numerator, asked.denominator, asked.operator, base)
    carried = base > 0 and votes >= needed
    if carried and hands.votes is None and asked.base == "yes_plus_no":
        clear = _("a clear majority; %(against)s against, %(abstain)s abstain")
        return Judged(True, 0, 0, ((clear, {"against": hands.against, "abstain": hands.abstain}), _DONE[True]))
    figures: Figures = {"for": votes, "against": hands.against, "abstain": hands.abstain}
    at_most = hands.votes is None and asked.base == "yes_plus_no"
    counted: Clause = (_AT_MOST if at_most else _COUNTED, figures)
    half = (asked.numerator, asked.denominator, asked.operator) == (1, 2, ">")
    whole = asked.numerator == asked.denominator
    drawn: Clause = (
        _LINE["all" if whole else "half" if half else asked.operator, asked.base],
        {"fraction": f"{asked.numerator}/{asked.denominator}", "base": base, "needed": needed},
    )
    return Judged(carried, needed, base, (counted, drawn, _DONE[carried]))


def fewer_seats(votes: int, present: int) -> bool:
    """Whether the meeting agrees to fewer seats: at least half of the electors present, and somebody is."""
    return present > 0 and votes * 2 >= present


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


_COUNTED = _("%(for)s for, %(against)s against, %(abstain)s abstain")
_AT_MOST = _("at most %(for)s for, %(against)s against, %(abstain)s abstain")
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
    ("all", "present"): _("all %(base)s present must be in favour"),
    ("all", "eligible"): _("all %(base)s must be in favour"),
    ("all", "yes_plus_no"): _("all %(base)s votes for and against must be in favour"),
}
