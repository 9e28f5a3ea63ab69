"""Serve one meeting's file: check it, lock it, listen, print the first console's address.

Plain HTTP always; HTTPS beside it where a certificate and a port can be had. That it cannot be had is said, and
stops nobody: the tablets of the hall work by plain HTTP as well.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import click
from flask import Flask

from kiosk.app import REGISTRY, create_app
from kiosk.http.requests import AppContext
from kiosk.server import tls
from kiosk.server.address_changes import AddressChanges
from kiosk.server.endpoints import Endpoints
from kiosk.server.https import HttpsOptions, open_https_listener
from kiosk.server.mdns import MdnsAnnouncer
from kiosk.server.network_addresses import AddressMonitor, addresses, own_address
from kiosk.server.wsgi import EventletServer, ServerBackend, listen
from kiosk.store import database as files
from kiosk.store import journal
from kiosk.store.errors import UsageError
from kiosk.store.file_identity import remember
from kiosk.store.head_signer import Signer, begin_alone, end_alone, missing_alone
from kiosk.store.meeting_clock import MeetingClock, Source, behind_ms
from kiosk.store.migration import bring_up_to_date, migrated
from kiosk.store.serve_lock import serve_lock
from kiosk.store.times import laptop_zone, times, zone_of
from kiosk.store.verification import verify
from kiosk.store.writer import CommandRequest, CommandWriter

PORT = 8080
TLS_PORT = 8443
CLOCK_REMEDY = "Set the laptop's clock and start again; if it is right, start with --clock-is-right."
ANYWHERE = ("0.0.0.0", "::")


def serve_file(
    path: Path,
    host: str,
    port: int,
    *,
    mode: Callable[[], ServerBackend] = EventletServer,
    quiet: bool = False,
    ready: Callable[[Flask, str], None] = lambda app, url: None,
    fit: Callable[[Flask], None] = lambda app: None,
    copies: Path | None = None,
    secure: HttpsOptions | None = None,
    announced: bool = False,
    public_url: str = "",
    proxy: str = "",
    clock_is_right: Callable[[str], bool] = lambda question: False,
    source: Source | None = None,
) -> None:
    """Serve until interrupted; UsageError when the file is not ours, does not hold, or is served already.

    `fit` may add routes before the roles are checked; `ready` runs when the server is about to listen. `announced`
    gives the network the name kiosk.local. `clock_is_right` is asked when the laptop's clock lies behind the file's
    last entry; `source` is where time comes from.
    """
    files.inspect(path)
    files.need_writable(path)
    with serve_lock(path):
        backup = bring_up_to_date(path, REGISTRY)
        if backup and not quiet:
            click.echo(migrated(path, backup))
        finding = verify(path, REGISTRY)
        if finding.trouble:
            raise UsageError(f"{finding.trouble} It is not served as if it were true.")
        _need_right_clock(path, source, clock_is_right)
        try:
            listener = listen(host, port)
        except OSError as error:
            raise UsageError(f"Port {port} on {host} cannot be used: {error.strerror}.") from None
        if lost := missing_alone(path, REGISTRY, source):
            click.echo(lost, err=True)
        _give_time_zone(path, source)
        if unsigned := begin_alone(path, REGISTRY, source=source):
            click.echo(unsigned, err=True)
        port = listener.getsockname()[1]
        logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s: %(message)s")
        shown = own_address() if host in ANYWHERE else host
        url = f"http://{shown}:{port}"
        endpoints = Endpoints(url, public_url, proxy)
        try:
            safe = open_https_listener(endpoints, secure, host, addresses() if host in ANYWHERE else [shown])
        except UsageError:
            listener.close()
            raise
        serving = mode()
        app = create_app(path, serving, fit=fit, copies=copies, endpoints=endpoints, clock=MeetingClock(source))
        kiosk: AppContext = app.extensions["kiosk"]
        remember(path, url)
        signer = Signer(path, kiosk.writer.run_from_thread)
        moving = contextlib.ExitStack()
        try:
            if not quiet:
                _tell(endpoints, kiosk)
            kiosk.writer.scrub()  # what a power cut left in the log of rows that were erased
            kiosk.publisher.start()
            kiosk.copies.keep()
            signer.start()
            _collect_rarely()
            if host in ANYWHERE:
                _follow(moving, path, kiosk, safe, port if announced else None)
            serving.heed_signals()  # before anybody is told that Ctrl-C ends it
            ready(app, url)
            serving.serve(app, listener, safe)
        except KeyboardInterrupt:
            pass
        finally:
            moving.close()
            signer.end()
            kiosk.copies.end()
            kiosk.writer.close()
            kiosk.storage.close()
            end_alone(path, REGISTRY, source)


def _collect_rarely() -> None:
    """A full collection holds everybody for a tenth of a second, several times a minute when phones come in by the
    hundred: what the start has made is left out of it, and it comes a hundred times more seldom."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 10, 100)


