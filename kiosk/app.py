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
from kiosk.http.requests import AppContext
from kiosk.meeting import module as meeting
from kiosk.minutes import module as minutes
from kiosk.practice import module as practice
from kiosk.qa import module as qa
from kiosk.realtime.device_status import DeviceStatus
from kiosk.realtime.publisher import SnapshotPublisher, SocketJson
from kiosk.roll import module as roll
from kiosk.screens import module as screens
from kiosk.security import auth, cookies
from kiosk.server import hosts
from kiosk.server.endpoints import Endpoints
from kiosk.server.logs import brief
from kiosk.server.wsgi import ServerBackend, ThreadedServer
from kiosk.signing import module as signing
from kiosk.speeches.draw import module as draw
from kiosk.speeches.queue import module as queue
from kiosk.store.backups import BackupWriter
from kiosk.store.connections import ReadConnections
from kiosk.store.meeting_clock import MeetingClock
from kiosk.store.registry import Registry
from kiosk.store.writer import CommandWriter

REGISTRY = Registry(
    (
        meeting.MODULE,
        devices.MODULE,
        roll.MODULE,
        checkin.MODULE,
        draw.MODULE,
        queue.MODULE,
        qa.MODULE,
        ballots.MODULE,
        display.MODULE,
        minutes.MODULE,
        agenda.MODULE,
        practice.MODULE,
        signing.MODULE,
        screens.MODULE,
    )
)


def create_app(
    path: Path,
    mode: ServerBackend | None = None,
    house: Registry = REGISTRY,
    fit: Callable[[Flask], None] = lambda app: None,
    copies: Path | None = None,
    ways: Endpoints | None = None,
    clock: MeetingClock | None = None,
) -> Flask:
    """The application that serves one meeting's file, with copies of it in a folder; `fit` may add routes.

    RuntimeError when a route names no role.
    """
    ways = ways or Endpoints()
    mode = mode or ThreadedServer()
    app = Flask("kiosk", static_folder=None)
    storage = ReadConnections(path)
    door = CommandWriter(path, house, told=mode.told, signal=mode.signal, clock=clock)
    presence = DeviceStatus(door.clock.now)
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
    first_key = auth.BootstrapToken()
    live = SnapshotPublisher(socketio, house, storage.reader, presence, first_key, ways, door.clock.now)
    mode.on_recorded(live.mark)
    app.extensions["kiosk"] = AppContext(
        house,
        storage,
        door,
        live,
        presence,
        first_key,
        BackupWriter(path, copies, door.clock.now, house.uncopied),
        ways,
    )
    middleware.init_app(app)
    for part in house.slices:
        if part.routes:
            app.register_blueprint(part.routes)
    fit(app)
    auth.install_access_control(app, storage.reader, ways)
    app.wsgi_app = hosts.Proxied(app.wsgi_app, ways.proxy)  # type: ignore[method-assign]
    cookies.rename_old(app, storage.reader)
    return app
