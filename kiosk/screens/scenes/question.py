"""The question before the hall, or what comes next and where to ask."""

from __future__ import annotations

from kiosk.screens import questions
from kiosk.screens.scenes.codes import page
from kiosk.store.registry import Facts, ViewContext


def question(look: ViewContext) -> Facts:
    return {"question": questions.hall(look.db, look.now), "codes": page(look)}
