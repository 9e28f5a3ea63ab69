"""What somebody decided about a file: which column is what, which sheets, which rows are people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

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


class Known(NamedTuple):
    """What the roll says of questions that were answered before: whose a unit is (number and name of the member), and
    how many people have a name, where they are several."""

    owners: dict[str, tuple[str, str]]
    names: dict[str, int]

    def owner(self, unit: str) -> tuple[str, str]:
        return self.owners.get(unit, ("", ""))


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
    known: Known = field(default_factory=lambda: Known({}, {}))

    def to_keep(self, headings: str) -> dict[str, Any] | None:
        """What holds for the next file with these headings too: columns, values, decimals, not single rows."""
        choices = {
            key: value
            for key, value in self.choices.items()
            if key.startswith(("decimal:", "sheets:", "columns:", "weights:"))
        }
        kept = {"columns": self.columns, "categories": self.categories, "decimal": self.decimal, "choices": choices}
        return {"headings": headings, **kept} if headings and any(kept.values()) else None

    def over(self, before: Mapping[str, Any]) -> Answers:
        """These answers, and where they say nothing those that were given before."""
        return replace(
            self,
            columns={**before.get("columns", {}), **self.columns},
            categories={**before.get("categories", {}), **self.categories},
            choices={**before.get("choices", {}), **self.choices},
            decimal=self.decimal or before.get("decimal", ""),
        )


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
