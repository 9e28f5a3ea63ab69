"""One row of a list: a person, a row that is doubtful, or one in trouble, told by row and column in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from kiosk.plain import showable
from kiosk.roll import meanings, naming, vocabulary, words
from kiosk.roll.formats.text import UNREAD
from kiosk.roll.grid import Cell, letter
from kiosk.roll.headings import whole_name
from kiosk.roll.tables import Table

CELL_MOST = 400


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


@dataclass
class Trouble:
    """What cannot be taken: its row and column in the file, why, with what, and who it seems to be.
    `kept`: the person is taken all the same, without this cell."""

    row: int
    code: str
    sentence: str
    figures: dict[str, Any]
    name: str
    column: str = ""
    sheet: str = ""
    kept: bool = False


@dataclass
class Draft:
    """Somebody as a row tells of them, before the whole file is judged."""

    sheet: str
    row: int
    column: int
    name: str = ""
    number: str = ""
    counter: str = ""
    unit: bool = False
    group: str = ""
    phone: str = ""
    note: str = ""
    categories: list[str] = field(default_factory=list)
    party_statuses: list[str] = field(default_factory=list)
    statuses: list[str] = field(default_factory=list)
    votes: list[str] = field(default_factory=list)
    weight: str = ""
    weight_kind: str = ""  # "number": the cell holds a number, which has one reading
    additional: str = ""
    additional_column: int = 0
    table: int = 0
    number_column: int = 0
    id_tail: str = ""  # the last digits of an identity card: with the name they tell who it is, alone nobody
    perhaps: list[str] = field(default_factory=list)  # words of a note or of a column of any name
    cell: str = ""  # the name as it stands


_LISTS = {"category": "categories", "party_status": "party_statuses", "status": "statuses", "vote": "votes"}
_JOINED = ("phone", "note")  # two columns of phones are two phones
_DITTO = ("group", "category", "party_status", "status", "vote", "phone", "note")
_KEPT = ("phone", "note", "counter", "perhaps", "id_tail")  # a person is the same without them


def draft(
    table: Table, number: int, place: int, party: bool, above: dict[int, str], *, counts: bool, repeats: bool
) -> tuple[Draft, list[Trouble]]:
    """A row's cells by field, with what is wrong in them. `above`: the texts of the rows before, for 同上 and 〃."""
    cells = table.sheet.rows[number]
    found = Draft(table.sheet.name, number, name_column(table), table=place)
    troubles: list[Trouble] = []
    parts = {"given_name": "", "family_name": ""}
    for column, field_name in table.fields.items():
        cell = cells.get(column)
        if cell is None:
            continue
        if field_name in ("number", "counter") and (counts or repeats):
            field_name = "counter"
        wrong = _spoiled(cell, field_name)
        if wrong:
            kept = field_name in _KEPT or (wrong[0] == "no_value" and field_name in ("group", "number"))
            troubles.append(_trouble(table, number, column, wrong, kept))
            continue
        text = words.plain(cell.text) if field_name != "phone" else words.phones(cell.text)
        if field_name in _DITTO and words.is_ditto(text):
            text = above.get(column, "")
        above[column] = text
        if not text:
            continue
        if field_name in ("note", "group"):
            _perhaps(found, text, party)
        if field_name in parts:
            parts[field_name] = _named(found, cell.text, party)
        elif field_name == "name":
            found.cell, found.name = cell.text, _named(found, cell.text, party)
        elif field_name in _LISTS:
            getattr(found, _LISTS[field_name]).append(text)
        elif field_name in _JOINED:
            before = getattr(found, field_name)
            setattr(found, field_name, f"{before} / {text}" if before and text not in before else before or text)
        elif field_name in ("number", "unit", "counter"):
            text = words.figure(cell.text)
            text = text if field_name == "unit" else words.without_decimals(text)
            setattr(found, "counter" if field_name == "counter" and counts else "number", text)
            found.unit, found.number_column = field_name == "unit", column
        elif field_name in ("flag", "unflag"):
            if said := meanings.said(field_name, table.heading(column), text):
                found.categories.append(said)
        elif field_name == "perhaps":
            _perhaps(found, text, party)
        elif field_name == "id_tail":
            found.id_tail = words.bare(text)
        elif field_name == "parking":
            continue
        elif field_name == "additional":
            found.additional, found.additional_column = cell.text, column
        elif field_name == "weight":
            found.weight, found.weight_kind = cell.text, cell.kind
        else:
            setattr(found, field_name, text)
    if repeats:
        found.number = ""
    if field_tail := found.id_tail:
        found.note = f"{found.note} / …{field_tail}" if found.note else f"…{field_tail}"
    if (comment := table.sheet.comments.get(number)) and (text := words.plain(comment)[:CELL_MOST]):
        _perhaps(found, text, party)
        found.note = f"{found.note} / {text}" if found.note else text
    if not found.name or (parts["given_name"] and not parts["family_name"] and found.name == parts["given_name"]):
        found.name = whole_name(parts["given_name"], parts["family_name"]) or found.name
    if longer := _longer(table, number):
        troubles.append(longer)
    if not any(not trouble.kept for trouble in troubles):
        troubles += _unnamed(table, number, found)
    for trouble in troubles:
        trouble.name = _shown(found.name)
    return found, troubles


