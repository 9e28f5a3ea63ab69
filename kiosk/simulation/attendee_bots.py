"""People arriving: scans over the real HTTP path, from native threads, as four desks make them."""

from __future__ import annotations

import http.client
import json
import random
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

COMING_SECONDS = 38.0
FIRST_PAUSE_SECONDS = 4.0
REPORT_SECONDS = 10.0  # well within what the console calls silence
TIMEOUT_SECONDS = 10
STAY_AWAY = 0.13


class Over(Exception):
    """The rehearsal has ended; whoever still acts stops."""


def until_over(act: Callable[..., None], *arguments: Any) -> threading.Thread:
    """Somebody acts beside the others until they are done, or the rehearsal or its server is gone."""

    def run() -> None:
        with suppress(Over, ConnectionError, sqlite3.ProgrammingError):
            act(*arguments)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread


class Sender:
    """A keep-alive connection that sends each command until it is answered; the same id each time."""

    waits_after: frozenset[int] = frozenset()  # answers that mean "not yet"

    def __init__(self, url: str, **headers: str) -> None:
        self._address = urlsplit(url).netloc
        self._headers = {**headers, "Content-Type": "application/json"}
        self._connection: http.client.HTTPConnection | None = None

    def post(self, path: str, **fields: Any) -> dict[str, Any]:
        """The answer, whatever it says."""
        command = json.dumps({"command_id": secrets.token_urlsafe(16), **fields}).encode()
        for tried in range(20):
            try:
                self._connection = self._connection or http.client.HTTPConnection(
                    self._address, timeout=TIMEOUT_SECONDS
                )
                self._connection.request("POST", path, command, self._headers)
                response = self._connection.getresponse()
                answer: dict[str, Any] = json.loads(response.read())
                if response.status < 500 and response.status not in self.waits_after:
                    return answer
            except (OSError, http.client.HTTPException):
                self._connection = None
            time.sleep(0.1 * (tried + 1))
        raise ConnectionError(f"no answer from {self._address}")

    def close(self) -> None:
        """Hang up."""
        if self._connection:
            self._connection.close()
            self._connection = None


class Desk(Sender):
    """One simulated desk, or any other paired device; one thing at a time, whoever asks."""

    waits_after = frozenset((429,))

    def __init__(self, url: str, token: str) -> None:
        super().__init__(url, Authorization=f"Bearer {token}")
        self._made = 0
        self._busy = threading.RLock()

    def post(self, path: str, **fields: Any) -> dict[str, Any]:
        with self._busy:
            return super().post(path, **fields)

    def scan(self, **fields: Any) -> dict[str, Any]:
        with self._busy:
            self._made += 1
            return self.post("/checkin/scans", **fields)

    def report(self) -> dict[str, Any]:
        """How many scans were made here; none waits, since each is sent until it is answered."""
        with self._busy:
            return self.post("/checkin/reports", made=self._made, waiting=0, accepted=0, refused=0, late=0)


class Phone(Sender):
    """One simulated phone: the page's own requests, without a token."""

    def __init__(self, url: str) -> None:
        super().__init__(url, Origin=url.rstrip("/"))


class Arrivals:
    """Everybody who comes, in a seeded order and at a natural pace: few, many, few."""

    def __init__(
        self,
        url: str,
        tokens: list[str],
        badges: list[dict[str, str]],
        wait: Callable[[float], None],
        seed: int = 7,
    ) -> None:
        """`wait` lets seconds of the rehearsal go by."""
        self.desks = [Desk(url, token) for token in tokens]
        self._wait = wait
        self._chance = random.Random(seed)
        self._badges = list(badges)
        self._chance.shuffle(self._badges)
        self.ended = threading.Event()
        self.counts: dict[str, int] = {}
        self._lock = threading.Lock()

    def come(self) -> None:
        """The hall fills; some badges are read twice, one is unknown, somebody leaves and returns."""
        coming = self._badges[: len(self._badges) - int(len(self._badges) * STAY_AWAY)]
        self._wait(FIRST_PAUSE_SECONDS)
        share = max(1, -(-len(coming) // len(self.desks)))
        threads = [
            until_over(self._queue, desk, coming[i * share : (i + 1) * share], i) for i, desk in enumerate(self.desks)
        ]
        for thread in threads:
            thread.join()
        self.ended.set()

    def stay(self, rest: Callable[[float], None]) -> None:
        """The desks go on after the last has come, and while all stands still: each tells again what it has. `rest` lets
        seconds of the clock go by."""
        while True:
            rest(REPORT_SECONDS)
            for desk in self.desks:
                desk.report()

    def _queue(self, desk: Desk, badges: list[dict[str, str]], number: int) -> None:
        chance = random.Random(number)
        pause = COMING_SECONDS / max(1, len(badges))
        for place, badge in enumerate(badges):
            self._wait(pause * _pace(place / len(badges)) * chance.uniform(0.3, 1.7))
            answer = self._count(desk.scan(code=badge["code"], source=chance.choice(("camera", "wedge"))))
            if chance.random() < 0.03:
                self._count(desk.scan(code=badge["code"], source="camera"))
            if place == len(badges) // 2:
                self._count(desk.scan(code="2345678923456789", source="typed"))
            if place == len(badges) * 2 // 3 and number == 0 and "member" in answer:
                desk.post("/checkin/departures", member=answer["member"]["id"])
                self._wait(pause)
                self._count(desk.scan(code=badge["code"], source="camera"))

    def _count(self, answer: dict[str, Any]) -> dict[str, Any]:
        with self._lock:
            verdict = answer.get("verdict") or answer.get("code", "?")
            self.counts[verdict] = self.counts.get(verdict, 0) + 1
        return answer


def _pace(share: float) -> float:
    """How long the pause before the next one is, against the mean: long at first, short in the middle."""
    return 1.8 - 3.2 * share if share < 0.4 else 0.5 + 1.0 * (share - 0.4) ** 2 * 4
