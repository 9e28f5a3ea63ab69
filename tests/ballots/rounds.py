"""Rounds in few words: papers and votes as a file has them."""

from __future__ import annotations

from typing import Any

Made = dict[str, Any]


def made(
    votes: list[int] | dict[str, int],
    *,
    seats: int = 1,
    present: int = 165,
    eligible: int | None = None,
    issued: int | None = None,
    returned: int | None = None,
    valid: int | None = None,
    preset: str = "party-grassroots",
    rules: Made | None = None,
    write_ins: dict[str, int] | None = None,
    blank: int = 0,
) -> Made:
    """A round of one office whose papers add up; against is what is left, abstain is none."""
    named = votes if isinstance(votes, dict) else {chr(65 + i): votes for i, votes in enumerate(votes)}
    issued = present if issued is None else issued
    returned = issued if returned is None else returned
    valid = returned if valid is None else valid
    return {
        "format": "round/1",
        "preset": preset,
        "rules": rules or {},
        "offices": [{"name": "Committee", "seats": seats}],
        "eligible": present if eligible is None else eligible,
        "present": present,
        "papers": {
            "printed": issued,
            "issued": issued,
            "exchanged": 0,
            "spare": 0,
            "returned": returned,
            "valid": valid,
            "invalid": returned - valid,
            "blank": blank,
        },
        "candidates": [
            {"name": name, "office": "Committee", "for": n, "against": max(0, valid - n), "abstain": 0}
            for name, n in named.items()
        ]
        + [{"name": name, "office": "Committee", "for": n, "write_in": True} for name, n in (write_ins or {}).items()],
    }
