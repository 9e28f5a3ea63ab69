"""`kiosk import` and `kiosk badges`."""

from __future__ import annotations

import secrets
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from kiosk import HOUSE, migration
from kiosk.door import Door, Request
from kiosk.meeting import queries as meetings
from kiosk.refusals import Unusable
from kiosk.roll import badges as sheets
from kiosk.roll import preview
from kiosk.roll.reading import read_file
from kiosk.roll.rows import Trouble


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("roll", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what was understood; change nothing.")
def import_(file: Path, roll: Path, dry_run: bool) -> None:
    """Import a roll: CSV or XLSX. Exit 1 when rows were refused; the good ones are imported."""
    screen = Console(soft_wrap=True)
    with migration.reader(file, HOUSE) as db, _progress() as progress:
        task = progress.add_task("Reading the roll", total=None)
        read = read_file(roll, lambda rows: progress.update(task, completed=rows))
        prepared = preview.prepare(db, read, roll.name)
    _tell(screen, prepared)
    if not dry_run:
        _apply(screen, file, prepared)
    if read.troubles:
        raise SystemExit(1)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="badges.html to print, or badges.csv."
)
def badges(file: Path, output: Path) -> None:
    """Write every member's badge as sheets to print (.html) or as a list (.csv)."""
    with migration.reader(file, HOUSE) as db, _progress() as progress:
        if not meetings.exists(db):
            raise Unusable(f"{file} holds no meeting.")
        task = progress.add_task("Drawing badges", total=None)
        count = sheets.write(db, meetings.current(db), output, lambda done: progress.update(task, completed=done))
    click.echo(f"Wrote {count} badges to {output}")


def told(trouble: Trouble) -> str:
    """One trouble as a person reads it in a terminal."""
    name = f" ({trouble.name})" if trouble.name else ""
    return f"row {trouble.row}{name}: {trouble.sentence % trouble.figures if trouble.figures else trouble.sentence}"


def _progress() -> Progress:
    """Shown to a person at a terminal only; a log gets sentences."""
    screen = Console(stderr=True)
    return Progress(console=screen, transient=True, disable=not screen.is_terminal)


def _tell(screen: Console, prepared: preview.Prepared) -> None:
    read = prepared.read
    columns = ", ".join(f"{title} → {column}" for column, title in read.columns.items())
    screen.print(f"{prepared.source}: {read.encoding}, header in row {read.header_row}", markup=False, highlight=False)
    screen.print(f"Columns: {columns}", markup=False, highlight=False)
    if read.ignored:
        screen.print(f"Not used: {', '.join(read.ignored)}", markup=False, highlight=False)
    if read.troubles:
        screen.print(f"{len(read.troubles)} rows cannot be taken:", markup=False, highlight=False)
        for trouble in read.troubles:
            screen.print(f"  {told(trouble)}", markup=False, highlight=False)
    if prepared.differences or prepared.gone:
        table = Table("number", "name", "what changes")
        for one in prepared.differences[:50]:
            table.add_row(one["number"], one["name"], "; ".join(f"{n}: {a} → {b}" for n, a, b in one["changes"]))
        for one in prepared.gone[:50]:
            table.add_row(one["number"], one["name"], "not in this file; stays on the roll")
        screen.print(table)
    screen.print(
        f"{prepared.added} new, {len(prepared.differences)} changed, {len(prepared.gone)} not in this file. "
        f"Base {prepared.base[0]} → {prepared.base[1]}, needed {prepared.needed[0]} → {prepared.needed[1]}.",
        markup=False,
        highlight=False,
    )


def _apply(screen: Console, file: Path, prepared: preview.Prepared) -> None:
    if not prepared.rows:
        screen.print("Nothing changed.")
        return
    migration.ready_to_write(file, HOUSE)
    door = Door(file, HOUSE)
    try:
        answer = door.run(
            Request(
                "import_roll",
                secrets.token_urlsafe(16),
                {"rows": prepared.rows, "roll_version": prepared.roll_version, "source": prepared.source},
            )
        )
    finally:
        door.close()
    if answer.status != 200:
        raise Unusable(answer.body["message"])
    screen.print(f"Imported {answer.body['added']} new and {answer.body['changed']} changed members.", highlight=False)
    if prepared.declared and prepared.base[0] != prepared.base[1]:
        screen.print("A quorum was declared on the old base: declare it again.")
