"""Kiosk: running a meeting in a hall. `create_app` is the composition root, nothing else."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from flask import Flask
from flask_socketio import SocketIO

from kiosk.agenda import module as agenda
from kiosk.ballots import module as ballots
from kiosk.checkin import module as checkin
from kiosk.devices import module as devices
from kiosk.display import module as display
from kiosk.http import middleware
from kiosk.http.requests import Kiosk
from kiosk.meeting import module as meeting
from kiosk.minutes import module as minutes
from kiosk.practice import module as practice
from kiosk.qa import module as qa
from kiosk.realtime.device_status import Presence
from kiosk.realtime.publisher import Live, SocketJson
from kiosk.roll import module as roll
from kiosk.screens import module as screens
from kiosk.security import auth, cookies
from kiosk.server import hosts
from kiosk.server.endpoints import Ways
from kiosk.server.logs import brief
from kiosk.server.wsgi import Mode, Threads
from kiosk.signing import module as signing
from kiosk.speeches.draw import module as draw
from kiosk.speeches.queue import module as queue
from kiosk.store.backups import Copies
from kiosk.store.connections import Storage
from kiosk.store.meeting_clock import MeetingClock
from kiosk.store.registry import House
from kiosk.store.writer import Door

HOUSE = House(
    (
        meeting.SLICE,
        devices.SLICE,
        roll.SLICE,
        checkin.SLICE,
        draw.SLICE,
        queue.SLICE,
        qa.SLICE,
        ballots.SLICE,
        display.SLICE,
        minutes.SLICE,
        agenda.SLICE,
        practice.SLICE,
        signing.SLICE,
        screens.SLICE,
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
    first_key = auth.FirstKey()
    live = Live(socketio, house, storage.reader, presence, first_key, ways, door.clock.now)
    mode.on_recorded(live.mark)
    app.extensions["kiosk"] = Kiosk(
        house, storage, door, live, presence, first_key, Copies(path, copies, door.clock.now, house.uncopied), ways
    )
    middleware.fit(app)
    for part in house.slices:
        if part.routes:
            app.register_blueprint(part.routes)
    fit(app)
    auth.guard(app, storage.reader, ways)
    app.wsgi_app = hosts.Proxied(app.wsgi_app, ways.proxy)  # type: ignore[method-assign]
    cookies.rename_old(app, storage.reader)
    return app
