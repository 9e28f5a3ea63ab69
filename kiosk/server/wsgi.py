"""The one module that knows the async library.

`Eventlet` is the way a meeting is served: nothing is monkey-patched; the writer is a native thread and wakes
the hub through one socket pair per group. `Threads` is the same with threads of the operating system, for
tests and as a way out. Both give the door its signals and pass on what it recorded.

Each connection shakes hands in a green thread of its own, so that no reset, no stalled handshake and no plain text
on the TLS port can reach the one that accepts.
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

from kiosk.server.connection_limits import ConnectionLimiter
from kiosk.server.logs import Lines, brief
from kiosk.server.tls import HANDSHAKE_RECORD, HANDSHAKE_SECONDS, PLAIN_TEXT_ANSWER, TlsListener
from kiosk.store.writer import CommittedBatch, Signal, notify_waiters

if TYPE_CHECKING:
    from flask import Flask

OPEN_FILES_WANTED = 8_192
OPEN_FILES_KEPT = 256  # for the file, logs, static files: connections stop short of the limit
CONNECTIONS_MOST = 4_000
ACCEPT_PAUSE_SECONDS = 0.05
BACKLOG = 1_024
STALLED_SECONDS = 60
NO_ROOM = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 3\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"

log = logging.getLogger("kiosk.server.wsgi")


class ServerBackend(Protocol):
    """One way to serve: named to Flask-SocketIO, waited on by requests, told by the writer."""

    name: str

    def signal(self) -> Signal: ...
    def told(self, group: CommittedBatch) -> None: ...
    def on_recorded(self, publish: Callable[[int], None]) -> None: ...
    def heed_signals(self) -> None: ...
    def serve(self, app: Flask, listener: socket.socket, secure: TlsListener | None = None) -> None: ...


class ThreadedServer:
    """Native threads: the writer wakes each waiting thread itself."""

    name = "threading"

    def __init__(self) -> None:
        self._publish: Callable[[int], None] = lambda seq: None

    def signal(self) -> Signal:
        return threading.Event()

    def told(self, group: CommittedBatch) -> None:
        notify_waiters(group)
        if group.recorded:
            self._publish(group.recorded)

    def on_recorded(self, publish: Callable[[int], None]) -> None:
        self._publish = publish

    def heed_signals(self) -> None:
        """Python's own way will do: nothing of the server swallows it."""

    def serve(self, app: Flask, listener: socket.socket, secure: TlsListener | None = None) -> None:
        from werkzeug.serving import make_server

        if secure is not None:
            safe = _threaded_tls(app, secure)
            threading.Thread(target=safe.serve_forever, name="kiosk-tls", daemon=True).start()
        host, port = listener.getsockname()[:2]
        server = make_server(host, port, _without_deflate(app), threaded=True, fd=listener.fileno())
        server.serve_forever()


class EventletServer:
    """Green threads on one hub; the writer's groups arrive through a socket pair."""

    name = "eventlet"

    def __init__(self) -> None:
        with warnings.catch_warnings():  # it says that it only mends bugs now: known, and the reason for `Threads`
            warnings.simplefilter("ignore")
            import eventlet

        self._eventlet = eventlet
        self._publish: Callable[[int], None] = lambda seq: None
        self._groups: deque[CommittedBatch] = deque()
        self._hub_end, self._writer_end = socket.socketpair()
        self._hub_end.setblocking(False)
        self._writer_end.setblocking(False)
        eventlet.spawn(self._hear)

    def signal(self) -> Signal:
        return _HubSignal()

    def told(self, group: CommittedBatch) -> None:
        self._groups.append(group)
        with contextlib.suppress(BlockingIOError):  # full: the hub has enough to wake up for
            self._writer_end.send(b"!")

    def on_recorded(self, publish: Callable[[int], None]) -> None:
        self._publish = publish

    def heed_signals(self) -> None:
        """From now on Ctrl-C, a closed window and a shutdown end the green thread that asks for it here and accepts
        later: raised in whatever runs, a library's bare `except` or a finalizer would swallow them."""
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

    def serve(self, app: Flask, listener: socket.socket, secure: TlsListener | None = None) -> None:
        crowd = ConnectionLimiter(raise_fd_limit())
        site = connection_middleware(_without_deflate(app), crowd)
        if secure is not None:
            self._eventlet.spawn(self._listen, secure.listener, site, crowd, secure)
        self._listen(listener, site, crowd, None)

    def _listen(
        self, listener: socket.socket, site: WSGIApplication, crowd: ConnectionLimiter, secure: TlsListener | None
    ) -> None:
        from eventlet import wsgi
        from eventlet.greenio import GreenSocket

        listener.setblocking(False)
        wsgi.server(
            _Listener(GreenSocket(listener), self._eventlet.sleep),
            site,
            custom_pool=ConnectionPool(crowd, secure),
            environ={"wsgi.url_scheme": "https" if secure else "http", "wsgi.errors": Lines(brief("kiosk.wsgi"))},
            protocol=_http(),
            log_output=False,
            log=brief("kiosk.wsgi"),
            debug=False,
            socket_timeout=STALLED_SECONDS,
        )

    def _hear(self) -> None:
        from eventlet.hubs import trampoline

        while True:
            trampoline(self._hub_end, read=True)
            with contextlib.suppress(BlockingIOError):
                self._hub_end.recv(4_096)
            recorded = 0
            while self._groups:
                group = self._groups.popleft()
                recorded = max(recorded, group.recorded)
                notify_waiters(group)
            if recorded:
                self._publish(recorded)