def _named(found: Draft, cell: str, party: bool) -> str:
    """The name of a cell; what stands beside it tells of votes."""
    parted = naming.parted(cell, party)
    found.statuses += parted.beside
    return parted.name


def _perhaps(found: Draft, text: str, party: bool) -> None:
    if words.tells_of_votes(text, party):
        found.perhaps.append(text)


def is_parking(table: Table, number: int) -> bool:
    """Whether a row is a parking space or a store, which is no flat: its heading or its words say so."""
    if "unit" not in table.fields.values():
        return False
    for column, cell in table.sheet.rows[number].items():
        field = table.fields.get(column)
        if field == "parking" and words.bare(cell.text) in vocabulary.VOTE_YES:
            return True
        if field in ("unit", "parking", "note", "category", None) and words.is_parking(cell.text):
            return True
    return False


@dataclass(frozen=True)
class Doubt:
    """A row that may be no person: a total, a signature, or what stands above other rows. `group` and `beside` are
    theirs: 二支部, 列席人员; `members` ends what was said of guests."""

    group: str = ""
    beside: str = ""
    members: bool = False


def doubt(table: Table, number: int, usual: Sequence[frozenset[int]], party: bool) -> Doubt | None:
    """Whether a row looks like a total, a signature, a note or a heading of rows; None for an ordinary one."""
    row = table.sheet.rows[number]
    cells = {column: cell for column, cell in row.items() if table.first <= column <= table.last and not cell.copied}
    if not cells:
        return None
    first = cells[min(cells)].text
    if len(cells) == 1 and len(first) <= 60 and not table.bare:
        label = words.label(first)
        if words.tells_of_votes(label, party):
            return Doubt(beside=label)
        if not words.is_footer(first) and (group := words.group_of_row(first)):
            return Doubt(group=group)
        if words.category(label, party) == "yes":
            return Doubt(members=True)
    names = [cells[column].text for column, field in table.fields.items() if field == "name" and column in cells]
    if len(first) <= 60 and (words.is_footer(first) or any(words.is_footer(name) for name in names)):
        return Doubt()
    return Doubt() if any(columns.isdisjoint(row) for columns in usual) else None


def name_column(table: Table) -> int:
    named = [place for place, field in table.fields.items() if field in ("name", "given_name", "family_name")]
    return min(named, default=table.first)


