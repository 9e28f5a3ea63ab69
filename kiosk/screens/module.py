"""The views, the console's panels, and the page that sets a meeting up."""

from __future__ import annotations

from kiosk.screens import (
    console,
    console_agenda,
    console_ballots,
    console_checkin,
    console_draw,
    console_exclusions,
    console_preparation,
    console_questions,
    console_quorum,
    console_speeches,
    desk,
    hall,
    observer,
    phone,
    speaker,
    stand,
    teller,
)
from kiosk.screens.setup import setup
from kiosk.store.registry import Module

MODULE = Module(
    name="screens",
    views=(
        console.VIEW,
        desk.DESK,
        speaker.SPEAKER,
        stand.STAND,
        teller.TELLER,
        hall.HALL,
        phone.PHONE,
        observer.OBSERVER,
    ),
    panels=(
        console_agenda.STEP,
        console_agenda.HANDS,
        console_agenda.PROCEDURE,
        console_preparation.PREPARE,
        console_checkin.CHECKIN,
        console_exclusions.EXCLUSIONS,
        console_quorum.QUORUM,
        console_draw.DRAW,
        console_speeches.SPEECHES,
        console_questions.QUESTIONS,
        console_ballots.BALLOTS,
    ),
    routes=setup,
)
