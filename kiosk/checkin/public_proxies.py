"""Who represents whom, as everybody may see it: in a village the law makes it public."""

from __future__ import annotations

import sqlite3
from typing import Any

from kiosk.meeting import queries as meetings

VILLAGE = "village"


def public(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """Every holder with those represented, in roll order, for everybody; empty but in a village."""
    if meetings.current(db).preset != VILLAGE:
        return []
    rows = db.execute(
        "select h.id, h.name as holder, h.group_name as holder_group, g.name as grantor, g.group_name as grantor_group,"
        " p.near_relative from proxy p join member h on h.id = p.holder join member g on g.id = p.grantor"
        " where p.revoked_seq is null order by h.position, g.position"
    )
    found: dict[int, dict[str, Any]] = {}
    for row in rows:
        one = found.setdefault(row["id"], {"holder": row["holder"], "group": row["holder_group"], "grantors": []})
        near = None if row["near_relative"] is None else bool(row["near_relative"])
        one["grantors"].append({"name": row["grantor"], "group": row["grantor_group"], "near_relative": near})
    return list(found.values())
