"""Who of a file is who on the roll: by number and name, else by name, group and phone. A number alone makes nobody
another person: a name that changed under its number is asked, in red, and never for somebody who was checked in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kiosk.roll import namesakes, words
from kiosk.roll.answers import Answers
from kiosk.roll.people import RowError
from kiosk.roll.questions import IDENTITY, MOVED, Question

Row = dict[str, Any]
IDENTITIES_MOST = 200


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


@dataclass
class Matched:
    """`pairs`: each row to be applied with the member it is, or None for a new one; `places` are their rows' places."""

    pairs: list[tuple[Row, Row | None]] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    gone: list[Row] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    troubles: list[RowError] = field(default_factory=list)


class Matching:
    """Goes over the rows of a file and the members of a roll once."""

    def __init__(self, rows: list[Row], lines: list[int], known: list[Row], came: set[int], answers: Answers) -> None:
        self.rows, self.lines, self.known, self.came, self.answers = rows, lines, known, came, answers
        self.found: dict[int, Row] = {}  # place of a row → the member it is
        self.taken: set[int] = set()
        self.left_out: set[int] = set()
        self.moved: list[dict[str, Any]] = []
        self.matched = Matched()

    def run(self) -> Matched:
        self._by_number_and_name()
        self._by_tail()
        self._by_likeness()
        self._by_number_alone()
        self._by_name_alone()
        self._by_look()
        self._ask_moved()
        for place, row in enumerate(self.rows):
            if place not in self.left_out:
                self.matched.pairs.append((row, self.found.get(place)))
                self.matched.places.append(place)
        self.matched.gone = [row for row in self._free() if not row["walk_in"]]
        return self.matched

    def _take(self, place: int, member: Row) -> None:
        self.found[place] = member
        self.taken.add(member["id"])

    def _free(self) -> list[Row]:
        return [row for row in self.known if row["id"] not in self.taken]

    def _open(self) -> Iterable[tuple[int, Row]]:
        return [
            (place, row)
            for place, row in enumerate(self.rows)
            if place not in self.found and place not in self.left_out
        ]

    def _by_number_and_name(self) -> None:
        by_number = {row["number"]: row for row in self.known}
        for place, row in enumerate(self.rows):
            member = by_number.get(row["number"]) if row["number"] else None
            if member and _same_name(member["name"], row["name"]):
                self._take(place, member)

    def _by_tail(self) -> None:
        """The last digits of an identity card tell who it is, together with the name alone."""
        known: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self._free():
            if tail := _tail(row):
                known[(_plain(row["name"]), tail)].append(row)
        for place, row in self._open():
            same = known[(_plain(row["name"]), _tail(row))] if _tail(row) else []
            if len(same) == 1:
                self._take(place, same.pop())

    def _by_likeness(self) -> None:
        """Who got another number is the same person; namesakes alike in all are taken in their order."""
        alike: defaultdict[tuple[str, str, str], list[Row]] = defaultdict(list)
        for row in self._free():
            alike[_likeness(row)].append(row)
        for place, row in self._open():
            same = self._not_another(alike[_likeness(row)], row)
            if same:
                self._take(place, same[0])

    def _not_another(self, members: Iterable[Row], row: Row) -> list[Row]:
        """Those who are free, and have no other card."""
        free = [one for one in members if one["id"] not in self.taken]
        return [one for one in free if not _tail(row) or _tail(one) in ("", _tail(row))]

    def _by_number_alone(self) -> None:
        free = {row["number"]: row for row in self._free()}
        for place, row in self._open():
            member = free.get(row["number"]) if row["number"] else None
            if member is None:
                continue
            self.taken.add(member["id"])
            if member["id"] in self.came:
                self.left_out.add(place)
                self.matched.troubles.append(self._checked_in(place, row, member))
            elif self.answers.choices.get(f"identity:{row['number']}") == "rename":
                self.found[place] = member
            else:
                self.left_out.add(place)
                self._ask_identity(place, row, member)

    def _by_name_alone(self) -> None:
        """The name stands on the roll once more, in another group or with another phone: one person, or two?"""
        free: defaultdict[str, list[Row]] = defaultdict(list)
        for row in self._free():
            free[_plain(row["name"])].append(row)
        for place, row in self._open():
            same = self._not_another(free[_plain(row["name"])], row)
            if same and not self._is_another(place, row, same[0]):
                self._take(place, same[0])

    def _by_look(self) -> None:
        """A name on the roll looks like this one: Anna with a Cyrillic А, 張偉 and 张伟. Who is the same person keeps the
        name as the roll has it."""
        free: defaultdict[str, list[Row]] = defaultdict(list)
        for row in self._free():
            for key in namesakes.keys(row["name"]):
                free[key].append(row)
        for place, row in self._open():
            alike = {one["id"]: one for key in namesakes.keys(row["name"]) for one in free[key]}
            same = [one for one in self._not_another(alike.values(), row) if _plain(one["name"]) != _plain(row["name"])]
            if same and not self._is_another(place, row, same[0]):
                row["name"] = same[0]["name"]
                self._take(place, same[0])

    def _is_another(self, place: int, row: Row, member: Row) -> bool:
        """As answered; else the same person, so that nobody is on the roll twice."""
        line = self.lines[place]
        answer = self.answers.people.get(f"moved!{line}", self.answers.people.get(str(line)))
        if answer is None and "moved" in self.answers.choices:
            answer = self.answers.choices["moved"] == "yes"
        self.moved.append({"row": line, "key": f"moved!{line}", "text": _compared(member, row), "answer": answer})
        return bool(answer)

    def _ask_moved(self) -> None:
        if self.answers.accept or all(line["answer"] is not None for line in self.moved):
            return
        figures, rows = {"count": len(self.moved)}, [line["row"] for line in self.moved]
        about = self.moved[0]["text"]
        self.matched.questions.append(
            Question("moved", about, rows, "no", ["yes", "no"], MOVED, figures, lines=self.moved, key="moved")
        )

    def _ask_identity(self, place: int, row: Row, member: Row) -> None:
        if self.answers.accept or len(self.matched.questions) >= IDENTITIES_MOST:
            return
        if f"identity:{row['number']}" in self.answers.choices:
            return
        figures = {"number": row["number"], "before": member["name"], "after": row["name"]}
        self.matched.questions.append(
            Question(
                "identity", f"{row['number']}: {member['name']} → {row['name']}", [self.lines[place]], "no",
                ["rename", "no"], IDENTITY, figures, red=True, key=f"identity:{row['number']}",
            )
        )  # fmt: skip

    def _checked_in(self, place: int, row: Row, member: Row) -> RowError:
        sentence = _(
            "%(before)s is checked in under the number %(number)s and stays as they are; %(after)s is not taken"
        )
        figures = {"number": row["number"], "before": member["name"], "after": row["name"]}
        return RowError(self.lines[place], "checked_in", sentence, figures, row["name"][:60])


def _plain(name: str) -> str:
    return words.plain(name)


def _same_name(one: str, other: str) -> bool:
    return one == other or _plain(one) == _plain(other)


def _likeness(row: Row) -> tuple[str, str, str]:
    return _plain(row["name"]), row["group_name"], row["phone"]


def _tail(row: Row) -> str:
    """…1234 in a note: where people.draft puts the last digits of an identity card."""
    found = re.search(r"…([0-9a-z]{2,8})(?: / |$)", row["note"])
    return found[1] if found else ""


def _compared(member: Row, row: Row) -> str:
    changes = [
        f"{member[key] or '–'} → {row[key] or '–'}"
        for key in ("name", "group_name", "phone")
        if (_plain(member[key]) if key == "name" else member[key]) != (_plain(row[key]) if key == "name" else row[key])
    ]
    return " · ".join([member["number"], member["name"], *changes])
