"""The command `kiosk`. Exit 0 when it holds, 1 when what was checked does not, 2 for unusable input."""

from __future__ import annotations

import secrets
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from kiosk.app import HOUSE
from kiosk.cli import launcher
from kiosk.cli.draw import draw
from kiosk.cli.export import export
from kiosk.cli.questions import questions
from kiosk.cli.quorum import quorum as quorum_command
from kiosk.cli.roll import badges, import_
from kiosk.cli.verdict import verdict
from kiosk.i18n.catalog import LANGUAGES
from kiosk.meeting.commands import THEMES
from kiosk.meeting_file import make_meeting, run
from kiosk.minutes import record_check as folder
from kiosk.rules import quorum
from kiosk.rules.agenda_templates import TEMPLATES
from kiosk.security.auth import ROLES, new_token, token_hash
from kiosk.serve import PORT, TLS_PORT, address, serve_file
from kiosk.server import hosts
from kiosk.server.https import Tls
from kiosk.simulation.demo import demo
from kiosk.store import database as files
from kiosk.store import journal, noted_heads, signed_heads
from kiosk.store.errors import Refused, Unusable
from kiosk.store.file_identity import is_copy
from kiosk.store.migration import ready_to_write
from kiosk.store.times import laptop_zone, zones
from kiosk.store.verification import verify as check

MEETING = click.argument("file", type=click.Path(path_type=Path))


class Failure(click.ClickException):
    exit_code = 2


class Sentences(click.Group):
    """Every failure is one plain sentence on standard error, never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as error:
            raise Failure(error.format_message()) from None
        except Unusable as unusable:
            raise Failure(str(unusable)) from None
        except Refused as refused:
            raise Failure(str(refused)) from None
        except (sqlite3.Error, OSError) as error:
            raise Failure(f"The file cannot be used: {error}.") from None


@click.group(cls=Sentences, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="kiosk")
def main() -> None:
    """Kiosk: run a meeting in a hall."""


@main.command()
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
        raise Unusable("Name the rules by --preset, or a whole agenda by --template.")
    unsigned = make_meeting(
        file,
        title=_plain(title, "title"),
        preset=preset or TEMPLATES[str(template)].preset,
        template=template,
        organisation=_plain(organisation, "organisation"),
        place=_plain(place, "place"),
        language=language,
        theme=theme,
        time_zone=_time_zone(time_zone),
    )
    if unsigned:
        click.echo(unsigned, err=True)
    click.echo(f"Made {file}. Next: {_called()} import {file} ROLL.xlsx (or .csv), then {_called()} serve {file}")


@main.command()
@MEETING
@click.option("--host", default="0.0.0.0", show_default=True, help="The address to listen on.")
@click.option(
    "--port", default=PORT, show_default=True, type=click.IntRange(0, 65535), help="Plain HTTP; 0: any free port."
)
@click.option("--copies", type=click.Path(path_type=Path), help="A folder for copies, such as the supervisor's stick.")
@click.option(
    "--tls-port", default=TLS_PORT, show_default=True, type=click.IntRange(0, 65535), help="HTTPS; 0: any free port."
)
@click.option("--cert", type=click.Path(path_type=Path), help="A certificate of your own (PEM), with its --key.")
@click.option("--key", type=click.Path(path_type=Path), help="The key of --cert (PEM).")
@click.option("--no-tls", is_flag=True, help="Plain HTTP only.")
@click.option(
    "--public-url", default="", help="Where a proxy or a name of the network leads here, https://hall.example."
)
@click.option("--proxy", default="", help="The proxy's address, of which X-Forwarded-* is believed.")
@click.option("--no-mdns", is_flag=True, help="Do not tell the network the name kiosk.local.")
@click.option("--clock-is-right", is_flag=True, help="Serve though the laptop's clock is behind the file's last entry.")
@click.pass_context
def serve(
    context: click.Context,
    file: Path,
    host: str,
    port: int,
    copies: Path | None,
    tls_port: int,
    cert: Path | None,
    key: Path | None,
    no_tls: bool,
    public_url: str,
    proxy: str,
    no_mdns: bool,
    clock_is_right: bool,
) -> None:
    """Serve a meeting to its tablets and screens."""
    if copies is not None and not copies.is_dir():
        raise Unusable(f"There is no folder {copies} for the copies.")
    if (cert is None) != (key is None):
        raise Unusable("--cert and --key go together.")
    asked = context.get_parameter_source("tls_port") is not ParameterSource.DEFAULT or cert is not None
    secure = None if no_tls else Tls(tls_port, cert, key, needed=asked)

    def right(question: str) -> bool:
        if clock_is_right or not sys.stdin.isatty():
            return clock_is_right
        return click.confirm(f"{question} Is the laptop's clock right as it is now?", default=False)

    serve_file(
        file,
        host,
        port,
        copies=copies,
        secure=secure,
        announced=not no_mdns,
        public_url=hosts.origin(public_url),
        proxy=hosts.address(proxy),
        clock_is_right=right,
    )


@main.command()
@click.option("--folder", type=click.Path(path_type=Path), default=None, help="Where meetings are kept; Kiosk at home.")
@click.option("--no-browser", is_flag=True, help="Open no pages.")
def start(folder: Path | None, no_browser: bool) -> None:
    """Make a meeting, or open an earlier one, by a page in the browser: what a double click does."""
    launcher.start(folder or Path.home() / "Kiosk", make_meeting, browser=not no_browser)


@main.command()
@MEETING
@click.option("--role", required=True, type=click.Choice([role for role in ROLES if role != "public"]))
@click.option("--name", required=True, help='What the device is called, "Desk 1".')
def pair(file: Path, role: str, name: str) -> None:
    """Pair a device: prints its address and its token."""
    name = _plain(name, "name")
    command_id, token = secrets.token_urlsafe(16), new_token()
    ready_to_write(file, HOUSE)
    db = files.reader(file)
    run(file, "pair_device", {"role": role, "name": name, "token_hash": token_hash(token)}, command_id)
    click.echo(f"{address(db)}/enter/{token}")
    click.echo(f"token: {token}")
    db.close()


@main.command()
@MEETING
@click.option("--head", default="", help="A head that was noted: at least its first 16 digits.")
@click.option("--at", "seq", type=click.IntRange(1), help="The number of the entry whose head was noted.")
@click.option("--fingerprint", "fingerprints", multiple=True, help="A noted fingerprint of the laptop's signing key.")
def verify(file: Path, head: str, seq: int | None, fingerprints: tuple[str, ...]) -> None:
    """Check a meeting's file, or an exported record, in itself, and against what was noted of it."""
    noted = noted_heads.read(head, seq, fingerprints)
    try:
        found = list(_verified_record(file, noted) if file.is_dir() else _verified_file(file, noted))
    except (folder.Trouble, noted_heads.Differs, journal.Broken) as trouble:
        click.echo(str(trouble), err=True)
        raise SystemExit(1) from None
    click.echo("\n".join(found))


