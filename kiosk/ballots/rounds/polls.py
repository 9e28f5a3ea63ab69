"""A poll is demanded after a show of hands: it decides instead, by shares or by all votes; the hands' result is replaced.

Companies Act 2006 s. 321: the right to demand a poll cannot be taken away. Demanded as the next act after the hands; until
the poll is prepared the demand may be withdrawn, and the hands' result stands again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from kiosk.ballots import queries
from kiosk.checkin import queries as checkin
from kiosk.meeting import queries as meetings
from kiosk.roll import queries as roll
from kiosk.rules.ballots import presets, show_of_hands
from kiosk.rules.ballots.round import by_weight
from kiosk.store.errors import CommandRejected
from kiosk.store.registry import CommandContext, Decision, Facts

THOUSAND = 1_000  # the roll weighs in thousandths


def demand_poll(act: CommandContext, *, vote: int, demanded_by: str = "") -> Decision:
    """Somebody demands a poll on what was just voted on by hands."""
    row = _vote(act.db, vote)
    if meetings.current(act.db).preset not in show_of_hands.POLLS:
        raise CommandRejected("no_polls", "The rules of this meeting know no poll after a show of hands.")
    if row["subject"] != "motion" and row["subject"] != "offices":
        raise CommandRejected("no_poll_on_this", "No poll is taken on what the meeting decides about itself.")
    if row["taken_back"] is not None:
        raise CommandRejected("taken_back_already", "This vote was taken back already.")
    if row["poll"] is not None:
        raise CommandRejected("poll_demanded_already", "A poll on this was demanded already.")
    if act.db.execute("select 1 from hands_vote where id > ? and taken_back is null", (vote,)).fetchone():
        raise CommandRejected(
            "poll_too_late", "The meeting has voted on something else since: a poll is demanded at once."
        )
    facts = {"vote": vote, "title": row["title"], "by": demanded_by}
    return Decision("poll_demanded", facts, facts)


def withdraw_poll(act: CommandContext, *, vote: int) -> Decision:
    """The demand is withdrawn before the poll is prepared: the hands' result stands."""
    row = _vote(act.db, vote)
    if row["poll"] is None:
        raise CommandRejected("no_poll_demanded", "No poll was demanded on this.")
    if prepared(act.db, vote):
        raise CommandRejected("poll_prepared", "The poll is prepared: declare it void first.")
    facts = {"vote": vote, "title": row["title"]}
    return Decision("poll_withdrawn", facts, facts)


def changes_of(db: sqlite3.Connection, vote: int) -> Facts:
    """What a poll changes in its preset's rules: by weight, and with the line of the vote that it replaces."""
    row = _vote(db, vote)
    if row["poll"] is None or row["taken_back"] is not None:
        raise CommandRejected("no_poll_demanded", "No poll was demanded on this.")
    if prepared(db, vote):
        raise CommandRejected("poll_prepared_already", "The poll on this is prepared already.")
    line = json.loads(row["line"])
    drawn = {key: line[key] for key in ("numerator", "denominator", "operator")}
    return {"ballot": "motion", "weights": True, "win": drawn, "write_ins": False, "min_candidates": "none"}


def prepared(db: sqlite3.Connection, vote: int) -> bool:
    """Whether a round that counts takes this poll."""
    found = db.execute("select 1 from ballot_round where poll_of = ? and state != 'void'", (vote,)).fetchone()
    return found is not None


def offered(db: sqlite3.Connection) -> bool:
    """Whether the rules of the meeting know a poll at all."""
    return meetings.current(db).preset in show_of_hands.POLLS


def weighs(preset: str, changes: Mapping[str, Any], kind: str) -> bool:
    """Whether a round is a poll by shares: weight that is no area decides, and each paper bears whose it is."""
    try:
        rules = presets.rules_of(preset, changes, presets.KIND_OF.get(kind, kind))
    except presets.Unfit:
        return False
    return by_weight(rules) and not rules.area and preset != "cooperative"


def form_of(preset: str, changes: Mapping[str, Any], kind: str) -> str:
    """A poll by shares is taken by named papers; everything else as its preset says."""
    return "named" if weighs(preset, changes, kind) else presets.PRESETS[preset].ballot_form


def of_shares(db: sqlite3.Connection, preset: str, changes: Mapping[str, Any], kind: str, poll_of: int | None) -> Facts:
    """What a poll by shares adds to a round that is prepared: all shares, whole ones, and which vote it replaces."""
    found: Facts = {} if poll_of is None else {"poll_of": poll_of}
    if weighs(preset, changes, kind):
        people = roll.electorate(db)
        whole = people.weight_thousandths - people.excluded_thousandths
        if not whole:
            raise CommandRejected("no_shares", "The roll gives no shares: a poll by shares needs a column with them.")
        if roll.broken_weights(db):
            raise CommandRejected("broken_shares", "A poll by shares needs whole shares: the roll has parts of one.")
        found["eligible_weight"] = whole // THOUSAND
    return found


def present_weight(db: sqlite3.Connection, row: sqlite3.Row, measured: int | None, *, by_desks: bool) -> int | None:
    """The shares of those inside, with whom they represent, where the desks know them all; elsewhere what the quorum
    measures."""
    if not weighs(row["preset"], json.loads(row["changes"]), queries.kind_of(row)):
        return measured
    if not by_desks:
        return None
    return int(min(checkin.weight_inside(db) // THOUSAND, row["eligible_weight"]))


def _vote(db: sqlite3.Connection, vote: int) -> Any:
    row = db.execute("select * from hands_vote where id = ?", (vote,)).fetchone()
    if row is None:
        raise CommandRejected("no_such_vote", "There is no such vote by hands.", status=404)
    return row
