"""What a recount has changed, against the result that was told before: figures, and who is elected instead of whom.

The chair, the hall, phones, the minutes and the result sheet say these same sentences, each in its own language.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from kiosk.ballots import queries

Block = dict[str, Any]
Row = sqlite3.Row | Block
Names = dict[str, list[str]]
_PAPERS = ("valid", "invalid")


def told_versions(db: sqlite3.Connection, row: Row) -> list[sqlite3.Row]:
    """The versions of a result that the meeting was told, and the one that stands."""
    return [
        one
        for one in queries.versions(db, row["id"])
        if one["version"] == row["version"] or (one["reported_at"] is not None and one["version"] < row["version"])
    ]


def of(db: sqlite3.Connection, row: Row) -> Block | None:
    """The correction of the version that stands: its reason, and sentences as clauses; None where nothing was corrected."""
    versions = told_versions(db, row)
    if len(versions) < 2 or not versions[-1]["reason"]:
        return None
    return between(db, row, versions[-2], versions[-1])


def between(db: sqlite3.Connection, row: Row, before: sqlite3.Row, now: sqlite3.Row) -> Block:
    """The same between two versions of a round."""
    old, new = json.loads(before["figures"]), json.loads(now["figures"])
    figures = [_clause(*one) for one in _figures(old, new)]
    was, became = (_filled(db, row, one) for one in (before, now))
    open_ties = _tied(db, row, now)
    seats = [_clause(_TIED_NOW, office=office) for office in open_ties]
    decided = {office: names for office, names in became.items() if office not in open_ties}
    if decided or not seats:
        seats += [_clause(*one) for one in _seats(queries.kind_of(row), was, decided)]
    return {
        "version": now["version"],
        "before": before["version"],
        "reason": now["reason"],
        "changed": was != became,
        "figures": figures or [_clause(_("The figures are the same as before."))],
        "seats": seats,
    }


def sentences(correction: Block) -> list[Block]:
    """All of it as one list of clauses: why, the figures, the seats."""
    why = _clause(_("Counted again: %(reason)s."), reason=correction["reason"])
    return [why, *correction["figures"], *correction["seats"]]


def _figures(old: Block, new: Block) -> Iterator[tuple[str, Block]]:
    several = len(new["offices"]) > 1
    for key in _PAPERS:
        if old["papers"][key] != new["papers"][key]:
            yield _PAPERS_SAID[key], {"old": old["papers"][key], "new": new["papers"][key]}
    before = {(one.get("office"), one["name"]): one for one in old["candidates"]}
    for one in new["candidates"]:
        was = before.get((one.get("office"), one["name"]))
        if was is None or was["for"] == one["for"]:
            continue
        told = {"name": one["name"], "old": was["for"], "new": one["for"]}
        if several:
            yield _("%(office)s, %(name)s: %(old)s before, %(new)s now."), {**told, "office": one["office"]}
        else:
            yield _("%(name)s: %(old)s before, %(new)s now."), told


def _filled(db: sqlite3.Connection, row: Row, version: sqlite3.Row) -> Names:
    """Who had, or has, each office by a version: who passed, and whom lot, chair or consent took."""
    chosen = queries.chosen_in_order(db, {**dict(row), "version": version["version"]})
    return {
        one["name"]: [*one["elected"], *one["advanced"], *(name for office, name in chosen if office == one["name"])]
        for one in queries.verdict(json.loads(version["figures"]))["offices"]
    }


def _tied(db: sqlite3.Connection, row: Row, version: sqlite3.Row) -> list[str]:
    """The offices whose tie nobody has decided by this version."""
    settled = {one["office"] for one in queries.ties_in_force(db, {**dict(row), "version": version["version"]})}
    offices = queries.verdict(json.loads(version["figures"]))["offices"]
    return [one["name"] for one in offices if one["revote"]["names"] and one["name"] not in settled]


def _seats(kind: str, was: Names, became: Names) -> Iterator[tuple[str, Block]]:
    if kind == "motion":
        before, now = (any(names.values()) for names in (was, became))
        yield (_MOTION[now] if before != now else _("The decision stays as it was."), {})
        return
    onward = kind in ("recommendation", "pre_election")
    changed = [office for office in became if set(was.get(office, [])) != set(became[office])]
    for office in changed:
        had, has = was.get(office, []), became[office]
        new, old = [one for one in has if one not in had], [one for one in had if one not in has]
        key = "instead" if new and old else "more" if new else "fewer"
        told: Block = {"office": office, **({"new": new} if new else {}), **({"old": old} if old else {})}
        yield (_ONWARD if onward else _ELECTED)[key], told
    if not changed:
        yield _("Who goes on does not change.") if onward else _("Who is elected does not change."), {}


def _clause(msgid: str, figures: Block | None = None, **more: Any) -> Block:
    return {"msgid": msgid, "figures": {**(figures or {}), **more}}


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


_TIED_NOW = _("%(office)s: tied now; that is decided first.")
_PAPERS_SAID = {
    "valid": _("Valid papers: %(old)s before, %(new)s now."),
    "invalid": _("Invalid papers: %(old)s before, %(new)s now."),
}
_MOTION = {
    True: _("The motion is adopted now; before it was not."),
    False: _("The motion is not adopted; before it was."),
}
_ELECTED = {
    "instead": _("%(office)s: %(new)s elected instead of %(old)s, by the new figures."),
    "more": _("%(office)s: %(new)s elected now, by the new figures; before nobody had this seat."),
    "fewer": _("%(office)s: %(old)s not elected any more, by the new figures; the seat is open."),
}
_ONWARD = {
    "instead": _("%(office)s: %(new)s goes on instead of %(old)s, by the new figures."),
    "more": _("%(office)s: %(new)s goes on now, by the new figures."),
    "fewer": _("%(office)s: %(old)s does not go on any more, by the new figures."),
}
