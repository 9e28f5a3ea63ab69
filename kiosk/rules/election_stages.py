"""The ten stages from the notice to the direct election, each with the list it publishes."""

from __future__ import annotations

from typing import NamedTuple


class Stage(NamedTuple):
    """`list` is the heading over its names, empty where a stage publishes no names; `text` is what is announced."""

    title: str
    list: str
    text: str


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


STAGES: tuple[Stage, ...] = (
    Stage(
        _("Notice"), "", _("It is announced which office is filled, who may stand, and how and until when to register.")
    ),
    Stage(
        _("Open registration"),
        _("Registered"),
        _("These have registered, by their own application or put forward by others."),
    ),
    Stage(_("Examination of qualification"), _("Examined"), _("The qualification of these applicants was examined.")),
    Stage(
        _("Publication of the qualified"),
        _("Qualified"),
        _("These applicants are qualified. The committee hears whoever objects."),
    ),
    Stage(
        _("Recommendation meeting"),
        _("Took part as applicants"),
        _("The applicants speak in an order drawn by lot, answer questions, and are voted on by secret ballot."),
    ),
    Stage(
        _("Result of the recommendation"),
        _("Go on, in the order of their votes"),
        _("The recommendation meeting chose these to go on."),
    ),
    Stage(_("Inquiry"), _("Subject of the inquiry"), _("The record and conduct of these persons is inquired into.")),
    Stage(
        _("Decision of the committee"),
        _("Candidates decided on"),
        _("The committee has decided on these as candidates."),
    ),
    Stage(
        _("Publication of the candidates"),
        _("Candidates"),
        _("These candidates stand for the direct election. The committee hears whoever objects."),
    ),
    Stage(_("Direct election"), _("Elected"), _("The members elect directly, by secret ballot, at their meeting.")),
)
