"""The record as a Word file, for whoever must file it in their own form."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from kiosk.ballots.record import Both, Line, Record, both
from kiosk.packing import repacked

FONT = "Noto Sans CJK SC"
SIZE = Pt(8.5)


def of(record: Record, language: str) -> bytes:
    """A page of A4; what is in it is what is on the printed one, its sentences in the language that was asked for."""
    document = Document()
    _page(document)
    if record.rehearsal:
        _warn(document.sections[0].header.paragraphs[0])
    _line(document, both("Record of the result"), Pt(15), bold=True)
    _line(document, Both(f"{record.organisation} {record.title}".strip(), record.round), Pt(10.5))
    _facts(document, [*record.facts, *record.papers])
    for name, seats, needed, lines in record.offices:
        _line(document, Both(f"{name}  {seats}", "" if needed is None else f"≥ {needed}"), Pt(10), bold=True)
        _votes(document, lines)
    for one in record.sentences.get(language, record.sentences["zh-Hans"]):
        _line(document, Both(one, ""), SIZE, left=True)
    for remark in (*record.decided, *record.remarks):
        _line(document, remark, SIZE, left=True)
    _facts(document, [(label, name or "\n") for label, name in record.signers])
    foot = both("Version %(version)s", version=record.version)
    _line(document, Both(f"{foot.zh} {foot.en} · {record.printed_at}", record.head), Pt(7))
    if record.units:
        _units(document, record.units)
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue())


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(16)
    section.top_margin = section.bottom_margin = Mm(12)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, SIZE
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(1)


def _warn(paragraph: Any) -> None:
    """At the head of every page."""
    text = both("Rehearsal: not a record")
    run = paragraph.add_run(f"{text.zh} {text.en}")
    run.bold, run.font.size, run.font.color.rgb = True, Pt(16), RGBColor(0xA3, 0x16, 0x1F)


def _line(document: Any, text: Both, size: Any, bold: bool = False, left: bool = False) -> None:
    paragraph = document.add_paragraph()
    if not left:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text.zh + (f"  {text.en}" if text.en else ""))
    run.bold, run.font.size = bold, size


def _facts(document: Any, facts: list[tuple[Both, str]]) -> None:
    """Label and value, two of them in a row."""
    table = document.add_table(rows=-(-len(facts) // 2), cols=4, style="Table Grid")
    for place, (label, value) in enumerate(facts):
        row, column = divmod(place, 2)
        _cell(table.cell(row, 2 * column), f"{label.zh} {label.en}")
        _cell(table.cell(row, 2 * column + 1), value, bold=True)


def _votes(document: Any, lines: list[Line]) -> None:
    table = document.add_table(rows=1 + len(lines), cols=5, style="Table Grid")
    heads = [both("Name"), both("For"), both("Against"), both("Abstained"), both("Result")]
    for column, head in enumerate(heads):
        _cell(table.cell(0, column), f"{head.zh} {head.en}")
    for row, one in enumerate(lines, 1):
        told = [one.name, *_figures(one), f"{one.outcome.zh} {one.outcome.en}"]
        for column, value in enumerate(told):
            _cell(table.cell(row, column), value, bold=column == 0)


def _figures(line: Line) -> list[str]:
    """For, against, abstained; named papers with their area."""
    counts = (line.votes, line.against, line.abstain)
    areas = [f" · {one} m²" for one in line.areas] if line.areas else [""] * len(counts)
    return ["–" if count is None else f"{count}{area}" for count, area in zip(counts, areas, strict=True)]


def _units(document: Any, units: list[tuple[str, str]]) -> None:
    """On a page of its own, as in print."""
    document.add_page_break()
    _line(document, both("Units that returned a paper: %(count)s", count=len(units)), Pt(12), bold=True)
    _facts(document, [(Both(unit, ""), f"{area} m²") for unit, area in units])


def _cell(cell: Any, text: str, bold: bool = False) -> None:
    run = cell.paragraphs[0].add_run(text)
    run.bold, run.font.size = bold, Pt(8)
