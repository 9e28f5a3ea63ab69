"""A file's rows as people: what is doubtful is asked, what is answered holds, else the answer that gives nothing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from kiosk.roll import judging, people, weights, words
from kiosk.roll.answers import Answers
from kiosk.roll.grid import letter
from kiosk.roll.people import Draft, Trouble
from kiosk.roll.questions import SENTENCES, Question
from kiosk.roll.tables import Table
from kiosk.roll.voting import Value, Votes


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


_NO_GROUP = re.compile(r"(sheet|工作表|表|tabelle|table|feuil)\s*\d*$|汇总|总表|总名单|全部|all$", re.I)


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


@dataclass
class Decided:
    """What the rows of a file came to."""

    people: list[Person] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    judged: list[judging.Judged] = field(default_factory=list)
    doubtful: set[tuple[str, int]] = field(default_factory=set)  # sheet and row of what is asked or was left out


class Deciding:
    """Goes over all tables of a file once, then asks."""

    def __init__(self, tables: Sequence[Table], answers: Answers, *, party: bool, several: bool) -> None:
        self.tables, self.answers, self.party, self.several = tables, answers, party, several
        self.lines: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)  # by kind of question
        self.open: set[str] = set()
        self.found = Decided()

    def run(self, progress: Callable[[int], None]) -> Decided:
        drafts = self._drafts(progress)
        readings = self._readings(drafts)
        kept = self._each_once(drafts)
        votes = Votes(self.answers, self.party, kept)
        for one in kept:
            weight, trouble = readings[one.table](one)
            if trouble:
                self.found.troubles.append(trouble)
            else:
                self.found.people.append(self._person(one, votes.of(one), weight))
        self._one_owner()
        self._ask_votes(votes)
        self._ask_rows()
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

    # -- rows

    def _drafts(self, progress: Callable[[int], None]) -> list[Draft]:
        drafts = []
        for place, table in enumerate(self.tables):
            plain = [number for number in table.rows if not self._doubtful(table, number)]
            judged = judging.numbers(table, plain)
            self.found.judged.append(judged)
            told = set(plain)
            group = self._group_above(table, [number for number in table.rows if number not in told])
            for number in table.rows:
                if number % 1_000 == 0:
                    progress(number)
                if not any(table.first <= column <= table.last for column in table.sheet.rows[number]):
                    continue
                if number not in told:
                    _doubtful, below = people.doubt(table, number)
                    group = below or group
                    if not self._row(
                        "person", table, number, words.plain(next(iter(table.sheet.rows[number].values())).text)
                    ):
                        continue
                one, troubles = people.draft(table, number, place, counts=judged.counts, repeats=judged.repeats)
                if not one.group:
                    one.group = group or (self._sheet_group(table) if self.several else "")
                self.found.troubles += troubles
                if any(not trouble.kept for trouble in troubles) or not self._visible(table, number, one):
                    continue
                drafts.append(one)
        return drafts

    def _group_above(self, table: Table, doubtful: list[int]) -> str:
        """一支部 above the header, where other groups stand in rows of their own below."""
        if not table.header_rows or not any(people.doubt(table, number)[1] for number in doubtful):
            return ""
        above = table.sheet.rows.get(table.header_rows[0] - 1, {})
        return (words.group_of_row(next(iter(above.values())).text) or "") if len(above) == 1 else ""

    def _doubtful(self, table: Table, number: int) -> bool:
        if number in table.sheet.doubts:
            return True
        if table.bare:
            return not words.is_like_a_name(table.sheet.rows[number][table.first].text)
        return people.doubt(table, number)[0]

    def _visible(self, table: Table, number: int, one: Draft) -> bool:
        if number == table.perhaps_headings and not self._row("first_row", table, number, one.name):
            return False
        if people.is_parking(table, number) and not self._row("parking", table, number, f"{one.number} · {one.name}"):
            return False
        if number in table.sheet.hidden_rows and not self._row("hidden", table, number, one.name):
            return False
        cell = table.sheet.rows[number].get(one.column)
        return not (cell and cell.struck) or self._row("struck", table, number, one.name)

    def _sheet_group(self, table: Table) -> str:
        plain = _NO_GROUP.match(table.sheet.name.strip())
        return "" if plain or self._has(table, "group") else table.sheet.name

    def _has(self, table: Table, field: str) -> bool:
        return field in table.fields.values()

    def _row(self, kind: str, table: Table, number: int, text: str) -> bool:
        """Whether a doubtful row is a person: as answered, else its default."""
        return self._about(kind, table.sheet.name, number, people._name_column(table), text)

    def _about(self, kind: str, sheet: str, number: int, column: int, text: str, known: bool | None = None) -> bool:
        """`known`: what the roll says of it, from an import before."""
        keys = (f"{sheet}!{number}", f"{letter(column)}{number}", str(number))
        answered = next((self.answers.people[key] for key in keys if key in self.answers.people), None)
        if answered is None and kind in self.answers.choices:
            answered = self.answers.choices[kind] == "yes"
        answered = known if answered is None else answered
        key = f"{sheet}!{number}" if self.several else f"{letter(column)}{number}"
        line: dict[str, Any] = {"row": number, "key": key, "text": text[:80], "answer": answered}
        if self.several:
            line["sheet"] = sheet
        self.lines[kind].append(line)
        self.found.doubtful.add((sheet, number))
        if answered is None:
            self.open.add(kind)
        return bool(answered)

    # -- who is who

    def _each_once(self, drafts: list[Draft]) -> list[Draft]:
        """People once each: numbers used twice are in trouble, rows that say the same are asked."""
        kept: list[Draft] = []
        numbers: dict[str, Draft] = {}
        trimmed: dict[str, Draft] = {}
        names: defaultdict[str, list[Draft]] = defaultdict(list)
        for one in drafts:
            if one.number:
                before = numbers.get(one.number)
                if before is not None and before.name == one.name:
                    if not self._ask("double", one, self._again(one, names)):
                        continue
                    one.number = ""
                elif before is not None and one.unit:
                    together = self.answers.known.owner(one.number)[1]
                    if not self._ask("co_owner", one, False if one.name in together.split("、") else None):
                        before.name = (
                            f"{before.name}、{one.name}" if one.name[:1] >= "\u2e80" else f"{before.name} & {one.name}"
                        )
                        continue
                    one.number = ""
                elif before is not None:
                    self.found.troubles.append(_used(one, before))
                    continue
                else:
                    short = one.number.lstrip("0") or "0"
                    if short in trimmed and not self._ask("number", one):
                        continue
                    trimmed.setdefault(short, one)
                    numbers[one.number] = one
            elif names[one.name]:
                same = any((one.group, one.phone) == (other.group, other.phone) for other in names[one.name])
                if not self._ask("double" if same else "same_name", one, self._again(one, names)):
                    continue
            names[one.name].append(one)
            kept.append(one)
        return kept

    def _again(self, one: Draft, names: dict[str, list[Draft]]) -> bool | None:
        """The roll has as many people of this name already: they were told apart by an import before."""
        return True if self.answers.known.names.get(one.name, 0) > len(names[one.name]) else None

    def _ask(self, kind: str, one: Draft, known: bool | None = None) -> bool:
        text = " · ".join(part for part in (one.number or one.counter, one.name, one.group, one.phone) if part)
        return self._about(kind, one.sheet, one.row, one.column, text, known)

    def _one_owner(self) -> None:
        """Units of one name: whose row is no person of its own is part of the first's."""
        first: dict[str, Person] = {}
        kept = []
        for one in self.found.people:
            owner = first.get(one.name) if one.unit else None
            if owner is None:
                if one.unit:
                    first[one.name] = one
                kept.append(one)
                continue
            numbers = {self.answers.known.owner(unit)[0] for unit in (owner.number.split(", ")[0], one.number)}
            known = None if "" in numbers else len(numbers) > 1  # the roll knows both: what was answered then holds
            if self._about("one_person", one.sheet, one.row, one.column, f"{one.number} · {one.name}", known):
                kept.append(one)
            else:
                owner.number = f"{owner.number}, {one.number}"
                owner.weight = None if owner.weight is None or one.weight is None else owner.weight + one.weight
                owner.votes = owner.votes if owner.votes == one.votes else owner.votes and one.votes
        self.found.people = kept

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
            self.found.troubles.append(_bad_additional(one))
        return found or 0

    # -- weights

    def _readings(self, drafts: list[Draft]) -> list[Callable[[Draft], tuple[int | None, Trouble | None]]]:
        by_table: defaultdict[int, list[Draft]] = defaultdict(list)
        for one in drafts:
            by_table[one.table].append(one)
        return [self._reading(table, by_table[place]) for place, table in enumerate(self.tables)]

    def _reading(self, table: Table, drafts: list[Draft]) -> Callable[[Draft], tuple[int | None, Trouble | None]]:
        column = next((place for place, field in table.fields.items() if field == "weight"), None)
        texts = {one.row: weights.written(one.weight) for one in drafts if one.weight and one.weight_kind != "number"}
        kinds = {row: weights.kind(text) for row, text in texts.items()}
        some = any(one.weight for one in drafts)
        judged = weights.judged(kinds.values())
        option = self.answers.choices.get(f"decimal:{letter(column or 0)}", "")
        chosen = self.answers.decimal or (option if option in ("point", "comma") else "")
        out = option == "out" or self.answers.accept
        if judged in ("mixed", "asked") and not chosen and not out:
            self._ask_decimal(table, column or 0, judged, texts, kinds)

        def weigh(one: Draft) -> tuple[int | None, Trouble | None]:
            if not one.weight and not some:
                return 1000, None
            if not one.weight:  # others have one: nobody can tell what this one weighs
                yes = self._about("weight", one.sheet, one.row, one.column, f"{one.name} · –")
                return (1000, None) if yes else (None, _bad_weight(one, column) if self._settled("weight") else None)
            text = texts.get(one.row, one.weight)
            kind = "point" if one.weight_kind == "number" else kinds[one.row]
            if kind == "share":
                yes = self._about("weight", one.sheet, one.row, one.column, f"{one.name} · {one.weight}")
                return (1000, None) if yes else (None, _bad_weight(one, column) if self._settled("weight") else None)
            if kind == "either" and judged in ("mixed", "asked") and not chosen:
                return None, _bad_weight(one, column) if out else None
            counted = Counter(kinds.values())
            usual = "comma" if counted["comma"] > counted["point"] else "point"
            decimals = chosen or (judged if judged in ("point", "comma") else usual if out else kind)
            decimals = decimals if decimals in ("point", "comma") else "point"
            if kind in ("point", "comma") and kind != decimals and one.weight_kind != "number":
                return None, _bad_weight(one, column)
            value = weights.thousandths(
                text, "comma" if decimals == "comma" and one.weight_kind != "number" else "point"
            )
            return (value, None) if value else (None, _bad_weight(one, column, fine=weights.is_fine(text)))

        return weigh

    def _settled(self, kind: str) -> bool:
        return self.answers.accept or kind in self.answers.choices or kind not in self.open

    def _ask_decimal(
        self, table: Table, column: int, judged: str, texts: dict[int, str], kinds: dict[int, str]
    ) -> None:
        counted = Counter(kinds.values())
        rarer = "comma" if counted["comma"] <= counted["point"] else "point"
        wanted = ("either",) if judged == "asked" else ("either", rarer)
        rows = [row for row, kind in kinds.items() if kind in wanted]
        about = texts[rows[0]] if rows else ""
        self.found.questions.append(
            Question(
                "decimal",
                about,
                rows,
                "out",
                ["point", "comma", "out"],
                SENTENCES["mixed" if judged == "mixed" else "decimal"],
                {"about": about, "column": table.heading(column)},
                lines=[{"row": row, "text": texts[row]} for row in rows[:200]],
                key=f"decimal:{letter(column)}",
            )
        )

    # -- questions

    def _ask_votes(self, votes: Votes) -> None:
        self.found.values = list(votes.values.values())
        for kind in ("category", "vote"):
            asked = [value for (field, _text), value in votes.asked.items() if field == kind]
            if not asked:
                continue
            about = ", ".join(value.value or "–" for value in asked)
            count = sum(value.count for value in asked)
            self.found.questions.append(
                Question(
                    kind,
                    about[:200],
                    sorted({row for value in asked for row in value.rows}),
                    "no",
                    ["yes", "no"],
                    SENTENCES[kind],
                    {"about": about[:200], "count": count},
                    lines=[{"value": value.value, "count": value.count} for value in asked],
                    key=kind,
                )
            )

    def _ask_rows(self) -> None:
        for kind, lines in self.lines.items():
            if kind not in self.open:
                continue
            about = "; ".join(str(line["text"]) for line in lines[:3])
            self.found.questions.append(
                Question(
                    kind,
                    about[:200],
                    [line["row"] for line in lines],
                    "no",
                    ["yes", "no"],
                    SENTENCES[kind],
                    {"about": about[:200], "count": len(lines)},
                    lines=lines[:500],
                    key=kind,
                )
            )


def _used(one: Draft, before: Draft) -> Trouble:
    sentence, figures = (
        _("the number %(number)s is used in row %(row)s already"),
        {"number": one.number[:40], "row": before.row},
    )
    return Trouble(one.row, "number_used", sentence, figures, one.name[:60], letter(one.number_column), one.sheet)


def _bad_additional(one: Draft) -> Trouble:
    sentence = _("the additional votes %(value)s are no whole number: none are counted")
    column = letter(one.additional_column)
    return Trouble(
        one.row, "bad_additional", sentence, {"value": one.additional[:40]}, one.name[:60], column, one.sheet, True
    )


def _bad_weight(one: Draft, column: int | None, fine: bool = False) -> Trouble:
    sentence = _("the weight %(value)s is not a positive number")
    if fine:
        sentence = _("the weight %(value)s has more than three decimals")
    figures = {"value": one.weight[:40]}
    return Trouble(one.row, "bad_weight", sentence, figures, one.name[:60], letter(column or 0), one.sheet)
