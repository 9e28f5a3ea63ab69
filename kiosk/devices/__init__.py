"""The devices of a meeting: tablets, screens and the laptop's own pages.

Each is paired in one role by the hash of a token that whoever will hold it has made; the file keeps that hash, and the
server makes and hands out no token. The first console is paired by the one-time address that the laptop prints at
start; further ones by a console or by `kiosk pair`. The page at `/enter/<token>` posts the token, which leaves a cookie
and leads to the role's own page. Or a tablet reads the laptop's one code, says what it is for and shows three digits, and
the console that sees the same two lets it in. A device can be renamed, moved to
another role and revoked; its next request is refused and its sockets are closed by the same act. With a PIN it locks
itself when nobody touches it, except while people arrive.
"""

from kiosk.devices import commands, locking, projections
from kiosk.devices.routes import routes
from kiosk.devices.sentences import SENTENCES
from kiosk.slices import CHAIR, Slice

SLICE = Slice(
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
        "set_pin": locking.set_pin,
        "lock_device": locking.lock_device,
        "unlock_device": locking.unlock_device,
    },
    sentences=SENTENCES,
    routes=routes,
)
