"""Rows that are asked about: what each says, what was answered, and the questions that are left, one for each kind."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from kiosk.roll.answers import Answers
from kiosk.roll.grid import letter
from kiosk.roll.people import Draft, name_column
from kiosk.roll.questions import SENTENCES, Question
from kiosk.roll.tables import Table


class Doubts:
    """`rows`: sheet and row of everything that is asked or was left out."""

    def __init__(self, answers: Answers, *, several: bool) -> None:
        self.answers, self.several = answers, several
        self.lines: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)  # by kind of question
        self.open: set[str] = set()
        self.rows: set[tuple[str, int]] = set()

    def of_row(self, kind: str, table: Table, number: int, text: str) -> bool:
        """Whether a doubtful row is a person: as answered, else its default."""
        return self.holds(kind, table.sheet.name, number, name_column(table), text)

    def of_draft(self, kind: str, one: Draft, known: bool | None = None) -> bool:
        text = " · ".join(part for part in (one.number or one.counter, one.name, one.group, one.phone) if part)
        return self.holds(kind, one.sheet, one.row, one.column, text, known)

    def holds(self, kind: str, sheet: str, number: int, column: int, text: str, known: bool | None = None) -> bool:
        """`known`: what the roll says of it, from an import before."""
        answered = self.answered(kind, sheet, number, column)
        answered = known if answered is None else answered
        key = f"{sheet}!{number}" if self.several else f"{letter(column)}{number}"
        line: dict[str, Any] = {"row": number, "key": key, "text": text[:80], "answer": answered}
        if self.several:
            line["sheet"] = sheet
        self.lines[kind].append(line)
        self.rows.add((sheet, number))
        if answered is None:
            self.open.add(kind)
        return bool(answered)

    def answered(self, kind: str, sheet: str, number: int, column: int) -> bool | None:
        """What somebody said of this row, or of all of its kind."""
        keys = (f"{sheet}!{number}", f"{letter(column)}{number}", str(number))
        answered = next((self.answers.people[key] for key in keys if key in self.answers.people), None)
        if answered is None and kind in self.answers.choices:
            return self.answers.choices[kind] == "yes"
        return answered

    def settled(self, kind: str) -> bool:
        return self.answers.accept or kind in self.answers.choices or kind not in self.open

    def questions(self) -> list[Question]:
        found = []
        for kind, lines in self.lines.items():
            if kind not in self.open:
                continue
            about = "; ".join(str(line["text"]) for line in lines[:3])
            figures = {"about": about[:200], "count": len(lines)}
            rows = [line["row"] for line in lines]
            options = ["yes", "no"]
            found.append(
                Question(kind, about[:200], rows, "no", options, SENTENCES[kind], figures, lines=lines[:500], key=kind)
            )
        return found
