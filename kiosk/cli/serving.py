"""`kiosk serve` and `kiosk start`."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from click.core import ParameterSource

from kiosk.cli import launcher
from kiosk.cli.options import MEETING
from kiosk.meeting_file import make_meeting
from kiosk.serve import PORT, TLS_PORT, serve_file
from kiosk.server import hosts
from kiosk.server.https import HttpsOptions
from kiosk.store.errors import UsageError


@click.command()
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
        raise UsageError(f"There is no folder {copies} for the copies.")
    if (cert is None) != (key is None):
        raise UsageError("--cert and --key go together.")
    asked = context.get_parameter_source("tls_port") is not ParameterSource.DEFAULT or cert is not None
    secure = None if no_tls else HttpsOptions(tls_port, cert, key, needed=asked)

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


@click.command()
@click.option("--folder", type=click.Path(path_type=Path), default=None, help="Where meetings are kept; Kiosk at home.")
@click.option("--no-browser", is_flag=True, help="Open no pages.")
def start(folder: Path | None, no_browser: bool) -> None:
    """Make a meeting, or open an earlier one, by a page in the browser: what a double click does."""
    launcher.start(folder or Path.home() / "Kiosk", make_meeting, browser=not no_browser)
