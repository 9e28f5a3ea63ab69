"""What happened to the roll, in words. Who is left out of the base, and why, is told in full only."""

from __future__ import annotations

from kiosk.roll import queries
from kiosk.rules import quorum
from kiosk.store.entry_messages import Audience, EntryText, Message, chosen
from kiosk.store.journal import Entry


def roll_imported(telling: Audience, entry: Entry) -> Message:
    return Message(
        "The roll was taken from a file: %(added)s members added, %(changed)s changed.",
        added=len(entry.facts["added"]),
        changed=len(entry.facts["changed"]),
    )


def import_undone(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    return Message(
        "The last import was taken back: %(removed)s members taken off the roll, %(restored)s restored; %(stayed)s stay,"
        " as they had come.",
        removed=len(facts["removed"]),
        restored=len(facts["restored"]),
        stayed=len(facts["stayed"]),
    )


def member_removed(telling: Audience, entry: Entry) -> Message:
    told = Message(
        "%(name)s was taken off the roll: %(reason)s.",
        name=telling.member(entry.facts["name"]),
        reason=telling.private(entry.facts["reason"]),
    )
    above = entry.facts.get("additional_above")
    if not above:
        return told
    then = Message("Additional votes %(additional)s > one fifth of the %(basic)s basic votes.", **above)
    return Message("%(first)s %(then)s", first=told, then=then)


def walk_in_added(telling: Audience, entry: Entry) -> Message:
    vote = Message("with a vote") if entry.facts["with_vote"] else Message("without a vote")
    return Message(
        "%(name)s was added to the roll at the door, %(vote)s.", name=telling.member(entry.facts["name"]), vote=vote
    )


def badge_replaced(telling: Audience, entry: Entry) -> Message:
    return Message("The badge of %(name)s was replaced; the old one is not valid any more.", name=_name(telling, entry))


def exclusion_approved(telling: Audience, entry: Entry) -> Message:
    return Message(
        "%(name)s is to be left out of the base (%(reason)s), approved by %(body)s; the meeting has yet to vote.",
        name=_name(telling, entry),
        reason=telling.private(chosen(_REASONS, entry.facts["reason"])),
        body=entry.facts["approved_by"],
    )


def exclusion_withdrawn(telling: Audience, entry: Entry) -> Message:
    return Message("%(name)s is not left out of the base any more.", name=_name(telling, entry))


def exclusions_voted(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    return Message(
        "The meeting voted on leaving members out of the base (%(count)s): %(for)s for, %(against)s against,"
        " %(abstain)s abstained; %(outcome)s.",
        count=len(facts["members"]),
        outcome=Message("adopted") if facts["passed"] else Message("not adopted"),
        against=facts["against"],
        abstain=facts["abstained"],
        **{"for": facts["in_favour"]},
    )


def _name(telling: Audience, entry: Entry) -> object:
    return telling.member(queries.name(telling.db, entry.facts["member"]))


_REASONS = {key: title for preset in quorum.PRESETS.values() for key, title in preset.exclusion_reasons}
SENTENCES = {
    "roll_imported": EntryText(roll_imported, "attendance"),
    "import_undone": EntryText(import_undone),
    "member_removed": EntryText(member_removed),
    "walk_in_added": EntryText(walk_in_added, "attendance"),
    "badge_replaced": EntryText(badge_replaced),
    "exclusion_approved": EntryText(exclusion_approved),
    "exclusion_withdrawn": EntryText(exclusion_withdrawn),
    "exclusions_voted": EntryText(exclusions_voted, "attendance"),
}
