"""Decisions about the hall screen: preview and take, blank, take back."""

from __future__ import annotations

from kiosk.display import queries
from kiosk.display.scene import scene as scene_now
from kiosk.store.errors import CommandRejected
from kiosk.store.registry import CommandContext, Decision, Facts

VOTING = ("candidates", "voting", "counting", "result")
SCENES = ("welcome", "codes", "agenda", "attendance", "draw", "speaker", "question", *VOTING, "message", "blank")
UNDO_MS = 10_000


def take_scene(act: CommandContext, *, scene: str | None = None, text: str = "", automatic: bool = False) -> Decision:
    """Show a scene, or the one in preview; `automatic` lets the screen follow the meeting by itself again."""
    if scene is None and not automatic:
        ready = queries.preview(act.db)
        if ready is None:
            raise CommandRejected("nothing_ready", "Nothing is ready to be shown: choose a scene first.")
        scene, text = ready["name"], ready["text"]
    name = scene or "attendance"
    _need_words(name, text)
    return Decision("scene_taken", _facts(act, name, text, automatic), {"scene": name, "automatic": automatic})


def blank_screen(act: CommandContext) -> Decision:
    """The panic key: a holding card at once."""
    return Decision("scene_taken", _facts(act, "blank", "", False), {"scene": "blank", "automatic": False})


def undo_take(act: CommandContext) -> Decision:
    """Take the last switch back, within ten seconds."""
    shown = queries.shown(act.db)
    if shown is None or shown["before_name"] is None:
        raise CommandRejected("nothing_to_take_back", "There is no switch to take back.")
    if act.at - shown["since_at"] > UNDO_MS:
        raise CommandRejected("too_late", "More than ten seconds have passed; take the scene you want.")
    facts = {
        "scene": shown["before_name"],
        "text": shown["before_text"],
        "automatic": bool(shown["before_automatic"]),
        "before": None,
    }
    return Decision("scene_taken", facts, {"scene": facts["scene"], "automatic": facts["automatic"]})


def set_preview(act: CommandContext, *, scene: str, text: str = "") -> Facts:
    """Make a scene ready; a working, nothing is recorded."""
    _need_words(scene, text)
    act.db.execute("insert or replace into preview_working (id, name, text) values (1, ?, ?)", (scene, text))
    return {"preview": {"name": scene, "text": text}}


def _need_words(scene: str, text: str) -> None:
    if scene not in SCENES:
        raise CommandRejected("no_such_scene", "There is no scene %(scene)s.", scene=scene)
    if scene == "message" and not text:
        raise CommandRejected("no_message", "The message has no words yet.")


def _facts(act: CommandContext, scene: str, text: str, automatic: bool) -> Facts:
    now = scene_now(act.db)
    before = {"scene": now["name"], "text": now["text"], "automatic": now["automatic"]}
    return {"scene": scene, "text": text, "automatic": automatic, "before": before}
