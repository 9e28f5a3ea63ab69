"""What this slice offers: commands, projections, sentences, routes."""

from __future__ import annotations

from kiosk.roll import commands, projections
from kiosk.roll.routes import routes
from kiosk.roll.sentences import SENTENCES
from kiosk.store.registry import CHAIR, Module

MODULE = Module(
    name="roll",
    commands={
        "import_roll": commands.import_roll,
        "undo_import": commands.undo_import,
        "remove_member": commands.remove_member,
        "add_walk_in": commands.add_walk_in,
        "replace_badge": commands.replace_badge,
        "exclude": commands.exclude,
        "withdraw_exclusion": commands.withdraw_exclusion,
        "vote_exclusions": commands.vote_exclusions,
    },
    works={"stage_import": commands.stage_import, "unstage_import": commands.unstage_import},
    roles={
        ("chair", "operator", "secretary"): (
            "import_roll",
            "undo_import",
            "remove_member",
            "stage_import",
            "unstage_import",
        ),
        ("chair", "supervisor"): ("add_walk_in",),
        ("chair", "operator", "supervisor"): ("replace_badge", "exclude", "withdraw_exclusion"),
        CHAIR: ("vote_exclusions",),
    },
    projections={
        "roll_imported": projections.roll_imported,
        "import_undone": projections.import_undone,
        "member_removed": projections.member_removed,
        "walk_in_added": projections.walk_in_added,
        "badge_replaced": projections.badge_replaced,
        "exclusion_approved": projections.exclusion_approved,
        "exclusion_withdrawn": projections.exclusion_withdrawn,
        "exclusions_voted": projections.exclusions_voted,
    },
    sentences=SENTENCES,
    routes=routes,
)
