"""The meeting itself: what it is called, which rule it meets under, and whether its desks are open.

`kiosk new` makes the file, and its first entry is `meeting_created`: title, organisation, preset and the
quorum rule taken from it. Until a quorum is declared the chair may change them (`meeting_changed`), the
operator of the comparison too. The chair opens and closes the desks, or gives them hours; outside them a
scan is answered `closed`. The console is this slice's view: its shell shows the agenda, one panel a step,
each from its own slice.
"""

from kiosk.meeting import commands, console, panels, projections
from kiosk.meeting.routes import routes
from kiosk.meeting.sentences import SENTENCES
from kiosk.meeting.watermark import watermark
from kiosk.slices import Slice

routes.register_blueprint(watermark)

SLICE = Slice(
    name="meeting",
    commands={
        "create_meeting": commands.create_meeting,
        "change_meeting": commands.change_meeting,
        "continue_meeting": commands.continue_meeting,
        "open_desks": commands.open_desks,
        "close_desks": commands.close_desks,
        "set_desk_hours": commands.set_desk_hours,
    },
    projections={
        "meeting_created": projections.meeting_created,
        "meeting_changed": projections.meeting_changed,
        "continued": projections.continued,
        "desks_opened": projections.desks_opened,
        "desks_closed": projections.desks_closed,
        "desk_hours_set": projections.desk_hours_set,
    },
    sentences=SENTENCES,
    views=(console.VIEW,),
    panels=(panels.PREPARE,),
    routes=routes,
)
