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
        used: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for one in drafts:
            used[f"{one.sheet}/{one.table}"][",".join(one.votes)] += 1
        self.with_votes = {table for table, counted in used.items() if any(counted)}

    def of(self, one: Draft) -> bool | None:
        """Whether somebody has a vote; None when it is asked."""
        status = [self._verdict("category", text, words.status, one) for text in one.statuses]
        category = [self._verdict("category", text, words.category, one) for text in one.categories]
        category += [self._verdict("category", text, words.party_status, one) for text in one.party_statuses]
        given = [self._given(text, one) for text in one.votes]
        if not one.votes and f"{one.sheet}/{one.table}" in self.with_votes and "no" not in status + category:
            given.append(self._given("", one))
        verdicts = status + (given or category)
        if "no" in verdicts:
            return False
        if "ask" in verdicts:
            return None
        if "weak" in verdicts and "yes" not in verdicts:
            self._ask_weak(one)
            return None
        return True

    def _verdict(self, field: str, text: str, judge: Callable[[str, bool], Verdict], one: Draft) -> Verdict:
        answered = self.answers.get(words.bare(text))
        verdict: Verdict = judge(text, self.party) if answered is None else "yes" if answered else "no"
        self._count(field, text, verdict, one)
        return verdict

    def _given(self, text: str, one: Draft) -> Verdict:
        answered = self.answers.get(words.bare(text))
        verdict: Verdict = words.vote(text) if answered is None else "yes" if answered else "no"
        self._count("vote", text, verdict, one)
        return verdict

    def _count(self, field: str, text: str, verdict: Verdict, one: Draft) -> None:
        found = self.values.setdefault(
            (field, text), Value(field, text, 0, None if verdict == "ask" else verdict != "no")
        )
        found.count += 1
        if verdict == "ask":
            found.rows.append(one.row)
            self.asked[(field, text)] = found

    def _ask_weak(self, one: Draft) -> None:
        for text in [*one.categories, *one.party_statuses, *one.statuses]:
            found = self.values.get(("category", text))
            if found and words.bare(text) not in self.answers and words.category(text, self.party) == "weak":
                found.votes = None
                found.rows.append(one.row)
                self.asked[("category", text)] = found
