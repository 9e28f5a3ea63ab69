"""What people of a file weigh: how a column is written is judged on all of it, what has two readings is asked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from kiosk.roll import weights
from kiosk.roll.answers import Answers
from kiosk.roll.doubts import Doubts
from kiosk.roll.grid import letter
from kiosk.roll.people import Draft, RowError
from kiosk.roll.questions import SENTENCES, Question
from kiosk.roll.tables import Table

Reading = Callable[[Draft], tuple[int | None, RowError | None]]


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


class Weighing:
    def __init__(self, tables: Sequence[Table], doubts: Doubts, answers: Answers) -> None:
        self.tables, self.doubts, self.answers = tables, doubts, answers
        self.questions: list[Question] = []

    def readings(self, drafts: list[Draft]) -> list[Reading]:
        """For each table, how its weights are read."""
        by_table: defaultdict[int, list[Draft]] = defaultdict(list)
        for one in drafts:
            by_table[one.table].append(one)
        return [self._reading(table, by_table[place]) for place, table in enumerate(self.tables)]

    def _reading(self, table: Table, drafts: list[Draft]) -> Reading:
        column = next((place for place, field in table.fields.items() if field == "weight"), None)
        for one in drafts:
            if one.weight.endswith("%"):
                one.weight_kind = "text"  # 0.125 shown as 12.5%
        texts = {one.row: weights.written(one.weight) for one in drafts if one.weight and one.weight_kind != "number"}
        kinds = {row: weights.kind(text) for row, text in texts.items()}
        some = any(one.weight for one in drafts)
        kinds = weights.parts_of_one_whole(texts, kinds)
        judged = weights.judged(kinds.values())
        option = self.answers.choices.get(f"decimal:{letter(column or 0)}", "")
        chosen = self.answers.decimal or (option if option in ("point", "comma") else "")
        out = option == "out" or self.answers.accept
        if judged in ("mixed", "asked") and not chosen and not out:
            self._ask_decimal(table, column or 0, judged, texts, kinds)

        if column is not None and table.weights and not self.answers.accept:
            return self._which(table, column, drafts)

        def weigh(one: Draft) -> tuple[int | None, RowError | None]:
            if not one.weight and not some:
                return 1000, None
            if not one.weight:  # others have one: nobody can tell what this one weighs
                yes = self.doubts.holds("weight", one.sheet, one.row, one.column, f"{one.name} · –")
                return (
                    (1000, None) if yes else (None, _bad_weight(one, column) if self.doubts.settled("weight") else None)
                )
            text = texts.get(one.row, one.weight)
            kind = "point" if one.weight_kind == "number" else kinds[one.row]
            if kind == "share":
                yes = self.doubts.holds("weight", one.sheet, one.row, one.column, f"{one.name} · {one.weight}")
                return (
                    (1000, None) if yes else (None, _bad_weight(one, column) if self.doubts.settled("weight") else None)
                )
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

    def _which(self, table: Table, column: int, drafts: list[Draft]) -> Reading:
        """面积 and 票数: until somebody says which of them counts, nobody's weight is known."""
        places = [column, *table.weights]
        about = ", ".join(f"{letter(place)} {table.heading(place)}" for place in places)
        key = f"weights:{table.sheet.name}"
        if self.answers.choices.get(key) == "out":
            return lambda one: (None, _bad_weight(one, column))
        options = [*(letter(place) for place in places), "out"]
        lines = [{"column": letter(place), "samples": _samples(table, place)} for place in places]
        sentence, figures, rows = SENTENCES["weights"], {"about": about}, [one.row for one in drafts]
        self.questions.append(Question("weights", about, rows, "out", options, sentence, figures, lines=lines, key=key))
        return lambda one: (None, None)

    def _ask_decimal(
        self, table: Table, column: int, judged: str, texts: dict[int, str], kinds: dict[int, str]
    ) -> None:
        counted = Counter(kinds.values())
        rarer = "comma" if counted["comma"] <= counted["point"] else "point"
        wanted = ("either",) if judged == "asked" else ("either", rarer)
        rows = [row for row, kind in kinds.items() if kind in wanted]
        about = texts[rows[0]] if rows else ""
        self.questions.append(
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


def bad_additional(one: Draft) -> RowError:
    sentence = _("the additional votes %(value)s are no whole number: none are counted")
    column = letter(one.additional_column)
    return RowError(
        one.row, "bad_additional", sentence, {"value": one.additional[:40]}, one.name[:60], column, one.sheet, True
    )


def _samples(table: Table, column: int) -> list[str]:
    return [cell.text[:80] for row in table.rows[:3] if (cell := table.sheet.rows[row].get(column))]


def _bad_weight(one: Draft, column: int | None, fine: bool = False) -> RowError:
    sentence = _("the weight %(value)s is not a positive number")
    if fine:
        sentence = _("the weight %(value)s has more than three decimals")
    figures = {"value": one.weight[:40]}
    return RowError(one.row, "bad_weight", sentence, figures, one.name[:60], letter(column or 0), one.sheet)
