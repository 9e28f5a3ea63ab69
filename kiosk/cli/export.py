"""`kiosk export`: the record as a folder."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk.app import REGISTRY
from kiosk.meeting_file import run
from kiosk.minutes.record_export import noted, write_record
from kiosk.store import database as files
from kiosk.store import migration
from kiosk.store.errors import UsageError
from kiosk.store.head_signer import end_alone


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", "target", required=True, type=click.Path(path_type=Path), help="A new folder for the record.")
def export(file: Path, target: Path) -> None:
    """Write the record: DIR/internal, which names persons, and DIR/public, which withholds them."""
    with migration.reader(file, REGISTRY) as db, files.reading(db):
        written = write_record(db, REGISTRY, target)
    click.echo(f"Wrote {target}: {written[0].entries} entries. Head {written[0].head}")
    if not (written[0].made and written[0].made.key):
        click.echo("The record is unsigned: this laptop has no signing key of the meeting.", err=True)
    try:
        files.reader(file).close()  # an older form is read only
        run(file, "note_record", noted(written), f"record-{written[0].digest[:40]}")
        end_alone(file, REGISTRY)
    except UsageError as unusable:
        click.echo(f"The file could not be told that its record was written: {unusable}", err=True)
