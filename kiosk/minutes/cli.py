"""`kiosk export`: the record as a folder."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk import HOUSE, migration
from kiosk import db as files
from kiosk.minutes.record import write_record


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", "target", required=True, type=click.Path(path_type=Path), help="A new folder for the record.")
def export(file: Path, target: Path) -> None:
    """Write the record: DIR/internal, which names persons, and DIR/public, which withholds them."""
    with migration.reader(file, HOUSE) as db, files.reading(db):
        manifest = write_record(db, HOUSE, target)
    click.echo(f"Wrote {target}: {manifest.entries} entries. Head {manifest.head}")
