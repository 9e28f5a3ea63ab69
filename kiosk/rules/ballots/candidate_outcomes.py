"""What became of a name, in a word: the record, the minutes and the journal say the same of it."""

from __future__ import annotations

from collections.abc import Collection

from kiosk.rules.ballots.round import Candidate, Rules, advisory, goes_on
from kiosk.rules.ballots.thresholds import in_force
from kiosk.rules.ballots.verdict import Result


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
    if any(name in one.revote and not _decided(one, chosen) for one in results):
        return "tied"
    if goes_on(rules):
        return "does not go on"
    return {"adopted": "not adopted", "elected": "not elected", "reached": "not reached"}[won(rules)]


def _decided(result: Result, chosen: Collection[str]) -> bool:
    """Whether all seats of a tie were given to some of its names, so that the others are tied no more."""
    return 0 < result.revote_seats <= sum(name in chosen for name in result.revote)


def outcome_in(
    rules: Rules, results: Collection[Result], chosen: Collection[str] | Collection[tuple[str, str]], one: Candidate
) -> str:
    """What became of a name in the office for which it stood; under a cascade, in that office or a lower one."""
    places = [result.office for result in results]
    mine = results if one.office not in places else list(results)[places.index(one.office) :]
    if rules.version > 1 and rules.cascade == "none":
        mine = [result for result in mine if result.office == one.office]
    offices = {result.office for result in mine}
    names = {
        pair if isinstance(pair, str) else pair[1] for pair in chosen if isinstance(pair, str) or pair[0] in offices
    }
    if one.withdrawn:
        return "withdrew"
    return outcome(rules, mine, names, one.name)


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
    _("advice"), _("withdrew"),
)  # fmt: skip
