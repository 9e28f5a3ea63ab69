"""In which order questions are put: a pure rule.

By turns: the ways into the queue alternate, so that a question from a phone does not pass one on paper because thumbs
are quick. Every way has its own line; the way that was heard longest ago comes next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

SEQUENCES = ("turns", "time", "votes", "hand", "lot")


class Waiting(NamedTuple):
    """A question that waits to be put; `rank` is its place by hand or by lot, None when it has none."""

    id: int
    way: str
    votes: int
    rank: int | None


def arranged(sequence: str, questions: Sequence[Waiting], heard: Mapping[str, int]) -> list[int]:
    """The ids in order; `heard` tells when each way was last heard (milliseconds; missing: not yet)."""
    by_time = sorted(questions, key=lambda one: one.id)
    if sequence == "turns":
        return _by_turns(by_time, heard)
    if sequence == "votes":
        by_time.sort(key=lambda one: -one.votes)
    elif sequence in ("hand", "lot"):
        by_time.sort(key=lambda one: (one.rank is None, one.rank))
    return [one.id for one in by_time]


def _by_turns(questions: Sequence[Waiting], heard: Mapping[str, int]) -> list[int]:
    lines: dict[str, list[int]] = {}
    for one in questions:
        lines.setdefault(one.way, []).append(one.id)
    last = {way: (heard.get(way, -1), ids[0]) for way, ids in lines.items()}
    found: list[int] = []
    for turn in range(len(questions)):
        way = min(lines, key=lambda name: last[name])
        found.append(lines[way].pop(0))
        if lines[way]:
            last[way] = (max(heard.values(), default=0) + turn + 1, lines[way][0])
        else:
            del lines[way]
    return found


def rotated(respondents: Sequence[int], before: int) -> list[int]:
    """Who answers first, second …: the order of the draw, moved on by one for each question put to all before."""
    if not respondents:
        return []
    start = before % len(respondents)
    return [*respondents[start:], *respondents[:start]]
