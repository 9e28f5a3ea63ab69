"""The rate of attendance: a pure rule in exact integers."""

from __future__ import annotations


def rate(part: int, whole: int) -> str:
    """How much `part` is of `whole`, in percent with one decimal, half a tenth rounded up: 186 of 206 is 90.3; empty
    where there is no whole."""
    if whole <= 0:
        return ""
    tenths = (2_000 * part + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10} %"
