"""What this slice offers: commands, projections, sentences, routes."""

from __future__ import annotations

from kiosk.meeting import checklist, commands, projections, queries
from kiosk.meeting.routes import routes
from kiosk.meeting.sentences import SENTENCES
from kiosk.meeting.watermark import watermark
from kiosk.store.registry import CHAIR, LAPTOP, Module

routes.register_blueprint(watermark)

MODULE = Module(
    name="meeting",
    commands={
        "create_meeting": commands.create_meeting,
        "change_meeting": commands.change_meeting,
        "continue_meeting": commands.continue_meeting,
        "set_time_zone": commands.set_time_zone,
        "note_clock": commands.note_clock,
        "open_desks": commands.open_desks,
        "close_desks": commands.close_desks,
        "set_desk_hours": commands.set_desk_hours,
        "tick_checklist": checklist.tick_checklist,
    },
    roles={
        LAPTOP: ("create_meeting", "continue_meeting", "note_clock"),
        CHAIR: ("change_meeting", "set_time_zone", "open_desks", "close_desks", "set_desk_hours", "tick_checklist"),
    },
    projections={
        "meeting_created": projections.meeting_created,
        "meeting_changed": projections.meeting_changed,
        "continued": projections.continued,
        "time_zone_set": projections.time_zone_set,
        "clock_moved": projections.clock_moved,
        "desks_opened": projections.desks_opened,
        "desks_closed": projections.desks_closed,
        "desk_hours_set": projections.desk_hours_set,
        "checklist_ticked": projections.checklist_ticked,
    },
    sentences=SENTENCES,
    routes=routes,
    everywhere=queries.told_times,
)
