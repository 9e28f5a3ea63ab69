"""The steps of a draw, in words."""

from __future__ import annotations

from kiosk.rules import draw as rule
from kiosk.speeches.draw import queries
from kiosk.store.entry_messages import Audience, EntryText, Message, chosen
from kiosk.store.journal import Entry


def draw_frozen(telling: Audience, entry: Entry) -> Message:
    names = entry.facts["names"]
    return Message(
        "The list of the draw was read and frozen, %(count)s names: %(names)s.", count=len(names), names=names
    )


def draw_committed(telling: Audience, entry: Entry) -> Message:
    return Message(
        "The computer's secret was sealed, and the seal shown for %(seconds)s seconds before anything was thrown:"
        " %(commitment)s.",
        seconds=entry.facts["stand_ms"] // 1000,
        commitment=entry.facts["commitment"],
    )


def draw_value_typed(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    return Message(
        "Draw %(number)s, “%(slot)s”: %(value)s was typed.",
        number=facts["number"],
        slot=_slot(telling, entry),
        value=facts["value"],
    )


def draw_value_confirmed(telling: Audience, entry: Entry) -> Message:
    return Message(
        "“%(slot)s” gave %(value)s; typed and confirmed on two devices.",
        slot=_slot(telling, entry),
        value=entry.facts["value"],
    )


def draw_revealed(telling: Audience, entry: Entry) -> Message:
    return Message(
        "“%(slot)s” gave %(value)s; typed and confirmed on two devices. With it the order was drawn: %(order)s.",
        slot=_slot(telling, entry),
        value=entry.facts["value"],
        order=entry.facts["order"],
    )


def draw_proposed(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    return Message(
        "%(by)s asked for the agreement of a second role: draw %(number)s, %(deed)s (%(reason)s).",
        by=telling.by(entry),
        number=facts["number"],
        deed=chosen(_DEEDS, facts["deed"]),
        reason=facts["reason"],
    )


def draw_proposal_declined(telling: Audience, entry: Entry) -> Message:
    return Message("What was asked about draw %(number)s was not agreed to.", number=entry.facts["number"])


def draw_voided(telling: Audience, entry: Entry) -> Message:
    return Message(
        "The draw was given up before its last dice (%(reason)s); its record is kept.", reason=_reason(entry)
    )


def drawn_by_hand(telling: Audience, entry: Entry) -> Message:
    return Message(
        "The draw was held by hand (%(reason)s): %(order)s.", reason=_reason(entry), order=entry.facts["order"]
    )


def draw_corrected(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    return Message(
        "The dice of “%(slot)s” were read again as %(value)s (%(reason)s). With the same secret the order is: %(order)s.",
        slot=_slot(telling, entry),
        value=facts["value"],
        reason=facts["reason"],
        order=facts["order"],
    )


def _slot(telling: Audience, entry: Entry) -> str | Message:
    """Its label; one that says nothing but its dice is said in words."""
    one = queries.draw(telling.db, entry.facts["number"])
    slots = one.frozen.slots if one else ()
    label = slots[entry.facts["slot"]] if entry.facts["slot"] < len(slots) else str(entry.facts["slot"] + 1)
    dice = rule.DICE.fullmatch(label)
    return Message("%(count)s dice with %(sides)s sides", count=dice[1], sides=dice[2]) if dice else label


def _reason(entry: Entry) -> str:
    lines = entry.facts["record"].split("\n")
    return next((line.removeprefix("reason: ") for line in lines if line.startswith("reason: ")), "")


def _number(entry: Entry) -> int:
    found: int = entry.facts["number"]
    return found


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


_DEEDS = {"void": _("to give it up"), "hand": _("to draw by hand"), "correct": _("to read the dice again")}
SENTENCES = {
    "draw_frozen": EntryText(draw_frozen, "draw", _number),
    "draw_committed": EntryText(draw_committed, "draw", _number),
    "draw_value_typed": EntryText(draw_value_typed),
    "draw_value_confirmed": EntryText(draw_value_confirmed, "draw", _number),
    "draw_revealed": EntryText(draw_revealed, "draw", _number),
    "draw_proposed": EntryText(draw_proposed),
    "draw_proposal_declined": EntryText(draw_proposal_declined),
    "draw_voided": EntryText(draw_voided, "draw", _number),
    "drawn_by_hand": EntryText(drawn_by_hand, "draw", _number),
    "draw_corrected": EntryText(draw_corrected, "draw", _number),
}
