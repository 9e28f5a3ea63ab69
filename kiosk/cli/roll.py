"""`kiosk import` and `kiosk badges`."""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import Progress

from kiosk.app import REGISTRY
from kiosk.meeting import queries as meetings
from kiosk.roll import badges as sheets
from kiosk.roll import preview, telling
from kiosk.roll.answers import ALIASES, FIELDS, Answers
from kiosk.roll.roll_file import content_of
from kiosk.store import migration
from kiosk.store.errors import UsageError
from kiosk.store.writer import CommandRequest, CommandWriter


def _answered(ctx: click.Context, option: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """WHAT=ANSWER, several times."""
    found = {}
    for one in given:
        what, sign, answer = one.rpartition("=")
        if not sign or not what.strip() or not answer.strip():
            raise click.BadParameter(f"{one} is not written as WHAT=ANSWER.")
        found[what.strip()] = answer.strip()
    return found


def _yes_or_no(ctx: click.Context, option: click.Parameter, given: tuple[str, ...]) -> dict[str, bool]:
    found = _answered(ctx, option, given)
    for what, answer in found.items():
        if answer.lower() not in ("yes", "no"):
            raise click.BadParameter(f"{what}={answer}: answer yes or no.")
    return {what: answer.lower() == "yes" for what, answer in found.items()}


def _fields(ctx: click.Context, option: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    found = {what: ALIASES.get(field, field) for what, field in _answered(ctx, option, given).items()}
    for field in found.values():
        if field not in FIELDS:
            raise click.BadParameter(f"{field} is none of {', '.join(FIELDS)}.")
    return found


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("roll", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what was understood; change nothing.")
@click.option("--column", "columns", multiple=True, callback=_fields, help="What a column is: HEADING=name, or B=name.")
@click.option("--sheet", "sheets", multiple=True, help="Which sheet to read: its name, or all.")
@click.option("--decimal", type=click.Choice(["comma", "point"]), help="What divides the decimals of a weight.")
@click.option("--category", "categories", multiple=True, callback=_yes_or_no, help="Who has a vote: 列席=no.")
@click.option(
    "--person", "people", multiple=True, callback=_yes_or_no, help="Whether a doubtful row is a person: 12=no."
)
@click.option("--answer", "choices", multiple=True, callback=_answered, help="Any other question: KIND=ANSWER.")
@click.option("--accept", is_flag=True, help="Answer every open question with what gives nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def import_(file: Path, roll: Path, dry_run: bool, as_json: bool, **answers: Any) -> None:
    """Import a roll, whatever program wrote it. Exit 1 when something is asked (nothing is imported), or when rows were
    refused (the good ones are imported)."""
    screen = Console(soft_wrap=True, quiet=as_json)
    sheets = list(answers.pop("sheets"))
    given = Answers(sheets=sheets, decimal=answers.pop("decimal") or "", **answers)
    with migration.reader(file, REGISTRY) as db, _progress() as progress:
        content = content_of(roll)
        task = progress.add_task("Reading the roll", total=None)
        party = meetings.exists(db) and meetings.current(db).preset.startswith("party")
        prepared = preview.look(
            db, content, roll.name, given, lambda rows: progress.update(task, completed=rows), party=party
        )
    told = telling.as_json(prepared)
    answer = None if dry_run or prepared.questions else _apply(file, prepared)
    for sentence in telling.outcome(prepared, answer, dry_run=dry_run):
        screen.print(sentence, markup=False, highlight=False)
    telling.tell(screen, prepared)
    if as_json:
        imported = answer["added"] + answer["changed"] if answer else 0
        click.echo(json.dumps(told if dry_run else {**told, "imported": imported}, ensure_ascii=False))
    if prepared.questions or prepared.troubles:
        raise SystemExit(1)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="badges.html to print, or badges.csv."
)
def badges(file: Path, output: Path) -> None:
    """Write every member's badge as sheets to print (.html) or as a list (.csv)."""
    with migration.reader(file, REGISTRY) as db, _progress() as progress:
        if not meetings.exists(db):
            raise UsageError(f"{file} holds no meeting.")
        task = progress.add_task("Drawing badges", total=None)
        count = sheets.write(db, meetings.current(db), output, lambda done: progress.update(task, completed=done))
    click.echo(f"Wrote {count} badges to {output}")


def _progress() -> Progress:
    """Shown to a person at a terminal only; a log gets sentences."""
    screen = Console(stderr=True)
    return Progress(console=screen, transient=True, disable=not screen.is_terminal)


def _apply(file: Path, prepared: preview.Prepared) -> dict[str, int]:
    """How many members were added and changed."""
    if not prepared.rows:
        return {"added": 0, "changed": 0}
    migration.ready_to_write(file, REGISTRY)
    door = CommandWriter(file, REGISTRY)
    try:
        answer = door.run(CommandRequest("import_roll", secrets.token_urlsafe(16), preview.fields(prepared)))
    finally:
        door.close()
    if answer.status != 200:
        raise UsageError(answer.body["message"])
    return {"added": answer.body["added"], "changed": answer.body["changed"]}
