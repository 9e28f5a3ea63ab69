"""English says one otherwise than several: "1 papers are" becomes "1 paper is". Chinese has one form for both.

The sentences of the catalogue are written for several. What is set into them is never touched: a question or a name
stays as it was typed. `static/js/singular.js` is the same rule for the pages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

NOUNS = {
    "arrivals": "arrival", "bags": "bag", "batches": "batch", "blocks": "block", "boxes": "box", "candidates": "candidate",
    "characters": "character", "desks": "desk", "differences": "difference", "digits": "digit", "exclusions": "exclusion",
    "marks": "mark", "members": "member", "minutes": "minute", "names": "name", "notes": "note", "papers": "paper",
    "places": "place",
    "people": "person", "persons": "person", "questions": "question", "rows": "row", "scans": "scan", "seats": "seat",
    "seconds": "second", "tellers": "teller", "votes": "vote",
}  # fmt: skip
VERBS = {"are": "is", "were": "was", "wait": "waits", "go": "goes", "have": "has"}
_ONE = re.compile(rf"(?<![\w.,:/])%\((\w+)\)s ({'|'.join(NOUNS)})\b(?: ({'|'.join(VERBS)})\b)?")
_FIRST = re.compile(r"\b(the first) %\((\w+)\)s go\b", re.IGNORECASE)


def singular(sentence: str, figures: Mapping[str, object]) -> str:
    """The sentence, its places still empty, with the forms that one of a thing asks for."""

    def one(found: re.Match[str]) -> str:
        name, noun, verb = found.groups()
        if str(figures[name]) != "1":
            return found[0]
        return f"%({name})s {NOUNS[noun]}" + (f" {VERBS[verb]}" if verb else "")

    def first(found: re.Match[str]) -> str:
        return f"{found[1]} goes" if str(figures[found[2]]) == "1" else found[0]

    return _FIRST.sub(first, _ONE.sub(one, sentence))
