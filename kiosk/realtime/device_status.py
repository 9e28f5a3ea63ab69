"""When each device was last heard of: live state, held in memory and told to the console only."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from typing import Any

from kiosk.security.pairing_requests import PairingQueue

TOGETHER_MS = 2 * 60_000
TOLD_MS = 10 * 60_000
ADDRESSES_MOST = 8


class DeviceStatus:
    """Last contact, open sockets and waiting scans per device id; gone at restart. `now` is the meeting's clock."""

    def __init__(self, now: Callable[[], int]) -> None:
        self._now = now
        self._seen: dict[int, int] = {}
        self._waiting: dict[int, int] = {}
        self._failed: dict[int, int] = {}
        self._sockets: Counter[int] = Counter()
        self._shows: dict[int, int] = {}
        self._addresses: dict[int, dict[str, int]] = {}
        self._apart: dict[int, tuple[int, list[str]]] = {}
        self.knocks = PairingQueue(now)

    def heard(self, device: int | None, address: str | None = None) -> None:
        """A device asked something, from that address."""
        if device is None:
            return
        now = self._seen[device] = self._now()
        if address:
            self._heard_from(device, address, now)

    def _heard_from(self, device: int, address: str, now: int) -> None:
        """A tablet that changes its network comes from another address once; who comes from the first one again within
        two minutes is two."""
        of_device = self._addresses.setdefault(device, {})
        last = next(reversed(of_device), None)
        before = of_device.pop(address, None)
        of_device[address] = now
        if last not in (None, address) and before is not None and now - before < TOGETHER_MS:
            self._apart[device] = (now, sorted((address, str(last))))
        if len(of_device) > ADDRESSES_MOST:
            del of_device[next(iter(of_device))]

    def _used_from(self, device: int) -> list[str]:
        """The two addresses from which a device is used at once, for some minutes after it was seen; else none."""
        at, found = self._apart.get(device, (0, []))
        return found if found and self._now() - at < TOLD_MS else []

    def joined(self, device: int | None, address: str | None = None) -> None:
        if device is not None:
            self._sockets[device] += 1
            self.heard(device, address)

    def left(self, device: int | None) -> None:
        if device is not None:
            self._sockets[device] -= 1
            self.heard(device)

    def shows(self, device: int | None, seq: object) -> None:
        """A device's page said which entry was the last that it knows of."""
        if device is not None and isinstance(seq, int) and 0 <= seq < 2**53:
            self._shows[device] = seq

    def reported(self, device: int, waiting: int, failed: int) -> None:
        """A device said how many scans it has not delivered yet, and how many wait for a supervisor."""
        self._waiting[device] = waiting
        self._failed[device] = failed
        self.heard(device)

    def waiting(self, device: int) -> int:
        """How many scans it said that it has not delivered yet."""
        return self._waiting.get(device, 0)

    def went_away(self, device: int) -> bool:
        """Whether a page of it was open since the start, and none is now: what it has made since, nobody knows."""
        return device in self._sockets and self._sockets[device] <= 0

    def devices(self, db: sqlite3.Connection) -> list[dict[str, Any]]:
        """Every device that is paired, with what is known of it; last_seen_at is None when never heard of."""
        return [
            {
                "id": row[0],
                "name": row[1],
                "role": row[2],
                "last_seen_at": self._seen.get(row[0]),
                "connected": self._sockets[row[0]] > 0,
                "pending": self._waiting.get(row[0], 0),
                "failed": self._failed.get(row[0], 0),
                "shows": self._shows.get(row[0]),
                "used_from": self._used_from(row[0]),
                "pin": row[3] is not None,
                "locked": bool(row[3]),
            }
            for row in db.execute(
                "select id, name, role, locked from device left join lock_working on device = id"
                " where revoked_at is null order by id"
            )
        ]
