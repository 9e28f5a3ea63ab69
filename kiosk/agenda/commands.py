"""Decisions about the order of the meeting."""

from __future__ import annotations

from kiosk.agenda import queries
from kiosk.i18n.catalog import translate
from kiosk.rules import agenda as rule
from kiosk.rules.agenda_templates import TEMPLATES
from kiosk.store.errors import CommandRejected
from kiosk.store.registry import CommandContext, Decision

STEPS_MOST = 60


def adopt_agenda(act: CommandContext, *, template: str) -> Decision:
    """Take the steps of a template; as long as no step was opened they may be changed for another's."""
    if template not in TEMPLATES:
        raise CommandRejected("no_such_template", "There is no template %(template)s.", template=template)
    listed = queries.steps(act.db)
    if any(step.opened_at or step.skipped_at or step.ended_at for step in listed):
        raise CommandRejected(
            "agenda_begun", "The agenda has begun: its steps can be added, moved, renamed and skipped."
        )
    first = _next_id(listed)
    steps = [
        {"id": first + place, "title": title, "kind": kind, "say": words}
        for place, (title, kind, words) in enumerate(TEMPLATES[template].steps)
    ]
    return Decision("agenda_adopted", {"template": template, "steps": steps}, {"template": template})


def open_step(act: CommandContext, *, step: int) -> Decision:
    """The chair calls up a step; what it needs must be over."""
    one = _need(act, step)
    if one.state in ("done", "skipped"):
        raise CommandRejected("step_over", "“%(title)s” is over; reopen it first.", title=_said(act, one.step))
    if one.step.opened_at is not None:
        raise CommandRejected("step_open", "“%(title)s” is open already.", title=_said(act, one.step))
    missing = [other for other, over in one.needs if not over]
    if missing:
        raise CommandRejected(
            "step_not_ready",
            "“%(title)s” must wait for: %(missing)s.",
            title=_said(act, one.step),
            missing=translate(act.language, ", ").join(_said(act, other) for other in missing),
        )
    return _decided("step_opened", one.step)


def end_step(act: CommandContext, *, step: int) -> Decision:
    """The chair ends a step that has no act of its own by which it is over."""
    one = _need(act, step)
    if one.state in ("done", "skipped"):
        raise CommandRejected("step_over", "“%(title)s” is over; reopen it first.", title=_said(act, one.step))
    if not rule.KINDS[one.step.kind].by_hand:
        raise CommandRejected(
            "step_by_fact", "“%(title)s” is over by its own act; skip it where it falls away.", title=_said(act, one.step)
        )  # fmt: skip
    return _decided("step_ended", one.step)


def skip_step(act: CommandContext, *, step: int, reason: str) -> Decision:
    """A step falls away, for a reason that is kept."""
    one = _need(act, step)
    if one.state in ("done", "skipped"):
        raise CommandRejected("step_over", "“%(title)s” is over; reopen it first.", title=_said(act, one.step))
    facts = {"step": one.step.id, "title": one.step.title, "kind": one.step.kind, "reason": reason}
    return Decision("step_skipped", facts, facts)


def reopen_step(act: CommandContext, *, step: int) -> Decision:
    """A step that was ended or skipped comes up again."""
    one = _need(act, step)
    if one.step.ended_at is None and one.step.skipped_at is None:
        raise CommandRejected("step_not_over", "“%(title)s” was neither ended nor skipped.", title=_said(act, one.step))
    return _decided("step_reopened", one.step)


def add_step(act: CommandContext, *, title: str, kind: str, after: int | None = None) -> Decision:
    """A new step behind another, or at the end."""
    listed = queries.steps(act.db)
    if not listed:
        raise CommandRejected("no_agenda", "The meeting has no agenda yet: choose a template first.")
    if len(listed) >= STEPS_MOST:
        raise CommandRejected("agenda_full", "An agenda has at most %(most)s steps.", most=STEPS_MOST)
    places = {step.id: place for place, step in enumerate(listed, 1)}
    if after is not None and after not in places:
        raise CommandRejected("no_such_step", "There is no such step.", status=404)
    position = places[after] + 1 if after is not None else len(listed) + 1
    facts = {"id": _next_id(listed), "title": title, "kind": kind, "say": "", "position": position}
    return Decision("step_added", facts, {"step": facts["id"], "position": position})


def rename_step(act: CommandContext, *, step: int, title: str) -> Decision:
    """Another title for a step."""
    one = _need(act, step)
    return Decision("step_renamed", {"step": step, "title": title, "before": one.step.title}, {"step": step})


def move_step(act: CommandContext, *, step: int, position: int) -> Decision:
    """A step to another place, counted from 1; what is over stays where it was."""
    one = _need(act, step)
    if one.state in ("done", "skipped"):
        raise CommandRejected("step_over", "“%(title)s” is over; reopen it first.", title=_said(act, one.step))
    order = [other.id for other in queries.steps(act.db)]
    if not 1 <= position <= len(order):
        raise CommandRejected("no_such_place", "The agenda has places 1 to %(most)s.", most=len(order))
    order.remove(step)
    order.insert(position - 1, step)
    facts = {"step": step, "title": one.step.title, "order": order}
    return Decision("step_moved", facts, {"step": step, "position": position})


def _need(act: CommandContext, step: int) -> rule.Judged:
    found = [one for one in queries.judged(act.db) if one.step.id == step]
    if not found:
        raise CommandRejected("no_such_step", "There is no such step.", status=404)
    return found[0]


def _decided(kind: str, step: rule.Step) -> Decision:
    facts = {"step": step.id, "title": step.title, "kind": step.kind}
    return Decision(kind, facts, facts)


def _said(act: CommandContext, step: rule.Step) -> str:
    return translate(act.language, step.title)


def _next_id(listed: list[rule.Step]) -> int:
    return max((step.id for step in listed), default=0) + 1
