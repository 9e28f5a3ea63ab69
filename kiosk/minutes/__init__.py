"""The record: the minutes, the exported folder, and what the supervision committee sees.

The minutes are written from the journal alone: one sentence for each act, in `sentences.py` of its slice; what happens
many times is summed up (attendance, speeches, questions). What the secretary adds is an act of its own, kept and shown
apart from what is recorded. The record is a folder with an internal and a public copy, each of which can be checked by
hand: the public one withholds what concerns persons, and its chain holds all the same. The observer's page shows the
journal in sentences while it grows. At the end the secretary and the chair sign under the hash of the last act.
"""

from kiosk.minutes import commands, projections, views
from kiosk.minutes.routes import routes
from kiosk.minutes.sentences import SENTENCES
from kiosk.slices import Slice

SLICE = Slice(
    name="minutes",
    commands={
        "add_to_minutes": commands.add_to_minutes,
        "amend_addition": commands.amend_addition,
        "strike_addition": commands.strike_addition,
        "name_officers": commands.name_officers,
        "report_incident": commands.report_incident,
        "sign_minutes": commands.sign_minutes,
    },
    roles={
        ("secretary",): ("add_to_minutes", "amend_addition", "strike_addition"),
        ("chair", "operator", "secretary"): ("name_officers",),
        ("supervisor", "observer"): ("report_incident",),
        ("chair", "secretary"): ("sign_minutes",),
    },
    projections={
        "minutes_added_to": projections.minutes_added_to,
        "addition_amended": projections.addition_amended,
        "addition_struck": projections.addition_struck,
        "incident_reported": projections.incident_reported,
        "officers_named": projections.officers_named,
        "minutes_signed": projections.minutes_signed,
    },
    sentences=SENTENCES,
    views=(views.OBSERVER,),
    routes=routes,
)
