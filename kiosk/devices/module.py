"""What this slice offers: commands, projections, sentences, routes."""

from __future__ import annotations

from kiosk.devices import commands, pin_lock, projections
from kiosk.devices.routes import routes
from kiosk.devices.sentences import SENTENCES
from kiosk.store.registry import CHAIR, Module

MODULE = Module(
    name="devices",
    commands={
        "pair_device": commands.pair_device,
        "rename_device": commands.rename_device,
        "move_device": commands.move_device,
        "revoke_device": commands.revoke_device,
        "hand_over_chair": commands.hand_over_chair,
        "allow_plain_http": commands.allow_plain_http,
    },
    roles={
        ("chair", "operator", "supervisor"): ("pair_device", "rename_device", "move_device", "revoke_device"),
        ("chair",): ("hand_over_chair", "allow_plain_http"),
        CHAIR: ("set_pin",),
        commands.PAIRABLE: ("lock_device", "unlock_device"),
    },
    while_locked=("unlock_device",),
    projections={
        "device_paired": projections.device_paired,
        "device_renamed": projections.device_renamed,
        "device_moved": projections.device_moved,
        "device_revoked": projections.device_revoked,
        "chair_handed_over": projections.chair_handed_over,
        "plain_http_set": projections.plain_http_set,
    },
    works={
        "set_pin": pin_lock.set_pin,
        "lock_device": pin_lock.lock_device,
        "unlock_device": pin_lock.unlock_device,
    },
    sentences=SENTENCES,
    routes=routes,
)
