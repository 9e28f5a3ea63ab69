"""`kiosk new` and `kiosk pair`: a meeting's file, and its first devices."""

from __future__ import annotations

import secrets
import sys
from pathlib import Path

import click

from kiosk.app import REGISTRY
from kiosk.cli.options import MEETING, plain
from kiosk.i18n.catalog import LANGUAGES
from kiosk.meeting.commands import THEMES
from kiosk.meeting_file import make_meeting, run
from kiosk.rules import quorum
from kiosk.rules.agenda_templates import TEMPLATES
from kiosk.security.auth import ROLES, new_token, token_hash
from kiosk.serve import address
from kiosk.store import database as files
from kiosk.store.errors import UsageError
from kiosk.store.migration import ready_to_write
from kiosk.store.times import laptop_zone, zones


@click.command()
@MEETING
@click.option("--title", required=True, help="What the meeting is called; the hall screen's title.")
@click.option(
    "--preset", type=click.Choice(list(quorum.PRESETS)), help="The rules it meets under; the template's if left out."
)
@click.option(
    "--template", type=click.Choice(list(TEMPLATES)), help="The agenda it begins with; none: the program's steps."
)
@click.option("--organisation", default="", help="Who meets.")
@click.option("--place", default="", help="Where.")
@click.option("--language", type=click.Choice(list(LANGUAGES)), default="en", show_default=True, help="The hall's.")
@click.option("--theme", type=click.Choice(THEMES), default="congress", show_default=True, help="The hall screen's.")
@click.option("--time-zone", help="In which its times are written, such as Asia/Shanghai; the laptop's if left out.")
def new(
    file: Path,
    title: str,
    preset: str | None,
    template: str | None,
    organisation: str,
    place: str,
    language: str,
    theme: str,
    time_zone: str | None,
) -> None:
    """Make a new meeting's file."""
    if preset is None and template is None:
        raise UsageError("Name the rules by --preset, or a whole agenda by --template.")
    unsigned = make_meeting(
        file,
        title=plain(title, "title"),
        preset=preset or TEMPLATES[str(template)].preset,
        template=template,
        organisation=plain(organisation, "organisation"),
        place=plain(place, "place"),
        language=language,
        theme=theme,
        time_zone=_time_zone(time_zone),
    )
    if unsigned:
        click.echo(unsigned, err=True)
    click.echo(f"Made {file}. Next: {_called()} import {file} ROLL.xlsx (or .csv), then {_called()} serve {file}")


@click.command()
@MEETING
@click.option("--role", required=True, type=click.Choice([role for role in ROLES if role != "public"]))
@click.option("--name", required=True, help='What the device is called, "Desk 1".')
def pair(file: Path, role: str, name: str) -> None:
    """Pair a device: prints its address and its token."""
    name = plain(name, "name")
    command_id, token = secrets.token_urlsafe(16), new_token()
    ready_to_write(file, REGISTRY)
    db = files.reader(file)
    run(file, "pair_device", {"role": role, "name": name, "token_hash": token_hash(token)}, command_id)
    click.echo(f"{address(db)}/enter/{token}")
    click.echo(f"token: {token}")
    db.close()


def _called() -> str:
    """How this program was called: from a checkout by run.py, else by its name."""
    return "python3 run.py" if Path(sys.argv[0]).name == "__main__.py" else "kiosk"


def _time_zone(named: str | None) -> str:
    """The zone that was named, else the laptop's."""
    name = named or laptop_zone()
    if name is None:
        raise UsageError(
            "This laptop's time zone has no name. Name the meeting's by --time-zone, such as Asia/Shanghai."
        )
    if name not in zones():
        raise UsageError(f"There is no time zone {name}. Choose one such as Asia/Shanghai.")
    return name
