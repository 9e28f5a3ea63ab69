"""The roll: who may attend, and who counts.

A roll is read from a CSV or XLSX file outside the writer, shown as a preview with each row's trouble, and applied
as one entry with the changed rows only; the same file again changes nothing, nobody is removed by an import. Each
member gets a badge code derived from the file's secret; the journal knows its hash. Members are found by name in
either script, pinyin, initials, number or phone tail. Voters may be excluded from the base for a reason of the
rules: approved by a named body, and passed by one vote of the meeting; who comes after all is back in the base.
"""

from kiosk.roll import commands, panels, projections
from kiosk.roll.routes import routes
from kiosk.roll.sentences import SENTENCES
from kiosk.slices import CHAIR, Slice

SLICE = Slice(
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
    panels=(panels.EXCLUSIONS,),
    routes=routes,
)