def _spoiled(cell: Cell, field_name: str) -> tuple[str, str, dict[str, Any]] | None:
    """What a spreadsheet or an export made of a cell; None for an ordinary one."""
    text = cell.text
    if cell.kind in ("text", "number") and words.is_ordinary(text):
        return None
    figures = {"value": text[:40]}
    if UNREAD in text:
        return "unreadable", _("it holds bytes that cannot be read"), {}
    if not showable(text if text.isprintable() else words.plain(text)):
        return "control_characters", _("it holds characters that cannot be shown"), {}
    if len(text) > CELL_MOST:
        return "too_long", _("a cell has more than %(most)s characters"), {"most": CELL_MOST}
    if cell.kind == "formula":
        return (
            "not_calculated",
            _("the formula %(value)s was never calculated: open the file in a spreadsheet and save it"),
            figures,
        )
    if cell.kind == "error" or words.is_error(text):
        return "error_value", _("it holds the error %(value)s: mend the formula, or type the value"), figures
    if text in words.NOTHING and field_name not in ("note", "vote", "weight"):
        return "no_value", _("it holds %(value)s, which stands for nothing"), figures
    if field_name in ("number", "unit", "phone", "counter"):
        return _spoiled_number(cell, field_name, figures)
    if cell.kind == "date" and field_name in ("name", "given_name", "family_name", "weight"):
        return (
            "became_date",
            _("it holds the date %(value)s: the spreadsheet made it of something else; type it as text"),
            figures,
        )
    return None


def _spoiled_number(cell: Cell, field_name: str, figures: dict[str, Any]) -> tuple[str, str, dict[str, Any]] | None:
    if cell.kind == "long":
        return (
            "digits_lost",
            _("%(value)s has more than 15 digits, the last ones are lost: save the column as text"),
            figures,
        )
    if words.is_shortened(words.figure(cell.text)):
        return (
            "shortened",
            _("%(value)s is a number that was shortened: save the column as text, or as whole numbers"),
            figures,
        )
    if cell.kind == "date" or (field_name == "unit" and words.is_dated(cell.text)):
        return (
            "became_date",
            _("it holds the date %(value)s: the spreadsheet made it of something else; type it as text"),
            figures,
        )
    return None


def _trouble(table: Table, number: int, column: int, wrong: tuple[str, str, dict[str, Any]], kept: bool) -> Trouble:
    code, sentence, figures = wrong
    return Trouble(number, code, sentence, figures, "", letter(column), table.sheet.name, kept)


def _longer(table: Table, number: int) -> Trouble | None:
    """A line with more cells than its headings: a comma inside of a name moved all that follows."""
    width = table.sheet.widths.get(table.header_rows[-1], 0) if table.header_rows else 0
    beyond = [column for column in table.sheet.rows[number] if column >= width] if width else []
    if not beyond or table.sheet.widths.get(number, 0) <= width:
        return None
    sentence = _("the line has more cells than the headings: put a text that holds a separator into quotation marks")
    return Trouble(number, "too_many_cells", sentence, {}, "", letter(beyond[0]), table.sheet.name)


def _unnamed(table: Table, number: int, found: Draft) -> list[Trouble]:
    column = letter(found.column)
    if not found.name:
        return [Trouble(number, "no_name", _("it has no name"), {}, "", column, table.sheet.name)]
    if naming.misread(found.name):
        sentence = _("%(value)s was saved in another encoding than it was read in: save the file anew as UTF-8")
        return [Trouble(number, "misread", sentence, {"value": found.name[:40]}, "", column, table.sheet.name)]
    if words.is_dated(found.name):
        sentence = _("it holds the date %(value)s: the spreadsheet made it of something else; type it as text")
        return [Trouble(number, "became_date", sentence, {"value": found.name[:40]}, "", column, table.sheet.name)]
    if found.name.replace(".", "").replace(",", "").isdecimal():
        figures = {"value": found.name[:40]}
        return [
            Trouble(number, "no_name", _("%(value)s is no name, but a number"), figures, "", column, table.sheet.name)
        ]
    return []


def _shown(name: str) -> str:
    return "".join(c for c in name if c.isprintable())[:60]
