"""The console's panels of the agenda: a step without figures, a vote by hands, and the stages before the meeting."""

from __future__ import annotations

from kiosk.agenda import queries
from kiosk.roll import queries as roll
from kiosk.rules import agenda as rule
from kiosk.store.registry import Facts, Panel, ViewContext


def _applies(look: ViewContext, panel: str) -> bool:
    return any(rule.KINDS[step.kind].panel == panel for step in look.once(queries.steps))


def step(look: ViewContext) -> Facts:
    """Nothing of its own: the step says it all."""
    return {"applies": _applies(look, "step"), "state": "later"}


def hands(look: ViewContext) -> Facts:
    """Who is proposed as scrutineer, by the roll; what else the step needs is told with the voting."""
    if not _applies(look, "hands"):
        return {"applies": False, "state": "later"}
    return {"state": "later", "proposed": roll.helpers_named(look.db, "teller")}


def procedure(look: ViewContext) -> Facts:
    if not _applies(look, "procedure"):
        return {"applies": False, "state": "later"}
    return {"state": "later", "stages": queries.stages(look.db)}


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


STEP = Panel("step", _("Agenda"), 0, step)
HANDS = Panel("hands", _("Vote by hands"), 0, hands)
PROCEDURE = Panel("procedure", _("The stages before the meeting"), 0, procedure)
