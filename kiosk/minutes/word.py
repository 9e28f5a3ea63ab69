"""The document as Word (.docx), to be gone on with in any word processor."""

from __future__ import annotations

import io
import re
from typing import Any

from docx import Document as new_document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from kiosk.minutes.code import png
from kiosk.minutes.document import Addition, Block, Code, Document, Fixed, Particulars, Prose, Section, Table, Told
from kiosk.store.packing import repacked

RED, SOFT = RGBColor(0xA3, 0x16, 0x1F), RGBColor(0x5E, 0x54, 0x4B)
SERIF, SANS, MONO = "Georgia", "Arial", "Consolas"
CHINESE = ("SimSun", "SimHei")  # beside the serif, and beside the sans
TRADITIONAL = ("PMingLiU", "Microsoft JhengHei")
EDGE = "C9BEAD"


def word(document: Document) -> bytes:
    """The file: A4, a heading for each section, page numbers, and the rehearsal's warning on every page."""
    file: Any = new_document()
    _page(file, document)
    _styles(file, document.language)
    kind = file.add_paragraph()
    _run(kind, " · ".join(part for part in (document.subtitle, document.kind) if part), size=10.5, colour=SOFT)
    title = file.add_heading(document.title, 0)
    title.paragraph_format.space_after = Pt(10)
    _block(file, document.particulars)
    for section in document.sections:
        if not section.annex:
            _section(file, section, 1)
    _signatures(file, document)
    file.add_page_break()
    file.add_heading(document.annexes, 1)
    for section in document.sections:
        if section.annex:
            _section(file, section, 2)
    _run(file.add_paragraph(), document.closing, size=8, colour=SOFT)
    stream = io.BytesIO()
    file.save(stream)
    return repacked(stream.getvalue())


def _page(file: Any, document: Document) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.6)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
    head = section.header.paragraphs[0]
    if document.watermark:
        head.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _run(head, document.watermark, size=18, bold=True, colour=RED)
    else:
        _run(head, document.title, size=8.5, colour=SOFT)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _page_number(foot)
    if document.watermark:
        _run(foot, f"  ·  {document.watermark}", size=9, colour=RED)


def _page_number(paragraph: Any) -> None:
    run = _run(paragraph, "", size=9, colour=SOFT)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def _styles(file: Any, language: str) -> None:
    serif, sans = TRADITIONAL if language == "zh-Hant" else CHINESE
    normal = file.styles["Normal"]
    tongue = OxmlElement("w:lang")
    tongue.set(qn("w:val"), "en-GB")
    tongue.set(qn("w:eastAsia"), "zh-TW" if language == "zh-Hant" else "zh-CN")
    normal.element.get_or_add_rPr().append(tongue)
    normal.font.size = Pt(10.5)
    _face(normal, SERIF, serif)
    normal.paragraph_format.space_after = Pt(4)
    normal.paragraph_format.line_spacing = 1.25
    for name, size, before in (("Title", 24, 0), ("Heading 1", 14, 16), ("Heading 2", 11.5, 12)):
        style = file.styles[name]
        style.font.size, style.font.bold = Pt(size), True
        style.font.color.rgb = RED if name == "Title" else RGBColor(0x1B, 0x16, 0x13)
        _face(style, SANS, sans)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(5)
        style.paragraph_format.keep_with_next = True
    for border in file.styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break


