"""How to mark the paper, in sentences to print and to read aloud; the hall screen says the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

from kiosk.ballots import queries
from kiosk.rules.ballots.round import Office, Rules, marks_most

Say = Callable[..., str]


def sentences(rules: Rules, offices: Sequence[sqlite3.Row], listed: dict[int, int], say: Say) -> list[str]:
    """`listed` is how many names stand for each office."""
    told = [say(_MARKS[rules.ballot])]
    told += [one for office in offices if (one := _most(rules, office, len(offices) > 1, listed, say))]
    if rules.ballot != "motion":
        told.append(say(_SPOILT[rules.overvote]))
        if rules.write_ins:
            told.append(say(_WRITE_IN["cross" if rules.write_in_cross else "free"]))
    return told


def of(db: sqlite3.Connection, row: sqlite3.Row, say: Say) -> list[str]:
    """The same of a round of the file."""
    offices = queries.offices(db, row["id"])
    names = queries.candidates(db, row["id"])
    listed = {o["id"]: sum(c["office"] == o["id"] and c["origin"] != "write_in" for c in names) for o in offices}
    return sentences(queries.rules(row), offices, listed, say)


def _most(rules: Rules, office: sqlite3.Row, several: bool, listed: dict[int, int], say: Say) -> str | None:
    marks = marks_most(rules, Office(office["name"], office["seats"]))
    if rules.ballot in ("motion", "one") or listed[office["id"]] <= marks:
        return None
    figures = {"office": office["name"], "count": marks} if several else {"count": marks}
    return say(_MOST["office" if several else "advance" if rules.advance else "seats"], **figures)


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


_MARKS = {
    "approve": _(
        "Put ○ beside each name that you agree to, × beside a name that you are against. No mark is an abstention."
    ),
    "yes_no_abstain": _("For each name put one mark: ○ for, × against. No mark is an abstention."),
    "one": _("Put ○ beside one name."),
    "motion": _("Put ○ if you are for it, × if you are against it. No mark is an abstention."),
}
_MOST = {
    "office": _("%(office)s: at most %(count)s ○."),
    "advance": _("At most %(count)s ○; fewer is valid."),
    "seats": _("At most %(count)s ○, as many as there are seats; fewer is valid."),
}
_WRITE_IN = {
    "free": _("You may write in another name on the empty line and put ○ beside it."),
    "cross": _("You may write in another name with ○ for each listed name beside which you put ×."),
}
_SPOILT = {
    "paper": _("More ○ than that, and the whole paper is invalid."),
    "office": _("More ○ than that, and the votes for this office are invalid."),
}
