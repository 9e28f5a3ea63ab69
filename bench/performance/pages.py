"""Connected pages: `python -m bench.performance.pages URL SCREEN_TOKEN PHONES`, one hall screen and so many phones.

Raw websockets that speak Socket.IO's framing and look inside as little as possible, so that many fit in one process.
Prints `ready` when all have joined; when a line comes in, JSON {shown: [[seq, when]…] of the hall screen, received, lost}.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import os
import re
import sys
import time
from typing import Any
from urllib.parse import urlsplit

JOINING_AT_ONCE = 40
JOIN_SECONDS_MOST = 60.0
SEQ = re.compile(rb'"seq":(\d+)')


class Page(asyncio.Protocol):
    """One page of a view; `seen` is None for a page whose snapshots are only counted."""

    def __init__(self, host: str, view: str, token: str | None, seen: list[tuple[int, float]] | None) -> None:
        self._host, self._view, self._token, self._seen = host, view, token, seen
        self._buffer = bytearray()
        self._upgraded = False
        self.received = 0
        self.lost = False
        self.joined: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    @property
    def newest(self) -> int:
        """The entry that its last snapshot knows."""
        assert self._seen
        return self._seen[-1][0]

    def close(self) -> None:
        self._transport.abort()

    def connection_made(self, transport: Any) -> None:
        self._transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        transport.write(
            (
                f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {self._host}\r\nUpgrade: websocket\r\n"
                f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
                f"Origin: http://{self._host}\r\n\r\n"
            ).encode()
        )

    def connection_lost(self, error: Exception | None) -> None:
        self.lost = True
        if not self.joined.done():
            self.joined.set_exception(ConnectionError("a page was not let in"))

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if not self._upgraded:
            _, found, rest = bytes(self._buffer).partition(b"\r\n\r\n")
            if not found:
                return
            self._upgraded = True
            self._buffer = bytearray(rest)
        while (frame := self._frame()) is not None:
            self._hear(frame)

    def _frame(self) -> bytes | None:
        buffer = self._buffer
        if len(buffer) < 2:
            return None
        length, start = buffer[1] & 127, 2
        if length > 125:
            size = 2 if length == 126 else 8
            start += size
            length = int.from_bytes(buffer[2:start], "big")
        if len(buffer) < start + length:
            return None
        frame = bytes(buffer[start : start + length])
        del buffer[: start + length]
        return frame

    def _hear(self, frame: bytes) -> None:
        if frame.startswith(b'42["snapshot"'):
            self.received += 1
            if self._seen is not None and (found := SEQ.findall(frame)):
                self._seen.append((int(found[-1]), time.monotonic()))  # what it shows may have numbers, too
            if not self.joined.done():
                self.joined.set_result(None)
        elif frame == b"2":
            self._send("3")
        elif frame.startswith(b"0{"):
            self._send("40" + (json.dumps({"token": self._token}) if self._token else ""))
        elif frame.startswith(b"40"):
            self._send("42" + json.dumps(["join", {"view": self._view}]))

    def _send(self, text: str) -> None:
        data = text.encode()
        head = bytes([0x81, 0x80 | len(data)]) if len(data) < 126 else b"\x81\xfe" + len(data).to_bytes(2, "big")
        self._transport.write(head + b"\0\0\0\0" + data)


async def main(url: str, token: str, phones: int) -> None:
    place = urlsplit(url)
    loop = asyncio.get_running_loop()
    seen: list[tuple[int, float]] = []
    pages: list[Page] = []
    turn = asyncio.Semaphore(JOINING_AT_ONCE)

    async def join(make: Any) -> None:
        async with turn:
            page = (await loop.create_connection(make, place.hostname, place.port))[1]
            pages.append(page)
            await page.joined

    joins = [join(lambda: Page(place.netloc, "phone", None, None)) for _ in range(phones)]
    # neither first nor last, so that who tells everybody in turn is neither flattered nor wronged
    joins.insert(phones // 2, join(lambda: Page(place.netloc, "hall", token, seen)))
    started = time.monotonic()
    await asyncio.wait_for(asyncio.gather(*joins), JOIN_SECONDS_MOST)
    print("ready", round(time.monotonic() - started, 3), flush=True)
    await loop.run_in_executor(None, sys.stdin.readline)
    print(
        "told "
        + json.dumps(
            {
                "shown": seen,
                "received": sum(page.received for page in pages),
                "lost": sum(page.lost for page in pages),
            }
        ),
        flush=True,
    )


def raise_open_files() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


if __name__ == "__main__":
    raise_open_files()
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
