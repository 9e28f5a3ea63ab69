"""A page's socket, in few words: Socket.IO's framing over a plain websocket."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import websocket

PATIENCE_SECONDS = 5.0


class Socket:
    """One connected page, by bearer, or by the cookie and origin it is given."""

    def __init__(
        self,
        url: str,
        token: str | None = None,
        *,
        cookie: str | None = None,
        origin: str | None = None,
        authority: Path | None = None,
    ) -> None:
        self._wire = websocket.create_connection(
            url.replace("http", "ws", 1) + "/socket.io/?EIO=4&transport=websocket",
            timeout=PATIENCE_SECONDS,
            origin=origin or url,
            cookie=cookie,
            sslopt={"ca_certs": str(authority)} if authority else None,
        )
        self._hear("0")
        self.send("40" + json.dumps({"token": token} if token else {}))
        self._hear("40")

    def join(self, asked: object) -> dict[str, Any]:
        """Join a room and return what comes: a snapshot, or a refusal."""
        self.send("42" + json.dumps(["join", asked]))
        return self.next()

    def next(self, seconds: float = PATIENCE_SECONDS) -> dict[str, Any]:
        """The next snapshot or refusal."""
        name, told = json.loads(self._hear("42", seconds)[2:])
        return {"event": name, **told}

    def until(self, seq: int) -> dict[str, Any]:
        """The first snapshot that knows an entry; every one on the way is newer than the one before."""
        before = -1
        while before < seq:
            snapshot = self.next()
            assert snapshot["seq"] > before
            before = snapshot["seq"]
        return snapshot

    def until_event(self, wanted: str) -> dict[str, Any]:
        """The first event of that name, whatever comes before it."""
        while (told := self.next())["event"] != wanted:
            pass
        return told

    def clock(self) -> dict[str, Any]:
        self.send('421["clock"]')
        told: dict[str, Any] = json.loads(self._hear("431")[3:])[0]
        return told

    def send(self, text: str | bytes) -> None:
        if isinstance(text, bytes):
            self._wire.send_binary(text)
        else:
            self._wire.send(text)

    def is_closed(self, seconds: float = PATIENCE_SECONDS) -> bool:
        """Whether the server ends this socket within so many seconds."""
        try:
            self._hear("41", seconds)
        except (websocket.WebSocketConnectionClosedException, ConnectionError):
            return True
        except TimeoutError:
            return False
        return True

    def close(self) -> None:
        self._wire.shutdown()

    def _hear(self, start: str, seconds: float = PATIENCE_SECONDS) -> str:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._wire.settimeout(left)
            try:
                told = self._wire.recv()
            except websocket.WebSocketTimeoutException:
                break
            if told == "2":
                self.send("3")
            elif isinstance(told, str) and told.startswith(start):
                return told
            elif not told:
                raise websocket.WebSocketConnectionClosedException("closed by the server")
        raise TimeoutError(f"nothing that begins with {start} came in {seconds} s")
