"""One row of a list: a person, a row that is doubtful, or one in trouble, told by row and column in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from kiosk.roll import meanings, naming, units, words
from kiosk.roll.formats.text import UNREAD
from kiosk.roll.grid import Cell, letter
from kiosk.roll.headings import whole_name
from kiosk.roll.tables import Table
from kiosk.rules.displayable_text import is_displayable

CELL_MOST = 400


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


@dataclass
class RowError:
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
    given_name: str = ""
    family_name: str = ""
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
) -> tuple[Draft, list[RowError]]:
    """A row's cells by field, with what is wrong in them. `above`: the texts of the rows before, for 同上 and 〃."""
    cells = table.sheet.rows[number]
    found = Draft(table.sheet.name, number, name_column(table), table=place)
    troubles: list[RowError] = []
    for column, field_name in table.fields.items():
        cell = cells.get(column)
        if cell is None:
            if column in table.downward and (text := above.get(column, "")):
                _from_above(found, field_name, text, party)
            continue
        if field_name in ("number", "counter") and (counts or repeats):
            field_name = "counter"
        if wrong := _spoiled(cell, field_name):
            kept = field_name in _KEPT or (wrong[0] == "no_value" and field_name in ("group", "number"))
            troubles.append(_trouble(table, number, column, wrong, kept))
            continue
        text = words.plain(cell.text) if field_name != "phone" else words.phones(cell.text)
        if field_name in _DITTO and words.is_ditto(text):
            text = above.get(column, "")
        above[column] = text
        if field_name in ("number", "unit", "counter"):
            _number(found, table, column, "counter" if field_name == "counter" and counts else "number")
        elif text:
            _take(found, table, column, field_name, text, party)
    if repeats:
        found.number = ""
    _name(found)
    _notes(found, table.sheet.comments.get(number, ""), party)
    if longer := _longer(table, number):
        troubles.append(longer)
    if not any(not trouble.kept for trouble in troubles):
        troubles += _unnamed(table, number, found)
    for trouble in troubles:
        trouble.name = _shown(found.name)
    return found, troubles


def _take(found: Draft, table: Table, column: int, field_name: str, text: str, party: bool) -> None:
    """Put a cell where its field belongs."""
    cell = table.sheet.rows[found.row][column]
    if field_name in ("note", "group", "perhaps"):
        _perhaps(found, text, party)
    if field_name == "name":
        found.cell = cell.text
    if field_name in ("name", "given_name", "family_name"):
        setattr(found, field_name, _named(found, cell.text, party))
    elif field_name in _LISTS:
        getattr(found, _LISTS[field_name]).append(text)
    elif field_name in _JOINED:
        before = getattr(found, field_name)
        setattr(found, field_name, f"{before} / {text}" if before and text not in before else before or text)
    elif field_name in ("flag", "unflag"):
        said, certain = meanings.said(field_name, table.heading(column), text)
        if said:
            (found.categories if certain else found.perhaps).append(said)
    elif field_name == "id_tail":
        found.id_tail = words.bare(text)
    elif field_name == "additional":
        found.additional, found.additional_column = cell.text, column
    elif field_name == "weight":
        found.weight, found.weight_kind = cell.text, cell.kind
    elif field_name not in ("parking", "perhaps"):
        setattr(found, field_name, text)


def _number(found: Draft, table: Table, column: int, field_name: str) -> None:
    row = table.sheet.rows[found.row]
    found.unit, found.number_column = table.fields[column] == "unit", column
    text = words.figure(row[column].text)
    text = units.number(row, table.unit_of) if table.unit_of else text
    setattr(found, field_name, text if found.unit else words.without_decimals(text))


def _name(found: Draft) -> None:
    """The whole name, or both of its parts: a column may hold the given name alone."""
    if not found.name or (found.given_name and not found.family_name and found.name == found.given_name):
        found.name = whole_name(found.given_name, found.family_name) or found.name


def _notes(found: Draft, comment: str, party: bool) -> None:
    """The last digits of a card and what is written on a cell are kept with the note."""
    if text := words.plain(comment)[:CELL_MOST]:
        _perhaps(found, text, party)
    parts = [found.note, f"…{found.id_tail}" if found.id_tail else "", text]
    found.note = " / ".join(part for part in parts if part)


def _named(found: Draft, cell: str, party: bool) -> str:
    """The name of a cell; what stands beside it tells of votes."""
    parted = naming.parted(cell, party)
    found.statuses += parted.beside
    return parted.name


def _from_above(found: Draft, field_name: str, text: str, party: bool) -> None:
    """A group holds for the empty cells below it; a category takes no vote unasked."""
    if field_name == "group":
        found.group = text
    else:
        _perhaps(found, text, party)


def _perhaps(found: Draft, text: str, party: bool) -> None:
    if words.tells_of_votes(text, party):
        found.perhaps.append(text)


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
    if not is_displayable(text if text.isprintable() else words.plain(text)):
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


def _trouble(table: Table, number: int, column: int, wrong: tuple[str, str, dict[str, Any]], kept: bool) -> RowError:
    code, sentence, figures = wrong
    return RowError(number, code, sentence, figures, "", letter(column), table.sheet.name, kept)


def _longer(table: Table, number: int) -> RowError | None:
    """A line with more cells than its headings: a comma inside of a name moved all that follows."""
    width = table.sheet.widths.get(table.header_rows[-1], 0) if table.header_rows else 0
    beyond = [column for column in table.sheet.rows[number] if column >= width] if width else []
    if not beyond or table.sheet.widths.get(number, 0) <= width:
        return None
    sentence = _("the line has more cells than the headings: put a text that holds a separator into quotation marks")
    return RowError(number, "too_many_cells", sentence, {}, "", letter(beyond[0]), table.sheet.name)


def _unnamed(table: Table, number: int, found: Draft) -> list[RowError]:
    column = letter(found.column)
    if not found.name:
        return [RowError(number, "no_name", _("it has no name"), {}, "", column, table.sheet.name)]
    if naming.misread(found.name):
        sentence = _("%(value)s was saved in another encoding than it was read in: save the file anew as UTF-8")
        return [RowError(number, "misread", sentence, {"value": found.name[:40]}, "", column, table.sheet.name)]
    if words.is_dated(found.name):
        sentence = _("it holds the date %(value)s: the spreadsheet made it of something else; type it as text")
        return [RowError(number, "became_date", sentence, {"value": found.name[:40]}, "", column, table.sheet.name)]
    if found.name.replace(".", "").replace(",", "").isdecimal():
        figures = {"value": found.name[:40]}
        return [
            RowError(number, "no_name", _("%(value)s is no name, but a number"), figures, "", column, table.sheet.name)
        ]
    return []


def _shown(name: str) -> str:
    return "".join(c for c in name if c.isprintable())[:60]
