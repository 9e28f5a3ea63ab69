"""Decisions about papers before the vote: delivered to owners, come back from the absent, opinions in writing.

Only what was recorded as delivered can be counted as silent; an opinion counts while its member is absent.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from kiosk.ballots import queries
from kiosk.ballots.rounds import absent
from kiosk.ballots.rounds.commands import need_round
from kiosk.checkin import queries as checkin
from kiosk.roll import queries as roll
from kiosk.store.errors import CommandRejected
from kiosk.store.registry import CommandContext, Decision, Facts

KINDS = ("delivered", "returned", "opinion")
WAYS = ("hand", "mailbox", "post", "electronic", "other")
CHOICES = ("for", "against")
STAFF = ("desk", "supervisor", "secretary", "operator", "chair", "chief_scrutineer")


def note_early(
    act: CommandContext,
    *,
    round: int,
    kind: str,
    units: Sequence[str],
    way: str,
    handler: str,
    told_at: str,
    choices: Mapping[str, str] | None = None,
) -> Decision:
    """Papers delivered to these units, or come back from absent ones, or the opinion of an absent member: how, by whom
    and when. `choices` of an opinion: name on the paper → for or against."""
    row = need_round(act, round, "prepared", "issuing", "voting")
    _need_kind(row, kind)
    members = [_member(act.db, row, unit, kind) for unit in units]
    for place, member in enumerate(members):
        if member in members[:place] or member in absent.members(act.db, round, kind):
            raise CommandRejected("noted_already", "%(unit)s is noted already.", unit=units[place])
    facts: Facts = {
        "round": round, "kind": kind, "members": members, "way": way, "handler": handler, "told_at": told_at,
    }  # fmt: skip
    if kind == "opinion":
        facts["choices"] = _choices(act.db, row, choices or {})
    stand = absent.counted(act.db, round)
    return Decision("early_noted", facts, {"noted": act.seq, **stand, kind: stand[kind] + len(members)})


def take_back_early(act: CommandContext, *, noted: int, unit: str, reason: str) -> Decision:
    """A note of one unit is taken back, with a reason, until the last call; it stays visible."""
    row = act.db.execute(
        "select e.round, e.member, e.kind, e.taken_back from early_paper e join member m on m.id = e.member"
        " where e.id = ? and m.number = ?",
        (noted, unit),
    ).fetchone()
    if row is None:
        raise CommandRejected("no_such_early", "There is no such note.", status=404)
    _need_open(need_round(act, row["round"], "prepared", "issuing", "voting"))
    if row["taken_back"] is not None:
        raise CommandRejected("taken_back_already", "This was taken back already.")
    facts = {"noted": noted, "round": row["round"], "member": row["member"], "kind": row["kind"], "reason": reason}
    return Decision("early_taken_back", facts, {"noted": noted})


def _need_kind(row: sqlite3.Row, kind: str) -> None:
    rules = queries.rules(row)
    if kind == "opinion":
        if not rules.written:
            raise CommandRejected("no_opinions", "The rules of this round count no opinions in writing.")
        if row["state"] != "prepared":
            raise CommandRejected("opinions_before", "Opinions in writing are handed in before papers are issued.")
    elif row["ballot_form"] != "named":
        raise CommandRejected("secret_paper", "The papers of this round are secret: they name no unit.")
    _need_open(row)


def _need_open(row: sqlite3.Row) -> None:
    if row["last_call_at"] is not None:
        raise CommandRejected("called_already", "The last call has been made.")


def _member(db: sqlite3.Connection, row: sqlite3.Row, unit: str, kind: str) -> int:
    person = roll.member_by_number(db, unit)
    listed = {one["member"] for one in queries.electors(db, row["id"])}
    if person is None or not person["with_vote"] or (listed and person["id"] not in listed):
        raise CommandRejected("no_such_unit", "There is no unit %(unit)s with a vote in this round.", unit=unit)
    if kind == "opinion" and checkin.attended(db, person["id"]) is not None:
        raise CommandRejected("opinion_here", "%(name)s is here in person and votes.", name=person["name"])
    found: int = person["id"]
    return found


def _choices(db: sqlite3.Connection, row: sqlite3.Row, choices: Mapping[str, str]) -> dict[str, str]:
    known = {str(one["id"]) for one in queries.candidates(db, row["id"])}
    if not choices or not set(choices) <= known:
        raise CommandRejected("no_such_candidate", "There is no such name on the paper.")
    return dict(sorted(choices.items()))
