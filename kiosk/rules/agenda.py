"""Which step of a meeting is over, which is at hand, and what keeps one from opening. Standard library only.

A step is over when the chair has ended or skipped it, or when its kind has been accomplished often enough: the second
draw of an agenda is over with the second order drawn. What a step needs are kinds: every step of that kind that stands
before it must be over. So an agenda without scrutineers asks for none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple


class Kind(NamedTuple):
    """What a step can be: the panel it opens; `fact` is the sentence of what makes it over, empty where the chair ends
    it; `by_hand`: the chair may end it; `opens_itself`: nobody has to call it up; `hall`: it stands on the hall's list."""

    title: str
    panel: str
    fact: str = ""
    needs: tuple[str, ...] = ()
    by_hand: bool = False
    opens_itself: bool = False
    hall: bool = True


class Step(NamedTuple):
    """One line of the agenda, in its order; times are milliseconds since 1970."""

    id: int
    title: str
    kind: str
    say: str
    opened_at: int | None
    ended_at: int | None
    skipped_at: int | None
    reason: str


class Judged(NamedTuple):
    """A step with its state (done, skipped, now, later) and the earlier steps it needs, each with whether it is over."""

    step: Step
    state: str
    needs: tuple[tuple[Step, bool], ...]

    @property
    def ready(self) -> bool:
        return all(over for _, over in self.needs)


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


VOTING = ("quorum", "rules", "scrutineers")
KINDS: dict[str, Kind] = {
    "procedure": Kind(
        _("The stages before the meeting"), "procedure", _("Every stage before the meeting is published."),
        by_hand=True, opens_itself=True, hall=False,
    ),
    "prepare": Kind(
        _("Preparation"), "prepare", _("The roll is imported and a desk is paired."), opens_itself=True, hall=False
    ),
    "checkin": Kind(
        _("Check-in"), "checkin", _("Enough are here for the quorum."), by_hand=True, opens_itself=True, hall=False
    ),
    "exclusions": Kind(_("Exclusions"), "exclusions", _("The exclusions are voted on."), opens_itself=True),
    "quorum": Kind(
        _("Declare the quorum"), "quorum", _("The quorum is declared."), ("exclusions",), opens_itself=True
    ),
    "speech": Kind(_("Words of the chair"), "step", by_hand=True),
    "report": Kind(_("Report"), "step", needs=("quorum",), by_hand=True),
    "break": Kind(_("Break"), "step", by_hand=True),
    "declaration": Kind(_("Declaration"), "step", by_hand=True),
    "rules": Kind(_("Adopt the rules"), "hands", _("The rules are adopted by a show of hands."), ("quorum",)),
    "scrutineers": Kind(
        _("Adopt the scrutineers"), "hands", _("The scrutineers are adopted by a show of hands."), ("quorum",)
    ),
    "hands": Kind(_("Vote by hands"), "hands", _("The vote by hands is recorded."), ("quorum",)),
    "draw": Kind(_("The draw"), "draw", _("The order is drawn."), ("quorum",)),
    "speeches": Kind(_("Speeches"), "speeches", needs=("quorum", "draw"), by_hand=True),
    "questions": Kind(_("Questions"), "questions", needs=("quorum",), by_hand=True),
    "ballot": Kind(
        _("Voting"), "ballots", _("The boxes were sealed, the votes are cast, and the papers are back."), VOTING
    ),
    "count": Kind(
        _("Counting"), "ballots", _("The papers are counted by both teams, and the tally is signed."),
        ("ballot",),
    ),
    "result": Kind(_("Result"), "ballots", _("The elected are declared."), ("count",)),
}  # fmt: skip
SKIP_REASONS = {
    "not_needed": _("not needed today"),
    "done_before": _("done before the meeting"),
    "postponed": _("put off to another meeting"),
    "meeting_decided": _("the meeting decided so"),
}


def judge(steps: Sequence[Step], standing: Mapping[str, int]) -> list[Judged]:
    """Every step with its state; `standing` says how often each kind has been accomplished."""
    over = {step.id: done for step, done in _over(steps, standing)}
    at_hand = _at_hand(steps, over)
    return [
        Judged(step, _state(step, over[step.id], step.id == at_hand), _needs(steps[:place], step, over))
        for place, step in enumerate(steps)
    ]


def _over(steps: Sequence[Step], standing: Mapping[str, int]) -> Iterator[tuple[Step, bool]]:
    before: dict[str, int] = {}
    for step in steps:
        if step.skipped_at is not None:
            yield step, True
            continue
        place = before[step.kind] = before.get(step.kind, 0) + 1
        yield step, step.ended_at is not None or standing.get(step.kind, 0) >= place


def _at_hand(steps: Sequence[Step], over: Mapping[int, bool]) -> int | None:
    """What was opened last and is not over, else the first that is not over."""
    left = [step for step in steps if not over[step.id]]
    opened = [step for step in left if step.opened_at is not None]
    if opened:
        return max(opened, key=lambda step: step.opened_at or 0).id
    return left[0].id if left else None


def _state(step: Step, over: bool, at_hand: bool) -> str:
    if step.skipped_at is not None:
        return "skipped"
    return "done" if over else "now" if at_hand else "later"


def _needs(before: Sequence[Step], step: Step, over: Mapping[int, bool]) -> tuple[tuple[Step, bool], ...]:
    wanted = KINDS[step.kind].needs
    return tuple((other, over[other.id]) for other in before if other.kind in wanted and other.skipped_at is None)
