"""What this slice offers: commands, projections, sentences, routes."""

from __future__ import annotations

from kiosk.display import commands, projections
from kiosk.display.routes import routes
from kiosk.display.sentences import SENTENCES
from kiosk.store.registry import CHAIR, Module

MODULE = Module(
    name="display",
    commands={
        "take_scene": commands.take_scene,
        "blank_screen": commands.blank_screen,
        "undo_take": commands.undo_take,
    },
    roles={
        CHAIR: ("take_scene", "blank_screen", "undo_take", "set_preview"),
    },
    projections={"scene_taken": projections.scene_taken},
    sentences=SENTENCES,
    works={"set_preview": commands.set_preview},
    routes=routes,
)
