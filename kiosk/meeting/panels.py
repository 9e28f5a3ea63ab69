"""The step "prepare" of the console: what the hall needs before people come."""

from __future__ import annotations

from kiosk.checkin import quorum
from kiosk.devices import queries as devices
from kiosk.meeting import queries
from kiosk.roll import queries as roll
from kiosk.slices import Facts, Look, Panel


def prepare(look: Look) -> Facts:
    meeting = queries.current(look.db)
    state = roll.electorate(look.db)
    preset = quorum.PRESETS[meeting.preset]
    desks, screens = devices.count(look.db, "desk"), devices.count(look.db, "screen")
    return {
        "state": "done" if state.roll and desks and screens else "now",
        "roll": state.roll, "with_vote": state.with_vote, "without_vote": state.without_vote, "base": state.base,
        "excluded": state.excluded, "undecided": state.undecided, "desks": desks, "screens": screens,
        "preset": {"key": preset.key, "title": preset.title, "source": preset.source}, "rule": meeting.rule,
        "wifi_name": meeting.wifi_name,
    }


PREPARE = Panel("prepare", "Prepare", 10, prepare)
