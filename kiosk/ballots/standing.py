"""What became of a name, in a word: the record, the minutes and the journal say the same of it."""

from __future__ import annotations

from collections.abc import Collection

from kiosk.ballots.figures import Rules, advisory, goes_on
from kiosk.ballots.lines import in_force
from kiosk.ballots.tally import Result


def outcome(rules: Rules, results: Collection[Result], chosen: Collection[str], name: str) -> str:
    """The msgid. A recommendation lets go on, a motion is adopted, a vote of trust is advice.

    `results` of the offices for which the name stood; `chosen` are those whom lot, chair or consent took among the tied.
    """
    if advisory(rules):
        if in_force(rules) is None:
            return "advice"
        return "reached" if any(name in one.advanced for one in results) else "not reached"
    if any(name in one.advanced for one in results) or (goes_on(rules) and name in chosen):
        return "goes on"
    if any(name in one.elected for one in results) or name in chosen:
        return won(rules)
    if any(name in one.revote for one in results):
        return "tied"
    if goes_on(rules):
        return "does not go on"
    return {"adopted": "not adopted", "elected": "not elected", "reached": "not reached"}[won(rules)]


def won(rules: Rules) -> str:
    """What it is called to have won, where nobody goes on to another round."""
    if rules.ballot == "motion":
        return "adopted"
    return "elected" if rules.decisive else "reached"


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


OUTCOMES = (
    _("elected"), _("goes on"), _("adopted"), _("reached"), _("tied"),
    _("not elected"), _("does not go on"), _("not adopted"), _("not reached"),
    _("advice"),
)  # fmt: skip
