"""Kiosk: running a meeting in a hall. `create_app` is the composition root, nothing else."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from flask import Flask
from flask_socketio import SocketIO

from kiosk import (
    access,
    agenda,
    ballots,
    checkin,
    cookies,
    devices,
    display,
    floor,
    hosts,
    meeting,
    minutes,
    practice,
    qa,
    roll,
    shell,
    signing,
    speeches,
)
from kiosk.copies import Copies
from kiosk.door import Door
from kiosk.live import Live, SocketJson
from kiosk.logs import brief
from kiosk.meeting_clock import MeetingClock
from kiosk.presence import Presence
from kiosk.server import Mode, Threads
from kiosk.slices import House
from kiosk.storage import Storage
from kiosk.ways import Ways
from kiosk.web import Kiosk

HOUSE = House(
    (
        meeting.SLICE,
        devices.SLICE,
        roll.SLICE,
        checkin.SLICE,
        speeches.SLICE,
        floor.SLICE,
        qa.SLICE,
        ballots.SLICE,
        display.SLICE,
        minutes.SLICE,
        agenda.SLICE,
        practice.SLICE,
        signing.SLICE,
    )
)


def create_app(
    path: Path,
    mode: Mode | None = None,
    house: House = HOUSE,
    fit: Callable[[Flask], None] = lambda app: None,
    copies: Path | None = None,
    ways: Ways | None = None,
    clock: MeetingClock | None = None,
) -> Flask:
    """The application that serves one meeting's file, with copies of it in a folder; `fit` may add routes.

    RuntimeError when a route names no role.
    """
    ways = ways or Ways()
    mode = mode or Threads()
    app = Flask("kiosk", static_folder=None)
    storage = Storage(path)
    door = Door(path, house, told=mode.told, signal=mode.signal, clock=clock)
    presence = Presence(door.clock.now)
    socketio = SocketIO(
        app,
        async_mode=mode.name,
        manage_session=False,
        http_compression=False,
        ping_interval=10,
        ping_timeout=10,
        max_http_buffer_size=64 * 1024,
        json=SocketJson,
        logger=brief("kiosk.socketio", logging.ERROR),
        engineio_logger=brief("kiosk.engineio", logging.ERROR),
    )
    first_key = access.FirstKey()
    live = Live(socketio, house, storage.reader, presence, first_key, ways, door.clock.now)
    mode.on_recorded(live.mark)
    app.extensions["kiosk"] = Kiosk(
        house, storage, door, live, presence, first_key, Copies(path, copies, door.clock.now, house.uncopied), ways
    )
    shell.fit(app)
    for part in house.slices:
        if part.routes:
            app.register_blueprint(part.routes)
    fit(app)
    access.guard(app, storage.reader, ways)
    app.wsgi_app = hosts.Proxied(app.wsgi_app, ways.proxy)  # type: ignore[method-assign]
    cookies.rename_old(app, storage.reader)
    return app
