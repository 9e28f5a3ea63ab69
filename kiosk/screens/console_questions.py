"""The step "questions" of the console."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from kiosk.qa import queries
from kiosk.roll import queries as roll
from kiosk.rules import skeletons
from kiosk.screens import questions
from kiosk.speeches.draw import queries as draws
from kiosk.store.registry import Facts, Panel, ViewContext

CHAIR = ("chair", "operator")
PENDING_SHOWN_MOST = 50
QUEUE_SHOWN_MOST = 50
ENDED_SHOWN_MOST = 30


def panel(look: ViewContext) -> Facts:
    """What the chair needs: what waits, what is next, who has had how much, and what is on the screen.

    A supervisor looks on: without the names that are for the chair alone, and without the chair's notes.
    """
    db = look.db
    told = _told(look)
    chosen, taken = queries.rules(db), queries.intake(db, look.now)
    waiting = queries.in_state(db, "pending")
    lined_up = queries.queue(db, chosen.sequence)
    ended = db.execute(
        "select * from question where state in ('answered', 'dismissed', 'merged', 'withdrawn', 'archived')"
        " order by state_at desc, id desc limit ?",
        (ENDED_SHOWN_MOST,),
    ).fetchall()
    on_screen = queries.on_screen(db)
    drawn = draws.last_over(db)
    busy = bool(waiting or lined_up or on_screen) or taken.state != "closed"
    return {
        "state": "now" if busy else "done" if queries.used(db) else "later",
        "intake": taken._asdict(),
        "rules": chosen._asdict(),
        "waiting": [told(row) for row in waiting[:PENDING_SHOWN_MOST]],
        "waiting_count": len(waiting),
        "queue": [told(row) for row in lined_up[:QUEUE_SHOWN_MOST]],
        "queue_count": len(lined_up),
        "ended": [told(row) for row in ended],
        "screen": {**(questions.shown(db) or {}), **told(on_screen)} if on_screen else None,
        "board": questions.board(db, look.now),
        "notes": queries.notes(db, "chair") if look.role in CHAIR else [],
        "notes_out": queries.notes(db, "speaker"),
        "drawn_names": list(drawn.order) if drawn and drawn.subject == "speakers" else [],
        "lot": _lot(look),
    }


def _told(look: ViewContext) -> Callable[[sqlite3.Row], Facts]:
    """A question as this console sees it; `resembles` is whose name an asker without a badge gave, or one like it."""
    told = questions.internal if look.role in CHAIR else questions.overlooked
    answering = [one["name"] for one in queries.respondents(look.db)]

    def told_of(row: sqlite3.Row) -> Facts:
        found = told(row)
        if not found["asker"] or row["member"] is not None:
            return {**found, "resembles": None}
        others = [one["name"] for one in roll.named_like(look.db, found["asker"])]
        others += [name for name in answering if skeletons.alike(name, found["asker"])]
        return {**found, "resembles": others[0] if others else None}

    return told_of


def _lot(look: ViewContext) -> Facts | None:
    """The draw among the approved questions, as far as it is."""
    one = draws.last(look.db)
    if one is None or one.subject != "questions":
        return None
    return {"number": one.number, "state": one.state}


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


QUESTIONS = Panel("questions", _("Questions"), 70, panel)
