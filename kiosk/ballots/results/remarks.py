"""What stands under a result on its sheet: what was decided, what a recount changed, and what happened on the way."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from functools import reduce
from itertools import pairwise
from typing import Any

from kiosk.ballots import queries
from kiosk.ballots.results import corrections, seats
from kiosk.i18n.catalog import COMMA

Words = Callable[..., str]  # msgid and figures → the words in the sheet's language
SPACE = "%(first)s %(then)s"


def decided(text: dict[str, Any], words: Words) -> str:
    told = words(_WAYS[text["way"]])
    if text["way"] == "reduced":
        told = _reduced(text, words)
    if text.get("names"):
        told = f"{told} {words(COMMA).join(text['names'])}"
    return words("%(office)s: %(names)s", office=text["office"], names=told) if text.get("office") else told


def _reduced(text: dict[str, Any], words: Words) -> str:
    if text.get("votes") is None:
        return words("The presidium decided on fewer seats.")
    figures = {"votes": text["votes"], "against": text.get("against", 0)}
    return words("The meeting agreed to fewer seats, %(votes)s to %(against)s.", **figures)


def remarks(db: sqlite3.Connection, row: sqlite3.Row, words: Words, internal: bool) -> Iterator[str]:
    """What a recount changed, who signs instead of whom, who withdrew or declined, what happened on the way."""
    versions = corrections.told_versions(db, row)
    for before, now in pairwise(versions):
        if now["reason"]:
            found = corrections.between(db, row, before, now)
            label = words("Version %(version)s", version=now["version"])
            told = [words(one["msgid"], **_listed(words, one["figures"])) for one in corrections.sentences(found)]
            yield words("%(label)s: %(count)s", label=label, count=_in_a_row(told, words))
    for note in db.execute("select * from round_note where round = ? order by id", (row["id"],)):
        text = json.loads(note["text"])
        if note["kind"] == "substitute":
            yield _substitute(text, words, internal)
        elif note["kind"] in _REMARKS:
            yield words(_REMARKS[note["kind"]], **_listed(words, text))
    for one in queries.candidates(db, row["id"]):
        if one["withdrawn"] is not None:
            yield words("%(name)s withdrew (%(reason)s).", name=one["name"], reason=one["withdrawn"])
    for office, name in seats.declined(db, row):
        yield words("%(name)s declined the election; the seat for %(office)s is open.", name=name, office=office)


def _in_a_row(told: list[str], words: Words) -> str:
    """Whole sentences, one after the other, as the language sets them."""
    return reduce(lambda first, then: words(SPACE, first=first, then=then), told)


def _substitute(text: dict[str, Any], words: Words, internal: bool) -> str:
    reason = text["reason"] if internal else words("withheld")
    role, names = words(ROLE_NAMES[text["role"]]), words(COMMA).join(text["names"])
    figures = {"absent": text["absent"], "role": role, "reason": reason, "names": names}
    if not text["substitute"]:
        return words("%(absent)s (%(role)s) cannot sign: %(reason)s. %(names)s signs.", **figures)
    return words(
        "%(absent)s (%(role)s) cannot sign: %(reason)s. %(substitute)s signs instead.",
        **figures, substitute=text["substitute"],
    )  # fmt: skip


def _listed(words: Words, figures: dict[str, Any]) -> dict[str, Any]:
    return {key: words(COMMA).join(map(str, one)) if isinstance(one, list) else one for key, one in figures.items()}


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


ROLE_NAMES = {
    "teller_a": _("Teller, team A"),
    "teller_b": _("Teller, team B"),
    "chief_scrutineer": _("Chief scrutineer"),
}
_WAYS = {
    "revote": _("The meeting votes again between the tied."),
    "lot": _("By lot:"),
    "chair": _("The chair decided for:"),
    "consent": _("The tied agreed on:"),
    "new_round": _("A new round is held for the empty seats."),
    "reduced": _("The meeting agreed to fewer seats."),
    "vacant": _("The empty seats stay vacant."),
}
_REMARKS = {
    "incident": _("Incident: %(text)s (%(name)s)"),
    "sealing": _("Sealed: %(bags)s, kept by %(keeper)s until %(until)s"),
}