def _http() -> type[Any]:
    """Eventlet's HTTP, which would write a line for each request that is none."""
    from eventlet.wsgi import HttpProtocol

    class Http(HttpProtocol):  # type: ignore[misc]
        def log_message(self, format: str, *arguments: Any) -> None:
            self.server.log.info(format, *arguments)

    return Http


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


class ConnectionPool:
    """The pool of eventlet's server: every connection has a green thread, which nothing that happens to it leaves."""

    def __init__(self, crowd: ConnectionLimiter, secure: TlsListener | None) -> None:
        self._crowd = crowd
        self._secure = secure

    def spawn(self, talk: Callable[[list[Any]], None], connection: list[Any]) -> Any:
        """`connection` is eventlet's [address, socket, state], which it closes when the green thread has ended."""
        from eventlet import spawn

        if self._crowd.arrive(connection[0], lambda: _hang_up(connection[1]), lambda: connection[2] == "idle"):
            return spawn(self._hold, talk, connection)
        return spawn(self._turn_away, connection[1])

    def waitall(self) -> None:
        """The server ends: nobody is waited for."""
        self._crowd.close_all()

    def _hold(self, talk: Callable[[list[Any]], None], connection: list[Any]) -> None:
        from eventlet import Timeout

        try:
            if self._secure is not None:
                with Timeout(HANDSHAKE_SECONDS):
                    if not self._shake_hands(connection, self._secure):
                        return
            talk(connection)
        except Timeout:
            log.info("a handshake was never ended")
        except (OSError, ValueError) as error:  # gone, or closed by us while it was read
            log.info("a connection broke: %s", error)
        except Exception:
            log.exception("a connection failed")
        finally:
            self._crowd.leave(connection[0])

    def _shake_hands(self, connection: list[Any], secure: TlsListener) -> bool:
        from eventlet.green.ssl import GreenSSLSocket

        wire = connection[1]
        if wire.recv(1, socket.MSG_PEEK) != HANDSHAKE_RECORD:
            _say_farewell(wire, PLAIN_TEXT_ANSWER)
            return False
        safe = GreenSSLSocket(wire, server_side=True, do_handshake_on_connect=False, _context=secure.context)
        connection[1] = safe
        safe.settimeout(HANDSHAKE_SECONDS)
        safe.do_handshake()
        safe.settimeout(STALLED_SECONDS)
        return True

    def _turn_away(self, wire: Any) -> None:
        if self._secure is None:
            _say_farewell(wire, NO_ROOM)


def _say_farewell(wire: Any, words: bytes) -> None:
    """A last word to who will not be listened to."""
    with contextlib.suppress(OSError):
        wire.settimeout(1)
        wire.recv(4_096)  # unread words would turn the answer into a reset
        wire.sendall(words)


def _hang_up(wire: Any) -> None:
    """End a connection under the green thread that holds it: it reads an end, as if the other side had gone."""
    with contextlib.suppress(OSError), socket.fromfd(wire.fileno(), socket.AF_INET, socket.SOCK_STREAM) as raw:
        raw.shutdown(socket.SHUT_RDWR)


def _threaded_tls(app: WSGIApplication, secure: TlsListener) -> Any:
    """A threaded server that shakes hands in each connection's own thread."""
    from werkzeug.serving import ThreadedWSGIServer

    class Tls(ThreadedWSGIServer):
        def finish_request(self, request: Any, client_address: Any) -> None:
            request.settimeout(HANDSHAKE_SECONDS)
            with contextlib.suppress(OSError):  # resets, plain text, a client that does not trust us
                if request.recv(1, socket.MSG_PEEK) != HANDSHAKE_RECORD:
                    return _say_farewell(request, PLAIN_TEXT_ANSWER)
                with secure.context.wrap_socket(request, server_side=True) as safe:
                    safe.settimeout(STALLED_SECONDS)
                    super().finish_request(safe, client_address)

    host, port = secure.listener.getsockname()[:2]
    server = Tls(host, port, _without_deflate(app), fd=secure.listener.fileno())
    server.ssl_context = secure.context  # the requests' scheme is https
    return server


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


def raise_fd_limit() -> int:
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


def connection_middleware(app: WSGIApplication, crowd: ConnectionLimiter) -> WSGIApplication:
    """Tell the crowd who has asked, and the program when only paired devices may still come in."""

    def site(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        crowd.asked((environ["REMOTE_ADDR"], int(environ["REMOTE_PORT"])))
        environ["kiosk.crowded"] = crowd.crowded
        return app(environ, start_response)

    return site


def _without_deflate(app: WSGIApplication) -> WSGIApplication:
    """Decline permessage-deflate: it costs a third more CPU and three times the memory per client."""

    def site(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        return app(environ, start_response)

    return site
