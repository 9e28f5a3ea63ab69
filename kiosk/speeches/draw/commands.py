"""Decisions of the draw's ceremony: freeze, commit, throw, confirm, reveal; void, by hand, read again.

The order of the steps is what makes the draw fair, and each refusal keeps one of them: nothing is thrown before the
commitment has stood its time, the last dice only when all other values are final, and no step lies between the last
confirmation and the order. `docs/draw.md` tells why.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from kiosk.meeting import queries as meetings
from kiosk.rules import draw as rule
from kiosk.rules import skeletons
from kiosk.speeches.draw import queries
from kiosk.speeches.draw.queries import Drawn
from kiosk.store.errors import CommandRejected
from kiosk.store.registry import CommandContext, Decision, Facts

STAND_MS = 60_000
STAND_MS_LEAST = 20_000
SLOT = "[12d10]"
SUBJECTS = ("speakers", "questions", "tie")


def freeze_draw(
    act: CommandContext, *, names: Sequence[str], slots: Sequence[str] = (), subject: str = "speakers"
) -> Decision:
    """The list of names, shown and confirmed; until it is committed it may be frozen anew."""
    before = queries.last(act.db)
    if before and before.state == "committed":
        raise CommandRejected("draw_open", "Draw %(number)s is not over: finish it, or void it.", number=before.number)
    over = queries.last_over(act.db)
    number, previous = (over.number + 1, over.hash or rule.ZEROS) if over else (1, rule.ZEROS)
    if subject == "speakers" and (two := skeletons.first_two_alike(list(dict.fromkeys(names)))):
        raise CommandRejected(
            "cannot_draw",
            "The names %(one)s and %(other)s look the same: add to one what tells them apart.",
            one=two[0],
            other=two[1],
        )
    try:
        frozen = rule.prepare(meetings.marked_title(act.db), number, previous, slots or (SLOT,), names)
    except rule.Unfit as unfit:
        raise CommandRejected("cannot_draw", unfit.msgid, **unfit.figures) from None
    facts = {**frozen._asdict(), "slots": list(frozen.slots), "names": list(frozen.names), "subject": subject}
    return Decision("draw_frozen", facts, {"number": number, "names": facts["names"], "slots": facts["slots"]})


def keep_secret(act: CommandContext, *, number: int) -> Facts:
    """Make the secret of a frozen draw and keep it: a working, durable before any page can show the commitment."""
    one = queries.draw(act.db, number)
    if one and one.state == "frozen" and queries.secret(act.db, one) is None:
        act.db.execute(
            "insert or replace into draw_secret_working (draw, material, secret, on_stick) values (?, ?, ?, 0)",
            (number, rule.digest(rule.material(one.frozen)), secrets.token_hex(32)),
        )
    return {"number": number}


def note_copy(act: CommandContext, *, number: int) -> Facts:
    """A verified copy of the file, with the secret in it, is on the supervisor's stick."""
    act.db.execute("update draw_secret_working set on_stick = 1 where draw = ?", (number,))
    return {"number": number}


def commit_draw(act: CommandContext, *, number: int, stand_ms: int = STAND_MS) -> Decision:
    """Show the commitment to the secret that is kept; from here on the list cannot be changed."""
    one = _draw(act, number, "frozen")
    kept = queries.secret(act.db, one)
    if kept is None:
        raise CommandRejected("no_secret", "The secret of draw %(number)s is not kept yet.", number=number)
    if stand_ms < STAND_MS_LEAST:
        raise CommandRejected(
            "too_short", "The commitment must stand at least %(seconds)s seconds.", seconds=STAND_MS_LEAST // 1000
        )
    commitment = rule.commit(rule.material(one.frozen), kept)
    facts = {
        "number": number,
        "commitment": commitment,
        "stand_ms": stand_ms,
        "stick": queries.on_stick(act.db, number),
    }
    return Decision("draw_committed", facts, facts)


