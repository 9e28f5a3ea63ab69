"""What this slice offers: commands, projections, sentences, routes."""

from __future__ import annotations

from kiosk.signing import commands, projections, queries
from kiosk.signing.routes import PAIRED, routes
from kiosk.signing.sentences import SENTENCES
from kiosk.store.registry import LAPTOP, Module

MODULE = Module(
    name="signing",
    commands={
        "add_signing_key": commands.add_signing_key,
        "sign_head": commands.sign_head,
        "note_record": commands.note_record,
        "report_head": commands.report_head,
        "acknowledge_alarm": commands.acknowledge_alarm,
    },
    roles={
        LAPTOP: ("add_signing_key", "sign_head"),
        ("chair", "secretary"): ("note_record",),
        PAIRED: ("report_head",),
        ("chair", "supervisor"): ("acknowledge_alarm",),
    },
    receipts={"note_record": "digest"},
    projections={
        "signing_key_added": projections.nothing,
        "head_signed": projections.nothing,
        "record_written": projections.nothing,
        "other_head_seen": projections.nothing,
        "alarm_acknowledged": projections.nothing,
    },
    sentences=SENTENCES,
    routes=routes,
    everywhere=queries.signed,
)
