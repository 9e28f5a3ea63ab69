"""A file's rows as people: what is doubtful is asked, what is answered holds, else the answer that gives nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kiosk.roll import doubtful, judging, naming, people, weights, words
from kiosk.roll.answers import Answers
from kiosk.roll.doubtful import Doubt
from kiosk.roll.doubts import Doubts
from kiosk.roll.once import Once, one_owner
from kiosk.roll.people import Draft, RowError
from kiosk.roll.person import Person
from kiosk.roll.questions import SENTENCES, Question
from kiosk.roll.tables import Table
from kiosk.roll.voting import Value, Votes
from kiosk.roll.weighing import Weighing, bad_additional

_NO_GROUP = re.compile(r"(sheet|工作表|表|tabelle|table|feuil|liste)\s*\d*$|汇总|总表|总名单|全部|all$", re.I)
COLOURED_MOST = 3  # of so many rows one may be marked by a colour, or colours mean nothing


@dataclass
class Decided:
    """What the rows of a file came to."""

    people: list[Person] = field(default_factory=list)
    troubles: list[RowError] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    judged: list[judging.Judged] = field(default_factory=list)
    doubtful: set[tuple[str, int]] = field(default_factory=set)  # sheet and row of what is asked or was left out


class Deciding:
    """Goes over all tables of a file once, then asks."""

    def __init__(self, tables: Sequence[Table], answers: Answers, *, party: bool, several: bool) -> None:
        self.tables, self.answers, self.party, self.several = tables, answers, party, several
        self.doubts = Doubts(answers, several=several)
        self.marked: dict[int, set[int]] = {}
        self.found = Decided(doubtful=self.doubts.rows)

    def run(self, progress: Callable[[int], None]) -> Decided:
        drafts = self._without_odd_names(self._drafts(progress))
        weighing = Weighing(self.tables, self.doubts, self.answers)
        readings = weighing.readings(drafts)
        once = Once(self.doubts, self.answers)
        kept = once.of(drafts)
        self.found.troubles += once.troubles
        votes = Votes(self.answers, self.party, kept)
        for one in kept:
            weight, trouble = readings[one.table](one)
            if trouble:
                self.found.troubles.append(trouble)
            else:
                self.found.people.append(self._person(one, self._votes(votes, one), weight))
        self.found.people = one_owner(self.found.people, self.doubts, self.answers)
        self.found.values = list(votes.values.values())
        self.found.questions = [*weighing.questions, *_questions_of_votes(votes), *self.doubts.questions()]
        if self.answers.accept:
            self._take_defaults()
        self.found.troubles.sort(key=lambda trouble: trouble.row)
        return self.found

    def _take_defaults(self) -> None:
        """What gives nothing: no vote, and no place for a weight that nobody can tell."""
        self.found.questions = []
        for one in self.found.people:
            one.votes = bool(one.votes)
        self.found.people = [one for one in self.found.people if one.weight is not None]

    def _drafts(self, progress: Callable[[int], None]) -> list[Draft]:
        drafts: list[Draft] = []
        for place, table in enumerate(self.tables):
            drafts += self._of_table(place, table, progress)
        return drafts

    def _of_table(self, place: int, table: Table, progress: Callable[[int], None]) -> list[Draft]:
        doubted = self._doubted(table)
        plain = [number for number in table.rows if number not in doubted]
        judged = judging.numbers(table, plain)
        self.found.judged.append(judged)
        group, beside = self._above(table, list(doubted.values()))
        above: dict[int, str] = {}
        table.downward = judging.downward(table, plain)
        drafts = []
        for number in table.rows:
            if number % 1_000 == 0:
                progress(number)
            row = table.sheet.rows[number]
            if not any(table.first <= column <= table.last for column in row):
                continue
            if (doubt := doubted.get(number)) is not None:
                if doubt.group:
                    above.clear()
                group, beside = doubt.group or group, "" if doubt.members else doubt.beside or beside
                if not self.doubts.of_row("person", table, number, words.plain(next(iter(row.values())).text)):
                    continue
            one, troubles = people.draft(
                table, number, place, self.party, above, counts=judged.counts, repeats=judged.repeats
            )
            one.group = one.group or group
            if beside:
                one.statuses.append(beside)
            self.found.troubles += troubles
            if not any(not trouble.kept for trouble in troubles) and self._visible(table, number, one):
                drafts.append(one)
        return drafts

    def _doubted(self, table: Table) -> dict[int, Doubt]:
        usual = judging.usual(table)
        found: dict[int, Doubt] = {}
        for number in table.rows:
            if number in table.sheet.doubts:
                found[number] = Doubt()
            elif table.bare:
                if not words.is_like_a_name(table.sheet.rows[number][table.first].text):
                    found[number] = Doubt()
            elif doubt := doubtful.doubt(table, number, usual, self.party):
                found[number] = doubt
        return found

    def _above(self, table: Table, doubted: list[Doubt]) -> tuple[str, str]:
        """Whose group the first rows are, and what is said of them: by the sheet's name and by what stands above the
        header; 一支部 there is a group where other groups stand in rows of their own below."""
        group = self._sheet_group(table) if self.several else ""
        beside = ""
        for label in (table.sheet.name, words.label(table.label)):
            if label and words.tells_of_votes(words.label(label), self.party):
                group, beside = "", words.label(label)
            elif label and words.category(words.label(label), self.party) == "yes":
                beside = ""
        if any(doubt.group for doubt in doubted):
            group = words.group_of_row(table.label) or group
        return "" if self._has(table, "group") else group, beside

    def _visible(self, table: Table, number: int, one: Draft) -> bool:
        ask = self.doubts.of_row
        if number == table.perhaps_headings and not ask("first_row", table, number, one.name):
            return False
        if doubtful.is_parking(table, number) and not ask("parking", table, number, f"{one.number} · {one.name}"):
            return False
        if number in table.sheet.hidden_rows and not ask("hidden", table, number, one.name):
            return False
        cell = table.sheet.rows[number].get(one.column)
        return not (cell and cell.struck) or ask("struck", table, number, one.name)

    def _without_odd_names(self, drafts: list[Draft]) -> list[Draft]:
        """待定, N.N., 张三、李四: nobody's name, or more than one."""
        two = {id(one) for one in drafts if naming.may_be_two(one.cell)}
        if len(two) > 1 and len(two) * 5 > len(drafts):
            two = set()  # 山田 太郎: everybody's family name stands apart
        return [
            one
            for one in drafts
            if not (id(one) in two or naming.is_odd(one.name, one.unit)) or self.doubts.of_draft("odd", one)
        ]

    def _votes(self, votes: Votes, one: Draft) -> bool | None:
        """A row marked by a colour alone says something that nobody can read."""
        voting = votes.of(one)
        if voting is False or one.row not in self._coloured(one.table):
            return voting
        yes = self.doubts.of_draft("coloured", one)
        return voting if yes else False if self.doubts.settled("coloured") else None

    def _coloured(self, place: int) -> set[int]:
        """The few rows of a table that are marked; stripes and whole columns mark nobody."""
        if place not in self.marked:
            table = self.tables[place]
            marked = table.sheet.coloured.intersection(table.rows)
            self.marked[place] = marked if len(marked) * COLOURED_MOST <= len(table.rows) else set()
        return self.marked[place]

    def _sheet_group(self, table: Table) -> str:
        return "" if _NO_GROUP.match(table.sheet.name.strip()) else table.sheet.name

    def _has(self, table: Table, field: str) -> bool:
        return field in table.fields.values()

    def _person(self, one: Draft, votes: bool | None, weight: int | None) -> Person:
        statuses = [text for text in one.statuses if words.status(text, self.party) != "neutral"]
        category = " · ".join(dict.fromkeys([*one.categories, *one.party_statuses, *statuses]))
        return Person(
            one.sheet, one.row, one.column, one.name, one.number, one.counter, one.unit, one.group, category,
            one.phone, one.note, votes, weight, self._additional(one),
        )  # fmt: skip

    def _additional(self, one: Draft) -> int | None:
        """A cooperative's additional votes: a whole number, never a weight; what is none gives nothing, and is told."""
        if not self._has(self.tables[one.table], "additional"):
            return None
        found = weights.votes(one.additional)
        if found is None:
            self.found.troubles.append(bad_additional(one))
        return found or 0


def _questions_of_votes(votes: Votes) -> list[Question]:
    found = []
    for kind in ("category", "vote"):
        asked = [value for (field, _text), value in votes.asked.items() if field == kind]
        if not asked:
            continue
        about = ", ".join(value.value or "–" for value in asked)[:200]
        asked_rows = sorted({row for value in asked for row in value.rows})
        figures = {"about": about, "count": sum(value.count for value in asked)}
        lines = [{"value": value.value, "count": value.count} for value in asked]
        options = ["yes", "no"]
        found.append(Question(kind, about, asked_rows, "no", options, SENTENCES[kind], figures, lines=lines, key=kind))
    return found
