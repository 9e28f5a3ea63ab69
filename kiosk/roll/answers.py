"""What somebody decided about a file: which column is what, which sheets, which rows are people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

FIELDS = (
    "number", "name", "given_name", "family_name", "group", "category", "status", "vote", "weight", "additional",
    "phone", "note", "unused",
)  # fmt: skip
ALIASES = {
    "votes": "vote",
    "group_name": "group",
    "first_name": "given_name",
    "last_name": "family_name",
    "none": "unused",
}


@dataclass
class Answers:
    """`columns`: heading or place ("您的姓名", "B") → one of FIELDS. `sheets`: names, or all. `decimal`: comma, point.
    `categories` and `people`: value or row ("12", "二支部!12", "B12") → yes or no. `choices`: question → option.
    `accept`: every open question gets its default."""

    columns: dict[str, str] = field(default_factory=dict)
    sheets: list[str] = field(default_factory=list)
    decimal: str = ""
    categories: dict[str, bool] = field(default_factory=dict)
    people: dict[str, bool] = field(default_factory=dict)
    choices: dict[str, str] = field(default_factory=dict)
    accept: bool = False


def from_json(given: Mapping[str, Any]) -> Answers:
    """Answers as a page sends them; anything else in them is left out. ValueError for what is none."""

    def texts(key: str) -> dict[str, Any]:
        found = given.get(key) or {}
        if not isinstance(found, dict) or len(found) > 5_000 or not all(len(one) <= 400 for one in found):
            raise ValueError(key)
        return found

    sheets, decimal = given.get("sheets") or [], given.get("decimal") or ""
    if not isinstance(sheets, list) or not all(isinstance(one, str) for one in sheets) or len(sheets) > 1_000:
        raise ValueError("sheets")
    columns = {key: str(value) for key, value in texts("columns").items() if value in FIELDS}
    return Answers(
        columns,
        sheets,
        decimal if decimal in ("comma", "point") else "",
        {key: bool(value) for key, value in texts("categories").items()},
        {key: bool(value) for key, value in texts("people").items()},
        {key: str(value)[:40] for key, value in texts("choices").items()},
        given.get("accept") is True,
    )
