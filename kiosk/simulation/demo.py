"""`kiosk demo`: a rehearsal in the browser."""

from __future__ import annotations

import locale
import signal
import tempfile
import threading
import webbrowser
from contextlib import suppress
from pathlib import Path

import click
from flask import Flask

from kiosk.i18n.catalog import LANGUAGES, negotiate_locale
from kiosk.serve import serve_file
from kiosk.simulation import control_page
from kiosk.simulation.pacing import Pacing
from kiosk.simulation.simulation import Simulation
from kiosk.store.errors import UsageError

PORTS = range(8080, 8100)


@click.command()
@click.option(
    "--members",
    "count",
    default=216,
    show_default=True,
    type=click.IntRange(5, 50_000),
    help="How many people are on the roll.",
)
@click.option(
    "--speed",
    default=1.0,
    show_default=True,
    type=click.FloatRange(0.1, 1000),
    help="How much faster than usual.",
)
@click.option("--no-browser", is_flag=True, help="Open no pages.")
@click.option(
    "--port", default=None, type=click.IntRange(0, 65535), help="The port; the first free one from 8080 when left out."
)
@click.option(
    "--language", type=click.Choice(list(LANGUAGES)), default=None, help="Of screen and pages; else this computer's."
)
@click.option("--autopilot/--i-am-the-chair", "piloted", default=True, help="Whether the chair plays itself, too.")
@click.option("--keep", type=click.Path(path_type=Path), help="Keep the rehearsal's file here.")
def demo(
    count: int, speed: float, no_browser: bool, port: int | None, language: str | None, piloted: bool, keep: Path | None
) -> None:
    """A rehearsal of a whole meeting with invented people; pause it, or play any part yourself."""
    _end_as_by_ctrl_c()
    with suppress(KeyboardInterrupt), tempfile.TemporaryDirectory(prefix="kiosk-rehearsal-") as folder:
        path = keep or Path(folder, "rehearsal.kiosk")
        click.echo(f"A rehearsal with {count} invented members.")
        stage = Simulation(path, count, language or of_this_computer(), Pacing(speed, () if piloted else ("chair",)))

        def fit(app: Flask) -> None:
            control_page.fit(app, stage)

        def ready(app: Flask, url: str) -> None:
            stage.open(url, _is_over)
            click.echo(
                f"\n  Begin here:  {url}/rehearsal\n\n  Ctrl-C ends it{'.' if keep else ' and leaves nothing behind.'}"
            )
            if not no_browser:
                threading.Timer(0.5, webbrowser.open, (f"{url}/rehearsal",)).start()

        try:
            for candidate in (port,) if port is not None else (*PORTS, 0):
                try:
                    serve_file(path, "127.0.0.1", candidate, quiet=True, ready=ready, fit=fit)
                    break
                except UsageError as unusable:
                    if port is not None or "Port" not in str(unusable):
                        raise
        finally:
            stage.close()


def of_this_computer() -> str:
    """The language that this computer is set to: "zh_TW", or on Windows "Chinese (Traditional)_Taiwan"."""
    name = (locale.getlocale(locale.LC_CTYPE)[0] or "").replace("_", "-").lower()
    if name.startswith("chinese"):
        return negotiate_locale(None, ["zh-hant" if "traditional" in name else "zh"])
    return negotiate_locale(None, [name])


def _end_as_by_ctrl_c() -> None:
    """A closed window and a shutdown end the rehearsal as Ctrl-C does: its folder is removed. Ctrl-C itself is not heard
    by a program that a script started in the background, unless it asks for it."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)


def _is_over() -> None:
    click.echo("The meeting is over: the minutes are signed. The pages stay open until you end this.")
