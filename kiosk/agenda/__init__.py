"""The order of a meeting, from a template: what comes when, what each step needs, what was left out and why.

A template is a table (`templates.py`); `steps.py` is the pure rule that says which step is over, which is at hand, and
what keeps one from opening. A step with figures of its own is over when its slice says so (the quorum is declared, the
papers are counted); the others the chair ends. Steps are skipped with a reason, reopened, added, renamed and moved, and
each of these is in the record. A meeting without a template goes by the console's panels, as they stand. The ten stages
before an election (`procedure.py`) are dated and published, each with the names of its list.
"""

from __future__ import annotations

from kiosk.agenda import commands, panels, procedure, projections
from kiosk.agenda.routes import routes
from kiosk.agenda.sentences import SENTENCES
from kiosk.slices import CHAIR, Slice

SLICE = Slice(
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
    panels=(panels.STEP, panels.HANDS, panels.PROCEDURE),
    routes=routes,
)