def _face(style: Any, latin: str, chinese: str | None = None) -> None:
    """A face for Latin letters and one for Chinese characters; None: that of the text around it."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name, face in (("ascii", latin), ("hAnsi", latin), ("eastAsia", chinese)):
        if face:
            fonts.set(qn(f"w:{name}"), face)


def _run(paragraph: Any, text: str, *, size: float = 10.5, bold: bool = False, colour: RGBColor | None = None) -> Any:
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), bold or None
    if colour is not None:
        run.font.color.rgb = colour
    return run


def _section(file: Any, section: Section, level: int) -> None:
    if section.blocks:
        file.add_heading(section.title, level)
        for block in section.blocks:
            _block(file, block)


def _block(file: Any, block: Block) -> None:
    if isinstance(block, Told):
        paragraph = file.add_paragraph()
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Cm(1.6), Cm(-1.6)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(1.6))
        _run(paragraph, f"{block.time}\t", colour=SOFT)
        _run(paragraph, block.text)
    elif isinstance(block, Prose):
        file.add_paragraph(block.text)
    elif isinstance(block, Particulars):
        _grid(file, [[label, value] for label, value in block.rows], frozenset(), (4.2, 11.6), bare=True)
    elif isinstance(block, Fixed):
        _fixed(file, block.text)
    elif isinstance(block, Code):
        file.add_picture(io.BytesIO(png(block.text)), width=Cm(4.6))
    elif isinstance(block, Addition):
        _addition(file, block)
    else:
        _table(file, block)


def _signatures(file: Any, document: Document) -> None:
    """Beneath the last sentence, never on a page of their own."""
    for one in document.signatures:
        file.paragraphs[-1].paragraph_format.keep_with_next = True
        paragraph = file.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(22)
        _run(paragraph, f"{one.who}  {one.signed or '_' * 30}")


def _fixed(file: Any, text: str) -> None:
    paragraph = file.add_paragraph()
    paragraph.paragraph_format.line_spacing = 1.1
    for number, line in enumerate(text.rstrip("\n").split("\n")):
        run = paragraph.add_run()
        if number:
            run.add_break()
        run.add_text(line)
        run.font.size = Pt(8)
        _face(run, MONO)


def _addition(file: Any, block: Addition) -> None:
    for text, label in ((block.label, True), *((line, False) for line in block.text.split("\n"))):
        paragraph = file.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(0.6)
        _edge(paragraph)
        if label:
            paragraph.paragraph_format.keep_with_next = True
        _run(paragraph, text, size=9 if label else 10.5, colour=RED if label else None)


def _edge(paragraph: Any) -> None:
    """A line along the left side."""
    borders = OxmlElement("w:pBdr")
    left = OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", "18"), ("space", "8"), ("color", "A3161F")):
        left.set(qn(f"w:{name}"), value)
    borders.append(left)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc")


def _table(file: Any, table: Table) -> None:
    widths = _widths(table, 15.8)
    grid = _grid(file, [table.titles, *table.rows], table.figures, widths)
    for cell in grid.rows[0].cells:
        for paragraph in cell.paragraphs:
            for run in paragraph.runs:
                run.font.color.rgb = SOFT
                run.font.size = Pt(9)
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    grid.rows[0]._tr.get_or_add_trPr().append(repeat)


_UNBROKEN = re.compile(r"[^\s\u2e80-\U0003ffff]+|[\u2e80-\U0003ffff]")
LETTER_CM = 0.2  # of small print, on average


def _widths(table: Table, whole: float) -> tuple[float, ...]:
    """Every column as wide as its longest word; what is left is shared by what they hold."""
    columns = list(zip(table.titles, *table.rows, strict=True))
    least = [max(max(map(_length, _UNBROKEN.findall(cell)), default=0) for cell in column) + 2.5 for column in columns]
    wanted = [min(max(map(_length, column)), 44.0) + 2.5 for column in columns]
    more = [max(want - need, 0.1) for want, need in zip(wanted, least, strict=True)]
    room = max(whole / LETTER_CM - sum(least), 0)
    letters = [need + room * one / sum(more) for need, one in zip(least, more, strict=True)]
    return tuple(whole * one / sum(letters) for one in letters)


def _length(text: str) -> float:
    """How wide a text is in letters; a Chinese character is as wide as two."""
    return sum(2 if ord(c) > 0x2E7F else 1 for c in text)


def _grid(file: Any, rows: list[Any], figures: frozenset[int], widths: tuple[float, ...], bare: bool = False) -> Any:
    """Cells with a thin line below each row."""
    grid = file.add_table(rows=len(rows), cols=len(widths))
    grid.alignment = WD_TABLE_ALIGNMENT.LEFT
    grid.autofit = False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Cm(width)
    if not bare:
        _lines(grid)
    for row, cells in zip(rows, grid.rows, strict=True):
        for column, (text, cell) in enumerate(zip(row, cells.cells, strict=True)):
            cell.width = Cm(widths[column])
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(2)
            paragraph.paragraph_format.line_spacing = 1.1
            if column in figures:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            _run(paragraph, text, size=9.5, colour=SOFT if bare and column == 0 else None)
    below = file.add_paragraph().paragraph_format
    below.space_after, below.line_spacing = Pt(0), Pt(8)
    return grid


def _lines(grid: Any) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", EDGE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    grid._tbl.tblPr.append(borders)
