"""Proxies of a village: how many one holder may have, near relatives, no candidate among the holders, and the public list.

The law lets a voter hold three at most; provinces say two or three. Who is represented by whom is told to everybody
before the vote (村民委员会组织法, Article 16, and the provinces' rules).
"""

from __future__ import annotations

import sqlite3

from kiosk.checkin import round_at_hand
from kiosk.checkin.public_proxies import VILLAGE
from kiosk.meeting import queries as meetings
from kiosk.roll import queries as roll
from kiosk.rules import quorum
from kiosk.store.errors import CommandRejected
from kiosk.store.registry import CommandContext, Decision


def most(db: sqlite3.Connection) -> int | None:
    """The most proxies of one holder: as the chair set it, else the preset's; None where there is no such number."""
    row = db.execute("select most from proxy_limit").fetchone()
    found: int | None = row[0] if row else quorum.PRESETS[meetings.current(db).preset].proxies_most
    return found


def set_proxies_most(act: CommandContext, *, most: int) -> Decision:
    """Where the rules say at most so many (a village: three), the chair sets fewer, as the province says."""
    law = quorum.PRESETS[meetings.current(act.db).preset].proxies_most
    if not law:
        raise CommandRejected("no_such_limit", "The rules of this meeting set no number of proxies for one holder.")
    if most > law:
        raise CommandRejected("above_the_law", "The law allows %(law)s proxies for one holder at most.", law=law)
    return Decision("proxies_most_set", {"most": most}, {"most": most})


def need_lawful(act: CommandContext, holder: roll.Person, near_relative: bool | None) -> None:
    """In a village a candidate holds no proxy, and a holder is a near relative of whoever gives it."""
    if meetings.current(act.db).preset != VILLAGE:
        return
    if near_relative is False:
        raise CommandRejected("not_near_relative", "In a village election only near relatives can represent somebody.")
    if round_at_hand.stands(act.db, holder["id"], holder["name"]):
        raise CommandRejected(
            "candidate_holds", "%(name)s is a candidate and can represent nobody.", name=holder["name"]
        )
