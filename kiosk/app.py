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
    registry: Registry = REGISTRY,
    fit: Callable[[Flask], None] = lambda app: None,
    copies: Path | None = None,
    endpoints: Endpoints | None = None,
    clock: MeetingClock | None = None,
) -> Flask:
    """The application that serves one meeting's file, with copies of it in a folder; `fit` may add routes.

    RuntimeError when a route names no role.
    """
    endpoints = endpoints or Endpoints()
    mode = mode or ThreadedServer()
    app = Flask("kiosk", static_folder=None)
    connections = ReadConnections(path)
    writer = CommandWriter(path, registry, told=mode.told, signal=mode.signal, clock=clock)
    device_status = DeviceStatus(writer.clock.now)
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
    bootstrap_token = auth.BootstrapToken()
    publisher = SnapshotPublisher(
        socketio, registry, connections.reader, device_status, bootstrap_token, endpoints, writer.clock.now
    )
    mode.on_recorded(publisher.mark)
    app.extensions["kiosk"] = AppContext(
        registry,
        connections,
        writer,
        publisher,
        device_status,
        bootstrap_token,
        BackupWriter(path, copies, writer.clock.now, registry.uncopied),
        endpoints,
    )
    middleware.init_app(app)
    for part in registry.slices:
        if part.routes:
            app.register_blueprint(part.routes)
    fit(app)
    auth.install_access_control(app, connections.reader, endpoints)
    app.wsgi_app = hosts.Proxied(app.wsgi_app, endpoints.proxy)  # type: ignore[method-assign]
    cookies.rename_old(app, connections.reader)
    return app
