"""What an honest file or record of an older program may hold and the rules of today would not: warnings, never a failure.

Read from the entries alone, so that the public copy, which withholds some, is read in the same way. `docs/check_record.py`
tells the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kiosk.ballots import queries
from kiosk.ballots.rounds.commands import rules_hash
from kiosk.store.journal import Entry

Block = dict[str, Any]


class Held:
    """What the journal has said of one round so far."""

    def __init__(self, facts: Block) -> None:
        self.title, self.kind = facts["title"], facts["kind"]
        self.rules_version = facts.get("rules_version", 1)
        self.seats = {one["name"]: one["seats"] for one in facts["offices"]}
        self.adopted = ""
        self.figures: dict[int, Block] = {}
        self.signed: dict[int, set[str]] = {}


def warnings(entries: Iterable[Entry]) -> Iterator[str]:
    """One sentence for each result that breaks an invariant of today."""
    rounds: dict[int, Held] = {}
    for entry in entries:
        if not entry.data:
            continue
        facts = entry.facts
        if entry.kind == "round_prepared":
            rounds[entry.seq] = Held(facts)
        held = rounds.get(facts.get("round", 0))
        if held is None:
            continue
        if entry.kind == "rules_adopted":
            held.adopted = facts["rules_hash"]
        elif entry.kind == "tally_signed":
            held.signed.setdefault(facts["version"], set()).add(facts["role"])
        elif entry.kind in ("round_counted", "result_corrected"):
            held.figures[facts["version"]] = facts["figures"]
            if entry.kind == "result_corrected":
                yield f"{_of(held)}: version {facts['version']} was typed as a correction, under the signatures of another."
                yield from (f"{_of(held)}: {one}" for one in _rules(held, facts["version"]))
        elif entry.kind == "elected_declared":
            yield from (f"{_of(held)}: {one}" for one in _declared(held, facts))


def _of(held: Held) -> str:
    return f"Warning: “{held.title}”"


def _declared(held: Held, facts: Block) -> Iterator[str]:
    for one in facts["offices"]:
        names = [*one["elected"], *(name for office, name in _chosen(facts) if office == one["name"])]
        seats = held.seats.get(one["name"], 0)
        if len(names) > seats:
            yield f"{one['name']}: {len(names)} declared for {seats} seats."
        if len(set(names)) < len(names):
            yield f"{one['name']}: a name was declared twice."
    version = facts.get("version", 1)
    missing = [role for role in sorted(queries.SIGNERS) if role not in held.signed.get(version, ())]
    if held.signed and missing:
        yield f"version {version} was declared without the signature of {', '.join(missing)}."
    figures = held.figures.get(version)
    if figures is None:
        return
    yield from _rules(held, version)
    if not queries.verdict(figures).get("valid", True):
        yield f"version {version} was declared although the round is not valid."


def _rules(held: Held, version: int) -> Iterator[str]:
    if held.adopted and _hash(held, held.figures[version]) != held.adopted:
        yield f"version {version} was judged by other rules than the meeting adopted."


def _chosen(facts: Block) -> list[tuple[str, str]]:
    """Whom a decision took among the tied, with the office; 0.1.0 named no office: the one in which they were tied."""
    if "chosen" in facts:
        return [(office, name) for office, name in facts["chosen"]]
    offices = facts["offices"]
    return [
        (next((one["name"] for one in offices if name in one["revote"]["names"]), offices[0]["name"]), name)
        for name in facts.get("by_decision", ())
    ]


def _hash(held: Held, figures: Block) -> str:
    return rules_hash(figures["preset"], figures.get("rules", {}), held.kind, held.rules_version)
