"""The devices of a meeting: tablets, screens and the laptop's own pages.

Each is paired in one role and gets a token; the file keeps the token's hash. The first console is paired by
the one-time address that the laptop prints at start; further ones by a console or by `kiosk pair`. Opening
`/enter/<token>` leaves a cookie and leads to the role's own page. A device can be renamed, moved to another
role and revoked; its next request is refused and its sockets are closed by the same act.
"""

from kiosk.devices import commands, projections
from kiosk.devices.routes import routes
from kiosk.devices.sentences import SENTENCES
from kiosk.slices import Slice

SLICE = Slice(
    name="devices",
    commands={
        "pair_device": commands.pair_device,
        "rename_device": commands.rename_device,
        "move_device": commands.move_device,
        "revoke_device": commands.revoke_device,
    },
    projections={
        "device_paired": projections.device_paired,
        "device_renamed": projections.device_renamed,
        "device_moved": projections.device_moved,
        "device_revoked": projections.device_revoked,
    },
    sentences=SENTENCES,
    routes=routes,
)
