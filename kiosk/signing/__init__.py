"""Signed heads: what stands in the journal about who signs it, and what a device saw of it.

The laptop's key signs the head of the journal at every act that the record is held to, and every few minutes
(`kiosk/signer.py`). Each page keeps the newest signed head it was told: so phones and tablets are the witnesses. A tablet
that saw another journal than this one says so when it connects, and the console tells the chair. The page /heads compares
what a phone saw, or what somebody noted, with the journal and with an exported record.
"""

from kiosk.signing import commands, projections, queries
from kiosk.signing.routes import PAIRED, routes
from kiosk.signing.sentences import SENTENCES
from kiosk.slices import LAPTOP, Slice

SLICE = Slice(
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
