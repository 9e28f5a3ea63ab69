"""Tablets that ask to be let in: held in memory, told to the console, gone after some minutes or at restart.

A page knocks with a key of its own making and shows three digits; whoever sits at the console sees the same
three and lets it in. Only that page's key fetches what became of it.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from kiosk.store.errors import CommandRejected

WAITING_MOST = 200
OF_ADDRESS_MOST = 60  # a hall may share one address
ANSWERED_MOST = 500  # so many pages may still fetch their answer
WAITING_MS = 15 * 60_000


@dataclass(frozen=True, slots=True)
class PairingRequest:
    """One tablet at the door: `state` is waiting, admitted or refused; of its token only the hash is known."""

    id: int
    key_hash: str
    token_hash: str
    code: str
    wanted: str
    machine: str
    address: str
    at: int  # milliseconds of the meeting's clock
    state: str = "waiting"


class PairingQueue:
    """Who waits at the door of one served meeting."""

    def __init__(self, now: Callable[[], int]) -> None:
        self._now = now
        self._last = 0
        self._knocks: dict[int, PairingRequest] = {}

    def knock(self, key: str, token_hash: str, wanted: str, machine: str, address: str) -> PairingRequest:
        """Ask to be let in; the same key asks once. CommandRejected when too many wait."""
        self._forget()
        hashed = _hash(key)
        known = next((one for one in self._knocks.values() if one.key_hash == hashed), None)
        if known:
            changed = replace(known, wanted=wanted, token_hash=token_hash) if known.state == "waiting" else known
            self._knocks[known.id] = changed
            return changed
        waiting = [one for one in self._knocks.values() if one.state == "waiting"]
        if len(waiting) >= WAITING_MOST or sum(one.address == address for one in waiting) >= OF_ADDRESS_MOST:
            raise CommandRejected("many_wait", "Many devices are waiting already. Ask at the laptop.", status=429)
        taken = {one.code for one in waiting}  # digits are free once they are answered
        code = secrets.choice([str(n) for n in range(100, 1000) if str(n) not in taken])
        self._last += 1
        self._knocks[self._last] = made = PairingRequest(
            self._last, hashed, token_hash, code, wanted, machine, address, self._now()
        )
        return made

    def of_key(self, key: str) -> PairingRequest | None:
        """What became of the knock of this key; None when it is over."""
        self._forget()
        hashed = _hash(key)
        return next((one for one in self._knocks.values() if one.key_hash == hashed), None)

    def waiting(self, knock: int) -> PairingRequest:
        """CommandRejected when it does not wait any more."""
        self._forget()
        found = self._knocks.get(knock)
        if found is None or found.state != "waiting":
            raise CommandRejected("no_such_knock", "This device does not wait any more.", status=404)
        return found

    def admit(self, knock: int) -> None:
        if found := self._knocks.get(knock):
            self._knocks[knock] = replace(found, state="admitted")

    def refuse(self, knock: int) -> None:
        self._knocks[knock] = replace(self.waiting(knock), state="refused")

    def refuse_all_of(self, knock: int) -> int:
        """Refuse everybody who waits at the address of that one; how many they were."""
        address = self.waiting(knock).address
        found = [one for one in self._knocks.values() if one.state == "waiting" and one.address == address]
        for one in found:
            self._knocks[one.id] = replace(one, state="refused")
        return len(found)

    def told(self) -> list[dict[str, Any]]:
        """What the console shows."""
        self._forget()
        return [
            {
                "id": one.id,
                "code": one.code,
                "wanted": one.wanted,
                "machine": one.machine,
                "at": one.at,
                "address": one.address,
            }
            for one in self._knocks.values()
            if one.state == "waiting"
        ]

    def _forget(self) -> None:
        before = self._now() - WAITING_MS
        answered = [one.id for one in self._knocks.values() if one.state != "waiting"]
        old = [one.id for one in self._knocks.values() if one.at < before]
        for id in {*old, *answered[:-ANSWERED_MOST]}:
            del self._knocks[id]


def _hash(key: str) -> str:
    return sha256(key.encode()).hexdigest()
