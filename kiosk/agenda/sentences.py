"""What happened to the order of the meeting, in words."""

from __future__ import annotations

from kiosk.rules import agenda as rule
from kiosk.rules.agenda_templates import TEMPLATES
from kiosk.rules.election_stages import STAGES
from kiosk.store.entry_messages import Audience, EntryText, Message, chosen
from kiosk.store.journal import Entry


def agenda_adopted(telling: Audience, entry: Entry) -> Message:
    return Message("The agenda was set: %(template)s.", template=chosen(_TEMPLATES, entry.facts["template"]))


def step_opened(telling: Audience, entry: Entry) -> Message:
    return Message("%(by)s called up: %(step)s.", by=telling.by(entry), step=_step(entry))


def step_ended(telling: Audience, entry: Entry) -> Message:
    return Message("%(by)s ended: %(step)s.", by=telling.by(entry), step=_step(entry))


def step_skipped(telling: Audience, entry: Entry) -> Message:
    why = chosen(rule.SKIP_REASONS, entry.facts["reason"])
    return Message("The item “%(step)s” was skipped: %(why)s.", step=_step(entry), why=why)


def step_reopened(telling: Audience, entry: Entry) -> Message:
    return Message("The item “%(step)s” was taken up again.", step=_step(entry))


def step_added(telling: Audience, entry: Entry) -> Message:
    return Message("An item was added to the agenda: %(step)s.", step=_step(entry))


def step_renamed(telling: Audience, entry: Entry) -> Message:
    before = entry.facts["before"]
    return Message("The item “%(before)s” is now called: %(step)s.", before=Message(before), step=_step(entry))


def step_moved(telling: Audience, entry: Entry) -> Message:
    return Message("An item of the agenda was moved: %(step)s.", step=_step(entry))


def stage_planned(telling: Audience, entry: Entry) -> Message:
    return Message("The stage “%(stage)s” was set for %(day)s.", stage=_stage(entry), day=entry.facts["day"])


def stage_published(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    if facts["reason"]:
        return Message(
            "The list of the stage “%(stage)s” was changed, %(names)s: %(reason)s.",
            stage=_stage(entry),
            names=facts["names"],
            reason=telling.private(facts["reason"]),
        )
    if not facts["names"]:
        return Message("The stage “%(stage)s” was published.", stage=_stage(entry))
    return Message("The stage “%(stage)s” was published: %(names)s.", stage=_stage(entry), names=facts["names"])


def _step(entry: Entry) -> Message:
    """A title is a sentence of the catalogue, or somebody's own words."""
    title = entry.facts["title"]
    return Message(title)


def _stage(entry: Entry) -> Message:
    number = entry.facts["stage"]
    return Message(STAGES[number - 1].title)


_TEMPLATES = {key: template.title for key, template in TEMPLATES.items()}
SENTENCES = {
    "agenda_adopted": EntryText(agenda_adopted),
    "step_opened": EntryText(step_opened),
    "step_ended": EntryText(step_ended),
    "step_skipped": EntryText(step_skipped, "closing"),
    "step_reopened": EntryText(step_reopened),
    "step_added": EntryText(step_added),
    "step_renamed": EntryText(step_renamed),
    "step_moved": EntryText(step_moved),
    "stage_planned": EntryText(stage_planned),
    "stage_published": EntryText(stage_published, "opening"),
}
