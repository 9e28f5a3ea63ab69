"""XLSX and XLSM: only the parts that a list needs are read, strict ones as well."""

from __future__ import annotations

import datetime
import io
import posixpath
import re
import warnings
import zipfile
from typing import Any, NamedTuple
from xml.etree import ElementTree

from kiosk.roll.formats import comments
from kiosk.roll.formats.foreign import broken_workbook
from kiosk.roll.formats.text import unwrapped
from kiosk.roll.grid import CELLS_MOST, COLUMNS_MOST, ROWS_MOST, Book, Cell, Sheet
from kiosk.roll.limits import UNPACKED_MOST, too_many_rows, too_much
from kiosk.store.errors import CommandRejected

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = ((b"http://purl.oclc.org/ooxml/spreadsheetml/main", _MAIN.encode()),
           (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _RELATIONS.encode()))  # fmt: skip
_TAIL = re.compile(rb"</(\w+:)?sheetData\s*>|<(\w+:)?sheetData\s*/>")
_MERGES = re.compile(rb"<(?:\w+:)?mergeCells\b.*?</(?:\w+:)?mergeCells\s*>", re.S)
_CELL = re.compile(rb"<(?:\w+:)?(?:c|si)[\s>/]")
_ZEROS = re.compile(r'^(?:"([^"]*)")?(0+)(?:"([^"]*)")?$')
_KEPT = re.compile(
    r"\[Content_Types\]\.xml$|_rels/\.rels$|xl/(_rels/)?workbook\.xml(\.rels)?$|xl/(styles|sharedStrings)\.xml$"
    r"|xl/worksheets/[^/]+\.xml$"
)
_INLINE = re.compile(
    rb'(<c(?: r="[A-Z]+[0-9]+")?(?: s="[0-9]+")?) t="inlineStr"><is><t(?: xml:space="preserve")?>([^<]*)</t></is></c>'
)
_STRUCK = re.compile(rb"<(?:\w+:)?strike\b")
_CHUNK = 1 << 20
_WHITE = ("00000000", "FFFFFFFF", "00FFFFFF", "FF000000")
_ORDINARY_THEMES = (0, 1, 10, 11)  # the page, the text, links


def book(content: bytes, name: str) -> Book:
    """All sheets of a workbook, with formats, merges, strokes and what is hidden."""
    try:
        lean, formulas, charts, rich = _lean(content, name)
        sheets = _load(lean, name, rich=rich)
        notes = comments.by_sheet(content)
        for sheet in sheets:
            sheet.comments = notes.get(sheet.name, {})
        if formulas:
            _uncalculated(lean, sheets, name)
    except CommandRejected:
        raise
    except MemoryError:
        raise too_much(name) from None
    except Exception:  # openpyxl raises whatever a broken workbook makes it raise
        raise broken_workbook(name) from None
    return Book("XLSX", [*sheets, *(Sheet(title, state="chart") for title in charts)])


def _lean(content: bytes, name: str) -> tuple[bytes, bool, list[str], bool]:
    """The workbook without charts, pictures and links; whether it has formulas; the names of its charts' sheets;
    whether parts of a text are struck out.
    Counts while it unpacks, so that a small file that unpacks to gigabytes ends here."""
    out = io.BytesIO()
    formulas, left, cells, rich = False, UNPACKED_MOST, CELLS_MOST, False
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as lean:
        parts = set(packed.namelist())
        kept = {part for part in parts if _KEPT.match(part)}
        if sum(packed.getinfo(part).file_size for part in parts if "worksheets/" in part) > UNPACKED_MOST:
            raise too_much(name)
        if "xl/workbook.xml" not in parts:
            raise ValueError("the workbook is elsewhere")
        charts: list[str] = []
        for part in sorted(kept):
            data, found = _unpacked(packed, part, left, cells, name)
            left, cells = left - len(data), cells - found
            for old, new in _STRICT:
                data = data.replace(old, new)
            rich = rich or (part != "xl/styles.xml" and bool(_STRUCK.search(data)))
            if part.startswith("xl/worksheets/"):
                formulas = formulas or bool(re.search(rb"<(?:\w+:)?f[\s>/]", data))
                # plain words that stand in the sheet itself: openpyxl needs three times as long for them as for these
                data = _INLINE.sub(rb'\1 t="str"><v>\2</v></c>', _without_tail(data))
            if part == "xl/workbook.xml":
                relations = packed.read("xl/_rels/workbook.xml.rels")
                data, charts = _worksheets_only(data, relations, parts)
            lean.writestr(part, data)
    return out.getvalue(), formulas, charts, rich


def _unpacked(packed: zipfile.ZipFile, part: str, bytes_left: int, cells_left: int, name: str) -> tuple[bytes, int]:
    counted = "sheet" in part or "sharedStrings" in part
    chunks, size, cells, edge = [], 0, 0, b""
    with packed.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if counted:
                cells += len(_CELL.findall(edge + chunk))
                edge = b""
                cut = chunk.rfind(b"<", -12)
                if cut >= 0 and not _CELL.match(chunk, cut):
                    edge = chunk[cut:]
            if size > bytes_left or cells > cells_left:
                raise too_much(name)
            chunks.append(chunk)
    return b"".join(chunks), cells


def _without_tail(data: bytes) -> bytes:
    """A sheet's cells and merges; what links to charts, comments and pictures is left out."""
    found = _TAIL.search(data)
    if found is None:
        return data
    merges = _MERGES.search(data, found.end())
    prefix = found[1] or found[2] or b""
    return data[: found.end()] + (merges[0] if merges else b"") + b"</" + prefix + b"worksheet>"


