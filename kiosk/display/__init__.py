"""The hall screen: what it shows, and who switches it.

The chair makes a scene ready (a preview, not recorded) and takes it; every switch is an entry, so that what was
shown when is in the record. Left on automatic the screen follows the meeting: welcome, then attendance. The panic
key blanks to a holding card; a switch can be taken back for ten seconds. Phones see the same, smaller.
"""

from kiosk.display import commands, projections, views
from kiosk.display.routes import routes
from kiosk.display.sentences import SENTENCES
from kiosk.slices import CHAIR, Slice

SLICE = Slice(
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
    views=(views.HALL, views.PHONE),
    routes=routes,
)
