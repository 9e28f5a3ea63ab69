"""The network between tablets and laptop, in a test's hand: it can be cut, and lead to another laptop."""

from __future__ import annotations

import contextlib
import socket
import threading

PIECE = 65_536


class Relay:
    """A port that passes everything on to another; what comes while it is cut is refused."""

    def __init__(self, target: int) -> None:
        self.target = target
        self._open: set[socket.socket] = set()
        self._listener: socket.socket | None = None
        self.port = 0
        self.join()

    def join(self) -> None:
        """The network is there, at the address where it was."""
        self._listener = socket.create_server(("127.0.0.1", self.port), reuse_port=False)
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def cut(self) -> None:
        """Nobody gets through any more, who is connected neither."""
        listener, self._listener = self._listener, None
        if listener:
            with contextlib.suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            listener.close()
        for one in list(self._open):
            _end(one)

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                tablet, _ = listener.accept()
            except OSError:
                return
            try:
                laptop = socket.create_connection(("127.0.0.1", self.target), timeout=10)
            except OSError:
                _end(tablet)
                continue
            laptop.settimeout(None)
            self._open |= {tablet, laptop}
            for source, sink in ((tablet, laptop), (laptop, tablet)):
                threading.Thread(target=self._pass_on, args=(source, sink), daemon=True).start()

    def _pass_on(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(PIECE):
                sink.sendall(piece)
        for one in (source, sink):
            _end(one)
            self._open.discard(one)


def _end(one: socket.socket) -> None:
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
