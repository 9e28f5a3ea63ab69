"""A round's result as the minutes show it: its papers, every name with its votes, who is elected."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

from kiosk.ballots import queries as ballots
from kiosk.minutes.document import Block, Prose, Table

Words = Callable[..., str]  # msgid and figures → the sentence in the document's language
PAPERS = ("printed", "issued", "exchanged", "spare", "returned", "valid", "invalid")


def title(db: sqlite3.Connection, round: int) -> str:
    row = ballots.one(db, round)
    return row["title"] if row else ""


def result(db: sqlite3.Connection, round: int, words: Words) -> Iterator[Block]:
    """The result that stands, once it was reported; before, nothing."""
    held = ballots.one(db, round)
    row = ballots.as_told(held) if held else None
    kept = ballots.result(db, round, row["version"]) if row else None
    if row is None or kept is None or row["state"] not in ballots.SHOWN:
        return
    figures = json.loads(kept["figures"])
    papers = figures["papers"]
    yield Table(
        [words(_PAPERS[name]) for name in PAPERS],
        [[str(papers.get(name) if papers.get(name) is not None else "—") for name in PAPERS]],
        frozenset(range(len(PAPERS))),
    )
    titles = (words("Name"), words("Stands for"), words("For"), words("Against"), words("Abstaining"), words("Outcome"))
    yield Table(titles, list(_names(figures, ballots.chosen_pairs(db, row), words)), frozenset({2, 3, 4}))
    yield Prose(
        words(
            "Version %(version)s of the figures; the record of the result to be signed, and all figures: %(file)s.",
            version=row["version"],
            file=f"rounds/round-{round}.*",
        )
    )


def _names(figures: dict[str, Any], chosen: set[tuple[str, str]], words: Words) -> Iterator[tuple[str, ...]]:
    became = {pair: words(outcome) for pair, outcome in ballots.outcomes(figures, chosen).items()}
    for one in sorted(figures["candidates"], key=lambda one: -one["for"]):
        name = words("%(name)s (written in)", name=one["name"]) if one.get("write_in") else one["name"]
        others = [str(one[key]) if one.get(key) is not None else "—" for key in ("against", "abstain")]
        yield (
            name,
            one.get("office", ""),
            str(one["for"]),
            *others,
            became[one.get("office", figures["offices"][0]["name"]), one["name"]],
        )


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


_PAPERS = {
    "printed": _("Printed"),
    "issued": _("Issued"),
    "exchanged": _("Exchanged"),
    "spare": _("Kept"),
    "returned": _("Returned"),
    "valid": _("Valid"),
    "invalid": _("Invalid"),
}
