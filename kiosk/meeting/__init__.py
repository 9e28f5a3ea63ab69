"""The meeting itself: what it is called, which rule it meets under, and whether its desks are open.

`kiosk new` makes the file, and its first entry is `meeting_created`: title, organisation, preset and the
quorum rule taken from it. Until a quorum is declared the chair may change them (`meeting_changed`), the
operator of the comparison too. The chair opens and closes the desks, or gives them hours; outside them a
scan is answered `closed`. When the laptop's time of day is set, that is an entry (`clock_moved`); the meeting's
own clock goes on, and times are written in the meeting's zone. The console is this slice's view: its shell shows
the agenda, one panel a step, each from its own slice.
"""

from kiosk.meeting import checklist, commands, console, panels, projections, queries
from kiosk.meeting.routes import routes
from kiosk.meeting.sentences import SENTENCES
from kiosk.meeting.watermark import watermark
from kiosk.slices import CHAIR, LAPTOP, Slice

routes.register_blueprint(watermark)

SLICE = Slice(
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
    views=(console.VIEW,),
    panels=(panels.PREPARE,),
    routes=routes,
    everywhere=queries.told_times,
)
