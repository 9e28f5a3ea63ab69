"""`kiosk draw verify`: check the records of draws, from their files or from a meeting's."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk.rules.draw_records import Finding, check_all
from kiosk.store.errors import UsageError

BYTES_MOST = 4_000_000
STEPS = {
    "form": "the form",
    "commitment": "the commitment",
    "order": "the order",
    "dice": "the dice",
    "chain": "the chain",
}


@click.group()
def draw() -> None:
    """The draw of a speaking order."""


@draw.command()
@click.argument("sources", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
def verify(sources: tuple[Path, ...]) -> None:
    """Check transcripts (or all draws of a meeting's file): form, commitment, order, dice, chain."""
    named = [record for source in sources for record in _records(source)]
    if not named:
        raise UsageError("There is no draw in there yet.")
    found = check_all([content for _, content in named])
    for (name, _), finding in zip(named, found, strict=True):
        click.echo(f"{name}: {_said(finding)}")
    if any(finding.step for finding in found):
        raise SystemExit(1)


def _records(source: Path) -> list[tuple[str, bytes]]:
    """The records in a file, each with the name it is told by."""
    if source.is_dir():
        raise UsageError(f"{source} is a folder, not a file.")
    try:
        with source.open("rb") as file:
            content = file.read(BYTES_MOST + 1)
    except OSError as error:
        raise UsageError(f"{source} cannot be read: {error.strerror}.") from None
    if not content.startswith(b"SQLite format 3\0"):
        return [(str(source), content)]
    return _of_meeting(source)


def _of_meeting(source: Path) -> list[tuple[str, bytes]]:
    from kiosk.app import REGISTRY  # a transcript alone is checked without the program
    from kiosk.speeches.draw import queries
    from kiosk.store import migration

    with migration.reader(source, REGISTRY) as db:
        return [
            (f"{source}, draw {one.number}", one.record.encode())
            for one in queries.all_draws(db)
            if one.record is not None
        ]


def _said(finding: Finding) -> str:
    if finding.step and finding.sentence:
        return f"FAILS at {STEPS[finding.step]}. {finding.sentence[0] % finding.sentence[1]}"
    assert finding.record
    words = {"hall-draw/1 void": "a draw that was given up", "hall-draw/1 hand": "a draw by hand"}
    remarks = "".join(f" {msgid % figures}" for msgid, figures in finding.remarks)
    return f"holds: {words.get(finding.record.kind, 'a draw')}, number {finding.record.fields['draw'][0]}.{remarks}"
