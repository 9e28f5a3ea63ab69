"""The record as a Word file, for whoever must file it in their own form."""

from __future__ import annotations

import io
from functools import partial
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from kiosk.ballots.results.record import Fact, Line, Record
from kiosk.i18n.catalog import translate
from kiosk.store.packing import repacked

FONTS = {"zh-Hant": "Noto Sans CJK TC"}
FONT = "Noto Sans CJK SC"
SIZE = Pt(8.5)


def of(record: Record) -> bytes:
    """A page of A4; what is in it is what is on the printed one, in the record's language."""
    words = partial(translate, record.language)
    document = Document()
    _page(document, FONTS.get(record.language, FONT))
    if record.rehearsal:
        _warn(document.sections[0].header.paragraphs[0], words("Rehearsal: not a record"))
    _line(document, record.heading, Pt(15), bold=True)
    _line(document, f"{record.organisation} {record.title}  {record.round}".strip(), Pt(10.5))
    _facts(document, [*record.facts, *record.papers])
    for name, seats, needed, lines in record.offices:
        _line(document, f"{name}  {seats}{'' if needed is None else f'  ≥ {needed}'}", Pt(10), bold=True)
        _votes(document, lines, [words(head) for head in ("Name", "For", "Against", "Abstained", "Result")])
    for one in (*record.sentences, *record.decided, *record.remarks):
        _line(document, one, SIZE, left=True)
    _facts(document, [(label, name or "\n") for label, name in record.signers])
    foot = words("Version %(version)s", version=record.version)
    _line(document, f"{foot} · {record.printed_at}  {record.head}", Pt(7))
    if record.units:
        _units(document, record.units, words("Units that returned a paper: %(count)s", count=len(record.units)))
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue())


def _page(document: Any, font: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(16)
    section.top_margin = section.bottom_margin = Mm(12)
    style = document.styles["Normal"]
    style.font.name, style.font.size = font, SIZE
    style.element.rPr.rFonts.set(qn("w:eastAsia"), font)
    style.paragraph_format.space_after = Pt(1)


def _warn(paragraph: Any, text: str) -> None:
    """At the head of every page."""
    run = paragraph.add_run(text)
    run.bold, run.font.size, run.font.color.rgb = True, Pt(16), RGBColor(0xA3, 0x16, 0x1F)


def _line(document: Any, text: str, size: Any, bold: bool = False, left: bool = False) -> None:
    paragraph = document.add_paragraph()
    if not left:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, size


def _facts(document: Any, facts: list[Fact]) -> None:
    """Label and value, two of them in a row."""
    table = document.add_table(rows=-(-len(facts) // 2), cols=4, style="Table Grid")
    for place, (label, value) in enumerate(facts):
        row, column = divmod(place, 2)
        _cell(table.cell(row, 2 * column), label)
        _cell(table.cell(row, 2 * column + 1), value, bold=True)


def _votes(document: Any, lines: list[Line], heads: list[str]) -> None:
    table = document.add_table(rows=1 + len(lines), cols=5, style="Table Grid")
    for column, head in enumerate(heads):
        _cell(table.cell(0, column), head)
    for row, one in enumerate(lines, 1):
        told = [one.name, *_figures(one), one.outcome]
        for column, value in enumerate(told):
            _cell(table.cell(row, column), value, bold=column == 0)


def _figures(line: Line) -> list[str]:
    """For, against, abstained; named papers with their area."""
    counts = (line.votes, line.against, line.abstain)
    areas = [f" · {one}" for one in line.areas] if line.areas else [""] * len(counts)
    return ["–" if count is None else f"{count}{area}" for count, area in zip(counts, areas, strict=True)]


def _units(document: Any, units: list[Fact], title: str) -> None:
    """On a page of its own, as in print."""
    document.add_page_break()
    _line(document, title, Pt(12), bold=True)
    _facts(document, units)


def _cell(cell: Any, text: str, bold: bool = False) -> None:
    run = cell.paragraphs[0].add_run(text)
    run.bold, run.font.size = bold, Pt(8)
