"""What the hall screen showed, in words."""

from __future__ import annotations

from kiosk.store.entry_messages import Audience, EntryText, Message, chosen
from kiosk.store.journal import Entry


def scene_taken(telling: Audience, entry: Entry) -> Message:
    if entry.facts["automatic"]:
        return Message("The hall screen follows the meeting by itself.")
    if entry.facts["scene"] == "message":
        return Message("The hall screen shows the message “%(text)s”.", text=entry.facts["text"])
    return Message("The hall screen shows: %(scene)s.", scene=chosen(_SCENES, entry.facts["scene"]))


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


_SCENES = {
    "welcome": _("the welcome"),
    "codes": _("codes for phones"),
    "attendance": _("attendance"),
    "draw": _("the draw"),
    "speaker": _("who has the floor"),
    "question": _("the questions"),
    "candidates": _("the candidates"),
    "voting": _("how to vote"),
    "counting": _("the count"),
    "result": _("the result"),
    "blank": _("a holding card"),
}
SENTENCES = {"scene_taken": EntryText(scene_taken, "screen")}