def _follow(
    moving: contextlib.ExitStack, path: Path, kiosk: AppContext, safe: tls.TlsListener | None, announced: int | None
) -> None:
    """Look after the laptop's addresses until `moving` is closed, and announce its name where a port is given."""

    def moved() -> None:
        kiosk.publisher.mark_soon()
        click.echo(
            f"The laptop has another address: {kiosk.endpoints.plain_url}. Tablets join again by the code on the console."
        )
        kiosk.bootstrap_token.renew()
        _tell_first(kiosk)

    told = [AddressChanges(path, kiosk.endpoints, safe, moved).follow]
    if announced is not None:
        announcer = MdnsAnnouncer(announced, kiosk.endpoints.secure_port)
        moving.callback(announcer.close)
        told.append(announcer.tell)
    moving.callback(AddressMonitor(*told).close)


def _tell(endpoints: Endpoints, kiosk: AppContext) -> None:
    click.echo(f"The meeting is served at {endpoints.plain_url}")
    if endpoints.secure_url:
        click.echo(
            f"With HTTPS at {endpoints.secure_url}; a tablet learns to trust it at {endpoints.plain_url}/install"
        )
    if endpoints.trouble:
        click.echo(endpoints.trouble, err=True)
    _tell_first(kiosk)


def _tell_first(kiosk: AppContext) -> None:
    first = f"{kiosk.endpoints.plain_url}/enter/{kiosk.bootstrap_token}"
    click.echo(f"Open this once, on this laptop, for the console: {first}")


def address(db: sqlite3.Connection) -> str:
    """Where this file is served, or was last."""
    row = db.execute("select url from serving_working").fetchone()
    return row[0] if row else f"http://{own_address()}:{PORT}"


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


BEHIND = _("The laptop's clock says %(now)s (%(zone)s), but the last entry of this meeting was made at %(last)s.")


def behind(db: sqlite3.Connection, source: Source | None = None) -> dict[str, str] | None:
    """What `BEHIND` says when this laptop's clock lies behind the file's last entry, else None."""
    last, written = journal.head(db).at, times(db)
    lag = behind_ms(db, last, source)
    if not lag:
        return None
    now = written.planned(last + written.correction(last) - lag).strftime("%Y-%m-%d %H:%M")
    return {"now": now, "zone": written.name, "last": written.minute(last)}


def _need_right_clock(path: Path, source: Source | None, clock_is_right: Callable[[str], bool]) -> None:
    with closing(files.reader(path)) as db:
        figures = behind(db, source)
    if figures and not clock_is_right(BEHIND % figures):
        raise UsageError(f"{BEHIND % figures} {CLOCK_REMEDY}")


def _give_time_zone(path: Path, source: Source | None) -> None:
    """An older file gets the laptop's time zone, which the console can change; where the laptop cannot name its own,
    readiness asks for it."""
    with closing(files.reader(path)) as db:
        name = laptop_zone()
        if zone_of(db) or name is None:
            return
    _run(path, source, "set_time_zone", {"time_zone": name})


def _run(path: Path, source: Source | None, command: str, fields: dict[str, Any]) -> None:
    """One command of the start's own, before anybody else can write."""
    door = CommandWriter(path, REGISTRY, clock=MeetingClock(source))
    try:
        answer = door.run(CommandRequest(command, os.urandom(16).hex(), fields))
    finally:
        door.close()
    if answer.status != 200:
        raise UsageError(answer.body["message"])
