"""The door without its writer: every command is decided and committed by itself, in the hub, by who asks."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.store.writer import SCRUB, Answer, Committed, Door, Request, busy


class Direct(Door):
    def run_all(self, requests: Sequence[Request]) -> list[Answer]:
        recorded = [self._at_once(request).recorded for request in requests]
        self._told(Committed([], max(recorded, default=0)))
        return [request.answer or busy(request) for request in requests]

    def _at_once(self, request: Request) -> Committed:
        return self._scrub([request]) if request.name == SCRUB else self._commit([request])
