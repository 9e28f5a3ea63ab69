"""The writer without its thread: every command is decided and committed by itself, in the hub, by who asks."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.store.writer import CHECKPOINT, CommandRequest, CommandResponse, CommandWriter, CommittedBatch, busy


class Direct(CommandWriter):
    def execute_many(self, requests: Sequence[CommandRequest]) -> list[CommandResponse]:
        recorded = [self._at_once(request).recorded for request in requests]
        self._told(CommittedBatch([], max(recorded, default=0)))
        return [request.answer or busy(request) for request in requests]

    def _at_once(self, request: CommandRequest) -> CommittedBatch:
        return self._checkpoint([request]) if request.name == CHECKPOINT else self._commit([request])
