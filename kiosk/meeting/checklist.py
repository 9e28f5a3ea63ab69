"""What a kind of meeting has to prepare by hand, on the list of the preparation from the start: a village's secret booth
and the calling out in public (村民委员会组织法, Article 15), and its public list of proxies."""

from __future__ import annotations

import sqlite3

from kiosk.meeting import queries
from kiosk.store.errors import CommandRejected
from kiosk.store.registry import CommandContext, Decision

ITEMS: dict[str, tuple[str, ...]] = {"village": ("secret_booth", "called_out", "proxy_list")}


def listed(db: sqlite3.Connection) -> list[dict[str, object]]:
    """Every item of this kind of meeting, and whether it is done."""
    done = {row[0] for row in db.execute("select item from checklist")}
    return [{"item": item, "done": item in done} for item in ITEMS.get(queries.current(db).preset, ())]


def tick_checklist(act: CommandContext, *, item: str, done: bool) -> Decision:
    """An item is prepared, or not after all."""
    if item not in ITEMS.get(queries.current(act.db).preset, ()):
        raise CommandRejected("no_such_item", "That is not on the list of this meeting.")
    return Decision("checklist_ticked", {"item": item, "done": done}, {"item": item, "done": done})
