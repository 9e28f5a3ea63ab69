"""Decisions on the stages before the meeting: their days, and the lists that were published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kiosk.agenda import queries
from kiosk.store.errors import CommandRejected, need_distinct
from kiosk.store.registry import CommandContext, Decision


def plan_stage(act: CommandContext, *, stage: int, day: str) -> Decision:
    """A stage is set for a day; the days go in the order of the stages."""
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        raise CommandRejected("no_such_day", "%(day)s is no day of the calendar.", day=day) from None
    for other in queries.stages(act.db):
        if _out_of_order(other, stage, wanted):
            raise CommandRejected(
                "stages_out_of_order",
                "Stage %(other)s is on %(day)s: the stages follow each other.",
                other=other["number"],
                day=other["day"],
            )
    facts = {"stage": stage, "day": wanted.isoformat()}
    return Decision("stage_planned", facts, facts)


def publish_stage(
    act: CommandContext, *, stage: int, names: Sequence[str], note: str = "", reason: str = ""
) -> Decision:
    """The list of a stage is published; what was published is changed by a new version with a reason."""
    known = queries.stages(act.db)[stage - 1]
    need_distinct(names)
    if known["list"] and not names:
        raise CommandRejected("list_empty", "This stage publishes names: the list is empty.")
    if known["version"] and not reason:
        raise CommandRejected("reason_needed", "This list was published already: say why it changes.")
    facts = {"stage": stage, "names": list(names), "note": note, "version": known["version"] + 1, "reason": reason}
    return Decision("stage_published", facts, {"stage": stage, "version": facts["version"]})


def _out_of_order(other: queries.Block, stage: int, wanted: date) -> bool:
    """Whether another stage's day comes on the wrong side; two may fall on one day."""
    if other["day"] is None or other["number"] == stage:
        return False
    there = date.fromisoformat(other["day"])
    return there > wanted if other["number"] < stage else there < wanted
