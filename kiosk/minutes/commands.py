"""Decisions of the secretary and of those who watch: additions to the minutes, and incidents."""

from __future__ import annotations

import re
import sqlite3

from kiosk.minutes import queries
from kiosk.store.errors import CommandRejected
from kiosk.store.registry import CommandContext, Decision

ADDITIONS_MOST = 500
INCIDENTS_MOST = 500
SECTION = re.compile(r"opening|attendance|hands|speeches|questions|incidents|closing|(?:draw|round)-[1-9][0-9]{0,14}")


def add_to_minutes(act: CommandContext, *, section: str, text: str) -> Decision:
    """The secretary's own words under a heading of the minutes, shown as an addition."""
    if not SECTION.fullmatch(section):
        raise CommandRejected("no_such_heading", "The minutes have no such heading.")
    if act.db.execute("select count(*) from minutes_addition").fetchone()[0] >= ADDITIONS_MOST:
        raise CommandRejected("too_many_additions", "The minutes hold %(most)s additions already.", most=ADDITIONS_MOST)
    return Decision("minutes_added_to", {"section": section, "text": text}, {"addition": act.seq})


def amend_addition(act: CommandContext, *, addition: int, text: str) -> Decision:
    """An addition gets other words; what it said before stays in the journal."""
    if _standing(act, addition)["text"] == text:
        raise CommandRejected("is_so", "It says so already.")
    return Decision("addition_amended", {"addition": addition, "text": text}, {"addition": addition})


def strike_addition(act: CommandContext, *, addition: int, reason: str) -> Decision:
    """An addition is taken out of the minutes, for a reason; it stays in the journal."""
    _standing(act, addition)
    return Decision("addition_struck", {"addition": addition, "reason": reason}, {"addition": addition})


def report_incident(act: CommandContext, *, text: str) -> Decision:
    """Something that an observer or a supervisor saw and wants in the record."""
    if act.db.execute("select count(*) from incident").fetchone()[0] >= INCIDENTS_MOST:
        raise CommandRejected("too_many_incidents", "%(most)s incidents are noted already.", most=INCIDENTS_MOST)
    return Decision("incident_reported", {"text": text, "role": act.role}, {"incident": act.seq})


def name_officers(act: CommandContext, *, chair: str, secretary: str) -> Decision:
    """Who chairs the meeting and who writes its minutes, as the minutes will name them; named again, it replaces."""
    now = queries.officers(act.db)
    if now and (now["chair"], now["secretary"]) == (chair, secretary):
        raise CommandRejected("is_so", "It says so already.")
    facts = {"chair": chair, "secretary": secretary}
    return Decision("officers_named", facts, facts)


def sign_minutes(act: CommandContext, *, head: str, name: str) -> Decision:
    """The chair or the secretary signs the minutes as they stand; `head` is what the page showed, so that nobody signs
    what was added meanwhile."""
    under = queries.to_sign(act.db)
    if head != under.hash:
        raise CommandRejected("minutes_moved_on", "The minutes have changed since you read them; please look again.")
    if any(one["role"] == act.role for one in queries.signatures(act.db)):
        raise CommandRejected("signed_already", "You have signed these minutes already.")
    facts = {"role": act.role, "name": name, "under_seq": under.seq, "under_hash": under.hash}
    return Decision("minutes_signed", facts, {"under": {"seq": under.seq, "hash": under.hash}})


def _standing(act: CommandContext, addition: int) -> sqlite3.Row:
    row: sqlite3.Row | None = act.db.execute("select * from minutes_addition where id = ?", (addition,)).fetchone()
    if row is None:
        raise CommandRejected("no_such_addition", "There is no such addition to the minutes.", status=404)
    if row["struck_at"] is not None:
        raise CommandRejected("struck_already", "This addition was struck already.")
    return row
