"""What this slice offers: commands, projections, sentences, routes."""

from __future__ import annotations

from kiosk.minutes import commands, projections
from kiosk.minutes.routes import routes
from kiosk.minutes.sentences import SENTENCES
from kiosk.store.registry import Module

MODULE = Module(
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
    routes=routes,
)
