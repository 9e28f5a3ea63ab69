"""What must hold before anybody is declared elected; the commands assert it, whatever page sent them.

Declared are no more than the seats of each office, nobody stands twice in one office, the rules are those that the
meeting adopted, as many took part as must, and this version of the result is signed by whoever was to sign it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from kiosk.ballots import queries
from kiosk.ballots.rounds.commands import rules_hash
from kiosk.i18n.catalog import translate
from kiosk.rules.ballots import round_file
from kiosk.store.errors import CommandRejected

Block = dict[str, Any]


def need_valid(verdict: Mapping[str, Any], language: str) -> None:
    """A round that is not valid is counted, and nobody is declared by it."""
    if not verdict.get("valid", True):
        clauses = tuple((one["msgid"], one["figures"]) for one in verdict["validity"])
        told = round_file.said(clauses, lambda msgid, **figures: translate(language, msgid, **figures))
        raise CommandRejected("not_valid", "%(why)s Nobody is declared; prepare a new round.", why=told)


def need_sound(
    db: sqlite3.Connection, row: sqlite3.Row, offices: Sequence[Block], chosen: Sequence[tuple[str, str]]
) -> None:
    """CommandRejected, by name, where an invariant would be broken."""
    seats = {one["name"]: one["seats"] for one in queries.offices(db, row["id"])}
    places = queries.rules(row).advance
    for one in offices:
        names = [*one["elected"], *one["advanced"], *(name for office, name in chosen if office == one["name"])]
        most = places or seats.get(one["name"], 0)
        if len(names) > most and not queries.is_advisory(row):
            raise CommandRejected(
                "above_seats", "%(office)s: %(names)s names for %(seats)s seats.",
                office=one["name"], names=len(names), seats=most,
            )  # fmt: skip
        if len(set(names)) < len(names):
            raise CommandRejected("twice_in_office", "A name stands twice for %(office)s.", office=one["name"])
    adopted = rules_hash(row["preset"], json.loads(row["changes"]), row["kind"], row["rules_version"])
    if row["rules_hash"] != adopted:
        raise CommandRejected("other_rules", "The rules of this round are not those that the meeting adopted.")
    if any(queries.unsigned(db, row).values()):
        raise CommandRejected("unsigned", "This version of the result is not signed by all who counted.")
