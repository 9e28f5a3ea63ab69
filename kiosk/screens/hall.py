"""The room `hall`: the scene that is on, the one in preview, and what surrounds them. No name of a member goes out but
those that the law makes public: who has additional votes in a cooperative, and who represents whom in a village."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.devices import queries as devices
from kiosk.display import queries
from kiosk.display import scene as scenes
from kiosk.meeting import queries as meetings
from kiosk.screens import questions
from kiosk.screens.scenes.agenda import agenda
from kiosk.screens.scenes.attendance import attendance
from kiosk.screens.scenes.ballot import ballot
from kiosk.screens.scenes.codes import codes
from kiosk.screens.scenes.draw import draw
from kiosk.screens.scenes.question import question
from kiosk.screens.scenes.speaker import speaker
from kiosk.speeches.queue import queries as floor
from kiosk.store.registry import Facts, View, ViewContext

# what a scene shows; one that is not here is shown by the frame alone: welcome, message, blank
SCENES: dict[str, Callable[[ViewContext], Facts]] = {
    "codes": codes,
    "agenda": agenda,
    "attendance": attendance,
    "draw": draw,
    "speaker": speaker,
    "question": question,
    **dict.fromkeys(("candidates", "voting", "counting", "result"), ballot),
}


def hall(look: ViewContext) -> Facts:
    """The frame, and the facts of the scenes that are wanted: others are not sent."""
    scene, preview = scenes.scene(look.db), queries.preview(look.db)
    shown: Facts = {}
    for name in dict.fromkeys((scene["name"], preview["name"] if preview else scene["name"])):
        if name in SCENES:
            shown |= _merged(shown, SCENES[name](look))
    return {
        "meeting": meetings.current(look.db).public(),
        "scene": scene,
        "preview": preview,
        "desks": {"open": devices.count(look.db, "desk"), "state": meetings.desks_state(look.db, look.now)},
        "bell": _bell(look),
        **shown,
    }


def _merged(shown: Facts, added: Facts) -> Facts:
    """Both scenes may show codes, one of them the page's alone."""
    return {**added, "codes": {**shown.get("codes", {}), **added["codes"]}} if "codes" in added else added


def _bell(look: ViewContext) -> Facts:
    """Whose time the bell rings for, whatever scene is on: the speaker's, or that of who answers a question."""
    listed, asked = floor.shown(look.db), questions.shown(look.db)
    return {
        "list": {name: listed[name] for name in ("clock", "warn_seconds", "bell_at")} if listed else None,
        "question": {"clock": asked["clock"]} if asked else None,
    }


HALL = View("hall", ("screen", "chair", "operator", "supervisor"), hall, interval_ms=4, refresh_ms=20_000)
