"""Read a roll as people have it, and say what was understood.

The bytes become sheets of cells (formats), the sheets tables (tables), the tables people (deciding). A row in trouble
never stops the good ones: it is told by its row and column. What is not certain is a question; until it is answered,
the answer that gives nothing holds. Every cell that holds something is accounted for (account).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from kiosk.roll import formats, headings, meanings, tables, units, words
from kiosk.roll.account import Account
from kiosk.roll.answers import Answers
from kiosk.roll.deciding import Deciding
from kiosk.roll.grid import ROWS_MOST, Book, Sheet, letter
from kiosk.roll.limits import BYTES_MOST, too_large, too_many_rows, unusable
from kiosk.roll.people import RowError
from kiosk.roll.person import Person
from kiosk.roll.questions import SENTENCES, Question
from kiosk.roll.summary import Summary, summarise
from kiosk.roll.tables import Parts, Table
from kiosk.roll.voting import Value

Row = dict[str, Any]
Progress = Callable[[int], None]
_OLD_SHEET = re.compile(
    r"旧|舊|老名单|备份|備份|副本|历史|歷史|作废|草稿|废弃|模板|示例|样例|范例"
    r"|(^|\W)(old|backup|copy|archive|draft|template|example|sample|alt|kopie|vorlage|muster)(\W|\d|$)",
    re.I,
)
_ROW_NAMES = {
    "unit": "number", "counter": "number", "party_status": "category", "status": "category",
    "group": "group_name", "vote": "with_vote", "weight": "weight_thousandths",
    "additional": "additional_votes",
}  # fmt: skip


@dataclass
class Read:
    """What was understood of a file. `account` and `tables` hold its cells; who only shows it does without."""

    encoding: str
    blind: bool
    sheets: list[dict[str, Any]]  # {"name", "state", "read"}
    summary: Summary
    people: list[Person]
    troubles: list[RowError]
    questions: list[Question]
    values: list[Value]
    tables: list[Table]
    account: Account | None

    def without_cells(self) -> Read:
        return replace(self, tables=[], account=None)

    @cached_property
    def rows(self) -> list[Row]:
        """The people as rows of the roll, with the answers given and what gives nothing where there is none."""
        return [
            {
                "number": one.number,
                "name": one.name,
                "group_name": one.group,
                "category": one.category,
                "phone": one.phone,
                "note": one.note,
                "with_vote": int(bool(one.votes)),
                "weight_thousandths": one.weight or 1000,
                **({} if one.additional is None else {"additional_votes": one.additional}),
            }
            for one in self.people
        ]

    @property
    def columns(self) -> dict[str, str]:
        """Heading by field; a name in two parts is "First name + Surname"."""
        titles: dict[str, str] = {}
        for one in self.summary.columns:
            if one.field:
                titles.setdefault(_ROW_NAMES.get(one.field, one.field), one.heading or one.place)
        parts = [titles.pop(part) for part in ("given_name", "family_name") if part in titles]
        return titles if "name" in titles or not parts else {"name": " + ".join(parts), **titles}

    @property
    def ignored(self) -> list[str]:
        """Headings that were not used."""
        return [one.heading or one.place for one in self.summary.columns if not one.field]

    @property
    def header_row(self) -> int:
        return next((rows[-1] for rows in self.summary.header_rows.values() if rows), 0)


def read_file(
    path: Path, progress: Progress = lambda rows: None, answers: Answers | None = None, party: bool = True
) -> Read:
    """Read a roll from disk. CommandRejected, one sentence, when it cannot be used as a roll at all."""
    return read_roll(content_of(path), path.name, progress, answers, party)


def content_of(path: Path) -> bytes:
    """A file's bytes; CommandRejected when there is none, or too many of them."""
    if path.is_dir():
        raise unusable("%(file)s is a folder, not a roll.", file=path)
    try:
        if path.stat().st_size > BYTES_MOST:
            raise too_large(path.name)
        with path.open("rb") as file:
            return file.read(BYTES_MOST + 1)
    except FileNotFoundError:
        raise unusable("There is no file %(file)s.", file=path) from None
    except OSError as error:
        raise unusable("%(file)s cannot be read: %(why)s.", file=path, why=error.strerror) from None


def read_roll(
    content: bytes,
    name: str,
    progress: Progress = lambda rows: None,
    answers: Answers | None = None,
    party: bool = True,
) -> Read:
    """Read a roll's bytes; CommandRejected when they are no roll. `party`: the meeting is one of Party members."""
    return understand(formats.book(content, name, progress), name, progress, answers or Answers(), party)


def understand(book: Book, name: str, progress: Progress, answers: Answers, party: bool) -> Read:
    parts, questions = _chosen(book, name, answers)
    found = [table for part in parts.values() for table in part.tables]
    for table in found:
        table.fields, by_hand = _mapped(table, answers)
        _choose_weight(table, answers, by_hand)
        if not by_hand:
            units.find(table)
        meanings.find(table, party, by_hand)
    if sum(len(table.rows) for table in found) > ROWS_MOST:
        raise too_many_rows(name, ROWS_MOST)
    several = len({table.sheet.name for table in found}) > 1
    decided = Deciding(found, answers, party=party, several=several).run((lambda rows: None) if book.told else progress)
    if found and not any(table.rows for table in found):
        raise unusable("%(file)s has a header, but nobody below it.", file=name)
    troubled = {(trouble.sheet, trouble.row) for trouble in decided.troubles}
    account = Account(book.sheets, parts, troubled, decided.doubtful)
    return Read(
        book.label,
        book.blind,
        [{"name": sheet.name, "state": sheet.state, "read": sheet.name in parts} for sheet in book.sheets],
        summarise(found, decided.judged, account, decided.people),
        decided.people,
        decided.troubles,
        [] if answers.accept else questions + decided.questions,
        decided.values,
        found,
        account,
    )


