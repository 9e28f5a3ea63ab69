"""What this slice offers: commands, projections, sentences, routes."""

from __future__ import annotations

from kiosk.agenda import commands, procedure, projections
from kiosk.agenda.routes import routes
from kiosk.agenda.sentences import SENTENCES
from kiosk.store.registry import CHAIR, Module

MODULE = Module(
    name="agenda",
    commands={
        "adopt_agenda": commands.adopt_agenda,
        "open_step": commands.open_step,
        "end_step": commands.end_step,
        "skip_step": commands.skip_step,
        "reopen_step": commands.reopen_step,
        "add_step": commands.add_step,
        "rename_step": commands.rename_step,
        "move_step": commands.move_step,
        "plan_stage": procedure.plan_stage,
        "publish_stage": procedure.publish_stage,
    },
    roles={
        CHAIR: (
            "adopt_agenda",
            "open_step",
            "end_step",
            "skip_step",
            "reopen_step",
            "add_step",
            "rename_step",
            "move_step",
            "plan_stage",
            "publish_stage",
        ),
    },
    projections={
        "agenda_adopted": projections.agenda_adopted,
        "step_opened": projections.step_opened,
        "step_ended": projections.step_ended,
        "step_skipped": projections.step_skipped,
        "step_reopened": projections.step_reopened,
        "step_added": projections.step_added,
        "step_renamed": projections.step_renamed,
        "step_moved": projections.step_moved,
        "stage_planned": projections.stage_planned,
        "stage_published": projections.stage_published,
    },
    sentences=SENTENCES,
    routes=routes,
)
