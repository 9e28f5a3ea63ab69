"""`kiosk questions`: every question of a meeting's file, for the minutes."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk.app import REGISTRY
from kiosk.i18n.catalog import LANGUAGES
from kiosk.qa import export
from kiosk.store import database as files
from kiosk.store import migration
from kiosk.store.errors import UsageError
from kiosk.store.times import times

FORMS = (".csv", ".json")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "target", required=True, type=click.Path(path_type=Path), help="questions.csv or questions.json.")
@click.option("--language", type=click.Choice(list(LANGUAGES)), default="en", show_default=True, help="The table's.")
def questions(file: Path, target: Path, language: str) -> None:
    """Write every question with its states, times and reasons."""
    if target.suffix not in FORMS:
        raise UsageError(f"The name must end in {' or '.join(FORMS)}.")
    with migration.reader(file, REGISTRY) as db, files.reading(db):
        listed, written = export.questions(db), times(db)
    table = target.suffix == ".csv"
    target.write_bytes(export.as_csv(listed, language, written) if table else export.as_json(listed))
    click.echo(f"Wrote {target}.")