def _worksheets_only(workbook: bytes, relations: bytes, parts: set[str]) -> tuple[bytes, list[str]]:
    targets = {
        one.get("Id"): posixpath.normpath(posixpath.join("/xl", one.get("Target", ""))).lstrip("/")
        for one in ElementTree.fromstring(relations)
        if one.get("Type", "").endswith("/worksheet")
    }
    root = ElementTree.fromstring(workbook)
    charts = []
    for child in list(root):
        tag = child.tag.rpartition("}")[2]
        if tag == "sheets":
            for sheet in list(child):
                if targets.get(sheet.get(f"{{{_RELATIONS}}}id")) not in parts:
                    charts.append(sheet.get("name", ""))
                    child.remove(sheet)
        elif tag not in ("workbookPr", "bookViews", "fileVersion"):
            root.remove(child)
    for views in root.iter(f"{{{_MAIN}}}workbookView"):
        views.attrib.pop("activeTab", None)
        views.attrib.pop("firstSheet", None)
    return ElementTree.tostring(root), charts


def _load(lean: bytes, name: str, *, rich: bool) -> list[Sheet]:
    found, rows = [], 0
    loaded = _opened(lean, values=True, rich=rich)
    looks = Looks.of(loaded)
    for sheet in loaded.worksheets:
        read = _sheet(sheet, looks)
        rows += len(read.rows)
        if rows > ROWS_MOST + 100:
            raise too_many_rows(name, ROWS_MOST)
        if any(len(row) > COLUMNS_MOST for row in read.rows.values()):
            raise too_much(name)
        found.append(read)
    return found


def _opened(lean: bytes, *, values: bool, rich: bool = False) -> Any:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of what it leaves out, which a list has no use for
        return load_workbook(io.BytesIO(lean), data_only=values, rich_text=rich)


class Looks(NamedTuple):
    """Which fonts and fills of a workbook say something: struck out, or another colour than black on white."""

    struck: set[int]
    fonts: set[int]
    fills: set[int]

    @classmethod
    def of(cls, loaded: Any) -> Looks:
        fonts, fills = list(loaded._fonts), list(loaded._fills)
        return cls(
            {place for place, font in enumerate(fonts) if font.strike},
            {place for place, font in enumerate(fonts) if _is_colour(font.color)},
            {place for place, fill in enumerate(fills) if fill.fill_type == "solid" and _is_colour(fill.fgColor)},
        )


def _is_colour(colour: Any) -> bool:
    if colour is None:
        return False
    if colour.type == "theme":
        return colour.theme not in _ORDINARY_THEMES
    return colour.type == "rgb" and colour.rgb not in _WHITE


def _sheet(sheet: Any, looks: Looks) -> Sheet:
    read = Sheet(sheet.title, state="visible" if sheet.sheet_state == "visible" else "hidden")
    formats: dict[int, str] = {}
    for (row, column), cell in sorted(sheet._cells.items()):  # the public ways make every cell up to the last one
        value = cell.value
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        style = cell._style
        format = formats.get(style.numFmtId)
        if format is None:
            format = formats[style.numFmtId] = cell.number_format
        text, kind = shown(value, cell.data_type, format)
        if text:
            struck = style.fontId in looks.struck or (isinstance(value, list) and _partly_struck(value))
            read.rows.setdefault(row, {})[column - 1] = Cell(text, kind, struck)
            if style.fontId in looks.fonts or style.fillId in looks.fills:
                read.coloured.add(row)
    for number, dimension in sheet.row_dimensions.items():
        if dimension.hidden or dimension.height == 0:
            read.hidden_rows.add(number)
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            read.hidden_columns |= set(range((dimension.min or 1) - 1, min(dimension.max or 0, COLUMNS_MOST)))
    read.merges = [(one.min_row, one.min_col - 1, one.max_row, one.max_col - 1) for one in sheet.merged_cells.ranges]
    return read


def _partly_struck(value: list[Any]) -> bool:
    """Whether some words of a cell are struck out: what is left is for a person to say."""
    return any(getattr(getattr(part, "font", None), "strike", False) for part in value)


def _uncalculated(lean: bytes, sheets: list[Sheet], name: str) -> None:
    """Formulas that hold no value: the program that wrote the file never calculated them."""
    for sheet, read in zip(_opened(lean, values=False).worksheets, sheets, strict=True):
        for (row, column), cell in sheet._cells.items():
            if cell.data_type == "f" and column - 1 not in read.rows.get(row, {}):
                formula = getattr(cell.value, "text", None) or str(cell.value)
                read.rows.setdefault(row, {})[column - 1] = Cell(formula[:100], "formula")
        read.rows = {number: dict(sorted(read.rows[number].items())) for number in sorted(read.rows)}


def shown(value: object, kind: str, format: str) -> tuple[str, str]:
    """A cell's text as the sheet shows it, and its kind as grid.Cell has it."""
    if kind == "e":
        return str(value), "error"
    if isinstance(value, bool):
        return ("1" if value else "0"), "number"
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()[:10], "date"
    if isinstance(value, (datetime.time, datetime.timedelta)):
        return str(value), "date"
    if isinstance(value, (int, float)):
        return _figure(value, format)
    return unwrapped(str(value)), "text"


def _figure(value: int | float, format: str) -> tuple[str, str]:
    if abs(value) >= 10**15:
        return format_long(value), "long"
    if isinstance(value, float) and not value.is_integer():
        return (f"{value * 100:.12g}%" if "%" in format else f"{value:.15g}"), "number"
    zeros = _ZEROS.match(format)
    if zeros and value >= 0:
        return f"{zeros[1] or ''}{int(value):0{len(zeros[2])}d}{zeros[3] or ''}", "number"
    return (f"{int(value) * 100}%" if "%" in format else str(int(value))), "number"


def format_long(value: int | float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.15g}"
