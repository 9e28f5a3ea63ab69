"""Who counts and signs: tellers and chief scrutineer are named beforehand, and retype their names under the figures.

Nobody who stands may count. Who was written in cannot know it beforehand: when such a one is elected and has signed,
that is noted as an incident.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from kiosk.ballots import queries
from kiosk.ballots.results.commands import verdict_of
from kiosk.ballots.rounds.commands import CONFLICT, need_round
from kiosk.i18n.catalog import translate
from kiosk.rules import skeletons
from kiosk.store.errors import CommandRejected
from kiosk.store.registry import CommandContext, Decision

BEFORE_SIGNING = ("prepared", "issuing", "voting", "closed", "returned", "counting")


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


WRITE_IN_COUNTED = _("%(name)s was elected as written in, and has counted and signed.")


def name_counters(act: CommandContext, *, round: int, counters: Mapping[str, Sequence[str]]) -> Decision:
    """The tellers of both teams and the chief scrutineer, by name; no candidate is among them, and nobody twice."""
    need_round(act, round, *BEFORE_SIGNING)
    names = [name for role in queries.SIGNERS for name in counters[role]]
    if skeletons.first_two_alike(names):
        raise CommandRejected("counts_twice", "A name stands twice among those who count.")
    for name in names:
        need_no_candidate(act.db, round, name)
    for name in counters["chief_scrutineer"]:
        need_adopted(act.db, name)
    facts = {"round": round, "counters": {role: list(counters[role]) for role in queries.SIGNERS}}
    return Decision("counters_named", facts, facts)


def sign_tally(act: CommandContext, *, round: int, signs_as: str, signer: str) -> Decision:
    """A teller or the chief scrutineer retypes their name under the figures of this version; the chief signs last."""
    row = need_round(act, round, "counted")
    if act.role not in (signs_as, "laptop"):
        raise CommandRejected("not_your_signature", "Each signs on a device of their own.")
    missing = queries.unsigned(act.db, row)
    if not missing[signs_as] or (signs_as, signer) in _signed(act.db, row):
        raise CommandRejected("signed_already", "This is signed already.")
    if signs_as == "chief_scrutineer" and (missing["teller_a"] or missing["teller_b"]):
        raise CommandRejected("tellers_first", "Both teams of tellers sign before the chief scrutineer.")
    need_no_candidate(act.db, round, signer)
    if signs_as == "chief_scrutineer":
        _need_any_adopted(act.db, signer)
        need_adopted(act.db, signer)
    if signer not in missing[signs_as] and "" not in missing[signs_as]:
        _refuse_unnamed(row, signer, missing[signs_as])
    facts = {"round": round, "version": row["version"], "role": signs_as, "name": signer}
    last = signs_as == "chief_scrutineer" and len(missing[signs_as]) == 1
    return Decision("tally_signed", {**facts, "last": last, **_incident(act, row, signer)}, {**facts, "seq": act.seq})


def _refuse_unnamed(row: sqlite3.Row, signer: str, missing: Sequence[str]) -> None:
    if row["recount"]:
        raise CommandRejected(
            "not_named",
            "%(name)s was not named for this. In a recount %(names)s signs again; who cannot sign is named with the reason,"
            " and a substitute.",
            name=signer, names=list(missing),
        )  # fmt: skip
    raise CommandRejected(
        "not_named", "%(name)s was not named for this; type the name as it was announced.", name=signer
    )


def need_no_candidate(db: sqlite3.Connection, round: int, name: str) -> None:
    stands = (one["name"] for one in queries.candidates(db, round) if one["origin"] != "write_in")
    if any(skeletons.alike(name, other) for other in stands):
        raise CommandRejected("candidate_signs", CONFLICT, name=name)


def need_adopted(db: sqlite3.Connection, name: str) -> None:
    """Where the meeting adopted scrutineers, their chief is one of them; another is adopted first."""
    adopted = queries.scrutineers(db)
    if adopted and not any(skeletons.alike(name, other) for other in adopted):
        raise CommandRejected(
            "not_adopted",
            "The meeting adopted as scrutineers %(names)s; %(name)s is not among them: adopt them by hands first.",
            names=adopted, name=name,
        )  # fmt: skip


def _need_any_adopted(db: sqlite3.Connection, name: str) -> None:
    """Nobody signs as chief scrutineer whom the meeting never adopted; it may adopt them now."""
    if not queries.scrutineers(db):
        raise CommandRejected(
            "not_adopted",
            "The meeting has adopted no scrutineers: it adopts %(name)s by hands first, then the tally is signed.",
            name=name,
        )


def _signed(db: sqlite3.Connection, row: sqlite3.Row) -> set[tuple[str, str]]:
    return {(one["role"], one["name"]) for one in queries.signatures(db, row["id"], row["version"])}


def _incident(act: CommandContext, row: sqlite3.Row, signer: str) -> dict[str, str]:
    elected = {name for office in verdict_of(act.db, row)["offices"] for name in office["elected"]}
    return {"incident": translate(act.language, WRITE_IN_COUNTED, name=signer)} if signer in elected else {}
