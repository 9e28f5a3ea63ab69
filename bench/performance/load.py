"""Check-ins over HTTP from a process of its own: `python -m bench.performance.load '{…}'`, prints JSON.

`in_flight`: so many keep-alive connections, each sends its next check-in when the last is answered.
`rate`: so many a second at fixed times, whatever the answers do; a check-in's time runs from the moment it was due.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
import time
from collections import deque
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from bench.support.fixtures import quantile

CONNECTIONS_MOST = 200
PATIENCE_SECONDS = 5.0


class Order(NamedTuple):
    """What to send: to whom, as which device, how much of it, and for how long."""

    url: str
    token: str
    codes: str
    seconds: float
    in_flight: int = 0
    rate: float = 0
    first: int = 0


class Connection(asyncio.Protocol):
    """One keep-alive connection; `ask` gives the status and JSON of one POST."""

    def __init__(self, head: bytes) -> None:
        self._head = head
        self._received = b""
        self._answer: asyncio.Future[tuple[int, dict[str, Any]]] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def connection_lost(self, error: Exception | None) -> None:
        if self._answer and not self._answer.done():
            self._answer.set_exception(ConnectionError("the connection was closed"))

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, found, body = self._received.partition(b"\r\n\r\n")
        if not found or self._answer is None or self._answer.done():
            return
        length = next(int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        if len(body) >= length:
            self._received = b""
            self._answer.set_result((int(head[9:12]), json.loads(body)))

    def ask(self, fields: dict[str, Any], head: bytes | None = None) -> asyncio.Future[tuple[int, dict[str, Any]]]:
        """Another `head` than the connection's own sends it somewhere else."""
        body = json.dumps(fields).encode()
        self._answer = asyncio.get_running_loop().create_future()
        assert isinstance(self._transport, asyncio.WriteTransport)
        self._transport.write(b"%sContent-Length: %d\r\n\r\n%s" % (head or self._head, len(body), body))
        return self._answer


class Load:
    def __init__(self, order: Order) -> None:
        self._order = order
        self._codes = Path(order.codes).read_text().split()
        self._next = order.first
        self.sent = 0
        self.refused: list[Any] = []
        self.acks: list[tuple[int, float, float]] = []  # seq, when it was due, when it was answered

    async def run(self) -> dict[str, Any]:
        order = self._order
        connections = [
            await self._connect() for _ in range(order.in_flight or min(CONNECTIONS_MOST, int(order.rate) + 8))
        ]
        started = time.monotonic()
        work = (
            [self._closed(c, started) for c in connections] if order.in_flight else [self._open(connections, started)]
        )
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asyncio.gather(*work), order.seconds + PATIENCE_SECONDS)
        taken = max((acked for _, _, acked in self.acks), default=time.monotonic()) - started
        times = [(acked - due) * 1000 for _, due, acked in self.acks]
        return {
            "sent": self.sent,
            "acked": len(self.acks),
            "refused": self.refused[:3],
            "seconds": taken,
            "per_second": len(self.acks) / taken,
            "ack_p50": quantile(times, 0.5),
            "ack_p99": quantile(times, 0.99),
            "acks": self.acks if order.rate else [],
        }

    async def _connect(self) -> Connection:
        place = urlsplit(self._order.url)
        head = (
            f"POST /checkin/scans HTTP/1.1\r\nHost: {place.netloc}\r\nAuthorization: Bearer {self._order.token}\r\n"
            "Content-Type: application/json\r\n"
        ).encode()
        loop = asyncio.get_running_loop()
        return (await loop.create_connection(lambda: Connection(head), place.hostname, place.port))[1]

    async def _closed(self, connection: Connection, started: float) -> None:
        while (now := time.monotonic()) < started + self._order.seconds:
            await self._send(connection, now)

    async def _open(self, connections: list[Connection], started: float) -> None:
        free = deque(connections)
        waiting: set[asyncio.Task[None]] = set()

        def done(connection: Connection, task: asyncio.Task[None]) -> None:
            waiting.discard(task)
            if not task.cancelled() and task.exception() is None:
                free.append(connection)

        for number in range(int(self._order.rate * self._order.seconds)):
            due = started + number / self._order.rate
            if (early := due - time.monotonic()) > 0:
                await asyncio.sleep(early)
            while not free:
                await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            connection = free.popleft()
            task = asyncio.ensure_future(self._send(connection, due))
            waiting.add(task)
            task.add_done_callback(lambda task, connection=connection: done(connection, task))  # type: ignore[misc]
        if waiting:
            await asyncio.wait(waiting)

    async def _send(self, connection: Connection, due: float) -> None:
        code = self._codes[self._next % len(self._codes)]
        self._next += 1
        self.sent += 1
        status, body = await connection.ask({"command_id": os.urandom(8).hex(), "code": code, "source": "camera"})
        if status == 200:
            self.acks.append((body["seq"], due, time.monotonic()))
        else:
            self.refused.append([status, body])


if __name__ == "__main__":
    print(json.dumps(asyncio.run(Load(Order(**json.loads(sys.argv[1]))).run())))