def _verified_file(path: Path, noted: noted_heads.Notes) -> Iterator[str]:
    finding = check(path, HOUSE)
    if finding.trouble:
        raise journal.Broken(finding.trouble)
    with files.opened(path) as db, files.reading(db):
        entries = list(journal.entries(db))
        signed = list(signed_heads.signed_heads(entries))
        missing, copied = noted_heads.missing(db), is_copy(db, path)
    if missing and not copied:
        raise noted_heads.Differs(missing)
    yield f"{path} holds: {finding.entries} entries, the tables are what they say. Head {finding.head}"
    yield from HOUSE.warnings(entries)
    if missing:
        yield f"It is a copy. {missing}"
    yield from noted_heads.compare(noted, [entry.hash for entry in entries], signed)


def _verified_record(path: Path, noted: noted_heads.Notes) -> Iterator[str]:
    found = folder.check(path, HOUSE, noted)
    yield f"{path} holds: {found.files} files, {len(found.journal)} entries. Head {found.head}"
    yield from found.said


def _called() -> str:
    """How this program was called: from a checkout by run.py, else by its name."""
    return "python3 run.py" if Path(sys.argv[0]).name == "__main__.py" else "kiosk"


def _time_zone(named: str | None) -> str:
    """The zone that was named, else the laptop's."""
    name = named or laptop_zone()
    if name is None:
        raise Unusable("This laptop's time zone has no name. Name the meeting's by --time-zone, such as Asia/Shanghai.")
    if name not in zones():
        raise Unusable(f"There is no time zone {name}. Choose one such as Asia/Shanghai.")
    return name


def _plain(text: str, name: str) -> str:
    """An option's text without characters that cannot be shown."""
    if any(not c.isprintable() for c in text) or len(text) > 120:
        raise Unusable(f"The {name} must be at most 120 characters that can be shown.")
    if name in ("title", "name") and not text.strip():
        raise Unusable(f"The {name} is empty.")
    return text.strip()


main.add_command(import_)
main.add_command(badges)
main.add_command(quorum_command)
main.add_command(demo)
main.add_command(draw)
main.add_command(verdict)
main.add_command(questions)
main.add_command(export)
