"""Somebody who will be on the roll, as a file tells of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Person:
    """Somebody who will be on the roll. `votes` is None while it is asked, `weight` (thousandths) while that is.
    `number` tells who it is; `counter` is only the line in a list."""

    sheet: str
    row: int
    column: int
    name: str
    number: str
    counter: str
    unit: bool
    group: str
    category: str
    phone: str
    note: str
    votes: bool | None
    weight: int | None
    additional: int | None = None  # votes beside the basic one; None where the list has no such column
