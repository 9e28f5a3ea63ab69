"""The practice badges: what each is for, and the verdict it gets when it is read. Standard library only."""

from __future__ import annotations

from typing import NamedTuple


class Case(NamedTuple):
    """A badge: what it teaches, its verdict, and the verdict when the same badge is read once more."""

    title: str
    verdict: str
    again: str
    with_vote: bool = True


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


CASES = (
    Case(_("A member: read this one twice"), "admitted", "already_in"),
    Case(_("A guest without a vote"), "admitted_nonvoting", "already_in", with_vote=False),
    Case(_("Somebody who had left"), "returned", "already_in"),
    Case(_("A badge that was replaced"), "revoked", "revoked"),
    Case(_("Somebody who is not on the roll"), "not_on_roll", "not_on_roll"),
    Case(_("A badge of another meeting"), "unknown_code", "unknown_code"),
    Case(_("After the desks were closed"), "closed", "closed"),
    Case(_("When the laptop cannot be reached"), "waiting", "waiting"),
)
