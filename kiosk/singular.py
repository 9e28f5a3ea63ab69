"""English says one otherwise than several: "1 papers are" becomes "1 paper is". Chinese has one form for both.

The sentences of the catalogue are written for several; `static/js/singular.js` is the same rule for the pages.
"""

from __future__ import annotations

import re

NOUNS = {
    "arrivals": "arrival", "bags": "bag", "batches": "batch", "blocks": "block", "boxes": "box", "candidates": "candidate",
    "characters": "character", "desks": "desk", "differences": "difference", "digits": "digit", "exclusions": "exclusion",
    "marks": "mark", "members": "member", "minutes": "minute", "names": "name", "notes": "note", "papers": "paper",
    "places": "place",
    "people": "person", "persons": "person", "questions": "question", "rows": "row", "scans": "scan", "seats": "seat",
    "seconds": "second", "tellers": "teller", "votes": "vote",
}  # fmt: skip
VERBS = {"are": "is", "were": "was", "wait": "waits", "go": "goes", "have": "has"}
_ONE = re.compile(rf"(?<![\w.,:/])1 ({'|'.join(NOUNS)})\b(?: ({'|'.join(VERBS)})\b)?")
_FIRST = re.compile(r"\b(the first) 1 go\b", re.IGNORECASE)


def singular(sentence: str) -> str:
    """The sentence with the forms that one of a thing asks for."""
    return _FIRST.sub(r"\1 goes", _ONE.sub(_said, sentence))


def _said(found: re.Match[str]) -> str:
    noun, verb = found.groups()
    return f"1 {NOUNS[noun]}" + (f" {VERBS[verb]}" if verb else "")
