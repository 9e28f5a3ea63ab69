"""Serve a file for a test: `python -m tests.support.serve FILE eventlet|threading PORT [COPIES]`; prints `ready URL KEY`.

With KIOSK_TEST_TLS it serves HTTPS too, on any free port, and prints that address as a third word. With
KIOSK_TEST_ADDRESSES it listens everywhere, and the laptop's addresses are the lines of that file, which may change. The
file KIOSK_TEST_SNAPSHOTS gets a line with the view's name for each snapshot that is made.
"""

from __future__ import annotations

import os
import sys
import warnings
from pathlib import Path
from typing import Any

from flask import Flask

from kiosk import serve
from kiosk.realtime.publisher import SnapshotPublisher
from kiosk.serve import serve_file
from kiosk.server import network_addresses
from kiosk.server.https import HttpsOptions
from kiosk.server.wsgi import EventletServer, ThreadedServer
from kiosk.store.meeting_clock import Laptop
from kiosk.store.registry import View

with warnings.catch_warnings():  # what the program imports when it serves is imported once for all that are forked
    warnings.simplefilter("ignore")
    import eventlet.green.ssl
    import eventlet.websocket
    import eventlet.wsgi  # noqa: F401


def ready(app: Flask, url: str) -> None:
    kiosk = app.extensions["kiosk"]
    kiosk.endpoints.names.add("hall.test")  # what browser tests call 127.0.0.1, so that it is no secure context
    print("ready", url, kiosk.bootstrap_token, kiosk.endpoints.secure_url or "", flush=True)


class Shifted(Laptop):
    """This laptop with a time of day that is ahead by KIOSK_TEST_AHEAD_MS, or by what the file KIOSK_TEST_WALL says,
    which may change; KIOSK_TEST_BOOT names another boot."""

    def wall(self) -> int:
        named = os.environ.get("KIOSK_TEST_WALL")
        ahead = Path(named).read_text() if named else os.environ.get("KIOSK_TEST_AHEAD_MS", "0")
        return super().wall() + int(ahead or 0)

    @property
    def boot(self) -> str:
        return os.environ.get("KIOSK_TEST_BOOT") or super().boot


def live_in(named: Path) -> None:
    """This laptop's addresses are what the file says just now."""

    def found() -> list[str]:
        return named.read_text().split()

    network_addresses.LOOK_SECONDS = 0.1
    network_addresses.addresses = serve.addresses = found  # type: ignore[attr-defined]
    network_addresses.own_address = serve.own_address = lambda: found()[0]  # type: ignore[attr-defined]


def count_snapshots(named: Path) -> None:
    make = SnapshotPublisher.snapshot

    def counted(live: SnapshotPublisher, view: View, *who: Any) -> dict[str, Any]:
        with named.open("a") as lines:
            lines.write(view.name + "\n")
        return make(live, view, *who)

    SnapshotPublisher.snapshot = counted  # type: ignore[method-assign]


def main(path: str, mode: str, port: str, copies: str | None = None) -> None:
    named = os.environ.get("KIOSK_TEST_ADDRESSES")
    if named:
        live_in(Path(named))
    if snapshots := os.environ.get("KIOSK_TEST_SNAPSHOTS"):
        count_snapshots(Path(snapshots))
    serve_file(
        Path(path),
        "0.0.0.0" if named else "127.0.0.1",
        int(port),
        mode=EventletServer if mode == "eventlet" else ThreadedServer,
        quiet=True,
        ready=ready,
        copies=Path(copies) if copies else None,
        source=Shifted(),
        secure=HttpsOptions(0) if os.environ.get("KIOSK_TEST_TLS") else None,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
