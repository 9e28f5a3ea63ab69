"""The forms that a meeting's file had before: what an older file is verified against, before it is brought up to date.

A form is what `tables.sql` of all slices said when a version was released. The newest form is the one of the program
itself and is not kept here; `docs/forms.md` tells what changed from one to the next.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

# How a table of that form is read out of today's tables, where its columns are not all still there by their names:
# form → table → a select that gives the columns of that form, in their order.
COLUMN_MAP: Mapping[int, Mapping[str, str]] = {1: {}}


@cache
def tables(form: int) -> str:
    """All `create` statements of an older form; FileNotFoundError when there never was one of that number."""
    return files(__name__).joinpath(f"form_{form}.sql").read_text("utf-8")
