"""Over plain HTTP a token can be read on the air: who runs the meeting or counts comes by HTTPS or sits at the laptop.

Unless the chair says otherwise, which is recorded, and told in red wherever it is looked whether the laptop is ready.
"""

from __future__ import annotations

import sqlite3

from kiosk.server import hosts
from kiosk.server.endpoints import Endpoints
from kiosk.store.errors import CommandRejected

GUARDED = ("chair", "operator", "teller_a", "teller_b", "chief_scrutineer")


def allowed(db: sqlite3.Connection) -> bool:
    """Whether the chair allowed it for this meeting."""
    return db.execute("select 1 from plain_http where allowed = 1").fetchone() is not None


def fits(db: sqlite3.Connection, endpoints: Endpoints, role: str, scheme: str, address: str | None) -> bool:
    """Whether a device in that role may come that way."""
    return role not in GUARDED or scheme in ("https", "wss") or hosts.local(endpoints, address) or allowed(db)


def need(db: sqlite3.Connection, endpoints: Endpoints, role: str, scheme: str, address: str | None) -> None:
    if fits(db, endpoints, role, scheme, address):
        return
    if endpoints.secure_url:
        raise CommandRejected(
            "plain_http",
            "Chair, operator and tellers come by HTTPS, so that nobody in the network can read their key: open %(url)s/join."
            " Or let the chair allow plain HTTP on the laptop.",
            status=403,
            url=endpoints.secure_url,
        )
    raise CommandRejected(
        "plain_http",
        "Chair, operator and tellers do not come over plain HTTP, where anybody in the network can read their key."
        " Let the chair allow it on the laptop, under Devices.",
        status=403,
    )
