"""The one module that knows the async library.

`Eventlet` is the way a meeting is served: nothing is monkey-patched; the writer is a native thread and wakes
the hub through one socket pair per group. `Threads` is the same with threads of the operating system, for
tests and as a way out. Both give the door its signals and pass on what it recorded.
"""

from __future__ import annotations

import contextlib
import logging
import signal
import socket
import threading
import warnings
from collections import deque
from collections.abc import Callable, Iterable
from types import FrameType
from typing import TYPE_CHECKING, Any, Protocol
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from kiosk.door import Committed, Signal, tell_directly

if TYPE_CHECKING:
    from flask import Flask

OPEN_FILES_WANTED = 8_192
OPEN_FILES_KEPT = 256  # for the file, logs, static files: connections stop short of the limit
CONNECTIONS_MOST = 4_000
ACCEPT_PAUSE_SECONDS = 0.05
BACKLOG = 1_024
STALLED_SECONDS = 60

log = logging.getLogger("kiosk.server")


class Mode(Protocol):
    """One way to serve: named to Flask-SocketIO, waited on by requests, told by the writer."""

    name: str

    def signal(self) -> Signal: ...
    def told(self, group: Committed) -> None: ...
    def on_recorded(self, publish: Callable[[], None]) -> None: ...
    def serve(self, app: Flask, listener: socket.socket) -> None: ...


class Threads:
    """Native threads: the writer wakes each waiting thread itself."""

    name = "threading"

    def __init__(self) -> None:
        self._publish: Callable[[], None] = lambda: None

    def signal(self) -> Signal:
        return threading.Event()

    def told(self, group: Committed) -> None:
        tell_directly(group)
        if group.recorded:
            self._publish()

    def on_recorded(self, publish: Callable[[], None]) -> None:
        self._publish = publish

    def serve(self, app: Flask, listener: socket.socket) -> None:
        from werkzeug.serving import make_server

        host, port = listener.getsockname()[:2]
        server = make_server(host, port, _without_deflate(app), threaded=True, fd=listener.fileno())
        server.serve_forever()


class Eventlet:
    """Green threads on one hub; the writer's groups arrive through a socket pair."""

    name = "eventlet"

    def __init__(self) -> None:
        with warnings.catch_warnings():  # it says that it only mends bugs now: known, and the reason for `Threads`
            warnings.simplefilter("ignore")
            import eventlet

        self._eventlet = eventlet
        self._publish: Callable[[], None] = lambda: None
        self._groups: deque[Committed] = deque()
        self._hub_end, self._writer_end = socket.socketpair()
        self._hub_end.setblocking(False)
        self._writer_end.setblocking(False)
        eventlet.spawn(self._hear)

    def signal(self) -> Signal:
        return _HubSignal()

    def told(self, group: Committed) -> None:
        self._groups.append(group)
        with contextlib.suppress(BlockingIOError):  # full: the hub has enough to wake up for
            self._writer_end.send(b"!")

    def on_recorded(self, publish: Callable[[], None]) -> None:
        self._publish = publish

    def serve(self, app: Flask, listener: socket.socket) -> None:
        from eventlet import wsgi
        from eventlet.greenio import GreenSocket

        listener.setblocking(False)
        self._end_by_signal()
        wsgi.server(
            _Listener(GreenSocket(listener), self._eventlet.sleep),
            _without_deflate(app),
            max_size=_admitted(),
            log_output=False,
            log=logging.getLogger("kiosk.wsgi"),
            debug=False,
            socket_timeout=STALLED_SECONDS,
        )

    def _end_by_signal(self) -> None:
        """Ctrl-C, a closed window and a shutdown end the accepting green thread: raised in whichever runs, a library's
        bare `except` may swallow them."""
        from eventlet.hubs import get_hub
        from eventlet.support.greenlets import getcurrent

        accepting, hub = getcurrent(), get_hub()

        def end(number: int, frame: FrameType | None) -> None:
            hub.schedule_call_global(0, accepting.throw, KeyboardInterrupt)
            with contextlib.suppress(BlockingIOError):
                self._writer_end.send(b"!")  # wakes the hub

        if threading.current_thread() is threading.main_thread():
            for name in ("SIGINT", "SIGTERM", "SIGHUP"):
                if hasattr(signal, name):
                    signal.signal(getattr(signal, name), end)

    def _hear(self) -> None:
        from eventlet.hubs import trampoline

        while True:
            trampoline(self._hub_end, read=True)
            with contextlib.suppress(BlockingIOError):
                self._hub_end.recv(4_096)
            recorded = False
            while self._groups:
                group = self._groups.popleft()
                recorded = recorded or group.recorded
                tell_directly(group)
            if recorded:
                self._publish()


class _HubSignal:
    """A signal that green threads wait on; set on the hub only."""

    def __init__(self) -> None:
        from eventlet.event import Event

        self._event = Event()

    def wait(self, timeout: float | None = None) -> object:
        from eventlet import Timeout

        with Timeout(timeout, False):
            self._event.wait()
        return None

    def set(self) -> None:
        if not self._event.ready():
            self._event.send()


class _Listener:
    """A listening socket that no accept error can end: the limit of open files, a reset while accepting."""

    def __init__(self, listener: Any, sleep: Callable[[float], None]) -> None:
        self._listener = listener
        self._sleep = sleep

    def accept(self) -> tuple[Any, Any]:
        while True:
            try:
                connection, address = self._listener.accept()
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                return connection, address
            except OSError as error:
                log.warning("a connection was not accepted: %s", error)
                self._sleep(ACCEPT_PAUSE_SECONDS)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._listener, name)


def listen(host: str, port: int) -> socket.socket:
    """A listening TCP socket; OSError when the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


def _admitted() -> int:
    """Raise the limit of open files as far as allowed and stop admitting connections well below it."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return CONNECTIONS_MOST
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES_WANTED if hard == resource.RLIM_INFINITY else min(OPEN_FILES_WANTED, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft = wanted
    return (
        CONNECTIONS_MOST if soft == resource.RLIM_INFINITY else max(16, min(CONNECTIONS_MOST, soft - OPEN_FILES_KEPT))
    )


def _without_deflate(app: WSGIApplication) -> WSGIApplication:
    """Decline permessage-deflate: it costs a third more CPU and three times the memory per client."""

    def site(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        return app(environ, start_response)

    return site
