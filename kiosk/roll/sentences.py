"""What happened to the roll, in words. Who is left out of the base, and why, is told in full only."""

from __future__ import annotations

from kiosk.roll import queries
from kiosk.rules import quorum
from kiosk.store.entry_messages import Said, Telling, Words, chosen
from kiosk.store.journal import Entry


def roll_imported(telling: Telling, entry: Entry) -> Said:
    return Said(
        "The roll was taken from a file: %(added)s members added, %(changed)s changed.",
        added=len(entry.facts["added"]),
        changed=len(entry.facts["changed"]),
    )


def import_undone(telling: Telling, entry: Entry) -> Said:
    facts = entry.facts
    return Said(
        "The last import was taken back: %(removed)s members taken off the roll, %(restored)s restored; %(stayed)s stay,"
        " as they had come.",
        removed=len(facts["removed"]),
        restored=len(facts["restored"]),
        stayed=len(facts["stayed"]),
    )


def member_removed(telling: Telling, entry: Entry) -> Said:
    return Said(
        "%(name)s was taken off the roll: %(reason)s.",
        name=telling.member(entry.facts["name"]),
        reason=telling.private(entry.facts["reason"]),
    )


def walk_in_added(telling: Telling, entry: Entry) -> Said:
    vote = Said("with a vote") if entry.facts["with_vote"] else Said("without a vote")
    return Said(
        "%(name)s was added to the roll at the door, %(vote)s.", name=telling.member(entry.facts["name"]), vote=vote
    )


def badge_replaced(telling: Telling, entry: Entry) -> Said:
    return Said("The badge of %(name)s was replaced; the old one is not valid any more.", name=_name(telling, entry))


def exclusion_approved(telling: Telling, entry: Entry) -> Said:
    return Said(
        "%(name)s is to be left out of the base (%(reason)s), approved by %(body)s; the meeting has yet to vote.",
        name=_name(telling, entry),
        reason=telling.private(chosen(_REASONS, entry.facts["reason"])),
        body=entry.facts["approved_by"],
    )


def exclusion_withdrawn(telling: Telling, entry: Entry) -> Said:
    return Said("%(name)s is not left out of the base any more.", name=_name(telling, entry))


def exclusions_voted(telling: Telling, entry: Entry) -> Said:
    facts = entry.facts
    return Said(
        "The meeting voted on leaving members out of the base (%(count)s): %(for)s for, %(against)s against,"
        " %(abstain)s abstained; %(outcome)s.",
        count=len(facts["members"]),
        outcome=Said("adopted") if facts["passed"] else Said("not adopted"),
        against=facts["against"],
        abstain=facts["abstained"],
        **{"for": facts["in_favour"]},
    )


def _name(telling: Telling, entry: Entry) -> object:
    return telling.member(queries.name(telling.db, entry.facts["member"]))


_REASONS = {key: title for preset in quorum.PRESETS.values() for key, title in preset.exclusion_reasons}
SENTENCES = {
    "roll_imported": Words(roll_imported, "attendance"),
    "import_undone": Words(import_undone),
    "member_removed": Words(member_removed),
    "walk_in_added": Words(walk_in_added, "attendance"),
    "badge_replaced": Words(badge_replaced),
    "exclusion_approved": Words(exclusion_approved),
    "exclusion_withdrawn": Words(exclusion_withdrawn),
    "exclusions_voted": Words(exclusions_voted, "attendance"),
}
