"""One page's socket: who reads slowly gets the newest snapshot only, and is not cut off for it.

The library keeps every packet for a socket until it is read. Here a snapshot that still waits is replaced by the newer
one of its room, so that at most one waits for each room that a page has joined, and little more lies in the system's
own buffer. A socket is gone when its client has neither said nor taken anything for a minute; one that never said
anything, as soon as it leaves the first ping unanswered.
"""

from __future__ import annotations

import contextlib
import io
import socket
import threading
import time
from collections.abc import Hashable
from typing import Any

import engineio.server
import engineio.socket
import socketio
from engineio import exceptions, packet

from kiosk.realtime.packets import malformed, malformed_message, malformed_payload
from kiosk.server.logs import brief

GONE_SECONDS = 60
SEND_BUFFER_BYTES = 32 * 1024  # what lies there is old when it is read
CHUNK_BYTES = 16 * 1024
AT_ONCE_SECONDS = 0.005
WAITING_MOST = 256  # who asks and never reads the answers

log = brief("kiosk.realtime.transport")


class Snapshot(packet.Packet):  # type: ignore[misc]
    """The newest state of a room, encoded once for everybody in it."""

    def __init__(self, room: Hashable, encoded: str) -> None:
        super().__init__(packet.MESSAGE, encoded)
        self.room = room


class _Place(packet.Packet):  # type: ignore[misc]
    """Where in a socket's queue the newest snapshot of a room will be sent; which one, is decided when it is."""

    def __init__(self, page: PageSocket, room: Hashable) -> None:
        super().__init__(packet.MESSAGE)
        self._page = page
        self._room = room

    def encode(self, b64: bool = False) -> str:
        encoded: str = self._page.take(self._room).encode(b64)
        return encoded


class PageSocket(engineio.socket.Socket):  # type: ignore[misc]
    """An Engine.IO socket with at most one snapshot of each room waiting."""

    def __init__(self, server: Any, sid: str) -> None:
        super().__init__(server, sid)
        self._newest: dict[Hashable, Snapshot] = {}
        self._lock = threading.Lock()
        self._wire: _Wire | None = None
        self._spoke = False
        self.moved_at = time.monotonic()

    def send(self, pkt: Any) -> None:
        if isinstance(pkt, Snapshot):
            with self._lock:
                waits = pkt.room in self._newest
                self._newest[pkt.room] = pkt
            if waits:
                return
            pkt = _Place(self, pkt.room)
        elif self.queue.qsize() >= WAITING_MOST:
            log.warning("a socket asks and does not read the answers: closed")
            self.close(abort=True)
            return
        super().send(pkt)

    def take(self, room: Hashable) -> Snapshot:
        """The newest snapshot of a room, which then waits no longer."""
        with self._lock:
            return self._newest.pop(room)

    def receive(self, pkt: Any) -> None:
        self._spoke = True
        self.moved_at = time.monotonic()
        super().receive(pkt)

    def handle_get_request(self, environ: Any, start_response: Any) -> Any:
        self.moved_at = time.monotonic()
        return super().handle_get_request(environ, start_response)

    def handle_post_request(self, environ: Any) -> None:
        """What is posted is read here once, so that nothing malformed reaches the library; a refusal closes the socket."""
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if length > self.server.max_http_buffer_size:
            raise exceptions.ContentTooLongError()
        body = environ["wsgi.input"].read(length)
        if malformed_payload(body):
            log.warning("a socket posted what is no packet: closed")
            raise exceptions.UnknownPacketError()
        super().handle_post_request({"CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body)})

    def check_ping_timeout(self) -> bool:
        """False, and closed, when the client has not answered and nothing has moved for so long."""
        if self.closed:
            raise exceptions.SocketIsClosedError()
        patience = GONE_SECONDS if self._spoke else self.server.ping_timeout
        if self.last_ping and time.monotonic() - self.moved_at > patience:
            self.close(abort=True, reason=self.server.reason.PING_TIMEOUT)
            return False
        return True

    def close(self, wait: bool = False, abort: bool = False, reason: Any = None) -> None:
        """Never waits until all is read: who does not read would hold up who closes."""
        super().close(wait=False, abort=abort, reason=reason)
        if self.closed:
            self.server.sockets.pop(self.sid, None)  # a later request finds no such session, as one of its own would
        if abort and self._wire:
            self._wire.hang_up()

    def _websocket_handler(self, ws: Any) -> Any:
        self._wire = _Wire(ws, self)
        try:
            return super()._websocket_handler(self._wire)
        except (TypeError, ValueError, OSError) as error:  # it ended while it was being opened
            log.info("a socket broke: %s", error)
            self.close(abort=True)
            return []
        finally:
            self._wire = None  # a ring of references would wait long for its collection


class _Wire:
    """A websocket of either library: small buffers, no limit of time but that of its socket above."""

    def __init__(self, ws: Any, page: PageSocket) -> None:
        self._ws = ws
        self._page = page
        green = getattr(ws, "socket", None)
        self._raw = green if green is not None else ws.ws.sock
        with contextlib.suppress(OSError):
            self._raw.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER_BYTES)
            self._raw.settimeout(None)
        if green is not None:
            ws.socket = _Chunks(green, page)

    def send(self, message: str | bytes) -> None:
        self._ws.send(message)

    def wait(self) -> str | None:
        """The next packet; None at the end, or when what came is none."""
        heard = self._ws.wait()
        if heard is None:
            return None
        if malformed(heard):
            log.warning("a socket sent what is no packet: closed")
            return None
        text: str = heard
        return text

    def close(self) -> None:
        self._ws.close()

    def hang_up(self) -> None:
        """Wake whoever reads or writes: both see an end."""
        with contextlib.suppress(OSError), socket.fromfd(self._raw.fileno(), socket.AF_INET, socket.SOCK_STREAM) as raw:
            raw.shutdown(socket.SHUT_RDWR)


class _Chunks:
    """A socket that sends piece by piece: a client that had to be waited for, and took a piece, is not gone.

    What is sent at once proves nothing: it went into this system's own buffer.
    """

    def __init__(self, green: Any, page: PageSocket) -> None:
        self._green = green
        self._page = page

    def sendall(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            before = time.monotonic()
            rest = rest[self._green.send(rest[:CHUNK_BYTES]) :]
            if time.monotonic() - before > AT_ONCE_SECONDS:
                self._page.moved_at = time.monotonic()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._green, name)


def fit(server: Any) -> None:
    """Give a Socket.IO server these sockets; the library has no other way to name a class of one's own."""
    engineio.server.socket.Socket = PageSocket

    def heard(eio_sid: str, message: object) -> None:
        if malformed_message(message):
            log.warning("a socket sent what is no packet: closed")
            server.eio.sockets[eio_sid].close(abort=True)
        else:
            server._handle_eio_message(eio_sid, message)

    server.eio.on("message", heard)


def send_snapshot(server: Any, sids: list[str], room: Hashable, told: dict[str, Any]) -> None:
    """Send a room's newest state to these clients; whoever has not read the one before gets this instead."""
    encoded = server.packet_class(socketio.packet.EVENT, ["snapshot", told], binary=False).encode()
    newest = Snapshot(room, encoded)
    for sid in sids:
        if eio_sid := server.manager.eio_sid_from_sid(sid, "/"):
            server._send_eio_packet(eio_sid, newest)
