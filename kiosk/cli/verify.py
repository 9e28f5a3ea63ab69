"""`kiosk verify`: a meeting's file or an exported record, in itself and against what was noted of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from kiosk.app import REGISTRY
from kiosk.cli.options import MEETING
from kiosk.minutes import record_check
from kiosk.store import database as files
from kiosk.store import journal, noted_heads, signed_heads
from kiosk.store.file_identity import is_copy
from kiosk.store.verification import verify as check


@click.command()
@MEETING
@click.option("--head", default="", help="A head that was noted: at least its first 16 digits.")
@click.option("--at", "seq", type=click.IntRange(1), help="The number of the entry whose head was noted.")
@click.option("--fingerprint", "fingerprints", multiple=True, help="A noted fingerprint of the laptop's signing key.")
def verify(file: Path, head: str, seq: int | None, fingerprints: tuple[str, ...]) -> None:
    """Check a meeting's file, or an exported record, in itself, and against what was noted of it."""
    noted = noted_heads.read(head, seq, fingerprints)
    try:
        found = list(_verified_record(file, noted) if file.is_dir() else _verified_file(file, noted))
    except (record_check.Trouble, noted_heads.Differs, journal.Broken) as trouble:
        click.echo(str(trouble), err=True)
        raise SystemExit(1) from None
    click.echo("\n".join(found))


def _verified_file(path: Path, noted: noted_heads.Notes) -> Iterator[str]:
    finding = check(path, REGISTRY)
    if finding.trouble:
        raise journal.Broken(finding.trouble)
    with files.opened(path) as db, files.reading(db):
        entries = list(journal.entries(db))
        signed = list(signed_heads.signed_heads(entries))
        missing, copied = noted_heads.missing(db), is_copy(db, path)
    if missing and not copied:
        raise noted_heads.Differs(missing)
    yield f"{path} holds: {finding.entries} entries, the tables are what they say. Head {finding.head}"
    yield from REGISTRY.warnings(entries)
    if missing:
        yield f"It is a copy. {missing}"
    yield from noted_heads.compare(noted, [entry.hash for entry in entries], signed)


def _verified_record(path: Path, noted: noted_heads.Notes) -> Iterator[str]:
    found = record_check.check(path, REGISTRY, noted)
    yield f"{path} holds: {found.files} files, {len(found.journal)} entries. Head {found.head}"
    yield from found.said
