"""What this slice offers: commands, projections, sentences, routes."""

from __future__ import annotations

from kiosk.speeches.draw import commands, projections, queries
from kiosk.speeches.draw.routes import routes
from kiosk.speeches.draw.sentences import SENTENCES
from kiosk.store.registry import CHAIR, Module

MODULE = Module(
    name="speeches.draw",
    commands={
        "freeze_draw": commands.freeze_draw,
        "commit_draw": commands.commit_draw,
        "type_value": commands.type_value,
        "confirm_value": commands.confirm_value,
        "propose_deed": commands.propose,
        "agree_to_deed": commands.agree,
        "decline_deed": commands.decline,
    },
    roles={
        CHAIR: ("freeze_draw", "commit_draw", "type_value", "keep_secret", "note_copy"),
        ("chair", "operator", "supervisor"): ("confirm_value", "propose_deed", "agree_to_deed", "decline_deed"),
    },
    projections={
        "draw_frozen": projections.draw_frozen,
        "draw_committed": projections.draw_committed,
        "draw_value_typed": projections.draw_value_typed,
        "draw_value_confirmed": projections.draw_value_confirmed,
        "draw_revealed": projections.draw_revealed,
        "draw_proposed": projections.draw_proposed,
        "draw_proposal_declined": projections.draw_proposal_declined,
        "draw_voided": projections.draw_voided,
        "drawn_by_hand": projections.drawn_by_hand,
        "draw_corrected": projections.draw_corrected,
    },
    sentences=SENTENCES,
    works={"keep_secret": commands.keep_secret, "note_copy": commands.note_copy},
    routes=routes,
    everywhere=queries.seal,
)
