"""Desks that scan as fast as they are answered and remember every answer, to hold it against a server later."""

from __future__ import annotations

import contextlib
import http.client
import json
import random
import threading
from typing import Any, NamedTuple
from urllib.parse import urlsplit

DESKS = 8
ANSWER_SECONDS_MOST = 20


class Answered(NamedTuple):
    """A scan that was decided: what was sent, and the bytes that came."""

    fields: dict[str, Any]
    body: bytes


class Desks:
    """Eight desks on one server; new badges, badges seen before, and codes that nobody has."""

    def __init__(self, tokens: list[str], codes: list[str], chance: random.Random) -> None:
        self._tokens = tokens
        self._codes = codes
        self._chance = chance
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []
        self.answered: dict[str, Answered] = {}
        self.unanswered: dict[str, dict[str, Any]] = {}
        self.refused: list[tuple[int, str]] = []

    def start(self, url: str) -> None:
        self._stop.clear()
        self._threads = [threading.Thread(target=self._scan, args=(url, number)) for number in range(DESKS)]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def send_again(self, url: str) -> list[str]:
        """Send everything once more; the ids of those that were answered before and are answered otherwise now."""
        others = []
        with contextlib.closing(_connect(url)) as wire:
            for command_id, before in self.answered.items():
                status, body = _post(wire, self._tokens[0], before.fields)
                if (status, body) != (200, before.body):
                    others.append(command_id)
            for fields in self.unanswered.values():
                status, body = _post(wire, self._tokens[0], fields)
                if status != 200:
                    others.append(fields["command_id"])
        return others

    def forget(self) -> None:
        self.answered.clear()
        self.unanswered.clear()

    def _scan(self, url: str, desk: int) -> None:
        with contextlib.closing(_connect(url)) as wire:
            while not self._stop.is_set():
                fields = self._next()
                try:
                    status, body = _post(wire, self._tokens[desk % len(self._tokens)], fields)
                except (OSError, http.client.HTTPException):
                    return
                with self._lock:
                    if status == 200:
                        self.answered[fields["command_id"]] = Answered(fields, body)
                        del self.unanswered[fields["command_id"]]
                    else:
                        self.refused.append((status, json.loads(body)["code"]))

    def _next(self) -> dict[str, Any]:
        with self._lock:
            code = self._chance.choice(self._codes) if self._chance.random() < 0.9 else "NOBODY"
            fields = {"command_id": f"{self._chance.getrandbits(96):024x}", "code": code, "source": "camera"}
            self.unanswered[fields["command_id"]] = fields
            return fields


def _connect(url: str) -> http.client.HTTPConnection:
    place = urlsplit(url)
    assert place.hostname
    return http.client.HTTPConnection(place.hostname, place.port, timeout=ANSWER_SECONDS_MOST)


def _post(wire: http.client.HTTPConnection, token: str, fields: dict[str, Any]) -> tuple[int, bytes]:
    wire.request(
        "POST",
        "/checkin/scans",
        json.dumps(fields),
        {"Content-Type": "application/json", "Authorization": f"Bearer {token}"},
    )
    answer = wire.getresponse()
    return answer.status, answer.read()
