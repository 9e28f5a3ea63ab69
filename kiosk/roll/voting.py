"""Who of a list has a vote: by the column of voting rights, else by category and status; what nobody knows is asked."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kiosk.roll import words
from kiosk.roll.answers import Answers
from kiosk.roll.people import Draft
from kiosk.roll.words import Verdict


@dataclass
class Value:
    """One distinct value of a column: how many have it, and whether they vote; `votes` None while it is asked."""

    field: str
    value: str
    count: int = 0
    votes: bool | None = None
    rows: list[int] = dataclasses.field(default_factory=list)


class Votes:
    """Judges one person after the other; keeps the distinct values it met."""

    def __init__(self, answers: Answers, party: bool, drafts: Iterable[Draft]) -> None:
        self.answers = {words.bare(value): yes for value, yes in answers.categories.items()}
        self.party = party
        self.values: dict[tuple[str, str], Value] = {}
        self.asked: dict[tuple[str, str], Value] = {}
        self.marks: defaultdict[int, set[str]] = defaultdict(set)
        used: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for one in drafts:
            used[f"{one.sheet}/{one.table}"][",".join(one.votes)] += 1
            self.marks[one.table] |= set(map(words.bare, one.votes))
        self.with_votes = {table for table, counted in used.items() if any(counted)}

    def of(self, one: Draft) -> bool | None:
        """Whether somebody has a vote; None when it is asked. Who stands in the column of voting rights is judged by it,
        whatever the category is; a status, or words in a note, may speak against it."""
        found = [("category", text, self._judged(text, words.status)) for text in one.statuses]
        found += [("category", text, self._answered(text, "ask")) for text in one.perhaps]
        categories = [("category", text, self._judged(text, words.category)) for text in one.categories]
        categories += [("category", text, self._judged(text, words.party_status)) for text in one.party_statuses]
        given = [("vote", text, self._given(text, one)) for text in one.votes]
        before = [verdict for _field, _text, verdict in [*found, *categories]]
        if not one.votes and f"{one.sheet}/{one.table}" in self.with_votes and "no" not in before:
            given.append(("vote", "", self._given("", one)))
        counted = [*found, *given, *([] if one.votes else categories)]
        verdicts = [verdict for _field, _text, verdict in counted]
        for field, text, verdict in [*found, *categories, *given]:
            self._count(field, text, verdict, one)
        if "no" in verdicts:
            return False
        if "ask" in verdicts:
            for field, text, verdict in counted:
                if verdict == "ask":
                    self._ask(field, text, one)
            return None
        if "weak" in verdicts and "yes" not in verdicts:
            self._ask_weak(one)
            return None
        return True

    def _judged(self, text: str, judge: Callable[[str, bool], Verdict]) -> Verdict:
        return self._answered(text, judge(text, self.party))

    def _answered(self, text: str, otherwise: Verdict) -> Verdict:
        answered = self.answers.get(words.bare(text))
        return otherwise if answered is None else "yes" if answered else "no"

    def _given(self, text: str, one: Draft) -> Verdict:
        verdict = words.vote(text)
        if words.bare(text) in ("x", "×") and not self._says_yes(one):
            verdict = "ask"  # the only mark of the column: it may mean yes as well as no
        return self._answered(text, verdict)

    def _says_yes(self, one: Draft) -> bool:
        return any(words.vote(mark) == "yes" for mark in self.marks[one.table])

    def _count(self, field: str, text: str, verdict: Verdict, one: Draft) -> None:
        found = self.values.setdefault(
            (field, text), Value(field, text, 0, None if verdict == "ask" else verdict != "no")
        )
        found.count += 1

    def _ask(self, field: str, text: str, one: Draft) -> None:
        found = self.values[(field, text)]
        found.votes = None
        found.rows.append(one.row)
        self.asked[(field, text)] = found

    def _ask_weak(self, one: Draft) -> None:
        for text in [*one.categories, *one.party_statuses, *one.statuses]:
            found = self.values.get(("category", text))
            if found and words.bare(text) not in self.answers and words.category(text, self.party) == "weak":
                found.votes = None
                found.rows.append(one.row)
                self.asked[("category", text)] = found