def _chosen(book: Book, name: str, answers: Answers) -> tuple[dict[str, Parts], list[Question]]:
    """The sheets that are read, in parts; what is asked about them."""
    wanted = set(answers.sheets)
    every = "all" in wanted
    if missing := wanted - {"all"} - {sheet.name for sheet in book.sheets}:
        raise unusable("%(file)s has no sheet %(sheet)s.", file=name, sheet=min(missing))
    offered = [sheet for sheet in book.sheets if sheet.rows and (not wanted or every or sheet.name in wanted)]
    found = {sheet.name: part for sheet in offered if (part := _parts(sheet, answers)).tables}
    questions: list[Question] = []
    for sheet in offered:
        old = _OLD_SHEET.search(sheet.name) is not None and len(found) > 1
        if sheet.name in found and (sheet.state == "hidden" or old) and not wanted:
            key = f"sheets:{sheet.name}"
            if answers.choices.get(key) != "yes":
                del found[sheet.name]
            if key not in answers.choices:
                questions.append(_of_sheet(sheet, key, "sheets" if sheet.state == "hidden" else "old_sheet"))
    if found or questions:
        return found, questions
    return _without_header(offered, name, answers)


def _parts(sheet: Sheet, answers: Answers) -> Parts:
    part = tables.parts(sheet)
    if part.tables or not answers.columns:
        return part
    return tables.named(sheet, answers.columns) or part


def _without_header(sheets: list[Sheet], name: str, answers: Answers) -> tuple[dict[str, Parts], list[Question]]:
    """A list of names alone is one; else somebody has to say which column holds the names."""
    for sheet in sheets:
        fields = {column: field for column in range(60) if (field := _by_place(sheet, column, answers))}
        if headings.has_name(fields):
            return {sheet.name: tables.headerless(sheet, fields)}, []
        if part := tables.bare_list(sheet):
            return {sheet.name: part}, []
    for sheet in sheets:
        if columns := tables.may_hold_names(sheet):
            key = f"columns:{sheet.name}"
            if (chosen := answers.choices.get(key, "")) and chosen != "none":
                places = {letter(column): column for column in columns}
                if chosen in places:
                    return {sheet.name: tables.headerless(sheet, {places[chosen]: "name"})}, []
            return {}, [_which_column(sheet, columns, key, name)]
    raise unusable("%(file)s has no column that is called a name (姓名, name) in its first rows.", file=name)


def _which_column(sheet: Sheet, columns: dict[int, list[str]], key: str, name: str) -> Question:
    about = sheet.name or name
    options = [*(letter(column) for column in columns), "none"]
    lines = [{"column": letter(column), "samples": samples} for column, samples in columns.items()]
    return Question("columns", about, [], "none", options, SENTENCES["columns"], {"sheet": about}, lines=lines, key=key)


def _of_sheet(sheet: Sheet, key: str, sentence: str) -> Question:
    return Question("sheets", sheet.name, [], "no", ["yes", "no"], SENTENCES[sentence], {"about": sheet.name}, key=key)


def _by_place(sheet: Sheet, column: int, answers: Answers) -> str:
    for key in (f"{sheet.name}!{letter(column)}", letter(column)):
        if key in answers.columns:
            return answers.columns[key]
    return ""


def _choose_weight(table: Table, answers: Answers, by_hand: frozenset[int]) -> None:
    """Several columns that are called like a weight: one is chosen by an answer, or by mapping any of them by hand."""
    several = headings.further(table.titles, table.fields, "weight")
    chosen = answers.choices.get(f"weights:{table.sheet.name}", "")
    column = next((place for place in several if letter(place) == chosen), None)
    if column is not None:
        table.fields = {place: field for place, field in table.fields.items() if field != "weight"} | {column: "weight"}
    weight = next((place for place, field in table.fields.items() if field == "weight"), None)
    told = column is not None or letter(weight or 0) == chosen or not by_hand.isdisjoint([*several, weight])
    table.weights = [] if told else several


def _mapped(table: Table, answers: Answers) -> tuple[dict[int, str], frozenset[int]]:
    """A table's columns, with what somebody said of them by heading or place; and which they said something of."""
    fields, decided = dict(table.fields), set()
    named = {words.bare(key): field for key, field in answers.columns.items()}
    for column in range(table.first, table.last + 1) if answers.columns else ():
        chosen = _by_place(table.sheet, column, answers) or named.get(words.bare(table.heading(column)), "")
        if chosen:
            decided.add(column)
        if not chosen or fields.get(column) == chosen:
            continue
        if chosen not in headings.MANY:
            alike = {chosen, "unit", "counter"} if chosen == "number" else {chosen}
            fields = {place: field for place, field in fields.items() if field not in alike}
        if chosen == "unused":
            fields.pop(column, None)
        else:
            fields[column] = chosen
    return dict(sorted(fields.items())), frozenset(decided)
