"""Who is who in one file: everybody once, numbers once, and what two rows of one person may be is asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kiosk.roll import namesakes
from kiosk.roll.answers import Answers
from kiosk.roll.doubts import Doubts
from kiosk.roll.grid import letter
from kiosk.roll.people import Draft, RowError
from kiosk.roll.person import Person


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


class Once:
    """Goes over the rows of a file; `troubles` are numbers that stand twice."""

    def __init__(self, doubts: Doubts, answers: Answers) -> None:
        self.doubts, self.answers = doubts, answers
        self.troubles: list[RowError] = []
        self.numbers: dict[str, Draft] = {}
        self.trimmed: dict[str, Draft] = {}
        self.spelled: defaultdict[str, set[str]] = defaultdict(set)
        self.names: defaultdict[str, list[Draft]] = defaultdict(list)  # by what a name is compared by

    def of(self, drafts: Sequence[Draft]) -> list[Draft]:
        """People once each: numbers used twice are in trouble, rows that say the same are asked."""
        kept: list[Draft] = []
        for one in drafts:
            if self._is_another(one):
                for key in _keys(one.name):
                    self.names[key].append(one)
                    self.spelled[key].add(one.name)
                kept.append(one)
        return kept

    def _is_another(self, one: Draft) -> bool:
        if one.number:
            before = self.numbers.get(one.number)
            if before is not None:
                return self._same_number(one, before)
            if not self._same_but_for_its_look(one):
                return False
            self.numbers[one.number] = one
            return not self._looks_alike(one) or self._ask_alike(one)
        alike = self._alike(one)
        if not alike:
            return True
        exact = [other for other in alike if other.name == one.name]
        if not exact:
            return self._ask_alike(one)
        if one.id_tail and all(other.id_tail and other.id_tail != one.id_tail for other in exact):
            return True  # name and tail together tell them apart
        same = any(
            (one.group, one.phone) == (other.group, other.phone) or (one.id_tail and one.id_tail == other.id_tail)
            for other in exact
        )
        return self.doubts.of_draft("double" if same else "same_name", one, self._again(one, exact))

    def _same_number(self, one: Draft, before: Draft) -> bool:
        if before.name == one.name:
            if not self.doubts.of_draft("double", one, self._again(one, self._exact(one))):
                return False
            one.number = ""
        elif one.unit:
            together = self.answers.known.owner(one.number)[1]
            if not self.doubts.of_draft("co_owner", one, False if one.name in together.split("、") else None):
                sign = "、" if one.name[:1] >= "\u2e80" else " & "
                before.name = f"{before.name}{sign}{one.name}"
                return False
            one.number = ""
        else:
            self.troubles.append(_used(one, before))
            return False
        return True

    def _same_but_for_its_look(self, one: Draft) -> bool:
        """001 and 1, A-7 and a-7."""
        short = one.number.casefold().lstrip("0") or "0"
        if short in self.trimmed and not self.doubts.of_draft("number", one):
            return False
        self.trimmed.setdefault(short, one)
        return True

    def _looks_alike(self, one: Draft) -> bool:
        """Аnna with a Cyrillic А under another number: the very same name is nothing rare, this is."""
        others = {name for key in _keys(one.name) for name in self.spelled.get(key, ())} - {one.name}
        return any(_writes_the_same(name, one.name) for name in others)

    def _ask_alike(self, one: Draft) -> bool:
        known = all(self.answers.known.names.get(name.name, 0) for name in [one, *self._alike(one)])
        return self.doubts.of_draft("alike", one, True if known else None)

    def _alike(self, one: Draft) -> list[Draft]:
        found: dict[int, Draft] = {}
        for key in _keys(one.name):
            found |= {id(other): other for other in self.names.get(key, ())}
        return list(found.values())

    def _exact(self, one: Draft) -> list[Draft]:
        return [other for other in self._alike(one) if other.name == one.name]

    def _again(self, one: Draft, exact: list[Draft]) -> bool | None:
        """The roll has as many people of this name already: they were told apart by an import before."""
        return True if self.answers.known.names.get(one.name, 0) > len(exact) else None


def one_owner(people: Sequence[Person], doubts: Doubts, answers: Answers) -> list[Person]:
    """Units of one name: whose row is no person of its own is part of the first's."""
    first: dict[str, Person] = {}
    kept = []
    for one in people:
        owner = first.get(one.name) if one.unit else None
        if owner is None:
            if one.unit:
                first[one.name] = one
            kept.append(one)
            continue
        numbers = {answers.known.owner(unit)[0] for unit in (owner.number.split(", ")[0], one.number)}
        known = None if "" in numbers else len(numbers) > 1  # the roll knows both: what was answered then holds
        if doubts.holds("one_person", one.sheet, one.row, one.column, f"{one.number} · {one.name}", known):
            kept.append(one)
        else:
            owner.number = f"{owner.number}, {one.number}"
            owner.weight = None if owner.weight is None or one.weight is None else owner.weight + one.weight
            owner.votes = owner.votes if owner.votes == one.votes else owner.votes and one.votes
    return kept


def _keys(name: str) -> frozenset[str]:
    """What names are compared by: Lee, Ann is Ann Lee."""
    family, comma, given = name.partition(",")
    return namesakes.keys(name) | (namesakes.keys(f"{given} {family}") if comma else frozenset())


def _writes_the_same(one: str, other: str) -> bool:
    """Names that only look the same, not those that differ in script or accents alone: 张伟 and 張偉 with numbers of
    their own are ordinary namesakes."""
    return namesakes.look_the_same(one, other)


def _used(one: Draft, before: Draft) -> RowError:
    sentence, figures = (
        _("the number %(number)s is used in row %(row)s already"),
        {"number": one.number[:40], "row": before.row},
    )
    return RowError(one.row, "number_used", sentence, figures, one.name[:60], letter(one.number_column), one.sheet)
