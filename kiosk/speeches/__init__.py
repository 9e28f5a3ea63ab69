"""The speaking order by a draw that anyone can check.

The chair freezes the list of names. A secret is made and kept, and its commitment fills the screen before anything is
thrown. When it has stood its time dice are thrown in the hall, typed, and confirmed on a second device; the last dice
only when every other value is final. Their confirmation is the order: names, dice and secret together give it, and the
transcript with its hash is out before the first name is shown. What is given up, drawn by hand or read again needs a
second role and leaves a record in the same chain. `draw.py` is the rule, `check.py` checks a record; both are short
enough to read.
"""

from __future__ import annotations

from kiosk.slices import CHAIR, Slice
from kiosk.speeches import commands, projections, queries, views
from kiosk.speeches.routes import routes
from kiosk.speeches.sentences import SENTENCES

SLICE = Slice(
    name="speeches",
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
    panels=(views.DRAW,),
    routes=routes,
    everywhere=queries.seal,
)