def type_value(act: CommandContext, *, number: int, slot: int, value: str) -> Decision:
    """A value as it was read aloud; it can be typed again until it is confirmed."""
    one = _draw(act, number, "committed")
    label = _slot(one, slot)
    stood = one.committed_at + one.stand_ms
    if act.at < stood:
        raise CommandRejected(
            "still_standing",
            "Nothing is thrown yet: the commitment stands for %(seconds)s more seconds.",
            seconds=-(-(stood - act.at) // 1000),
        )
    if slot in one.final:
        raise CommandRejected("value_final", "The value of “%(slot)s” is confirmed and final.", slot=label)
    if slot == len(one.frozen.slots) - 1 and len(one.final) < slot:
        raise CommandRejected("others_first", "The last dice are thrown only when every other value is confirmed.")
    if not rule.fits(label, value):
        raise CommandRejected("not_of_that_kind", "%(value)s is not what “%(slot)s” declares.", value=value, slot=label)
    facts = {"number": number, "slot": slot, "value": value, "typed_by": act.device_name}
    return Decision("draw_value_typed", facts, {"number": number, "slot": slot, "value": value})


def confirm_value(act: CommandContext, *, number: int, slot: int, value: str) -> Decision:
    """A second device has compared the value with card or dice. The last one's confirmation is the order."""
    one = _draw(act, number, "committed")
    label = _slot(one, slot)
    typed = one.values.get(slot)
    if typed is None or slot in one.final:
        raise CommandRejected("nothing_to_confirm", "There is no value of “%(slot)s” to confirm.", slot=label)
    if typed.value != value:
        raise CommandRejected(
            "value_moved", "The value of “%(slot)s” is %(value)s now; look at it again.", slot=label, value=typed.value
        )
    if act.device == typed.device:
        raise CommandRejected("same_device", "The value must be confirmed on another device than it was typed on.")
    facts: Facts = {"number": number, "slot": slot, "value": value, "confirmed_by": act.device_name}
    if len(one.final) + 1 < len(one.frozen.slots):
        return Decision("draw_value_confirmed", facts, {"number": number, "slot": slot})
    values = [one.values[i].value for i in range(len(one.frozen.slots))]
    return Decision("draw_revealed", {**facts, **_revealed(act, one, values)}, {"number": number, "slot": slot})


def propose(
    act: CommandContext,
    *,
    number: int,
    deed: str,
    reason: str,
    order: Sequence[str] = (),
    slot: int = 0,
    value: str = "",
) -> Decision:
    """Ask for what needs a second role: to void a draw, to draw by hand, to read the dice again."""
    facts: Facts = {"number": number, "deed": deed, "reason": _clean(reason), "by": _by(act), "role": act.role}
    if deed == "correct":
        one = _draw(act, number, "revealed")
        label = _slot(one, slot)
        if not rule.fits(label, value) or value == one.values[slot].value:
            raise CommandRejected(
                "not_of_that_kind", "%(value)s is not what “%(slot)s” declares.", value=value, slot=label
            )
        facts |= {"slot": slot, "value": value}
    elif deed == "void":
        _need_way_back(act, _draw(act, number, "committed"))
    else:
        one = _draw(act, number, "frozen")
        if sorted(order) != sorted(one.frozen.names):
            raise CommandRejected("not_every_name", "The order must hold every name of the list once.")
        facts["order"] = list(order)
    return Decision("draw_proposed", facts, {"number": number, "deed": deed})


def agree(act: CommandContext, *, number: int) -> Decision:
    """The second role agrees to what was asked, on another device."""
    one, asked = queries.draw(act.db, number), queries.proposal(act.db, number)
    if one is None or asked is None:
        raise CommandRejected("nothing_asked", "Nothing was asked that needs a second role.")
    if asked["device"] == act.device or asked["role"] == act.role:
        raise CommandRejected("same_role", "A second role must agree, on another device.")
    return _DEEDS[asked["deed"]](act, one, asked)


def decline(act: CommandContext, *, number: int) -> Decision:
    """What was asked is given up, or not agreed to."""
    if queries.proposal(act.db, number) is None:
        raise CommandRejected("nothing_asked", "Nothing was asked that needs a second role.")
    return Decision("draw_proposal_declined", {"number": number}, {"number": number})


def _void(act: CommandContext, one: Drawn, asked: Facts) -> Decision:
    _need_way_back(act, one)
    values = [one.values[i].value for i in sorted(one.final)]
    kept = queries.secret(act.db, one)
    text = rule.void(one.frozen, one.commitment or "", values, kept, asked["reason"], (asked["by"], _by(act)))
    return Decision("draw_voided", _over(one, text), {"number": one.number, "hash": rule.digest(text)})


def _by_hand(act: CommandContext, one: Drawn, asked: Facts) -> Decision:
    text = rule.by_hand(one.frozen, asked["reason"], (asked["by"], _by(act)), asked["order"])
    return Decision(
        "drawn_by_hand",
        {**_over(one, text), "order": asked["order"]},
        {"number": one.number, "hash": rule.digest(text)},
    )


def _correct(act: CommandContext, one: Drawn, asked: Facts) -> Decision:
    """The dice are read again with the same list, commitment and secret; nothing is thrown again."""
    values = [one.values[i].value for i in range(len(one.frozen.slots))]
    values[asked["slot"]] = asked["value"]
    facts = {
        "number": one.number,
        "slot": asked["slot"],
        "value": asked["value"],
        "reason": asked["reason"],
        "by": [asked["by"], _by(act)],
    }
    return Decision("draw_corrected", {**facts, **_revealed(act, one, values)}, {"number": one.number})


_DEEDS = {"void": _void, "hand": _by_hand, "correct": _correct}


def _revealed(act: CommandContext, one: Drawn, values: list[str]) -> Facts:
    kept = queries.secret(act.db, one)
    if kept is None:
        raise CommandRejected(
            "secret_lost", "The secret of this draw is not in this file. Go on from the copy on the stick."
        )
    text = rule.transcript(one.frozen, values, kept)
    seed = rule.seed(rule.material(one.frozen), rule.evidence(one.commitment or "", values), kept)
    return {
        "order": list(rule.order(one.frozen.names, seed)),
        "record": text,
        "hash": rule.digest(text),
        "picks": _picks(one, seed),
    }


def _picks(one: Drawn, seed: str) -> list[list[Any]]:
    return [[pick.word, pick.left, pick.remainder, pick.name] for pick in rule.picks(one.frozen.names, seed)]


def _over(one: Drawn, text: str) -> Facts:
    return {"number": one.number, "record": text, "hash": rule.digest(text)}


def _need_way_back(act: CommandContext, one: Drawn) -> None:
    """Once the last dice may lie on the table a draw is finished, whatever they show; unless its secret is lost."""
    if one.opened(act.at) and queries.secret(act.db, one) is not None:
        raise CommandRejected(
            "no_way_back", "The last dice are open: there is no way back until the order has been shown."
        )


def _draw(act: CommandContext, number: int, state: str) -> Drawn:
    one = queries.draw(act.db, number)
    if one is None:
        raise CommandRejected("no_such_draw", "There is no draw %(number)s.", number=number)
    if one.state != state:
        raise CommandRejected("draw_elsewhere", "Draw %(number)s is at another step: look at it again.", number=number)
    return one


def _slot(one: Drawn, slot: int) -> str:
    if not 0 <= slot < len(one.frozen.slots):
        raise CommandRejected("no_such_slot", "There is no such slot in draw %(number)s.", number=one.number)
    return one.frozen.slots[slot]


def _by(act: CommandContext) -> str:
    return _clean(f"{act.device_name} ({act.role})")


def _clean(text: str) -> str:
    try:
        return rule.canonical(text)
    except rule.Unfit as unfit:
        raise CommandRejected("cannot_record", unfit.msgid, **unfit.figures) from None
