"""What happened to the order of the meeting, in words."""

from __future__ import annotations

from kiosk.rules import agenda as rule
from kiosk.rules.agenda_templates import TEMPLATES
from kiosk.rules.election_stages import STAGES
from kiosk.store.entry_messages import Said, Telling, Words, chosen
from kiosk.store.journal import Entry


def agenda_adopted(telling: Telling, entry: Entry) -> Said:
    return Said("The agenda was set: %(template)s.", template=chosen(_TEMPLATES, entry.facts["template"]))


def step_opened(telling: Telling, entry: Entry) -> Said:
    return Said("%(by)s called up: %(step)s.", by=telling.by(entry), step=_step(entry))


def step_ended(telling: Telling, entry: Entry) -> Said:
    return Said("%(by)s ended: %(step)s.", by=telling.by(entry), step=_step(entry))


def step_skipped(telling: Telling, entry: Entry) -> Said:
    why = chosen(rule.SKIP_REASONS, entry.facts["reason"])
    return Said("The item “%(step)s” was skipped: %(why)s.", step=_step(entry), why=why)


def step_reopened(telling: Telling, entry: Entry) -> Said:
    return Said("The item “%(step)s” was taken up again.", step=_step(entry))


def step_added(telling: Telling, entry: Entry) -> Said:
    return Said("An item was added to the agenda: %(step)s.", step=_step(entry))


def step_renamed(telling: Telling, entry: Entry) -> Said:
    before = entry.facts["before"]
    return Said("The item “%(before)s” is now called: %(step)s.", before=Said(before), step=_step(entry))


def step_moved(telling: Telling, entry: Entry) -> Said:
    return Said("An item of the agenda was moved: %(step)s.", step=_step(entry))


def stage_planned(telling: Telling, entry: Entry) -> Said:
    return Said("The stage “%(stage)s” was set for %(day)s.", stage=_stage(entry), day=entry.facts["day"])


def stage_published(telling: Telling, entry: Entry) -> Said:
    facts = entry.facts
    if facts["reason"]:
        return Said(
            "The list of the stage “%(stage)s” was changed, %(names)s: %(reason)s.",
            stage=_stage(entry),
            names=facts["names"],
            reason=telling.private(facts["reason"]),
        )
    if not facts["names"]:
        return Said("The stage “%(stage)s” was published.", stage=_stage(entry))
    return Said("The stage “%(stage)s” was published: %(names)s.", stage=_stage(entry), names=facts["names"])


def _step(entry: Entry) -> Said:
    """A title is a sentence of the catalogue, or somebody's own words."""
    title = entry.facts["title"]
    return Said(title)


def _stage(entry: Entry) -> Said:
    number = entry.facts["stage"]
    return Said(STAGES[number - 1].title)


_TEMPLATES = {key: template.title for key, template in TEMPLATES.items()}
SENTENCES = {
    "agenda_adopted": Words(agenda_adopted),
    "step_opened": Words(step_opened),
    "step_ended": Words(step_ended),
    "step_skipped": Words(step_skipped, "closing"),
    "step_reopened": Words(step_reopened),
    "step_added": Words(step_added),
    "step_renamed": Words(step_renamed),
    "step_moved": Words(step_moved),
    "stage_planned": Words(stage_planned),
    "stage_published": Words(stage_published, "opening"),
}
