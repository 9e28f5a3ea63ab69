"""A reading in a terminal: what was understood, what is asked, what it would change; and the same as JSON."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.table import Table

from kiosk.roll import weights
from kiosk.roll.people import RowError
from kiosk.roll.preview import Prepared
from kiosk.roll.questions import Question
from kiosk.roll.roll_file import Read

LINES_MOST = 50


def as_json(prepared: Prepared) -> dict[str, Any]:
    """What `kiosk import --dry-run --json` prints; the keys are a contract."""
    read = prepared.read
    return {
        "people": [
            {
                "row": one.row,
                "number": one.number or one.counter,
                "name": one.name,
                "group": one.group,
                "category": one.category,
                "votes": one.votes,
                "weight": None if one.weight is None else weights.decimal(one.weight),
            }
            for one in read.people
        ],
        "columns": read.summary.mapping,
        "unused": read.summary.unused,
        "sheets": read.sheets,
        "troubles": [
            {"row": one.row, "column": one.column, "code": one.code, "sentence": trouble_sentence(one)}
            for one in prepared.troubles
        ],
        "questions": [
            {
                "kind": one.kind,
                "about": one.about,
                "rows": one.rows,
                "default": one.default,
                "options": one.options,
                "sentence": one.sentence % one.figures,
            }
            for one in prepared.questions
        ],
        "base": {"before": prepared.base[0], "after": prepared.base[1]},
    }


def outcome(prepared: Prepared, answer: dict[str, int] | None, *, dry_run: bool) -> list[str]:
    """The first line: what was done, or why nothing was. `answer` is None when nothing was imported."""
    refused = len({(one.sheet, one.row) for one in prepared.troubles if not one.kept})
    behind = f" Rows refused: {refused}." if refused else ""
    if prepared.questions:
        done = "Nothing would be imported" if dry_run else "Nothing was imported"
        return [f"{done}: questions to be answered: {len(prepared.questions)}.{behind}"]
    if answer is None:
        return [f"Nothing is imported in a dry run.{behind}"]
    if not prepared.rows:
        return [f"Nothing changed.{behind}"]
    found = [f"Imported {answer['added']} new and {answer['changed']} changed members.{behind}"]
    if prepared.declared and prepared.base[0] != prepared.base[1]:
        found.append("A quorum was declared on the old base: declare it again.")
    return found


def tell(screen: Console, prepared: Prepared) -> None:
    read = prepared.read
    header = f", header in row {read.header_row}" if read.header_row else ""
    _say(screen, f"{prepared.source}: {read.encoding}{header}")
    _tell_file(screen, read)
    if prepared.troubles:
        refused = {(one.sheet, one.row) for one in prepared.troubles if not one.kept}
        _say(screen, f"{len(refused)} rows cannot be taken:" if refused else "Cells left out:")
        for trouble in prepared.troubles:
            _say(screen, f"  {_told(trouble)}")
    for question in prepared.questions:
        _tell_question(screen, question)
    _tell_changes(screen, prepared)


def trouble_sentence(trouble: RowError) -> str:
    return trouble.sentence % trouble.figures if trouble.figures else trouble.sentence


def _say(screen: Console, sentence: str) -> None:
    screen.print(sentence, markup=False, highlight=False)


def _told(trouble: RowError) -> str:
    """One trouble as a person reads it in a terminal."""
    name = f" ({trouble.name})" if trouble.name else ""
    place = f"row {trouble.row}" + (f", column {trouble.column}" if trouble.column else "")
    return f"{trouble.sheet + ', ' if trouble.sheet else ''}{place}{name}: {trouble_sentence(trouble)}"


def _tell_file(screen: Console, read: Read) -> None:
    columns = ", ".join(f"{title} → {column}" for column, title in read.columns.items())
    _say(screen, f"Columns: {columns}")
    if read.ignored:
        _say(screen, f"Not used: {', '.join(read.ignored)}")
    if len(read.sheets) > 1:
        _say(screen, "Sheets: " + ", ".join(f"{one['name']} ({_state(one)})" for one in read.sheets))
    for title in read.summary.titles[:5]:
        _say(screen, f"Title in row {title['row']}: {title['text']}")
    for sheet, count in read.summary.hidden_rows.items():
        _say(screen, f"Hidden rows{' in ' + sheet if sheet else ''}: {count}")
    for sheet, letters in read.summary.hidden_columns.items():
        _say(screen, f"Hidden columns{' in ' + sheet if sheet else ''}: {', '.join(letters)}")
    for one in read.summary.columns:
        if one.why == "again":
            _say(screen, f"Column {one.place} repeats the heading {one.heading}.")
        if one.figures:
            _say(
                screen,
                f"{one.heading or one.place}: sum {one.figures['sum']}, {one.figures['least']} to {one.figures['greatest']}",
            )
    for value in read.values:
        if value.value:
            votes = "asked" if value.votes is None else "vote" if value.votes else "no vote"
            _say(screen, f"  {value.value}: {value.count}, {votes}")
    if read.blind:
        _say(screen, "Formats, hidden rows and struck-out rows cannot be seen in this kind of file.")


def _state(sheet: dict[str, Any]) -> str:
    return f"{'read' if sheet['read'] else 'not read'}{'' if sheet['state'] == 'visible' else ', ' + sheet['state']}"


def _tell_question(screen: Console, question: Question) -> None:
    rows = (
        f" Rows {', '.join(map(str, question.rows[:20]))}{' …' if len(question.rows) > 20 else ''}."
        if question.rows
        else ""
    )
    _say(
        screen,
        f"? {question.sentence % question.figures}{rows} ({'/'.join(question.options)}; without an answer: {question.default})",
    )
    for line in question.lines[:10]:
        _say(screen, "    " + "  ".join(_line(value) for key, value in line.items() if key not in ("answer", "key")))


def _line(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _tell_changes(screen: Console, prepared: Prepared) -> None:
    if prepared.differences or prepared.gone:
        table = Table("number", "name", "what changes")
        for one in prepared.differences[:LINES_MOST]:
            table.add_row(one["number"], one["name"], "; ".join(f"{n}: {a} → {b}" for n, a, b in one["changes"]))
        for one in prepared.gone[:LINES_MOST]:
            table.add_row(one["number"], one["name"], "not in this file; stays on the roll")
        screen.print(table)
    _say(
        screen,
        f"{prepared.added} new, {len(prepared.differences)} changed, {len(prepared.gone)} not in this file. "
        f"Base {prepared.base[0]} → {prepared.base[1]}, needed {prepared.needed[0]} → {prepared.needed[1]}.",
    )
